//! What MySQL says a node does, taken apart. `FORMAT=TREE` has nothing else; JSON says it too, beside its
//! own keys.
//!
//! The words are those of the server's `explain_access_path.cc`, 8.0.18 to 9.7. Names stand in them as they
//! are, with no quotes whatever they hold, so a name that holds the words after it is cut short there.

mod access;
mod forms;
mod scan;

/// What kind of node, or heading, a text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    TableScan,
    /// Reads a sample of a table.
    SampleScan,
    IndexScan,
    /// Finds equal keys; [`Flag::MultiRange`] where they come in batches.
    IndexLookup,
    /// Reads ranges of an index; [`Flag::Replanned`] where they are chosen for each row.
    IndexRangeScan,
    /// Reads ranges below every value of the columns before them.
    IndexSkipScan,
    /// Reads the ends of each group from an index, or one row of each.
    GroupSkipScan,
    FullTextSearch,
    /// Reads an index in order of the distance to a point.
    DistanceScan,
    /// Sorts and unites the rows of several indexes.
    IndexMerge,
    /// Intersects rows that several indexes give in order.
    RowIdIntersection,
    /// Unites rows that several indexes give in order.
    RowIdUnion,
    /// A row that was read before the plan was made.
    ConstantRow,
    NestedLoop,
    HashJoin,
    BatchedKeyAccess,
    /// Removes what a semijoin gave twice.
    Weedout,
    Filter,
    Sort,
    /// One group.
    Aggregate,
    /// Groups of sorted rows.
    GroupAggregate,
    /// Groups of sorted rows, without aggregates.
    Group,
    /// Groups in a temporary table.
    TemporaryTableAggregate,
    /// A limit, an offset or both.
    Limit,
    Stream,
    Materialize,
    /// A materialization that is made anew each time.
    TemporaryTable,
    FillInformationSchema,
    MaterializeTableFunction,
    Append,
    Window,
    /// Drops repeated rows of groups.
    RemoveDuplicatesGrouped,
    /// Drops repeated keys of an index.
    RemoveDuplicatesSorted,
    /// A lookup, and a scan where a value to look up is NULL.
    AlternativePlans,
    /// Tells materializations that the row they depend on has changed.
    Invalidate,
    ZeroRows,
    ZeroRowsAggregated,
    RowsFetchedBefore,
    CountRows,
    /// Reads what the last round of a recursion gave.
    NewRecords,
    Delete,
    Update,
    Insert,
    Replace,
    /// Heading: the input that a hash join hashes.
    HashInput,
    /// Heading: the input whose rows are batched.
    BatchInput,
    /// Heading: the range of the primary key in an index merge.
    ClusteredKey,
    /// Heading: a subquery of an expression.
    Subquery,
    /// Heading: how a materialization treats one of its inputs.
    MaterializedInput,
    /// The statement has no plan of nodes.
    NotExecutable,
    #[default]
    Other,
}

impl Kind {
    /// Whether it is a heading over the one node below it, and no node itself.
    pub(super) fn is_heading(self) -> bool {
        matches!(
            self,
            Self::HashInput
                | Self::BatchInput
                | Self::ClusteredKey
                | Self::Subquery
                | Self::MaterializedInput
        )
    }
}

/// Which rows a join gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Inner,
    Left,
    Semi,
    Anti,
}

/// How a join of a semijoin keeps from giving rows twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strategy {
    FirstMatch,
    LooseScan,
    FirstMatchWithLooseScan,
}

/// What a materialization does with its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetOperation {
    Union,
    UnionAll,
    Intersect,
    IntersectAll,
    Except,
    ExceptAll,
}

/// How often a subquery runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// `dependent`: once for each row outside.
    Dependent,
    /// `run only once`.
    Once,
    /// `uncacheable`: each time it is asked.
    Uncacheable,
}

