//! What a node of a query block is, once everything in it is known: its operator, its rows and costs, its place.

use super::keys::{Figure, What, scan};
use super::{Blocks, Mark, Open, Place};
use crate::plan::{Access, Attribute, Dialect, EdgeKind, NodeId, Number, Operator};

impl Blocks<'_, '_> {
    /// Ends a node, now that everything in it is known.
    pub(super) fn close(&mut self, open: &Open) {
        let id = open.id;
        self.keeper.builder.close(id);
        match open.what {
            What::Block => self.close_block(open),
            What::Table => self.close_table(open),
            What::Operation(operator) => self.close_operation(open, operator),
            What::BlockJoin => {
                let builder = &mut *self.keeper.builder;
                let operator = open.facts.join_operator.unwrap_or(Operator::BlockNestedLoop);
                builder.set_operator(id, operator);
                if let Some(table) = open.joined {
                    builder.set_relationship(table, EdgeKind::Inner);
                }
                self.measured(open);
            }
            What::InsertFrom => self.keeper.builder.set_operator(id, Operator::Stream),
            What::Materialized | What::Materialization => {
                self.keeper.builder.set_operator(id, Operator::Materialize);
                self.measured(open);
                if let Some(table) = self.open.last_mut() {
                    table.facts.marks.set(Mark::Materialized, true);
                    table.fill_cost += open.fill_cost;
                }
            }
            What::Cache => {
                self.keeper.builder.set_operator(id, Operator::Memoize);
                self.measured(open);
            }
        }
        self.hang(open);
    }

    /// Puts a node that has ended where it belongs.
    fn hang(&mut self, open: &Open) {
        let Some(around) = self.open.last_mut() else { return };
        let builder = &mut *self.keeper.builder;
        let loops = builder.number(open.id, Number::Loops);
        around.facts.marks.set(Mark::Counted, loops.is_some() || open.facts.marks.has(Mark::Counted));
        around.facts.marks.set(Mark::Ran, loops > Some(0.0) || open.facts.marks.has(Mark::Ran));
        match open.place {
            Place::Set => {}
            Place::Subquery => {
                let kind = match open.what {
                    What::Materialization => EdgeKind::HashedSubPlan,
                    _ if open.facts.marks.has(Mark::Lookup) => EdgeKind::HashedSubPlan,
                    // MariaDB does not say; it caches what depends on the row around it.
                    What::Cache => EdgeKind::SubPlan,
                    _ if open.facts.marks.has(Mark::Dependent) => EdgeKind::SubPlan,
                    // What does not depend on anything keeps its result.
                    _ if open.figures.get(Figure::Loops).is_some_and(|loops| loops > 1.0) => {
                        EdgeKind::SubPlan
                    }
                    _ => EdgeKind::InitPlan,
                };
                builder.set_relationship(open.id, kind);
            }
            Place::Filled => {
                if let Some(table) = around.last {
                    builder.adopt(table, open.id, EdgeKind::Outer);
                }
            }
            Place::Joined => {
                around.last = Some(open.id);
                match around.joined {
                    None => around.joined = Some(open.id),
                    Some(outer) if open.what == What::BlockJoin => {
                        builder.adopt(open.id, outer, EdgeKind::Outer);
                        around.joined = Some(open.id);
                        let inner = open.joined;
                        self.join_rows(open.id, outer, inner, open);
                    }
                    Some(outer) => self.join(outer, open),
                }
            }
        }
    }

    /// Joins a node to everything before it.
    fn join(&mut self, outer: NodeId, open: &Open) {
        // The limit on nodes was just kept by the node that is joined; one more for each of them does no harm.
        let Some(around) = self.open.last_mut() else { return };
        let builder = &mut *self.keeper.builder;
        let join = builder.open(Some(around.id), self.keeper.reader.rest());
        builder.set_operator(join, open.facts.join_operator.unwrap_or(Operator::NestedLoop));
        builder.adopt(join, outer, EdgeKind::Outer);
        builder.adopt(join, open.id, EdgeKind::Inner);
        around.joined = Some(join);
        if let Some(cost) = open.figures.get(Figure::PrefixCost) {
            builder.set_number(join, Number::TotalCost, cost);
        }
        self.join_rows(join, outer, Some(open.id), open);
    }

