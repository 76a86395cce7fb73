"""A stretch of work on a DBAPI connection of which nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SAVEPOINT = "plansight"
# SERVER_STATUS_IN_TRANS in MySQL's protocol; TRANSACTION_STATUS_IDLE in libpq's.
IN_TRANSACTION = 1
IDLE = 0


@contextmanager
def undone(connection: Any, driver: Any) -> Iterator[None]:
    """Rolls back what is done within, and nothing else.

    ``driver`` is the driver's own connection, which knows its state; ``connection`` is the same, or what SQLAlchemy put
    around it.
    """

    def run(statement: str) -> None:
        cursor = connection.cursor()
        try:
            cursor.execute(statement)
        finally:
            cursor.close()

    if _in_transaction(driver):
        run(f"SAVEPOINT {SAVEPOINT}")
        try:
            yield
        finally:
            run(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            run(f"RELEASE SAVEPOINT {SAVEPOINT}")
    elif _autocommits(connection):
        run("BEGIN")
        try:
            yield
        finally:
            run("ROLLBACK")
    else:
        # The driver begins a transaction by itself.
        try:
            yield
        finally:
            connection.rollback()


def _in_transaction(driver: Any) -> bool:
    if hasattr(driver, "server_status"):
        return bool(driver.server_status & IN_TRANSACTION)
    if hasattr(driver, "is_in_transaction"):
        return bool(driver.is_in_transaction())
    if hasattr(driver, "info"):
        return bool(driver.info.transaction_status != IDLE)
    raise TypeError(f"expected a driver that tells whether it is in a transaction, found {type(driver).__name__}")


def _autocommits(connection: Any) -> bool:
    if hasattr(connection, "get_autocommit"):
        return bool(connection.get_autocommit())
    return bool(connection.autocommit)
