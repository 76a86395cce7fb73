"""The objects an analysis is made of: frozen, with the report's names in snake case.

Times are in milliseconds, costs in the planner's units, shares from 0 to 1; what the server did not print is ``None``.
The order of the fields is the report's: a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn

Dialect = Literal["postgres", "mysql", "mariadb"]
Severity = Literal["info", "warning", "critical"]


class Range(float):
    """A number that the server rounded, with what it may have been: ``low <= value <= high``.

    It compares and adds as the number that was printed.
    """

    __slots__ = ("high", "low")
    __match_args__ = ("value", "low", "high")

    low: float
    """The least it may have been."""
    high: float
    """The most it may have been."""

    def __new__(cls, value: float, low: float, high: float) -> Range:
        self = super().__new__(cls, value)
        object.__setattr__(self, "low", float(low))
        object.__setattr__(self, "high", float(high))
        return self

    @property
    def value(self) -> float:
        """The number as printed, or computed from what is printed."""
        return float(self)

    def __getnewargs__(self) -> tuple[float, float, float]:  # type: ignore[override]
        return self.value, self.low, self.high

    def __getstate__(self) -> None:
        return None

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"cannot assign to {name!r}: a Range is frozen")

    def __repr__(self) -> str:
        return f"Range({self.value!r}, low={self.low!r}, high={self.high!r})"


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter of a node: buffers, WAL, I/O times."""

    total: float
    """Everything below the node included."""
    exclusive: float
    """The node alone."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a plan."""

    id: int
    """Its place in preorder: the root is 0."""
    parent: int | None
    relationship: str | None
    """How it hangs on its parent, such as ``outer``, ``inner``, ``initPlan``."""
    operator: str
    """What it does, in words shared by all engines, such as ``Seq Scan``."""
    name: str
    """The engine's own name of the operator."""
    label: str
    """What it is called on the page, such as ``Seq Scan on orders o``."""
    relation: str | None
    schema: str | None
    alias: str | None
    index: str | None
    index_columns: tuple[str, ...]
    """The columns that it looks up by the index."""
    access: str | None
    """How it finds its rows, where the engine says so, such as ``full``, ``lookup``, ``range``."""
    startup_cost: float | None
    total_cost: float | None
    exclusive_cost: float | None
    estimated_rows: float | None
    inclusive_ms: float | None
    exclusive_ms: float | None
    """Elapsed time of the node alone."""
    work_ms: float | None
    """Time times loops, summed over processes."""
    share: float | None
    """Its share of the statement's time; of its cost where nothing was measured."""
    loops: float | None
    processes: float | None
    rows: float | None
    """Rows given, over all loops and processes."""
    rows_per_loop: float | None
    estimate_factor: float | None
    """Actual rows over estimated rows: 10 where ten times as many came as were expected."""
    rows_read: float | None
    """Rows that a scan reads before its filter, over all loops and processes."""
    rows_kept: float | None
    rows_removed: float | None
    kept_share: float | None
    never_executed: bool
    outside: bool
    """Whether it ran outside the root's time: a data-modifying CTE that nobody read."""
    counters: dict[str, Counter] | None = field(hash=False)
    """The counters that are not zero, such as ``shared_read``."""
    properties: dict[str, Any] = field(hash=False)
    """Everything else the server printed, under its own keys."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Why one node needs another, from the node that takes rows to the node that makes them."""

    source: int
    target: int
    kind: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of a whole plan."""

    execution_ms: float | None
    planning_ms: float | None
    residual_ms: float | None
    """What rounding left over, with its sign."""
    outside_ms: float | None
    outside_trigger_ms: float | None
    trigger_ms: float | None
    jit_ms: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger that fired."""

    name: str
    constraint: str | None
    relation: str | None
    time_ms: float | None
    calls: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a plan."""

    rule: str
    """The name of the rule that found it, such as ``filter-discards-rows``."""
    node: int | None
    """The node it is about; ``None`` where it is about the whole plan."""
    severity: Severity
    share: float
    """The share of the statement that it concerns."""
    message: str
    remedy: str
    evidence: dict[str, float] = field(hash=False)
    """The numbers it rests on, such as ``rows_removed``."""


@dataclass(frozen=True, slots=True)
class IndexKey:
    """A key of an index, and why it is there."""

    expression: str
    order: Literal["asc", "desc"]
    nulls: Literal["first", "last"]
    opclass: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class IndexAdvice:
    """An index to create."""

    action: Literal["create"]
    schema: str | None
    table: str
    partitions: tuple[str, ...]
    method: str
    keys: tuple[IndexKey, ...]
    include: tuple[str, ...]
    where: str | None
    """The condition of a partial index."""
    ddl: str
    """The statements to run."""
    cost_before: float | None
    cost_after: float | None
    rows_before: float | None
    rows_after: float | None
    size_bytes: float | None
    """Bytes that it will take, as estimated."""
    entries_per_row: float | None
    """Entries that each row written adds to it."""
    confidence: Literal["low", "medium", "high"]
    """How sure the figures are."""
    assumptions: tuple[str, ...]
    """What the figures rest on that neither plan nor catalog tells."""
    notes: tuple[str, ...]
    """What to know before running the statements."""
    nodes: tuple[int, ...]
    """The nodes that ask for it."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What an index does for one statement of a workload."""

    statement: int
    """The statement's place among all plans, from 0."""
    before: float
    """What the statement costs once, with the indexes before this one."""
    after: float
    """What it costs with this one beside them."""


@dataclass(frozen=True, slots=True)
class WorkloadIndex:
    """An index of a set."""

    index: IndexAdvice
    """The index, with the reasons and costs of the statement that it helps most."""
    saving: float
    """What the workload saves by it, beside the indexes before it."""
    helps: tuple[Helped, ...]
    """The statements that it helps, those it saves most first."""


@dataclass(frozen=True, slots=True)
class WorkloadAdvice:
    """One set of indexes for many statements."""

    version: int
    """The version of this form."""
    statements: tuple[str, ...]
    """What the statements are called, in their order."""
    before: float
    """What all statements cost as it is, times their calls: the planner's units for PostgreSQL, else rows read."""
    after: float
    """The same with the indexes."""
    size_bytes: float
    """Bytes that the indexes will take, as estimated."""
    indexes: tuple[WorkloadIndex, ...]
    """The indexes, in the order in which they are worth it."""
    _json: str = field(default="", repr=False, compare=False)

    def to_json(self) -> str:
        """The advice as JSON: the same bytes in every language."""
        return self._json

    def ddl(self) -> str:
        """The statements of every index."""
        return "".join(f"{index.index.ddl}\n" for index in self.indexes)


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was done to the text before it could be read."""

    code: str
    message: str


CLASSES: dict[str, type] = {
    "Range": Range,
    "NodeReport": Node,
    "CounterReport": Counter,
    "EdgeReport": Edge,
    "TotalsReport": Totals,
    "TriggerReport": Trigger,
    "FindingReport": Finding,
    "IndexReport": IndexAdvice,
    "KeyReport": IndexKey,
    "RepairReport": Repair,
    "WorkloadReport": WorkloadAdvice,
    "WorkloadIndexReport": WorkloadIndex,
    "HelpedReport": Helped,
}
"""The class for each struct that the native half writes."""
