"""What the real planner makes of a query with indexes that are not there.

A btree, hash or BRIN index on the columns of all rows is hypopg's; any other one is really built, in a transaction
that is rolled back, and where it is on an expression its table is analyzed, as it would be before long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from database import Database
from query import Query

MARK = "@judge@"
CREATE = re.compile(
    r"create\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?(?:(?!on\b)\S+\s+)?on\s+(?P<only>only\s+)?(?P<table>[^\s(]+)\s*"
    r"(?:using\s+(?P<method>\w+)\s*)?(?P<rest>\(.*)",
    re.I | re.S,
)


@dataclass(frozen=True)
class Trial:
    """The planner's answer: the cost of it all, and for each of the indexes whether it is used."""

    cost: float
    used: list[bool]


def trial(database: Database, query: Query, indexes: list[str], *, partitions: set[str], real: bool = False) -> Trial:
    """The query's cost with all of these indexes; each is one statement, or several that make one."""
    script, analyzed = ["begin;"], set()
    for ddl in indexes:
        script.append(f"\\echo {MARK}")
        for statement in statements(ddl):
            found = CREATE.match(statement)
            table = found["table"].rsplit(".")[-1].strip('"') if found else ""
            if found and not real and is_plain(found) and table not in partitions:
                script.append(f"select indexname from hypopg_create_index($judge${statement}$judge$);")
            else:
                script += [f"{statement};", MADE]
                if found and "(" in keys(found["rest"]):
                    analyzed.add(found["table"])
    script += [f"analyze {table};" for table in sorted(analyzed)]
    asked = [(1, query.statement), *query.also]
    script += [f"\\echo {MARK}\nexplain (format json)\n{statement};" for _, statement in asked]
    answers = database.run("\n".join([*script, "rollback;"])).split(f"{MARK}\n")[1:]
    names, seen = [], set()
    for answer in answers[: len(indexes)]:
        names.append(set(answer.split("\n")) - seen)
        seen |= names[-1]
    plans = [json.loads(answer)[0]["Plan"] for answer in answers[len(indexes) :]]
    cost = sum(times * plan["Total Cost"] for (times, _), plan in zip(asked, plans, strict=True))
    found_names = {name for plan in plans for name in index_names(plan)}
    return Trial(cost, [bool(made & found_names) for made in names])


# The indexes that the transaction has made so far, those of partitions among them.
MADE = "select relname from pg_class where relkind in ('i', 'I') and xmin = pg_current_xact_id()::xid;"


def statements(ddl: str) -> list[str]:
    """As they can run in a transaction."""
    text = "\n".join(line for line in ddl.splitlines() if not line.lstrip().startswith("--"))
    text = re.sub(r"\bconcurrently\b\s*", "", text, flags=re.I)
    return [statement.strip() for statement in re.split(r";\s*(?:\n|$)|;\s+(?=create\b)", text) if statement.strip()]


def is_plain(found: re.Match[str]) -> bool:
    """Whether hypopg (1.3) judges it rightly.

    It loses the predicate of a partial index and the expression of a key where the table is not the first of the
    statement, takes one with INCLUDE for two and a half times as large as it is, and knows no storage parameters: a
    BRIN index always has 128 pages per range.
    """
    known = (found["method"] or "btree").lower() in {"btree", "hash", "brin"}
    behind = found["rest"][len(keys(found["rest"])) + 2 :]
    return known and "(" not in keys(found["rest"]) and not re.search(r"\b(where|with|include)\b", behind, re.I)


def keys(rest: str) -> str:
    """What stands between the parentheses that open the text."""
    depth = 0
    for at, character in enumerate(rest):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return rest[1:at]
    return rest


def index_names(node: dict) -> Iterator[str]:
    if name := node.get("Index Name"):
        yield name
    for child in node.get("Plans", []):
        yield from index_names(child)
