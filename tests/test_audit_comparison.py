"""What changed between two versions: each kind of change made on purpose, and nothing where nothing changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.audit.comparison import (
    ChangeKind,
    ComparedPart,
    compare_imports,
    compare_job_descriptions,
    compare_versions,
)
from extractor.cli import main
from extractor.errors import NothingToCompare
from extractor.model import JobDescription, Purpose, Status, TaskAgreement
from extractor.output.writing import job_description_to_json, json_file_name
from tests.builders import competency, job_description


def version(digest: str, day: str | None = None, **changed: object) -> JobDescription:
    made = job_description(sha256=digest * 64, path=f"{digest}.pdf", findings=())
    approval = made.approval and made.approval.model_copy(update={"date": date.fromisoformat(day) if day else None})
    return made.model_copy(update={"approval": approval, **changed})


def changes(old: JobDescription, new: JobDescription) -> set[tuple[str, str, str | None, str | None, str | None]]:
    compared = compare_job_descriptions(old, new).changes
    return {(c.kind.value, c.part.value, c.about, c.old, c.new) for c in compared}


def test_two_files_that_say_the_same_have_no_changes() -> None:
    assert changes(version("a"), version("b")) == set()


def test_levels_go_up_and_down_and_become_unknown_and_known() -> None:
    old = (
        competency("a", "A", ".x.."),
        competency("b", "B", "..x"),
        competency("c", "C", "x."),
        competency("d", "D", "..", status=Status.NONE),
    )
    new = (
        competency("a", "A", "..x."),
        competency("b", "B", "x.."),
        competency("c", "C", "?x", status=Status.UNCLEAR),
        competency("d", "D", ".x"),
    )
    assert changes(version("a", competencies=old), version("b", competencies=new)) == {
        ("raised", "competency", "A", "1", "2"),
        ("lowered", "competency", "B", "2", "0"),
        ("blurred", "competency", "C", "0", "unknown (unclear)"),
        ("cleared", "competency", "D", "unknown (none)", "1"),
    }


def test_competencies_come_and_go_and_are_renamed() -> None:
    old = (competency("klantgerichtheid", "Klantgerichtheid", ".x"), competency("rekenen", "Rekenen", "x."))
    new = (competency("klantgericht-zijn", "Klantgericht zijn", "x."), competency("tuinieren", "Tuinieren", ".x"))
    assert changes(version("a", competencies=old), version("b", competencies=new)) == {
        ("reworded", "competency", "Klantgericht zijn", "Klantgerichtheid", "Klantgericht zijn"),
        ("lowered", "competency", "Klantgericht zijn", "1", "0"),
        ("removed", "competency", "Rekenen", "0", None),
        ("added", "competency", "Tuinieren", None, "1"),
    }


def test_texts_are_reworded_word_by_word() -> None:
    old = version("a", competencies=(competency("a", "A", "x", indicators=("Werkt alleen en rustig.", "Is stipt.")),))
    new = version("b", competencies=(competency("a", "A", "x", indicators=("Is stipt.", "Werkt samen en rustig.")),))
    (change,) = compare_job_descriptions(old, new).changes
    assert (change.kind, change.part, change.about) == (ChangeKind.REWORDED, ComparedPart.INDICATOR, "A, level 0")
    assert [(run.change, run.text) for run in change.diff] == [
        ("same", "Werkt"),
        ("removed", "alleen"),
        ("added", "samen"),
        ("same", "en rustig."),
    ]


def test_header_duties_and_agreements() -> None:
    old = version("a")
    fields = (old.fields[0].model_copy(update={"value": "Welzijn"}), *old.fields[1:])
    new = version(
        "b",
        fields=fields,
        purpose=Purpose(text=old.purpose.text, duties=(*old.purpose.duties, "Je onthaalt iedereen.")),
        task_agreements=(
            TaskAgreement(number=1, title="Houdt het register", tasks=("Schrijft in.",)),
            old.task_agreements[1],
        ),
        extension_clause="Springt bij.",
    )
    assert changes(old, new) == {
        ("reworded", "field", "Afdeling", "Algemeen beheer", "Welzijn"),
        ("added", "duty", None, None, "Je onthaalt iedereen."),
        ("removed", "task", "Houdt het register", "Schrijft uit.", None),
        ("added", "extension clause", None, None, "Springt bij."),
    }


def test_imports_are_joined_by_function_key() -> None:
    kept = (competency("a", "A", "x."),)
    old = [version("a", function_key="s/een", competencies=kept), version("b", function_key="s/twee")]
    new = [
        version("c", function_key="s/een", competencies=(competency("a", "A", ".x"),)),
        version("d", function_key="s/drie"),
    ]
    compared = compare_imports(old, new)
    sides = [(c.function_key, c.old and c.old.document_id[0], c.new and c.new.document_id[0]) for c in compared]
    assert sides == [("s/drie", None, "d"), ("s/een", "a", "c"), ("s/twee", "b", None)]
    assert [len(c.changes) for c in compared] == [0, 1, 0]
    with pytest.raises(NothingToCompare, match="no function in common"):
        compare_imports(old[:1], new[1:])


def test_a_document_on_both_sides_is_joined_with_itself() -> None:
    one, two = version("a", "2020-01-01", function_key="s/x"), version("b", "2021-01-01", function_key="s/x")
    three = version("c", "2022-01-01", function_key="s/x", extension_clause="Nieuw.")
    (compared,) = compare_imports([one, two], [two, three])
    assert (compared.old and compared.old.path, compared.new and compared.new.path) == ("a.pdf", "c.pdf")


def test_versions_of_a_function_are_compared_by_their_approval() -> None:
    new, old = version("a", "2024-01-01", extension_clause="Nieuw."), version("b", "2020-01-01")
    compared = compare_versions([new, old], old.function_key)
    assert (compared.old and compared.old.approved_on, compared.new and compared.new.approved_on) == (
        "2020-01-01",
        "2024-01-01",
    )
    with pytest.raises(NothingToCompare, match="2 versions, 1 of them with a date"):
        compare_versions([new, version("c")], old.function_key)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_command_takes_files_folders_and_versions(tmp_path: Path) -> None:
    for side, versions in {
        "old": [version("a", "2020-01-01")],
        "new": [version("b", "2021-01-01", extension_clause="Springt bij."), version("a", "2020-01-01")],
    }.items():
        (tmp_path / side / "json").mkdir(parents=True)
        for one in versions:
            (tmp_path / side / "json" / json_file_name(one)).write_text(job_description_to_json(one), encoding="utf-8")
    files = sorted((tmp_path / "new" / "json").iterdir())
    printed = run(*files).stdout
    assert "  added     extension clause: Springt bij.\n1 change in 1 function\n" in printed
    as_json = json.loads(run(*files, "--format", "json").stdout)
    assert as_json[0]["changes"] == [
        {"kind": "added", "part": "extension clause", "about": None, "old": None, "new": "Springt bij.", "diff": []}
    ]
    assert run(tmp_path / "old", tmp_path / "new").stdout.splitlines()[0].startswith("added    Griffier")
    key = version("a").function_key
    assert run(tmp_path / "new", "--function", key).stdout.splitlines()[-1] == "1 change in 1 function"
    assert run(tmp_path / "new").exit_code == 2
    assert run(tmp_path / "new", "--function", "s/nergens").exit_code == 2
    assert run(tmp_path, tmp_path / "new").exit_code == 2
