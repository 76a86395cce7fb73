//! From text to nodes in one pass, with a stack of our own.

use super::keys::{Target, VOCABULARY, operator, relationship, target};
use super::statement;
use crate::dialect::sequence::{Key, Sequence};
use crate::dialect::{Draft, ReadError, ReadLimits, keep_text};
use crate::json::{Container, Kind, RawStr, Reader, decode};
use crate::plan::{Attribute, Dialect, Format, NodeId, Number, Operator, PlanBuilder, Property, ValueKind};
use crate::text::{Side, Str};

/// Reads a document: an array of plans, or one plan.
pub(crate) fn read(text: &str, limits: ReadLimits) -> Result<Draft, ReadError> {
    let mut reader = Reader::new(text, limits.depth);
    let mut draft = Draft::default();
    if reader.peek()? == Kind::Object {
        read_statement(&mut reader, limits, &mut draft)?;
    } else {
        if reader.peek()? != Kind::Array {
            return Err(ReadError::NotAPlan(reader.at()));
        }
        reader.open(Container::Array)?;
        while reader.element()? {
            match reader.peek()? {
                Kind::Object => read_statement(&mut reader, limits, &mut draft)?,
                // What a rule makes of a statement may be no query: the server names it and plans nothing.
                Kind::String => {
                    let raw = reader.string()?;
                    let mut notice = String::new();
                    decode(reader.raw(raw.start, raw.end), &mut notice);
                    draft.notices.push(notice);
                }
                _ => return Err(ReadError::NotAPlan(reader.at())),
            }
        }
    }
    reader.end()?;
    Ok(draft)
}

/// Reads the object of one statement: its plan and what stands beside it.
fn read_statement(reader: &mut Reader<'_>, limits: ReadLimits, draft: &mut Draft) -> Result<(), ReadError> {
    let start = reader.at();
    let mut builder = PlanBuilder::new(Dialect::Postgres, Format::Json, &VOCABULARY, reader.rest());
    builder.facts.removed_step = 1.0;
    builder.facts.rows_step = 1.0;
    builder.facts.time_step = 0.001;
    reader.open(Container::Object)?;
    while let Some(key) = reader.key()? {
        let name = reader.raw(key.start, key.end);
        if name == "Plan" && builder.len() == 0 && reader.peek()? == Kind::Object {
            Nodes {
                reader,
                builder: &mut builder,
                side: &mut draft.side,
                limits,
                sequence: Sequence::new(target),
            }
            .read()?;
        } else {
            statement::read(reader, key, &mut builder, &mut draft.side)?;
        }
    }
    if builder.len() == 0 {
        return Err(ReadError::NotAPlan(start));
    }
    draft.builders.push(builder);
    Ok(())
}

/// A node whose object is open.
struct Open {
    id: NodeId,
    /// Kilobytes that its sort or store used.
    space_kb: f64,
    /// Whether they were on disk.
    on_disk: bool,
    /// What its workers did, if that may hold spills.
    workers: Option<(usize, usize)>,
}

struct Nodes<'a, 't> {
    reader: &'a mut Reader<'t>,
    builder: &'a mut PlanBuilder,
    side: &'a mut Side,
    limits: ReadLimits,
    sequence: Sequence<Target>,
}

impl Nodes<'_, '_> {
    /// Reads the tree below the key `Plan`.
    fn read(&mut self) -> Result<(), ReadError> {
        let mut stack = vec![self.open(None)?];
        while let Some(top) = stack.last_mut() {
            let Some(key) = self.sequence.next(self.reader, self.side)? else {
                if let Some(closed) = stack.pop() {
                    self.close(&closed);
                }
                // Behind a child, its parent's list goes on.
                self.next_child(&mut stack)?;
                continue;
            };
            match key.target {
                Target::Plans if self.reader.peek()? == Kind::Array => {
                    self.reader.open(Container::Array)?;
                    self.next_child(&mut stack)?;
                }
                _ => self.value(key, top)?,
            }
        }
        Ok(())
    }

    /// Opens the next child in the list that the reader stands in, if there is one.
    fn next_child(&mut self, stack: &mut Vec<Open>) -> Result<(), ReadError> {
        if let Some(parent) = stack.last().map(|open| open.id)
            && self.reader.element()?
        {
            stack.push(self.open(Some(parent))?);
        }
        Ok(())
    }

    fn open(&mut self, parent: Option<NodeId>) -> Result<Open, ReadError> {
        if self.reader.peek()? != Kind::Object {
            return Err(ReadError::Expected("a node, which is an object", self.reader.at()));
        }
        if self.builder.len() >= self.limits.nodes {
            return Err(ReadError::TooManyNodes(self.reader.at()));
        }
        self.reader.open(Container::Object)?;
        Ok(Open {
            id: self.builder.open(parent, self.reader.rest()),
            space_kb: 0.0,
            on_disk: false,
            workers: None,
        })
    }

    /// Adds up what the node put on disk, now that all of its keys are known.
    fn close(&mut self, open: &Open) {
        if open.on_disk {
            self.builder.add_number(open.id, Number::SpilledKb, open.space_kb);
        }
        let spills = matches!(
            self.builder.operator(open.id),
            Operator::Sort | Operator::IncrementalSort | Operator::Aggregate
        );
        if let Some((start, end)) = open.workers.filter(|_| spills) {
            let spilled = statement::spilled_by_workers(self.reader.raw(start, end));
            if spilled > 0.0 {
                self.builder.add_number(open.id, Number::SpilledKb, spilled);
            }
        }
        self.builder.close(open.id);
    }

