"""What the tests are held against: plans that servers printed."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTDATA = Path(__file__).parents[2] / "testdata"


def plan(name: str) -> str:
    """A captured plan."""
    return (TESTDATA / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def orders() -> str:
    """A report over three tables with a sequential scan that an index would spare."""
    return plan("postgres/15-orders-report.json")
