"""Judges the indexes that plansight proposes: what the real planner makes of them, beside an expert's.

    cargo build --release -p plansight-cli && python3 testdata/judge
    python3 testdata/judge --small              thirty queries on little data, in half a minute
    python3 testdata/judge --only order-limit q17 --show
    PGHOST=... PGUSER=... python3 testdata/judge --server     keeps the loaded databases for the next time

It starts a PostgreSQL of its own with hypopg, loads the schemas, explains each query, gives the text of the plan to
the command, and asks the planner for the query's cost with the indexes that it answers.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

# Before our own modules are imported: their compiled copies would lie about in testdata.
sys.dont_write_bytecode = True
# The throwaway server is the capture's.
sys.path.append(str(Path(__file__).resolve().parent.parent / "capture"))

import peers  # noqa: E402
import table  # noqa: E402
from advisor import Plansight, Proposal  # noqa: E402
from database import Database, ensure_hypopg, load  # noqa: E402
from planner import Trial, trial  # noqa: E402
from query import HERE, SCHEMAS, JudgeError, Query, choose, read_all  # noqa: E402
from score import Judged, Result, prediction, totals  # noqa: E402
from server import ServerError, running, throwaway  # noqa: E402

BUILT = HERE.parent.parent / "target" / "release" / "plansight"


def main() -> int:
    options = arguments()
    asked = [query for query in read_all() if query.schema in options.schema]
    queries = choose(asked, options.only, small=options.small)
    plansight = Plansight(options.plansight, not options.no_catalog)
    others = peers.installed(options.index_advisor, options.dexter) if options.peers else []
    # A plain kill ends the program without unwinding, and the server would outlive it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    if not options.server:
        ensure_hypopg()
    with nullcontext(running()) if options.server else throwaway() as server, tempfile.TemporaryDirectory() as folder:
        results: dict[str, list[Result]] = {"plansight": [], **{peer.name: [] for peer in others}}
        for schema in dict.fromkeys(query.schema for query in queries):
            start = time.monotonic()
            database = load(server, schema, small=options.small)
            say(f"{schema}: loaded in {time.monotonic() - start:.0f} s")
            plansight.read_catalog(database, Path(folder))
            for peer in others:
                peer.prepare(database)
            print(table.HEAD, flush=True)
            partitions = database.partitions()
            for query in (query for query in queries if query.schema == schema):
                bench = Bench(database, query, partitions, real=options.real)
                text, analyzed = database.explain(query.statement, analyze=not options.no_analyze, verbose=not options.no_verbose)
                if analyzed and query.writes:
                    database.run("vacuum")
                bench.measure(analyzed)
                result = bench.judge(plansight.propose(database, text))
                results["plansight"].append(result)
                print(table.row(result), flush=True)
                if options.show and (told := bench.told(result)):
                    print(told, flush=True)
                for peer in others:
                    results[peer.name].append(bench.judge(peer.propose(database, query)))
    tell(results, plansight, options)
    ours = totals(results["plansight"])
    return ours["invalid"] > 0 or (ours["share"] or 0) < options.at_least


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("judge", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--plansight", metavar="PATH", default=str(BUILT), help="the command (default: target/release/plansight)"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these queries or categories")
    parser.add_argument(
        "--schema", nargs="+", choices=SCHEMAS, default=SCHEMAS, help="only the queries of these schemas"
    )
    parser.add_argument("--small", action="store_true", help="a few queries of each kind on little data")
    parser.add_argument("--no-analyze", action="store_true", help="plans with estimates alone")
    parser.add_argument("--no-verbose", action="store_true", help="plans without VERBOSE, which do not tell the columns")
    parser.add_argument("--no-catalog", action="store_true", help="the plan's text alone, without the catalog")
    parser.add_argument("--real", action="store_true", help="really build every index, none with hypopg")
    parser.add_argument("--show", action="store_true", help="print the indexes under each query")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write everything here")
    parser.add_argument("--readme", action="store_true", help="write the results into README.md")
    parser.add_argument(
        "--at-least", metavar="SHARE", type=float, default=0.0, help="fail under this share of the expert's gain"
    )
    parser.add_argument("--server", action="store_true", help="use the server that PGHOST, PGPORT and PGUSER name")
    parser.add_argument("--peers", action="store_true", help="judge other advisors as well")
    parser.add_argument(
        "--index-advisor", metavar="FILE", type=Path, help="with --peers: the .sql of Supabase's index_advisor"
    )
    parser.add_argument(
        "--dexter", metavar="COMMAND", help="with --peers: how dexter is called, where it is not on PATH"
    )
    return parser.parse_args()


class Bench:
    """A query, with its costs as it is and with the expert's indexes."""

    def __init__(self, database: Database, query: Query, partitions: set[str], *, real: bool):
        self.database, self.query, self.partitions, self.real = database, query, partitions, real

    def trial(self, indexes: list[str]) -> Trial:
        return trial(self.database, self.query, indexes, partitions=self.partitions, real=self.real)

    def measure(self, analyzed: bool) -> None:
        self.analyzed = analyzed
        self.before = self.trial([]).cost
        try:
            self.expert = self.trial(self.query.expert)
        except ServerError as error:
            raise JudgeError(f"{self.query.name}: the expert's index is refused: {error}") from None

    def judge(self, proposals: list[Proposal]) -> Result:
        judged = []
        for proposal in proposals:
            one = Judged(proposal.ddl, predicted=proposal.predicted)
            try:
                alone = self.trial([proposal.ddl])
                one.alone, one.used = alone.cost, alone.used[0]
            except ServerError as error:
                one.error = str(error)
            judged.append(one)
        valid = [one for one in judged if one.error is None]
        ours = valid[0].alone if len(valid) == 1 else self.before
        if len(valid) > 1:
            together = self.trial([one.ddl for one in valid])
            ours = together.cost
            for one, used in zip(valid, together.used, strict=True):
                one.used = used
        query, expert = self.query, self.expert
        costs = {
            "before": self.before,
            "expert": expert.cost,
            "expert_ddl": query.expert,
            "expert_used": expert.used,
            "ours": ours,
        }
        return Result(query.name, query.category, **costs, analyzed=self.analyzed, proposals=judged)

    def told(self, result: Result) -> str:
        lines = [
            f"    expert{'' if used else ' (NOT USED)'}: {ddl}"
            for ddl, used in zip(result.expert_ddl, result.expert_used, strict=True)
        ]
        for one in result.proposals:
            state = f" ({one.error})" if one.error else "" if one.used else " (not used)"
            lines.append(f"    ours{state}: {' '.join(one.ddl.split())}")
        return "\n".join(lines)


