"""Builds the first index that plansight proposes for each plan of advice_capture.py, and what an expert would try, on
the servers, and compares the rows read.

    python3 testdata/capture/mysql/advice_judge.py SOCKETS PLANSIGHT [--keep] [--catalog] [CASE ...]

PLANSIGHT is the command. Every DDL that is printed is executed; one that fails ends the script. With --keep, what was
measured is kept in advice_measured.json, so that nothing is built twice, and what came of it in
advice_judged.json, which the tests read. With --catalog, plansight is given the catalog of the tables as well, which is
captured first (testdata/catalog/<server>-advice.jsonl); what came of it is kept in advice_judged_catalog.json, and what
the catalog changed is told at the end.

An index helps where the rows read fall by a fifth and by a thousand. A proposal is right where it is within a fifth
(and twenty rows) of the best that was measured; where none helps, nothing may be proposed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from advice_cases import CASES, MEASURED
from advice_server import DATABASE, FORMATS, HERE, PLANS, Server, SqlError, read_json

MEASUREMENTS = HERE / "advice_measured.json"
# What came of it, plan by plan: what the tests check.
JUDGED = HERE / "advice_judged.json"
WITH_CATALOG = HERE / "advice_judged_catalog.json"
CATALOGS = HERE.parent.parent / "catalog"
STATEMENTS = HERE.parent.parent.parent / "core" / "src" / "catalog" / "sql"


def aliases(sql: str) -> dict[str, str]:
    words = "where|on|join|left|inner|set|group|order|limit|union|straight_join|having|using|for"
    found = re.findall(rf"(?:from|join|update|,)\s+(\w+)(?:\s+(?:as\s+)?(?!(?:{words})\b)(\w+))?", sql, re.I)
    return {alias: table for table, alias in found if alias}


def executable(ddl: str, sql: str) -> list[str]:
    """The statements, with the tables' own names where the plan has what the statement calls them."""
    names = aliases(sql)
    table = r"(ALTER TABLE (?:`\w+`\.)?)`(\w+)`"
    lines = [line for line in ddl.split("\n") if not line.startswith("--")]
    return [re.sub(table, lambda match: f"{match[1]}`{names.get(match[2], match[2])}`", line) for line in lines]


def undo(statements: list[str]) -> list[str]:
    undone = []
    for statement in reversed(statements):
        table = re.match(r"ALTER TABLE (\S+)", statement)[1]
        for kind, name in re.findall(r"ADD (INDEX|COLUMN) (`(?:[^`]|``)+`)", statement):
            undone.append(f"alter table {table} drop {kind.lower()} {name}")
    return undone


class Judge:
    def __init__(self, server: Server, known: dict):
        self.server, self.known = server, known

    def measure(self, sql: str, statements: list[str]) -> dict:
        """Rows read with these statements executed, and whether a new index is used."""
        key = " ".join([self.server.name, sql, *statements])
        if key not in self.known:
            self.known[key] = self.built(sql, statements)
        return self.known[key]

    def built(self, sql: str, statements: list[str]) -> dict:
        server = self.server
        done: list[str] = []
        try:
            for statement in statements:
                server.run(f"{statement.rstrip(';')};")
                done.append(statement)
            tables = {re.match(r"ALTER TABLE (\S+)", statement, re.I)[1] for statement in statements}
            for table in tables:
                server.run(f"analyze table {table};")
            names = {name for statement in statements for name in re.findall(r"ADD INDEX `?(\w+)`?", statement, re.I)}
            return {"reads": server.reads(sql), "used": bool(names & server.used(sql)) if names else False}
        finally:
            for statement in undo(done):
                server.run(f"{statement};")


def capture_catalog(server: Server) -> Path:
    """The catalog of the tables as they are now, without any index of ours; of MySQL with histograms of all columns, which
    are dropped again: the plans were made without."""
    histograms = []
    if server.family == "mysql":
        asked = f"""select table_name, group_concat(concat('`', column_name, '`')) from information_schema.columns
            where table_schema = '{DATABASE}' and data_type not in ('json', 'text') and column_key = ''
            and table_name not in ('digits', 'numbers') group by table_name;"""
        histograms = [line.split("\t") for line in server.run(asked).splitlines()]
    for table, columns in histograms:
        server.run(f"analyze table `{table}` update histogram on {columns} with 16 buckets;")
    statement = (STATEMENTS / f"{server.family}.sql").read_text(encoding="utf-8")
    only = statement.replace("NULL AS only_schema", f"'{DATABASE}' AS only_schema")
    path = CATALOGS / f"{server.name}-advice.jsonl"
    path.write_text(server.run(only), encoding="utf-8")
    for table, columns in histograms:
        server.run(f"analyze table `{table}` drop histogram on {columns};")
    return path