    /// The rows of a join: as printed, or of what is joined.
    fn join_rows(&mut self, join: NodeId, outer: NodeId, inner: Option<NodeId>, open: &Open) {
        let builder = &mut *self.keeper.builder;
        let rows = |id: Option<NodeId>, number| id.and_then(|id| builder.number(id, number));
        let of_both =
            || Some(rows(Some(outer), Number::EstimatedRows)? * rows(inner, Number::EstimatedRows)?);
        let estimated = open.figures.produced().or_else(of_both);
        let block = self.open.get(self.open.last().map_or(0, |around| around.block));
        let idle = || {
            let both = rows(Some(outer), Number::Loops)?.max(rows(inner, Number::Loops)?);
            Some(both).filter(|loops| *loops <= 0.0)
        };
        let loops = block.and_then(|block| block.figures.get(Figure::Loops)).or_else(idle);
        let kept = open.figures.get(Figure::FilteredActual).filter(|_| open.what == What::BlockJoin);
        let actual = rows(inner, Number::Rows)
            .zip(rows(inner, Number::Loops))
            .filter(|_| open.what != What::BlockJoin)
            .map(|(rows, loops)| rows * loops);
        // MariaDB prints how many rows came out of the buffer for each of those that were kept in it.
        let buffered =
            || Some(open.figures.get(Figure::Loops)? * open.figures.effective_rows()? * kept? / 100.0);
        let actual = actual.or_else(buffered);
        if let Some(estimated) = estimated {
            builder.set_number(join, Number::EstimatedRows, estimated);
        }
        if let Some(loops) = loops {
            builder.set_number(join, Number::Loops, loops);
            if let Some(actual) = actual.filter(|_| loops > 0.0) {
                builder.set_number(join, Number::Rows, actual / loops);
            }
        }
    }

    fn close_block(&mut self, open: &Open) {
        let builder = &mut *self.keeper.builder;
        builder.set_operator(open.id, Operator::QueryBlock);
        let printed = open.figures.get(Figure::QueryCost).or(open.figures.get(Figure::Cost));
        let cost = printed.or(Some(open.spent_cost).filter(|cost| *cost > 0.0));
        if let Some(cost) = cost {
            builder.set_number(open.id, Number::TotalCost, cost);
            builder.set_number(open.id, Number::OwnCost, (cost - open.spent_cost).max(0.0));
        }
        self.measured(open);
        // The cost of a block that has none of its own is part of the costs around it.
        if let (None, Some(materialized)) = (printed, self.open.last_mut()) {
            materialized.fill_cost += open.spent_cost;
        }
    }

    fn close_operation(&mut self, open: &Open, operator: Operator) {
        let builder = &mut *self.keeper.builder;
        // MySQL names the order that is asked for whether or not it takes a sort.
        let mysql_sort = operator == Operator::Sort && self.signs.certain() == Some(Dialect::MySql);
        let operator =
            if mysql_sort && !open.facts.marks.has(Mark::Filesort) { Operator::Stream } else { operator };
        let operator = match operator {
            Operator::Append if open.facts.marks.has(Mark::Recursive) => Operator::RecursiveUnion,
            Operator::Append if open.facts.marks.has(Mark::SetOperation) => Operator::SetOp,
            operator => operator,
        };
        if operator == Operator::Append {
            // MySQL would have said whether it uses a temporary table.
            self.signs.suggest(Dialect::MariaDb);
        }
        builder.set_operator(open.id, operator);
        if let Some(name) = open.facts.name {
            // `<union1,2>`.
            builder.reattribute(name, Attribute::Alias);
        }
        let passes = matches!(operator, Operator::Sort | Operator::Stream | Operator::AlternativePlans);
        let input = open.joined.filter(|_| passes);
        if let Some(rows) = input.and_then(|input| builder.number(input, Number::EstimatedRows)) {
            builder.set_number(open.id, Number::EstimatedRows, rows);
        }
        if let Some(cost) = open.figures.get(Figure::SortCost) {
            self.spend(open, cost, 0.0);
        }
        self.measured(open);
    }

