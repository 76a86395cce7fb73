//! Query blocks and tables become nodes: MySQL's JSON version 1 and MariaDB's JSON, which are of one descent.
//!
//! Both write a statement as blocks, a block as wrappers around each other (sort, group, …), and the joined tables
//! innermost, side by side: `nested_loop`, or up to MariaDB 10.5 one key `table` after the other. A node is made of
//! each of these objects, and a join of each table but the first: so the joins stand as every other engine prints
//! them, with everything before as the outer side. Objects that only hold others (`nested_loop` and its elements)
//! are no nodes.

mod close;
mod figures;
mod keys;

use crate::dialect::facts::{Keeper, Kept};
use crate::dialect::sequence::{Key, Sequence};
use crate::dialect::{Draft, ReadError, ReadLimits};
use crate::json::{Container, Kind, RawStr, Reader};
use crate::plan::{Access, Attribute, Dialect, EdgeKind, Format, NodeId, Operator, PlanBuilder, ValueKind};
use crate::text::Str;
use figures::{Figures, number_of, place_of};
use keys::{BLOCK_VOCABULARY, Figure, Meaning, Target, What, access, join_operator, meaning};

/// Reads a document: one object with a query block.
pub(crate) fn read(text: &str, limits: ReadLimits, named: Option<Dialect>) -> Result<Draft, ReadError> {
    let mut reader = Reader::new(text, limits.depth);
    let start = reader.peek().map(|_| reader.at())?;
    if reader.peek()? != Kind::Object {
        return Err(ReadError::NotAPlan(start));
    }
    let mut draft = Draft::default();
    let expected = (reader.rest() / 500).min(1 << 16) + 4;
    let mut builder = PlanBuilder::new(Dialect::MySql, Format::JsonV1, &BLOCK_VOCABULARY, expected);
    reader.open(Container::Object)?;
    let keeper = Keeper { reader: &mut reader, builder: &mut builder, side: &mut draft.side };
    let mut blocks = Blocks {
        keeper,
        limits,
        sequence: Sequence::new(meaning),
        frames: vec![Frame { container: Container::Object, role: Role::Top }],
        open: Vec::new(),
        engine: None,
    };
    blocks.read()?;
    let engine = blocks.engine;
    reader.end()?;
    if builder.len() == 0 {
        return Err(ReadError::NotAPlan(start));
    }
    // A plan with nothing in it that only one of the two writes is whose it is said to be.
    if engine.or(named) == Some(Dialect::MariaDb) {
        builder.set_dialect(Dialect::MariaDb, Format::Json);
    }
    draft.builders.push(builder);
    Ok(draft)
}

/// What an open object or array is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The document.
    Top,
    /// A node.
    Node,
    /// Something that only holds others: its keys count as the node's around it.
    Part,
    /// A part whose nodes are subqueries of expressions.
    Subplan,
    /// A part whose nodes stand beside each other: no joins.
    Beside,
    /// MySQL's list of subqueries: each element is a block, named by the key of the list.
    Subqueries(Str),
    /// The parts of a union: each element is a block.
    Members,
}

struct Frame {
    container: Container,
    role: Role,
}

/// A node whose object is open.
struct Open {
    id: NodeId,
    what: What,
    /// The nearest block at or above it: its place among the open nodes.
    block: usize,
    /// How it hangs on the node around it.
    place: Place,
    /// Whether it stands for the block within it, under the key `query_block`.
    shell: bool,
    /// What was joined so far of what stands in it.
    joined: Option<NodeId>,
    /// The table that was read last in it.
    last: Option<NodeId>,
    figures: Figures,
    facts: TableFacts,
    /// Of a block: the highest cost of a prefix of its joins, and the costs given to its nodes, so far.
    prefix_cost: f64,
    spent_cost: f64,
    /// What filling its temporary table costs, where the costs around it include that.
    fill_cost: f64,
}

impl Open {
    /// What is left of a block's cost when its nodes have theirs; infinite where it is not printed.
    fn unspent_cost(&self) -> f64 {
        let whole = self.figures.get(Figure::QueryCost).or(self.figures.get(Figure::Cost));
        whole.map_or(f64::INFINITY, |whole| (whole - self.spent_cost).max(0.0))
    }
}

/// What is remembered of a table, or of what stands where one could.
#[derive(Clone, Copy, Debug, Default)]
struct TableFacts {
    access: Option<Access>,
    join_operator: Option<Operator>,
    /// Where its name stands among the facts of the plan.
    name: Option<usize>,
    marks: Marks,
}

