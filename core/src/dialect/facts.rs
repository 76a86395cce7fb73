//! Values that are kept as they are, as facts of a node or of the whole plan.

use super::{ReadError, keep_text};
use crate::json::{Container, Kind, Number, RawStr, Reader, without_comments};
use crate::plan::{Attribute, NodeId, PlanBuilder, Property, ValueKind};
use crate::text::{Side, Str};

/// What a value was that has been kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kept {
    Null,
    Bool(bool),
    Number(Number),
    Text(RawStr),
    /// A list or an object, as written: where it stands.
    Raw(usize, usize),
    /// A list of texts, one property an element.
    List,
}

/// Reads values and keeps them.
pub(super) struct Keeper<'a, 't> {
    pub(super) reader: &'a mut Reader<'t>,
    pub(super) builder: &'a mut PlanBuilder,
    pub(super) side: &'a mut Side,
}

impl Keeper<'_, '_> {
    /// Keeps the next value under a key: of a node, or of the whole plan.
    pub(super) fn keep(
        &mut self,
        node: Option<NodeId>,
        key: Str,
        attribute: Option<Attribute>,
    ) -> Result<Kept, ReadError> {
        let (kept, kind, value) = match self.reader.peek()? {
            Kind::Null => {
                self.reader.null()?;
                (Kept::Null, ValueKind::Null, Str::default())
            }
            Kind::Bool => {
                let value = self.reader.bool()?;
                let kind = if value { ValueKind::True } else { ValueKind::False };
                (Kept::Bool(value), kind, Str::default())
            }
            Kind::Number => {
                let number = self.reader.number()?;
                (Kept::Number(number), ValueKind::Number, Str::new(number.start, number.end))
            }
            Kind::String => {
                let raw = self.reader.string()?;
                (Kept::Text(raw), ValueKind::Text, keep_text(self.reader, raw, self.side))
            }
            Kind::Array if attribute.is_some() && node.is_some() && self.list(node, key, attribute)? => {
                return Ok(Kept::List);
            }
            Kind::Array | Kind::Object => {
                let (start, end) = self.reader.skip()?;
                (Kept::Raw(start, end), ValueKind::Raw, self.raw(start, end))
            }
        };
        self.push(node, key, attribute, kind, value, false);
        Ok(kept)
    }

    /// The handle to a list or object that was read: what is kept as JSON is JSON that everybody reads.
    pub(super) fn raw(&mut self, start: usize, end: usize) -> Str {
        let stripped = without_comments(self.reader.raw(start, end));
        stripped.map_or(Str::new(start, end), |stripped| self.side.keep(|buffer| buffer.push_str(&stripped)))
    }

    /// Keeps a list of texts, one property an element; false, and nothing read, where it is another list.
    fn list(
        &mut self,
        node: Option<NodeId>,
        key: Str,
        attribute: Option<Attribute>,
    ) -> Result<bool, ReadError> {
        let before = self.reader.clone();
        self.reader.open(Container::Array)?;
        let mut kept = 0;
        while self.reader.element()? {
            if self.reader.peek()? != Kind::String {
                self.builder.forget(kept);
                *self.reader = before;
                return Ok(false);
            }
            let raw = self.reader.string()?;
            let value = keep_text(self.reader, raw, self.side);
            self.push(node, key, attribute, ValueKind::Text, value, true);
            kept += 1;
        }
        if kept == 0 {
            self.push(node, key, attribute, ValueKind::EmptyList, Str::default(), false);
        }
        Ok(true)
    }

    /// Keeps a value that has been read already.
    pub(super) fn push(
        &mut self,
        node: Option<NodeId>,
        key: Str,
        attribute: Option<Attribute>,
        kind: ValueKind,
        value: Str,
        element: bool,
    ) {
        let property = Property { node: node.unwrap_or_default().0, key, value, attribute, kind, element };
        match node {
            Some(_) => self.builder.push(property),
            None => self.builder.push_extra(property),
        }
    }
}
