"""The command `plansight`: a file or standard input in, a page, the report or statements out."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from ._analysis import Analysis, Catalog, Limits, Plan, analyze, catalog_sql
from ._errors import ParseError
from ._report import Dialect, Severity

EXIT_CODES = "Exit codes: 0 plan read; 1 a finding that --fail-on names; 2 no plan could be read."
SEVERITIES = get_args(Severity)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        output, code = _catalog_sql(given[1:]) if given[:1] == ["catalog-sql"] else _analyze(given)
    except ParseError as error:
        return _failed(str(error))
    except _Unclear as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"cannot read {error.filename or 'standard input'}: {error.strerror}")
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader that went away (`plansight … | head`) is no error, nor is it one when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


class _Unclear(Exception):
    """What was asked for is not one thing."""


def _failed(message: str) -> int:
    sys.stderr.write(f"plansight: {message}\n")
    return 2


def _catalog_sql(arguments: list[str]) -> tuple[str, int]:
    parser = argparse.ArgumentParser("plansight catalog-sql", description=catalog_sql.__doc__)
    parser.add_argument("engine", choices=get_args(Dialect))
    parser.add_argument("--no-values", action="store_true", help="leave out the values of columns")
    parser.add_argument("--schema", metavar="NAME", help="ask for the tables of this schema only")
    options = parser.parse_args(arguments)
    return catalog_sql(options.engine, values=not options.no_values, schema=options.schema), 0


def _analyze(arguments: list[str]) -> tuple[str, int]:
    parser = argparse.ArgumentParser(
        "plansight",
        description="Reads an EXPLAIN plan and says what is slow, why, and which index to create.",
        epilog=f"{EXIT_CODES} `plansight catalog-sql ENGINE` prints the statement that gives the catalog.",
    )
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="- or nothing: standard input")
    formats = (*PAGES, *PICTURES)
    parser.add_argument("--format", choices=formats, default="text", help="what to print (default: text)")
    parser.add_argument("--plan", type=int, metavar="NUMBER", help="plan to draw, from 1, where there are several")
    parser.add_argument("--dialect", choices=get_args(Dialect), help="engine; without it, the shape tells")
    parser.add_argument("--catalog", metavar="FILE", help="what the statement of `plansight catalog-sql` gave")
    parser.add_argument("--redact", action="store_true", help="leave the values in conditions and statements out")
    for limit in LIMITS:
        parser.add_argument(f"--max-{limit}", type=int, metavar="NUMBER", help=f"the most {LIMITS[limit]}")
    parser.add_argument("--fail-on", choices=SEVERITIES, help="exit with 1 on such a finding, or a worse one")
    options = parser.parse_args(arguments)
    catalog = Catalog(Path(options.catalog).read_bytes()) if options.catalog else None
    given = {limit: vars(options)[f"max_{limit}"] for limit in LIMITS}
    limits = cast("Limits", {limit: most for limit, most in given.items() if most is not None})
    text = _read(options.file)
    analysis = analyze(text, dialect=options.dialect, catalog=catalog, redact=options.redact, limits=limits)
    worst = max((SEVERITIES.index(finding.severity) for finding in analysis.findings), default=-1)
    fails = options.fail_on is not None and worst >= SEVERITIES.index(options.fail_on)
    if options.format in PAGES:
        return PAGES[options.format](analysis), int(fails)
    return PICTURES[options.format](_one(analysis, options.plan)), int(fails)


def _one(analysis: Analysis, number: int | None) -> Plan:
    """The plan to draw."""
    plans = analysis.plans
    if number is None and len(plans) != 1:
        raise _Unclear(f"expected one plan to draw, found {len(plans)}: say which by --plan, or use --format html")
    number = 1 if number is None else number
    if not 0 < number <= len(plans):
        raise _Unclear(f"expected a plan with the number {number}, found {len(plans)} plans")
    return plans[number - 1]


def _read(file: str) -> bytes:
    if file != "-":
        return Path(file).read_bytes()
    if sys.stdin.isatty():
        sys.stderr.write("paste a plan, then end it with Ctrl-D\n")
    return sys.stdin.buffer.read()


def _page(analysis: Analysis) -> str:
    terminal = sys.stdout.isatty()
    return analysis.text(
        color=terminal and not os.environ.get("NO_COLOR"),
        width=shutil.get_terminal_size().columns if terminal else None,
    )


LIMITS = {
    "bytes": "bytes of input (default: 2**30)",
    "depth": "levels of JSON (default: 1000000)",
    "nodes": "nodes of one plan (default: 10000000)",
    "expression": "bytes of one condition or sort key (default: 2**24)",
}
PAGES = {
    "text": _page,
    "json": lambda analysis: analysis.to_json(pretty=True) + "\n",
    "ddl": Analysis.ddl,
    "html": Analysis.html,
}
PICTURES = {"svg": Plan.svg, "flame": Plan.flame, "dot": Plan.dot, "mermaid": Plan.mermaid}

if __name__ == "__main__":
    sys.exit(main())