/// What is either so or not.
#[derive(Clone, Copy, Debug)]
enum Mark {
    /// Its name is none of a table: `<derived2>`.
    Pseudo,
    /// A subquery fills what is read.
    Materialized,
    /// The index holds all that is wanted.
    Covering,
    /// The order takes a sort.
    Filesort,
    /// It depends on the row around it.
    Dependent,
    /// Rows are put into the table.
    Written,
    /// It reads the last round of a recursion.
    Recursive,
    /// A function gives the rows.
    Function,
    /// Something is said in place of a plan.
    Message,
    /// It looks up what a subquery has found.
    Lookup,
}

/// A set of [`Mark`]s.
#[derive(Clone, Copy, Debug, Default)]
struct Marks(u16);

impl Marks {
    /// Adds a mark, if it is so.
    fn set(&mut self, mark: Mark, is_so: bool) {
        self.0 |= u16::from(is_so) << mark as u16;
    }

    fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }
}

/// How a node hangs on the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It is joined to what stands before it.
    Joined,
    /// It is filled from what stands before it.
    Filled,
    /// It has its place already.
    Set,
    /// It is a subquery of an expression: which kind, it says itself.
    Subquery,
}

struct Blocks<'a, 't> {
    keeper: Keeper<'a, 't>,
    limits: ReadLimits,
    sequence: Sequence<Meaning>,
    frames: Vec<Frame>,
    open: Vec<Open>,
    /// Whose plan it is, once a key has given that away.
    engine: Option<Dialect>,
}

