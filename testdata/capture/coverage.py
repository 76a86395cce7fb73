"""What PostgreSQL 15 can print, held against what its captures show.

The lists follow `ExplainNode` and its helpers in PostgreSQL 15's src/backend/commands/explain.c, and explain.c's
callers in postgres_fdw, file_fdw and auto_explain. Left out, for nothing here can provoke it: "Custom Scan" with its
"Custom Plan Provider", which takes an extension that provides one, and the sort method "still in progress".
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator

from case import PLANS, Case
from mysql_case import PLANS as MYSQL
from mysql_case import MysqlCase

MAJOR = 15

# A key, and one of its values; or None, which stands for any.
Fact = tuple[str, "str | None"]

VALUES = {
    "Node Type": """
        Aggregate, Append, Bitmap Heap Scan, Bitmap Index Scan, BitmapAnd, BitmapOr, CTE Scan, Foreign Scan,
        Function Scan, Gather, Gather Merge, Group, Hash, Hash Join, Incremental Sort, Index Only Scan, Index Scan,
        Limit, LockRows, Materialize, Memoize, Merge Append, Merge Join, ModifyTable, Named Tuplestore Scan,
        Nested Loop, ProjectSet, Recursive Union, Result, Sample Scan, Seq Scan, SetOp, Sort, Subquery Scan,
        Table Function Scan, Tid Range Scan, Tid Scan, Unique, Values Scan, WindowAgg, WorkTable Scan""",
    "Hash Join, Join Type": "Anti, Full, Inner, Left, Right, Semi",
    "Merge Join, Join Type": "Anti, Full, Inner, Left, Right, Semi",
    "Nested Loop, Join Type": "Anti, Inner, Left, Semi",
    "Aggregate, Strategy": "Hashed, Mixed, Plain, Sorted",
    "SetOp, Strategy": "Hashed, Sorted",
    "Command": "Except, Except All, Intersect, Intersect All",
    "Partial Mode": "Finalize, Partial, Simple",
    "ModifyTable, Operation": "Delete, Insert, Merge, Update",
    "Foreign Scan, Operation": "Delete, Select, Update",
    "Parent Relationship": "InitPlan, Inner, Member, Outer, SubPlan, Subquery",
    "Scan Direction": "Backward, Forward, NoMovement",
    "Conflict Resolution": "NOTHING, UPDATE",
    "Cache Mode": "binary, logical",
    "Sort Method": "external merge, external sort, quicksort, top-N heapsort",
    "Sort Space Type": "Disk, Memory",
    "Actual Loops": "0",
    "Parallel Aware": "True",
    "Async Capable": "True",
    "Single Copy": "True",
    "Inner Unique": "False, True",
}

KEYS = """
    Alias, CTE Name, Function Name, Index Name, Relation Name, Relations, Schema, Subplan Name, Table Function Name,
    Output, Startup Cost, Total Cost, Plan Rows, Plan Width, Actual Startup Time, Actual Total Time, Actual Rows,
    Actual Loops, Filter, Rows Removed by Filter, Join Filter, Rows Removed by Join Filter, One-Time Filter,
    Run Condition, Index Cond, Recheck Cond, Rows Removed by Index Recheck, Order By, TID Cond, Hash Cond, Merge Cond,
    Heap Fetches, Exact Heap Blocks, Lossy Heap Blocks, Function Call, Table Function Call, Sampling Method,
    Sampling Parameters, Repeatable Seed, Remote SQL, Batch Size, Foreign File, Foreign File Size, Foreign Program,
    Sort Key, Presorted Key, Sort Method, Sort Space Type, Sort Space Used, Full-sort Groups, Pre-sorted Groups,
    Group Count, Sort Methods Used, Sort Space Memory, Sort Space Disk, Average Sort Space Used, Peak Sort Space Used,
    Group Key, Grouping Sets, Group Keys, Hash Keys, Planned Partitions, HashAgg Batches, Peak Memory Usage,
    Disk Usage, Hash Buckets, Original Hash Buckets, Hash Batches, Original Hash Batches, Cache Key, Cache Mode,
    Cache Hits, Cache Misses, Cache Evictions, Cache Overflows, Subplans Removed, Workers, Worker Number,
    Workers Planned, Workers Launched, Params Evaluated, Single Copy, Target Tables, Conflict Resolution,
    Conflict Arbiter Indexes, Conflict Filter, Rows Removed by Conflict Filter, Conflicting Tuples, Tuples Inserted,
    Tuples Updated, Tuples Deleted, Tuples Skipped, Shared Hit Blocks, Shared Read Blocks, Shared Dirtied Blocks,
    Shared Written Blocks, Local Hit Blocks, Local Read Blocks, Local Dirtied Blocks, Local Written Blocks,
    Temp Read Blocks, Temp Written Blocks, I/O Read Time, I/O Write Time, Temp I/O Read Time, Temp I/O Write Time,
    WAL Records, WAL FPI, WAL Bytes, Planning, Planning Time, Execution Time, Settings, Query Identifier, Query Text,
    Triggers, Trigger Name, Constraint Name, Relation, Time, Calls, JIT, Functions, Options, Inlining, Optimization,
    Expressions, Deforming, Timing, Generation, Emission, Total
