"""Captures the plans of the index experiments: testdata/mysql/advice/.

    python3 testdata/capture/mysql/advice_capture.py SOCKETS [CASE ...]

SOCKETS is the folder with mysql9.sock and mariadb118.sock; the clients `mysql` and `mariadb` are on PATH. The server's
database `experiments` is made anew if its tables are not those of advice_schema.sql.
"""

from __future__ import annotations

import sys
from pathlib import Path

from advice_cases import CASES
from advice_server import PLANS, Server

HEADER = "-- {about}\n{sql}\n"


def main(sockets: Path, wanted: list[str]) -> None:
    PLANS.mkdir(parents=True, exist_ok=True)
    for name in ("mysql9", "mariadb118"):
        server = Server(name, sockets)
        server.load()
        for case in CASES:
            if (wanted and case.name not in wanted) or name not in case.servers:
                continue
            for ending, text in server.explain(case.sql).items():
                # MySQL shows the plan of an UPDATE or DELETE of one table in version 1 only.
                if "not executable" in text:
                    continue
                (PLANS / f"{name}-{case.name}.{ending}").write_text(text, encoding="utf-8", newline="\n")
            (PLANS / f"{case.name}.sql").write_text(f"{case.sql};\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
