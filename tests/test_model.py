from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.model import (
    Aspect,
    Competency,
    JobDescription,
    LevelScale,
    Mark,
    MarkKind,
    ScaleSource,
    Status,
    WordCount,
)
from tests.builders import competency, job_description, level

TICKS = st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=8)


def competency_with(ticks: list[bool | None], status: Status, required_level: int | None) -> Competency:
    return Competency(
        id="a",
        name="A",
        block=None,
        group=None,
        required_level=required_level,
        status=status,
        page=1,
        bbox=(0, 0, 1, 1),
        levels=tuple(level(number, marked=tick) for number, tick in enumerate(ticks)),
    )


@given(TICKS, st.sampled_from(Status), st.one_of(st.none(), st.integers(-1, 9)))
def test_a_required_level_is_a_number_only_where_exactly_one_level_is_ticked(
    ticks: list[bool | None], status: Status, required_level: int | None
) -> None:
    sound = required_level is None
    if status is Status.UNRANKED:
        sound = sound and ticks.count(True) == 1
    if status is Status.OK:
        sound = ticks.count(True) == 1 and ticks.index(True) == required_level
    if sound:
        assert competency_with(ticks, status, required_level).required_level == required_level
    else:
        with pytest.raises(ValidationError):
            competency_with(ticks, status, required_level)


def relabelled(label: str | None, status: Status, **changes: object) -> Competency:
    before = competency_with([False, True], Status.UNCLEAR, None).model_dump()
    return Competency.model_validate({**before, "status": status, "required_label": label, **changes})


def test_the_required_label_is_the_one_that_is_ticked() -> None:
    one = competency("a", "A", ".x")
    assert one.required_label == "1"
    with pytest.raises(ValidationError, match="required label 0, but 1 is ticked"):
        Competency.model_validate({**one.model_dump(), "required_label": "0"})
    assert relabelled(None, Status.UNRANKED).required_label == "1"
    with pytest.raises(ValidationError, match="required label 1 with status unclear"):
        relabelled("1", Status.UNCLEAR)


def test_a_person_may_say_a_level_that_has_no_label() -> None:
    said = relabelled(None, Status.OK, required_level=7, corrected=True)
    assert (said.required_level, said.required_label) == (7, None)
    with pytest.raises(ValidationError, match="required label 1 with status unclear"):
        relabelled("1", Status.UNCLEAR, corrected=True)


@given(st.sampled_from(Status), st.one_of(st.none(), st.integers(0, 5)), st.sampled_from([None, "Gevorderd"]))
def test_an_aspect_has_a_label_where_one_is_sure_and_a_number_where_its_order_is(
    status: Status, level: int | None, label: str | None
) -> None:
    known = {Status.OK: (True, True), Status.UNRANKED: (False, True)}.get(status, (False, False))
    values = {"name": "Gewenst", "required_level": level, "required_label": label, "status": status}
    where = {"page": 1, "bbox": (0, 0, 1, 1)}
    if (level is not None, label is not None) == known:
        assert Aspect.model_validate(values | where).status is status
    else:
        with pytest.raises(ValidationError):
            Aspect.model_validate(values | where)


def test_the_labels_of_a_scale_differ() -> None:
    assert LevelScale(labels=("Basis", "Expert"), first=1, source=ScaleSource.PRINTED).page is None
    for labels in ((), ("Basis", "Basis")):
        with pytest.raises(ValidationError, match="the labels of a scale differ"):
            LevelScale(labels=labels, first=1, source=ScaleSource.PRINTED)


def test_a_level_cannot_occur_twice() -> None:
    one = competency("a", "A", "x.")
    with pytest.raises(ValidationError, match="a level occurs twice"):
        Competency.model_validate({**one.model_dump(), "levels": [*one.model_dump()["levels"], level(1, marked=False)]})


def test_a_competency_id_cannot_occur_twice() -> None:
    with pytest.raises(ValidationError, match=r"competency ids occur twice: \['a'\]"):
        job_description(competencies=(competency("a", "A", "x."), competency("a", "B", ".x")))


def test_a_word_count_adds_up() -> None:
    assert WordCount(total=6, claimed=3, running=2, unclaimed=1).total == 6
    with pytest.raises(ValidationError, match="does not add up"):
        WordCount(total=6, claimed=3, running=2, unclaimed=2)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValidationError):
        Mark(kind=MarkKind.GLYPH, raw="☐", font=None, page=1, bbox=(0, 0, 1, 1), confidence=confidence, reason="")


def test_pages_begin_at_1() -> None:
    with pytest.raises(ValidationError):
        Mark(kind=MarkKind.GLYPH, raw="☐", font=None, page=0, bbox=(0, 0, 1, 1), confidence=1, reason="")


def test_values_are_frozen_and_know_no_other_names() -> None:
    one = competency("a", "A", "x.")
    with pytest.raises(ValidationError):
        one.required_level = 1  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Competency.model_validate({**one.model_dump(), "requiredLevel": 1})


def test_the_fields_of_a_job_description_stand_in_the_order_of_the_contract() -> None:
    promised = (
        "schema_version document_id function_key source reader rules language title organisation function fields "
        "purpose position task_agreements extension_clause sections competencies approval findings unclaimed "
        "word_count corrections scale"
    ).split()
    assert [name for name in JobDescription.model_fields if name in promised] == promised


@given(TICKS)
def test_json_tells_true_false_and_unknown_apart(ticks: list[bool | None]) -> None:
    one = competency_with(ticks, Status.UNCLEAR, None)
    again = Competency.model_validate_json(one.model_dump_json())
    assert again == one
    assert [level.marked for level in again.levels] == ticks
