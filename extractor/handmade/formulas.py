"""Texts that a spreadsheet would take for formulas: they begin with `=`, `+`, `-`, `@`, a tab or a line end.

A document could run commands with one on the machine of whoever opens the table. An apostrophe before it stops that.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def disarmed(text: str) -> str:
    """`text` that no spreadsheet evaluates; different texts stay different."""
    return f"'{text}" if _FORMULA.match(text) else text


def armed(text: str) -> str:
    """The text that `disarmed` was given."""
    return text[1:] if _DISARMED.match(text) else text
