//! MySQL's JSON of iterators (version 2, 8.3 and later): an object a node, its inputs nested in it.
//!
//! Since 9.2 the plan stands under `query_plan`; before, the statement's keys stand in the root node.

use super::describe::{Described, describe, settle};
use super::operation::operation;
use crate::dialect::facts::{Keeper, Kept};
use crate::dialect::sequence::{Key, Sequence};
use crate::dialect::{Draft, ReadError, ReadLimits};
use crate::json::{Container, Kind, Reader, decode};
use crate::plan::{
    Attribute, COUNTERS, Dialect, Format, NUMBERS, NodeId, Number, PlanBuilder, ValueKind, Vocabulary,
};
use crate::text::{Str, dictionary};

/// The keys of the fixed columns, in the order of the columns.
pub(super) static VOCABULARY: Vocabulary = Vocabulary { numbers: numbers(), counters: [""; COUNTERS] };

const fn numbers() -> [&'static str; NUMBERS] {
    let mut keys = [""; NUMBERS];
    keys[Number::StartupCost as usize] = "estimated_first_row_cost";
    keys[Number::TotalCost as usize] = "estimated_total_cost";
    keys[Number::EstimatedRows as usize] = "estimated_rows";
    keys[Number::StartupMs as usize] = "actual_first_row_ms";
    keys[Number::TotalMs as usize] = "actual_last_row_ms";
    keys[Number::Rows as usize] = "actual_rows";
    keys[Number::Loops as usize] = "actual_loops";
    keys
}

/// Where the value of a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Number(Number),
    Attribute(Attribute),
    Inputs,
    /// The subqueries of the SELECT list.
    SelectList,
    /// The plan, where it does not begin at the top.
    Plan,
    /// The statement, as the server has rewritten it.
    Query,
    /// Another fact of the statement.
    Statement,
    Unknown,
}

fn target(key: &[u8]) -> Target {
    use Target::{Attribute as A, Number as N};
    dictionary! { KEYS: Target = {
        "inputs" => Target::Inputs,
        "inputs_from_select_list" => Target::SelectList,
        "query_plan" => Target::Plan,
        "query" => Target::Query,
        "query_type" | "json_schema_version" => Target::Statement,
        "estimated_first_row_cost" => N(Number::StartupCost),
        "estimated_total_cost" => N(Number::TotalCost),
        "estimated_rows" => N(Number::EstimatedRows),
        "actual_first_row_ms" => N(Number::StartupMs),
        "actual_last_row_ms" => N(Number::TotalMs),
        "actual_rows" => N(Number::Rows),
        "actual_loops" => N(Number::Loops),
    } }
    KEYS.find(key).unwrap_or_else(|| attribute(key).map_or(Target::Unknown, A))
}

/// What a key of a node means; TREE's parts go by the same keys.
pub(super) fn attribute(key: &[u8]) -> Option<Attribute> {
    dictionary! { ATTRIBUTES: Attribute = {
        "operation" => Attribute::Name,
        "table_name" => Attribute::Relation,
        "schema_name" => Attribute::Schema,
        "alias" => Attribute::Alias,
        "index_name" => Attribute::Index,
        "index_access_type" => Attribute::AccessType,
        "key_columns" => Attribute::KeyColumns,
        "lookup_references" => Attribute::KeyReferences,
        "lookup_condition" => Attribute::IndexCondition,
        "ranges" => Attribute::Ranges,
        "pushed_index_condition" => Attribute::PushedCondition,
        "condition" => Attribute::Filter,
        "hash_condition" => Attribute::HashCondition,
        "extra_condition" => Attribute::JoinFilter,
        "join_type" => Attribute::JoinType,
        "semijoin_strategy" => Attribute::SemijoinStrategy,
        "sort_fields" => Attribute::SortKey,
        "group_items" => Attribute::GroupKey,
        "used_columns" => Attribute::UsedColumns,
        "partitions" => Attribute::Partitions,
        "covering" => Attribute::Covering,
        "dependent" => Attribute::Dependent,
        "cacheable" => Attribute::Cacheable,
        "subquery_location" => Attribute::Relationship,
        "heading" => Attribute::SubplanName,
        "cte" => Attribute::CteName,
        "zero_rows_cause" | "message" => Attribute::Message,
    } }
    ATTRIBUTES.find(key)
}

/// Reads a document: one object, which is the statement or the root node.
pub(crate) fn read(text: &str, limits: ReadLimits) -> Result<Draft, ReadError> {
    let mut reader = Reader::new(text, limits.depth);
    if reader.peek()? != Kind::Object {
        return Err(ReadError::NotAPlan(reader.at()));
    }
    let start = reader.at();
    let mut draft = Draft::default();
    let mut builder = PlanBuilder::new(Dialect::MySql, Format::JsonV2, &VOCABULARY, reader.rest());
    reader.open(Container::Object)?;
    let keeper = Keeper { reader: &mut reader, builder: &mut builder, side: &mut draft.side };
    let mut nodes = Nodes {
        keeper,
        limits,
        sequence: Sequence::new(target),
        frames: vec![Frame::Statement],
        names: Vec::new(),
        described: Described::default(),
    };
    nodes.read()?;
    let described = nodes.described;
    reader.end()?;
    if builder.len() == 0 {
        return Err(ReadError::NotAPlan(start));
    }
    settle(&mut builder, &described);
    draft.builders.push(builder);
    Ok(draft)
}

