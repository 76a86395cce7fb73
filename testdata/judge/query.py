"""A query that an index may help, and what an expert would create for it.

A query is an .sql file in queries/<schema>/. The comment lines at its top say, in prose, what is special about it, and:

    -- category: equality               of one kind; the score is told for each
    -- small                           also asked of the small data, in `make test`
    -- also: 10 select ...             what the statement makes the server run besides, and how often: the checks of
                                       foreign keys, whose cost no plan shows
    -- expert: create index on ...     an index of the expert's, a line each; none: no index helps

The rest of the file is the statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
QUERIES = HERE / "queries"
SCHEMAS = ("shop", "tpch", "desk")

DIRECTIVE = re.compile(r"-- (category|small|also|expert)(?:: (.*))?")


class JudgeError(Exception):
    """What ends the judging: a file that cannot be read, a server or a command that is not there."""


@dataclass(frozen=True)
class Query:
    schema: str
    name: str
    category: str
    note: str
    small: bool
    # How often, and what.
    also: list[tuple[int, str]]
    expert: list[str]
    statement: str

    @classmethod
    def read(cls, path: Path) -> Query:
        prose, header, lines = [], [], path.read_text(encoding="utf-8").splitlines()
        while lines and lines[0].startswith("--"):
            line = lines.pop(0)
            if found := DIRECTIVE.fullmatch(line):
                header.append((found[1], found[2] or ""))
            else:
                prose.append(line.removeprefix("--").strip())

        def every(name: str) -> list[str]:
            return [value for key, value in header if key == name]

        statement = "\n".join(lines).strip().rstrip(";")
        if len(every("category")) != 1 or not statement:
            raise JudgeError(f"{path.name}: expected one '-- category:' line and a statement")
        also = [(int(times), what) for times, what in (line.split(maxsplit=1) for line in every("also"))]
        small = bool(every("small"))
        return cls(
            path.parent.name, path.stem, every("category")[0], " ".join(prose), small, also, every("expert"), statement
        )

    @property
    def writes(self) -> bool:
        return re.search(r"\b(update|delete|insert|merge)\b", self.statement, re.I) is not None


def read_all() -> list[Query]:
    return [Query.read(path) for schema in SCHEMAS for path in sorted((QUERIES / schema).glob("*.sql"))]


def choose(queries: list[Query], names: list[str] | None, *, small: bool) -> list[Query]:
    if names:
        if unknown := set(names) - {known for query in queries for known in (query.name, query.category)}:
            raise JudgeError(f"no such query or category: {', '.join(sorted(unknown))}")
        return [query for query in queries if query.name in names or query.category in names]
    return [query for query in queries if query.small or not small]