    fn close_table(&mut self, open: &Open) {
        let (id, figures, facts) = (open.id, &open.figures, open.facts);
        if let Some(around) = self.open.last_mut().filter(|around| around.shell) {
            // The block stands for what is looked up in a subquery's result.
            around.facts.marks.set(Mark::Lookup, facts.marks.has(Mark::Lookup));
        }
        let reads_itself = self.reads_itself(open);
        let operator = match facts.access {
            _ if facts.marks.has(Mark::Written) => Operator::ModifyTable,
            _ if reads_itself => Operator::WorkTableScan,
            _ if facts.marks.has(Mark::Function) => Operator::TableFunctionScan,
            _ if facts.marks.has(Mark::Materialized) || facts.marks.has(Mark::Pseudo) => {
                Operator::SubqueryScan
            }
            None if facts.marks.has(Mark::Message) => Operator::Result,
            access => scan(access, facts.marks.has(Mark::Covering)),
        };
        let builder = &mut *self.keeper.builder;
        builder.set_operator(id, operator);
        let derived = matches!(
            operator,
            Operator::SubqueryScan | Operator::WorkTableScan | Operator::TableFunctionScan
        );
        if let Some(name) = facts.name.filter(|_| derived) {
            // What is named is what the statement calls the subquery, not a table.
            builder.reattribute(name, Attribute::Alias);
        }
        if let Some(access) = facts.access.filter(|_| !facts.marks.has(Mark::Written)) {
            builder.set_access(id, access);
        }
        if let Some(reads) = figures.get(Figure::Reads) {
            builder.set_number(id, Number::EstimatedReads, reads);
            let share = figures.get(Figure::Filtered).map(|percent| (percent / 100.0).min(1.0));
            // The share of UPDATE and DELETE of one table is no estimate: absent, or 100 (`Explain_table` in
            // opt_explain.cc).
            let estimated = figures.get(Figure::Produced).is_some() || !facts.marks.has(Mark::Changed);
            if estimated || !facts.marks.has(Mark::Filtered) {
                if let Some(share) = share {
                    builder.set_number(id, Number::EstimatedShare, share);
                }
                builder.set_number(id, Number::EstimatedRows, reads * share.unwrap_or(1.0));
            }
        }
        if let Some(bytes) = figures.get(Figure::DataRead) {
            builder.set_number(id, Number::EstimatedBytes, bytes);
        }
        if let Some(prefix) = figures.get(Figure::PrefixCost) {
            let block = self.open.get_mut(open.block);
            let before = block.as_ref().map_or(0.0, |block| block.prefix_cost);
            if let Some(block) = block {
                block.prefix_cost = before.max(prefix);
            }
            self.spend(open, prefix - before, open.fill_cost);
        } else if let Some(cost) = figures.get(Figure::ReadCost).or(figures.get(Figure::Cost)) {
            self.spend(open, cost, open.fill_cost);
        } else if let Some(block) = self.open.get_mut(open.block) {
            // Of a lookup in what was filled no cost is printed, but that of the block around counts the filling.
            block.spent_cost += open.fill_cost.min(block.unspent_cost());
        }
        self.measured(open);
    }

