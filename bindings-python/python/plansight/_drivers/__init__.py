"""From a connection to the text of a plan: a module for each driver.

A module has ``plan_text(connection, sql, params, analyze)``, or ``aplan_text`` that is awaited. Both leave the connection
as it was: what they begin they roll back, and in a transaction of the caller's they set a savepoint and go back to it.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from .._plansight import second_statement

Sql = TypeVar("Sql", str, bytes)

DRIVERS = ("psycopg", "psycopg2", "asyncpg", "sqlalchemy", "pymysql")


def driver(connection: object) -> ModuleType:
    """The module for a connection, by the package that its class comes from."""
    for kind in type(connection).__mro__:
        package = kind.__module__.partition(".")[0]
        if package in DRIVERS:
            return import_module(f"{__name__}.{package}")
    raise TypeError(
        f"expected a connection of {', '.join(DRIVERS)}, or an engine or session of SQLAlchemy, "
        f"found {type(connection).__name__}"
    )


def single(sql: Sql, dialect: str = "postgres") -> Sql:
    """The text, which has to be one statement: a second one behind a semicolon would be run.

    For what drivers send as it is. In the protocol that prepares statements, servers refuse more than one themselves.
    """
    more = second_statement(sql if isinstance(sql, str) else sql.decode("latin-1"), dialect)
    if more is not None:
        raise ValueError(f"expected one statement, found a second: {more[:60]}")
    return sql


def postgres(analyze: bool) -> str:
    """What stands before a statement for PostgreSQL. Which columns it needs, only VERBOSE tells."""
    return f"EXPLAIN ({'ANALYZE, BUFFERS, ' if analyze else ''}VERBOSE, FORMAT JSON) "


def mysql(connection: Any, analyze: bool) -> str:
    """The same for MySQL and MariaDB, which `connection` is asked to tell apart.

    MySQL prints what it measured as JSON only in version 2 of that format (8.3 and later), which tells most; else as TREE.
    """
    cursor = connection.cursor()
    try:
        cursor.execute("SHOW VARIABLES WHERE Variable_name IN ('version', 'explain_json_format_version')")
        rows = [row.values() if isinstance(row, dict) else row for row in cursor.fetchall()]
    finally:
        cursor.close()
    variables = {name: value for name, value in rows}
    if "MariaDB" in variables["version"]:
        return "ANALYZE FORMAT=JSON " if analyze else "EXPLAIN FORMAT=JSON "
    if analyze:
        return "EXPLAIN ANALYZE FORMAT=JSON " if variables.get("explain_json_format_version") == "2" else "EXPLAIN ANALYZE "
    return "EXPLAIN FORMAT=JSON "
