// Made from report.schema.json by `make wire`. Do not edit.

/** The report of an analysis: every plan of a text, costed and judged. Times are in milliseconds with 3 decimals, costs and rows have 2, shares and factors 4. */
export interface Report {
  /** The version of this form; it grows when a key changes its meaning or goes away. */
  version: 1;
  /** The plans in the order of the text: zero to many. */
  plans: PlanReport[];
  /** What was done to the text before it could be read. */
  repairs: RepairReport[];
  /** What the server answered instead of a plan, such as Notify. */
  notices: string[];
}

/** One plan: its graph, its numbers, what is wrong with it and which indexes would help. */
export interface PlanReport {
  /** The engine that the plan comes from. */
  dialect: Dialect;
  /** The format that the plan was printed in. */
  format: PlanFormat;
  /** The statement, where the text gives it (logs, EXPLAIN of MySQL). */
  queryText: string | null;
  /** The statement's fingerprint on its server, a decimal number: a string, since it may exceed 2^53. */
  queryId: string | null;
  /** The nodes in preorder: a node's id is its place in this list. At least one. */
  nodes: NodeReport[];
  /** Tree edges and references between nodes. */
  edges: EdgeReport[];
  /** The numbers of the whole plan. */
  totals: TotalsReport;
  /** The settings that differ from their defaults, by name. */
  settings: Record<string, string>;
  /** The triggers that fired. */
  triggers: TriggerReport[];
  /** What is wrong with the plan, worst first. */
  findings: FindingReport[];
  /** The indexes to create, best first. */
  indexes: IndexReport[];
  /** Everything else that the server printed about the plan, under its own keys, in its order. */
  properties: Record<string, unknown>;
}

/** A node of a plan. What the server did not print is null. */
export interface NodeReport {
  /** Its place in the list of nodes. */
  id: number;
  /** The id of the node above; null for the root. */
  parent: number | null;
  /** How it belongs to its parent; null for the root. */
  relationship: EdgeKind | null;
  /** What it does, in words shared by all engines. */
  operator: Operator;
  /** What it does, in the engine's own words. */
  name: string;
  /** Operator, relation and index in a line, as people say it. */
  label: string;
  /** The table (or function, CTE, …) that it reads or writes. */
  relation: string | null;
  /** The relation's schema. */
  schema: string | null;
  /** What the statement calls the relation. */
  alias: string | null;
  /** The index that it uses. */
  index: string | null;
  /** The columns that it looks up by that index, as far as the engine or its condition names them. */
  indexColumns: string[];
  /** How a scan finds its rows, where the engine tells it (MySQL and MariaDB). */
  access: Access | null;
  /** Estimated cost before the first row, in the planner's units, for one execution, as printed. */
  startupCost: number | null;
  /** Estimated cost of one whole execution with everything below, in the planner's units, as printed: MySQL prints negative ones at times. */
  totalCost: number | null;
  /** The part of the statement's cost that the node alone stands for, in the planner's units. */
  exclusiveCost: number | null;
  /** Rows expected of one execution; in a partial plan, of one process. */
  estimatedRows: number | null;
  /** Elapsed milliseconds over all loops, everything below included. */
  inclusiveMs: Quantity | null;
  /** Elapsed milliseconds over all loops, of the node alone. */
  exclusiveMs: Quantity | null;
  /** Milliseconds over all loops, summed over processes, everything below included. */
  workMs: Quantity | null;
  /** Its own part of the whole, from 0 to 1: of the time where it was measured, else of the cost. */
  share: number | null;
  /** Executions, over all processes. */
  loops: number | null;
  /** Processes that shared its work: 1 outside parallel plans. */
  processes: number | null;
  /** Rows given, over all loops and processes. */
  rows: Quantity | null;
  /** Rows given per loop, as the server printed them. */
  rowsPerLoop: number | null;
  /** Actual rows over estimated rows, per execution: 10 where ten times as many came as were expected. */
  estimateFactor: Quantity | null;
  /** Rows that a scan reads before its filter, over all loops and processes; an estimate where the plan was not executed. */
  rowsRead: Quantity | null;
  /** Rows that are left of those behind the filters right above the scan. */
  rowsKept: Quantity | null;
  /** Rows removed by filters and rechecks, over all loops and processes. */
  rowsRemoved: Quantity | null;
  /** Rows kept as a share of rows looked at, from 0 to 1. */
  keptShare: Quantity | null;
  /** Whether the plan was executed and this node was not. */
  neverExecuted: boolean;
  /** Whether it ran outside the root's time: a data-modifying CTE that nobody read. */
  outside: boolean;
  /** Buffers, I/O times and WAL that are not zero; null where the server printed none. */
  counters: Counters | null;
  /** Everything else that the server printed about the node, under its own keys, in its order. Integers beyond 2^53 are strings. */
  properties: Record<string, unknown>;
}

