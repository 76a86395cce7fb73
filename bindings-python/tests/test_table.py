"""The nodes as a table, in three libraries."""

from __future__ import annotations

import pytest
from conftest import plan

import plansight
from plansight import _table


@pytest.fixture(scope="module")
def analysis() -> plansight.Analysis:
    return plansight.analyze(plan("postgres/15-orders-report.json") + plan("postgres/15-orders-report.json"))


def test_columns_are_the_fields_of_a_node(analysis: plansight.Analysis) -> None:
    columns = _table.columns(analysis.plans)
    assert tuple(columns) == _table.COLUMNS
    assert columns["plan"] == [0] * 8 + [1] * 8
    assert columns["shared_hit"][4] == 2048.0 and columns["wal_bytes"][4] == 0.0


def test_pandas(analysis: plansight.Analysis) -> None:
    frame = analysis.to_pandas()
    assert frame.shape == (16, len(_table.COLUMNS))
    assert str(frame["parent"].dtype) == "Int64" and frame["parent"].isna().sum() == 2
    worst = frame.sort_values("share", ascending=False).iloc[0]
    assert (worst["relation"], worst["rows_read"]) == ("orders", 300_000)


def test_polars(analysis: plansight.Analysis) -> None:
    import polars as pl

    frame = analysis.to_polars()
    assert frame.schema["exclusive_ms"] == pl.Float64 and frame.schema["access"] == pl.String
    assert frame.group_by("plan").agg(pl.col("exclusive_ms").sum().round(1)).height == 2


def test_arrow(analysis: plansight.Analysis) -> None:
    import pyarrow as pa

    table = analysis.to_arrow()
    assert table.num_rows == 16 and table.schema.field("never_executed").type == pa.bool_()
    assert table.column("parent").null_count == 2


def test_no_plan_gives_no_rows() -> None:
    empty = plansight.analyze('["Notify"]')
    assert empty.notices == ("Notify",) and empty.to_polars().shape == (0, len(_table.COLUMNS))
    assert empty.to_pandas().shape == (0, len(_table.COLUMNS)) and empty.to_arrow().num_rows == 0
