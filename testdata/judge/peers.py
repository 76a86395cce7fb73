"""Others that are judged by the same planner, where they are installed: they ask the database itself.

Nothing of them is kept here. README.md says where they come from.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from advisor import Proposal
from database import Database
from query import JudgeError, Query
from server import ServerError


@dataclass(frozen=True)
class IndexAdvisor:
    """Supabase's index_advisor: a function of SQL, beside hypopg."""

    path: Path
    name = "index_advisor"

    def prepare(self, database: Database) -> None:
        database.run(f"{self.path.read_text(encoding='utf-8')}\n;")

    def propose(self, database: Database, query: Query) -> list[Proposal]:
        asked = f"select unnest(index_statements) from index_advisor($judge${query.statement}$judge$);"
        try:
            return [Proposal(line) for line in database.run(asked).splitlines() if line]
        except ServerError:
            # It answers some statements with an error of its own: no proposal.
            return []


@dataclass(frozen=True)
class Dexter:
    """dexter: a command that asks the server."""

    command: tuple[str, ...]
    name = "dexter"

    def prepare(self, database: Database) -> None:
        pass

    def propose(self, database: Database, query: Query) -> list[Proposal]:
        asked = [*self.command, "--dbname", database.name, "--statement", query.statement]
        done = subprocess.run(asked, env={**database.server.environment}, capture_output=True, encoding="utf-8")
        found = re.findall(r"Index found: (\S+) \((.*)\)$", done.stdout, re.M)
        return [Proposal(f"create index on {table} ({columns})") for table, columns in found]


def installed(index_advisor: Path | None, dexter: str | None) -> list[IndexAdvisor | Dexter]:
    peers: list[IndexAdvisor | Dexter] = []
    if index_advisor:
        if not index_advisor.is_file():
            raise JudgeError(f"no file {index_advisor}: expected index_advisor--<version>.sql of a checkout")
        peers.append(IndexAdvisor(index_advisor))
    if dexter or shutil.which("dexter"):
        peers.append(Dexter(tuple((dexter or "dexter").split())))
    if not peers:
        raise JudgeError(
            "--peers: neither --index-advisor FILE nor a command dexter; testdata/judge/README.md says where they come from"
        )
    return peers
