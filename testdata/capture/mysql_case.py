"""A case for MySQL and MariaDB: one statement, explained in every format of every server it names.

It is written like a case for PostgreSQL (see case.py), with these directives:

    -- servers: mysql9, mariadb118     the servers whose answers are kept; none: these two
    -- formats: v1, v2                 of the formats below only these; all: every one that the server has
    -- set: sort_buffer_size = 32768   a setting for the session
    -- mysql: set ...;                 SQL for the session, on MySQL only
    -- mariadb: set ...;               SQL for the session, on MariaDB only
    -- setup: create index ...;        SQL to run first; it may commit
    -- cleanup: drop index ...;        SQL that undoes it
    -- shows: v1 "using_filesort"      text that a captured plan has to contain: behind how the format or the server
                                       in whose answers it is looked for begins (v1, tree, mysql9, mariadb)
    -- remedy: ...                     what was done about it and measured: rows read (Handler_read_*) before and after
    -- forms: mysql9, mariadb118       the servers of which also what their client prints around a plan is kept

The statement itself runs in a transaction that is rolled back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar, NamedTuple

from case import HERE, RULES, TESTDATA, Case, CaseError

CASES = HERE / "mysql" / "cases"
PLANS = TESTDATA / "mysql"

V1, V2 = "set explain_json_format_version = 1;", "set explain_json_format_version = 2;"
JSON, ANALYZE = "explain format=json", "analyze format=json"


class Format(NamedTuple):
    name: str
    before: str
    explain: str
    ending: str
    # Kept only where a case asks for it: another format shows the same and more.
    if_asked: bool = False

    def form(self, name: str) -> str:
        """The ending of a file that has what the client prints in that form."""
        return f"{self.name}.{name}.txt"


# By what a server's name begins with; the longest counts.
FORMATS = {
    "mysql": [
        Format("v1", V1, JSON, "v1.json"),
        Format("v2", V2, JSON, "v2.json", if_asked=True),
        Format("v2-analyze", V2, "explain analyze format=json", "v2-analyze.json"),
        Format("tree", "", "explain format=tree", "tree.txt", if_asked=True),
        Format("tree-analyze", "", "explain analyze format=tree", "tree-analyze.txt"),
    ],
    "mysql5": [Format("v1", "", JSON, "v1.json")],
    "mariadb": [Format("plan", "", JSON, "json"), Format("analyze", "", ANALYZE, "analyze.json")],
    "mariadb10": [Format("plan", "", JSON, "json", if_asked=True), Format("analyze", "", ANALYZE, "analyze.json")],
}

# The forms in which the command-line clients print an answer, by the option that asks for them.
FORMS = {"table": ["--table"], "batch": ["--batch"], "raw": ["--batch", "--raw"], "vertical": ["--vertical"]}
# The formats of which client forms are kept, where a case asks for them.
IN_FORMS = {"v1", "tree-analyze", "analyze"}


class MysqlCase(Case):
    directives: ClassVar = set("servers formats set mysql mariadb setup cleanup shows remedy forms".split())
    told: ClassVar = {"set", "mysql", "mariadb", "setup"}

    @property
    def servers(self) -> list[str]:
        return listed(self.all("servers")) or ["mysql9", "mariadb118"]

    def formats(self, server: str) -> list[Format]:
        beginning = max((name for name in FORMATS if server.startswith(name)), key=len)
        chosen = listed(self.all("formats"))
        wanted = [row for row in FORMATS[beginning] if row.name in chosen or chosen == ["all"]]
        return wanted if chosen else [row for row in FORMATS[beginning] if not row.if_asked]

    def in_forms(self, server: str, row: Format) -> bool:
        return server in listed(self.all("forms")) and row.name in IN_FORMS

    def script(self, server: str, row: Format) -> str:
        settings = [f"set {value};" for value in self.all("set")]
        family = re.match("[a-z]+", server)[0]
        # The end stands on a line of its own, so that a comment at the statement's end takes nothing with it.
        asked = f"{row.explain} {self.statement.rstrip(';')}\n;"
        return "\n".join([*settings, *self.all(family), row.before, "begin;", asked, "rollback;"])

    def check_all(self, server: str, texts: dict[str, str]) -> None:
        plans = {row.name: texts[row.ending] for row in self.formats(server)}
        for line in self.all("shows"):
            where, text = line.split(" ", 1)
            looked = [plan for name, plan in plans.items() if name.startswith(where) or server.startswith(where)]
            if looked and not any(text in plan for plan in looked):
                raise CaseError(f"no plan of {where} shows {text}")

    def file(self, server: str, ending: str) -> Path:
        if self.is_rule:
            return self.path.with_name(f"{self.path.name.split('.')[0]}.{server}.{ending}")
        return PLANS / f"{server}-{self.name}.{ending}"

    def files(self) -> list[Path]:
        """Every file the case leads to, on whichever server."""
        paths = []
        for server in self.servers:
            for row in self.formats(server):
                paths.append(self.file(server, row.ending))
                if self.in_forms(server, row):
                    paths += [self.file(server, row.form(name)) for name in FORMS]
        return paths

    def keep_all(self, server: str, version: str, texts: dict[str, str]) -> None:
        """Writes the answers of a server by their endings and, unless the case is its own, the statement."""
        PLANS.mkdir(parents=True, exist_ok=True)
        for ending, text in texts.items():
            self.file(server, ending).write_text(text, encoding="utf-8", newline="\n")
        if self.is_rule:
            return
        path = PLANS / f"{self.name}.sql"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        versions = dict(re.findall(r"^-- server: (\w+) = (.*)$", before, re.MULTILINE)) | {server: version}
        told = [f"-- {name}: {value}" for name, value in self.header if name in self.told]
        asked = [f"-- server: {name} = {versions[name]}" for name in self.servers if name in versions]
        text = "\n".join([f"-- {self.about}", *asked, *told, self.statement, ""])
        path.write_text(text, encoding="utf-8", newline="\n")


def listed(lines: list[str]) -> list[str]:
    return [word.strip() for line in lines for word in line.split(",")]


def read_mysql() -> list[MysqlCase]:
    rules = [path for family in ("mysql", "mariadb") for path in RULES.glob(f"*/*.{family}.sql")]
    return [MysqlCase.read(path) for path in sorted(CASES.glob("*.sql")) + sorted(rules)]
