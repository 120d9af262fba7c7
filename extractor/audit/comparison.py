"""Two versions of a job description → what changed: raised, lowered, added, removed, reworded."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from extractor.audit.wording import Run, likeness, word_diff
from extractor.errors import NothingToCompare
from extractor.model import Competency, JobDescription

ALIKE: Final = 0.6
"""How alike two sentences, or two names of competencies, are for one to be the other reworded."""


class ChangeKind(StrEnum):
    """`blurred` and `cleared`: a level that was known is not any more, and the other way round."""

    ADDED = "added"
    REMOVED = "removed"
    RAISED = "raised"
    LOWERED = "lowered"
    BLURRED = "blurred"
    CLEARED = "cleared"
    REWORDED = "reworded"


class ComparedPart(StrEnum):
    """Where in a job description something changed."""

    FIELD = "field"
    PURPOSE = "purpose"
    DUTY = "duty"
    POSITION = "position"
    TASK = "task"
    COMPETENCY = "competency"
    INDICATOR = "indicator"
    EXTENSION = "extension clause"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Change:
    """`about` is the competency, agreement or label; `old` and `new` are None where there is nothing on that side."""

    kind: ChangeKind
    part: ComparedPart
    about: str | None
    old: str | None
    new: str | None

    @property
    def diff(self) -> tuple[Run, ...]:
        """The words left out and put in, where both sides are wordings."""
        return word_diff(self.old or "", self.new or "") if self.kind is ChangeKind.REWORDED else ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two job descriptions that were compared."""

    document_id: str
    path: str
    approved_on: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A function on both sides, or on one of them: then it was added or removed, and `changes` is empty."""

    function_key: str
    function: str
    old: Side | None
    new: Side | None
    changes: tuple[Change, ...]


def compare_job_descriptions(old: JobDescription, new: JobDescription) -> Comparison:
    """Every difference in what the two say; where they stand on a page and how they were read does not count."""
    changes = (
        *_header(old, new),
        *_texts(ComparedPart.PURPOSE, None, old.purpose.text, new.purpose.text),
        *_texts(ComparedPart.DUTY, None, old.purpose.duties, new.purpose.duties),
        *_texts(ComparedPart.POSITION, None, old.position, new.position),
        *_agreements(old, new),
        *_texts(ComparedPart.EXTENSION, None, _present(old.extension_clause), _present(new.extension_clause)),
        *_competencies(old, new),
        *_texts(
            ComparedPart.APPROVAL,
            None,
            _present(old.approval.text if old.approval else None),
            _present(new.approval.text if new.approval else None),
        ),
    )
    return Comparison(new.function_key, _name(new), _side(old), _side(new), tuple(changes))


def compare_imports(old: Iterable[JobDescription], new: Iterable[JobDescription]) -> tuple[Comparison, ...]:
    """Every function of either side that changed, by function key.

    Functions are joined by their key. Where a side describes one several times, documents that did not change are
    joined first, then the others by their date of approval.

    Raises:
        NothingToCompare: the sides have no function in common.
    """
    before, after = _by_key(old), _by_key(new)
    if not before.keys() & after.keys():
        raise NothingToCompare(
            "the two sides have no function in common",
            "Functions are joined by function_key; check that these are imports of the same organisation.",
        )
    compared = [
        comparison
        for key in sorted(before.keys() | after.keys())
        for comparison in _compare_versions(before.get(key, []), after.get(key, []))
    ]
    return tuple(c for c in compared if c.changes or c.old is None or c.new is None)


def compare_versions(descriptions: Iterable[JobDescription], function_key: str) -> Comparison:
    """The two versions of a function that were approved last, the earlier one first.

    Raises:
        NothingToCompare: there are no two versions, or their order cannot be told.
    """
    versions = [d for d in descriptions if d.function_key == function_key]
    dated = sorted((d for d in versions if d.approval and d.approval.date), key=_approved_on)
    if len(dated) < 2 or len(dated) < len(versions):
        raise NothingToCompare(
            f"{function_key}: {len(versions)} versions, {len(dated)} of them with a date of approval",
            "Name the two JSON files, the older one first.",
        )
    return compare_job_descriptions(*dated[-2:])


def _by_key(descriptions: Iterable[JobDescription]) -> dict[str, list[JobDescription]]:
    by_key: defaultdict[str, list[JobDescription]] = defaultdict(list)
    for description in descriptions:
        by_key[description.function_key].append(description)
    return dict(by_key)


def _compare_versions(old: Sequence[JobDescription], new: Sequence[JobDescription]) -> Iterator[Comparison]:
    unchanged = {d.document_id for d in old} & {d.document_id for d in new}
    before = sorted((d for d in old if d.document_id not in unchanged), key=_approved_on)
    after = sorted((d for d in new if d.document_id not in unchanged), key=_approved_on)
    same = {d.document_id: d for d in old if d.document_id in unchanged}
    # The same file may be read in another way by other rules or another version.
    for description in new:
        if description.document_id in same:
            yield compare_job_descriptions(same[description.document_id], description)
    for was, becomes in zip(before, after, strict=False):
        yield compare_job_descriptions(was, becomes)
    for gone in before[len(after) :]:
        yield Comparison(gone.function_key, _name(gone), _side(gone), None, ())
    for come in after[len(before) :]:
        yield Comparison(come.function_key, _name(come), None, _side(come), ())


def _approved_on(description: JobDescription) -> str:
    """Sorts as dates do; those without one come first."""
    approval = description.approval
    return approval.date.isoformat() if approval and approval.date else ""


def _name(description: JobDescription) -> str:
    return description.function.name or description.title or description.function_key


def _side(description: JobDescription) -> Side:
    return Side(description.document_id, description.source.path, _approved_on(description) or None)


def _present(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _header(old: JobDescription, new: JobDescription) -> Iterator[Change]:
    before = {field.key or field.label: field for field in old.fields}
    after = {field.key or field.label: field for field in new.fields}
    for key in dict.fromkeys([*before, *after]):
        was, becomes = before.get(key), after.get(key)
        label = (becomes or was or old.fields[0]).label
        yield from _texts(
            ComparedPart.FIELD,
            label,
            _present(was.value if was else None),
            _present(becomes.value if becomes else None),
            0.0,
        )


def _agreements(old: JobDescription, new: JobDescription) -> Iterator[Change]:
    # One title may stand over two agreements; their tasks are then compared as one list.
    before, after = _tasks(old), _tasks(new)
    for was, becomes in _paired(list(before), list(after), ALIKE):
        if was is not None and becomes is not None:
            if was != becomes:
                yield Change(ChangeKind.REWORDED, ComparedPart.TASK, becomes, was, becomes)
            yield from _texts(ComparedPart.TASK, becomes, before[was], after[becomes])
        elif was is not None:
            yield Change(ChangeKind.REMOVED, ComparedPart.TASK, was, "; ".join(before[was]) or was, None)
        elif becomes is not None:
            yield Change(ChangeKind.ADDED, ComparedPart.TASK, becomes, None, "; ".join(after[becomes]) or becomes)


def _tasks(description: JobDescription) -> dict[str, list[str]]:
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for agreement in description.task_agreements:
        tasks[agreement.title] += agreement.tasks
    return dict(tasks)


def _competencies(old: JobDescription, new: JobDescription) -> Iterator[Change]:
    before, after = ({c.id: c for c in d.competencies} for d in (old, new))
    renamed = _renamed(
        [c for c in old.competencies if c.id not in after], [c for c in new.competencies if c.id not in before]
    )
    for competency in new.competencies:
        was = before.get(competency.id) or before.get(renamed.get(competency.id, ""))
        if was is None:
            yield Change(ChangeKind.ADDED, ComparedPart.COMPETENCY, competency.name, None, _level(competency))
        else:
            yield from _competency(was, competency)
    taken = set(renamed.values())
    for competency in old.competencies:
        if competency.id not in after and competency.id not in taken:
            yield Change(ChangeKind.REMOVED, ComparedPart.COMPETENCY, competency.name, _level(competency), None)


def _renamed(gone: Sequence[Competency], come: Sequence[Competency]) -> dict[str, str]:
    """New id → old id of competencies under almost the same name, the most alike first."""
    pairs = sorted(((likeness(was.name, c.name), was.id, c.id) for was in gone for c in come), reverse=True)
    renamed: dict[str, str] = {}
    for alike, was, becomes in pairs:
        if alike >= ALIKE and becomes not in renamed and was not in renamed.values():
            renamed[becomes] = was
    return renamed


def _competency(old: Competency, new: Competency) -> Iterator[Change]:
    if old.name != new.name:
        yield Change(ChangeKind.REWORDED, ComparedPart.COMPETENCY, new.name, old.name, new.name)
    was, becomes = old.required_level, new.required_level
    if was is not None and becomes is not None and was != becomes:
        kind = ChangeKind.RAISED if becomes > was else ChangeKind.LOWERED
        yield Change(kind, ComparedPart.COMPETENCY, new.name, _level(old), _level(new))
    elif (was is None) != (becomes is None):
        kind = ChangeKind.BLURRED if becomes is None else ChangeKind.CLEARED
        yield Change(kind, ComparedPart.COMPETENCY, new.name, _level(old), _level(new))
    before = {level.level: level.indicators for level in old.levels}
    after = {level.level: level.indicators for level in new.levels}
    for level in sorted(before.keys() | after.keys()):
        yield from _texts(
            ComparedPart.INDICATOR, f"{new.name}, level {level}", before.get(level, ()), after.get(level, ())
        )


def _level(competency: Competency) -> str:
    if competency.corrected:
        level = "unknown" if competency.required_level is None else str(competency.required_level)
        return f"{level} (corrected)"
    return f"unknown ({competency.status})" if competency.required_level is None else str(competency.required_level)


def _texts(
    part: ComparedPart, about: str | None, old: Sequence[str], new: Sequence[str], alike: float = ALIKE
) -> Iterator[Change]:
    if tuple(old) == tuple(new):
        return
    for was, becomes in _paired(old, new, alike):
        if was is None:
            yield Change(ChangeKind.ADDED, part, about, None, becomes)
        elif becomes is None:
            yield Change(ChangeKind.REMOVED, part, about, was, None)
        elif was != becomes:
            yield Change(ChangeKind.REWORDED, part, about, was, becomes)


def _paired(old: Sequence[str], new: Sequence[str], alike: float) -> list[tuple[str | None, str | None]]:
    """Equal texts together, those that are alike together, the rest alone; a text that only moved is not a change."""
    missing, extra = Counter(old) - Counter(new), Counter(new) - Counter(old)
    gone, come = list(missing.elements()), list(extra.elements())
    pairs: list[tuple[str | None, str | None]] = [(text, text) for text in (Counter(old) & Counter(new)).elements()]
    ranked = sorted(
        ((_alike(was, becomes), -i, -j) for i, was in enumerate(gone) for j, becomes in enumerate(come)), reverse=True
    )
    matched_old: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= alike and -i not in matched_old and -j not in matched_old.values():
            matched_old[-i] = -j
    pairs += [(was, come[matched_old[i]] if i in matched_old else None) for i, was in enumerate(gone)]
    pairs += [(None, becomes) for j, becomes in enumerate(come) if j not in matched_old.values()]
    return pairs


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(a=one.casefold(), b=other.casefold(), autojunk=False).ratio()
