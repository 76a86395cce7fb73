"""`assert_plan`, as a test would use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from conftest import plan

import plansight
from plansight.testing import assert_plan


def test_what_holds_holds(orders: str) -> None:
    analysis = assert_plan(orders, no_seq_scan_over=300_000, no_finding_above="critical")
    assert analysis == assert_plan(analysis, uses_index_on=("order_items", "order_id"))
    assert_plan(analysis, uses_index_on="i")


def test_failures_say_what_was_expected_and_show_the_page(orders: str) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_plan(orders, no_seq_scan_over=1000, uses_index_on=("orders", "status"), no_finding_above="warning")
    told = str(caught.value)
    assert "expected no sequential scan over 1,000 rows, found node 4, Seq Scan on orders o: it reads 300,000" in told
    assert "expected orders to be read by an index on status, found none" in told
    assert "expected no finding above warning, found critical: Seq Scan on orders o reads 300,000 rows" in told
    assert told.endswith(plansight.analyze(orders).text())
    with pytest.raises(AssertionError, match="on total, found order_items_pkey by order_id"):
        assert_plan(orders, uses_index_on=("order_items", "total"))


def test_an_assertion_that_asserts_nothing_is_a_mistake(orders: str) -> None:
    with pytest.raises(TypeError, match="expected something to hold"):
        assert_plan(orders)
    with pytest.raises(ValueError, match="expected one of info, warning, critical, found 'bad'"):
        assert_plan(orders, no_finding_above="bad")  # type: ignore[arg-type]


def test_mysql() -> None:
    text = plan("mysql/mariadb1011-orders-report.analyze.json")
    with pytest.raises(AssertionError, match="expected no sequential scan over 1,000 rows"):
        assert_plan(text, no_seq_scan_over=1000)
    assert_plan(text, no_seq_scan_over=10_000_000)


def test_a_connection_is_asked(postgres: str) -> None:
    with psycopg.connect(host=postgres, user="postgres") as connection:
        by_customer = "SELECT * FROM orders WHERE customer_id = %s"
        assert_plan(connection, by_customer, (5,), no_seq_scan_over=1000, uses_index_on=("orders", "customer_id"))
        by_status = "SELECT * FROM orders WHERE status = 'returned'"
        with pytest.raises(AssertionError, match=r"only a plan of ANALYZE tells \(analyze=True\)"):
            assert_plan(connection, by_status, no_seq_scan_over=1000)
        with pytest.raises(AssertionError, match="it reads 40,000"):
            assert_plan(connection, by_status, analyze=True, no_seq_scan_over=1000)
        with pytest.raises(AssertionError, match="it reads 40,000"):
            assert_plan(connection, "SELECT * FROM orders", no_seq_scan_over=1000)


def test_pytest_shows_the_caller_and_the_page(orders: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(orders)
    (tmp_path / "test_it.py").write_text(
        "from pathlib import Path\n"
        "from plansight.testing import assert_plan\n"
        "def test_orders():\n"
        "    assert_plan(Path('plan.json').read_text(), no_seq_scan_over=1000)\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--no-header"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    assert "1 failed" in told and "E       AssertionError: expected no sequential scan over 1,000 rows" in told
    assert "Seq Scan on orders o  ◄ critical" in told and "testing.py" not in told


def test_pytest_is_not_imported() -> None:
    code = "import sys, plansight.testing; sys.exit(any(name in sys.modules for name in ('pytest', 'psycopg', 'pandas')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
