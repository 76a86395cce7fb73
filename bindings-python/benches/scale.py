"""Many plans on two cores: threads, processes and Spark, side by side.

    python scale.py [--plans NUMBER] [--spark PYTHON]

The plans are those of testdata/postgres over and over, each with a number of its own in its first line. PYTHON is the
interpreter of an environment with pyspark, which runs examples/spark_plans.py.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import plansight

HERE = Path(__file__).parent
PLANS = sorted((HERE.parent.parent / "testdata" / "postgres").glob("15-*.json"))
CORES = 2
BATCH = 1000


def texts(count: int) -> list[str]:
    """So many plans, no two of them the same."""
    documents = [json.loads(path.read_text()) for path in PLANS]
    # Of some statements there is no plan, or a word only, such as NOTIFY.
    plans = [document for document in documents if isinstance(document, list) and "Plan" in (document or [""])[0]]
    made = []
    for number in range(count):
        plan = plans[number % len(plans)]
        plan[0]["Query Identifier"] = number
        made.append(json.dumps(plan))
    return made


def judged(batch: list[str]) -> int:
    return sum(error is None for error in plansight.analyze_many(batch, threads=1)["error"])


def by_processes(plans: list[str]) -> int:
    batches = [plans[start : start + BATCH] for start in range(0, len(plans), BATCH)]
    with multiprocessing.Pool(CORES) as pool:
        return sum(pool.imap_unordered(judged, batches))


def by_threads(plans: list[str]) -> int:
    return sum(error is None for error in plansight.analyze_many(plans, threads=CORES)["error"])


def timed(name: str, run: Callable[[list[str]], int], plans: list[str]) -> None:
    started = time.perf_counter()
    read = run(plans)
    seconds = time.perf_counter() - started
    if read != len(plans):
        sys.exit(f"{name}: expected {len(plans)} plans to be read, found {read}")
    print(f"{name:<44} {seconds:6.1f} s {len(plans) / seconds:10,.0f} plans a second", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--plans", type=int, default=100_000)
    options.add_argument("--spark", metavar="PYTHON")
    given = options.parse_args()
    plans = texts(given.plans)
    print(f"{len(plans):,} plans, {sum(map(len, plans)) / 1e6:,.0f} MB, {CORES} cores", flush=True)
    timed("one thread", judged, plans)
    timed("analyze_many, two threads", by_threads, plans)
    timed("multiprocessing.Pool, two processes", by_processes, plans)
    if given.spark:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "plans.jsonl"
            file.write_text("\n".join(plans))
            print("Spark, local[2], mapInPandas (without its start):", flush=True)
            subprocess.run([given.spark, HERE.parent / "examples" / "spark_plans.py", file], check=True)


if __name__ == "__main__":
    main()
