"""What a person's word does to a job description: for any reading and any lines, and in cases told by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.corrections.applying import Fate, apply_corrections, as_read, correct
from extractor.corrections.lines import CorrectionLine, Corrections
from extractor.findings import finding, on_page
from extractor.model import (
    CorrectedField,
    CorrectionState,
    Finding,
    FindingCode,
    JobDescription,
    Severity,
    Status,
)
from tests.builders import DIGEST, competency, job_description

KEY, ID = "gemeente-oever/griffier-2de-graad", DIGEST[:12]
DAY = date(2026, 1, 5)
STATUS_OF = {0: Status.NONE, 1: Status.OK}


def line(
    number: int = 2,
    *,
    target: str = KEY,
    competency: str | None = None,
    field: CorrectedField = CorrectedField.REQUIRED_LEVEL,
    old: str | None = None,
    new: str | None = None,
) -> CorrectionLine:
    return CorrectionLine(
        number=number,
        document_id=None if "/" in target else target,
        function_key=target if "/" in target else None,
        competency=competency,
        field=field,
        old_value=old,
        new_value=new,
        reason="zie dossier",
        who="M. Peeters",
        when=DAY,
    )


def read_with(ticks: str, *others: str) -> JobDescription:
    """A job description whose first competency has these ticks; `?` is a box that was not read."""
    made = []
    for name, boxes in zip(("a", "b", "c"), (ticks, *others), strict=False):
        status = Status.UNCLEAR if "?" in boxes else STATUS_OF.get(boxes.count("x"), Status.MULTIPLE)
        made.append(competency(name, name.upper(), boxes, status=status))
    odd = {Status.NONE: FindingCode.LEVEL_NONE, Status.MULTIPLE: FindingCode.LEVEL_MULTIPLE}
    findings = tuple(
        Finding(
            code=odd.get(c.status, FindingCode.LEVEL_UNCLEAR),
            severity=Severity.ERROR,
            message=f"{c.name} is odd",
            competency=c.id,
            page=2,
            bbox=c.bbox,
        )
        for c in made
        if c.status is not Status.OK
    )
    return job_description(competencies=tuple(made), findings=findings)


levels = st.sampled_from([None, "0", "1", "2", "3", "7"])
texts = st.sampled_from([None, "Griffier, 2de graad", "Griffier", "Griffier tweede graad"])
TICKS = st.text("x..?", min_size=4, max_size=4)
targets = st.sampled_from([KEY, ID, "gemeente-oever/griffier", "gemeente-oever/een-ander", "fedcba987654"])
level_lines = st.builds(line, target=targets, competency=st.sampled_from("abcd"), old=levels, new=levels)
name_lines = st.builds(line, target=targets, field=st.just(CorrectedField.NAME), old=texts, new=texts)
many_lines = st.lists(st.one_of(level_lines, level_lines, name_lines), max_size=8).map(
    lambda some: [replace(one, number=n) for n, one in enumerate(some, 2)]
)
readings = st.builds(read_with, TICKS, TICKS, TICKS)

called = st.sampled_from([None, "A", "B", "Luisteren", "Zoeken", "c"])
competency_lines = st.builds(
    line,
    target=targets,
    competency=st.sampled_from(["a", "b", "c", "d", "luisteren", "Zoeken"]),
    field=st.sampled_from([CorrectedField.COMPETENCY, CorrectedField.GROUP]),
    old=called,
    new=called,
)
CODES = [code.value for code in (FindingCode.LEVEL_NONE, FindingCode.LEVEL_MULTIPLE, FindingCode.TEXT_UNCLAIMED)]
finding_lines = st.builds(
    line,
    target=targets,
    competency=st.sampled_from([None, "a", "b", "luisteren"]),
    field=st.just(CorrectedField.FINDING),
    old=st.sampled_from(["A is odd", "B is odd", None]),
    new=st.sampled_from(CODES),
)
lines_of_all_kinds = st.lists(
    st.one_of(level_lines, name_lines, competency_lines, competency_lines, finding_lines), max_size=9
).map(lambda some: [replace(one, number=n) for n, one in enumerate(some, 2)])


@given(readings, lines_of_all_kinds)
def test_names_groups_and_findings_can_be_done_again_and_undone(
    read: JobDescription, lines: list[CorrectionLine]
) -> None:
    once, fates = correct(read, Corrections(lines))
    assert apply_corrections(once, Corrections(lines)) == once
    assert as_read(once) == read
    assert len({li.number for li, _ in fates}) == len(fates)
    assert {li.number for li in lines if li.target in {KEY, ID}} <= {li.number for li, _ in fates}


@given(readings, lines_of_all_kinds)
def test_every_competency_that_was_read_is_kept_under_some_name(
    read: JobDescription, lines: list[CorrectionLine]
) -> None:
    result = apply_corrections(read, Corrections(lines))
    aside = [r for r in result.replaced if r.id is None]
    assert len(result.competencies) + len(aside) == len(read.competencies)
    standing = {r.competency.id for r in result.replaced} | {c.id for c in result.competencies}
    assert {c.id for c in read.competencies} <= standing
    assert len({c.id for c in result.competencies}) == len(result.competencies)


def test_a_name_that_a_person_gives_brings_its_id_and_keeps_the_level() -> None:
    lines = [
        line(2, competency="a", field=CorrectedField.COMPETENCY, old="A", new="Luisteren"),
        line(3, competency="luisteren", new="2"),
    ]
    result, fates = correct(read_with(".xx.", "x..."), Corrections(lines))
    first = result.competencies[0]
    assert (first.id, first.name, first.required_level) == ("luisteren", "Luisteren", 2)
    assert [fate for _, fate in fates] == [Fate.APPLIED, Fate.APPLIED]
    assert {f.competency for f in result.findings} == {"luisteren"}
    (kept,) = result.replaced
    assert (kept.position, kept.id, kept.competency.name) == (0, "luisteren", "A")


def test_what_is_no_competency_leaves_the_list_and_is_kept_beside_it() -> None:
    said = line(competency="a", field=CorrectedField.COMPETENCY, old="A")
    result = apply_corrections(read_with(".xx.", "x..."), Corrections([said]))
    assert [c.id for c in result.competencies] == ["b"]
    assert [f.severity for f in result.findings] == [Severity.INFO, Severity.INFO]
    assert result.findings[1].message == (
        "A: competency no competency, corrected by M. Peeters on 2026-01-05 (read: A): zie dossier"
    )
    assert [(r.id, r.competency.name) for r in result.replaced] == [(None, "A")]


def test_a_finding_that_was_seen_is_an_info_as_long_as_it_says_the_same() -> None:
    def with_remark(message: str) -> JobDescription:
        remark = Finding(
            code=FindingCode.TEXT_UNCLAIMED,
            severity=Severity.WARNING,
            message=message,
            competency=None,
            page=1,
            bbox=None,
        )
        return job_description(findings=(remark,))

    seen = Corrections([line(field=CorrectedField.FINDING, old="a stamp", new="text-unclaimed")])
    answered = apply_corrections(with_remark("a stamp"), seen)
    assert [f.severity for f in answered.findings] == [Severity.INFO]
    other, fates = correct(with_remark("another text"), seen)
    assert [f.severity for f in other.findings] == [Severity.WARNING]
    assert [fate for _, fate in fates] == [Fate.CONFLICT]


def test_a_value_that_a_person_gives_settles_that_it_was_missing() -> None:
    lacking = [finding(FindingCode.FIELD_MISSING, on_page(1), key=key, labels=("X",)) for key in ("grade", "service")]
    given = job_description(findings=tuple(lacking))
    read = given.model_copy(update={"function": given.function.model_copy(update={"grade": None})})
    corrected = apply_corrections(read, Corrections([line(field=CorrectedField.GRADE, new="C1")]))
    assert corrected.function.grade == "C1"
    assert [(f.code.value, f.severity.value) for f in corrected.findings] == [
        ("level-settled", "info"),
        ("field-missing", "warning"),
        ("corrected", "info"),
    ]
    assert as_read(corrected) == read


@given(readings)
def test_nothing_said_changes_nothing(read: JobDescription) -> None:
    assert apply_corrections(read, Corrections()) == read
    assert apply_corrections(read, Corrections([line(target="fedcba987654", competency="a", new="1")])) == read


@given(readings, many_lines)
def test_it_can_be_done_again_and_undone(read: JobDescription, lines: list[CorrectionLine]) -> None:
    once = apply_corrections(read, Corrections(lines))
    assert apply_corrections(once, Corrections(lines)) == once
    assert as_read(once) == read
    assert apply_corrections(once, Corrections()) == read


@given(readings, many_lines)
def test_a_level_is_what_was_read_or_what_a_person_said_and_both_are_kept(
    read: JobDescription, lines: list[CorrectionLine]
) -> None:
    result = apply_corrections(read, Corrections(lines))
    said = {c.competency: c for c in result.corrections if c.competency}
    for before, after in zip(read.competencies, result.competencies, strict=True):
        assert after.levels == before.levels
        assert (after.status is Status.OK) == (after.required_level is not None)
        if before.id not in said:
            assert after == before
            continue
        one = said[before.id]
        kept = None if one.read_value is None else int(one.read_value)
        assert (kept, one.read_status) == (before.required_level, before.status)
        spoken = [li for li in lines if li.competency == before.id and li.new_value == one.new_value]
        assert spoken
        if one.state is CorrectionState.APPLIED:
            assert after.corrected
            assert str(after.required_level) == str(one.new_value)
        else:
            assert not after.corrected
            assert after.required_level in {before.required_level, None}
        codes = {f.code for f in result.findings if f.competency == before.id and f.severity is Severity.ERROR}
        assert (FindingCode.CORRECTION_CONFLICT in codes) == (one.state is CorrectionState.CONFLICT)
        if one.state is CorrectionState.CONFLICT:
            assert after.required_level is None


@given(readings, many_lines, st.randoms(use_true_random=False))
def test_only_the_order_of_lines_on_one_value_counts(read: JobDescription, lines: list[CorrectionLine], chance) -> None:  # type: ignore[no-untyped-def]
    places = [(li.field, li.competency) for li in lines]
    shuffled = sorted(set(places), key=str)
    chance.shuffle(shuffled)
    regrouped = [li for place in shuffled for li, own in zip(lines, places, strict=True) if own == place]
    renumbered = [replace(li, number=n) for n, li in enumerate(regrouped, 2)]
    assert apply_corrections(read, Corrections(renumbered)) == apply_corrections(read, Corrections(lines))


@given(readings, many_lines)
def test_every_line_that_means_the_document_has_one_fate(read: JobDescription, lines: list[CorrectionLine]) -> None:
    _, fates = correct(read, Corrections(lines))
    assert len({li.number for li, _ in fates}) == len(fates)
    assert {li.number for li in lines if li.target in {KEY, ID}} <= {li.number for li, _ in fates}
    assert not any(li.target == "gemeente-oever/een-ander" for li, _ in fates)


def test_two_ticks_and_a_person_who_knows() -> None:
    result = apply_corrections(read_with(".xx."), Corrections([line(competency="a", new="2")]))
    (corrected,) = result.competencies
    assert (corrected.required_level, corrected.status, corrected.corrected) == (2, Status.OK, True)
    assert [level.marked for level in corrected.levels] == [False, True, True, False]
    assert [(f.code, f.severity) for f in result.findings] == [
        (FindingCode.LEVEL_SETTLED, Severity.INFO),
        (FindingCode.CORRECTED, Severity.INFO),
    ]
    assert result.findings[1].message == (
        "A: required level 2, corrected by M. Peeters on 2026-01-05 (read: unknown, multiple): zie dossier"
    )
    (kept,) = result.corrections
    assert (kept.read_value, kept.read_status, kept.new_value) == (None, Status.MULTIPLE, "2")


@pytest.mark.parametrize(
    ("ticks", "old", "new", "level", "status", "state"),
    [
        ("..x.", "2", "3", 3, Status.OK, CorrectionState.APPLIED),
        ("..x.", "2", None, None, Status.UNCLEAR, CorrectionState.APPLIED),
        ("..x.", None, "2", 2, Status.OK, CorrectionState.REDUNDANT),
        ("...x", "1", "2", None, Status.UNCLEAR, CorrectionState.CONFLICT),
        ("....", "1", "2", None, Status.NONE, CorrectionState.CONFLICT),
        ("..x.", "2", "7", None, Status.UNCLEAR, CorrectionState.CONFLICT),
        ("x...", "0", "01", 1, Status.OK, CorrectionState.APPLIED),
        (".x..", "1", "0", 0, Status.OK, CorrectionState.APPLIED),
    ],
)
def test_each_state(
    ticks: str, old: str | None, new: str | None, level: int | None, status: Status, state: CorrectionState
) -> None:
    result = apply_corrections(read_with(ticks), Corrections([line(competency="a", old=old, new=new)]))
    assert (result.competencies[0].required_level, result.competencies[0].status) == (level, status)
    assert result.corrections[0].state is state


def test_a_conflict_says_both_and_where_to_look() -> None:
    result = apply_corrections(read_with("...x"), Corrections([line(competency="a", old=None, new="2")]))
    (conflict,) = [f for f in result.findings if f.code is FindingCode.CORRECTION_CONFLICT]
    assert conflict.message == (
        "A: required level unknown was corrected to 2 by M. Peeters on 2026-01-05 (zie dossier), but now it is read as"
        " 3: look again, and change or remove that line"
    )
    assert (conflict.severity, conflict.page, conflict.competency) == (Severity.ERROR, 2, "a")


def test_the_last_line_counts_and_may_go_on_from_what_the_one_before_made_of_it() -> None:
    lines = [line(2, competency="a", new="2"), line(3, competency="a", old="2", new="1")]
    result, fates = correct(read_with(".xx."), Corrections(lines))
    assert result.competencies[0].required_level == 1
    assert [fate for _, fate in fates] == [Fate.SUPERSEDED, Fate.APPLIED]
    # And where the machine has come to read 2 by itself, the person of the last line saw just that.
    assert apply_corrections(read_with("..x."), Corrections(lines)).competencies[0].required_level == 1
    assert apply_corrections(read_with("...x"), Corrections(lines)).competencies[0].required_level is None


def test_a_level_may_be_said_by_its_label_and_a_competency_by_its_name() -> None:
    one = competency("zorgvuldig-werken", "Zorgvuldig werken", ".xx", status=Status.MULTIPLE)
    named = tuple(
        level.model_copy(update={"label": label})
        for level, label in zip(one.levels, ("Basis", "Gevorderd", "Expert"), strict=True)
    )
    read = job_description(competencies=(one.model_copy(update={"levels": named}),), findings=())
    result = apply_corrections(read, Corrections([line(competency="zorgvuldig WERKEN", new="gevorderd")]))
    assert result.competencies[0].required_level == 1
    assert result.corrections[0].new_value == "1"


def test_a_level_that_was_not_found_may_be_said_where_the_document_has_it() -> None:
    short = competency("a", "A", "..", status=Status.INCOMPLETE)
    read = job_description(competencies=(short, competency("b", "B", "x...")), findings=())
    result = apply_corrections(read, Corrections([line(competency="a", new="3")]))
    assert result.competencies[0].required_level == 3
    result = apply_corrections(read, Corrections([line(competency="a", new="4")]))
    assert result.corrections[0].state is CorrectionState.CONFLICT


def test_a_corrected_name_makes_another_key_and_either_key_finds_the_document() -> None:
    read = read_with(".xx.", "....")
    lines = [
        line(2, target="gemeente-oever/griffier", competency="a", new="2"),
        line(3, field=CorrectedField.NAME, old="Griffier, 2de graad", new="Griffier"),
        line(4, competency="b", new="0"),
        line(5, target="gemeente-oever/griffier", field=CorrectedField.GRADE, old="Griffier", new="Griffier A"),
    ]
    result = apply_corrections(read, Corrections(lines))
    assert (result.function_key, result.function.name) == ("gemeente-oever/griffier", "Griffier")
    assert [c.required_level for c in result.competencies] == [2, 0]
    assert result.function.grade == "Griffier A"
    assert [c.field for c in result.corrections][:2] == [CorrectedField.NAME, CorrectedField.GRADE]
    assert as_read(result) == read


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        (CorrectedField.TITLE, "FUNCTIEBESCHRIJVING GRIFFIER", "Griffier"),
        (CorrectedField.ORGANISATION, "Gemeente Oever", "Stad Oever"),
        (CorrectedField.NAME, "Griffier, 2de graad", None),
        (CorrectedField.DEPARTMENT, "Algemeen beheer", "Beheer"),
        (CorrectedField.SERVICE, None, "Griffie"),
        (CorrectedField.GRADE, "Griffier", "Griffier 1"),
        (CorrectedField.CAREER, "B1-B3", "B4-B5"),
        (CorrectedField.APPROVED_BY, "gemeenteraad", "college"),
        (CorrectedField.APPROVED_ON, "2023-02-09", "2023-03-09"),
    ],
)
def test_every_field_can_be_corrected(field: CorrectedField, old: str | None, new: str | None) -> None:
    read = read_with("x...")
    result = apply_corrections(read, Corrections([line(field=field, old=old, new=new)]))
    assert [(c.state, c.read_value, c.new_value) for c in result.corrections] == [(CorrectionState.APPLIED, old, new)]
    assert result.fields == read.fields
    stands = {
        CorrectedField.TITLE: result.title,
        CorrectedField.ORGANISATION: result.organisation,
        CorrectedField.CAREER: result.function.career and result.function.career.text,
        CorrectedField.APPROVED_BY: result.approval and result.approval.authority,
        CorrectedField.APPROVED_ON: result.approval and str(result.approval.date),
    }
    assert (stands[field] if field in stands else getattr(result.function, field.value)) == new
    assert as_read(result) == read
    changed = apply_corrections(read, Corrections([line(field=field, old="2020-01-01", new="2021-01-01")]))
    assert changed.model_copy(update={"findings": read.findings, "corrections": ()}) == read
    assert [(f.code, f.severity) for f in changed.findings][-1:] == [(FindingCode.CORRECTION_CONFLICT, Severity.ERROR)]


def test_career_steps_follow_the_corrected_career() -> None:
    lines = [line(field=CorrectedField.CAREER, old="B1-B3", new="B4-B5")]
    career = apply_corrections(read_with("x..."), Corrections(lines)).function.career
    assert career is not None
    assert career.steps == ("B4", "B5")


def test_an_approval_that_the_document_has_not_cannot_be_dated() -> None:
    read = read_with("x...").model_copy(update={"approval": None})
    lines = [line(field=CorrectedField.APPROVED_ON, old=None, new="2023-03-09")]
    result = apply_corrections(read, Corrections(lines))
    assert result.approval is None
    assert "the document has no approval" in result.findings[-1].message


def test_nonsense_is_refused_where_it_is_made() -> None:
    sound = apply_corrections(read_with(".xx."), Corrections([line(competency="a", new="2")]))
    data = sound.model_dump()
    for wrong in (
        {"corrections": ()},
        {"corrections": ({**data["corrections"][0], "new_value": "1"},)},
        {"competencies": ({**data["competencies"][0], "corrected": False},)},
        {"competencies": ({**data["competencies"][0], "status": "multiple"},)},
    ):
        with pytest.raises(ValidationError):
            JobDescription.model_validate({**data, **wrong})
    with pytest.raises(ValueError, match="one of document_id and function_key"):
        replace(line(competency="a"), document_id=ID)
    with pytest.raises(ValueError, match="with competency None"):
        line(competency=None)


def test_what_was_written_before_there_were_corrections_can_be_read() -> None:
    data = read_with("x...").model_dump()
    del data["corrections"]
    for one in data["competencies"]:
        del one["corrected"]
    assert JobDescription.model_validate(data) == read_with("x...")
