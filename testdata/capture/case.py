"""A case: one statement to explain, and what has to be so before it is.

A case is an .sql file. The comment lines at its top say, in prose, what its plan is there to show, and then how to
get it, one directive a line:

    -- explain: analyze, buffers       options of EXPLAIN; none: the estimates alone
    -- auto_explain: analyze           instead of EXPLAIN: the first plan that auto_explain logs
    -- set: work_mem = '64kB'          a setting for the session
    -- setup: create table t (...);    SQL to run first; several lines make one text
    -- versions: 15, 18                the majors whose answer is kept; none: 15
    -- requires: select ...            skip the case where this is not true
    -- shows: "Sort Method"            text the captured plan has to contain

The rest of the file is the statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

HERE = Path(__file__).parent
TESTDATA = HERE.parent
CASES = HERE / "cases"
RULES = TESTDATA / "rules"
PLANS = TESTDATA / "postgres"

DIRECTIVE = re.compile(r"-- ([a-z_]+): ?(.*)")


class CaseError(Exception):
    """A case that cannot be read, or whose plan does not show what it promises."""


@dataclass(frozen=True)
class Case:
    path: Path
    about: str
    header: list[tuple[str, str]]
    statement: str

    directives: ClassVar = {"explain", "auto_explain", "set", "setup", "versions", "requires", "shows"}
    # What somebody who meets the statement beside its plan wants to know; the rest concerns the capture.
    told: ClassVar = {"explain", "auto_explain", "set", "setup"}

    @classmethod
    def read(cls, path: Path) -> Case:
        prose, header, lines = [], [], path.read_text(encoding="utf-8").splitlines()
        while lines and lines[0].startswith("--"):
            line = lines.pop(0)
            if not (found := DIRECTIVE.fullmatch(line)):
                prose.append(line.removeprefix("--").strip())
            elif found[1] in cls.directives:
                header.append((found[1], found[2]))
            else:
                known = sorted(cls.directives)
                raise CaseError(f"{path.name}: unknown directive '{found[1]}', expected one of {known}")
        case = cls(path, " ".join(prose), header, "\n".join(lines).strip())
        if not case.about or not case.statement:
            raise CaseError(f"{path.name}: expected a comment that says what it shows, then a statement")
        return case

    @property
    def is_rule(self) -> bool:
        return self.path.is_relative_to(RULES)

    @property
    def name(self) -> str:
        """`sort-spill/fires` for a rule's example, else the bare name of the file."""
        return f"{self.path.parent.name}/{self.path.stem}" if self.is_rule else self.path.stem

    def all(self, directive: str) -> list[str]:
        return [value for name, value in self.header if name == directive]

    @property
    def versions(self) -> list[int]:
        return [int(major) for line in self.all("versions") or ["15"] for major in line.split(",")]

    @property
    def logged(self) -> bool:
        """Whether the plan comes from auto_explain: it alone sees the statements inside a function."""
        return bool(self.all("auto_explain"))

    @property
    def settings(self) -> list[str]:
        return [f"set {value};" for value in self.all("set")]

    @property
    def script(self) -> str:
        """All that psql is to run; of its output, only the plan is left."""
        lines = [*self.settings]
        if self.logged:
            lines += ["load 'auto_explain';", "set auto_explain.log_min_duration = 0;"]
            lines += ["set auto_explain.log_format = json;", "set auto_explain.log_level = notice;"]
        lines += ["\\o /dev/null", *self.all("setup")]
        if self.logged:
            # Last of all, or it would log the statements of the setup too.
            lines += [f"set auto_explain.log_{word.strip()} = on;" for word in self.all("auto_explain")[0].split(",")]
            return "\n".join([*lines, self.statement])
        options = ", ".join([*self.all("explain"), "format json"])
        return "\n".join([*lines, "\\o", f"explain ({options})", self.statement])

    def check(self, plan: str) -> None:
        for text in self.all("shows"):
            if text not in plan:
                raise CaseError(f"the plan does not show {text}")

    def plan_path(self, major: int) -> Path:
        return self.path.with_suffix(".json") if self.is_rule else PLANS / f"{major}-{self.name}.json"

    def keep(self, plan: str, major: int, version: str) -> Path:
        """Writes the plan and, unless the case is its own, the statement beside it."""
        path = self.plan_path(major)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan, encoding="utf-8", newline="\n")
        if not self.is_rule:
            told = [f"-- {name}: {value}" for name, value in self.header if name in self.told]
            text = "\n".join([f"-- {self.about}", f"-- server: PostgreSQL {version}", *told, self.statement, ""])
            path.with_suffix(".sql").write_text(text, encoding="utf-8", newline="\n")
        return path


def read_all() -> list[Case]:
    rules = [path for name in ("fires", "quiet") for path in RULES.glob(f"*/{name}.sql")]
    paths = sorted(CASES.glob("*.sql")) + sorted(rules)
    return [Case.read(path) for path in paths]