/// What is open.
#[derive(Clone, Copy, Debug)]
enum Frame {
    /// The document, which is also the root node where that does not stand apart.
    Statement,
    Node(NodeId),
    /// The inputs of a node, or the subqueries of its SELECT list.
    List(NodeId),
}

struct Nodes<'a, 't> {
    keeper: Keeper<'a, 't>,
    limits: ReadLimits,
    sequence: Sequence<Target>,
    frames: Vec<Frame>,
    /// What each node says it does.
    names: Vec<Str>,
    described: Described,
}

impl Nodes<'_, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        while let Some(&frame) = self.frames.last() {
            if let Frame::List(parent) = frame {
                if self.keeper.reader.element()? {
                    self.open(Some(parent))?;
                } else {
                    self.frames.pop();
                }
                continue;
            }
            if let Some(key) = self.sequence.next(self.keeper.reader, self.keeper.side)? {
                self.value(key, frame)?;
            } else {
                self.frames.pop();
                self.close(frame);
            }
        }
        Ok(())
    }

    fn open(&mut self, parent: Option<NodeId>) -> Result<NodeId, ReadError> {
        if self.keeper.reader.peek()? != Kind::Object {
            return Err(ReadError::Expected("a node, which is an object", self.keeper.reader.at()));
        }
        self.keeper.reader.open(Container::Object)?;
        let id = self.node(parent)?;
        self.frames.push(Frame::Node(id));
        Ok(id)
    }

    fn node(&mut self, parent: Option<NodeId>) -> Result<NodeId, ReadError> {
        if self.keeper.builder.len() >= self.limits.nodes {
            return Err(ReadError::TooManyNodes(self.keeper.reader.at()));
        }
        self.names.push(Str::default());
        Ok(self.keeper.builder.open(parent, self.keeper.reader.rest()))
    }

    fn close(&mut self, frame: Frame) {
        let id = match frame {
            Frame::Node(id) => id,
            _ if self.keeper.builder.len() > 0 => NodeId::ROOT,
            _ => return,
        };
        self.keeper.builder.close(id);
        // The root of a wrapped plan is closed a second time, with its statement.
        let Some(name) = self.names.get_mut(id.index()).map(std::mem::take) else { return };
        let name = name.of(self.keeper.reader.input(), self.keeper.side);
        if name.is_empty() {
            return;
        }
        let operation = operation(name);
        describe(self.keeper.builder, id, &operation, &mut self.described);
        // The key `cte` only says that it is one.
        if let Some(cte) = operation.cte.map(str::to_owned) {
            let cte = self.keeper.side.keep(|buffer| buffer.push_str(&cte));
            let (key, name) = (Str::default(), Some(Attribute::CteName));
            self.keeper.push(Some(id), key, name, ValueKind::Text, cte, false);
        }
    }

    fn value(&mut self, key: Key<Target>, frame: Frame) -> Result<(), ReadError> {
        let kind = self.keeper.reader.peek()?;
        let statement = matches!(frame, Frame::Statement);
        match key.target {
            Target::Plan if statement && kind == Kind::Object && self.keeper.builder.len() == 0 => {
                return self.open(None).map(|_| ());
            }
            Target::Query | Target::Statement if statement => {
                if let Kept::Text(raw) = self.keeper.keep(None, key.name, None)?
                    && key.target == Target::Query
                {
                    let mut query = String::new();
                    decode(self.keeper.reader.raw(raw.start, raw.end), &mut query);
                    self.keeper.builder.facts.query_text = Some(query);
                }
                return Ok(());
            }
            _ => {}
        }
        let id = match frame {
            Frame::Node(id) | Frame::List(id) => id,
            Frame::Statement if self.keeper.builder.len() > 0 => NodeId::ROOT,
            Frame::Statement => self.node(None)?,
        };
        match (key.target, kind) {
            (Target::Inputs | Target::SelectList, Kind::Array) => {
                self.keeper.reader.open(Container::Array)?;
                self.frames.push(Frame::List(id));
            }
            (Target::Number(number), Kind::Number) => {
                let value = self.keeper.reader.number()?;
                self.keeper.builder.set_number(id, number, value.value);
            }
            (Target::Number(number), Kind::Null) => {
                self.keeper.keep(Some(id), key.name, None)?;
                // What was analyzed and did not run.
                if number == Number::Loops {
                    self.keeper.builder.set_number(id, number, 0.0);
                }
            }
            (Target::Attribute(attribute), _) => {
                let kept = self.keeper.keep(Some(id), key.name, Some(attribute))?;
                match (attribute, kept) {
                    (Attribute::Name, Kept::Text(_)) => {
                        if let Some(name) = self.names.get_mut(id.index()) {
                            *name = self.keeper.builder.last_value();
                        }
                    }
                    (Attribute::Relationship, Kept::Text(_)) => self.described.subqueries.push(id),
                    (Attribute::Dependent, Kept::Bool(true)) => self.described.dependent.push(id),
                    (Attribute::CteName, Kept::Text(_)) => self.described.ctes.push(id),
                    (name, Kept::Text(_)) => {
                        let fact = self.keeper.builder.last_fact().map(|fact| (id, fact));
                        match name {
                            Attribute::Relation => self.described.relations.extend(fact),
                            Attribute::Alias => self.described.aliases.extend(fact),
                            Attribute::Schema => self.described.schemas.extend(fact),
                            _ => {}
                        }
                    }
                    _ => {}
                }
            }
            _ => {
                self.keeper.keep(Some(id), key.name, None)?;
            }
        }
        Ok(())
    }
}