/// What is either said or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    /// The index holds all that is read.
    Covering,
    /// From the last key to the first.
    Reverse,
    /// At most one row has the key.
    SingleRow,
    /// Keys come in batches.
    MultiRange,
    /// Rows are read in their own order, not the index's.
    MultiRangeRead,
    /// Ranges are chosen for each row outside.
    Replanned,
    /// A skip scan that finds the smallest or largest of each group.
    Grouping,
    /// Repeated rows are dropped.
    Deduplication,
    /// Only row addresses are sorted.
    RowIds,
    /// Aggregates were computed below.
    ComputedEarlier,
    /// Rows of the window's frame are kept.
    Buffering,
    /// The window's rows are read more than once.
    MultiPass,
    /// `SQL_CALC_FOUND_ROWS`: the limit stops nothing.
    CountAllRows,
    /// The common table expression reads itself.
    Recursive,
    /// A common table expression that several nodes read.
    IfNeeded,
    /// What is materialized stands at another reader.
    PrintedElsewhere,
    /// The rows a table may hold are counted without repeats.
    Unique,
    /// Repeated rows of this input are kept.
    DisableDeduplication,
    /// The input is read until it gives nothing new.
    Repeat,
    /// Rows of a table are changed while others are read.
    Immediate,
    /// Rows of a table are changed after all are read.
    Buffered,
}

/// A set of [`Flag`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u32);

impl Flags {
    fn set(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    pub(super) fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }
}

/// What a text says: its kind and, where it names them, the rest. All text is borrowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Operation<'t> {
    pub(super) kind: Kind,
    pub(super) flags: Flags,
    /// The table's alias, or what stands for it: `<temporary>`, `<subquery2>`.
    pub(super) table: Option<&'t str>,
    /// The tables of a weedout, of DELETE and UPDATE, and those whose rows invalidate a materialization.
    pub(super) tables: Vec<&'t str>,
    pub(super) index: Option<&'t str>,
    /// `a = t1.b, c = 5`: what is looked up.
    pub(super) lookup: Option<&'t str>,
    /// `(a < 3) OR (b = 4)`: the ranges read, shortened where there are more than three.
    pub(super) ranges: Option<&'t str>,
    /// What the index decides beyond its keys.
    pub(super) index_condition: Option<&'t str>,
    /// What the storage engine decides.
    pub(super) pushed_condition: Option<&'t str>,
    /// `activating pushed join of 2 tables`, `child of t1 in pushed join`.
    pub(super) pushed_join: Option<&'t str>,
    pub(super) secondary_engine: Option<&'t str>,
    /// A filter's condition.
    pub(super) condition: Option<&'t str>,
    /// Conditions of a hash join that are not hashed.
    pub(super) extra_condition: Option<&'t str>,
    /// Sort keys, aggregates, window functions, columns of groups, hashed conditions, columns that may be
    /// NULL.
    pub(super) items: Vec<&'t str>,
    pub(super) join: Option<Join>,
    pub(super) strategy: Option<Strategy>,
    /// `rollup`, `cube`.
    pub(super) grouping: Option<&'t str>,
    /// Rows at most, those skipped not counted; of a sort, for each chunk.
    pub(super) limit: Option<u64>,
    /// Rows skipped.
    pub(super) offset: Option<u64>,
    /// What becomes of several inputs.
    pub(super) set: Option<SetOperation>,
    /// The common table expression that is materialized.
    pub(super) cte: Option<&'t str>,
    /// Why there are no rows.
    pub(super) cause: Option<&'t str>,
    /// The subquery's number.
    pub(super) select: Option<u32>,
    /// Where the subquery stands: `condition`, `projection`, `extra conditions`, `pushed condition`.
    pub(super) location: Option<&'t str>,
    pub(super) runs: Option<Runs>,
}

/// Takes the text of an operation, or of a heading, apart; never fails.
pub(super) fn operation(text: &str) -> Operation<'_> {
    forms::read(text).or_else(|| access::index(text)).unwrap_or_default()
}

