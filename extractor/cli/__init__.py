"""The command line: thin commands over the library, one file each; results to stdout, all else to stderr."""

from __future__ import annotations

import io
import logging
import sys

import click

from extractor.cli.loading import LazyCommand, LazyCommands
from extractor.version import VERSION

COMMANDS = {
    "audit": LazyCommand("extractor.cli.commands.audit", "audit", "Check what an import says against a policy."),
    "compare": LazyCommand("extractor.cli.commands.compare", "compare", "Show what changed between OLD and NEW."),
    "correct": LazyCommand(
        "extractor.cli.commands.correct", "correct", "Add a line to the corrections of the import in DIR."
    ),
    "explain": LazyCommand(
        "extractor.cli.commands.explain",
        "explain",
        "Show what each stage made of FILE: lines, tables, marks, and which rule took which words.",
    ),
    "export": LazyCommand(
        "extractor.cli.commands.export", "export", "Write what an import left in DIR as another system takes it."
    ),
    "framework": LazyCommand(
        "extractor.cli.commands.framework",
        "framework",
        "Show the competencies of all documents, and where their wording differs.",
    ),
    "import": LazyCommand("extractor.cli.commands.import_", "import_pdfs", "Read PDFs and write JSON and CSV."),
    "marks": LazyCommand(
        "extractor.cli.commands.marks",
        "marks",
        "List the selection marks (tick boxes) of FILE, any PDF: page, state, kind, and the text each belongs to.",
    ),
    "matrix": LazyCommand(
        "extractor.cli.commands.matrix", "matrix", "Show which level each function requires of each competency."
    ),
    "report": LazyCommand(
        "extractor.cli.commands.report", "report", "Write an import as one page to read, filter, sort and print."
    ),
    "review": LazyCommand(
        "extractor.cli.commands.review", "review", "Settle in the browser what the import in DIR left open."
    ),
    "rules": LazyCommand("extractor.cli.commands.rules", "rules", "List, check, draft and test rule modules."),
    "schema": LazyCommand(
        "extractor.cli.commands.schema",
        "schema",
        "Print the JSON Schema of a document, or the data package of the tables.",
    ),
    "show": LazyCommand(
        "extractor.cli.commands.show",
        "show",
        "Print what was read from FILE: header, competencies with their levels, findings.",
    ),
    "status": LazyCommand(
        "extractor.cli.commands.status", "status", "Print what the imports into DIR came to, and what is still to do."
    ),
}
"""Each with its module, the name in it, and what it is for: the list of commands is shown without loading them."""


@click.group(
    cls=LazyCommands,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "JOBDESC"},
)
@click.version_option(VERSION, prog_name="jobdesc")
def main() -> None:
    """Turn job-description PDFs into data: JSON and CSV.

    Each required level comes with the tick it was read from; what is not certain is left empty and reported.

    Every option can be said once and for all: in jobdesc.toml, or as JOBDESC_IMPORT_TIMEOUT in the environment.
    """
    # What pdfminer remarks about fonts and streams is for its developers; what matters here becomes an error of ours.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Not every terminal can show every character of a PDF; none of them is a reason to stop.
            stream.reconfigure(errors="backslashreplace")
