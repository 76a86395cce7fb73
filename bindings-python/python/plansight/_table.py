"""The nodes of plans as a table: columns with a type each, made by whichever library is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from ._report import Node

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ._analysis import Plan

INTEGERS = ("plan", "id", "parent")
BOOLEANS = ("never_executed", "outside")
TEXTS = ("relationship", "operator", "name", "label", "relation", "schema", "alias", "index", "index_columns", "access")
COUNTERS = (
    *(f"{kind}_{what}" for kind in ("shared", "local") for what in ("hit", "read", "dirtied", "written")),
    *("temp_read", "temp_written", "read_ms", "write_ms"),
    *(f"{kind}_{what}_ms" for kind in ("shared", "local", "temp") for what in ("read", "write")),
    *("wal_records", "wal_fpi", "wal_bytes", "wal_buffers_full", "wal_fpi_bytes"),
)
FACTS: tuple[str, ...] = Node.__match_args__[:-2]
FLOATS = tuple(name for name in FACTS if name not in (*INTEGERS, *BOOLEANS, *TEXTS))
COLUMNS = ("plan", *FACTS, *COUNTERS)


def columns(plans: Iterable[Plan]) -> dict[str, list[Any]]:
    """The columns by name, in the order of the report."""
    nodes = [(place, node) for place, plan in enumerate(plans) for node in plan.nodes]
    table: dict[str, list[Any]] = {"plan": [place for place, _ in nodes]}
    for name in FACTS:
        table[name] = [getattr(node, name) for _, node in nodes]
    table["index_columns"] = [", ".join(names) or None for names in table["index_columns"]]
    for name in FLOATS:
        table[name] = [None if value is None else float(value) for value in table[name]]
    for name in COUNTERS:
        table[name] = [_exclusive(node, name) for _, node in nodes]
    return table


def _exclusive(node: Node, counter: str) -> float | None:
    """A counter of the node alone: zero where the node has counters, but not this one."""
    if node.counters is None:
        return None
    found = node.counters.get(counter)
    return 0.0 if found is None else float(found.exclusive)


def _types(integer: Any, boolean: Any, text: Any, number: Any) -> dict[str, Any]:
    kinds = ((INTEGERS, integer), (BOOLEANS, boolean), (TEXTS, text), ((*FLOATS, *COUNTERS), number))
    types = dict(chain.from_iterable(((name, kind) for name in names) for names, kind in kinds))
    return {name: types[name] for name in COLUMNS}


def to_arrow(plans: Iterable[Plan]) -> pyarrow.Table:
    import pyarrow as pa

    types = _types(pa.int64(), pa.bool_(), pa.string(), pa.float64())
    return pa.table(columns(plans), schema=pa.schema(list(types.items())))


def to_pandas(plans: Iterable[Plan]) -> pandas.DataFrame:
    import pandas as pd

    types = _types("Int64", "boolean", "string", "Float64")
    table = columns(plans)
    return pd.DataFrame({name: pd.Series(table[name], dtype=kind) for name, kind in types.items()})


def to_polars(plans: Iterable[Plan]) -> polars.DataFrame:
    import polars as pl

    return pl.DataFrame(columns(plans), schema=_types(pl.Int64, pl.Boolean, pl.String, pl.Float64))
