"""Findings and index advice for a column of plans in polars, each plan a row with columns beside it.

    python polars_plans.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

import plansight
import polars


def main(files: list[str]) -> None:
    plans = polars.DataFrame({"file": [Path(file).name for file in files], "plan": [Path(file).read_text() for file in files]})
    told = plans.drop("plan").hstack(polars.DataFrame(plansight.analyze_many(plans["plan"])))
    print(told.group_by("severity").agg(polars.len(), polars.col("execution_ms").sum()).sort("severity", nulls_last=True))
    worst = told.filter(polars.col("severity") == "critical").select("file", polars.col("rules").list.first())
    print(worst.sort("file"))
    proposed = told.select("file", "ddl").explode("ddl").drop_nulls().group_by("ddl").agg(polars.len())
    print(proposed.sort("len", "ddl", descending=[True, False]))


if __name__ == "__main__":
    main(sys.argv[1:])
