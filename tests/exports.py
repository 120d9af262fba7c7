"""Imports made by hand for tests of the exports, with the texts that break careless programs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

from extractor.export.source import Row
from extractor.model import Aspect, JobDescription, Section, Status, TaskAgreement
from extractor.output.outcome import OfferedPdf
from extractor.output.schema import write_datapackage
from extractor.output.tables import offered_to_frames
from extractor.output.writing import write_import
from tests.builders import BEHAVIOUR, competency, job_description

HOSTILE = (
    "\" ' ; , \n \r \r\n \t \0 😀 =cmd|'/C'!A0 +1 -1 @x '=1 ''+1 \\ NULL NaN true 1,5 {} \u2028 é </b> %s $1 \ufeff"
).split(" ")
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), min_size=1, max_size=4).map("".join)


def described(name: str, text: str = "Zegt wat, doet dat.", organisation: str = "Gemeente Oever") -> JobDescription:
    """A job description of its own PDF, with `text` wherever a document has free text."""
    sha256 = hashlib.sha256(f"{name}\n{text}".encode("utf-8", "backslashreplace")).hexdigest()
    box = (56.5, 300.0, 150.0, 320.0)
    aspect = Aspect(name="Gewenst", required_level=1, required_label="1", status=Status.OK, page=2, bbox=box)
    one = job_description(
        path=f"{name}.pdf",
        sha256=sha256,
        name=text,
        function_key=f"gemeente-oever/{name}",
        competencies=(
            competency("integriteit", "Integriteit", "..x.", block=BEHAVIOUR, group=text, indicators=(text, "Tweede.")),
            competency("initiatief", text, "?x.x", block=BEHAVIOUR, status=Status.MULTIPLE, aspects=(aspect,)),
        ),
        findings=(),
    )
    section = Section(heading="Aanbod", key="conditions", page=2, bbox=box, paragraphs=(text,), items=("Loon.",))
    agreements = (TaskAgreement(number=None, title=text, tasks=(text, text)),)
    return one.model_copy(update={"organisation": organisation, "task_agreements": agreements, "sections": (section,)})


def offered(*descriptions: JobDescription) -> list[OfferedPdf]:
    return [OfferedPdf(d.source.path, d.source.sha256, job_descriptions=(d,)) for d in descriptions]


def imported(folder: Path, *descriptions: JobDescription) -> Path:
    """The output folder of an import of these."""
    write_import(folder, offered(*descriptions))
    write_datapackage(folder)
    return folder


def rows_of(*descriptions: JobDescription) -> dict[str, list[Row]]:
    """Table → rows as the model has them, where an empty text is an unknown one, as in the CSV."""
    return {name: frame_rows(frame) for name, frame in offered_to_frames(offered(*descriptions)).items()}


def frame_rows(frame: pd.DataFrame) -> list[Row]:
    rows = frame.astype(object).itertuples(index=False)
    return [tuple(None if cell is pd.NA or cell == "" else cell for cell in row) for row in rows]
