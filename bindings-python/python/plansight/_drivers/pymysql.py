"""PyMySQL, for MySQL and MariaDB."""

from __future__ import annotations

from typing import Any

from pymysql.cursors import Cursor

from . import mysql, single
from ._undone import undone


def plan_text(connection: Any, sql: str, params: Any, analyze: bool) -> str:
    with undone(connection, connection), connection.cursor(Cursor) as cursor:
        cursor.execute(mysql(connection, analyze) + single(sql, "mysql"), params)
        return "".join(row[0] for row in cursor)
