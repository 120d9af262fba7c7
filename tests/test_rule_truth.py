"""PDFs held against what a person wrote beside them: every difference is found and has its place."""

from __future__ import annotations

import copy
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor import JobDescription, NothingToCompare, PathUnreadable, TruthInvalid, read_job_descriptions
from extractor.authoring.testing import hold_against_truth, pdfs_to_test
from extractor.authoring.truth import TruthVerdict, compare, load_truth
from extractor.cli import main
from tests.truth import SAMPLES, truth_of

PDF = SAMPLES / "tienen-form" / "redder-zwembad.pdf"


@cache
def read() -> JobDescription:
    (description,) = read_job_descriptions(PDF)
    return description


@pytest.fixture
def truth() -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(truth_of(PDF)["documents"][0])
    return document


def other_level(level: int) -> int:
    return level - 1 if level else level + 1


def test_what_is_as_the_truth_says_has_no_difference(truth: dict[str, Any]) -> None:
    compared = compare(read(), truth)
    assert compared.differences == []
    assert compared.extra == 0
    assert compared.verdicts == {
        TruthVerdict.RIGHT: len(truth["competencies"]),
        TruthVerdict.NULL: 0,
        TruthVerdict.MISSING: 0,
        TruthVerdict.WRONG: 0,
    }


def test_only_what_is_written_down_is_compared(truth: dict[str, Any]) -> None:
    assert compare(read(), {}).differences == []
    assert compare(read(), {"function": {"name": truth["function"]["name"]}}).differences == []
    names = [{"name": competency["name"]} for competency in truth["competencies"]]
    assert compare(read(), {"competencies": names}).verdicts[TruthVerdict.RIGHT] == 0


def test_each_kind_of_difference_is_named(truth: dict[str, Any]) -> None:
    first, second = truth["competencies"][:2]
    first["required_level"] = other_level(first["required_level"])
    second["name"] = "Vliegen"
    truth["function"]["grade"] = "Z9"
    truth["purpose"]["duties"] = []
    compared = compare(read(), truth)
    assert compared.verdicts[TruthVerdict.WRONG] == 1
    assert compared.verdicts[TruthVerdict.MISSING] == 1
    assert compared.extra == 1
    places = {difference.place: difference for difference in compared.differences}
    wrong = places[f"{first['name']}.required_level"]
    assert wrong.page == read().competencies[0].page
    assert wrong.box == read().competencies[0].bbox
    assert str(wrong).startswith(f"{first['name']}.required_level: {first['required_level']} expected, ")
    assert f"(page {wrong.page}, box " in str(wrong)
    assert {"competency 'Vliegen'", "function.grade", "purpose.duties"} < set(places)


def test_a_level_that_is_not_known_is_null_and_not_wrong(truth: dict[str, Any]) -> None:
    none_ticked = SAMPLES / "traps" / "none-ticked.pdf"
    (description,) = read_job_descriptions(none_ticked)
    (true,) = truth_of(none_ticked)["documents"]
    unknown = [competency for competency in true["competencies"] if competency["required_level"] is None]
    assert unknown
    assert compare(description, true).verdicts[TruthVerdict.RIGHT] == len(true["competencies"])
    unknown[0]["required_level"] = 1
    assert compare(description, true).verdicts[TruthVerdict.NULL] == 1


def test_another_order_is_a_difference(truth: dict[str, Any]) -> None:
    truth["competencies"].reverse()
    assert [difference.place for difference in compare(read(), truth).differences] == ["competencies"]


@pytest.mark.parametrize(
    ("separator", "encoding", "end"), [(",", "utf-8", "\n"), (";", "utf-8-sig", "\r\n")], ids=["plain", "spreadsheet"]
)
def test_a_csv_is_enough(truth: dict[str, Any], tmp_path: Path, separator: str, encoding: str, end: str) -> None:
    lines = ["competency,required_level", *(f'"{c["name"]}",{c["required_level"]}' for c in truth["competencies"])]
    text = end.join(line if separator == "," else line[::-1].replace(",", ";", 1)[::-1] for line in lines) + end
    (tmp_path / "a.truth.csv").write_bytes(text.encode(encoding))
    (document,) = load_truth(tmp_path / "a.truth.csv").documents
    compared = compare(read(), document)
    assert compared.differences == []
    assert compared.verdicts[TruthVerdict.RIGHT] == len(truth["competencies"])


