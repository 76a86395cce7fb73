"""Reads EXPLAIN plans of PostgreSQL, MySQL and MariaDB: what is slow, why, and which index to create.

>>> import plansight
>>> analysis = plansight.analyze(text)
>>> print(analysis.text())
>>> for finding in analysis.findings:
...     print(finding.severity, finding.message)
>>> print(analysis.ddl())
"""

from __future__ import annotations

from ._analysis import Analysis, Catalog, Limits, Plan, advise, analyze, analyze_many, catalog_sql
from ._errors import ParseError
from ._explain import aexplain, explain
from ._magic import load_ipython_extension
from ._report import (
    Counter,
    Edge,
    Finding,
    Helped,
    IndexAdvice,
    IndexKey,
    Node,
    Range,
    Repair,
    Totals,
    Trigger,
    WorkloadAdvice,
    WorkloadIndex,
)

__all__ = [
    "Analysis",
    "Catalog",
    "Counter",
    "Edge",
    "Finding",
    "Helped",
    "IndexAdvice",
    "IndexKey",
    "Limits",
    "Node",
    "ParseError",
    "Plan",
    "Range",
    "Repair",
    "Totals",
    "Trigger",
    "WorkloadAdvice",
    "WorkloadIndex",
    "advise",
    "aexplain",
    "analyze",
    "analyze_many",
    "catalog_sql",
    "explain",
    "load_ipython_extension",
]
