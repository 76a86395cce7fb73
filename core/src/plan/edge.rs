//! How two nodes belong together.

use std::fmt;

/// Why one node needs another: every edge points from the node that takes rows to the node that makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EdgeKind {
    /// The only or first input.
    Outer,
    /// The second input of a join.
    Inner,
    /// One of many inputs, of an Append or a bitmap operation.
    Member,
    /// The plan of a subquery in FROM.
    Subquery,
    /// Evaluated at most once for each execution of the part it hangs on; a common table expression too.
    InitPlan,
    /// Evaluated for each row, since it depends on that row.
    SubPlan,
    /// Evaluated once into a hash table that each row probes.
    HashedSubPlan,
    /// An input in a relation this version does not know: see the node's own words.
    Other,
    /// A reference: a scan of a common table expression, to the plan that fills it.
    ReadsCte,
    /// A reference: a scan of a recursion's work table, to the recursive union.
    ReadsWorkTable,
    /// A reference: an expression that uses an InitPlan's result, to that InitPlan.
    ReadsInitPlan,
    /// A reference: an expression that uses a SubPlan's result, to that SubPlan.
    ReadsSubPlan,
}

impl EdgeKind {
    /// The kind's name on the wire, in camel case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outer => "outer",
            Self::Inner => "inner",
            Self::Member => "member",
            Self::Subquery => "subquery",
            Self::InitPlan => "initPlan",
            Self::SubPlan => "subPlan",
            Self::HashedSubPlan => "hashedSubPlan",
            Self::Other => "other",
            Self::ReadsCte => "readsCte",
            Self::ReadsWorkTable => "readsWorkTable",
            Self::ReadsInitPlan => "readsInitPlan",
            Self::ReadsSubPlan => "readsSubPlan",
        }
    }

    /// Whether it is an edge of the tree, parent to child, rather than a reference across it.
    pub fn is_tree(self) -> bool {
        !matches!(self, Self::ReadsCte | Self::ReadsWorkTable | Self::ReadsInitPlan | Self::ReadsSubPlan)
    }

    /// Whether the child's rows flow into the parent as its input: all tree edges but those of expressions.
    pub fn is_input(self) -> bool {
        matches!(self, Self::Outer | Self::Inner | Self::Member | Self::Subquery | Self::Other)
    }

    /// Whether the child is a SubPlan, correlated or hashed.
    pub fn is_sub_plan(self) -> bool {
        matches!(self, Self::SubPlan | Self::HashedSubPlan)
    }
}

impl fmt::Display for EdgeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
