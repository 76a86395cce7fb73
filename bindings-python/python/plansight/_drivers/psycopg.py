"""psycopg 3, with and without async."""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection, ClientCursor, Connection
from psycopg.rows import tuple_row
from psycopg.sql import Composable
from psycopg.types.string import TextBinaryLoader, TextLoader

from . import postgres, single


def plan_text(connection: Connection[Any], sql: Any, params: Any, analyze: bool) -> str:
    with connection.transaction(force_rollback=True), connection.cursor(row_factory=tuple_row) as cursor:
        as_text(cursor)
        cursor.execute(_explain(cursor, sql, analyze), params, binary=_binary(cursor))
        return "".join(row[0] for row in cursor)


async def aplan_text(connection: AsyncConnection[Any], sql: Any, params: Any, analyze: bool) -> str:
    async with connection.transaction(force_rollback=True), connection.cursor(row_factory=tuple_row) as cursor:
        as_text(cursor)
        await cursor.execute(_explain(cursor, sql, analyze), params, binary=_binary(cursor))
        return "".join([row[0] async for row in cursor])


def as_text(cursor: Any) -> None:
    """Has the cursor give JSON as the server wrote it."""
    cursor.adapters.register_loader("json", TextLoader)
    cursor.adapters.register_loader("json", TextBinaryLoader)


def _binary(cursor: Any) -> bool:
    # In binary, which takes the extended protocol, the server refuses a second statement behind a semicolon.
    return not isinstance(cursor, ClientCursor)


def _explain(cursor: Any, sql: Any, analyze: bool) -> Any:
    before = postgres(analyze)
    text = single(sql.as_string(cursor) if isinstance(sql, Composable) else sql)
    return before.encode() + text if isinstance(text, bytes) else before + text