/** What the server counted for a node, over all loops and processes. A counter that is zero is left out. */
export interface Counters {
  /** Shared blocks found in the buffer cache. */
  sharedHit?: Counter;
  /** Shared blocks read from below the buffer cache. */
  sharedRead?: Counter;
  /** Shared blocks dirtied. */
  sharedDirtied?: Counter;
  /** Shared blocks written. */
  sharedWritten?: Counter;
  /** Local blocks (of temporary tables) found in memory. */
  localHit?: Counter;
  /** Local blocks read. */
  localRead?: Counter;
  /** Local blocks dirtied. */
  localDirtied?: Counter;
  /** Local blocks written. */
  localWritten?: Counter;
  /** Temporary blocks (of sorts, hashes and the like) read. */
  tempRead?: Counter;
  /** Temporary blocks written. */
  tempWritten?: Counter;
  /** Milliseconds of reading shared and local blocks: PostgreSQL before 17. */
  readMs?: Counter;
  /** Milliseconds of writing shared and local blocks: PostgreSQL before 17. */
  writeMs?: Counter;
  /** Milliseconds of reading shared blocks, since PostgreSQL 17. */
  sharedReadMs?: Counter;
  /** Milliseconds of writing shared blocks, since PostgreSQL 17. */
  sharedWriteMs?: Counter;
  /** Milliseconds of reading local blocks, since PostgreSQL 17. */
  localReadMs?: Counter;
  /** Milliseconds of writing local blocks, since PostgreSQL 17. */
  localWriteMs?: Counter;
  /** Milliseconds of reading temporary blocks, since PostgreSQL 15. */
  tempReadMs?: Counter;
  /** Milliseconds of writing temporary blocks, since PostgreSQL 15. */
  tempWriteMs?: Counter;
  /** Records of the write-ahead log. */
  walRecords?: Counter;
  /** Full page images in the write-ahead log. */
  walFpi?: Counter;
  /** Bytes of the write-ahead log. */
  walBytes?: Counter;
  /** Times the buffers of the write-ahead log were full, since PostgreSQL 18. */
  walBuffersFull?: Counter;
  /** Bytes of full page images, since PostgreSQL 19. */
  walFpiBytes?: Counter;
}

/** A counter of a node. */
export interface Counter {
  /** The node and everything below it. */
  total: number;
  /** The node alone. */
  exclusive: number;
}

/** Why one node needs another. */
export interface EdgeReport {
  /** The id of the node that takes rows. */
  from: number;
  /** The id of the node that makes them. */
  to: number;
  /** How they belong together. */
  kind: EdgeKind;
}

/** The numbers of a whole plan. What the server did not print is null. */
export interface TotalsReport {
  /** Milliseconds to execute, as printed, or the root's own where only that is. */
  executionMs: number | null;
  /** Milliseconds to plan. */
  planningMs: number | null;
  /** Milliseconds that rounding left over, with their sign: the root's time, and that of CTEs outside it, less all exclusive times. */
  residualMs: number | null;
  /** Milliseconds outside the root: what nobody read of data-modifying CTEs, and triggers after the statement. */
  outsideMs: number | null;
  /** The triggers' part of outsideMs. */
  outsideTriggerMs: number | null;
  /** Milliseconds in triggers. */
  triggerMs: number | null;
  /** Milliseconds of compiling expressions, summed over processes: part of the nodes' times. */
  jitMs: number | null;
  /** The statement's estimated cost, in the planner's units. */
  cost: number | null;
}

