//! The keys of query blocks and tables (MySQL's JSON version 1, MariaDB's JSON), and what they mean.

use crate::plan::{Access, Attribute, COUNTERS, Dialect, NUMBERS, Operator, Vocabulary};

/// No number stands in a column as it is printed: many are strings, and what the columns hold is computed of
/// several. So all of them are kept under their keys.
pub(super) static BLOCK_VOCABULARY: Vocabulary =
    Vocabulary { numbers: [""; NUMBERS], counters: [""; COUNTERS] };

/// What an object under a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// One SELECT.
    Block,
    Table,
    /// A wrapper that does something with the rows of what stands in it.
    Operation(Operator),
    /// MariaDB's `block-nl-join`: the join with everything before it, and the table that is joined.
    BlockJoin,
    /// MySQL's `insert_from`: what the table before it is filled from.
    InsertFrom,
    /// A temporary table that a subquery fills.
    Materialized,
    /// MariaDB's `materialization`, which stands alone or in `materialized`.
    Materialization,
    /// MariaDB's cache of a subquery's results.
    Cache,
}

/// A number that is needed before a node is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Reads,
    Produced,
    Filtered,
    Cost,
    /// Costs within `cost_info`.
    QueryCost,
    PrefixCost,
    ReadCost,
    EvalCost,
    SortCost,
    /// Bytes, from a size such as `31K`.
    DataRead,
    Loops,
    Rows,
    FilteredActual,
    TableMs,
    OtherMs,
    UnpackMs,
    TotalMs,
    SortPasses,
    EffectiveRows,
    OutputRows,
    /// The number of a SELECT: of the one that fills what is read, or of a union's first.
    Select,
}

/// How many figures there are.
pub(super) const FIGURES: usize = Figure::Select as usize + 1;

/// Where the value of a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Attribute(Attribute),
    Figure(Figure),
    Node(What),
    /// `nested_loop`: the tables of a join in their order.
    Elements,
    /// MySQL's lists of subqueries, named by where they hang.
    Subqueries,
    /// MariaDB's list of subqueries.
    Subplans,
    /// The parts of a union.
    Members,
    /// The sorts of window functions.
    Sorts,
    CostInfo,
    /// `sharing_temporary_table_with`.
    Sharing,
    /// What the table is written by.
    Writes,
    /// Whose rows are changed where they are found.
    Changes,
    /// What a subquery asks of the row around it, once for each.
    OuterCondition,
    Recursive,
    TableFunction,
    Skipping,
    SelectId,
    OptimizationMs,
    Unknown,
}

/// A key as it is remembered: where its value goes, and whose it is where only one of the two engines has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) target: Target,
    pub(super) engine: Option<Dialect>,
}

/// What a key means.
pub(super) fn meaning(key: &[u8]) -> Meaning {
    Meaning { target: target(key), engine: engine(key) }
}

