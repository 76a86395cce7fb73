//! PostgreSQL's keys, and what they mean in the shared vocabulary.

use crate::plan::{Attribute, Counter, EdgeKind, Number, Operator, Vocabulary};
use crate::text::dictionary;

/// Where the value of a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Number(Number),
    Counter(Counter),
    Attribute(Attribute),
    /// The children.
    Plans,
    /// Kilobytes that a sort or store used, in memory or on disk.
    SpaceUsed,
    /// Kilobytes that an aggregate put on disk.
    DiskUsage,
    /// What an incremental sort did, as an object.
    SortGroups,
    /// Kept as it is.
    Unknown,
}

/// The keys of the fixed columns, in the order of the columns.
pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    numbers: [
        "Startup Cost",
        "Total Cost",
        "Plan Rows",
        "Plan Width",
        "Actual Startup Time",
        "Actual Total Time",
        "Actual Rows",
        "Actual Loops",
        "Rows Removed by Filter",
        "Rows Removed by Join Filter",
        "Rows Removed by Index Recheck",
        "Heap Fetches",
        "Exact Heap Blocks",
        "Lossy Heap Blocks",
        "Workers Planned",
        "Workers Launched",
        "Hash Batches",
        // Computed of several keys, each of which is kept.
        "",
        // What other engines print.
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    counters: [
        "Shared Hit Blocks",
        "Shared Read Blocks",
        "Shared Dirtied Blocks",
        "Shared Written Blocks",
        "Local Hit Blocks",
        "Local Read Blocks",
        "Local Dirtied Blocks",
        "Local Written Blocks",
        "Temp Read Blocks",
        "Temp Written Blocks",
        "I/O Read Time",
        "I/O Write Time",
        "Shared I/O Read Time",
        "Shared I/O Write Time",
        "Local I/O Read Time",
        "Local I/O Write Time",
        "Temp I/O Read Time",
        "Temp I/O Write Time",
        "WAL Records",
        "WAL FPI",
        "WAL Bytes",
        "WAL Buffers Full",
        "WAL FPI Bytes",
    ],
};