    /// Reads the value of a key and puts it where it belongs.
    fn value(&mut self, key: Key<Target>, open: &mut Open) -> Result<(), ReadError> {
        let (id, target) = (open.id, key.target);
        match (self.reader.peek()?, target) {
            (Kind::Number, _) => {
                let number = self.reader.number()?;
                let value = Str::new(number.start, number.end);
                match target {
                    // A count that no f64 holds is kept as written, too.
                    Target::Number(_) | Target::Counter(_) if !number.exact && !number.fractional => {
                        self.keep(id, key, None, ValueKind::Number, value, false);
                        self.set(id, target, number.value);
                    }
                    Target::Number(Number::Rows) => {
                        if number.fractional {
                            self.builder.facts.rows_step = 0.01;
                        }
                        self.set(id, target, number.value);
                    }
                    Target::Number(_) | Target::Counter(_) => self.set(id, target, number.value),
                    Target::SpaceUsed => {
                        open.space_kb += number.value;
                        self.keep(id, key, None, ValueKind::Number, value, false);
                    }
                    Target::DiskUsage => {
                        self.builder.add_number(id, Number::SpilledKb, number.value);
                        self.keep(id, key, None, ValueKind::Number, value, false);
                    }
                    Target::Attribute(attribute) => {
                        self.keep(id, key, Some(attribute), ValueKind::Number, value, false);
                    }
                    _ => self.keep(id, key, None, ValueKind::Number, value, false),
                }
            }
            (Kind::String, _) => {
                let raw = self.reader.string()?;
                let attribute = attribute(target);
                match target {
                    Target::Attribute(Attribute::Name) => {
                        let name = self.reader.raw(raw.start, raw.end);
                        self.builder.set_operator(id, operator(name.as_bytes()));
                    }
                    Target::Attribute(Attribute::Relationship) => {
                        let name = self.reader.raw(raw.start, raw.end);
                        self.builder.set_relationship(id, relationship(name.as_bytes()));
                    }
                    Target::Attribute(Attribute::SortSpaceType | Attribute::Storage) => {
                        open.on_disk = self.reader.raw(raw.start, raw.end) == "Disk";
                    }
                    _ => {}
                }
                let value = self.text(raw);
                self.keep(id, key, attribute, ValueKind::Text, value, false);
            }
            (Kind::Bool, _) => {
                let kind = if self.reader.bool()? { ValueKind::True } else { ValueKind::False };
                self.keep(id, key, attribute(target), kind, Str::default(), false);
            }
            (Kind::Null, _) => {
                self.reader.null()?;
                self.keep(id, key, attribute(target), ValueKind::Null, Str::default(), false);
            }
            (Kind::Array, Target::Attribute(attribute)) if attribute != Attribute::Workers => {
                self.list(id, key, attribute)?;
            }
            (Kind::Array | Kind::Object, _) => {
                let (start, end) = self.reader.skip()?;
                match target {
                    Target::Attribute(Attribute::Workers) => open.workers = Some((start, end)),
                    Target::SortGroups => {
                        let spilled = statement::spilled_by_groups(self.reader.raw(start, end));
                        if spilled > 0.0 {
                            self.builder.add_number(id, Number::SpilledKb, spilled);
                        }
                    }
                    _ => {}
                }
                self.keep(id, key, attribute(target), ValueKind::Raw, Str::new(start, end), false);
            }
        }
        Ok(())
    }

    /// Reads a list of texts, one property an element; any other list is kept as written.
    fn list(&mut self, id: NodeId, key: Key<Target>, attribute: Attribute) -> Result<(), ReadError> {
        let before = self.reader.clone();
        self.reader.open(Container::Array)?;
        let mut kept = 0;
        while self.reader.element()? {
            if self.reader.peek()? != Kind::String {
                self.builder.forget(kept);
                *self.reader = before;
                let (start, end) = self.reader.skip()?;
                self.keep(id, key, Some(attribute), ValueKind::Raw, Str::new(start, end), false);
                return Ok(());
            }
            let raw = self.reader.string()?;
            let value = self.text(raw);
            self.keep(id, key, Some(attribute), ValueKind::Text, value, true);
            kept += 1;
        }
        if kept == 0 {
            self.keep(id, key, Some(attribute), ValueKind::EmptyList, Str::default(), false);
        }
        Ok(())
    }

    fn set(&mut self, id: NodeId, target: Target, value: f64) {
        match target {
            Target::Number(number) => self.builder.set_number(id, number, value),
            Target::Counter(counter) => self.builder.set_counter(id, counter, value),
            _ => {}
        }
    }

    fn text(&mut self, raw: RawStr) -> Str {
        keep_text(self.reader, raw, self.side)
    }

    fn keep(
        &mut self,
        id: NodeId,
        key: Key<Target>,
        attribute: Option<Attribute>,
        kind: ValueKind,
        value: Str,
        element: bool,
    ) {
        self.builder.push(Property { node: id.0, key: key.name, value, attribute, kind, element });
    }
}

fn attribute(target: Target) -> Option<Attribute> {
    match target {
        Target::Attribute(attribute) => Some(attribute),
        _ => None,
    }
}
