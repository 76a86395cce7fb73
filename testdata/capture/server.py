"""The server that is asked: one of our own, thrown away at the end, or one that is running already."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from case import HERE, Case, CaseError

TEMPLATE = "plansight_capture"
COPY = "plansight_capture_case"
SESSION = (HERE / "session.sql").read_text(encoding="utf-8")

# What may be lost may be fast; and a vacuum of the server's own would move visibility and statistics under a case.
CONFIGURATION = {
    "listen_addresses": "",
    "fsync": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
}


class ServerError(Exception):
    """A server that cannot be found, started or spoken to."""


@dataclass(frozen=True)
class Answer:
    out: str
    notices: str


@dataclass(frozen=True)
class Server:
    psql: str
    environment: dict[str, str]

    def run(self, script: str, database: str = "postgres") -> Answer:
        # -X: nobody's psqlrc; -q -A -t: a result is its bytes and nothing else.
        command = [self.psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse", "-d", database]
        done = subprocess.run(command, input=script, env=self.environment, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            raise ServerError(done.stderr.strip() or f"psql ended with {done.returncode}")
        return Answer(done.stdout, done.stderr)

    def version(self) -> str:
        """`15.18`, or `19rc1`: without what a distribution adds in parentheses."""
        return self.run("show server_version").out.split()[0]

    @contextmanager
    def shop(self) -> Iterator[None]:
        """The database with the shop's tables, for as long as the block lasts."""
        self.run(f"drop database if exists {TEMPLATE};\ncreate database {TEMPLATE};")
        try:
            self.run(SESSION + (HERE / "schema.sql").read_text(encoding="utf-8"), TEMPLATE)
            yield
        finally:
            self.run(f"drop database if exists {TEMPLATE};")

    def explain(self, case: Case) -> str:
        """The plan of a case, asked in a fresh copy of the shop: no case sees what another one did."""
        self.run(f"drop database if exists {COPY};\ncreate database {COPY} template {TEMPLATE};")
        try:
            answer = self.run(SESSION + case.script, COPY)
        finally:
            self.run(f"drop database if exists {COPY};")
        if not case.logged:
            return answer.out
        if not (plan := re.search(r"plan:\n(\{\n.*?^\}\n)", answer.notices, re.DOTALL | re.MULTILINE)):
            raise CaseError("auto_explain logged no plan")
        return plan[1]

    def meets(self, case: Case) -> bool:
        """Whether the server, set as the case sets it, has what the case requires."""
        settings = "\n".join(case.settings)
        return all(self.run(f"{settings}\n{question}").out.strip() == "t" for question in case.all("requires"))


def running() -> Server:
    """The server that PGHOST, PGPORT and PGUSER name."""
    if not (psql := shutil.which("psql")):
        raise ServerError("psql not found: expected it on PATH")
    return Server(psql, {**os.environ, "PGCLIENTENCODING": "UTF8"})


@contextmanager
def throwaway() -> Iterator[Server]:
    """A server with a cluster of its own, on a socket nobody else knows. Nothing of it is left afterwards."""
    programs = find_programs()
    # The server refuses to run as root.
    owner = "postgres" if os.geteuid() == 0 else None
    # mkdtemp in /tmp: the path of a socket may not exceed some hundred bytes, and macOS has longer ones elsewhere.
    home = Path(tempfile.mkdtemp(prefix="plansight-", dir="/tmp"))
    try:
        if owner:
            shutil.chown(home, owner, owner)
        data, log = home / "data", home / "log"

        def control(*command: str | Path) -> None:
            groups: list[str] | None = [] if owner else None
            done = subprocess.run(
                command, cwd=home, capture_output=True, text=True, user=owner, group=owner, extra_groups=groups
            )
            if done.returncode != 0:
                # The server's own log says why; it goes with the folder.
                told = [done.stdout, done.stderr, log.read_text(encoding="utf-8") if log.exists() else ""]
                raise ServerError("\n".join([f"{Path(command[0]).name} failed", *(text.strip() for text in told)]))

        control(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            for name, value in {**CONFIGURATION, "unix_socket_directories": str(home)}.items():
                file.write(f"{name} = '{value}'\n")
        control(programs / "pg_ctl", "-D", data, "-l", log, "-w", "start")
        try:
            # Whatever PG* the caller has set is about another server.
            inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
            ours = {"PGHOST": str(home), "PGUSER": "postgres", "PGCLIENTENCODING": "UTF8"}
            yield Server(str(programs / "psql"), {**inherited, **ours})
        finally:
            control(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find_programs() -> Path:
    """The folder of initdb and its kin: Debian keeps it off PATH, other systems do not."""
    places = []
    if pg_config := shutil.which("pg_config"):
        places.append(Path(subprocess.run([pg_config, "--bindir"], capture_output=True, text=True).stdout.strip()))
    if initdb := shutil.which("initdb"):
        places.append(Path(initdb).resolve().parent)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    for place in places:
        if all((place / name).exists() for name in ("initdb", "pg_ctl", "postgres", "psql")):
            return place
    raise ServerError("no PostgreSQL server found: looked at pg_config --bindir, on PATH and in /usr/lib/postgresql")
