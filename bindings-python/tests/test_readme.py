"""The newcomer's path of the README, in an empty folder, with the wheel that was built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"


def block(heading: str, language: str) -> str:
    """The first code of a section."""
    section = README.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found, f"no {language} under {heading}"
    return found[1]


def test_the_newcomers_path(tmp_path: Path, postgres: str) -> None:
    wheels = os.environ.get("PLANSIGHT_WHEELS")
    if not wheels:
        pytest.skip("PLANSIGHT_WHEELS does not name the folder of the wheel")
    from server import find_programs

    lines = block("Installation", "sh").splitlines()
    assert len(lines) <= 3
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    (tmp_path / "empty").mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "PYTHON"))}
    environment |= {
        "PATH": f"{tmp_path / 'venv' / 'bin'}:{environment['PATH']}:{find_programs()}",
        "PGHOST": postgres,
        "PGUSER": "postgres",
        # The index of packages is the folder with the wheel.
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels,
    }
    script = "\n".join(["set -e -o pipefail", *lines])
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path / "empty", env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Seq Scan on public.orders" in done.stdout or "Seq Scan on orders" in done.stdout
    assert "CREATE INDEX CONCURRENTLY" in done.stdout


def test_the_code_of_the_readme_runs(postgres: str, monkeypatch: pytest.MonkeyPatch, orders: str) -> None:
    monkeypatch.setenv("PGHOST", postgres)
    monkeypatch.setenv("PGUSER", "postgres")
    text = README.read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(code) >= 3
    names: dict[str, object] = {"text": orders}
    for part in code:
        exec(compile(part, "README.md", "exec"), names)
    for name, run in list(names.items()):
        if name.startswith("test_") and callable(run):
            run(names["connection"])
