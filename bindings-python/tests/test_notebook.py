"""The cell magic, and the notebook that people start from, run against a live PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import psycopg
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.testing.globalipapp import start_ipython

import plansight

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def shell(postgres: str) -> Iterator[Any]:
    start_ipython()
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "plansight")
    with psycopg.connect(host=postgres, user="postgres") as connection:
        shell.push({"connection": connection, "wanted": ("returned",)})
        yield shell


def test_a_cell_gives_its_analysis(shell: Any) -> None:
    select = "SELECT * FROM orders WHERE status = %s"
    analysis = shell.run_cell_magic("explain", "connection --params wanted", select)
    assert isinstance(analysis, plansight.Analysis) and analysis.plans[0].totals.execution_ms is None
    ran = shell.run_cell_magic("explain", "connection --analyze --params wanted", select)
    assert ran.plans[0].totals.execution_ms is not None


def test_a_wrong_line_says_how(shell: Any) -> None:
    for line, message in (("", "required: connection"), ("connection --slowly", "--slowly"), ("nobody", "nobody")):
        with pytest.raises((ValueError, NameError), match=message):
            shell.run_cell_magic("explain", line, "SELECT 1")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_run(path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", postgres)
    monkeypatch.setenv("PGUSER", "postgres")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [output["data"] for output in outputs if "data" in output]
    assert any("text/html" in data and "Seq Scan on orders" in data["text/html"] for data in shown)
    assert any("CREATE INDEX" in output.get("text", "") for output in outputs)
