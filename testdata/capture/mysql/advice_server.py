"""What the scripts of the index advice share: a server with the tables of advice_schema.sql, plans and rows read."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PLANS = HERE.parent.parent / "mysql" / "advice"
DATABASE = "experiments"

V1, V2 = "set explain_json_format_version = 1;", "set explain_json_format_version = 2;"
# Name, what goes before, the words of EXPLAIN, the ending of the file, whether it runs the statement.
FORMATS = {
    "mysql": [
        ("v1", V1, "explain format=json", "v1.json", False),
        ("v2", V2, "explain format=json", "v2.json", False),
        ("v2-analyze", V2, "explain analyze format=json", "v2-analyze.json", True),
        ("tree", "", "explain format=tree", "tree.txt", False),
        ("tree-analyze", "", "explain analyze format=tree", "tree-analyze.txt", True),
    ],
    "mariadb": [
        ("plan", "", "explain format=json", "json", False),
        ("analyze", "", "analyze format=json", "analyze.json", True),
    ],
}


class SqlError(Exception):
    pass


class Server:
    def __init__(self, name: str, sockets: Path):
        self.name = name
        self.family = "mariadb" if name.startswith("mariadb") else "mysql"
        self.client = [self.family, "--no-defaults", "--user=root", f"--socket={sockets / name}.sock", "--batch", "--raw",
                       "--skip-column-names", "--comments", "--default-character-set=utf8mb4"]

    def run(self, script: str, database: str = DATABASE) -> str:
        done = subprocess.run([*self.client, database], input=script, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            raise SqlError(done.stderr[max(done.stderr.find("ERROR "), 0) :].strip())
        return done.stdout

    def load(self) -> None:
        """Loads the tables, unless they are there as they should be; they stay."""
        schema = (HERE / "advice_schema.sql").read_text(encoding="utf-8")
        mark = f"advice {len(schema)} {sum(schema.encode()) % 99991}"
        asked = f"select table_comment from information_schema.tables where table_schema = '{DATABASE}' and table_name = 'visits';"
        if self.run(asked, "mysql").strip() != mark:
            self.run(f"drop database if exists {DATABASE}; create database {DATABASE} character set utf8mb4;", "mysql")
            self.run(f"{schema}\nalter table visits comment = '{mark}';")

    def explain(self, sql: str) -> dict[str, str]:
        """The plan in every format that the server has, by the ending of its file."""
        texts = {}
        for _, before, words, ending, runs in FORMATS[self.family]:
            # MySQL executes what it analyzes; single-table UPDATE and DELETE it cannot.
            try:
                texts[ending] = self.run(f"{before}\nbegin;\n{words} {sql}\n;\nrollback;")
            except SqlError as error:
                if not runs:
                    raise
                print(f"  {self.name}: {words}: {error}")
        return texts

    def reads(self, sql: str) -> int:
        """Rows read by one execution: the sum of Handler_read_*."""
        # FLUSH ends a transaction: it stands before the one that is rolled back.
        out = self.run(f"flush status;\nbegin;\n{sql}\n;\nselect '\\nCOUNTED';\nshow session status like 'Handler_read%';\nrollback;")
        counted = out.rsplit("COUNTED", 1)[1]
        return sum(int(value) for value in re.findall(r"Handler_read_\w+\s+(\d+)", counted))

    def used(self, sql: str) -> set[str]:
        """The indexes that the plan uses."""
        # MySQL 9's own JSON names indexes as index_name, MariaDB's as key.
        before, words = (V2, "explain format=json") if self.family == "mysql" else ("", "explain format=json")
        text = self.run(f"{before}\n{words} {sql}\n;")
        keys = re.findall(r'"(?:index_name|key)": "([^"]+)"', text)
        merged = re.findall(r"(?:using|on \w+ using) (\w+)", text)
        return set(keys) | set(merged)

    def with_index(self, table: str, columns: str, sql: str) -> tuple[int, bool]:
        """Rows read with an index in place, and whether it is used."""
        self.run(f"alter table {table} add index tmp_idx ({columns});\nanalyze table {table};")
        try:
            return self.reads(sql), "tmp_idx" in self.used(sql)
        finally:
            self.run(f"alter table {table} drop index tmp_idx;")


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
