"""JSON Lines: a job description per line, as in the import's JSON; what is gone is a line with `"removed": true`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from extractor.export import Options
from extractor.export.source import ImportFolder
from extractor.framework.mapping import NO_CODES
from extractor.model import JobDescription
from extractor.output.placing import whole_file


def write(source: ImportFolder, to: str, _options: Options) -> None:
    """Write documents by id, then removals; with a mapping each competency has a member `codes`."""
    with whole_file(Path(to)) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        for description in source.documents():
            file.write(_line(description, source) + "\n")
        for gone in source.changes.removals if source.changes else ():
            file.write(_compact(asdict(gone) | {"removed": True}) + "\n")


def _line(description: JobDescription, source: ImportFolder) -> str:
    if source.codes is None:
        return description.model_dump_json()
    document = description.model_dump(mode="json")
    for competency in document["competencies"]:
        competency["codes"] = source.codes.get(competency["id"], NO_CODES)._asdict()
    return _compact(document)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