fn target(key: &[u8]) -> Target {
    use Figure as F;
    use Target::{Attribute as A, Figure as N, Node};
    match key {
        b"query_block" => Node(What::Block),
        b"table" => Node(What::Table),
        b"nested_loop" => Target::Elements,
        b"ordering_operation" | b"filesort" => Node(What::Operation(Operator::Sort)),
        b"grouping_operation" => Node(What::Operation(Operator::Aggregate)),
        b"duplicates_removal" | b"duplicate_removal" => Node(What::Operation(Operator::Unique)),
        b"windowing" | b"window_functions_computation" => Node(What::Operation(Operator::WindowAgg)),
        b"buffer_result" | b"buffer" | b"temporary_table" | b"unary_result" => {
            Node(What::Operation(Operator::Materialize))
        }
        b"read_sorted_file" => Node(What::Operation(Operator::Stream)),
        b"union_result" => Node(What::Operation(Operator::Append)),
        b"recursive_union" => Node(What::Operation(Operator::RecursiveUnion)),
        b"intersect_result" | b"except_result" => Node(What::Operation(Operator::SetOp)),
        b"range-checked-for-each-record" | b"full-scan-on-null_key" => {
            Node(What::Operation(Operator::AlternativePlans))
        }
        b"block-nl-join" => Node(What::BlockJoin),
        b"insert_from" => Node(What::InsertFrom),
        b"materialized_from_subquery" | b"materialized" => Node(What::Materialized),
        b"materialization" => Node(What::Materialization),
        b"subquery_cache" | b"expression_cache" => Node(What::Cache),
        b"attached_subqueries"
        | b"select_list_subqueries"
        | b"update_value_subqueries"
        | b"insert_values_subqueries"
        | b"insert_update_subqueries"
        | b"having_subqueries"
        | b"optimized_away_subqueries"
        | b"order_by_subqueries"
        | b"group_by_subqueries" => Target::Subqueries,
        b"subqueries" => Target::Subplans,
        b"query_specifications" => Target::Members,
        b"sorts" => Target::Sorts,
        b"cost_info" => Target::CostInfo,
        b"sharing_temporary_table_with" => Target::Sharing,
        b"insert" | b"replace" => Target::Writes,
        b"update" | b"delete" => Target::Changes,
        b"outer_ref_condition" => Target::OuterCondition,
        b"recursive" => Target::Recursive,
        b"table_function" => Target::TableFunction,
        b"using_index_for_group_by" | b"using_index_for_skip_scan" => Target::Skipping,
        b"select_id" => Target::SelectId,
        b"query_optimization" => Target::OptimizationMs,
        b"rows_examined_per_scan" | b"rows" => N(F::Reads),
        b"rows_produced_per_join" => N(F::Produced),
        b"filtered" => N(F::Filtered),
        b"cost" => N(F::Cost),
        b"query_cost" => N(F::QueryCost),
        b"prefix_cost" => N(F::PrefixCost),
        b"read_cost" => N(F::ReadCost),
        b"eval_cost" => N(F::EvalCost),
        b"sort_cost" => N(F::SortCost),
        b"data_read_per_join" => N(F::DataRead),
        b"r_loops" => N(F::Loops),
        b"r_rows" => N(F::Rows),
        b"r_filtered" => N(F::FilteredActual),
        b"r_table_time_ms" => N(F::TableMs),
        b"r_other_time_ms" => N(F::OtherMs),
        b"r_unpack_time_ms" => N(F::UnpackMs),
        b"r_total_time_ms" => N(F::TotalMs),
        b"r_sort_passes" => N(F::SortPasses),
        b"r_effective_rows" => N(F::EffectiveRows),
        b"r_output_rows" => N(F::OutputRows),
        _ => attribute(key).map_or(Target::Unknown, A),
    }
}

fn attribute(key: &[u8]) -> Option<Attribute> {
    Some(match key {
        b"table_name" => Attribute::Relation,
        b"access_type" => Attribute::AccessType,
        b"possible_keys" | b"keys" => Attribute::PossibleIndexes,
        b"key" => Attribute::Index,
        b"used_key_parts" => Attribute::KeyColumns,
        b"key_length" => Attribute::KeyLength,
        b"ref" => Attribute::KeyReferences,
        b"partitions" => Attribute::Partitions,
        b"used_columns" => Attribute::UsedColumns,
        b"attached_condition" | b"having_condition" => Attribute::Filter,
        b"index_condition" | b"index_condition_bka" => Attribute::PushedCondition,
        b"const_condition" => Attribute::OneTimeFilter,
        b"message" => Attribute::Message,
        b"using_index" => Attribute::Covering,
        b"using_join_buffer" | b"join_type" => Attribute::JoinBuffer,
        b"using_filesort" => Attribute::UsingFilesort,
        b"using_temporary_table" => Attribute::UsingTemporaryTable,
        b"range_checked_for_each_record" => Attribute::RangeChecked,
        b"full_scan_on_NULL_key" => Attribute::FullScanOnNullKey,
        b"first_match" => Attribute::FirstMatch,
        b"not_exists" => Attribute::NotExists,
        b"loosescan" | b"loose_scan" => Attribute::SemijoinStrategy,
        b"dependent" => Attribute::Dependent,
        b"cacheable" => Attribute::Cacheable,
        b"sort_key" => Attribute::SortKey,
        b"operation" => Attribute::Operation,
        _ => return None,
    })
}

