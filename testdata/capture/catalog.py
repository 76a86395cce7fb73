"""Captures catalogs: loads a small schema, runs the statement of `plansight catalog-sql`, keeps what it answers.

    python3 testdata/capture/catalog.py                    PostgreSQL, a throwaway server; and its row estimates
    PGHOST=... PGPORT=... PGUSER=... python3 testdata/capture/catalog.py --server
    python3 testdata/capture/catalog.py --server SOCKET    the MySQL or MariaDB that listens there

The answers go to testdata/catalog/<server>.jsonl, byte for byte; of PostgreSQL 15 also what its planner estimates for the
conditions of catalog/conditions.jsonl, the document without values, and that of the shop that plans are captured from. The databases are dropped at the end.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from contextlib import nullcontext

# Before our own modules are imported: their compiled copies would lie about in testdata.
sys.dont_write_bytecode = True

from case import HERE, TESTDATA  # noqa: E402
from mysql_server import MysqlServer  # noqa: E402
from server import TEMPLATE, Server, ServerError, running, throwaway  # noqa: E402

OURS = HERE / "catalog"
KEPT = TESTDATA / "catalog"
STATEMENTS = TESTDATA.parent / "core" / "src" / "catalog" / "sql"
DATABASE = "plansight_catalog"
MYSQL_DATABASES = ["catalog_shop", 'Odd "Schema"']


def main() -> int:
    parser = argparse.ArgumentParser("catalog", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--server", nargs="?", const=True, metavar="SOCKET")
    options = parser.parse_args()
    KEPT.mkdir(exist_ok=True)
    if isinstance(options.server, str):
        mysql(MysqlServer(options.server))
    else:
        with nullcontext(running()) if options.server else throwaway() as server:
            postgres(server)
    return 0


def postgres(server: Server) -> None:
    major = re.findall(r"\d+", server.version())[0]
    statement = read(STATEMENTS / "postgres.sql")
    server.run(f"drop database if exists {DATABASE};\ncreate database {DATABASE};")
    try:
        server.run(read(OURS / "postgres.sql"), DATABASE)
        # Before 15 counters come with a delay.
        time.sleep(2)
        keep(f"postgres-{major}", server.run(statement, DATABASE).out)
        if major == "15":
            without = statement.replace("true AS with_values", "false AS with_values", 1)
            keep("postgres-15-no-values", server.run(without, DATABASE).out)
            asked = [json.loads(line) for line in read(OURS / "conditions.jsonl").splitlines()]
            lines = [json.dumps({**one, "rows": estimate(server, one)}) for one in asked]
            (KEPT / "postgres-15-estimates.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            with server.shop():
                keep("postgres-15-shop", server.run(statement, TEMPLATE).out)
    finally:
        server.run(f"drop database if exists {DATABASE};")


def estimate(server: Server, asked: dict[str, object]) -> float:
    """The rows that the planner expects of the scan of a table under a condition."""
    told = server.run(f"explain (format json) select * from {asked['table']} where {asked['sql']};", DATABASE).out
    return json.loads(told)[0]["Plan"]["Plan Rows"]


def mysql(server: MysqlServer) -> None:
    statement = read(STATEMENTS / ("mariadb.sql" if server.name.startswith("mariadb") else "mysql.sql"))
    drop = "\n".join(f"drop database if exists `{name}`;" for name in MYSQL_DATABASES)
    server.run(drop)
    try:
        server.run(read(OURS / "mysql.sql"))
        keep(server.name, server.run(statement, MYSQL_DATABASES[0]))
    finally:
        server.run(drop)


def keep(name: str, answer: str) -> None:
    json.loads(answer)
    # No file of plans, hence not .json: one document, one line.
    (KEPT / f"{name}.jsonl").write_text(answer, encoding="utf-8")
    print(f"{name}: {len(answer) / 1024:.0f} kB", file=sys.stderr)


def read(path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(f"capture: {error}")
