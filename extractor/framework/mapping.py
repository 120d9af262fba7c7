"""A user's mapping file: competency → the URI or code that other systems know it by."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from extractor.errors import ListInvalid, PathUnreadable
from extractor.handmade.suggest import did_you_mean


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
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PathUnreadable(str(path), error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise ListInvalid(str(path), [f"not UTF-8 ({error.reason} at byte {error.start})"]) from error
    lines = text.splitlines(keepends=True)
    header = lines[0] if lines else ""
    rows = csv.DictReader(lines, delimiter=";" if header.count(";") > header.count(",") else ",", restval="")
    faults = _header_faults(rows.fieldnames or [])
    if faults:
        raise ListInvalid(str(path), faults)
    mapping: dict[str, Codes] = {}
    for row in rows:
        line = f"line {rows.line_num}"
        if None in row:
            faults.append(f"{line}: more cells than columns")
            continue
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


def _header_faults(names: Iterable[str]) -> list[str]:
    given = list(names)
    faults = [] if "competency_id" in given else ["line 1: there is no column competency_id"]
    for name in given:
        if name not in MAPPING_COLUMNS and name != NAME_COLUMN:
            hint = did_you_mean(name, MAPPING_COLUMNS) or f" (known: {', '.join(MAPPING_COLUMNS)})"
            faults.append(f"line 1: unknown column {name!r}{hint}")
    return faults


def _is_uri(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not set(text) & set(' <>"{}|\\^`')
