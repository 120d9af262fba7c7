"""The catalogue as files: `framework.csv` for spreadsheets, `framework.json` with every place, a mapping to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from extractor.framework.catalogue import CatalogueCompetency, CatalogueLevel, Framework, LevelWording, WordingPlace
from extractor.framework.mapping import MAPPING_COLUMNS, NAME_COLUMN, NO_CODES, Codes, codes_of
from extractor.model import SCHEMA_VERSION
from extractor.output.columns import NUMBER, TEXT
from extractor.output.tables import frame_to_csv

SHARED, VARIANT, TEXTLESS = "shared", "variant", "no text"

FRAMEWORK_COLUMNS: Final = {
    "id": TEXT,
    "organisation": TEXT,
    "block_number": NUMBER,
    "block": TEXT,
    "group": TEXT,
    "competency_id": TEXT,
    "competency": TEXT,
    "level": NUMBER,
    "label": TEXT,
    "wording": TEXT,
    "documents": NUMBER,
    "indicators": TEXT,
    "places": TEXT,
}
"""`wording` is shared, variant or no text; `indicators` has a line for each. So has `places`, as `path#page=3`, but not
for the shared wording, which is everywhere else."""

Json = dict[str, object]


def framework_to_csv(framework: Framework, codes: Mapping[str, Codes] | None = None) -> str:
    """A row for each wording of each level, the shared one first; with `codes`, the user's codes at the end.

    A competency without levels has a row of its own, with the columns of the level empty.
    """
    columns = FRAMEWORK_COLUMNS | (dict.fromkeys(Codes._fields, TEXT) if codes is not None else {})
    rows = [
        {**_about(each), **row, **(codes_of(each.competency_ids, codes)._asdict() if codes is not None else {})}
        for each in framework.competencies
        for row in _wording_rows(each)
    ]
    # As objects first: pandas would guess floats for integers among which one is unknown.
    return frame_to_csv(pd.DataFrame(rows, columns=list(columns), dtype=object).astype(columns))


def framework_to_json(framework: Framework, codes: Mapping[str, Codes] | None = None) -> str:
    """Everything: ids, wordings with every place where they stand, and competencies without a name."""
    document: Json = {
        "schema_version": SCHEMA_VERSION,
        "documents": framework.documents,
        "as_of": framework.as_of.isoformat() if framework.as_of else None,
        "competencies": [_competency_json(each, codes) for each in framework.competencies],
        "unnamed": _places_json(framework.unnamed),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def mapping_to_fill_in(framework: Framework, codes: Mapping[str, Codes] | None = None) -> str:
    """A mapping with a row for every competency id, the codes that the user has already, and the others empty.

    Rows of `codes` that name no competency of the catalogue stay, at the end: they may be of another import.
    """
    given = dict(codes or {})
    names: dict[str, str] = {}
    for each in framework.competencies:
        for id_ in each.competency_ids:
            names.setdefault(id_, each.name)
    rows = [(id_, names.get(id_), *given.get(id_, NO_CODES)) for id_ in [*names, *sorted(given.keys() - names)]]
    columns = [MAPPING_COLUMNS[0], NAME_COLUMN, *MAPPING_COLUMNS[1:]]
    return frame_to_csv(pd.DataFrame(rows, columns=columns, dtype=TEXT))


def _about(each: CatalogueCompetency) -> Json:
    return {
        "id": each.id,
        "organisation": each.organisation,
        "block_number": each.block_number,
        "block": each.block,
        "group": each.group,
        "competency_id": " ".join(each.competency_ids),
        "competency": each.name,
    }


def _wording_rows(each: CatalogueCompetency) -> Iterator[Json]:
    if not each.levels:
        yield {"documents": each.documents}
    for level in each.levels:
        kinds = [SHARED, *[VARIANT] * len(level.variants), *[TEXTLESS] * len(level.textless)]
        for kind, wording in zip(kinds, level.wordings, strict=True):
            places = (
                None if kind == SHARED else "\n".join(f"{place.path}#page={place.page}" for place in wording.places)
            )
            yield {
                "level": level.level,
                "label": wording.label,
                "wording": kind,
                "documents": wording.documents,
                "indicators": "\n".join(wording.indicators) or None,
                "places": places,
            }


def _competency_json(each: CatalogueCompetency, codes: Mapping[str, Codes] | None) -> Json:
    found: Json = {
        "id": each.id,
        "organisation": each.organisation,
        "block": {"number": each.block_number, "title": each.block} if each.block is not None else None,
        "group": each.group,
        "name": each.name,
        "competency_ids": list(each.competency_ids),
        "language": each.language,
        "scale": list(each.scale),
        "as_of": each.as_of.isoformat() if each.as_of else None,
        "documents": each.documents,
        "places": _places_json(each.places),
        "levels": [_level_json(level) for level in each.levels],
    }
    return found if codes is None else found | {"codes": codes_of(each.competency_ids, codes)._asdict()}


def _level_json(level: CatalogueLevel) -> Json:
    return {
        "level": level.level,
        **_wording_json(level.shared),
        "variants": [_wording_json(wording) for wording in level.variants],
        "textless": [_wording_json(wording) for wording in level.textless],
    }


def _wording_json(wording: LevelWording) -> Json:
    return {
        "label": wording.label,
        "indicators": list(wording.indicators),
        "documents": wording.documents,
        "places": _places_json(wording.places),
    }


def _places_json(places: Iterable[WordingPlace]) -> list[Json]:
    return [place._asdict() for place in places]
