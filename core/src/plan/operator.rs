//! One vocabulary of operators for every engine.

use std::fmt;

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What a node does, in words shared by all engines.
        ///
        /// The engine's own name stays on the node ([`Node::name`](super::Node::name)); an operator this
        /// version does not know is [`Operator::Other`], and nothing is lost.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Operator {
            $($(#[$doc])* $name,)*
        }

        impl Operator {
            /// Every operator of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The operator's name as people write it, such as `Seq Scan`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

operators! {
    /// Reads a whole table, row by row.
    SeqScan = "Seq Scan",
    /// Reads a sample of a table.
    SampleScan = "Sample Scan",
    /// Finds rows through an index and fetches them from the table.
    IndexScan = "Index Scan",
    /// Answers from an index alone, where visibility allows.
    IndexOnlyScan = "Index Only Scan",
    /// Collects row addresses from an index.
    BitmapIndexScan = "Bitmap Index Scan",
    /// Fetches the rows of a bitmap in physical order.
    BitmapHeapScan = "Bitmap Heap Scan",
    /// Intersects bitmaps.
    BitmapAnd = "BitmapAnd",
    /// Unites bitmaps.
    BitmapOr = "BitmapOr",
    /// Fetches rows by their address.
    TidScan = "Tid Scan",
    /// Reads a range of row addresses.
    TidRangeScan = "Tid Range Scan",
    /// Merges what several indexes find, and fetches the rows.
    IndexMerge = "Index Merge",
    /// Reads one row that is known before anything runs.
    ConstantRow = "Constant Row",
    /// Reads the result of a subquery.
    SubqueryScan = "Subquery Scan",
    /// Reads the rows a function returns.
    FunctionScan = "Function Scan",
    /// Reads the rows of `XMLTABLE` or `JSON_TABLE`.
    TableFunctionScan = "Table Function Scan",
    /// Reads a list of constants.
    ValuesScan = "Values Scan",
    /// Reads a common table expression.
    CteScan = "CTE Scan",
    /// Reads the transition table of a trigger.
    NamedTuplestoreScan = "Named Tuplestore Scan",
    /// Reads the rows that the last round of a recursion gave.
    WorkTableScan = "WorkTable Scan",
    /// Reads from another server or a file.
    ForeignScan = "Foreign Scan",
    /// Whatever an extension does.
    CustomScan = "Custom Scan",
    /// Joins by running the inner side once for each row of the outer.
    NestedLoop = "Nested Loop",
    /// Joins two inputs sorted alike.
    MergeJoin = "Merge Join",
    /// Joins by comparing many outer rows at a time with each row of the inner side.
    BlockNestedLoop = "Block Nested Loop",
    /// Joins by looking up the keys of many outer rows at a time.
    BatchedKeyAccess = "Batched Key Access",
    /// Joins by probing a hash table.
    HashJoin = "Hash Join",
    /// Builds the hash table of a join.
    Hash = "Hash",
    /// Passes the rows that fulfil a condition.
    Filter = "Filter",
    /// Passes rows on as they come.
    Stream = "Stream",
    /// One SELECT of a statement, with everything it does.
    QueryBlock = "Query Block",
    /// Chooses, each time anew, among ways to find rows.
    AlternativePlans = "Alternative Plans",
    /// Keeps rows to give them again.
    Materialize = "Materialize",
    /// Keeps results by their parameters to give them again.
    Memoize = "Memoize",
    /// Sorts.
    Sort = "Sort",
    /// Sorts what is sorted by a prefix already.
    IncrementalSort = "Incremental Sort",
    /// Groups sorted rows, without aggregates.
    Group = "Group",
    /// Computes aggregates, in one group or many.
    Aggregate = "Aggregate",
    /// Computes window functions.
    WindowAgg = "WindowAgg",
    /// Drops repeated rows of sorted input.
    Unique = "Unique",
    /// Intersects or subtracts two inputs.
    SetOp = "SetOp",
    /// Stops after a number of rows.
    Limit = "Limit",
    /// Locks the rows that pass.
    LockRows = "LockRows",
    /// Gives the rows of several inputs one after another.
    Append = "Append",
    /// Merges several inputs sorted alike.
    MergeAppend = "Merge Append",
    /// Runs a recursive common table expression.
    RecursiveUnion = "Recursive Union",
    /// Computes expressions, without a table.
    Result = "Result",
    /// Computes functions that return sets.
    ProjectSet = "ProjectSet",
    /// Inserts, updates, deletes or merges.
    ModifyTable = "ModifyTable",
    /// Collects the rows of parallel workers.
    Gather = "Gather",
    /// Collects the sorted rows of parallel workers.
    GatherMerge = "Gather Merge",
    /// Unknown to this version: see the node's own name.
    Other = "Other",
}

impl Operator {
    /// The operator of that name, or [`Operator::Other`].
    pub fn from_name(name: &str) -> Self {
        Self::ALL.iter().copied().find(|operator| operator.name() == name).unwrap_or(Self::Other)
    }

    /// Whether it reads rows of one table, by whatever way.
    pub fn is_table_scan(self) -> bool {
        matches!(
            self,
            Self::SeqScan
                | Self::SampleScan
                | Self::IndexScan
                | Self::IndexOnlyScan
                | Self::IndexMerge
                | Self::ConstantRow
                | Self::BitmapHeapScan
                | Self::TidScan
                | Self::TidRangeScan
        )
    }

    /// Whether it joins an outer and an inner input.
    pub fn is_join(self) -> bool {
        matches!(
            self,
            Self::NestedLoop
                | Self::MergeJoin
                | Self::HashJoin
                | Self::BlockNestedLoop
                | Self::BatchedKeyAccess
        )
    }

    /// Whether it collects the rows of parallel workers.
    pub fn is_gather(self) -> bool {
        matches!(self, Self::Gather | Self::GatherMerge)
    }

    /// Whether it reads its whole input before it gives the first row, so that a LIMIT above cannot cut the
    /// input short.
    pub fn is_blocking(self) -> bool {
        matches!(self, Self::Sort | Self::Hash | Self::BitmapIndexScan | Self::BitmapAnd | Self::BitmapOr)
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