impl Blocks<'_, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        while let Some(frame) = self.frames.last() {
            let role = frame.role;
            match frame.container {
                Container::Object => match self.sequence.next(self.keeper.reader, self.keeper.side)? {
                    Some(key) if role == Role::Top => self.top(key)?,
                    Some(key) => self.value(key, role)?,
                    None => self.end(),
                },
                Container::Array if self.keeper.reader.element()? => self.element(role)?,
                Container::Array => self.end(),
            }
        }
        Ok(())
    }

    /// Leaves the innermost container.
    fn end(&mut self) {
        if let Some(Frame { role: Role::Node, .. }) = self.frames.pop()
            && let Some(open) = self.open.pop()
        {
            self.close(&open);
        }
    }

    /// Reads a value of the document itself.
    fn top(&mut self, key: Key<Meaning>) -> Result<(), ReadError> {
        self.engine = self.engine.or(key.target.engine);
        let object = self.keeper.reader.peek()? == Kind::Object;
        match key.target.target {
            Target::Node(What::Block) if object && self.keeper.builder.len() == 0 => {
                self.open_node(What::Block, None, Place::Set, Container::Object)?;
                self.name(key.name);
                Ok(())
            }
            target => {
                if let Kept::Raw(start, end) = self.keeper.keep(None, key.name, None)?
                    && target == Target::OptimizationMs
                {
                    let raw = self.keeper.reader.raw(start, end);
                    self.keeper.builder.facts.planning_ms = number_of(raw, "r_total_time_ms");
                }
                Ok(())
            }
        }
    }

    /// Reads an element of a list.
    fn element(&mut self, role: Role) -> Result<(), ReadError> {
        if self.keeper.reader.peek()? != Kind::Object {
            return Err(ReadError::Expected("an object", self.keeper.reader.at()));
        }
        match role {
            Role::Subqueries(name) => {
                self.open_node(What::Block, Some(EdgeKind::SubPlan), Place::Subquery, Container::Object)?;
                self.shell();
                // Where it hangs stands in no key of its own.
                let id = self.open.last().map(|open| open.id);
                let kind = Some(Attribute::Relationship);
                self.keeper.push(id, Str::default(), kind, ValueKind::Text, name, false);
                Ok(())
            }
            Role::Members => {
                self.open_node(What::Block, Some(EdgeKind::Member), Place::Set, Container::Object)?;
                self.shell();
                Ok(())
            }
            Role::Node | Role::Top => self.part(Role::Part, Container::Object),
            role => self.part(role, Container::Object),
        }
    }

    /// The open node stands for the block within it.
    fn shell(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.shell = true;
        }
    }

    fn part(&mut self, role: Role, container: Container) -> Result<(), ReadError> {
        self.keeper.reader.open(container)?;
        self.frames.push(Frame { container, role });
        Ok(())
    }

    /// Reads a value of the open node.
    fn value(&mut self, key: Key<Meaning>, role: Role) -> Result<(), ReadError> {
        let Meaning { target, engine } = key.target;
        self.engine = self.engine.or(engine);
        let kind = self.keeper.reader.peek()?;
        let container = match kind {
            Kind::Object => Container::Object,
            Kind::Array => Container::Array,
            _ => return self.fact(key),
        };
        let list = kind == Kind::Array;
        let shell = self.open.last().is_some_and(|open| open.shell);
        let within = self.open.last().map(|open| open.what);
        let set = |edge| (Some(edge), Place::Set);
        match target {
            Target::Node(What::Block) if !list && shell => {
                self.unshell();
                self.name(key.name);
                self.part(Role::Part, container)
            }
            Target::Node(What::Materialization) if !list && within == Some(What::Materialized) => {
                self.part(Role::Part, container)
            }
            Target::Node(what @ What::Operation(Operator::Unique)) if list => {
                self.open_node(what, None, Place::Joined, container)?;
                self.name(key.name);
                Ok(())
            }
            Target::Node(what) if !list => {
                let (edge, place) = match what {
                    What::Block | What::Cache | What::Materialization if role == Role::Subplan => {
                        (Some(EdgeKind::SubPlan), Place::Subquery)
                    }
                    What::Block => set(EdgeKind::Outer),
                    What::Materialized => set(EdgeKind::Subquery),
                    What::InsertFrom => (None, Place::Filled),
                    _ if role == Role::Beside => set(EdgeKind::Member),
                    _ => (None, Place::Joined),
                };
                self.open_node(what, edge, place, container)?;
                self.name(key.name);
                Ok(())
            }
            Target::Elements => self.part(Role::Part, container),
            Target::Subplans if list => self.part(Role::Subplan, container),
            Target::Sorts if list => self.part(Role::Beside, container),
            Target::Members if list => self.part(Role::Members, container),
            Target::Subqueries if list => self.part(Role::Subqueries(key.name), container),
            _ => self.fact(key),
        }
    }

    /// The open node goes by the key that its object stands under.
    fn name(&mut self, key: Str) {
        let id = self.open.last().map(|open| open.id);
        self.keeper.push(id, Str::default(), Some(Attribute::Name), ValueKind::Text, key, false);
    }

    fn unshell(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.shell = false;
        }
    }

    fn open_node(
        &mut self,
        what: What,
        edge: Option<EdgeKind>,
        place: Place,
        container: Container,
    ) -> Result<(), ReadError> {
        let parent = self.open.last().map(|open| open.id);
        let above = self.open.last().map_or(0, |open| open.block);
        let id = self.new_node(parent)?;
        self.keeper.reader.open(container)?;
        if let Some(edge) = edge {
            self.keeper.builder.set_relationship(id, edge);
        }
        self.frames.push(Frame { container, role: Role::Node });
        self.open.push(Open {
            id,
            what,
            block: if what == What::Block { self.open.len() } else { above },
            place,
            shell: false,
            joined: None,
            last: None,
            figures: Figures::default(),
            facts: TableFacts::default(),
            prefix_cost: 0.0,
            spent_cost: 0.0,
            fill_cost: 0.0,
        });
        Ok(())
    }

    fn new_node(&mut self, parent: Option<NodeId>) -> Result<NodeId, ReadError> {
        if self.keeper.builder.len() >= self.limits.nodes {
            return Err(ReadError::TooManyNodes(self.keeper.reader.at()));
        }
        Ok(self.keeper.builder.open(parent))
    }

    /// Reads a fact of the open node, and remembers of it what is needed at its end.
    fn fact(&mut self, key: Key<Meaning>) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let mut attribute = match key.target.target {
            Target::Attribute(attribute) => Some(attribute),
            Target::SelectId => Some(Attribute::SelectId),
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
            Target::CostInfo => {
                if let Kept::Raw(start, end) = kept {
                    open.figures.read_costs(self.keeper.reader.raw(start, end));
                }
            }
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
            Target::Writes => open.facts.marks.set(Mark::Written, said),
            Target::Recursive => open.facts.marks.set(Mark::Recursive, said),
            Target::TableFunction => open.facts.marks.set(Mark::Function, said),
            Target::Skipping if said => open.facts.access = Some(Access::SkipScan),
            Target::Attribute(attribute) => match attribute {
                Attribute::Relation => {
                    open.facts.marks.set(Mark::Pseudo, text.starts_with('<'));
                    open.facts.name = self.keeper.builder.last_fact();
                    open.facts.marks.set(Mark::Lookup, text == "<materialized_subquery>");
                }
                Attribute::AccessType => {
                    open.facts.access = open.facts.access.or_else(|| access(text));
                    if text.starts_with("hash_") {
                        open.facts.join_operator = Some(Operator::HashJoin);
                    }
                }
                Attribute::Covering => open.facts.marks.set(Mark::Covering, said),
                Attribute::UsingFilesort => open.facts.marks.set(Mark::Filesort, said),
                Attribute::Dependent => open.facts.marks.set(Mark::Dependent, said),
                Attribute::Message => open.facts.marks.set(Mark::Message, true),
                // What is printed as a scan of the table chooses an index for each row.
                Attribute::RangeChecked => open.facts.access = Some(Access::Range),
                Attribute::JoinBuffer => open.facts.join_operator = join_operator(text),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }
}
