"""Archives made by hand and by hypothesis, for tests of the catalogue and of what is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from extractor.framework.sameness import folded
from extractor.model import BlockTitle, Competency, Finding, FindingCode, JobDescription, Severity
from tests.builders import competency, job_description


def document(
    path: str,
    *competencies: Competency,
    organisation: str | None = "Stad Oever",
    approved: date | None = date(2023, 2, 9),
    torn: Sequence[str] = (),
) -> JobDescription:
    """A document whose competencies named in `torn` are said to miss a level of their scale."""
    one = job_description(
        path=path,
        sha256=hashlib.sha256(path.encode()).hexdigest(),
        competencies=competencies,
        findings=tuple(
            Finding(
                code=FindingCode.LEVEL_SET_INCOMPLETE,
                severity=Severity.ERROR,
                message="",
                competency=id_,
                page=2,
                bbox=None,
            )
            for id_ in torn
        ),
    )
    assert one.approval is not None
    return one.model_copy(
        update={
            "organisation": organisation,
            "approval": one.approval.model_copy(update={"date": approved}),
            "source": one.source.model_copy(update={"created": None}),
        }
    )


def said(name: str, *texts: str, ticks: str = "x.", group: str | None = None, block: str | None = None) -> Competency:
    return competency(
        folded(name) or "unnamed",
        name,
        ticks,
        block=BlockTitle(number=1, title=block) if block else None,
        group=group,
        indicators=texts,
    )


SPELLINGS = st.sampled_from(["Leest", "leest.", "Schrijft", "“Leest”", "Rekent na", "rekent  na;"])
COMPETENCIES = st.builds(
    lambda name, texts, **about: said(name, *texts, **about),
    st.sampled_from(["Lezen", "lezen ", "Schrijven", ""]),
    st.lists(SPELLINGS, max_size=2),
    ticks=st.sampled_from(["x.", "x..", ".x.."]),
    group=st.sampled_from([None, "Taal", "TAAL"]),
    block=st.sampled_from([None, "Gedrag"]),
)


@st.composite
def archives(draw: st.DrawFn) -> list[JobDescription]:
    documents = []
    for number in range(draw(st.integers(0, 5))):
        drawn = draw(st.lists(COMPETENCIES, max_size=4))
        numbered = [one.model_copy(update={"id": f"{one.id}-{i}"}) for i, one in enumerate(drawn)]
        organisation = draw(st.sampled_from(["Stad Oever", "Stad  oever", None]))
        approved = draw(st.sampled_from([None, date(2020, 1, 1), date(2024, 5, 1)]))
        torn = draw(st.lists(st.sampled_from([one.id for one in numbered]))) if numbered else []
        documents.append(document(f"{number}.pdf", *numbered, organisation=organisation, approved=approved, torn=torn))
    return documents
