"""Who is judged: plansight, asked with the text of a plan."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from database import Database
from query import JudgeError


@dataclass(frozen=True)
class Proposal:
    ddl: str
    # The statement's cost with this index alone: value, low, high.
    predicted: tuple[float, float, float] | None = None


@dataclass
class Plansight:
    command: str
    with_catalog: bool
    catalogs: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            known = self.run(["--help"])
        except FileNotFoundError:
            raise JudgeError(
                f"no command {self.command}: cargo build --release -p plansight-cli, or name one with --plansight"
            ) from None
        # A command that knows no catalog is judged without one.
        self.with_catalog = self.with_catalog and "--catalog" in known and "catalog-sql" in known

    def run(self, arguments: list[str], text: str = "") -> str:
        done = subprocess.run([self.command, *arguments], input=text, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            raise JudgeError(f"{self.command} {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def read_catalog(self, database: Database, folder: Path) -> None:
        if self.with_catalog:
            path = folder / f"{database.name}.json"
            path.write_text(database.run(self.run(["catalog-sql", "postgres"])), encoding="utf-8")
            self.catalogs[database.name] = path

    def propose(self, database: Database, plan: str) -> list[Proposal]:
        """Indexes to create, best first."""
        catalog = self.catalogs.get(database.name)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            file.write(plan)
            file.flush()
            arguments = ["--format", "json", *(["--catalog", str(catalog)] if catalog else []), file.name]
            plans = json.loads(self.run(arguments))["plans"]
        created = [
            index for one in plans for index in one.get("indexes", []) if index.get("action", "create") == "create"
        ]
        return [Proposal(index["ddl"], interval(index.get("costAfter"))) for index in created]


def interval(wire: float | dict | None) -> tuple[float, float, float] | None:
    if wire is None:
        return None
    if isinstance(wire, dict):
        return wire["value"], wire["low"], wire["high"]
    return wire, wire, wire
