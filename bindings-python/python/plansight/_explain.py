"""From a query to its analysis, over the caller's own connection."""

from __future__ import annotations

from typing import Any

from ._analysis import Analysis, Catalog, Parsed, Text
from ._analysis import analyze as read
from ._drivers import driver


def explain(
    connection: Any,
    sql: Any,
    params: Any = None,
    *,
    analyze: bool = False,
    catalog: Catalog | Text | Parsed | None = None,
) -> Analysis:
    """Asks the database for the plan of a statement, and analyses it.

    ``connection`` is one of psycopg (2 or 3) or PyMySQL, or an engine, connection or session of SQLAlchemy; ``sql`` and
    ``params`` are what it executes: text with the driver's own placeholders, or a statement of SQLAlchemy's.

    The statement is not run. With ``analyze=True`` it is, in a transaction that is rolled back (in one of the caller's,
    back to a savepoint), so that what it writes is undone; what no rollback undoes stays: numbers taken from sequences,
    what functions do outside the database, writes to MySQL tables without transactions (MyISAM, Aria).

    Raises :class:`ParseError` where the server's answer is no plan, and what the driver raises.
    """
    found = driver(connection)
    if not hasattr(found, "plan_text") or _is_async(connection):
        raise TypeError(f"expected a connection without async, found {type(connection).__name__}: await aexplain(…)")
    return read(found.plan_text(connection, sql, params, analyze), catalog=catalog)


async def aexplain(
    connection: Any,
    sql: Any,
    params: Any = None,
    *,
    analyze: bool = False,
    catalog: Catalog | Text | Parsed | None = None,
) -> Analysis:
    """The same for asyncpg (connections and pools), psycopg's ``AsyncConnection`` and SQLAlchemy's async ones."""
    found = driver(connection)
    if not hasattr(found, "aplan_text") or not (_is_async(connection) or not hasattr(found, "plan_text")):
        raise TypeError(f"expected a connection with async, found {type(connection).__name__}: explain(…)")
    return read(await found.aplan_text(connection, sql, params, analyze), catalog=catalog)


def _is_async(connection: Any) -> bool:
    return any(kind.__name__.startswith("Async") for kind in type(connection).__mro__)