"""


def report(cases: list[Case]) -> int:
    """Tells what is missing, and what no case accounts for; the number of such things."""
    seen: set[Fact] = set()
    for path in PLANS.glob(f"{MAJOR}-*.json"):
        seen.update(facts(json.loads(path.read_text(encoding="utf-8"))))
    expected: list[Fact] = [(key, value) for key, values in VALUES.items() for value in listed(values)]
    expected += [(key, None) for key in listed(KEYS)]
    missing = [fact for fact in expected if fact not in seen]
    for key, value in missing:
        print(f"no capture of PostgreSQL {MAJOR} shows {key}{f': {value}' if value else ''}", file=sys.stderr)
    shown = len(expected) - len(missing)
    print(f"PostgreSQL {MAJOR}: {shown} of {len(expected)} keys and values shown", file=sys.stderr)
    expected_plans = {case.plan_path(major).stem for case in cases for major in case.versions}
    strays = sorted(path.name for path in PLANS.iterdir() if path.stem not in expected_plans)
    for name in strays:
        print(f"no case asks for {PLANS.name}/{name}: delete it", file=sys.stderr)
    return len(missing) + len(strays)


# The same for MySQL 9.7 and MariaDB 11.8: keys, and access types with their key. They follow opt_explain_json.cc and
# explain_access_path.cc of MySQL, and sql_explain.cc of MariaDB. Left out, as nothing here provokes it: what only NDB
# and secondary engines print (pushed_join, pushed_condition, using_secondary_engine), an artificial window,
# remove_duplicates_from_groups, and what MariaDB prints of a query that is still running.
OF_MYSQL = {
    "mysql9-*.v1.json": """
        query_block, select_id, cost_info, query_cost, message, nested_loop, table, duplicates_removal,
        ordering_operation, grouping_operation, windowing, buffer_result, insert_from, using_temporary_table,
        using_filesort, sort_cost, order_by_subqueries, group_by_subqueries, windows, name, definition_position,
        last_executed_window, filesort_key, frame_buffer, optimized_frame_evaluation, functions, insert, update, delete,
        replace, table_name, partitions, access_type, possible_keys, key, used_key_parts, key_length, ref,
        rows_examined_per_scan, rows_produced_per_join, filtered, read_cost, eval_cost, prefix_cost,
        data_read_per_join, used_columns, partial_update_columns, attached_condition, attached_subqueries,
        materialized_from_subquery, dependent, cacheable, sharing_temporary_table_with, select_list_subqueries,
        update_value_subqueries, insert_values_subqueries, insert_update_subqueries, having_subqueries,
        optimized_away_subqueries, union_result, intersect_result, except_result, unary_result, query_specifications,
        index_condition, range_checked_for_each_record, not_exists, using_MRR, using_index, full_scan_on_NULL_key,
        using_index_for_group_by, using_index_for_skip_scan, distinct, loosescan, first_match, using_join_buffer,
        const_row_not_found, unique_row_not_found, impossible_on_condition, ft_hints, backward_index_scan, recursive,
        table_function, rematerialize, access_type: system, access_type: const, access_type: eq_ref,
        access_type: ref, access_type: ALL, access_type: range, access_type: index, access_type: fulltext,
        access_type: ref_or_null, access_type: index_merge, access_type: unique_subquery,
        access_type: index_subquery""",
    "mysql9-*.v2*.json": """
        query, query_plan, query_type, json_schema_version, operation, access_type, inputs, inputs_from_select_list,
        heading, estimated_rows, estimated_total_cost, estimated_first_row_cost, actual_rows, actual_loops,
        actual_first_row_ms, actual_last_row_ms, subquery, subquery_location, dependent, cacheable, table_name, alias,
        schema_name, used_columns, index_access_type, index_name, covering, lookup_condition, lookup_references,
        key_columns, ranges, reverse, pushed_index_condition, multi_range_read, join_type, join_algorithm,
        semijoin_strategy, hash_condition, extra_condition, join_columns, condition, filter_columns, sort_fields,
        row_ids, duplicate_removal, per_chunk_limit, functions, group_by, rollup, limit, limit_offset, count_all_rows,
        cte, recursive, union, intersect, except, temp_table, deduplication, cache_invalidators, buffering, multi_pass,
        tables, zero_rows_cause, access_type: table, access_type: index, access_type: index_merge,
        access_type: rowid_intersection, access_type: rowid_union, access_type: join, access_type: filter,
        access_type: sort, access_type: aggregate, access_type: temp_table_aggregate, access_type: limit,
        access_type: stream, access_type: materialize, access_type: materialize_information_schema,
        access_type: materialized_table_function, access_type: append, access_type: window,
        access_type: remove_duplicates_on_index, access_type: alternative_plans_for_in_subquery,
        access_type: invalidate_materialized_tables, access_type: zero_rows, access_type: zero_rows_aggregated,
        access_type: rows_fetched_before_execution, access_type: count_rows, access_type: scan_new_records,
        access_type: delete_rows, access_type: insert_values, access_type: replace_values""",
    "mariadb118-*.json": """
        query_optimization, query_block, select_id, operation, cost, loops, rows, filtered, const_condition,
        having_condition, filesort, sort_key, temporary_table, duplicate_removal, window_functions_computation, sorts,
        nested_loop, table, read_sorted_file, block-nl-join, buffer_type, buffer_size, join_type, mrr_type,
        range-checked-for-each-record, keys, r_keys, full_scan, full-scan-on-null_key, duplicates_removal, subqueries,
        subquery_cache, state, r_hit_ratio, materialization, r_strategy, r_partial_matches, materialized, lateral,
        unique, union_result, recursive_union, query_specifications, table_name, partitions, access_type,
        possible_keys, key, key_length, used_key_parts, ref, index_merge, union, intersect, sort_union, range,
        rowid_filter, selectivity_pct, r_lookups, r_selectivity_pct, r_filling_time_ms, r_loops, r_table_loops, r_rows,
        r_index_rows, r_limit, r_used_priority_queue, r_output_rows, r_sort_passes, r_buffer_size, r_sort_mode,
        r_total_time_ms, r_table_time_ms, r_other_time_ms, r_engine_stats, pages_accessed, pages_updated,
        r_unpack_time_ms, r_effective_rows, r_filtered, r_total_filtered, r_icp_filtered, index_condition,
        index_condition_bka, attached_condition, using_index, using_index_for_group_by, first_match, loose_scan,
        not_exists, distinct, const_row_not_found, unique_row_not_found, impossible_on_condition, table_function,
        message, update, delete, open_frm_only, scanned_databases""",
}


def report_mysql(cases: list[MysqlCase], server: str) -> int:
    """Tells what is missing, and what no case asks for; the number of such things."""
    missing = 0
    for pattern, words in OF_MYSQL.items():
        if not pattern.startswith(f"{server}-"):
            continue
        # Line by line: what MariaDB prints is not always JSON.
        text = "\n".join(path.read_text(encoding="utf-8") for path in MYSQL.glob(pattern))
        seen = set(re.findall(r'^ *"([\w-]+)":', text, re.MULTILINE))
        seen |= {f"access_type: {word}" for word in re.findall('"access_type": "(.*)"', text)}
        for word in sorted(set(listed(words)) - seen):
            missing += 1
            print(f"no capture of {pattern} shows {word}", file=sys.stderr)
    expected = {path.name for case in cases for path in case.files()} | {f"{case.name}.sql" for case in cases}
    expected.add("ddl.jsonl")
    strays = sorted(path.name for path in MYSQL.iterdir() if path.is_file() and path.name not in expected)
    for name in strays:
        print(f"no case asks for {MYSQL.name}/{name}: delete it", file=sys.stderr)
    return missing + len(strays)


def listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def facts(value: object) -> Iterator[Fact]:
    """Every key by itself, with its value, and with its value and the node it stands on."""
    if isinstance(value, list):
        for item in value:
            yield from facts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key, None
            if isinstance(item, (dict, list)):
                yield from facts(item)
            else:
                yield key, str(item)
                yield f"{value.get('Node Type')}, {key}", str(item)