def test_a_csv_may_give_the_level_as_printed_and_leave_it_empty(tmp_path: Path) -> None:
    pdf = SAMPLES / "fiche-fonction" / "ouvrier-polyvalent.pdf"
    (description,) = read_job_descriptions(pdf, rules="generic")
    (true,) = truth_of(pdf)["documents"]
    ticked = {c["name"]: next(level["label"] for level in c["levels"] if level["marked"]) for c in true["competencies"]}
    rows = [f"{name},{label.upper()}" for name, label in ticked.items()]
    path = tmp_path / "a.truth.csv"
    path.write_text("\n".join(["competency,required_level", *rows]), encoding="utf-8")
    assert compare(description, load_truth(path).documents[0]).differences == []
    path.write_text("\n".join(["competency,required_level", f"{next(iter(ticked))},", *rows[1:]]), encoding="utf-8")
    compared = compare(description, load_truth(path).documents[0])
    assert compared.verdicts[TruthVerdict.WRONG] == 1
    assert "nothing expected" in str(compared.differences[0])
    path.write_text("\n".join(["competency,required_level", f"{next(iter(ticked))},Nope", *rows[1:]]), encoding="utf-8")
    assert compare(description, load_truth(path).documents[0]).verdicts[TruthVerdict.WRONG] == 1


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        ("a.truth.json", "{", ["line 1: not valid JSON: "]),
        ("a.truth.json", "[]", ["it is not an object"]),
        ("a.truth.json", '{"documents": {}}', ["documents: a list"]),
        ("a.truth.json", '{"titel": "x"}', ["titel: unknown key; did you mean 'title'?"]),
        (
            "a.truth.json",
            '{"documents": [{"competencies": [{"nme": "x"}], "function": 3, "position": "x"}], "state": 1}',
            [
                "state: unknown key; did you mean 'status'?",
                "documents[0].competencies[0].nme: unknown key; did you mean 'name'?",
                "documents[0].function: an object",
                "documents[0].position: a list",
            ],
        ),
        ("a.truth.json", '{"documents": [], "findings": 3}', ["findings: a list of codes"]),
        ("a.truth.json", '{"documents": [], "findings": [1, "a"]}', ["findings: a list of codes"]),
        ("a.truth.json", '{"documents": [], "page_count": "two"}', ["page_count: a whole number"]),
        ("a.truth.json", '{"status": "read"}', ["status: 'read' is none of imported, unrecognised"]),
        ("a.truth.csv", "", ["line 1: there is no column competency", "line 1: there is no column required_level"]),
        (
            "a.truth.csv",
            "competency,level\n",
            ["line 1: there is no column required_level", "line 1: unknown column 'level'"],
        ),
        ("a.truth.csv", "competency,required_level\n", ["no line with a competency"]),
        (
            "a.truth.csv",
            "document,competency,required_level\n1,,2\nx,a,1\n3,b,1\n1,c\n",
            [
                "line 2: no competency",
                "line 3: document is the number",
                "line 5: 3 values are needed",
                "the documents are not numbered 1, 2, 3",
            ],
        ),
    ],
)
def test_all_faults_of_a_truth_are_said_at_once(tmp_path: Path, name: str, text: str, faults: list[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TruthInvalid) as raised:
        load_truth(tmp_path / name)
    assert [found[: len(fault)] for found, fault in zip(raised.value.faults, faults, strict=True)] == faults
    assert name in str(raised.value)


def test_every_truth_of_the_samples_can_be_used() -> None:
    for path in SAMPLES.rglob("*.truth.json"):
        assert load_truth(path).path == path


# A folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("federaal/inspecteur", "no-job/invoice", "bundles/functieboek"):
        for suffix in (".pdf", ".truth.json"):
            shutil.copy(SAMPLES / f"{name}{suffix}", tmp_path)
    shutil.copy(SAMPLES / "federaal" / "attache-beleid.pdf", tmp_path / "no-truth.pdf")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rules", "test", *arguments])


def test_a_folder_is_compared_pdf_by_pdf(folder: Path) -> None:
    levels = folder / "inspecteur.truth.json"
    true = json.loads(levels.read_text(encoding="utf-8"))
    competencies = [{k: c[k] for k in ("name", "required_level")} for c in true["documents"][0]["competencies"]]
    levels.write_text(json.dumps({"competencies": competencies}), encoding="utf-8")
    (folder / "functieboek.truth.json").unlink()
    done = run(str(folder))
    assert done.exit_code == 0, done.output
    assert "Without a truth: functieboek.pdf, no-truth.pdf" in done.stdout
    competencies[2]["required_level"] = other_level(competencies[2]["required_level"])
    levels.write_text(json.dumps({"competencies": competencies}), encoding="utf-8")
    done = run(str(folder))
    assert done.exit_code == 1
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("inspecteur.pdf  "))
    assert [int(number) for number in line.split()[1:]] == [len(competencies) - 1, 0, 0, 1, 0, 1]
    assert f"{competencies[2]['name']}.required_level: " in done.stdout


def test_a_bundle_is_compared_one_by_one(folder: Path) -> None:
    tested, _ = pdfs_to_test(folder)
    (pdf, truth) = next((pdf, truth) for pdf, truth in tested if pdf.stem == "functieboek")
    found = hold_against_truth(pdf, truth, folder, rules=None)
    known = sum(len(document["competencies"]) for document in truth.documents)
    assert sum(found.verdicts.values()) == known
    assert all(d.place.startswith(("job description ", "findings", "page_count")) for d in found.differences)


def test_a_module_that_would_pass_over_the_document_fails_the_test(folder: Path) -> None:
    done = run(str(folder), "--rules", "tienen")
    assert done.exit_code == 1
    assert "\ninspecteur.pdf\n  the rule module 'tienen' does not recognise it: nothing like " in done.stdout


def test_a_pdf_that_cannot_be_read_is_a_failure(folder: Path) -> None:
    (folder / "inspecteur.pdf").write_bytes(b"")
    (folder / "functieboek.truth.json").unlink()
    done = run(str(folder))
    assert done.exit_code == 1
    assert "\ninspecteur.pdf\n  the file is empty (0 bytes)\n" in done.stdout


def test_nothing_to_compare_and_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable):
        pdfs_to_test(tmp_path / "none")
    shutil.copy(SAMPLES / "federaal" / "attache-beleid.pdf", tmp_path)
    with pytest.raises(NothingToCompare, match="no PDF has its truth beside it"):
        pdfs_to_test(tmp_path)
    assert run(str(tmp_path)).exit_code == 2
