"""asyncpg: its connections and pools."""

from __future__ import annotations

from typing import Any

from asyncpg import Pool

from . import postgres


async def aplan_text(connection: Any, sql: str, params: Any, analyze: bool) -> Any:
    if isinstance(connection, Pool):
        async with connection.acquire() as one:
            return await aplan_text(one, sql, params, analyze)
    # In a transaction of the caller's, this one is a savepoint.
    transaction = connection.transaction()
    await transaction.start()
    try:
        # Text, unless the caller has set a codec for JSON.
        return await connection.fetchval(postgres(analyze) + sql, *(params or ()))
    finally:
        await transaction.rollback()
