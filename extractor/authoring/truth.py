"""What a PDF says, as a person wrote it down beside it, and where a job description that was read differs from it.

A truth is `<name>.truth.json`, under the names of the output, or `<name>.truth.csv` with a line for each competency.
Only what it mentions is compared; but where it lists things (competencies, tasks) it lists them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.errors import ListInvalid, TruthInvalid
from extractor.handmade.suggest import did_you_mean
from extractor.handmade.table import TableShape, column_faults, records, shape_of
from extractor.matching.vocabulary import fold
from extractor.model import Competency, JobDescription

FILE_KEYS = ("status", "page_count", "documents", "findings", "notes", "boxes")
"""Of a truth that speaks of the whole PDF; without `documents` it is the truth of the one job description in it.

`boxes` are those of `jobdesc marks`, which no rule module decides."""
STATUSES = ("imported", "unrecognised")
CSV_COLUMNS = ("document", "group", "competency", "required_level")
LABEL = "required_label"
"""A level that is written down as it is printed, in a CSV: compared with the label of the level that is required."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Truth:
    """Of one PDF. `documents` are those in it, in page order; what is None was not written down."""

    path: Path
    documents: tuple[Mapping[str, Any], ...]
    unrecognised: bool = False
    page_count: int | None = None
    findings: tuple[str, ...] | None = None


class TruthVerdict(StrEnum):
    """About one required level: `null` is unknown where the truth knows it, `missing` a competency not found at all."""

    RIGHT = "right"
    NULL = "null"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True)
class Difference:
    """`place` is what differs, in the names of the output; `page`, from 1, and `box` say where to look, if anywhere."""

    place: str
    expected: str
    read: str
    page: int | None = None
    box: Box | None = None

    def __str__(self) -> str:
        where = "" if self.page is None else f" (page {self.page}"
        if self.page is not None:
            where += f", box {' '.join(f'{side:g}' for side in self.box)})" if self.box else ")"
        return f"{self.place}: {self.expected} expected, {self.read} read{where}"


@dataclass
class Compared:
    """One job description beside its truth. `extra` are competencies that the truth does not have."""

    verdicts: dict[TruthVerdict, int] = field(default_factory=lambda: dict.fromkeys(TruthVerdict, 0))
    extra: int = 0
    differences: list[Difference] = field(default_factory=list)


def truth_beside(pdf: Path) -> Path | None:
    """The truth of a PDF, if there is one; the JSON says more than the CSV."""
    for suffix in (".truth.json", ".truth.csv"):
        if pdf.with_suffix(suffix).is_file():
            return pdf.with_suffix(suffix)
    return None


