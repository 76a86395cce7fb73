"""The command, as a shell runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from os import environ
from pathlib import Path
from sysconfig import get_path

import pytest
from conftest import TESTDATA

import plansight

ORDERS = TESTDATA / "postgres/15-orders-report.json"
COMMAND = Path(get_path("scripts")) / "plansight"


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], input=given, capture_output=True)


def test_pages_reports_and_statements() -> None:
    analysis = plansight.analyze(ORDERS.read_bytes())
    assert run(ORDERS).stdout.decode() == analysis.text()
    assert json.loads(run(ORDERS, "--format", "json").stdout) == json.loads(analysis.to_json())
    assert run("--format", "ddl", given=ORDERS.read_bytes()).stdout.decode() == analysis.ddl()
    assert run("--format", "html", ORDERS).stdout.decode() == analysis.html()
    for picture in ("svg", "flame", "dot", "mermaid"):
        drawn = getattr(analysis.plans[0], picture)()
        assert run("--format", picture, ORDERS).stdout.decode() == drawn
        assert run("--format", picture, "--plan", "2", given=ORDERS.read_bytes() * 2).stdout.decode() == drawn
    by_module = subprocess.run([sys.executable, "-m", "plansight", "-"], stdin=ORDERS.open("rb"), capture_output=True)
    assert (by_module.returncode, by_module.stdout.decode()) == (0, analysis.text())


def test_exit_codes() -> None:
    assert run(ORDERS).returncode == 0
    assert run(ORDERS, "--fail-on", "info").returncode == 1
    assert run(ORDERS, "--fail-on", "critical").returncode == 1
    assert run("--fail-on", "critical", given=b'[{"Plan": {"Node Type": "Result"}}]').returncode == 0


def test_what_cannot_be_read(tmp_path: Path) -> None:
    told = run(given=b'[{"Plan": ')
    assert told.returncode == 2 and told.stdout == b""
    assert told.stderr.startswith(b"plansight: line 1, column 9: ") and b"\n  [{" in told.stderr
    missing = tmp_path / "no.json"
    assert run(missing).stderr.decode() == f"plansight: cannot read {missing}: No such file or directory\n"
    assert run(ORDERS, "--catalog", ORDERS).returncode == 2
    assert run("--format", "nothing").returncode == 2
    several = run("--format", "svg", given=ORDERS.read_bytes() * 2)
    assert several.returncode == 2 and b"expected one plan to draw, found 2: say which by --plan" in several.stderr
    assert b"found 1 plans" in run("--format", "svg", "--plan", "2", ORDERS).stderr


def test_the_catalog(tmp_path: Path) -> None:
    told = run("catalog-sql", "mysql", "--schema", "shop").stdout.decode()
    assert told == plansight.catalog_sql("mysql", schema="shop")
    (tmp_path / "catalog.json").write_text('{"plansight_catalog": 1, "engine": "postgresql", "tables": []}')
    assert run(ORDERS, "--catalog", tmp_path / "catalog.json").returncode == 0


def test_a_reader_that_goes_away_is_no_error() -> None:
    piped = f"set -o pipefail; {COMMAND} --format json {ORDERS} | head -c 1"
    done = subprocess.run(["bash", "-c", piped], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_same_as_the_command_of_rust() -> None:
    command = environ.get("PLANSIGHT_COMMAND")
    if not command:
        pytest.skip("PLANSIGHT_COMMAND does not name the command of Rust")
    for arguments in (["--format", "text"], ["--format", "json"], ["--format", "ddl"], ["--format", "html"], ["--fail-on", "warning"]):
        expected = subprocess.run([command, ORDERS, *arguments], capture_output=True)
        given = run(ORDERS, *arguments)
        assert (given.returncode, given.stdout) == (expected.returncode, expected.stdout)
    for bad in (b"", b"SELECT 1", b'[{"Plan": {"Node Type": 1'):
        expected = subprocess.run([command], input=bad, capture_output=True)
        given = run(given=bad)
        assert (given.returncode, given.stderr) == (expected.returncode, expected.stderr)
