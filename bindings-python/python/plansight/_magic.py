"""`%%explain`: a cell of SQL, its plan below."""

from __future__ import annotations

import argparse
import shlex
from typing import Any, NoReturn

from ._analysis import Analysis
from ._explain import explain


class _Arguments(argparse.ArgumentParser):
    """Arguments of a cell: a wrong one must not end the notebook's kernel."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message}\n{self.format_usage()}")


def load_ipython_extension(shell: Any) -> None:
    """Registers the magic: what `%load_ext plansight` calls."""
    parser = _Arguments("%%explain", add_help=False)
    parser.add_argument("connection", help="a variable of the notebook: a connection or an engine")
    parser.add_argument("--analyze", action="store_true", help="run the statement, and roll it back")
    parser.add_argument("--params", help="a variable of the notebook")
    parser.add_argument("--catalog", help="a variable of the notebook")

    def explain_cell(line: str, cell: str) -> Analysis:
        """Analyses the plan of the statement in the cell: %%explain CONNECTION [--analyze] [--params X] [--catalog X]"""
        given = parser.parse_args(shlex.split(line))

        def variable(name: str | None) -> Any:
            return None if name is None else shell.ev(name)

        connection, params, catalog = map(variable, (given.connection, given.params, given.catalog))
        return explain(connection, cell, params, analyze=given.analyze, catalog=catalog)

    shell.register_magic_function(explain_cell, "cell", "explain")
