"""The command line: thin commands over the library, one file each; results to stdout, all else to stderr."""

from __future__ import annotations

import io
import logging
import sys

import click

from extractor.cli.audit import audit
from extractor.cli.compare import compare
from extractor.cli.correct import correct
from extractor.cli.explain import explain
from extractor.cli.export import export
from extractor.cli.framework import framework
from extractor.cli.import_ import import_pdfs
from extractor.cli.marks import marks
from extractor.cli.matrix import matrix
from extractor.cli.refusal import Commands
from extractor.cli.report import report
from extractor.cli.rules import rules
from extractor.cli.schema import schema
from extractor.cli.show import show
from extractor.cli.status import status
from extractor.version import VERSION


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="jobdesc")
def main() -> None:
    """Turn job-description PDFs into data: JSON and CSV.

    Each required level comes with the tick it was read from; what is not certain is left empty and reported.
    """
    # What pdfminer remarks about fonts and streams is for its developers; what matters here becomes an error of ours.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Not every terminal can show every character of a PDF; none of them is a reason to stop.
            stream.reconfigure(errors="backslashreplace")


main.add_command(import_pdfs)
main.add_command(show)
main.add_command(status)
main.add_command(correct)
main.add_command(explain)
main.add_command(marks)
main.add_command(rules)
main.add_command(matrix)
main.add_command(audit)
main.add_command(report)
main.add_command(compare)
main.add_command(framework)
main.add_command(export)
main.add_command(schema)