    /// Whether a table is what the recursion around it has found.
    fn reads_itself(&mut self, open: &Open) -> bool {
        let marks = open.facts.marks;
        let select = open.figures.get(Figure::Select);
        let recursion = What::Operation(Operator::RecursiveUnion);
        let is_own = |around: &Open| around.what == recursion && around.figures.get(Figure::Select) == select;
        if marks.has(Mark::Recursive) || select.is_some() && self.open.iter().any(is_own) {
            return true;
        }
        // MySQL marks the block and joins its own rows before all but constant tables.
        let other = [Mark::Materialized, Mark::Pseudo, Mark::Function, Mark::Indexed, Mark::Message];
        open.facts.access == Some(Access::Full)
            && !other.iter().any(|mark| marks.has(*mark))
            && self.open.get_mut(open.block).is_some_and(|block| block.facts.marks.take(Mark::Recursive))
    }

    /// Gives a node its part of the cost of its block: as much as is left of it.
    fn spend(&mut self, open: &Open, cost: f64, of_others: f64) {
        let Some(block) = self.open.get_mut(open.block) else { return };
        let given = cost.clamp(0.0, block.unspent_cost());
        block.spent_cost += given;
        self.keeper.builder.set_number(open.id, Number::OwnCost, (given - of_others).max(0.0));
    }

    /// What MariaDB measured of a node.
    fn measured(&mut self, open: &Open) {
        let (id, figures) = (open.id, &open.figures);
        let builder = &mut *self.keeper.builder;
        // A table that is written is read once, which is not printed; nor is it of the block around it.
        let once = || {
            let read = open.what == What::Table && figures.get(Figure::Rows).is_some();
            let timed = open.what == What::Block && figures.get(Figure::TotalMs).is_some();
            (read || timed).then_some(1.0)
        };
        // What did not run prints no count where all in it print theirs.
        let marks = open.facts.marks;
        let idle = !self.open.is_empty() && marks.has(Mark::Counted) && !marks.has(Mark::Ran);
        let printed = figures.get(Figure::Loops).or_else(once);
        let Some(loops) = printed.or(idle.then_some(0.0)) else { return };
        // Subqueries that are one lookup are not counted, but timed; a recursion is not, but what is in it; a
        // constant table is read before anything runs.
        let ran = figures.get(Figure::TableMs).is_some_and(|time| time > 0.0)
            || marks.has(Mark::Ran)
            || open.what == What::Table && open.facts.access == Some(Access::Constant);
        if loops > 0.0 || !ran {
            builder.set_number(id, Number::Loops, loops);
        }
        let own = [Figure::TableMs, Figure::OtherMs, Figure::UnpackMs];
        let own = own.into_iter().filter_map(|figure| figures.get(figure)).reduce(|sum, time| sum + time);
        let total = figures.get(Figure::TotalMs);
        // Up to 10.4 a table has one time, which is its own.
        let own = own.or(total.filter(|_| open.what == What::Table));
        // A sort of a table is timed within the reading of it; one of a temporary table apart.
        let sorts_table = open.joined.is_some_and(|input| builder.is_table_scan(input));
        let is_sort = open.what == What::Operation(Operator::Sort);
        let own = own.or(total.filter(|_| is_sort && !sorts_table));
        if let Some(own) = own {
            builder.set_number(id, Number::OwnMs, own);
        }
        if let Some(total) = total.filter(|_| loops > 0.0) {
            builder.set_number(id, Number::TotalMs, total / loops);
        }
        if let Some(rows) = figures.get(Figure::Rows) {
            let kept = figures.get(Figure::FilteredActual).unwrap_or(100.0) / 100.0;
            builder.set_number(id, Number::Rows, rows * kept);
            builder.set_number(id, Number::RowsRemovedByFilter, rows * (1.0 - kept).max(0.0));
        }
        if let Some(rows) = figures.get(Figure::OutputRows) {
            builder.set_number(id, Number::Rows, rows);
        }
        if let Some(passes) = figures.get(Figure::SortPasses) {
            builder.set_number(id, Number::SortPasses, passes);
        }
    }
}
