"""What type checkers are told is what there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def mypy(*arguments: str | Path, module: str = "mypy", folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, cwd=folder)


def test_stubs_agree_with_the_native_half(tmp_path: Path) -> None:
    done = mypy("plansight._plansight", module="mypy.stubtest", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_is_strictly_typed_and_tells_users_what_is_what(tmp_path: Path) -> None:
    configured = ("--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path / "cache")
    done = mypy(*configured, "--package", "plansight", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "use.py").write_text(
        "import plansight\n"
        "analysis = plansight.analyze('')\n"
        "reveal_type(analysis.plans[0].nodes[0].exclusive_ms)\n"
        "reveal_type(analysis.findings[0].severity)\n"
        "analysis.plans[0].node('0')\n"
    )
    told = mypy(*configured, "use.py", folder=tmp_path).stdout
    assert '"float | None"' in told and "Literal['info'" in told, told
    assert "incompatible type" in told and "Found 1 error" in told, told
