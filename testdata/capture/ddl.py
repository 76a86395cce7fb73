"""The forms of DDL of mysql/ddl.sql, executed: which server accepts which, and with what ALGORITHM and LOCK."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from case import HERE
from mysql_case import PLANS, listed
from mysql_server import DATABASE, MysqlServer
from server import ServerError

FORMS = HERE / "mysql" / "ddl.sql"
# No file of plans, hence not .json.
RESULTS = PLANS / "ddl.jsonl"
SCRATCH = f"{DATABASE}_scratch"
ROWS = 1000

# From the least to the most that a server has to do and to lock.
CLAUSES = [
    "ALGORITHM=INSTANT",
    "ALGORITHM=NOCOPY, LOCK=NONE",
    "ALGORITHM=INPLACE, LOCK=NONE",
    "ALGORITHM=INPLACE, LOCK=SHARED",
    "ALGORITHM=COPY, LOCK=NONE",
    "ALGORITHM=COPY, LOCK=SHARED",
]
CLAUSE = re.compile(r"(,?) ALGORITHM=\w+(?:,? LOCK=\w+)?;$")


@dataclass(frozen=True)
class Form:
    name: str
    servers: list[str]
    statements: list[str]

    @property
    def table(self) -> str:
        return re.search(rf"`{DATABASE}`\.(`(?:[^`]|``)+`)", self.statements[0])[1]


def read_forms() -> list[Form]:
    blocks = FORMS.read_text(encoding="utf-8").split("-- form: ")[1:]
    forms = []
    for block in blocks:
        name, servers, *statements = [line for line in block.splitlines() if line]
        asked = servers.removeprefix("-- servers:").strip()
        forms.append(Form(name, listed([asked]) if asked else [], statements))
    return forms


def check(server: MysqlServer) -> int:
    """Executes every form and keeps what the server said; the number of refusals nobody expected."""
    name, version = server.name, server.version
    refusals, rows = 0, []
    for form in read_forms():
        for number, statement in enumerate(form.statements):
            said = attempt(server, form, number, statement)
            row = {"form": form.name, "server": name, "version": version, "statement": statement, "ok": not said}
            if said:
                row["error"] = said
            if CLAUSE.search(statement):
                with_clause = [(clause, CLAUSE.sub(separated(clause), statement)) for clause in CLAUSES]
                row["accepts"] = [clause for clause, text in with_clause if not attempt(server, form, number, text)]
            rows.append(row)
            if said and name in form.servers:
                refusals += 1
                print(f"{name} refuses {form.name}: {said}\n    {statement}", file=sys.stderr)
    keep(name, rows)
    print(f"{version}: {len(rows)} statements, {refusals} refused that should not have been", file=sys.stderr)
    return refusals > 0


def separated(clause: str) -> Callable[[re.Match[str]], str]:
    """The clause after the comma that ALTER wants in front of it and in it, and CREATE INDEX does not."""
    return lambda found: f"{found[1]} {clause if found[1] else clause.replace(',', '')};"


def attempt(server: MysqlServer, form: Form, number: int, statement: str) -> str:
    """What the server says against a statement, after those of its form that come before it; nothing: it accepts."""
    copy = f"create table {form.table} like {DATABASE}.{form.table};\n"
    fill = f"insert into {form.table} select * from {DATABASE}.{form.table} limit {ROWS};\n"
    before = "\n".join(form.statements[:number])
    moved = [text.replace(f"`{DATABASE}`.", f"`{SCRATCH}`.") for text in (before, statement)]
    server.run(f"drop database if exists {SCRATCH};\ncreate database {SCRATCH} character set utf8mb4;")
    try:
        server.run(copy + fill, SCRATCH)
        server.run(moved[0], SCRATCH)
        told = server.run(moved[1], SCRATCH)
    except ServerError as error:
        return re.sub(r" at line \d+", "", str(error)).replace(SCRATCH, DATABASE)
    finally:
        server.run(f"drop database if exists {SCRATCH};")
    # ANALYZE TABLE answers with rows, and says in them what it could not do.
    return told.strip() if re.search(r"\bError\b", told) else ""


def keep(server: str, rows: list[dict[str, object]]) -> None:
    before = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    others = [line for line in before if json.loads(line)["server"] != server]
    ours = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines = sorted(others + ours, key=lambda line: json.loads(line)["server"])
    RESULTS.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
