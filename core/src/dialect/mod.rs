//! Engine words become a [`Plan`](crate::plan::Plan): the only rooms that know `Node Type`.

mod facts;
pub(crate) mod mysql;
pub(crate) mod postgres;
mod sequence;

use crate::json::{self, RawStr, Reader, decode};
use crate::plan::PlanBuilder;
use crate::text::{Side, Str};

/// The plans of one document, before they are given the text they point into.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) builders: Vec<PlanBuilder>,
    pub(crate) side: Side,
    /// What the server answered instead of a plan, such as `Notify`.
    pub(crate) notices: Vec<String>,
}

/// Why a document is no plan of a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It is not JSON.
    Json(json::Error),
    /// It is JSON, but no plan stands where one would; where it was expected.
    NotAPlan(usize),
    /// Something else stands where the format has this.
    Expected(&'static str, usize),
    /// There are more nodes than the limit allows.
    TooManyNodes(usize),
}

impl From<json::Error> for ReadError {
    fn from(error: json::Error) -> Self {
        Self::Json(error)
    }
}

/// How much of a text may be read.
///
/// The defaults let through what servers print and stop what would exhaust a host; raise them for trusted input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLimits {
    /// Bytes of text. Default: 1 GiB, the most PostgreSQL prints; never more than [`MAX_BYTES`](crate::text::MAX_BYTES).
    pub bytes: usize,
    /// Levels of JSON nesting; a plan has two for each of its own. Default: 1,000,000.
    pub depth: usize,
    /// Nodes of one plan. Default: 10,000,000.
    pub nodes: usize,
    /// Bytes of one condition, sort key or other expression. Default: 16 MiB, an `IN` of some million values.
    pub expression: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self { bytes: 1 << 30, depth: 1_000_000, nodes: 10_000_000, expression: 16 << 20 }
    }
}

impl ReadLimits {
    /// Sets a limit by its name, as the fronts give it: `bytes`, `depth`, `nodes` or `expression`.
    ///
    /// # Errors
    ///
    /// Where there is no limit of the name; says which there are.
    pub fn set(&mut self, name: &str, limit: usize) -> Result<(), String> {
        *match name {
            "bytes" => &mut self.bytes,
            "depth" => &mut self.depth,
            "nodes" => &mut self.nodes,
            "expression" => &mut self.expression,
            _ => return Err(format!("expected the limit bytes, depth, nodes or expression, found {name}")),
        } = limit;
        Ok(())
    }
}

/// The handle to a string: into the input where it stands there as it is, else into the side buffer.
fn keep_text(reader: &Reader<'_>, raw: RawStr, side: &mut Side) -> Str {
    if raw.escaped {
        side.keep(|buffer| decode(reader.raw(raw.start, raw.end), buffer))
    } else {
        Str::new(raw.start, raw.end)
    }
}
