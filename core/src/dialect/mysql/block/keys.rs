//! The keys of query blocks and tables (MySQL's JSON version 1, MariaDB's JSON), and what they mean.

use crate::plan::{Access, Attribute, COUNTERS, Dialect, NUMBERS, Operator, Vocabulary};
use crate::text::dictionary;

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
    dictionary! { KEYS: Target = {
        "query_block" => Node(What::Block),
        "table" => Node(What::Table),
        "nested_loop" => Target::Elements,
        "ordering_operation" | "filesort" => Node(What::Operation(Operator::Sort)),
        "grouping_operation" => Node(What::Operation(Operator::Aggregate)),
        "duplicates_removal" | "duplicate_removal" => Node(What::Operation(Operator::Unique)),
        "windowing" | "window_functions_computation" => Node(What::Operation(Operator::WindowAgg)),
        "buffer_result" | "buffer" | "temporary_table" | "unary_result" => Node(What::Operation(Operator::Materialize)),
        "read_sorted_file" => Node(What::Operation(Operator::Stream)),
        "union_result" => Node(What::Operation(Operator::Append)),
        "recursive_union" => Node(What::Operation(Operator::RecursiveUnion)),
        "intersect_result" | "except_result" => Node(What::Operation(Operator::SetOp)),
        "range-checked-for-each-record" | "full-scan-on-null_key" => Node(What::Operation(Operator::AlternativePlans)),
        "block-nl-join" => Node(What::BlockJoin),
        "insert_from" => Node(What::InsertFrom),
        "materialized_from_subquery" | "materialized" => Node(What::Materialized),
        "materialization" => Node(What::Materialization),
        "subquery_cache" | "expression_cache" => Node(What::Cache),
        "attached_subqueries"
        | "select_list_subqueries"
        | "update_value_subqueries"
        | "insert_values_subqueries"
        | "insert_update_subqueries"
        | "having_subqueries"
        | "optimized_away_subqueries"
        | "order_by_subqueries"
        | "group_by_subqueries" => Target::Subqueries,
        "subqueries" => Target::Subplans,
        "query_specifications" => Target::Members,
        "sorts" => Target::Sorts,
        "cost_info" => Target::CostInfo,
        "sharing_temporary_table_with" => Target::Sharing,
        "insert" | "replace" => Target::Writes,
        "update" | "delete" => Target::Changes,
        "outer_ref_condition" => Target::OuterCondition,
        "recursive" => Target::Recursive,
        "table_function" => Target::TableFunction,
        "using_index_for_group_by" | "using_index_for_skip_scan" => Target::Skipping,
        "select_id" => Target::SelectId,
        "query_optimization" => Target::OptimizationMs,
        "rows_examined_per_scan" | "rows" => N(F::Reads),
        "rows_produced_per_join" => N(F::Produced),
        "filtered" => N(F::Filtered),
        "cost" => N(F::Cost),
        "query_cost" => N(F::QueryCost),
        "prefix_cost" => N(F::PrefixCost),
        "read_cost" => N(F::ReadCost),
        "eval_cost" => N(F::EvalCost),
        "sort_cost" => N(F::SortCost),
        "data_read_per_join" => N(F::DataRead),
        "r_loops" => N(F::Loops),
        "r_rows" => N(F::Rows),
        "r_filtered" => N(F::FilteredActual),
        "r_table_time_ms" => N(F::TableMs),
        "r_other_time_ms" => N(F::OtherMs),
        "r_unpack_time_ms" => N(F::UnpackMs),
        "r_total_time_ms" => N(F::TotalMs),
        "r_sort_passes" => N(F::SortPasses),
        "r_effective_rows" => N(F::EffectiveRows),
        "r_output_rows" => N(F::OutputRows),
    } }
    KEYS.find(key).unwrap_or_else(|| attribute(key).map_or(Target::Unknown, A))
}

fn attribute(key: &[u8]) -> Option<Attribute> {
    dictionary! { ATTRIBUTES: Attribute = {
        "table_name" => Attribute::Relation,
        "access_type" => Attribute::AccessType,
        "possible_keys" | "keys" => Attribute::PossibleIndexes,
        "key" => Attribute::Index,
        "used_key_parts" => Attribute::KeyColumns,
        "key_length" => Attribute::KeyLength,
        "ref" => Attribute::KeyReferences,
        "partitions" => Attribute::Partitions,
        "used_columns" => Attribute::UsedColumns,
        "attached_condition" | "having_condition" => Attribute::Filter,
        "index_condition" | "index_condition_bka" => Attribute::PushedCondition,
        "const_condition" => Attribute::OneTimeFilter,
        "message" => Attribute::Message,
        "using_index" => Attribute::Covering,
        "using_join_buffer" | "join_type" => Attribute::JoinBuffer,
        "using_filesort" => Attribute::UsingFilesort,
        "using_temporary_table" => Attribute::UsingTemporaryTable,
        "range_checked_for_each_record" => Attribute::RangeChecked,
        "full_scan_on_NULL_key" => Attribute::FullScanOnNullKey,
        "first_match" => Attribute::FirstMatch,
        "not_exists" => Attribute::NotExists,
        "loosescan" | "loose_scan" => Attribute::SemijoinStrategy,
        "dependent" => Attribute::Dependent,
        "cacheable" => Attribute::Cacheable,
        "sort_key" => Attribute::SortKey,
        "operation" => Attribute::Operation,
    } }
    ATTRIBUTES.find(key)
}

/// Which engine a key gives away.
fn engine(key: &[u8]) -> Option<Dialect> {
    dictionary! { ENGINES: Dialect = {
        "cost_info"
        | "rows_examined_per_scan"
        | "rows_produced_per_join"
        | "used_columns"
        | "using_filesort"
        | "using_temporary_table"
        | "using_join_buffer"
        | "attached_subqueries"
        | "select_list_subqueries"
        | "update_value_subqueries"
        | "insert_values_subqueries"
        | "insert_update_subqueries"
        | "having_subqueries"
        | "optimized_away_subqueries"
        | "order_by_subqueries"
        | "group_by_subqueries"
        | "materialized_from_subquery"
        | "dependent"
        | "cacheable"
        | "recursive"
        | "insert"
        | "replace"
        | "loosescan"
        | "using_MRR"
        | "backward_index_scan"
        | "range_checked_for_each_record"
        | "intersect_result"
        | "except_result"
        | "unary_result"
        | "windowing"
        | "insert_from"
        | "buffer_result"
        | "ordering_operation"
        | "grouping_operation"
        | "using_where" => Dialect::MySql,
        "query_optimization"
        | "cost"
        | "loops"
        | "block-nl-join"
        | "filesort"
        | "read_sorted_file"
        | "temporary_table"
        | "subqueries"
        | "materialized"
        | "materialization"
        | "subquery_cache"
        | "expression_cache"
        | "rowid_filter"
        | "window_functions_computation"
        | "range-checked-for-each-record"
        | "full-scan-on-null_key"
        | "const_condition"
        | "outer_ref_condition"
        | "pseudo_bits_condition"
        | "having_condition"
        | "index_condition_bka"
        | "index_merge"
        | "recursive_union"
        | "loose_scan"
        | "buffer"
        | "mrr_type" => Dialect::MariaDb,
    } }
    if key.starts_with(b"r_") { Some(Dialect::MariaDb) } else { ENGINES.find(key) }
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
