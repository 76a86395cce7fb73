"""Captures the plans of testdata: starts a PostgreSQL, loads a shop, explains the cases, keeps the answers.

    python3 testdata/capture                    every case for PostgreSQL, on a throwaway server
    python3 testdata/capture --case merge-joins sort-spill/fires
    PGHOST=... PGPORT=... PGUSER=... python3 testdata/capture --server
    python3 testdata/capture --server SOCKET    every case for the MySQL or MariaDB that listens there

Needs psql and, without --server, PostgreSQL's server programs; for a SOCKET mysql or mariadb, the client. A case is
kept for the versions it names.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
from contextlib import nullcontext

# Before our own modules are imported: their compiled copies would lie about in testdata.
sys.dont_write_bytecode = True

import coverage  # noqa: E402
import ddl  # noqa: E402
import readme  # noqa: E402
from case import Case, CaseError, read_all  # noqa: E402
from mysql_case import MysqlCase, read_mysql  # noqa: E402
from mysql_server import MysqlServer  # noqa: E402
from server import Server, ServerError, running, throwaway  # noqa: E402


def main() -> int:
    options = arguments()
    if options.list:
        for case in choose(read_all() + read_mysql(), options.case):
            asked = case.servers if isinstance(case, MysqlCase) else map(str, case.versions)
            print(f"{case.name:40} {', '.join(asked):20} {case.about}")
        return 0
    if isinstance(options.server, str):
        return capture_mysql(options)
    cases = choose(read_all(), options.case)
    # A plain kill ends the program without unwinding, and the server would outlive it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    with nullcontext(running()) if options.server else throwaway() as server:
        version = server.version()
        failures = capture(server, cases, version, show=options.print)
    if options.case or options.print:
        return failures > 0
    readme.write_tables(read_all(), read_mysql())
    return failures + coverage.report(read_all()) > 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("capture", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--case", nargs="+", metavar="NAME", help="only these cases")
    parser.add_argument("--list", action="store_true", help="list the cases and stop")
    parser.add_argument("--print", action="store_true", help="print the plans, of whatever version, and keep none")
    server = "ask the server that PGHOST, PGPORT and PGUSER name,\nor the MySQL or MariaDB at this socket"
    parser.add_argument("--server", nargs="?", const=True, metavar="SOCKET", help=server)
    parser.add_argument("--ddl", action="store_true", help="execute the forms of DDL instead; with a SOCKET")
    return parser.parse_args()


def capture_mysql(options: argparse.Namespace) -> int:
    server = MysqlServer(options.server)
    say(f"{server.version}: {'loaded the shop' if server.load() else 'the shop is there'}")
    if options.ddl:
        return ddl.check(server)
    cases = choose(read_mysql(), options.case)
    wanted = [case for case in cases if options.print or server.name in case.servers]
    failures = 0
    for number, case in enumerate(wanted, 1):
        start = time.monotonic()
        try:
            texts = server.explain(case)
            if options.print:
                print("\n".join(f"==> {ending}\n{text}" for ending, text in texts.items()))
            case.check_all(server.name, texts)
            if not options.print:
                case.keep_all(server.name, server.version, texts)
            size = sum(map(len, texts.values())) / 1024
            outcome = f"{size:6.1f} kB {time.monotonic() - start:5.1f} s"
        except (CaseError, ServerError) as error:
            failures += 1
            outcome = f"FAILED: {error}"
        say(f"[{number:3}/{len(wanted)}] {case.name:40} {outcome}")
    say(f"{len(wanted) - failures} of {len(wanted)} cases captured, {failures} failed")
    if not options.case and not options.print:
        readme.write_tables(read_all(), read_mysql())
        failures += coverage.report_mysql(read_mysql(), server.name)
    return failures > 0


def choose(cases: list[Case], names: list[str] | None) -> list[Case]:
    if not names:
        return cases
    known = {case.name: case for case in cases}
    if unknown := [name for name in names if name not in known]:
        raise CaseError(f"no such case: {', '.join(unknown)} (--list shows them all)")
    return [known[name] for name in names]


def capture(server: Server, cases: list[Case], version: str, *, show: bool) -> int:
    """Asks for each plan and keeps it; the number of cases that failed."""
    major = int(re.findall(r"\d+", version)[0])
    wanted = [case for case in cases if show or major in case.versions]
    if not wanted:
        raise CaseError(f"none of the cases asks for PostgreSQL {major}: see their '-- versions:' lines")
    say(f"PostgreSQL {version}: loading the shop")
    failures = skipped = 0
    with server.shop():
        for number, case in enumerate(wanted, 1):
            start = time.monotonic()
            try:
                if server.meets(case):
                    plan = server.explain(case)
                    if show:
                        print(plan, end="")
                    case.check(plan)
                    if not show:
                        case.keep(plan, major, version)
                    outcome = f"{len(plan) / 1024:6.1f} kB {time.monotonic() - start:5.1f} s"
                else:
                    skipped += 1
                    outcome = "skipped: the server lacks what it requires"
            except (CaseError, ServerError) as error:
                failures += 1
                outcome = f"FAILED: {error}"
            say(f"[{number:3}/{len(wanted)}] {case.name:32} {outcome}")
    say(f"{len(wanted) - failures - skipped} of {len(wanted)} cases captured, {skipped} skipped, {failures} failed")
    return failures


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CaseError, ServerError) as error:
        sys.exit(f"capture: {error}")
    except KeyboardInterrupt:
        sys.exit("capture: interrupted")
