"""Many plans at once."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pandas
import plansight
import polars
import pytest
from conftest import TESTDATA

FILES = sorted((TESTDATA / "postgres").glob("*.json")) + sorted((TESTDATA / "mysql").glob("*.json"))
EXAMPLES = Path(__file__).parent.parent / "examples"


def test_columns_say_what_the_analyses_do() -> None:
    texts = [path.read_text() for path in FILES]
    columns = plansight.analyze_many(texts)
    assert len(texts) > 100 and {len(column) for column in columns.values()} == {len(texts)}
    for place, text in enumerate(texts):
        analysis = plansight.analyze(text)
        told = {name: column[place] for name, column in columns.items()}
        assert told["error"] is None and told["plans"] == len(analysis.plans)
        assert told["rules"] == [finding.rule for finding in analysis.findings]
        assert told["messages"] == [finding.message for finding in analysis.findings]
        assert told["ddl"] == [index.ddl for index in analysis.indexes]
        assert told["nodes"] == sum(len(plan) for plan in analysis.plans)
        costs = [plan.totals.cost for plan in analysis.plans if plan.totals.cost is not None]
        assert told["cost"] == (pytest.approx(sum(costs)) if costs else None)
    assert plansight.analyze_many(texts, threads=1) == columns


def test_a_text_that_cannot_be_read_costs_no_other(orders: str) -> None:
    columns = plansight.analyze_many([orders, "no plan", None, orders.encode()])
    assert [error is None for error in columns["error"]] == [True, False, False, True]
    assert columns["plans"] == [1, 0, 0, 1] and columns["ddl"][0] == columns["ddl"][3] != []
    assert columns["cost"][1] is None and columns["rules"][2] == []
    assert plansight.analyze_many([])["error"] == []


def test_columns_are_a_frame(orders: str) -> None:
    columns = plansight.analyze_many([orders] * 3)
    assert len(pandas.DataFrame(columns)) == 3
    assert polars.DataFrame(columns)["rules"].to_list() == [["filter-discards-rows"]] * 3


def test_the_example_for_polars_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    files = [str(path) for path in FILES if path.name.startswith("15-")]
    monkeypatch.setattr(sys, "argv", ["polars_plans.py", *files])
    runpy.run_path(str(EXAMPLES / "polars_plans.py"), run_name="__main__")
    assert "critical" in capsys.readouterr().out
