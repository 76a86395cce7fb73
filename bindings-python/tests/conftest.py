"""What the tests are held against: plans that servers printed."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL with the shop."""
    import servers

    with servers.postgres() as socket:
        yield socket


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    """The socket of a MariaDB with the shop."""
    import servers

    with servers.mariadb() as socket:
        yield socket
