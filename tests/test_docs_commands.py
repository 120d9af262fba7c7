"""Every command that a page of the documentation shows is one that runs, in a folder as the pages speak of it.

Console blocks are compared with what is printed (test_docs); here are the lines that stand alone, and what is named in
the text.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pikepdf
import pytest

from extractor.cli import main
from tests.readme import ROOT
from tests.test_cli import jobdesc

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ELSEWHERE = re.compile(r"jobdesc review|--cluster|postgresql://|s3://|--since")
"""Serves until it is ended, needs a server or a past: run by the tests of review, cluster, databases and past."""
_SHOWN = re.compile(r"^    (jobdesc [^#\n]*?)(?: {3,}\S.*| *#.*)?$", re.MULTILINE)
_CONSOLE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`(jobdesc(?: [^`\n]*)?)`")
_OPTIONAL = re.compile(r"\[(-[^\[\]]*)\]")


def shown(page: Path) -> list[str]:
    """The commands that stand on lines of their own; what is in [brackets] is done too, and a|b is its first choice."""
    text = _CONSOLE.sub("", page.read_text(encoding="utf-8"))
    return [re.sub(r"(\w+)(?:\|\w+)+", r"\1", _OPTIONAL.sub(r"\1", one)).strip() for one in _SHOWN.findall(text)]


def commands_named(page: Path) -> list[str]:
    return _NAMED.findall(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages name: an archive, two versions of a function in an output, another one, some PDFs of a family."""
    here = tmp_path_factory.mktemp("world")
    form, family = ROOT / "samples" / "tienen-form", ROOT / "samples" / "federaal"
    for folder in ("archive", "more/inner", "my/pdfs", "PDFS"):
        (here / folder).mkdir(parents=True)
    shutil.copy(form / "redder-zwembad.pdf", here / "archive")
    shutil.copy(form / "redder-zwembad.pdf", here / "PDFS")
    with pikepdf.open(form / "redder-zwembad.pdf") as pdf:
        pdf.docinfo["/Title"] = "Another version"
        pdf.save(here / "more" / "inner" / "redder.pdf")
    with zipfile.ZipFile(here / "old.zip", "w") as pack:
        pack.write(form / "technisch-assistent-wegen.pdf", "oud/wegen.pdf")
    for name, letter in (("inspecteur", "a"), ("dossierbeheerder", "b"), ("attache-beleid", "c")):
        shutil.copy(family / f"{name}.pdf", here / f"{letter}.pdf")
        shutil.copy(family / f"{name}.pdf", here / "my" / "pdfs")
        shutil.copy(family / f"{name}.truth.json", here / "my" / "pdfs")
    (here / "examples").symlink_to(ROOT / "examples")
    for name in ("policy.toml", "FILE"):
        shutil.copy(ROOT / "examples" / "policy.toml", here / name)
    for sources, output in ((("archive", "more"), "output"), (("archive",), "OLD"), (("archive",), "NEW")):
        assert jobdesc("import", *(here / one for one in sources), "--output", here / output).exit_code == 0
    return here


@pytest.mark.parametrize("page", [page for page in PAGES if shown(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_run(page: Path, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    for command in shown(page):
        if ELSEWHERE.search(command) or "(" in command:
            is_a_command(command)
            continue
        result = jobdesc(*shlex.split(command.replace("-o FILE", "-o results"))[1:])
        # An audit answers 1 where a rule is violated, a test of a drafted module where it reads otherwise.
        judges = command.startswith(("jobdesc audit", "jobdesc rules test"))
        assert result.exit_code in ({0, 1} if judges else {0}), f"{command}\n{result.output}"
        assert not result.stderr.startswith("jobdesc: "), f"{command}\n{result.stderr}"
        assert result.output.strip() or "-o" in command, command


def test_what_is_printed_for_people_is_there_for_programs(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    about = "--function stad-weverbeke/redder --competency mail-agenda-en-digitaal-overleg"
    said = {
        command: jobdesc(*shlex.split(command), "--json")
        for command in (
            "show archive/redder-zwembad.pdf",
            "show output",
            "status output",
            "matrix output",
            "audit output",
            "audit output --policy policy.toml",
            "framework output",
            "compare OLD output",
            "review output",
            "marks a.pdf",
            "explain a.pdf --page 1",
            "rules list",
            "rules check",
            "rules check policy.toml",
            "rules test my/pdfs",
            "import archive --output OLD --quiet",
            f"correct NEW {about} --value 2 --reason r --who w",
        )
    }
    found = {command: json.loads(done.stdout) for command, done in said.items() if done.stdout}
    assert {command: done.output for command, done in said.items() if command not in found} == {}
    assert [run["claim"] for run in found["explain a.pdf --page 1"][0]["shown"][0]["runs"]]
    assert [one["file"] for one in found["rules test my/pdfs"]["tested"]] == sorted(
        f"{name}.pdf" for name in ("inspecteur", "dossierbeheerder", "attache-beleid")
    )
    assert found["rules check policy.toml"][0]["faults"]


@pytest.mark.parametrize("page", [page for page in PAGES if commands_named(page)], ids=lambda page: page.name)
def test_what_a_text_names_is_a_command_with_these_options(page: Path) -> None:
    for command in commands_named(page):
        is_a_command(command)


def is_a_command(text: str) -> None:
    """Each word of it is a command until the first argument, each option one of that command."""
    words = shlex.split(text.replace("COMMAND", "import").replace("...", ""))[1:]
    command: click.Command = main
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        inner = command.get_command(click.Context(command), words.pop(0))
        assert inner is not None, text
        command = inner
    known = {name for option in _options(command) for name in option} | {"--help"}
    assert {word.split("=")[0] for word in words if word.startswith("-") and word != "-"} <= known, text


def _options(command: click.Command) -> Iterator[list[str]]:
    for parameter in command.params:
        yield [*parameter.opts, *parameter.secondary_opts]