/** A trigger that fired. */
export interface TriggerReport {
  /** Its name. */
  name: string;
  /** The constraint that it enforces. */
  constraint: string | null;
  /** The table that it is on. */
  relation: string | null;
  /** Milliseconds over all calls. */
  timeMs: number | null;
  /** How often it was called. */
  calls: number;
}

/** Something wrong with a plan. */
export interface FindingReport {
  /** The rule that found it. */
  rule: Rule;
  /** The id of the node that it is about; null where it is about the whole plan. */
  node: number | null;
  /** How much it matters. */
  severity: Severity;
  /** The share of the statement that it concerns, from 0 to 1: of its time, or of its cost where nothing was measured, or of the rows read where there is no cost. */
  share: number;
  /** The finding in a sentence. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** The numbers that it rests on, by name, with the unit in the name. */
  evidence: Record<string, Quantity>;
}

/** An index to create. */
export interface IndexReport {
  /** What to do. */
  action: "create";
  /** The table's schema, where it is known. */
  schema: string | null;
  /** The table; of a partitioned one what the statement calls it. */
  table: string;
  /** The partitions that the plan reads, quoted; empty where the table has none. */
  partitions: string[];
  /** The access method, such as btree. */
  method: string;
  /** The keys in order. */
  keys: KeyReport[];
  /** Columns that are kept beside the keys, quoted. */
  include: string[];
  /** The condition of a partial index. */
  where: string | null;
  /** The statements to run; what is to be known before stands above them as comments. */
  ddl: string;
  /** The statement's cost as it is, in the planner's units. */
  costBefore: number | null;
  /** The statement's cost as it would be, roughly. */
  costAfter: Quantity | null;
  /** Rows read of the table in one execution of the statement, where cost tells less than rows do. */
  rowsBefore: number | null;
  /** The same with the index. */
  rowsAfter: Quantity | null;
  /** Bytes that it will take, all partitions together, as estimated. */
  sizeBytes: number | null;
  /** Entries that each row written adds to it: 1, or the share of the rows that a partial index holds. */
  entriesPerRow: number | null;
  /** How sure the figures are: low where they rest on guesses, medium on the plan, high on statistics or counts. */
  confidence: "low" | "medium" | "high";
  /** What the figures rest on that neither plan nor catalog tells, a sentence each. */
  assumptions: string[];
  /** What to know before running the statements, a sentence each. */
  notes: string[];
  /** The ids of the nodes that ask for it. */
  nodes: number[];
}

/** A key of an index, and why it is there. */
export interface KeyReport {
  /** The column, or the expression in parentheses, quoted as it stands in the DDL. */
  expression: string;
  /** Its direction. */
  order: "asc" | "desc";
  /** Where nulls stand in its order. */
  nulls: "first" | "last";
  /** The operator class, where it is not the default one. */
  opclass: string | null;
  /** Why it is there, with the condition that asks for it. */
  reason: string;
}

/** One set of indexes for many statements: what `advise` gives. Costs are the planner's units for PostgreSQL, rows read for MySQL and MariaDB. */
export interface WorkloadReport {
  /** The version of this form; it grows when a key changes its meaning or goes away. */
  version: 1;
  /** What the statements are called, in their order; of a text with several plans, each by its place behind a #. */
  statements: string[];
  /** What all statements cost as it is, times their calls. */
  before: number;
  /** The same with the indexes. */
  after: number;
  /** Bytes that the indexes will take together, as estimated. */
  sizeBytes: number;
  /** The indexes in the order in which they are worth it: each is weighed beside those before it. */
  indexes: WorkloadIndexReport[];
}

/** An index of a set, and what it is worth to whom. */
export interface WorkloadIndexReport {
  /** The index, with the reasons and costs of the statement that it helps most. */
  index: IndexReport;
  /** What all statements save by it, beside the indexes before it, times their calls. */
  saving: number;
  /** The statements that it helps, those it saves most first. */
  helps: HelpedReport[];
}

