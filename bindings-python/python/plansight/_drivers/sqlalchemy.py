"""SQLAlchemy: engines, connections and sessions, with and without async, over any driver that tells its state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ClauseElement, Connection, Engine, Executable, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from . import DRIVERS, driver, mysql, postgres, single
from ._undone import undone


class Explain(Executable, ClauseElement):
    """A statement with EXPLAIN before it."""

    inherit_cache = False

    def __init__(self, before: str, statement: Any) -> None:
        self.before = before
        self.statement = text(statement) if isinstance(statement, str) else statement


@compiles(Explain)
def _compiled(element: Explain, compiler: Any, **options: Any) -> str:
    explained: str = element.before + compiler.process(element.statement, **options)
    # What comes back is a plan, not what an INSERT, UPDATE or DELETE returns.
    compiler.isinsert = compiler.isupdate = compiler.isdelete = False
    return explained


def plan_text(target: Any, sql: Any, params: Any, analyze: bool) -> Any:
    if isinstance(target, Engine):
        with target.connect() as connection:
            return plan_text(connection, sql, params, analyze)
    began = not target.in_transaction()
    connection = target.connection() if isinstance(target, Session) else target
    engine = connection.dialect.name
    if engine not in ("postgresql", "mysql", "mariadb"):
        raise TypeError(f"expected PostgreSQL, MySQL or MariaDB behind SQLAlchemy, found {engine}")
    dbapi = connection.connection
    try:
        with undone(dbapi, dbapi.driver_connection), _as_text(connection):
            before = postgres(analyze) if engine == "postgresql" else mysql(dbapi, analyze)
            return connection.execute(Explain(before, sql), params).scalar_one()
    finally:
        if began:
            target.rollback()


async def aplan_text(target: Any, sql: Any, params: Any, analyze: bool) -> Any:
    if isinstance(target, AsyncEngine):
        async with target.connect() as connection:
            return await aplan_text(connection, sql, params, analyze)
    assert isinstance(target, (AsyncConnection, AsyncSession))
    return await target.run_sync(plan_text, sql, params, analyze)


@contextmanager
def _as_text(connection: Connection) -> Iterator[None]:
    """Has the driver give JSON as the server wrote it, where it would parse it, and refuses a second statement.

    asyncpg has no such switch: what SQLAlchemy has it make of JSON is taken.
    """

    def prepare(_: Connection, cursor: Any, statement: str, *__: object) -> None:
        single(statement, "postgres" if connection.dialect.name == "postgresql" else "mysql")
        # Drivers with async stand behind a cursor of SQLAlchemy's.
        inner = getattr(cursor, "_cursor", cursor)
        if type(inner).__module__.partition(".")[0] in DRIVERS:
            getattr(driver(inner), "as_text", lambda _: None)(inner)

    event.listen(connection, "before_cursor_execute", prepare)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", prepare)
