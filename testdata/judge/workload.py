"""One set of indexes for all of TPC-H's queries under a budget, beside a search that asks the planner for every step.

    python3 testdata/judge/workload.py --budget 20 --plansight target/release/plansight      (with PGHOST, PGPORT, PGUSER)

The search is greedy: of all indexes that plansight or the expert would create for any of the queries, it takes the one
that saves most for each byte by the planner's own costs (hypopg, all 22 queries explained for each index that is tried),
until the budget is used up. plansight's set is chosen from the plans' text and the catalog alone. Both sets are then
costed by the planner. Sizes are those of indexes that were really built: hypopg takes some for far too large.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.append(str(Path(__file__).resolve().parent.parent / "capture"))

from advisor import Plansight  # noqa: E402
from database import Database, load  # noqa: E402
from query import read_all  # noqa: E402
from server import running  # noqa: E402

BUILT = Path(__file__).resolve().parent.parent.parent / "target" / "release" / "plansight"
MARK = "@judge@"


class Planner:
    """The costs of all queries with a set of indexes, each set asked once."""

    def __init__(self, database: Database, statements: list[str]):
        self.database, self.statements = database, statements
        self.known: dict[tuple[str, ...], list[float]] = {}
        self.sizes: dict[str, int] = {}
        self.asked = 0

    def size(self, ddl: str) -> int:
        """The bytes of an index."""
        if ddl not in self.sizes:
            named = re.sub(r"create index", "create index judged", ddl, count=1, flags=re.I)
            script = f"begin;\n{named};\n\\echo {MARK}\nselect pg_relation_size('judged');\nrollback;"
            self.sizes[ddl] = int(self.database.run(script).split(f"{MARK}\n")[1].split()[0])
        return self.sizes[ddl]

    def cost(self, indexes: list[str]) -> float:
        """The cost of all statements."""
        key = tuple(sorted(indexes))
        if key not in self.known:
            self.asked += 1
            script = ["select hypopg_reset();"]
            script += [f"select hypopg_create_index($judge${ddl}$judge$);" for ddl in key]
            script += [f"\\echo {MARK}\nexplain (format json)\n{one};" for one in self.statements]
            answers = self.database.run("\n".join([*script, "select hypopg_reset();"])).split(f"{MARK}\n")[1:]
            plans = [json.JSONDecoder().raw_decode(answer)[0][0]["Plan"] for answer in answers]
            self.known[key] = [plan["Total Cost"] for plan in plans]
        return sum(self.known[key])


def plain(ddl: str) -> str | None:
    """As hypopg can make it."""
    statements = [line for line in ddl.splitlines() if not line.startswith("--")]
    text = re.sub(r"\bconcurrently\b\s*", "", " ".join(statements), flags=re.I).rstrip(";")
    return None if ";" in text or re.search(r"using (gin|gist)", text, re.I) else text


def greedy(planner: Planner, candidates: list[str], budget: float) -> list[str]:
    chosen: list[str] = []
    used = 0.0
    while True:
        now = planner.cost(chosen)
        best, worth = None, 0.0
        for one in candidates:
            if one in chosen:
                continue
            if used + planner.size(one) > budget:
                continue
            saved = now - planner.cost([*chosen, one])
            if saved / planner.size(one) > worth and saved > now * 0.001:
                best, worth = one, saved / planner.size(one)
        if best is None:
            return chosen
        chosen.append(best)
        used += planner.size(best)
        print(f"  greedy: {planner.cost(chosen):>12,.0f}  {used / 2**20:5.1f} MB  {best}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser("workload", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plansight", default=str(BUILT), metavar="PATH")
    parser.add_argument("--budget", type=float, nargs="+", default=[10, 20, 40, 80], metavar="MB")
    options = parser.parse_args()
    plansight = Plansight(options.plansight, True)
    queries = [query for query in read_all() if query.schema == "tpch"]
    server = running()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = load(server, "tpch", small=False)
        plansight.read_catalog(database, folder)
        files = []
        for query in queries:
            text, _ = database.explain(query.statement, analyze=False, verbose=True)
            files.append(folder / f"{query.name}.json")
            files[-1].write_text(text, encoding="utf-8")
        catalog = ["--catalog", str(plansight.catalogs[database.name])]
        planner = Planner(database, [query.statement for query in queries])
        own = [proposal.ddl for file in files for proposal in plansight.propose(database, file.read_text())]

        def proposed(limits: list[str]) -> list[dict]:
            return json.loads(plansight.run(["workload", "--format", "json", *limits, *catalog, *map(str, files)]))["indexes"]

        everything = [index["index"]["ddl"] for index in proposed([])]
        candidates = {plain(ddl) for ddl in own + everything + [ddl for query in queries for ddl in query.expert]}
        candidates = sorted(candidate for candidate in candidates if candidate)
        before = planner.cost([])
        print(f"{len(candidates)} candidates; {before:,.0f} as it is")
        for budget in options.budget:
            ours, room = [], budget * 2**20
            # What does not fit by its real size is left out.
            for index in proposed(["--budget", f"{budget}MB"]):
                ddl = plain(index["index"]["ddl"])
                size = planner.size(ddl) if ddl else room + 1
                if size <= room:
                    ours.append(ddl)
                    room -= size
            cost = planner.cost(ours)
            print(f"  ours:   {cost:>12,.0f}  {budget - room / 2**20:5.1f} MB  {len(ours)} indexes")
            theirs = greedy(planner, candidates, budget * 2**20)
            best = planner.cost(theirs)
            print(f"{budget:g} MB: plansight {cost:,.0f}, greedy {best:,.0f}: {cost / best:.3f} times; {planner.asked} sets asked", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
