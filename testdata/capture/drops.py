"""Captures the catalog of a schema with indexes that can go, and has the server drop what plansight says.

    python3 testdata/capture/drops.py --plansight target/debug/plansight            a throwaway PostgreSQL
    python3 testdata/capture/drops.py --plansight ... --server SOCKET               the MySQL or MariaDB that listens there

The catalog goes to testdata/catalog/<server>-drops.jsonl. Every index whose name has `gone` in it has to be dropped, and
no other one; each statement is run, the foreign keys then still have an index, and each index is made again.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time

# Before our own modules are imported: their compiled copies would lie about in testdata.
sys.dont_write_bytecode = True

from catalog import KEPT, OURS, STATEMENTS, read  # noqa: E402
from mysql_server import MysqlServer  # noqa: E402
from server import ServerError, throwaway  # noqa: E402

DATABASE = "plansight_drops"
# Nobody waits five weeks: the age of the counters is told in their place.
AGE_S = 40 * 86400


def main() -> int:
    parser = argparse.ArgumentParser("drops", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plansight", required=True, metavar="COMMAND")
    parser.add_argument("--server", metavar="SOCKET")
    options = parser.parse_args()
    if options.server:
        mysql(MysqlServer(options.server), options.plansight)
        return 0
    with throwaway() as server:
        server.run(f"create database {DATABASE}")
        server.run(read(OURS / "drops.postgres.sql"), DATABASE)
        try:
            # Rows of this table agree: it fails, and leaves the index behind.
            server.run("create unique index concurrently gone_invalid on orders (status);", DATABASE)
        except ServerError as error:
            print(f"as wanted: {error}", file=sys.stderr)
        time.sleep(2)
        major = re.findall(r"\d+", server.version())[0]
        document = server.run(read(STATEMENTS / "postgres.sql"), DATABASE).out
        keep(f"postgres-{major}", document)
        aged = re.sub(r'"statistics_age_s" ?: ?\d+', f'"statistics_age_s": {AGE_S}', document)
        asked = "select indexrelid::regclass from pg_index where indrelid::regclass::text !~ '^pg_'"
        check(
            options.plansight,
            aged,
            lambda statement: server.run(statement, DATABASE),
            lambda: [name.split(".")[-1].strip('"') for name in server.run(asked, DATABASE).out.splitlines()],
        )
    return 0


def mysql(server: MysqlServer, plansight: str) -> None:
    statement = read(STATEMENTS / ("mariadb.sql" if server.name.startswith("mariadb") else "mysql.sql"))
    server.run("drop database if exists catalog_drops;")
    try:
        server.run(read(OURS / "drops.mysql.sql"))
        document = server.run(statement.replace("NULL AS only_schema", "'catalog_drops' AS only_schema"), "catalog_drops")
        keep(server.name, document)
        asked = "select distinct index_name from information_schema.statistics where table_schema = 'catalog_drops';"
        check(plansight, document, server.run, lambda: server.run(asked).splitlines())
    finally:
        server.run("drop database if exists catalog_drops;")


def keep(name: str, document: str) -> None:
    json.loads(document)
    (KEPT / f"{name}-drops.jsonl").write_text(document, encoding="utf-8")


def check(plansight: str, document: str, run, names) -> None:
    """Has the server run what is said, and make the indexes again."""
    command = [plansight, "drops", "--format", "json"]
    told = subprocess.run(command, input=document, capture_output=True, encoding="utf-8", check=True).stdout
    drops = json.loads(told)["indexes"]
    before = sorted(names())
    for one in drops:
        run(one["ddl"])
    after = names()
    wrong = [name for name in after if "gone" in name] + [one["name"] for one in drops if "gone" not in one["name"]]
    if wrong:
        raise ServerError(f"not as the names say: {wrong}")
    # What could not be built cannot be made again.
    again = [one for one in drops if one["reason"] != "invalid"]
    for one in again:
        run(one["create"])
    made = sorted(names())
    print(f"{len(drops)} dropped of {len(before)} indexes, {len(again)} made again", file=sys.stderr)
    if len(made) != len(before) - (len(drops) - len(again)):
        raise ServerError(f"not all were made again: {set(before) - set(made)}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(f"capture: {error}")
