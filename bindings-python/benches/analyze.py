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


def medians_us(*runs: Callable[[], object]) -> list[float]:
    """The median of each, run in turns: what else the machine does meets all of them."""
    times: list[list[int]] = [[] for _ in runs]
    for _ in range(RUNS):
        for run, taken in zip(runs, times, strict=True):
            started = time.process_time_ns()
            run()
            taken.append(time.process_time_ns() - started)
    return [statistics.median(taken) / 1e3 for taken in times]


def main() -> None:
    print(f"Python {sys.version.split()[0]}, {RUNS} runs each in turns, medians of CPU time in microseconds\n")
    print(f"{'plan':>18} {'json.loads':>11} {'analyze':>9} {'ratio':>6} {'+ to_json':>10} {'+ nodes':>9} {'+ to_dict':>10}")
    for kilobytes in (30, 380):
        text = plan(kilobytes)
        nodes = len(plansight.analyze(text).plans[0])
        reference, analysis, report, objects, data = medians_us(
            lambda: json.loads(text),
            lambda: plansight.analyze(text),
            lambda: plansight.analyze(text).to_json(),
            lambda: plansight.analyze(text).plans[0].nodes,
            lambda: plansight.analyze(text).to_dict(),
        )
        size = f"{len(text) // 1000} kB, {nodes} nodes"
        ratio = analysis / reference
        print(f"{size:>18} {reference:>11.0f} {analysis:>9.0f} {ratio:>6.2f} {report:>10.0f} {objects:>9.0f} {data:>10.0f}")


if __name__ == "__main__":
    main()
