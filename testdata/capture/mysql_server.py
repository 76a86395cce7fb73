"""A running server of the MySQL family, spoken to by its command-line client over its socket."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib

from case import HERE
from mysql_case import FORMS, MysqlCase
from server import ServerError

# Conditions name the database, so it has the name it would have at a shop's.
DATABASE = "shop"
SCHEMA = (HERE / "mysql" / "schema.sql").read_text(encoding="utf-8")
# What every session starts from, whatever the server is configured to.
SESSION = "set time_zone = '+00:00';\n"
# Told from a database of somebody else's, which is left alone; another schema, and it is loaded anew.
MARK = f"plansight capture {zlib.crc32(SCHEMA.encode()):08x}"
BARE = ["--batch", "--raw", "--skip-column-names"]


class MysqlServer:
    def __init__(self, socket: str):
        self.socket = socket
        self.client = self.find_client("mysql", "mariadb")
        told = self.run("select version();")
        if not (found := re.match(r"((\d+)\.(\d+)\.\d+)(-MariaDB)?", told)):
            raise ServerError(f"neither MySQL nor MariaDB, but {told.strip()}")
        version, major, minor, mariadb = found.groups()
        self.version = f"{'MariaDB' if mariadb else 'MySQL'} {version}"
        # `mysql9`, `mysql56`, `mariadb1011`: as the captures are called. From 9 on MySQL has one line of releases.
        self.name = f"mariadb{major}{minor}" if mariadb else f"mysql{major}{minor if int(major) < 9 else ''}"
        if mariadb:
            self.client = self.find_client("mariadb", "mysql")

    def find_client(self, *names: str) -> list[str]:
        for name in names:
            if path := shutil.which(name):
                told = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
                # MariaDB's client asks for TLS, which old servers do not have and a socket does not need.
                plain = ["--skip-ssl"] if "MariaDB" in told else []
                return [path, "--no-defaults", "--user=root", f"--socket={self.socket}", *plain]
        raise ServerError("neither mysql nor mariadb found: expected a client on PATH")

    def run(self, script: str, database: str = "", form: list[str] = BARE) -> str:
        command = [*self.client, "--default-character-set=utf8mb4", "--comments", *form, database]
        done = subprocess.run([word for word in command if word], input=script, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            # MariaDB's client puts the statement before what is said of it.
            told = done.stderr[max(done.stderr.find("ERROR "), 0) :].strip()
            raise ServerError(told or f"the client ended with {done.returncode}")
        return done.stdout

    def load(self) -> bool:
        """Loads the shop, unless it is there; it stays. Whether it had to be loaded."""
        asked = f"from information_schema.tables where table_schema = '{DATABASE}'"
        if (mark := self.run(f"select table_comment {asked} and table_name = 'numbers';").strip()) == MARK:
            return False
        if not mark.startswith("plansight capture") and self.run(f"select count(*) {asked};").strip() != "0":
            raise ServerError(f"the server has a database {DATABASE} that is not ours")
        self.run(f"drop database if exists {DATABASE};\ncreate database {DATABASE} character set utf8mb4;")
        self.run(f"{SCHEMA}\nalter table numbers comment = '{MARK}';", DATABASE)
        return True

    def explain(self, case: MysqlCase) -> dict[str, str]:
        """What the server answers, by the ending of the file to keep it in."""
        texts = {}
        self.run("\n".join(case.all("setup")), DATABASE)
        try:
            for row in case.formats(self.name):
                script = SESSION + case.script(self.name, row)
                texts[row.ending] = self.run(script, DATABASE)
                if case.in_forms(self.name, row):
                    texts |= {row.form(name): self.run(script, DATABASE, form) for name, form in FORMS.items()}
        finally:
            self.run("\n".join(case.all("cleanup")), DATABASE)
        return texts
