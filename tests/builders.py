"""Job descriptions made by hand, for tests of what comes after the reading."""

from __future__ import annotations

from datetime import date

from extractor.model import (
    Approval,
    Aspect,
    BlockTitle,
    Career,
    Competency,
    Finding,
    FindingCode,
    Function,
    HeaderField,
    JobDescription,
    Level,
    Mark,
    MarkKind,
    Purpose,
    Reader,
    RulesUsed,
    Severity,
    Source,
    Status,
    TaskAgreement,
    WordCount,
)

DIGEST = "0123456789abcdef" * 4


def level(number: int, *, marked: bool | None, indicators: tuple[str, ...] = ()) -> Level:
    box = (160.0, 100.0 + 20 * number, 170.5, 110.25 + 20 * number)
    seen = Mark(
        kind=MarkKind.GLYPH,
        raw="☒" if marked else "☐",
        font="MS Gothic",
        page=2,
        bbox=box,
        confidence=1.0,
        reason="a ballot box of Unicode",
    )
    return Level(
        level=number,
        label=str(number),
        marked=marked,
        indicators=indicators,
        mark=None if marked is None else seen,
    )


def competency(
    id_: str,
    name: str,
    ticks: str,
    *,
    status: Status = Status.OK,
    block: BlockTitle | None = None,
    group: str | None = None,
    indicators: tuple[str, ...] = (),
    aspects: tuple[Aspect, ...] = (),
) -> Competency:
    """`ticks` has a character per level: `x` ticked, `.` empty, `?` unreadable; `indicators` stand at every level."""
    marked = [{"x": True, ".": False, "?": None}[tick] for tick in ticks]
    return Competency(
        id=id_,
        name=name,
        block=block,
        group=group,
        required_level=marked.index(True) if status is Status.OK else None,
        status=status,
        page=2,
        bbox=(56.5, 100.0, 150.0, 120.0),
        aspects=aspects,
        levels=tuple(level(number, marked=tick, indicators=indicators) for number, tick in enumerate(marked)),
    )


BEHAVIOUR = BlockTitle(number=1, title="Gedragscompetenties")


def job_description(
    *,
    path: str = "sub/griffier.pdf",
    sha256: str = DIGEST,
    name: str | None = "Griffier, 2de graad",
    function_key: str = "gemeente-oever/griffier-2de-graad",
    competencies: tuple[Competency, ...] | None = None,
    findings: tuple[Finding, ...] | None = None,
) -> JobDescription:
    if competencies is None:
        competencies = (
            competency(
                "integriteit",
                "Integriteit",
                "..x.",
                block=BEHAVIOUR,
                group="Waarden",
                indicators=("Zegt wat, doet dat.",),
            ),
            competency("initiatief", "Initiatief", "....", status=Status.NONE, block=BEHAVIOUR, group="Waarden"),
            competency("kennis", "Kennis", "?x", status=Status.UNCLEAR),
        )
    if findings is None:
        findings = (
            Finding(
                code=FindingCode.LEVEL_NONE,
                severity=Severity.ERROR,
                message='no level is ticked for "Initiatief"',
                competency="initiatief",
                page=2,
                bbox=(56.5, 100.0, 150.0, 120.0),
            ),
        )
    return JobDescription(
        document_id=sha256[:12],
        function_key=function_key,
        source=Source(
            file=path.rpartition("/")[2],
            path=path,
            sha256=sha256,
            bytes=12345,
            page_count=3,
            pages=(1, 3),
            producer="LibreOffice 7.4",
            creator="Writer",
            created="D:20230209",
            tagged=True,
        ),
        reader=Reader(name="jobdesc", version="0.1.0"),
        rules=RulesUsed(id="tienen", version="1"),
        language="nl",
        title="FUNCTIEBESCHRIJVING GRIFFIER",
        organisation="Gemeente Oever",
        function=Function(
            name=name,
            department="Algemeen beheer",
            service=None,
            grade="Griffier",
            career=Career(text="B1-B3", steps=("B1", "B2", "B3")),
        ),
        fields=(
            HeaderField(
                label="Afdeling", value="Algemeen beheer", key="department", page=1, bbox=(56.5, 90.0, 200.0, 102.0)
            ),
            HeaderField(label="Dienst", value=None, key="service", page=1, bbox=(56.5, 104.0, 90.0, 116.0)),
        ),
        purpose=Purpose(text=("Je houdt de griffie.",), duties=('Je noteert, "zonder fout".', "Je archiveert.")),
        position=("Werkt onder de burgemeester.",),
        task_agreements=(
            TaskAgreement(number=1, title="Houdt het register", tasks=("Schrijft in.", "Schrijft uit.")),
            TaskAgreement(number=None, title="Varia", tasks=("=1+1",)),
        ),
        extension_clause=None,
        competencies=competencies,
        approval=Approval(
            text="Goedgekeurd door de gemeenteraad op 9 februari 2023",
            authority="gemeenteraad",
            date=date(2023, 2, 9),
            page=3,
            bbox=(56.5, 700.0, 300.0, 712.0),
        ),
        findings=findings,
        headings=(),
        running=(),
        unclaimed=(),
        word_count=WordCount(total=0, claimed=0, running=0, unclaimed=0),
    )
