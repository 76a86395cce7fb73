//! Facts of a node: each is kept, and what is needed at the node's end remembered.

use super::figures::place_of;
use super::keys::{Figure, Meaning, Target, What, access, join_operator};
use super::{Blocks, Mark, Open};
use crate::dialect::ReadError;
use crate::dialect::facts::{Keeper, Kept};
use crate::dialect::sequence::Key;
use crate::json::{Container, RawStr};
use crate::plan::{Access, Attribute, Dialect, Operator, ValueKind};
use crate::text::Str;

impl Blocks<'_, '_> {
    /// Reads a fact of the open node.
    pub(super) fn fact(&mut self, key: Key<Meaning>) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let mut attribute = match key.target.target {
            Target::Attribute(attribute) => Some(attribute),
            Target::SelectId => Some(Attribute::SelectId),
            Target::OuterCondition => Some(Attribute::OneTimeFilter),
            _ => None,
        };
        // MariaDB says under `operation` that a block is one of a union, which is no operation on a table.
        if attribute == Some(Attribute::Operation) && open.what != What::Block {
            attribute = None;
        }
        let kept = self.keeper.keep(Some(open.id), key.name, attribute)?;
        let said = !matches!(kept, Kept::Null | Kept::Bool(false));
        let text = match kept {
            Kept::Text(RawStr { start, end, .. }) => self.keeper.reader.raw(start, end),
            _ => "",
        };
        match key.target.target {
            Target::Figure(figure) => match kept {
                Kept::Number(number) => open.figures.set(figure, number.value),
                Kept::Text(_) => open.figures.set_text(figure, text),
                _ => {}
            },
            Target::Sharing => {
                if let Kept::Raw(start, end) = kept
                    && let Some((from, to)) = place_of(self.keeper.reader.raw(start, end), "select_id")
                {
                    let (kind, select) = (ValueKind::Number, Str::new(start + from, start + to));
                    let (id, number) = (Some(open.id), Some(Attribute::SelectId));
                    self.keeper.push(id, Str::default(), number, kind, select, false);
                    open.facts.marks.set(Mark::Materialized, true);
                }
            }
            Target::SelectId => {
                if let Kept::Number(number) = kept {
                    self.first_of_recursion(number.value);
                }
            }
            Target::Writes => open.facts.marks.set(Mark::Written, said),
            Target::Changes => {
                open.facts.marks.set(Mark::Changed, said);
                self.signs.settle(match kept {
                    Kept::Number(_) => Some(Dialect::MariaDb),
                    Kept::Bool(_) => Some(Dialect::MySql),
                    _ => None,
                });
            }
            Target::OuterCondition => open.facts.marks.set(Mark::Dependent, said),
            Target::Recursive => {
                open.facts.marks.set(Mark::Recursive, said);
                self.of_the_union(Mark::Recursive);
            }
            Target::TableFunction => open.facts.marks.set(Mark::Function, said),
            Target::Skipping if said => open.facts.access = Some(Access::SkipScan),
            Target::Attribute(attribute) => {
                remember(open, attribute, text, said);
                self.tell(attribute, text);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the costs of the open node, which stand in an object.
    pub(super) fn costs(&mut self, key: Key<Meaning>) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let Keeper { reader, side, .. } = &mut self.keeper;
        reader.peek()?;
        let start = reader.at();
        reader.open(Container::Object)?;
        while let Some(cost) = self.sequence.next(reader, side)? {
            let (from, to) = reader.scalar()?;
            if let Target::Figure(figure) = cost.target.target {
                open.figures.set_text(figure, reader.raw(from, to));
            }
        }
        let value = self.keeper.raw(start, self.keeper.reader.at());
        self.keeper.push(Some(open.id), key.name, None, ValueKind::Raw, value, false);
        Ok(())
    }

    /// What an attribute of the open node says of others, and of the engine.
    fn tell(&mut self, attribute: Attribute, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let named = open.facts.name.is_some();
        match (attribute, open.what) {
            (Attribute::Relation, _) => open.facts.name = self.keeper.builder.last_fact(),
            (Attribute::Operation, What::Block) => {
                self.signs.settle(Some(Dialect::MariaDb));
                if matches!(text, "EXCEPT" | "INTERSECT") {
                    self.of_the_union(Mark::SetOperation);
                }
            }
            (Attribute::Message, What::Block) => self.signs.suggest(Dialect::MySql),
            // MySQL did so up to 5.6.
            (Attribute::Message, What::Table) if !named => self.signs.suggest(Dialect::MariaDb),
            (Attribute::KeyColumns, _) => self.signs.suggest(if open.facts.marks.has(Mark::KeyLength) {
                Dialect::MariaDb
            } else {
                Dialect::MySql
            }),
            (Attribute::Filter | Attribute::PushedCondition, _) => self.signs.condition(text),
            _ => {}
        }
    }

    /// Says something of the union that the open block is a part of.
    fn of_the_union(&mut self, mark: Mark) {
        if let [.., union, _] = self.open.as_mut_slice()
            && matches!(union.what, What::Operation(Operator::Append))
        {
            union.facts.marks.set(mark, true);
        }
    }

    /// The number of a block's SELECT: it is also that of a recursion that begins with it.
    fn first_of_recursion(&mut self, select: f64) {
        if let [.., union, _] = self.open.as_mut_slice()
            && union.what == What::Operation(Operator::RecursiveUnion)
            && union.figures.get(Figure::Select).is_none()
        {
            union.figures.set(Figure::Select, select);
        }
    }
}

/// Remembers of an attribute what the end of its node needs.
fn remember(open: &mut Open, attribute: Attribute, text: &str, said: bool) {
    let facts = &mut open.facts;
    match attribute {
        Attribute::Relation => {
            facts.marks.set(Mark::Pseudo, text.starts_with('<'));
            facts.marks.set(Mark::Lookup, text == "<materialized_subquery>");
            let derived = text.strip_prefix("<derived").and_then(|rest| rest.strip_suffix('>'));
            if let Some(select) = derived {
                open.figures.set_text(Figure::Select, select);
            }
        }
        Attribute::AccessType => {
            facts.access = facts.access.or_else(|| access(text));
            if text.starts_with("hash_") {
                facts.join_operator = Some(Operator::HashJoin);
            }
        }
        Attribute::Index => facts.marks.set(Mark::Indexed, said),
        Attribute::KeyLength => facts.marks.set(Mark::KeyLength, said),
        Attribute::Filter => facts.marks.set(Mark::Filtered, said),
        Attribute::Covering => facts.marks.set(Mark::Covering, said),
        Attribute::UsingFilesort => facts.marks.set(Mark::Filesort, said),
        Attribute::Dependent => facts.marks.set(Mark::Dependent, said),
        Attribute::Message => facts.marks.set(Mark::Message, true),
        // What is printed as a scan of the table chooses an index for each row.
        Attribute::RangeChecked => facts.access = Some(Access::Range),
        Attribute::JoinBuffer => facts.join_operator = join_operator(text),
        _ => {}
    }
}
