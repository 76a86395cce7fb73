"""What PostgreSQL 15 can print, held against what its captures show.

The lists follow `ExplainNode` and its helpers in PostgreSQL 15's src/backend/commands/explain.c, and explain.c's
callers in postgres_fdw, file_fdw and auto_explain. Left out, for nothing here can provoke it: "Custom Scan" with its
"Custom Plan Provider", which takes an extension that provides one, and the sort method "still in progress".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from case import PLANS, Case

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
