"""Where a command prints: as wide as the terminal, or 80 columns into a file or a pipe."""

from __future__ import annotations

import json
import re
import sys

from rich.console import Console

from extractor.output.placing import STDOUT, write_atomically

WIDTH_WITHOUT_TERMINAL = 80

# Control characters but the line feed, and the marks that turn the direction of what follows.
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console_for_results() -> Console:
    return Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL,
        highlight=False,
        markup=False,
        emoji=False,
    )


def console_for_progress() -> Console:
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def printable(text: str) -> str:
    """`text` without what would move the cursor, colour the terminal or hide a word: a PDF or a file name may try.

    A line feed in a name would begin a line of its own, which says what the name wants it to.
    """
    return printable_lines(text).replace("\n", "\N{REPLACEMENT CHARACTER}")


def printable_lines(text: str) -> str:
    """The same for a text of several lines that are ours."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def print_json(value: object) -> None:
    """For programs: indented, UTF-8, in the order that it is made in."""
    print_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    write_atomically(STDOUT, text)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say "1 PDF", "2 PDFs", "2 competencies": `many` where it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