/// What a key of a node means.
pub(super) fn target(key: &[u8]) -> Target {
    use Target::{Attribute as A, Counter as C, Number as N};
    dictionary! { KEYS: Target = {
        "Plans" => Target::Plans,
        "Node Type" => A(Attribute::Name),
        "Parent Relationship" => A(Attribute::Relationship),
        "Subplan Name" => A(Attribute::SubplanName),
        "Relation Name" => A(Attribute::Relation),
        "Schema" => A(Attribute::Schema),
        "Alias" => A(Attribute::Alias),
        "Index Name" => A(Attribute::Index),
        "CTE Name" => A(Attribute::CteName),
        "Function Name" | "Table Function Name" => A(Attribute::FunctionName),
        "Join Type" => A(Attribute::JoinType),
        "Strategy" => A(Attribute::Strategy),
        "Partial Mode" => A(Attribute::PartialMode),
        "Operation" => A(Attribute::Operation),
        "Command" => A(Attribute::Command),
        "Scan Direction" => A(Attribute::ScanDirection),
        "Parallel Aware" => A(Attribute::ParallelAware),
        "Single Copy" => A(Attribute::SingleCopy),
        "Inner Unique" => A(Attribute::InnerUnique),
        "Disabled" => A(Attribute::Disabled),
        "Filter" => A(Attribute::Filter),
        "Index Cond" => A(Attribute::IndexCondition),
        "Recheck Cond" => A(Attribute::RecheckCondition),
        "Hash Cond" => A(Attribute::HashCondition),
        "Merge Cond" => A(Attribute::MergeCondition),
        "Join Filter" => A(Attribute::JoinFilter),
        "One-Time Filter" => A(Attribute::OneTimeFilter),
        "TID Cond" => A(Attribute::TidCondition),
        "Order By" => A(Attribute::OrderBy),
        "Run Condition" => A(Attribute::RunCondition),
        "Cache Key" => A(Attribute::CacheKey),
        "Conflict Filter" => A(Attribute::ConflictFilter),
        "Output" => A(Attribute::Output),
        "Sort Key" => A(Attribute::SortKey),
        "Presorted Key" => A(Attribute::PresortedKey),
        "Group Key" => A(Attribute::GroupKey),
        "Function Call" | "Table Function Call" => A(Attribute::FunctionCall),
        "Params Evaluated" => A(Attribute::ParamsEvaluated),
        "Sort Method" => A(Attribute::SortMethod),
        "Sort Space Type" => A(Attribute::SortSpaceType),
        "Storage" => A(Attribute::Storage),
        "Remote SQL" => A(Attribute::RemoteSql),
        "Workers" => A(Attribute::Workers),
        "Sort Space Used" | "Maximum Storage" => Target::SpaceUsed,
        "Disk Usage" => Target::DiskUsage,
        "Full-sort Groups" | "Pre-sorted Groups" => Target::SortGroups,
        "Startup Cost" => N(Number::StartupCost),
        "Total Cost" => N(Number::TotalCost),
        "Plan Rows" => N(Number::EstimatedRows),
        "Plan Width" => N(Number::Width),
        "Actual Startup Time" => N(Number::StartupMs),
        "Actual Total Time" => N(Number::TotalMs),
        "Actual Rows" => N(Number::Rows),
        "Actual Loops" => N(Number::Loops),
        "Rows Removed by Filter" => N(Number::RowsRemovedByFilter),
        "Rows Removed by Join Filter" => N(Number::RowsRemovedByJoinFilter),
        "Rows Removed by Index Recheck" => N(Number::RowsRemovedByRecheck),
        "Heap Fetches" => N(Number::HeapFetches),
        "Exact Heap Blocks" => N(Number::ExactHeapBlocks),
        "Lossy Heap Blocks" => N(Number::LossyHeapBlocks),
        "Workers Planned" => N(Number::WorkersPlanned),
        "Workers Launched" => N(Number::WorkersLaunched),
        "Hash Batches" => N(Number::HashBatches),
        "Shared Hit Blocks" => C(Counter::SharedHit),
        "Shared Read Blocks" => C(Counter::SharedRead),
        "Shared Dirtied Blocks" => C(Counter::SharedDirtied),
        "Shared Written Blocks" => C(Counter::SharedWritten),
        "Local Hit Blocks" => C(Counter::LocalHit),
        "Local Read Blocks" => C(Counter::LocalRead),
        "Local Dirtied Blocks" => C(Counter::LocalDirtied),
        "Local Written Blocks" => C(Counter::LocalWritten),
        "Temp Read Blocks" => C(Counter::TempRead),
        "Temp Written Blocks" => C(Counter::TempWritten),
        "I/O Read Time" => C(Counter::ReadMs),
        "I/O Write Time" => C(Counter::WriteMs),
        "Shared I/O Read Time" => C(Counter::SharedReadMs),
        "Shared I/O Write Time" => C(Counter::SharedWriteMs),
        "Local I/O Read Time" => C(Counter::LocalReadMs),
        "Local I/O Write Time" => C(Counter::LocalWriteMs),
        "Temp I/O Read Time" => C(Counter::TempReadMs),
        "Temp I/O Write Time" => C(Counter::TempWriteMs),
        "WAL Records" => C(Counter::WalRecords),
        "WAL FPI" => C(Counter::WalFpi),
        "WAL Bytes" => C(Counter::WalBytes),
        "WAL Buffers Full" => C(Counter::WalBuffersFull),
        "WAL FPI Bytes" => C(Counter::WalFpiBytes),
    } }
    KEYS.find(key).unwrap_or(Target::Unknown)
}

/// The operator a node type stands for. PostgreSQL's names are the vocabulary's, bar those of old versions and
/// of forks.
pub(super) fn operator(name: &[u8]) -> Operator {
    match name {
        b"Seq Scan" => Operator::SeqScan,
        b"Index Scan" => Operator::IndexScan,
        b"Index Only Scan" => Operator::IndexOnlyScan,
        b"Bitmap Index Scan" => Operator::BitmapIndexScan,
        b"Bitmap Heap Scan" => Operator::BitmapHeapScan,
        b"Nested Loop" => Operator::NestedLoop,
        b"Hash Join" => Operator::HashJoin,
        b"Hash" => Operator::Hash,
        b"Aggregate" => Operator::Aggregate,
        b"Sort" => Operator::Sort,
        b"Append" => Operator::Append,
        b"Limit" => Operator::Limit,
        _ => std::str::from_utf8(name).map_or(Operator::Other, Operator::from_name),
    }
}

/// How a node hangs on its parent.
pub(super) fn relationship(name: &[u8]) -> EdgeKind {
    match name {
        b"Outer" => EdgeKind::Outer,
        b"Inner" => EdgeKind::Inner,
        b"Member" => EdgeKind::Member,
        b"Subquery" => EdgeKind::Subquery,
        b"InitPlan" => EdgeKind::InitPlan,
        b"SubPlan" => EdgeKind::SubPlan,
        _ => EdgeKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_read_from_its_key() {
        for (number, key) in
            Number::ALL.into_iter().zip(VOCABULARY.numbers).filter(|(_, key)| !key.is_empty())
        {
            assert_eq!(target(key.as_bytes()), Target::Number(number), "{key}");
        }
        for (counter, key) in Counter::ALL.into_iter().zip(VOCABULARY.counters) {
            assert_eq!(target(key.as_bytes()), Target::Counter(counter), "{key}");
        }
    }

    #[test]
    fn every_operator_has_its_name() {
        for &expected in Operator::ALL {
            assert_eq!(operator(expected.name().as_bytes()), expected);
        }
    }
}
