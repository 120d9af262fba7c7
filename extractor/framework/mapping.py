"""A user's mapping file: competency → the URI or code that other systems know it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from extractor.errors import ListInvalid
from extractor.handmade.table import column_faults, has_more_cells_than_columns, read_text, records, shape_of


class Codes(NamedTuple):
    """The codes of one competency; None where the user has none."""

    esco_uri: str | None
    vdab_code: str | None
    own_code: str | None


NO_CODES: Final = Codes(None, None, None)
MAPPING_COLUMNS: Final = ("competency_id", *Codes._fields)
NAME_COLUMN: Final = "competency"
"""May stand in the file for whoever fills it in; it is not read."""


def read_mapping(path: Path) -> dict[str, Codes]:
    """Competency id → codes, from a CSV with the column `competency_id` and any of `esco_uri`, `vdab_code`, `own_code`.

    Comma or semicolon, UTF-8 with or without BOM: as spreadsheets save it. A column `competency` is for the eye only.

    Raises:
        PathUnreadable: the file cannot be opened.
        ListInvalid: unknown columns, a competency twice, a URI that is none; all of them at once.
    """
    text = read_text(path)
    shape = shape_of(text)
    faults = column_faults(shape.columns, (*MAPPING_COLUMNS, NAME_COLUMN), MAPPING_COLUMNS[:1])
    if faults:
        raise ListInvalid(str(path), faults)
    mapping: dict[str, Codes] = {}
    for number, cells in records(text, shape, path):
        line = f"line {number}"
        if has_more_cells_than_columns(cells, shape):
            faults.append(f"{line}: more cells than columns")
            continue
        row = dict.fromkeys(shape.columns, "") | dict(zip(shape.columns, cells, strict=False))
        id_ = row["competency_id"].strip()
        codes = Codes(*((row.get(name) or "").strip() or None for name in Codes._fields))
        if not id_:
            faults.append(f"{line}: competency_id is empty")
        elif id_ in mapping:
            faults.append(f"{line}: {id_} stands in the file twice")
        elif codes.esco_uri and not _is_uri(codes.esco_uri):
            faults.append(f"{line}: esco_uri {codes.esco_uri!r} is not an http or https URI")
        elif any(codes):
            mapping[id_] = codes
    if faults:
        raise ListInvalid(str(path), faults)
    return mapping


def codes_of(competency_ids: Iterable[str], mapping: Mapping[str, Codes]) -> Codes:
    """The codes of a competency that goes by these ids: of the first of them that has any."""
    return next((mapping[id_] for id_ in competency_ids if id_ in mapping), NO_CODES)


def unmapped(mapping: Mapping[str, Codes], competency_ids: Iterable[str]) -> list[str]:
    """Those competencies that the user has no codes for."""
    return sorted(set(competency_ids) - set(mapping))


def unused(mapping: Mapping[str, Codes], competency_ids: Iterable[str]) -> list[str]:
    """What the mapping names and no document has: a slip of the pen, or a competency that is gone."""
    return sorted(set(mapping) - set(competency_ids))


def _is_uri(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not set(text) & set(' <>"{}|\\^`')
