"""Captures how large indexes are: builds those of catalog/sizes.jsonl on the judge's shop, and keeps what they take.

    python3 testdata/capture/sizes.py                    a throwaway PostgreSQL

The catalog of the shop, without values, goes to testdata/catalog/postgres-<major>-judge.jsonl, the indexes with their rows,
bytes, pages, leaf pages and height to postgres-<major>-sizes.jsonl.
"""

from __future__ import annotations

import json
import re
import sys

# Before our own modules are imported: their compiled copies would lie about in testdata.
sys.dont_write_bytecode = True

from case import HERE, TESTDATA  # noqa: E402
from catalog import KEPT, OURS, STATEMENTS, read  # noqa: E402
from server import CONFIGURATION, Server, ServerError, throwaway  # noqa: E402

SCHEMA = TESTDATA / "judge" / "schema" / "shop.sql"
DATABASE = "plansight_sizes"


def main() -> int:
    CONFIGURATION["maintenance_work_mem"] = "256MB"
    with throwaway() as server:
        major = re.findall(r"\d+", server.version())[0]
        server.run(f"create database {DATABASE} template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8';")
        # hypopg is the judge's business.
        server.run("\\set scale 1\n" + read(SCHEMA).replace("create extension hypopg;", ""), DATABASE)
        server.run("create extension pgstattuple;", DATABASE)
        statement = read(STATEMENTS / "postgres.sql").replace("true AS with_values", "false AS with_values", 1)
        document = server.run(statement, DATABASE).out
        (KEPT / f"postgres-{major}-judge.jsonl").write_text(document, encoding="utf-8")
        asked = [json.loads(line) for line in read(OURS / "sizes.jsonl").splitlines()]
        lines = [json.dumps({**one, **measure(server, one)}) for one in asked]
        (KEPT / f"postgres-{major}-sizes.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def measure(server: Server, asked: dict[str, object]) -> dict[str, float]:
    """What an index takes that is made, and dropped again."""
    method = asked.get("method", "btree")
    opclass = " " + asked["opclass"] if "opclass" in asked else ""
    keys = ", ".join(key + opclass for key in asked["keys"])
    unique = "unique " if asked.get("unique") else ""
    include = f" include ({', '.join(asked['include'])})" if "include" in asked else ""
    where = f" where {asked['where']}" if "where" in asked else ""
    figures = "pg_relation_size('measured'), relpages"
    if method == "btree":
        figures += ", (pgstatindex('measured')).leaf_pages, (pgstatindex('measured')).tree_level"
    told = server.run(
        f"create {unique}index measured on {asked['table']} using {method} ({keys}){include}{where};\n"
        f"select (select count(*) from {asked['table']}{where}), {figures} from pg_class where relname = 'measured';\n"
        "drop index measured;",
        DATABASE,
    ).out
    return dict(zip(["rows", "bytes", "pages", "leaf_pages", "height"], map(int, told.strip().split("|"))))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(f"capture: {error}")
