"""What an analysis costs beside `json.loads` of the same text, in one run: read the ratios, not the times.

The plans are the core's own: a report over three tables and a parallel aggregate, copied under an Append and laid out as
PostgreSQL does. Medians of CPU time.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plansight

POSTGRES = Path(__file__).parents[2] / "testdata" / "postgres"
RUNS = 301


def plan(kilobytes: int) -> str:
    """A plan of so many kilobytes at most."""
    document = json.loads((POSTGRES / "15-orders-report.json").read_text())
    parallel = json.loads((POSTGRES / "15-gather.json").read_text())
    root = document[0]["Plan"]
    members = [{**tree, "Parent Relationship": "Member"} for tree in (root, parallel[0]["Plan"])]
    children: list[Any] = []
    document[0]["Plan"] = {**root, "Node Type": "Append", "Plans": children}
    text = ""
    while len(longer := json.dumps(document, indent=2)) <= kilobytes * 1000:
        text = longer
        children.append(members[len(children) % 2])
    return text


def times_us(*runs: Callable[[], object]) -> list[list[float]]:
    """The times of each, run in turns: what else the machine does meets all of them."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(RUNS):
        for run, taken in zip(runs, times, strict=True):
            started = time.process_time_ns()
            run()
            taken.append((time.process_time_ns() - started) / 1e3)
    return times


def main() -> None:
    print(f"Python {sys.version.split()[0]}, {RUNS} runs each in turns, CPU time in microseconds: median (least)\n")
    for kilobytes in (30, 380):
        text = plan(kilobytes)
        print(f"{len(text) // 1000} kB, {len(plansight.analyze(text).plans[0])} nodes")
        reference, analysis = times_us(lambda: json.loads(text), lambda: plansight.analyze(text))
        rest = times_us(
            lambda: plansight.analyze(text).to_json(),
            lambda: plansight.analyze(text).plans[0].nodes,
            lambda: plansight.analyze(text).to_dict(),
        )
        names = ("json.loads", "analyze", "analyze, to_json", "analyze, every node", "analyze, to_dict")
        for name, times in zip(names, (reference, analysis, *rest), strict=True):
            median, least = statistics.median(times), min(times)
            ratios = median / statistics.median(reference), least / min(reference)
            print(f"  {name:<20} {median:>7.0f} ({least:>5.0f})   {ratios[0]:>5.2f} ({ratios[1]:.2f}) of json.loads")


if __name__ == "__main__":
    main()
