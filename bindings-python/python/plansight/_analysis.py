"""An analysis and its plans: handles on what stays in Rust, whose parts become Python objects when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypedDict

from . import _plansight, _table
from ._report import Dialect, Edge, Finding, IndexAdvice, Node, Repair, Totals, Trigger, WorkloadAdvice

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Text: TypeAlias = "str | bytes | bytearray | memoryview"
Parsed: TypeAlias = "list[Any] | tuple[Any, ...] | Mapping[str, Any]"


class Limits(TypedDict, total=False):
    """How much of a text may be read; more is a :class:`ParseError` with the code ``limit``."""

    bytes: int
    """Bytes of text. Default: 2**30; never more than 2**31 - 1."""
    depth: int
    """Levels of JSON, of which a plan has two for each of its own. Default: 1,000,000."""
    nodes: int
    """Nodes of one plan. Default: 10,000,000."""
    expression: int
    """Bytes of one condition, sort key or other expression. Default: 2**24."""


class _Frozen:
    """What cannot be assigned to."""

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"cannot assign to {name!r}: {type(self).__name__} is frozen")


class Catalog(_Frozen):
    """What is known of a database beyond a plan: read once, for many analyses.

    The document is what the statement of :func:`catalog_sql` gives, as text or parsed.

    Raises :class:`ParseError` where it is no catalog.
    """

    def __init__(self, document: Text | Parsed) -> None:
        text = as_text(document)
        self.__dict__.update(_text=text, _native=_plansight.Catalog(text))

    _text: str | bytes
    _native: _plansight.Catalog

    def __reduce__(self) -> tuple[type[Catalog], tuple[str | bytes]]:
        return Catalog, (self._text,)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Catalog) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)


class Plan(_Frozen):
    """A plan with everything that was computed from it. Compares by its report."""

    __match_args__ = ("nodes", "findings", "indexes")

    def __init__(self, analysis: Analysis, index: int) -> None:
        self.__dict__.update(_analysis=analysis, _native=analysis._native, _index=index)

    _analysis: Analysis
    _native: _plansight.Analysis
    _index: int

    def _part(self, name: str) -> Any:
        return self._native.plan_part(self._index, name)

    @cached_property
    def dialect(self) -> Dialect:
        """The engine the plan comes from."""
        return self._part("dialect")  # type: ignore[no-any-return]

    @cached_property
    def format(self) -> str:
        """The format it was printed in: ``json``, ``jsonV1``, ``jsonV2`` or ``tree``."""
        return self._part("format")  # type: ignore[no-any-return]

    @cached_property
    def query_text(self) -> str | None:
        """The statement, where a log gives it."""
        return self._part("queryText")  # type: ignore[no-any-return]

    @cached_property
    def query_id(self) -> str | None:
        """The statement's fingerprint on its server."""
        return self._part("queryId")  # type: ignore[no-any-return]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in preorder: the place of a node is its id."""
        return self._part("nodes")  # type: ignore[no-any-return]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The tree, then the references across it."""
        return self._part("edges")  # type: ignore[no-any-return]

    @cached_property
    def totals(self) -> Totals:
        """The numbers of the whole plan."""
        return self._part("totals")  # type: ignore[no-any-return]

    @cached_property
    def settings(self) -> dict[str, str]:
        """The settings that differ from their defaults."""
        return self._part("settings")  # type: ignore[no-any-return]

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        """The triggers that fired."""
        return self._part("triggers")  # type: ignore[no-any-return]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it, worst first."""
        return self._part("findings")  # type: ignore[no-any-return]

    @cached_property
    def indexes(self) -> tuple[IndexAdvice, ...]:
        """The indexes to create, best first."""
        return self._part("indexes")  # type: ignore[no-any-return]

    @cached_property
    def properties(self) -> dict[str, Any]:
        """Everything else the server printed about the statement, under its own keys."""
        return self._part("properties")  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return self._native.plan_len(self._index)

    @property
    def root(self) -> Node:
        """The node at the top."""
        return self.node(0)

    def node(self, id: int) -> Node:
        """A node by its id; makes no other."""
        return self._native.node(self._index, id)  # type: ignore[no-any-return]

    def parent(self, node: Node) -> Node | None:
        """The node above; ``None`` for the root."""
        return None if node.parent is None else self.node(node.parent)

    def children(self, node: Node) -> tuple[Node, ...]:
        """The nodes right below, outer before inner."""
        return tuple(map(self.node, self._native.children(self._index, node.id)))

    def to_dict(self) -> dict[str, Any]:
        """The plan's report as plain data, its names in snake case."""
        return self._native.plan_dict(self._index)

    def svg(self) -> str:
        """The tree with its numbers, findings and indexes as a picture."""
        return self._native.picture(self._index, "svg")

    def flame(self) -> str:
        """A flame graph of exclusive time as SVG; of cost where nothing was measured."""
        return self._native.picture(self._index, "flame")

    def dot(self) -> str:
        """The graph for Graphviz."""
        return self._native.picture(self._index, "dot")

    def mermaid(self) -> str:
        """The graph for Mermaid, as Markdown pages draw it."""
        return self._native.picture(self._index, "mermaid")

    def _repr_svg_(self) -> str:
        return self.svg()

    def __reduce__(self) -> tuple[Any, tuple[Analysis, int]]:
        return Plan, (self._analysis, self._index)

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.dialect, len(self), self.totals, self.indexes))

    def __repr__(self) -> str:
        return f"<Plan: {_summary(self)}>"


