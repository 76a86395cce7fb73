"""Plans in tests: `assert_plan` fails where a plan is not what it should be, and shows the plan.

Works with pytest, unittest or none; imports neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from ._analysis import Analysis, Catalog, Parsed, Plan, Text
from ._analysis import analyze as read
from ._explain import explain
from ._report import Node, Severity

__all__ = ["assert_plan"]

SEVERITIES = get_args(Severity)


def assert_plan(
    plan: Any,
    sql: Any = None,
    params: Any = None,
    *,
    analyze: bool = False,
    catalog: Catalog | Text | Parsed | None = None,
    no_seq_scan_over: float | None = None,
    uses_index_on: tuple[str, ...] | None = None,
    no_finding_above: Severity | None = None,
) -> Analysis:
    """Fails with the page of the plan where it is not as expected; returns the analysis.

    ``plan`` is an analysis, the text of a plan, or a connection with the ``sql`` and ``params`` to explain.

    - ``no_seq_scan_over=1000``: no scan reads a whole table of more than 1,000 rows. Where the plan does not tell how
      many rows a scan reads (PostgreSQL's without ANALYZE, where there is a filter), that fails too.
    - ``uses_index_on=("orders", "status")``: rows of the table are found by an index and a condition on the column (or on
      each of several); with the table alone, by any index.
    - ``no_finding_above="warning"``: nothing worse was found. ``"info"``, ``"warning"`` or ``"critical"``.
    """
    __tracebackhide__ = True
    if isinstance(plan, Analysis):
        analysis = plan
    elif sql is None:
        analysis = read(plan, catalog=catalog)
    else:
        analysis = explain(plan, sql, params, analyze=analyze, catalog=catalog)
    checks: list[tuple[Any, Callable[[Analysis, Any], Iterator[str]]]] = [
        (no_seq_scan_over, _seq_scans),
        (uses_index_on, _no_index),
        (no_finding_above, _findings),
    ]
    if all(expected is None for expected, _ in checks):
        raise TypeError("expected something to hold: no_seq_scan_over, uses_index_on or no_finding_above")
    problems = [problem for expected, check in checks if expected is not None for problem in check(analysis, expected)]
    if problems:
        raise AssertionError("\n".join([*problems, "", analysis.text()]))
    return analysis


def _seq_scans(analysis: Analysis, most: float) -> Iterator[str]:
    for node in (node for plan in analysis.plans for node in plan.nodes):
        if node.operator != "Seq Scan" or node.never_executed:
            continue
        expected = f"expected no sequential scan over {most:,} rows, found node {node.id}, {node.label}"
        rows = node.rows_read
        if rows is None and "Filter" not in node.properties:
            rows = node.estimated_rows
        if rows is None:
            yield f"{expected}: how many rows it reads, only a plan of ANALYZE tells (analyze=True)"
        elif rows > most:
            yield f"{expected}: it reads {rows:,.0f}"


def _no_index(analysis: Analysis, wanted: tuple[str, ...]) -> Iterator[str]:
    table, *columns = (wanted,) if isinstance(wanted, str) else wanted
    found = []
    for plan in analysis.plans:
        for node in plan.nodes:
            if node.index is None or table not in _read_by(plan, node):
                continue
            if {*node.index_columns}.issuperset(columns):
                return
            found.append(f"{node.index} by {', '.join(node.index_columns) or 'no column'}")
    expected = f"expected {table} to be read by an index" + (f" on {', '.join(columns)}" if columns else "")
    yield f"{expected}, found {'; '.join(found) or 'none'}"


def _read_by(plan: Plan, node: Node) -> set[str | None]:
    """The names of the table that a node reads: a bitmap's stands further up."""
    above: Node | None = node
    while above is not None and above.relation is None and above.alias is None:
        above = plan.parent(above)
    return set() if above is None else {above.relation, above.alias, f"{above.schema}.{above.relation}"}


def _findings(analysis: Analysis, most: Severity) -> Iterator[str]:
    if most not in SEVERITIES:
        raise ValueError(f"expected one of {', '.join(SEVERITIES)}, found {most!r}")
    for finding in analysis.findings:
        if SEVERITIES.index(finding.severity) > SEVERITIES.index(most):
            yield f"expected no finding above {most}, found {finding.severity}: {finding.message} ({finding.rule})"
