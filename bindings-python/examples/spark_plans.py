"""Findings and index advice for a table of plans, on a Spark cluster: here on the cores of this machine.

    python spark_plans.py FILE...

A file holds a plan each, or a plan a line. Any table with a column of texts will do instead.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas
import plansight
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, explode, first, sum as total

COLUMNS = """id long, error string, dialect string, plans long, nodes long, cost double, execution_ms double,
    severity string, rules array<string>, messages array<string>, ddl array<string>, cost_after array<double>"""


def judged(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """What plansight tells of each plan; Spark runs it in a process for each core."""
    for batch in batches:
        columns = plansight.analyze_many(batch["plan"], threads=1)
        yield pandas.DataFrame({"id": batch["id"], **columns})


def texts(files: list[str]) -> list[str]:
    found = []
    for file in files:
        text = Path(file).read_text()
        found += text.splitlines() if file.endswith(".jsonl") else [text]
    return found


def main(files: list[str]) -> None:
    # The workers are of this environment, too.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = pandas.DataFrame({"plan": texts(files)})
    rows.insert(0, "id", range(len(rows)))
    plans = spark.createDataFrame(rows).repartition(8).cache()
    count = plans.count()
    started = time.perf_counter()
    told = plans.mapInPandas(judged, COLUMNS).cache()
    unreadable = told.where(col("error").isNotNull()).count()
    seconds = time.perf_counter() - started
    proposed = (
        told.select("cost", explode("ddl").alias("ddl"))
        .groupBy("ddl")
        .agg(total("cost").alias("cost"), first("cost").alias("one"))
        .orderBy(col("cost").desc(), "ddl")
    )
    print(f"{count} plans, {unreadable} unreadable: {seconds:.1f} s, {count / seconds:,.0f} plans a second")
    for row in proposed.take(5):
        print(f"{row.cost:>14,.0f}  {row.ddl.splitlines()[-1]}")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