class Analysis(_Frozen):
    """What was found in a text: its plans, each costed and judged. Compares by its report.

    A pickle holds the text and the options: it is analysed anew when it is loaded, by the version that loads it. So one
    that was redacted has none.
    """

    __match_args__ = ("plans",)

    def __init__(
        self,
        text: Text | Parsed,
        dialect: Dialect | None = None,
        catalog: Catalog | None = None,
        redact: bool = False,
        limits: Limits | None = None,
    ) -> None:
        text = as_text(text)
        known = None if catalog is None else catalog._native
        native = _plansight.analyze(text, dialect, known, redact, _pairs(limits))
        self.__dict__.update(_native=native, _source=None if redact else (text, dialect, catalog, False, limits))

    _native: _plansight.Analysis
    _source: tuple[str | bytes, Dialect | None, Catalog | None, bool, Limits | None] | None

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans in the order of the text: zero (a rule that does nothing has none) to many."""
        return tuple(Plan(self, index) for index in range(len(self._native)))

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """What was done to the text before it could be read."""
        return self._native.part("repairs")  # type: ignore[no-any-return]

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What the server answered instead of a plan, such as ``Notify``."""
        return self._native.part("notices")  # type: ignore[no-any-return]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, plan by plan."""
        return tuple(chain.from_iterable(plan.findings for plan in self.plans))

    @cached_property
    def indexes(self) -> tuple[IndexAdvice, ...]:
        """The indexes to create, plan by plan."""
        return tuple(chain.from_iterable(plan.indexes for plan in self.plans))

    def ddl(self) -> str:
        """The statements of every index, each once."""
        return "".join(f"{ddl}\n" for ddl in dict.fromkeys(index.ddl for index in self.indexes))

    def text(self, *, color: bool = False, width: int | None = None) -> str:
        """The page for a terminal."""
        return self._native.text(color, width)

    def html(self) -> str:
        """The page for a browser: one file, which asks nothing of any network."""
        return self._native.html()

    def svg(self, plan: int = 0) -> str:
        """A picture of a plan, by its place: the tree with its numbers, findings and indexes. See :class:`Plan` for more."""
        return self.plans[plan].svg()

    def to_json(self, *, pretty: bool = False) -> str:
        """The report as JSON, in camel case: the same bytes as from Rust and JavaScript."""
        return self._native.to_json(pretty)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, its names in snake case; keys that the server printed stay as they are."""
        return self._native.to_dict()

    def to_arrow(self) -> pyarrow.Table:
        """The nodes of all plans as an Arrow table; needs ``pyarrow``. See :meth:`to_pandas`."""
        return _table.to_arrow(self.plans)

    def to_pandas(self) -> pandas.DataFrame:
        """The nodes of all plans, a row each, as a frame of pandas, which it needs.

        Numbers that the server rounded are as printed, without their range; counters are a column each, for the node
        alone; what the server printed beside is left out.
        """
        return _table.to_pandas(self.plans)

    def to_polars(self) -> polars.DataFrame:
        """The nodes of all plans as a frame of ``polars``, which it needs. See :meth:`to_pandas`."""
        return _table.to_polars(self.plans)

    def _repr_html_(self) -> str:
        return self._native.fragment()

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self._source is None:
            raise TypeError("expected an analysis with its text, found a redacted one: pickle its report, to_dict()")
        return Analysis, self._source

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Analysis) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.plans, self.notices))

    def __repr__(self) -> str:
        return f"<Analysis: {'; '.join(map(_summary, self.plans)) or 'no plan'}>"


def analyze(
    plan: Text | Parsed,
    *,
    dialect: Dialect | None = None,
    catalog: Catalog | Text | Parsed | None = None,
    redact: bool = False,
    limits: Limits | None = None,
) -> Analysis:
    """Reads, measures and judges every plan in a text, however it was pasted. Nothing is made of it until it is asked for.

    The text is what EXPLAIN printed: a string, or the bytes of a file. What a driver made of it, lists and dicts, is read
    as well, but tells less: of a repeated key (MariaDB up to 10.5 and PostgreSQL up to 12 repeat some) only the last is
    left, of a number only what a float holds, and positions in errors count in the JSON made of it.

    ``dialect`` says which engine the plan comes from, where its shape is not to tell; ``catalog`` is what is known of the
    database beyond the plan.

    ``redact`` leaves the values in conditions and statements out of all that is made of the plan: ``$?`` (in plans of
    MySQL and MariaDB ``?``) stands for each. Names of tables and columns stay, and figures; indexes are proposed as for a
    statement that is prepared. ``limits`` says how much may be read, such as ``{"bytes": 10_000_000}``: see :class:`Limits`.

    Raises :class:`ParseError` where there is no plan to be read, or more than the limits allow.
    """
    return Analysis(plan, dialect, None if catalog is None else _catalog(catalog), redact, limits)


def analyze_many(
    plans: Iterable[Text | Parsed | None],
    *,
    dialect: Dialect | None = None,
    catalog: Catalog | Text | Parsed | None = None,
    redact: bool = False,
    limits: Limits | None = None,
    threads: int | None = None,
) -> dict[str, list[Any]]:
    """What is told of each of many texts, as columns of equal length: for ``pandas.DataFrame`` and the like.

    One row for each text, in their order, and nothing is raised for one that cannot be read: ``error`` says why, and the
    rest is null, 0 or empty; so it is for ``None``. Of several plans in a text (a log) the row tells all together.

    ================  =================================================================================================
    ``error``         why the text could not be read
    ``dialect``       ``postgres``, ``mysql`` or ``mariadb``
    ``plans``         how many plans there are
    ``nodes``         how many nodes they have
    ``cost``          the planner's cost
    ``execution_ms``  the time of execution in milliseconds
    ``severity``      the worst of the findings: ``info``, ``warning`` or ``critical``
    ``rules``         the rules of the findings, worst first
    ``messages``      what the findings say
    ``ddl``           the statements that create the proposed indexes, best first
    ``cost_after``    the planner's cost with each of them alone
    ================  =================================================================================================

    ``redact`` and ``limits`` are those of :func:`analyze`. It runs on ``threads``, all cores where that is not given; where the caller has a process for each core, as Spark
    has, ``threads=1`` is the most that helps.
    """
    texts = ["" if plan is None else as_text(plan) for plan in plans]
    native = None if catalog is None else _catalog(catalog)._native
    return _plansight.analyze_many(texts, dialect, native, redact, _pairs(limits), threads)


def _pairs(limits: Limits | None) -> list[tuple[str, int]]:
    return [(limit, most) for limit, most in (limits or {}).items() if isinstance(most, int)]


def _catalog(given: Catalog | Text | Parsed) -> Catalog:
    return given if isinstance(given, Catalog) else Catalog(given)


def advise(
    plans: Iterable[Analysis | Text | Parsed],
    *,
    calls: Iterable[float] | None = None,
    names: Iterable[str | None] | None = None,
    catalog: Catalog | Text | Parsed | None = None,
    max_bytes: float | None = None,
    max_indexes: int | None = None,
) -> WorkloadAdvice:
    """One set of indexes for many statements: each index weighed beside those before it, by what it saves for its size.

    ``plans`` are analyses, or what :func:`analyze` reads; ``calls`` says how often each runs, once where it is not given; ``names`` what each is called in the advice, ``statement`` and its
    place where it is not given.

    Raises :class:`ParseError` where one is no plan.
    """
    analyses = [plan if isinstance(plan, Analysis) else analyze(plan) for plan in plans]
    counted = [1.0] * len(analyses) if calls is None else [float(count) for count in calls]
    named: list[str | None] = [None] * len(analyses) if names is None else list(names)
    for what, given in (("calls", counted), ("names", named)):
        if len(given) != len(analyses):
            raise ValueError(f"expected {what} for {len(analyses)} plans, found {len(given)}")
    native = None if catalog is None else _catalog(catalog)._native
    handles = [analysis._native for analysis in analyses]
    advice: WorkloadAdvice
    advice, text = _plansight.advise(handles, named, counted, native, max_bytes, max_indexes)
    return replace(advice, _json=text)


def catalog_sql(engine: Dialect, *, values: bool = True, schema: str | None = None) -> str:
    """The statement that gives the catalog of a database: read-only, one row of one column.

    ``values=False`` leaves out values of columns (common ones, histograms), ``schema`` asks for one schema only.
    """
    return _plansight.catalog_sql(engine, not values, schema)


def as_text(given: Text | Parsed) -> str | bytes:
    """Text as it is, and JSON of what was parsed."""
    if isinstance(given, (str, bytes)):
        return given
    if isinstance(given, (bytearray, memoryview)):
        return bytes(given)
    if isinstance(given, (list, tuple, Mapping)):
        return json.dumps(given, ensure_ascii=False, allow_nan=False, default=_plain)
    raise TypeError(f"expected the text of a plan, or what a driver parsed of it, found {type(given).__name__}")


def _plain(value: object) -> Any:
    """What drivers put around and into a parsed plan: their own rows and numbers."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode()
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"expected what JSON holds in a parsed plan, found {type(value).__name__}")


def _summary(plan: Plan) -> str:
    def counted(number: int, one: str, many: str) -> str:
        return f"{number} {one if number == 1 else many}"

    time = plan.totals.execution_ms
    parts = [
        counted(len(plan), "node", "nodes"),
        *([] if time is None else [f"{time} ms"]),
        counted(len(plan.findings), "finding", "findings"),
        counted(len(plan.indexes), "index to create", "indexes to create"),
    ]
    return f"{plan.dialect} plan, {', '.join(parts)}"
