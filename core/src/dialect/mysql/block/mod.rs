//! Query blocks and tables become nodes: MySQL's JSON version 1 and MariaDB's JSON, which are of one descent.
//!
//! Both write a statement as blocks, a block as wrappers around each other (sort, group, …), and the joined tables
//! innermost, side by side: `nested_loop`, or up to MariaDB 10.5 one key `table` after the other. A node is made of
//! each of these objects, and a join of each table but the first: so the joins stand as every other engine prints
//! them, with everything before as the outer side. Objects that only hold others (`nested_loop` and its elements)
//! are no nodes.

mod close;
mod fact;
mod figures;
mod keys;
mod signs;

use crate::dialect::facts::{Keeper, Kept};
use crate::dialect::sequence::{Key, Sequence};
use crate::dialect::{Draft, ReadError, ReadLimits};
use crate::json::{Container, Kind, Reader};
use crate::plan::{Access, Attribute, Dialect, EdgeKind, Format, NodeId, Operator, PlanBuilder, ValueKind};
use crate::text::Str;
use figures::{Figures, number_of};
use keys::{BLOCK_VOCABULARY, Figure, Meaning, Target, What, meaning};
use signs::Signs;

/// Reads a document: one object with a query block.
pub(crate) fn read(text: &str, limits: ReadLimits, named: Option<Dialect>) -> Result<Draft, ReadError> {
    let mut reader = Reader::new(text, limits.depth);
    let start = reader.peek().map(|_| reader.at())?;
    if reader.peek()? != Kind::Object {
        return Err(ReadError::NotAPlan(start));
    }
    let mut draft = Draft::default();
    let bytes = reader.rest();
    let mut builder = PlanBuilder::new(Dialect::MySql, Format::JsonV1, &BLOCK_VOCABULARY, bytes);
    reader.open(Container::Object)?;
    let keeper = Keeper { reader: &mut reader, builder: &mut builder, side: &mut draft.side };
    let mut blocks = Blocks {
        keeper,
        limits,
        sequence: Sequence::new(meaning),
        frames: vec![Frame { container: Container::Object, role: Role::Top, elements: 0 }],
        open: Vec::new(),
        signs: Signs::default(),
    };
    blocks.read()?;
    let signs = blocks.signs;
    reader.end()?;
    if builder.len() == 0 {
        return Err(ReadError::NotAPlan(start));
    }
    // A plan with nothing in it that only one of the two writes is whose it is said to be.
    if signs.engine(named) == Some(Dialect::MariaDb) {
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
    /// The list of the tables of a join.
    Joined,
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
    /// Of a list: those that were read.
    elements: usize,
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
    /// An index finds its rows.
    Indexed,
    /// The length of the key stood before its columns.
    KeyLength,
    /// A condition decides which rows pass.
    Filtered,
    /// Rows are changed where they are found.
    Changed,
    /// Rows are intersected or subtracted.
    SetOperation,
    /// What is in it was counted while it ran.
    Counted,
    /// Something in it ran.
    Ran,
}

/// A set of [`Mark`]s.
#[derive(Clone, Copy, Debug, Default)]
struct Marks(u32);

impl Marks {
    /// Adds a mark, if it is so.
    fn set(&mut self, mark: Mark, is_so: bool) {
        self.0 |= u32::from(is_so) << mark as u32;
    }

    fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    /// Takes a mark away; whether it was there.
    fn take(&mut self, mark: Mark) -> bool {
        let had = self.has(mark);
        self.0 &= !(1 << mark as u32);
        had
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
    /// What tells whose plan it is.
    signs: Signs,
}

impl Blocks<'_, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        while let Some(frame) = self.frames.last_mut() {
            let role = frame.role;
            match frame.container {
                Container::Object => match self.sequence.next(self.keeper.reader, self.keeper.side)? {
                    Some(key) if role == Role::Top => self.top(key)?,
                    Some(key) => self.value(key, role)?,
                    None => self.end(),
                },
                Container::Array if self.keeper.reader.element()? => {
                    frame.elements += 1;
                    self.element(role)?;
                }
                Container::Array => self.end(),
            }
        }
        Ok(())
    }

    /// Leaves the innermost container.
    fn end(&mut self) {
        match self.frames.pop() {
            Some(Frame { role: Role::Node, .. }) => {
                if let Some(open) = self.open.pop() {
                    self.close(&open);
                }
            }
            // MySQL writes a list of tables for a join only.
            Some(Frame { role: Role::Joined, elements: 1, .. }) => self.signs.suggest(Dialect::MariaDb),
            _ => {}
        }
    }

    /// Reads a value of the document itself.
    fn top(&mut self, key: Key<Meaning>) -> Result<(), ReadError> {
        self.signs.settle(key.target.engine);
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
            Role::Node | Role::Top | Role::Joined => self.part(Role::Part, Container::Object),
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
        self.frames.push(Frame { container, role, elements: 0 });
        Ok(())
    }

    /// Reads a value of the open node.
    fn value(&mut self, key: Key<Meaning>, role: Role) -> Result<(), ReadError> {
        let Meaning { target, engine } = key.target;
        self.signs.settle(engine);
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
            Target::Node(What::Materialized) if !list && self.shares()? => self.part(Role::Part, container),
            Target::Node(What::Materialization) if !list && within == Some(What::Materialized) => {
                self.part(Role::Part, container)
            }
            // MariaDB lists what it removes duplicates of.
            Target::Node(what @ What::Operation(Operator::Unique)) if list => {
                self.signs.settle(Some(Dialect::MariaDb));
                self.open_node(what, None, Place::Joined, container)?;
                self.name(key.name);
                Ok(())
            }
            Target::CostInfo if !list => self.costs(key),
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
                // MariaDB up to 10.5 repeats keys.
                let joined = self.open.last().is_some_and(|open| open.joined.is_some());
                if place == Place::Joined && role == Role::Node && joined {
                    self.signs.suggest(Dialect::MariaDb);
                }
                self.open_node(what, edge, place, container)?;
                self.name(key.name);
                Ok(())
            }
            Target::Elements if list => self.part(Role::Joined, container),
            Target::Elements => self.part(Role::Part, container),
            Target::Subplans if list => self.part(Role::Subplan, container),
            Target::Sorts if list => self.part(Role::Beside, container),
            Target::Members if list => self.part(Role::Members, container),
            Target::Subqueries if list => self.part(Role::Subqueries(key.name), container),
            _ => self.fact(key),
        }
    }

    /// Whether the object that comes next names the temporary table of another place, and fills none.
    fn shares(&mut self) -> Result<bool, ReadError> {
        let before = self.keeper.reader.clone();
        self.keeper.reader.open(Container::Object)?;
        let key = self.keeper.reader.key()?;
        let key = key.map_or("", |key| self.keeper.reader.raw(key.start, key.end));
        let shares = key == "sharing_temporary_table_with";
        *self.keeper.reader = before;
        Ok(shares)
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
        self.frames.push(Frame { container, role: Role::Node, elements: 0 });
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
        Ok(self.keeper.builder.open(parent, self.keeper.reader.rest()))
    }
}
