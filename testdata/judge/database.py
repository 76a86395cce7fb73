"""The databases that are asked: a schema each, loaded into a server, with hypopg."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from query import HERE, JudgeError
from server import CONFIGURATION, Server, ServerError, find_programs

# What every server of today has, or nearly: the planner's own settings stay as they come.
CONFIGURATION |= {"shared_buffers": "256MB", "jit": "off"}
# Scale of the data, and of the small data.
SCALES = {"shop": (1.0, 0.15), "tpch": (0.05, 0.01), "desk": (1.0, 0.05)}
# Longer than that no query may run; its plan is then taken without ANALYZE.
TIMEOUT_S = 60


@dataclass(frozen=True)
class Database:
    server: Server
    name: str

    def run(self, script: str) -> str:
        return self.server.run(script, self.name).out

    def explain(self, statement: str, *, analyze: bool, verbose: bool = False) -> tuple[str, bool]:
        """The text a person would paste, and whether it was run. What it wrote is undone."""
        options = "analyze, buffers, format json" if analyze else "format json"
        options = f"verbose, {options}" if verbose else options
        limit = f"set local statement_timeout = '{TIMEOUT_S}s';"
        try:
            text = self.run(f"begin;\n{limit}\nexplain ({options})\n{statement};\nrollback;")
        except ServerError as error:
            if not analyze or "statement timeout" not in str(error):
                raise
            return self.explain(statement, analyze=False, verbose=verbose)
        return text, analyze

    def partitions(self) -> set[str]:
        """Partitioned tables and their partitions: hypopg knows no index of the former."""
        return set(self.run("select relname from pg_class where relkind = 'p' or relispartition").split())


def load(server: Server, schema: str, *, small: bool) -> Database:
    """The database of a schema. One that was loaded from the same text before is taken as it is."""
    text = (HERE / "schema" / f"{schema}.sql").read_text(encoding="utf-8")
    scale = SCALES[schema][small]
    name = f"plansight_judge_{schema}{'_small' * small}"
    mark = f"{scale} {hashlib.sha256(text.encode()).hexdigest()[:16]}"
    asked = f"select shobj_description(oid, 'pg_database') from pg_database where datname = '{name}'"
    if server.run(asked).out.strip() != mark:
        # C.UTF-8: as with any language's collation, LIKE 'x%' takes an operator class.
        collation = "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
        server.run(f"drop database if exists {name};\ncreate database {name} template template0 {collation};")
        server.run(f"\\set scale {scale}\n{text}", name)
        server.run(f"comment on database {name} is '{mark}'")
    return Database(server, name)


def ensure_hypopg() -> None:
    """hypopg beside the PostgreSQL that is used; root on Debian gets what is missing."""
    packages = ["postgresql-15", "postgresql-15-hypopg"]
    try:
        # bin/ lies beside share/ where PostgreSQL has its own folder; Debian keeps the extensions in /usr/share.
        programs = find_programs()
        major = programs.parent.name
        shares = [
            Path("/usr/share/postgresql") / major,
            programs.parent / "share" / "postgresql",
            programs.parent / "share",
        ]
        if any((share / "extension" / "hypopg.control").exists() for share in shares):
            return
        packages = [f"postgresql-{major}-hypopg"] if major.isdigit() else packages
    except ServerError:
        pass
    wanted = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise JudgeError(f"the judge needs PostgreSQL with hypopg: on Debian and Ubuntu, apt-get install {wanted}")
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "--quiet", *command],
            capture_output=True,
            text=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode != 0:
            raise JudgeError(f"apt-get {command[0]} failed, wanted: {wanted}\n{done.stderr.strip()}")
