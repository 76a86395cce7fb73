"""The tables of testdata/README.md, written from the cases themselves so that they cannot fall behind."""

from __future__ import annotations

import re

from case import PLANS, TESTDATA, Case
from mysql_case import PLANS as MYSQL
from mysql_case import MysqlCase

README = TESTDATA / "README.md"


def write_tables(cases: list[Case], mysql: list[MysqlCase]) -> None:
    text = README.read_text(encoding="utf-8")
    text = replace(text, "plans", plans(cases))
    text = replace(text, "plans of mysql", mysql_plans(mysql))
    text = replace(text, "rules", rules(cases))
    text = replace(text, "rules of mysql", mysql_rules(mysql))
    README.write_text(text, encoding="utf-8", newline="\n")


def replace(text: str, name: str, lines: list[str]) -> str:
    """The text with other lines between the two comments that name them."""
    block = "\n".join([f"<!-- {name} -->", *lines, f"<!-- end of {name} -->"])
    return re.sub(f"<!-- {name} -->.*<!-- end of {name} -->", lambda _: block, text, flags=re.DOTALL)


def plans(cases: list[Case]) -> list[str]:
    lines = ["| file | PostgreSQL | what it shows |", "|---|---|---|"]
    for case in cases:
        for major in [] if case.is_rule else case.versions:
            if (path := case.plan_path(major)).exists():
                statement = path.with_suffix(".sql").read_text(encoding="utf-8")
                version = re.findall(r"^-- server: PostgreSQL (.*)", statement, re.MULTILINE)[0]
                lines.append(f"| [{path.stem}]({PLANS.name}/{path.name}) | {version} | {case.about} |")
    return lines


def rules(cases: list[Case]) -> list[str]:
    lines = ["| rule | PostgreSQL | fires | stays quiet |", "|---|---|---|---|"]
    examples = {case.name: case for case in cases if case.is_rule}
    for rule in sorted({name.split("/")[0] for name in examples}):
        fires, quiet = examples[f"{rule}/fires"], examples[f"{rule}/quiet"]
        lines.append(f"| [{rule}](rules/{rule}) | {fires.versions[0]} | {fires.about} | {quiet.about} |")
    return lines


def mysql_plans(cases: list[MysqlCase]) -> list[str]:
    lines = ["| statement | captured from | what it shows |", "|---|---|---|"]
    for case in cases:
        statement = MYSQL / f"{case.name}.sql"
        if not case.is_rule and statement.exists():
            kept = []
            for server in case.servers:
                names = [row.name for row in case.formats(server) if case.file(server, row.ending).exists()]
                kept += [f"{server}: {', '.join(names)}"] if names else []
            lines.append(f"| [{case.name}]({MYSQL.name}/{statement.name}) | {'; '.join(kept)} | {case.about} |")
    return lines


def mysql_rules(cases: list[MysqlCase]) -> list[str]:
    lines = ["| rule | example | captured from | what it shows |", "|---|---|---|---|"]
    for case in cases:
        if case.is_rule:
            rule, example = case.name.split("/")
            servers = ", ".join(server for server in case.servers if any(path.exists() for path in case.files()))
            lines.append(f"| [{rule}](rules/{rule}) | {example.split('.')[0]} | {servers} | {case.about} |")
    return lines