def changes(judged: dict) -> None:
    """What the catalog changed, plan by plan, against what came of the plans alone."""
    alone = read_json(JUDGED) or {}
    counts = Counter()
    for plan, now in judged.items():
        before = alone.get(plan)
        if before and now["keys"] != before["keys"]:
            better = now["verdict"] == "right" or now["reads"] < before["reads"]
            fate = "same" if now["verdict"] == before["verdict"] else "better" if better else "worse"
            counts[fate] += 1
            print(f"{plan}: {before['verdict']} {before['keys']} {before['reads']} -> {now['verdict']} {now['keys']} {now['reads']}")
    print(f"with a catalog {sum(counts.values())} of {len(judged)} first proposals change: {dict(counts)}")


def proposals(command: str, plan: Path, catalog: list[str]) -> list[dict]:
    words = [command, "--format", "json", *catalog, str(plan)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["plans"][0].get("indexes", [])


def main(sockets: Path, command: str, keep: bool, with_catalog: bool, wanted: list[str]) -> None:
    known = read_json(MEASUREMENTS) or {}
    kept_in = WITH_CATALOG if with_catalog else JUDGED
    judged = read_json(kept_in) or {}
    tallies: dict[tuple[str, str], Counter] = {}
    for name in ("mysql9", "mariadb118"):
        server = Server(name, sockets)
        server.load()
        judge = Judge(server, known)
        catalog = ["--catalog", str(capture_catalog(server))] if with_catalog else []
        for case in CASES:
            if (wanted and case.name not in wanted) or name not in case.servers:
                continue
            before = judge.measure(case.sql, [])["reads"]
            tried = {}
            for table, columns in case.tried(name):
                statement = f"alter table `experiments`.`{table}` ADD INDEX `tmp_idx` ({columns})"
                tried[f"{table}({columns})"] = judge.measure(case.sql, [statement.replace("alter table", "ALTER TABLE")])
            first, together = {}, {}
            for form, _, _, ending, _ in FORMATS[server.family]:
                plan = PLANS / f"{name}-{case.name}.{ending}"
                if not plan.exists() or "not executable" in plan.read_text(encoding="utf-8"):
                    continue
                listed = proposals(command, plan, catalog)
                if not listed:
                    first[form] = None
                    continue
                statements = executable(listed[0]["ddl"], case.sql)
                keys = ", ".join(key["expression"] + " DESC" * (key["order"] == "desc") for key in listed[0]["keys"])
                first[form] = (f"({keys})", judge.measure(case.sql, statements), len(listed))
                if len(listed) > 1:
                    everything = [line for one in listed for line in executable(one["ddl"], case.sql)]
                    together[form] = judge.measure(case.sql, everything)["reads"]
            # What several do together is told, not compared: an expert would build several, too.
            reads = [result["reads"] for result in tried.values()] + [one[1]["reads"] for one in first.values() if one]
            best = min(reads, default=before)
            helps = best <= before * 0.8 and before - best >= 1000 and not case.slower
            print(f"{name} {case.name}: {before} rows read, best {best}{'' if helps else ' (none helps)'}")
            for label, result in tried.items():
                print(f"      expert  {label}: {result['reads']}{'' if result['used'] else ' not used'}")
            for form, one in first.items():
                what, keys = "-", None
                if one is None:
                    verdict = "MISS" if helps else "right"
                else:
                    near = one[1]["reads"] <= best * 1.2 + 20
                    verdict = ("right" if near else "WORSE") if helps else "FALSE"
                    keys = one[0]
                    what = f"{keys}: {one[1]['reads']}{'' if one[1]['used'] else ' not used'}"
                    what += f"; all {one[2]} together: {together[form]}" if form in together else ""
                group = "measured" if case in MEASURED else "further"
                ending = next(row[3] for row in FORMATS[server.family] if row[0] == form)
                judged[f"{name}-{case.name}.{ending}"] = {
                    "group": group, "format": f"{name} {form}", "before": before, "best": best, "helps": helps, "keys": keys,
                    "reads": one[1]["reads"] if one else before, "verdict": verdict,
                }
                tally = tallies.setdefault((group, f"{name} {form}"), Counter())
                tally["helps" if helps else "none"] += 1
                tally[("helps " if helps else "none ") + verdict] += 1
                print(f"      {form:13} {verdict:6} {what}")
            sys.stdout.flush()
            if keep:
                MEASUREMENTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
                kept_in.write_text(json.dumps(judged, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for (group, form), tally in tallies.items():
        print(f"{group:9} {form:26} helps {tally['helps']:3}: right {tally['helps right']:3} missed {tally['helps MISS']:2} worse {tally['helps WORSE']:2}"
              f" | none helps {tally['none']:3}: quiet {tally['none right']:3} false {tally['none FALSE']:2}")
    if with_catalog:
        changes(judged)



if __name__ == "__main__":
    options = [word for word in sys.argv[1:] if not word.startswith("--")]
    try:
        main(Path(options[0]), options[1], "--keep" in sys.argv, "--catalog" in sys.argv, options[2:])
    except SqlError as error:
        sys.exit(f"a server refused a statement: {error}")
