//! The facts of a node that have no column: words, conditions, lists, whatever a newer server adds.

use crate::text::{Str, Text};

/// What a fact of a node means, in words shared by all engines.
///
/// The engine's own key stays beside it; a key this version does not know has no attribute and is kept all the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Attribute {
    /// The engine's own name of the operator.
    Name,
    /// How the node hangs on its parent, in the engine's words.
    Relationship,
    /// The name of the InitPlan, SubPlan or common table expression that the node is the root of.
    SubplanName,
    /// The table read or written.
    Relation,
    /// The schema of that table or function.
    Schema,
    /// The name the statement gives to what is read.
    Alias,
    /// The index used.
    Index,
    /// The common table expression read.
    CteName,
    /// The function read.
    FunctionName,
    /// `Inner`, `Left`, `Semi`, `Anti` and so on.
    JoinType,
    /// `Plain`, `Sorted`, `Hashed` or `Mixed`.
    Strategy,
    /// `Simple`, `Partial` or `Finalize`.
    PartialMode,
    /// `Insert`, `Update`, `Delete` or `Merge`; what a foreign scan does.
    Operation,
    /// What a set operation does.
    Command,
    /// `Forward` or `Backward`.
    ScanDirection,
    /// Whether the processes of a parallel plan share the node's work.
    ParallelAware,
    /// Whether only one process runs the plan below a Gather.
    SingleCopy,
    /// Whether each outer row finds at most one inner row.
    InnerUnique,
    /// Whether the planner was told not to use this.
    Disabled,
    /// How the engine says that it finds rows, in its own words: `ref`, `range`, `index_lookup`.
    AccessType,
    /// The indexes that could have been used.
    PossibleIndexes,
    /// The columns of the index that are used.
    KeyColumns,
    /// What the columns of the index are compared with: `const`, `shop.o.user_id`.
    KeyReferences,
    /// The bytes of the key that are used.
    KeyLength,
    /// The columns of the table that the statement uses.
    UsedColumns,
    /// The partitions that are read.
    Partitions,
    /// The number of the SELECT in its statement.
    SelectId,
    /// Whether the index holds all that is wanted.
    Covering,
    /// Whether a subquery depends on the row around it.
    Dependent,
    /// Whether a subquery's result may be kept.
    Cacheable,
    /// How a join keeps outer rows until it reads the inner side.
    JoinBuffer,
    /// What an engine says instead of a plan: `Impossible WHERE`.
    Message,
    /// Whether rows are sorted, rather than read in order.
    UsingFilesort,
    /// Whether rows go through a temporary table.
    UsingTemporaryTable,
    /// Which indexes are looked at anew for each row.
    RangeChecked,
    /// Whether the whole table is read where a key is null.
    FullScanOnNullKey,
    /// Whether a semi-join stops at the first match, and from which table on it starts anew.
    FirstMatch,
    /// Whether an anti-join stops at the first match.
    NotExists,
    /// How a semi-join drops repeated rows.
    SemijoinStrategy,
    /// What rows must fulfil, checked row by row.
    Filter,
    /// What is looked up in the index.
    IndexCondition,
    /// What is checked in the index, before the row is fetched.
    PushedCondition,
    /// The ranges of an index that are read.
    Ranges,
    /// What is checked again on lossy pages.
    RecheckCondition,
    /// What a hash join compares.
    HashCondition,
    /// What a merge join compares.
    MergeCondition,
    /// What a join checks on top, pair by pair.
    JoinFilter,
    /// What is checked once before anything runs.
    OneTimeFilter,
    /// Which row addresses are read.
    TidCondition,
    /// The distance by which an index gives its rows.
    OrderBy,
    /// When window functions may stop.
    RunCondition,
    /// What a Memoize looks up.
    CacheKey,
    /// Which conflicting rows are updated.
    ConflictFilter,
    /// The columns given to the parent.
    Output,
    /// What is sorted by.
    SortKey,
    /// What the input is sorted by already.
    PresortedKey,
    /// What is grouped by.
    GroupKey,
    /// The call of a function that is read.
    FunctionCall,
    /// The results of InitPlans handed to parallel workers.
    ParamsEvaluated,
    /// How a sort went.
    SortMethod,
    /// Where a sort went: `Memory` or `Disk`.
    SortSpaceType,
    /// The most that a node kept in memory or on disk: `Memory` or `Disk`.
    Storage,
    /// The statement sent to another server.
    RemoteSql,
    /// What each parallel worker did.
    Workers,
}

impl Attribute {
    /// Whether the text may hold names only, so that no parameter or sub-plan is referred to.
    pub(crate) fn is_name(self) -> bool {
        self <= Self::SemijoinStrategy
            || matches!(self, Self::SortMethod | Self::SortSpaceType | Self::Storage)
    }
}

/// The value of a fact, as the server printed it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'p> {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(&'p str),
    /// A number of a fixed column.
    Column(f64),
    /// A string, decoded.
    Text(&'p str),
    /// A list or an object, as written: JSON.
    Raw(&'p str),
    /// A list without elements.
    EmptyList,
}

/// How a property's value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Null,
    False,
    True,
    Number,
    Text,
    Raw,
    EmptyList,
}

/// One fact of a node, or one element of a fact that is a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property {
    pub(crate) node: u32,
    pub(crate) key: Str,
    pub(crate) value: Str,
    pub(crate) attribute: Option<Attribute>,
    pub(crate) kind: ValueKind,
    /// Whether it is an element of a list; elements of one list follow each other.
    pub(crate) element: bool,
}

impl Property {
    /// The value, where it is a text.
    pub(crate) fn text<'p>(&self, text: &'p Text) -> Option<&'p str> {
        (self.kind == ValueKind::Text).then(|| text.get(self.value))
    }

    /// The value, resolved.
    pub(crate) fn resolve<'p>(&self, text: &'p Text) -> Value<'p> {
        match self.kind {
            ValueKind::Null => Value::Null,
            ValueKind::False => Value::Bool(false),
            ValueKind::True => Value::Bool(true),
            ValueKind::Number => Value::Number(text.get(self.value)),
            ValueKind::Text => Value::Text(text.get(self.value)),
            ValueKind::Raw => Value::Raw(text.get(self.value)),
            ValueKind::EmptyList => Value::EmptyList,
        }
    }
}

/// A fact of a node or plan under the key that the engine gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fact<'p> {
    /// The engine's own key, such as `Index Cond`.
    pub key: &'p str,
    /// What it means; none for a key that this version does not know.
    pub attribute: Option<Attribute>,
    /// The value, or one element of a list.
    pub value: Value<'p>,
    /// Whether it is an element of a list; the elements of one list follow each other.
    pub element: bool,
}
