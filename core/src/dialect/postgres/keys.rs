//! PostgreSQL's keys, and what they mean in the shared vocabulary.

use crate::plan::{Attribute, Counter, EdgeKind, Number, Operator, Vocabulary};

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
    match key {
        b"Plans" => Target::Plans,
        b"Node Type" => A(Attribute::Name),
        b"Parent Relationship" => A(Attribute::Relationship),
        b"Subplan Name" => A(Attribute::SubplanName),
        b"Relation Name" => A(Attribute::Relation),
        b"Schema" => A(Attribute::Schema),
        b"Alias" => A(Attribute::Alias),
        b"Index Name" => A(Attribute::Index),
        b"CTE Name" => A(Attribute::CteName),
        b"Function Name" | b"Table Function Name" => A(Attribute::FunctionName),
        b"Join Type" => A(Attribute::JoinType),
        b"Strategy" => A(Attribute::Strategy),
        b"Partial Mode" => A(Attribute::PartialMode),
        b"Operation" => A(Attribute::Operation),
        b"Command" => A(Attribute::Command),
        b"Scan Direction" => A(Attribute::ScanDirection),
        b"Parallel Aware" => A(Attribute::ParallelAware),
        b"Single Copy" => A(Attribute::SingleCopy),
        b"Inner Unique" => A(Attribute::InnerUnique),
        b"Disabled" => A(Attribute::Disabled),
        b"Filter" => A(Attribute::Filter),
        b"Index Cond" => A(Attribute::IndexCondition),
        b"Recheck Cond" => A(Attribute::RecheckCondition),
        b"Hash Cond" => A(Attribute::HashCondition),
        b"Merge Cond" => A(Attribute::MergeCondition),
        b"Join Filter" => A(Attribute::JoinFilter),
        b"One-Time Filter" => A(Attribute::OneTimeFilter),
        b"TID Cond" => A(Attribute::TidCondition),
        b"Order By" => A(Attribute::OrderBy),
        b"Run Condition" => A(Attribute::RunCondition),
        b"Cache Key" => A(Attribute::CacheKey),
        b"Conflict Filter" => A(Attribute::ConflictFilter),
        b"Output" => A(Attribute::Output),
        b"Sort Key" => A(Attribute::SortKey),
        b"Presorted Key" => A(Attribute::PresortedKey),
        b"Group Key" => A(Attribute::GroupKey),
        b"Function Call" | b"Table Function Call" => A(Attribute::FunctionCall),
        b"Params Evaluated" => A(Attribute::ParamsEvaluated),
        b"Sort Method" => A(Attribute::SortMethod),
        b"Sort Space Type" => A(Attribute::SortSpaceType),
        b"Storage" => A(Attribute::Storage),
        b"Remote SQL" => A(Attribute::RemoteSql),
        b"Workers" => A(Attribute::Workers),
        b"Sort Space Used" | b"Maximum Storage" => Target::SpaceUsed,
        b"Disk Usage" => Target::DiskUsage,
        b"Full-sort Groups" | b"Pre-sorted Groups" => Target::SortGroups,
        b"Startup Cost" => N(Number::StartupCost),
        b"Total Cost" => N(Number::TotalCost),
        b"Plan Rows" => N(Number::EstimatedRows),
        b"Plan Width" => N(Number::Width),
        b"Actual Startup Time" => N(Number::StartupMs),
        b"Actual Total Time" => N(Number::TotalMs),
        b"Actual Rows" => N(Number::Rows),
        b"Actual Loops" => N(Number::Loops),
        b"Rows Removed by Filter" => N(Number::RowsRemovedByFilter),
        b"Rows Removed by Join Filter" => N(Number::RowsRemovedByJoinFilter),
        b"Rows Removed by Index Recheck" => N(Number::RowsRemovedByRecheck),
        b"Heap Fetches" => N(Number::HeapFetches),
        b"Exact Heap Blocks" => N(Number::ExactHeapBlocks),
        b"Lossy Heap Blocks" => N(Number::LossyHeapBlocks),
        b"Workers Planned" => N(Number::WorkersPlanned),
        b"Workers Launched" => N(Number::WorkersLaunched),
        b"Hash Batches" => N(Number::HashBatches),
        b"Shared Hit Blocks" => C(Counter::SharedHit),
        b"Shared Read Blocks" => C(Counter::SharedRead),
        b"Shared Dirtied Blocks" => C(Counter::SharedDirtied),
        b"Shared Written Blocks" => C(Counter::SharedWritten),
        b"Local Hit Blocks" => C(Counter::LocalHit),
        b"Local Read Blocks" => C(Counter::LocalRead),
        b"Local Dirtied Blocks" => C(Counter::LocalDirtied),
        b"Local Written Blocks" => C(Counter::LocalWritten),
        b"Temp Read Blocks" => C(Counter::TempRead),
        b"Temp Written Blocks" => C(Counter::TempWritten),
        b"I/O Read Time" => C(Counter::ReadMs),
        b"I/O Write Time" => C(Counter::WriteMs),
        b"Shared I/O Read Time" => C(Counter::SharedReadMs),
        b"Shared I/O Write Time" => C(Counter::SharedWriteMs),
        b"Local I/O Read Time" => C(Counter::LocalReadMs),
        b"Local I/O Write Time" => C(Counter::LocalWriteMs),
        b"Temp I/O Read Time" => C(Counter::TempReadMs),
        b"Temp I/O Write Time" => C(Counter::TempWriteMs),
        b"WAL Records" => C(Counter::WalRecords),
        b"WAL FPI" => C(Counter::WalFpi),
        b"WAL Bytes" => C(Counter::WalBytes),
        b"WAL Buffers Full" => C(Counter::WalBuffersFull),
        b"WAL FPI Bytes" => C(Counter::WalFpiBytes),
        _ => Target::Unknown,
    }
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
