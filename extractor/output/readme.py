"""The page that stands in an output, for whoever opens the folder and never saw the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extractor.output.placing import write_atomically

NAME: Final = "README.txt"
_TEXT: Final = """\
What `jobdesc import` read from PDFs of job descriptions.

json/               a file for each job description, with the evidence for every level
csv/                the same as tables, for programs
corrections.csv     yours: what you know better than the PDFs; no import writes or removes it
ledger.sqlite3      what was read from which file, so that the next import need not read it again

The tables in csv/ keep what stands in the PDFs as it is. A text that begins with = + - or @ is a formula to a
spreadsheet, and whoever wrote a PDF may have meant it to be. So do not open csv/ in a spreadsheet: write tables for
people beside it, where such texts are disarmed, or a workbook:

    jobdesc import ... --dialect excel-nl     (excel for commas and points)
    jobdesc export --to xlsx

The folder holds personal data where the PDFs do. It is made for you alone; whom you share it with is up to you.
"""


def write_readme(output: Path) -> None:
    """Put the page into an output that has none. Raises OutputNotWritable."""
    if not any(output.glob("README*")):
        write_atomically(output / NAME, _TEXT)