/** What an index does for one statement. */
export interface HelpedReport {
  /** The statement's place in the list of statements, from 0. */
  statement: number;
  /** What it costs once, with the indexes before this one. */
  before: number;
  /** What it costs with this one beside them. */
  after: number;
}

/** Why a text could not be read: what it is instead, where that shows, what to do. */
export interface ErrorReport {
  /** The stable name of the kind, such as truncated. */
  code: string;
  /** The position, what was expected and what was found. */
  message: string;
  /** The line where it shows, from 1. */
  line: number;
  /** The column, from 1, in characters. */
  column: number;
  /** The place in the document as a JSON pointer (RFC 6901), such as /0/Plan/Plans/1; null outside JSON. */
  pointer: string | null;
  /** The line where it shows, with a caret below the place; empty where there is none. */
  excerpt: string;
}

/** Something that was done to the text before it could be read. */
export interface RepairReport {
  /** Its stable name, in kebab case. */
  code: string;
  /** What was done, in words. */
  message: string;
}

/** A number that is not negative; where the server rounded so much that it matters, the range in which it lies. */
export type Quantity = number | Range;

/** A number that the server rounded. */
export interface Range {
  /** The number as it follows from what was printed. */
  value: number;
  /** The least that it can be. */
  low: number;
  /** The most that it can be. */
  high: number;
}

/** An engine. */
export type Dialect = "postgres" | "mysql" | "mariadb";

/** A format of plans: jsonV1, jsonV2 and tree are MySQL's. */
export type PlanFormat = "json" | "jsonV1" | "jsonV2" | "tree";

/** How much a finding matters, mildest first. */
export type Severity = "info" | "warning" | "critical";

/** How two nodes belong together. Those that begin with reads are references across the tree. */
export type EdgeKind = "outer" | "inner" | "member" | "subquery" | "initPlan" | "subPlan" | "hashedSubPlan" | "other" | "readsCte" | "readsWorkTable" | "readsInitPlan" | "readsSubPlan";

/** How a scan finds its rows. */
export type Access = "full" | "fullIndex" | "lookup" | "uniqueLookup" | "range" | "skipScan" | "merge" | "fullText" | "distance" | "constant";

/** What a node does. Other is what this version does not know: see the node's name. */
export type Operator = "Seq Scan" | "Sample Scan" | "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" | "Bitmap Heap Scan" | "BitmapAnd" | "BitmapOr" | "Tid Scan" | "Tid Range Scan" | "Index Merge" | "Constant Row" | "Subquery Scan" | "Function Scan" | "Table Function Scan" | "Values Scan" | "CTE Scan" | "Named Tuplestore Scan" | "WorkTable Scan" | "Foreign Scan" | "Custom Scan" | "Nested Loop" | "Merge Join" | "Block Nested Loop" | "Batched Key Access" | "Hash Join" | "Hash" | "Filter" | "Stream" | "Query Block" | "Alternative Plans" | "Materialize" | "Memoize" | "Sort" | "Incremental Sort" | "Group" | "Aggregate" | "WindowAgg" | "Unique" | "SetOp" | "Limit" | "LockRows" | "Append" | "Merge Append" | "Recursive Union" | "Result" | "ProjectSet" | "ModifyTable" | "Gather" | "Gather Merge" | "Other";

/** A rule that finds problems, by its stable name. */
export type Rule = "filter-discards-rows" | "function-on-column" | "leading-wildcard" | "or-across-columns" | "row-constructor-range" | "charset-conversion" | "type-mismatch" | "limit-order-index" | "join-buffer" | "range-checked-per-record" | "full-scan-on-null-key" | "materialized-without-key" | "index-merge" | "full-index-scan" | "scan-hot-spot" | "nested-loop-repeats" | "cartesian-product" | "correlated-subplan" | "index-residual-filter" | "heap-fetches" | "lossy-bitmap" | "row-misestimate" | "guessed-filter" | "rows-per-result" | "sort-spill" | "filesort" | "temporary-table" | "hash-spill" | "storage-spill" | "cte-fence" | "large-offset" | "workers-not-launched" | "jit-overhead" | "slow-planning" | "slow-triggers";