/// Which engine a key gives away.
fn engine(key: &[u8]) -> Option<Dialect> {
    match key {
        b"cost_info"
        | b"rows_examined_per_scan"
        | b"rows_produced_per_join"
        | b"used_columns"
        | b"using_filesort"
        | b"using_temporary_table"
        | b"using_join_buffer"
        | b"attached_subqueries"
        | b"select_list_subqueries"
        | b"update_value_subqueries"
        | b"insert_values_subqueries"
        | b"insert_update_subqueries"
        | b"having_subqueries"
        | b"optimized_away_subqueries"
        | b"order_by_subqueries"
        | b"group_by_subqueries"
        | b"materialized_from_subquery"
        | b"dependent"
        | b"cacheable"
        | b"recursive"
        | b"insert"
        | b"replace"
        | b"loosescan"
        | b"using_MRR"
        | b"backward_index_scan"
        | b"range_checked_for_each_record"
        | b"intersect_result"
        | b"except_result"
        | b"unary_result"
        | b"windowing"
        | b"insert_from"
        | b"buffer_result"
        | b"ordering_operation"
        | b"grouping_operation"
        | b"using_where" => Some(Dialect::MySql),
        b"query_optimization"
        | b"cost"
        | b"loops"
        | b"block-nl-join"
        | b"filesort"
        | b"read_sorted_file"
        | b"temporary_table"
        | b"subqueries"
        | b"materialized"
        | b"materialization"
        | b"subquery_cache"
        | b"expression_cache"
        | b"rowid_filter"
        | b"window_functions_computation"
        | b"range-checked-for-each-record"
        | b"full-scan-on-null_key"
        | b"const_condition"
        | b"outer_ref_condition"
        | b"pseudo_bits_condition"
        | b"having_condition"
        | b"index_condition_bka"
        | b"index_merge"
        | b"recursive_union"
        | b"loose_scan"
        | b"buffer"
        | b"mrr_type" => Some(Dialect::MariaDb),
        key if key.starts_with(b"r_") => Some(Dialect::MariaDb),
        _ => None,
    }
}

/// How an access type finds rows.
pub(super) fn access(access_type: &str) -> Option<Access> {
    Some(match access_type.strip_prefix("hash_").unwrap_or(access_type) {
        "system" | "const" => Access::Constant,
        "eq_ref" | "unique_subquery" => Access::UniqueLookup,
        "ref" | "ref_or_null" | "index_subquery" => Access::Lookup,
        "ALL" => Access::Full,
        "index" => Access::FullIndex,
        "range" => Access::Range,
        "index_merge" => Access::Merge,
        "fulltext" => Access::FullText,
        _ => return None,
    })
}

/// The operator that reads a table so.
pub(super) fn scan(access: Option<Access>, covering: bool) -> Operator {
    match access {
        Some(Access::Full) => Operator::SeqScan,
        Some(Access::Merge) => Operator::IndexMerge,
        Some(Access::Constant) => Operator::ConstantRow,
        Some(_) if covering => Operator::IndexOnlyScan,
        Some(_) => Operator::IndexScan,
        None => Operator::Other,
    }
}

/// How a table is joined: by MySQL's `using_join_buffer` or MariaDB's `join_type`.
pub(super) fn join_operator(words: &str) -> Option<Operator> {
    Some(match words {
        "Block Nested Loop" | "BNL" => Operator::BlockNestedLoop,
        "hash join" | "BNLH" => Operator::HashJoin,
        "Batched Key Access" | "BKA" | "BKAH" => Operator::BatchedKeyAccess,
        _ => return None,
    })
}
