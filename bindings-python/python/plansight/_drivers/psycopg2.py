"""psycopg 2."""

from __future__ import annotations

from typing import Any

from psycopg2.extensions import cursor as tuple_cursor
from psycopg2.extensions import new_type, register_type
from psycopg2.sql import Composable

from . import postgres, single
from ._undone import undone

JSON = new_type((114,), "JSON", lambda value, _: value)


def plan_text(connection: Any, sql: Any, params: Any, analyze: bool) -> str:
    with undone(connection, connection), connection.cursor(cursor_factory=tuple_cursor) as cursor:
        as_text(cursor)
        text = single(sql.as_string(cursor) if isinstance(sql, Composable) else sql)
        cursor.execute(postgres(analyze) + text, params)
        return "".join(row[0] for row in cursor)


def as_text(cursor: Any) -> None:
    """Has the cursor give JSON as the server wrote it."""
    register_type(JSON, cursor)