def tell(results: dict[str, list[Result]], plansight: Plansight, options: argparse.Namespace) -> None:
    ours = results["plansight"]
    catalog = "with" if plansight.with_catalog else "without"
    print(f"\n{table.categories(ours)}\n")
    for name, judged in results.items():
        print(table.summary(name, judged))
    plans = " and ".join(
        f"{'without' if left_out else 'with'} {what}"
        for what, left_out in (("ANALYZE", options.no_analyze), ("VERBOSE", options.no_verbose))
    )
    note = f"plansight was asked {catalog} catalog, by plans {plans}"
    print(f"  {note}")
    for result in ours:
        for ddl, used in zip(result.expert_ddl, result.expert_used, strict=True):
            if not used:
                say(f"{result.name}: the planner does not use the expert's {ddl}")
        if result.expert_ddl and not result.helps:
            say(f"{result.name}: the expert's indexes save less than a tenth")
        if not result.helps and result.ours < result.before * 0.9:
            say(f"{result.name}: what is proposed saves more than a tenth where the expert has nothing")
    if options.readme:
        write_readme(results, note)
    if options.json:
        told = {
            "catalog": plansight.with_catalog,
            "analyze": not options.no_analyze,
            "verbose": not options.no_verbose,
            "advisors": {
                name: {
                    "totals": totals(judged),
                    "prediction": prediction(judged),
                    "queries": [result.wire() for result in judged],
                }
                for name, judged in results.items()
            },
        }
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def write_readme(results: dict[str, list[Result]], note: str) -> None:
    """The tables of README.md, between its two marks."""
    path = HERE / "README.md"
    before, rest = path.read_text(encoding="utf-8").split("<!-- results -->\n")
    _, after = rest.split("<!-- /results -->\n")
    ours = results["plansight"]
    summaries = "\n".join(table.summary(name, judged) for name, judged in results.items())
    parts = [f"```text\n{summaries}\n  {note}\n```", table.categories(ours)]
    if len(results) > 1:
        parts += ["### Beside others", "Shares of the expert's gain.", table.side_by_side(results)]
    parts += ["### Where it falls short", table.work_list(ours)]
    path.write_text(
        f"{before}<!-- results -->\n" + "\n\n".join(parts) + f"\n<!-- /results -->\n{after}", encoding="utf-8"
    )


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (JudgeError, ServerError) as error:
        sys.exit(f"judge: {error}")
    except KeyboardInterrupt:
        sys.exit("judge: interrupted")
