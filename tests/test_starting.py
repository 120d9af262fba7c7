"""What a call for help costs: nothing that reads PDFs or makes tables is loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete

from extractor.cli import COMMANDS, main

HEAVY = {"numpy", "pandas", "PIL", "pdfminer", "pdfplumber", "pikepdf", "pydantic", "pypdfium2", "regex"}
# What Python loads for Click, rich and this program's own few modules, and some more: a second's worth is thousands.
MOST_MODULES = 400


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["shwo"], []])
def test_help_and_version_load_next_to_nothing(arguments: list[str]) -> None:
    script = (
        "import sys; from extractor.cli import main\n"
        f"try: main({arguments!r}, prog_name='jobdesc')\n"
        "except SystemExit: print('\\n', *sys.modules, file=sys.__stderr__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = done.stderr.splitlines()[-1].split()
    assert {module.partition(".")[0] for module in modules} & HEAVY == set()
    assert len(modules) < MOST_MODULES
    assert not {command.module for command in COMMANDS.values()} & set(modules)


def test_help_and_completion_of_each_command_load_next_to_nothing() -> None:
    script = (
        "import sys; from extractor.cli import COMMANDS, main\n"
        "from click.shell_completion import ShellComplete\n"
        "for name in COMMANDS:\n"
        "    try: main([name, '--help'], prog_name='jobdesc')\n"
        "    except SystemExit: pass\n"
        "    complete = ShellComplete(main, {}, 'jobdesc', '_JOBDESC_COMPLETE')\n"
        "    print(name, *(one.value for one in complete.get_completions([name], '-')))\n"
        "print('\\n', *sys.modules, file=sys.stderr)"
    )
    # The tests say how many PDFs are read side by side; a user does not.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JOBDESC_")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    modules = done.stderr.splitlines()[-1].split()
    assert {module.partition(".")[0] for module in modules} & HEAVY == set()
    assert len(modules) < MOST_MODULES
    assert done.stdout.count("Usage: jobdesc ") == len(COMMANDS)
    assert "\nmatrix --" in done.stdout


def test_the_choices_of_options_are_those_of_the_program() -> None:
    from extractor.audit.matrix import By
    from extractor.audit.oddities import PEERS
    from extractor.cli import audit, choices, framework
    from extractor.export import TARGETS
    from extractor.export.csv_ import DEFAULT_DIALECT, DIALECTS
    from extractor.model import CorrectedField
    from extractor.reading.default import DEFAULT_READER
    from extractor.reading.pdf import READERS
    from extractor.reading.scan.choosing import Ocr

    assert tuple(READERS) == choices.READERS
    assert choices.READERS[0] == DEFAULT_READER
    assert tuple(Ocr) == choices.OCR
    assert tuple(By) == choices.ROWS
    assert choices.PEERS == PEERS
    assert tuple(audit._AUDIT_FORMATS) == choices.AUDIT_FORMATS
    assert tuple(framework._WRITE) == choices.FRAMEWORK_FORMATS
    assert tuple(TARGETS) == choices.TARGETS
    assert {*choices.DIALECTS, DEFAULT_DIALECT} == set(DIALECTS)
    assert tuple(CorrectedField) == choices.FIELDS


def test_completion_of_commands_loads_none_of_them() -> None:
    complete = ShellComplete(main, {}, "jobdesc", "_JOBDESC_COMPLETE")
    assert [item.value for item in complete.get_completions([], "s")] == ["schema", "show", "status"]
    assert "--version" in [item.value for item in complete.get_completions(["improt"], "--v")]
    assert "--version" in [item.value for item in complete.get_completions([], "--v")]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = COMMANDS[name].load()
    assert command.name == name
    assert COMMANDS[name].summary == " ".join((command.help or "").split("\n\n")[0].split())


def test_every_command_is_in_the_list() -> None:
    context = click.Context(main)
    assert main.list_commands(context) == sorted(COMMANDS)
    assert all(main.get_command(context, name) for name in COMMANDS)
    assert main.get_command(context, "none") is None
