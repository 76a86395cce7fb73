"""Fuzzes every target for a while, one after another, and prints what that came to.

    python3 core/fuzz [--seconds 60] [--corpus FOLDER] [--logs FOLDER] [TARGET ...]
    python3 core/fuzz --seeds FOLDER        writes the seeds only

Seeds are our own captures in testdata/; what the fuzzers find beyond them stays in the corpus folder (by default below
the target folder), so that the next run goes on where this one ended. Exits with 1 where a target crashed, hung or
leaked: the input then lies beside the corpus, and its log tells. Needs a nightly toolchain and cargo-fuzz.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TESTDATA = ROOT / "testdata"
TARGETS = ["json", "source", "postgres", "block", "iterator", "tree", "predicate", "analysis", "catalog"]
# Mutation works best on small inputs; some of each kind are there.
LARGEST = 24_000
# Executions that need longer count as hangs: the largest input takes far less than a second.
TIMEOUT_S = 10


def captures():
    """Each capture of a plan and the target that reads its form."""
    for path in sorted(TESTDATA.rglob("*")):
        relative = path.relative_to(TESTDATA).as_posix()
        if path.suffix not in (".json", ".txt") or relative.split("/")[0] not in ("postgres", "mysql", "rules"):
            continue
        text = path.read_bytes()
        if len(text) > LARGEST:
            continue
        name = path.name
        if re.search(r"\.(batch|raw|table|vertical)\.txt$", name):
            yield "source", relative, text
        elif ".tree" in name:
            yield "tree", relative, text
        elif ".v2" in name:
            yield "iterator", relative, text
        elif "mysql" in relative or "mariadb" in relative:
            yield "block", relative, text
        else:
            yield "postgres", relative, text


def conditions(value):
    """The texts of conditions and sort keys in a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if re.search(r"(?i)filter|cond|key|output|operation|check|group|expression", key):
                yield from (text for text in [inner, *(inner if isinstance(inner, list) else [])] if isinstance(text, str))
            yield from conditions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from conditions(inner)


def catalogs():
    """Small catalogs: each of ours with some tables at a time."""
    for path in sorted((TESTDATA / "catalog").glob("*.jsonl")):
        document = json.loads(path.read_text().splitlines()[0])
        tables = document.get("tables", [])
        group, size = [], 0
        for number, table in enumerate(tables):
            group.append(table)
            size += len(json.dumps(table))
            if size > LARGEST // 2 or number == len(tables) - 1:
                slim = {**document, "tables": group, "functions": document.get("functions", [])[:20]}
                yield f"{path.stem}-{number}", json.dumps(slim, ensure_ascii=False).encode()
                group, size = [], 0


def write_seeds(folder):
    """Writes the seeds of every target and the words of the formats."""
    texts, words = {}, set()

    def seed(target, name, text):
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / ("seed-" + re.sub(r"[^\w.-]", "-", name))).write_bytes(text)

    for target, name, text in captures():
        seed(target, name, text)
        if target != "source":
            seed("analysis", name, text)
            if len(text) < LARGEST // 4:
                seed("source", name, text)
        words.update(re.findall(rb'"([A-Za-z_][\w /()-]{1,40})":', text))
        if target == "tree":
            for line in text.splitlines():
                texts.setdefault(line.decode().strip(" ->").split("  (")[0], None)
        else:
            if len(text) < LARGEST // 4:
                seed("json", name, text)
            try:
                for condition in conditions(json.loads(text)):
                    texts.setdefault(condition, None)
            except ValueError:
                pass  # Marks, comments and repeated brackets: the readers' work.
    for number, text in enumerate(texts):
        seed("predicate", str(number), text.encode())
    for name, text in catalogs():
        seed("catalog", name, text)
        words.update(re.findall(rb'"([a-z_]{2,40})":', text))
    dictionary = "".join(f'"\\"{word.decode()}\\":"\n' for word in sorted(words))
    (folder / "words.dict").write_text(dictionary)


def summary(log):
    """Executions, coverage, seconds and crashes that a log tells of."""
    executions = sum(int(n) for n in re.findall(r"stat::number_of_executed_units:\s*(\d+)", log))
    edges = max((int(n) for n in re.findall(r"cov: (\d+)", log)), default=0)
    seconds = sum(int(n) for n in re.findall(r"Done \d+ runs in (\d+) second", log))
    crashes = len(re.findall(r"^SUMMARY: ", log, re.M))
    return executions, edges, seconds, crashes


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    target_folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    arguments.add_argument("targets", metavar="TARGET", nargs="*", default=TARGETS)
    arguments.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    arguments.add_argument("--corpus", type=Path, default=target_folder / "corpus")
    arguments.add_argument("--logs", type=Path, default=target_folder / "fuzz-logs")
    arguments.add_argument("--seeds", type=Path, metavar="FOLDER", help="write the seeds there, and nothing else")
    options = arguments.parse_args()
    write_seeds(options.seeds or options.corpus)
    if options.seeds:
        return 0
    options.logs.mkdir(parents=True, exist_ok=True)
    rows, crashed = [], 0
    for target in options.targets:
        corpus = options.corpus / target
        command = ["cargo", "+nightly", "fuzz", "run", "--fuzz-dir", str(HERE), target, str(corpus), "--"]
        command += [f"-max_total_time={options.seconds}", f"-timeout={TIMEOUT_S}", "-rss_limit_mb=3000"]
        command += ["-print_final_stats=1", f"-dict={options.corpus / 'words.dict'}"]
        command += [f"-artifact_prefix={options.corpus}/{target}-"]
        print(f"{target}: {options.seconds} s", file=sys.stderr, flush=True)
        run = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False)
        log = run.stderr.decode(errors="replace")
        with (options.logs / f"{target}.log").open("a") as file:
            file.write(log)
        executions, edges, seconds, crashes = summary(log)
        crashes = max(crashes, int(run.returncode != 0))
        crashed += crashes
        rows.append((target, f"{executions:,}", f"{edges:,}", str(seconds), str(crashes)))
    for row in [("target", "executions", "edges", "seconds", "crashes"), *rows]:
        print(f"{row[0]:<10}" + "".join(f"{cell:>14}" for cell in row[1:]))
    return int(crashed > 0)


if __name__ == "__main__":
    sys.exit(main())
