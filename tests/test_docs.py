"""What is written for users, checked against the program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from extractor.audit.policy import load_policy
from extractor.authoring.truth import load_truth
from extractor.cli import main
from extractor.errors import ExtractorError
from tests.readme import CORRECTIONS, GUIDE, LEFT_OUT, PAGES, README, ROOT, commands, with_todays_output
from tests.reference_python import EXAMPLE
from tests.truth import truth_of


def all_commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from all_commands(inner, f"{name} {word}")


AUDIT = ROOT / "docs" / "audit.md"
BULK = ROOT / "docs" / "bulk-import.md"
ALL_COMMANDS = dict(all_commands(main, "jobdesc"))


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_command_and_every_option_has_help(name: str) -> None:
    command = ALL_COMMANDS[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"
    assert command.get_short_help_str(limit=10**6).endswith("."), name


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_help_fits_in_80_columns(name: str) -> None:
    context = click.Context(ALL_COMMANDS[name], info_name=name, terminal_width=80)
    text = ALL_COMMANDS[name].get_help(context)
    assert all(len(line) <= 80 for line in text.splitlines()), text


def test_the_readme_shows_every_command_and_none_that_does_not_exist() -> None:
    named = set(re.findall(r"\bjobdesc((?: [a-z]+)+)", README.read_text(encoding="utf-8")))
    known = {name.removeprefix("jobdesc") for name in ALL_COMMANDS} - {""}
    shown = {
        next((k for k in sorted(known, key=len, reverse=True) if f"{words} ".startswith(f"{k} ")), None)
        for words in named
    }
    assert shown - {" rules"} == known - {" rules"}


@pytest.mark.parametrize("pages", PAGES, ids=lambda pages: pages[0].name)
def test_a_page_shows_what_its_commands_print_today(pages: Sequence[Path]) -> None:
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert all(map(commands, texts))
    assert with_todays_output(*texts) == texts


def test_the_truth_that_the_guide_shows_is_the_truth(tmp_path: Path) -> None:
    """As the guide says: written in a spreadsheet, saved beside the PDF."""
    (shown,) = re.findall(r"(?<=^```csv\n)(.*?)(?=^```$)", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    path = tmp_path / "inspecteur.truth.csv"
    path.write_text(shown, encoding="utf-8")
    (document,) = load_truth(path).documents
    (true,) = truth_of(ROOT / "samples" / "federaal" / "inspecteur.pdf")["documents"]
    labels = [next(level["label"] for level in one["levels"] if level["marked"]) for one in true["competencies"]]
    names = [one["name"] for one in true["competencies"]]
    assert [one["name"] for one in document["competencies"]] == names
    assert [one["required_label"] for one in document["competencies"]] == labels


def test_no_console_block_leaves_out_all_that_its_commands_print() -> None:
    """A block of `…` alone would compare nothing."""
    for page in (page for pages in PAGES for page in pages):
        for block in re.findall(r"^```console(?: refused)?\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S):
            printed = [line for line in block.splitlines() if not line.startswith("$ ")]
            assert printed != [LEFT_OUT], block


def test_a_policy_with_the_fault_that_the_guide_shows_is_refused_so(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^    (policy\.toml:4: .*)$", AUDIT.read_text(encoding="utf-8"), re.MULTILINE)
    policy = tmp_path / "policy.toml"
    policy.write_text('[[rules]]\nid = "a"\ndescription = "b"\nlevel = { competency = "c", atleast = 2 }\n')
    with pytest.raises(ExtractorError) as refused:
        load_policy(policy)
    assert shown in str(refused.value).replace(f"{tmp_path}/", "")


def test_every_link_inside_the_project_leads_somewhere() -> None:
    for page in [README, ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def error_classes(kind: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from error_classes(inner)


def test_every_error_code_is_explained() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = {kind.code for kind in error_classes(ExtractorError)} - {"error"}
    assert set(re.findall(r"^\| `([a-z-]+)`", text, re.MULTILINE)) == codes


def test_the_way_of_a_tick_names_what_there_is() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:extractor|rules|benchmarks|docs)/[\w./-]+)`", text)
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "extractor").rglob("*.py"))
    types = re.findall(r"`([A-Z][A-Za-z]+)`", text)
    assert [name for name in types if f"class {name}" not in sources] == []


def python_of(page: Path) -> str:
    (shown,) = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return str(shown)


def test_what_the_pages_do_in_python_is_done(tmp_path: Path) -> None:
    """In one process, in a folder with an import and a correction; each page without what the others named."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    script = [
        "from tests.test_cli import jobdesc",
        "jobdesc('import', 'samples/traps/two-ticked.pdf', '--output', 'output')",
        "about = ('--function', 'zorggroep-de-linde/zorgkundige', '--competency', 'samenwerken')",
        "jobdesc('correct', 'output', *about, '--value', '2', '--reason', 'r', '--who', 'w')",
        *(f"exec({python_of(page)!r}, {{}})" for page in (README, AUDIT, CORRECTIONS)),
        # Spark and Ray carry a function to other machines; what they carry is done here.
        f"given = {{}}; exec({python_of(BULK).partition('# Spark')[0]!r}, given)",
        "readings = [given['read_on_worker'](task) for task in given['tasks'][:1]]",
        f"exec({python_of(BULK).splitlines()[-1]!r}, {{'readings': readings}}, found := {{}})",
        "print(len(found['descriptions']), 'read on a worker')",
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^Databanken 2 ok$", done.stdout, re.MULTILINE)
    assert "Samenwerken" in done.stdout
    assert done.stdout.endswith("1 read on a worker\n")


def test_the_example_in_python_runs(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    done = subprocess.run(
        [sys.executable, "-c", EXAMPLE], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    counts = dict(re.findall(r"^(\d)\s+(\d+)$", done.stdout, re.MULTILINE))
    assert sum(map(int, counts.values())) == 437
