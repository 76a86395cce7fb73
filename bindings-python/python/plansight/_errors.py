"""Why a text could not be read."""

from __future__ import annotations


class ParseError(ValueError):
    """What was handed over is not a plan that can be read: what it is instead, and where that shows.

    ``str()`` says what was expected and what was found, with the line it stands in.
    """

    code: str
    """The stable name of the kind, such as ``truncated``: for programs to compare."""
    line: int
    """The line where it shows, from 1."""
    column: int
    """The column where it shows, in characters from 1."""
    pointer: str | None
    """The place in the document as a JSON pointer (RFC 6901); ``None`` outside JSON."""
    excerpt: str
    """The line, with a caret below the place; empty where there is none."""

    def __init__(self, message: str, code: str, line: int, column: int, pointer: str | None, excerpt: str) -> None:
        super().__init__(message, code, line, column, pointer, excerpt)
        self.code = code
        self.line = line
        self.column = column
        self.pointer = pointer
        self.excerpt = excerpt

    def __str__(self) -> str:
        message: str = self.args[0]
        return "\n  ".join([message, *self.excerpt.splitlines()])
