"""From a connection to the text of a plan: a module for each driver.

A module has ``plan_text(connection, sql, params, analyze)``, or ``aplan_text`` that is awaited. Both leave the connection
as it was: what they begin they roll back, and in a transaction of the caller's they set a savepoint and go back to it.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

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


def postgres(analyze: bool) -> str:
    """What stands before a statement for PostgreSQL. Which columns it needs, only VERBOSE tells."""
    return f"EXPLAIN ({'ANALYZE, BUFFERS, ' if analyze else ''}VERBOSE, FORMAT JSON) "


def mysql(analyze: bool, *, mariadb: bool) -> str:
    """The same for MySQL, which prints what it measured as TREE, and for MariaDB."""
    if mariadb:
        return "ANALYZE FORMAT=JSON " if analyze else "EXPLAIN FORMAT=JSON "
    return "EXPLAIN ANALYZE " if analyze else "EXPLAIN FORMAT=JSON "