def load_truth(path: Path) -> Truth:
    """Raises TruthInvalid with all faults of the file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TruthInvalid(str(path), [f"cannot be opened: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise TruthInvalid(str(path), ["not UTF-8; save it as CSV UTF-8"]) from error
    return _from_csv(text, path) if path.suffix == ".csv" else _from_json(text, path)


def _from_json(text: str, path: Path) -> Truth:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise TruthInvalid(str(path), [f"line {error.lineno}: not valid JSON: {error.msg}"]) from error
    if not isinstance(content, dict):
        raise TruthInvalid(str(path), ["it is not an object: write { … }"])
    if "documents" in content or "status" in content:
        return _of_file(content, path)
    if faults := list(_faults(content, JobDescription, "")):
        raise TruthInvalid(str(path), faults)
    return Truth(path, (content,))


def _of_file(content: dict[str, Any], path: Path) -> Truth:
    """What is true of a whole file: its job descriptions, and how it is read."""
    documents = content.get("documents", [])
    faults = [_unknown(key, FILE_KEYS) for key in content if key not in FILE_KEYS]
    if content.get("status", STATUSES[0]) not in STATUSES:
        faults.append(f"status: {content['status']!r} is none of {', '.join(STATUSES)}")
    if not isinstance(documents, list):
        raise TruthInvalid(str(path), ["documents: a list of job descriptions"])
    found, count = content.get("findings"), content.get("page_count")
    if found is not None and not (isinstance(found, list) and all(isinstance(code, str) for code in found)):
        faults.append("findings: a list of codes")
    if count is not None and not isinstance(count, int):
        faults.append("page_count: a whole number")
    for i, document in enumerate(documents):
        faults += _faults(document, JobDescription, f"documents[{i}].")
    if faults:
        raise TruthInvalid(str(path), faults)
    return Truth(
        path,
        tuple(documents),
        unrecognised=content.get("status") == "unrecognised",
        page_count=count,
        findings=None if found is None else tuple(sorted(found)),
    )


def _faults(value: object, model: type[BaseModel], place: str) -> Iterator[str]:
    """Keys that the output does not have, on any level, and lists or objects that stand for the other."""
    if not isinstance(value, dict):
        yield f"{place.rstrip('.')}: an object: write {{ … }}"
        return
    for key, inner in value.items():
        info = model.model_fields.get(key)
        if info is None:
            yield f"{place}{_unknown(key, model.model_fields)}"
            continue
        below, many = _model_of(info.annotation)
        if many and not isinstance(inner, list):
            yield f"{place}{key}: a list: write [ … ]"
        elif below is not None and many:
            for i, item in enumerate(inner):
                yield from _faults(item, below, f"{place}{key}[{i}].")
        elif below is not None and inner is not None:
            yield from _faults(inner, below, f"{place}{key}.")


def _model_of(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """What a field holds: a model, or many of something."""
    if get_origin(annotation) in (Union, UnionType):
        return next((_model_of(part) for part in get_args(annotation) if part is not type(None)), (None, False))
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)
        return _model_of(inner[0])[0], Ellipsis in inner
    return (annotation, False) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else (None, False)


def _unknown(key: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    return f"{key}: unknown key{did_you_mean(key, known)}"


def _from_csv(text: str, path: Path) -> Truth:
    shape = shape_of(text)
    columns = shape.columns
    faults = column_faults(columns, CSV_COLUMNS, CSV_COLUMNS[2:])
    if faults:
        raise TruthInvalid(str(path), faults)
    documents: dict[int, list[dict[str, Any]]] = {}
    for line, cells in _records(text, shape, path):
        if len(cells) != len(columns):
            faults.append(f"line {line}: {len(columns)} values are needed")
            continue
        row = dict(zip(columns, cells, strict=True))
        number = row.get("document") or "1"
        if not row["competency"].strip():
            faults.append(f"line {line}: no competency")
        if not number.strip().isdecimal() or int(number) < 1:
            faults.append(f"line {line}: document is the number of a job description in the PDF, from 1")
            continue
        documents.setdefault(int(number), []).append(_competency(row))
    if sorted(documents) != list(range(1, len(documents) + 1)):
        faults.append("the documents are not numbered 1, 2, 3, …")
    if faults or not documents:
        raise TruthInvalid(str(path), faults or ["no line with a competency"])
    return Truth(path, tuple({"competencies": documents[number]} for number in sorted(documents)))


def _competency(row: Mapping[str, str]) -> dict[str, Any]:
    """A level that is no number is a label."""
    competency: dict[str, Any] = {"name": row["competency"].strip()}
    level = row["required_level"].strip()
    if "group" in row:
        competency["group"] = row["group"].strip() or None
    if level and not level.isdecimal():
        competency[LABEL] = level
    else:
        competency["required_level"] = int(level) if level else None
    return competency


def _records(text: str, shape: TableShape, path: Path) -> list[tuple[int, Sequence[str]]]:
    try:
        return list(records(text, shape, path))
    except ListInvalid as error:
        raise TruthInvalid(str(path), error.faults) from error


def compare(description: JobDescription, truth: Mapping[str, Any]) -> Compared:
    """Every value of the truth that the job description does not have. Competencies are known by their names."""
    result = Compared()
    values = description.model_dump(mode="json")
    for key, expected in truth.items():
        if key == "competencies":
            _compare_competencies(description.competencies, expected, result)
        else:
            result.differences.extend(_compare(key, expected, values.get(key)))
    return result


def _compare_competencies(read: Sequence[Competency], expected: Sequence[Mapping[str, Any]], result: Compared) -> None:
    left = list(read)
    order: list[int] = []
    for wanted in expected:
        found = _take(left, wanted)
        place = str(wanted.get("name", "a competency"))
        if found is None:
            result.verdicts[TruthVerdict.MISSING] += 1
            result.differences.append(Difference(f"competency {place!r}", _shown_level(wanted), "no such competency"))
            continue
        order.append(next(i for i, competency in enumerate(read) if competency is found))
        if "required_level" in wanted or LABEL in wanted:
            result.verdicts[_verdict(found, wanted)] += 1
        values = found.model_dump(mode="json")
        for key, value in wanted.items():
            if not (key == LABEL and _same_label(value, found)):
                result.differences.extend(
                    Difference(d.place, d.expected, d.read, found.page, found.bbox)
                    for d in _compare(f"{place}.{key}", value, values.get(key))
                )
    if order != sorted(order):
        result.differences.append(Difference("competencies", "the order of the truth", "another one"))
    result.extra = len(left)
    result.differences.extend(
        Difference(f"competency {one.name!r}", "nothing", f"level {one.required_level}", one.page, one.bbox)
        for one in left
    )


def _take(left: list[Competency], wanted: Mapping[str, Any]) -> Competency | None:
    """The first competency of that name, of that group if there is one; it is taken out of the list."""
    named = [one for one in left if fold(one.name) == fold(str(wanted.get("name", "")))]
    grouped = [one for one in named if "group" in wanted and fold(one.group or "") == fold(wanted["group"] or "")]
    found = next(iter(grouped or named), None)
    left[:] = [one for one in left if one is not found]
    return found


def _verdict(read: Competency, wanted: Mapping[str, Any]) -> TruthVerdict:
    same_level = "required_level" not in wanted or wanted["required_level"] == read.required_level
    if same_level and (LABEL not in wanted or _same_label(wanted[LABEL], read)):
        return TruthVerdict.RIGHT
    return TruthVerdict.NULL if read.required_level is None and read.required_label is None else TruthVerdict.WRONG


def _same_label(wanted: object, read: Competency) -> bool:
    return fold(str(wanted or "")) == fold(read.required_label or "")


def _shown_level(wanted: Mapping[str, Any]) -> str:
    return f"level {_shown(wanted.get('required_level', wanted.get(LABEL)))}"


def _compare(place: str, truth: Any, value: Any) -> Iterator[Difference]:
    if isinstance(truth, dict):
        if not isinstance(value, dict):
            yield Difference(place, _shown(truth), _shown(value))
            return
        for key, inner in truth.items():
            yield from _compare(f"{place}.{key}", inner, value.get(key))
    elif isinstance(truth, list):
        if not isinstance(value, list) or len(truth) != len(value):
            yield Difference(place, _shown(truth), _shown(value))
            return
        for i, (inner, other) in enumerate(zip(truth, value, strict=True)):
            yield from _compare(f"{place}[{i}]", inner, other)
    elif truth != value:
        yield Difference(place, _shown(truth), _shown(value))


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"{len(value)} {'item' if len(value) == 1 else 'items'}" if value else "an empty list"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False)