impl<'t> Operation<'t> {
    fn new(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Takes words off the front of a text, and remembers that they stood there.
    fn flagged(&mut self, text: &'t str, words: &str, flag: Flag) -> &'t str {
        let Some(rest) = text.strip_prefix(words) else { return text };
        self.flags.set(flag);
        rest
    }

    /// The same at the end of a text.
    fn flagged_at_end(&mut self, text: &'t str, words: &str, flag: Flag) -> &'t str {
        let Some(rest) = text.strip_suffix(words) else { return text };
        self.flags.set(flag);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Kind {
        operation(text).kind
    }

    #[test]
    fn tables_and_what_follows_them() {
        let read = operation("Table scan on my table");
        assert_eq!((read.kind, read.table), (Kind::TableScan, Some("my table")));
        let read = operation("Table scan on t in secondary engine RAPID");
        assert_eq!((read.table, read.secondary_engine), (Some("t"), Some("RAPID")));
        let read = operation(
            "Table scan on t, activating pushed join of 2 tables, \
             with pushed condition: (t.a = ', child of ')",
        );
        assert_eq!(read.table, Some("t"));
        assert_eq!(read.pushed_join, Some("activating pushed join of 2 tables"));
        assert_eq!(read.pushed_condition, Some("(t.a = ', child of ')"));
        assert_eq!(operation("Table scan on <union temporary>").table, Some("<union temporary>"));
        for (text, kind) in [
            ("Sample scan on t", Kind::SampleScan),
            ("Constant row from t", Kind::ConstantRow),
            ("Count rows in t", Kind::CountRows),
            ("Scan new records on t", Kind::NewRecords),
            ("Fill information schema table t", Kind::FillInformationSchema),
            ("Insert into t", Kind::Insert),
            ("Replace into t", Kind::Replace),
            ("Invalidate materialized tables (row from t)", Kind::Invalidate),
        ] {
            let read = operation(text);
            assert_eq!((read.kind, read.table), (kind, Some("t")), "{text}");
        }
    }

    #[test]
    fn index_lookups() {
        let read = operation(
            "Single-row covering index lookup on t using k (a = ')', b = f(u.c)), \
             with index condition: (t.d > 1)",
        );
        assert_eq!((read.kind, read.table, read.index), (Kind::IndexLookup, Some("t"), Some("k")));
        assert_eq!(read.lookup, Some("a = ')', b = f(u.c)"));
        assert_eq!(read.index_condition, Some("(t.d > 1)"));
        assert!(
            read.flags.has(Flag::SingleRow)
                && read.flags.has(Flag::Covering)
                && !read.flags.has(Flag::Reverse)
        );
        let read =
            operation("Index lookup on a t using my k (it's (odd = 5) (reverse), child of u in pushed join");
        assert_eq!((read.table, read.index), (Some("a t"), Some("my k")));
        assert_eq!((read.lookup, read.flags.has(Flag::Reverse)), (Some("it's (odd = 5"), true));
        assert_eq!(read.pushed_join, Some("child of u in pushed join"));
        let read = operation("Multi-range index lookup on t using k (a = u.b)");
        assert!(read.kind == Kind::IndexLookup && read.flags.has(Flag::MultiRange));
        let read = operation("Index lookup on `a using b` using k (c = 1)");
        assert_eq!((read.table, read.index), (Some("`a using b`"), Some("k")));
        let read = operation("Full-text index search on t using k (a = 'word')");
        assert_eq!((read.kind, read.lookup), (Kind::FullTextSearch, Some("a = 'word'")));
    }

    #[test]
    fn index_scans_and_ranges() {
        let read = operation("Covering index scan on t using my k (v2) (reverse)");
        assert_eq!((read.kind, read.index), (Kind::IndexScan, Some("my k (v2)")));
        assert!(read.flags.has(Flag::Reverse) && read.flags.has(Flag::Covering));
        let read = operation(
            "Index range scan on t using k over (a = ' OR ') OR (a < 3 AND b = 1) OR (7 more) (reverse), \
             with index condition: (t.b > ', with pushed condition: ')",
        );
        assert_eq!(read.kind, Kind::IndexRangeScan);
        assert_eq!(read.ranges, Some("(a = ' OR ') OR (a < 3 AND b = 1) OR (7 more)"));
        assert!(read.flags.has(Flag::Reverse));
        assert_eq!(read.index_condition, Some("(t.b > ', with pushed condition: ')"));
        // A quote in a range may be printed as it is.
        let read =
            operation("Index range scan on t using k over (a = 'it's') (reverse), with index condition: (b)");
        assert_eq!((read.ranges, read.index_condition), (Some("(a = 'it's')"), Some("(b)")));
        let read = operation("Index range scan (Multi-Range Read) on t using k over (a < 3)");
        assert!(read.kind == Kind::IndexRangeScan && read.flags.has(Flag::MultiRangeRead));
        let read = operation(
            "Index range scan on t (re-planned for each iteration), with index condition: (a using b)",
        );
        assert_eq!((read.table, read.index), (Some("t"), None));
        assert!(read.flags.has(Flag::Replanned) && read.index_condition == Some("(a using b)"));
        let read = operation("Covering index skip scan for grouping on t using k over (a < 3)");
        assert!(read.kind == Kind::GroupSkipScan && read.flags.has(Flag::Grouping));
        let read = operation("Covering index skip scan for deduplication on t using k");
        assert!(
            read.kind == Kind::GroupSkipScan
                && read.flags.has(Flag::Deduplication)
                && read.index == Some("k")
        );
        assert_eq!(operation("Index skip scan on t using k over a = 1, 2 < b").ranges, Some("a = 1, 2 < b"));
        assert_eq!(kind("Index distance scan on t using k"), Kind::DistanceScan);
    }

    #[test]
    fn joins() {
        let read = operation("Nested loop semijoin (FirstMatch) with duplicate removal (LooseScan) on k");
        assert_eq!((read.kind, read.join, read.index), (Kind::NestedLoop, Some(Join::Semi), Some("k")));
        assert_eq!(read.strategy, Some(Strategy::FirstMatchWithLooseScan));
        assert_eq!(operation("Nested loop antijoin").join, Some(Join::Anti));
        assert_eq!(operation("Nested loop inner join (LooseScan)").strategy, Some(Strategy::LooseScan));
        let read = operation("Batched key access left join");
        assert_eq!((read.kind, read.join), (Kind::BatchedKeyAccess, Some(Join::Left)));
        let read = operation(
            "Hash semijoin (FirstMatch) (t.a = u.a), (t.b = ', extra conditions: '), \
             extra conditions: (t.c < u.c)",
        );
        assert_eq!((read.kind, read.join), (Kind::HashJoin, Some(Join::Semi)));
        assert_eq!(read.strategy, Some(Strategy::FirstMatch));
        assert_eq!(read.items, ["(t.a = u.a)", "(t.b = ', extra conditions: ')"]);
        assert_eq!(read.extra_condition, Some("(t.c < u.c)"));
        let read = operation("Left hash join (no condition), extra conditions: true");
        assert_eq!((read.items.len(), read.extra_condition), (0, Some("true")));
        let read = operation("Remove duplicate (t, u) rows using temporary table (weedout)");
        assert_eq!((read.kind, read.tables.as_slice()), (Kind::Weedout, ["t", "u"].as_slice()));
    }

    #[test]
    fn sorts_and_groups() {
        let read = operation(
            "Sort row IDs with duplicate removal: t.a DESC, f(b, ','), limit input to 5 row(s) per chunk",
        );
        assert_eq!((read.kind, read.limit), (Kind::Sort, Some(5)));
        assert_eq!(read.items, ["t.a DESC", "f(b, ',')"]);
        assert!(read.flags.has(Flag::RowIds) && read.flags.has(Flag::Deduplication));
        assert_eq!(kind("Sort-deduplicate by row ID"), Kind::IndexMerge);
        let read = operation("Group aggregate with rollup: count(distinct a,b), sum(c)");
        assert_eq!((read.kind, read.grouping), (Kind::GroupAggregate, Some("rollup")));
        assert_eq!(read.items, ["count(distinct a,b)", "sum(c)"]);
        assert_eq!(operation("Aggregate: count(0)").items, ["count(0)"]);
        assert_eq!(kind("Aggregate using temporary table"), Kind::TemporaryTableAggregate);
        assert_eq!(kind("Group (no aggregates)"), Kind::Group);
        assert!(
            operation("Group (computed in earlier step, no aggregates)").flags.has(Flag::ComputedEarlier)
        );
        let read = operation("Window multi-pass aggregate with buffering: lead(a,1) OVER (ORDER BY b,c ) ");
        assert_eq!(
            (read.kind, read.items.as_slice()),
            (Kind::Window, ["lead(a,1) OVER (ORDER BY b,c )"].as_slice())
        );
        assert!(read.flags.has(Flag::MultiPass) && read.flags.has(Flag::Buffering));
        assert_eq!(operation("Remove duplicates from input grouped on a, b").items, ["a", "b"]);
        assert_eq!(operation("Remove duplicates from input sorted on k").index, Some("k"));
    }

    #[test]
    fn limits() {
        let read = operation("Limit/Offset: 5/20 row(s) (no early end due to SQL_CALC_FOUND_ROWS)");
        assert_eq!((read.kind, read.limit, read.offset), (Kind::Limit, Some(5), Some(20)));
        assert!(read.flags.has(Flag::CountAllRows));
        assert_eq!(operation("Limit: 1 row(s)").limit, Some(1));
        assert_eq!(operation("Offset: 2 row(s)").offset, Some(2));
    }

    #[test]
    fn materializations() {
        let read = operation(
            "Materialize CTE if needed if needed (query plan printed elsewhere) with deduplication \
             (invalidate on row from t; u)",
        );
        assert_eq!((read.kind, read.cte), (Kind::Materialize, Some("if needed")));
        assert_eq!(read.tables, ["t", "u"]);
        assert!(
            read.flags.has(Flag::IfNeeded)
                && read.flags.has(Flag::PrintedElsewhere)
                && read.flags.has(Flag::Deduplication)
        );
        let read = operation("Materialize recursive CTE c");
        assert_eq!((read.cte, read.flags.has(Flag::Recursive)), (Some("c"), true));
        let read = operation("Materialize union CTE c with deduplication");
        assert_eq!((read.cte, read.set), (Some("c"), Some(SetOperation::Union)));
        assert_eq!(operation("Except all materialize").set, Some(SetOperation::ExceptAll));
        let read = operation("Intersect materialize with deduplication");
        assert_eq!((read.kind, read.set), (Kind::Materialize, Some(SetOperation::Intersect)));
        assert_eq!(kind("Intersect rows sorted by row ID"), Kind::RowIdIntersection);
        assert_eq!(kind("Temporary table with deduplication"), Kind::TemporaryTable);
        assert_eq!(kind("Materialize table function"), Kind::MaterializeTableFunction);
    }

    #[test]
    fn headings() {
        let read = operation("Select #12 (subquery in extra conditions; run only once)");
        assert_eq!((read.kind, read.select, read.runs), (Kind::Subquery, Some(12), Some(Runs::Once)));
        assert_eq!(read.location, Some("extra conditions"));
        let read =
            operation("Limit table size: 5 unique row(s), disable deduplication, repeat until convergence");
        assert_eq!((read.kind, read.limit), (Kind::MaterializedInput, Some(5)));
        assert!(
            [Flag::Unique, Flag::DisableDeduplication, Flag::Repeat]
                .into_iter()
                .all(|flag| read.flags.has(flag))
        );
        for text in [
            "Hash",
            "Batch input rows",
            "Clustered primary key (scanned separately)",
            "Disable deduplication",
            "Repeat until convergence",
        ] {
            assert!(kind(text).is_heading(), "{text}");
        }
        assert!(!kind("Hash antijoin (no condition)").is_heading());
    }

    #[test]
    fn the_rest() {
        assert_eq!(operation("Filter: (t.a = ', ')").condition, Some("(t.a = ', ')"));
        let read = operation("Zero input rows (No matching min/max row), aggregated into one output row");
        assert_eq!((read.kind, read.cause), (Kind::ZeroRowsAggregated, Some("No matching min/max row")));
        assert_eq!(operation("Zero rows (Impossible WHERE)").cause, Some("Impossible WHERE"));
        let read = operation("Delete from t (immediate), my u (buffered)");
        assert_eq!((read.kind, read.tables.as_slice()), (Kind::Delete, ["t", "my u"].as_slice()));
        assert!(read.flags.has(Flag::Immediate) && read.flags.has(Flag::Buffered));
        let read = operation("Alternative plans for IN subquery: Index lookup unless  any of (a, b) IS NULL");
        assert_eq!((read.kind, read.items.as_slice()), (Kind::AlternativePlans, ["a", "b"].as_slice()));
        assert_eq!(kind("<not executable by iterator executor>"), Kind::NotExecutable);
        for text in ["", "Hash something new", "Index", "Sort", "Sorted", "Materializer", "Index lookup in t"]
        {
            assert_eq!(kind(text), Kind::Other, "{text}");
        }
    }
}
