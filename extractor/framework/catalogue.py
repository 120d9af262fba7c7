"""The catalogue: every competency that the documents of an import have, and the wording that most of them give it.

    documents, one at a time ── by identity ── competencies ── levels ── wordings, the shared one first

**Identity.** A competency is the same one where organisation, block, group, name and scale are the same, typography
aside (`sameness.folded`). Its id is the UUIDv5 of these five, so it hangs on nothing but what its own documents say: no
other document can change it. Documents that do not name their organisation count as one organisation of their own.

**Wording.** Label and indicators of a level are one wording. The one that most documents have is shared, the others
are variants. Where two are had by as many, the one with the newest document goes first, then the one whose text sorts
first. How a wording or a name is spelled is decided in the same way. A document that prints a level without indicators,
as a matrix does, words it in no way: where any other has a text, it has no vote.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar
from uuid import UUID, uuid5

from extractor.framework.sameness import folded
from extractor.framework.scale import Scale, scales_of
from extractor.model import Competency, JobDescription

NAMESPACE: Final = UUID("74e6d684-a4e4-5d3b-af88-82642d370a23")
"""Of `urn:jobdesc:framework`; every id is a UUIDv5 in it, and another one would change them all."""


class WordingPlace(NamedTuple):
    """Where something stands; sorts by path."""

    path: str
    document_id: str
    page: int


@dataclass(frozen=True, slots=True)
class LevelWording:
    """What documents say of one level; `places` has every occurrence, in order."""

    label: str
    indicators: tuple[str, ...]
    places: tuple[WordingPlace, ...]

    @property
    def documents(self) -> int:
        return documents_of(self.places)


@dataclass(frozen=True, slots=True)
class CatalogueLevel:
    """One level of a competency: the wording that most documents share, and the others.

    `textless` are those without indicators, where `shared` has some.
    """

    level: int
    shared: LevelWording
    variants: tuple[LevelWording, ...]
    textless: tuple[LevelWording, ...]

    @property
    def wordings(self) -> tuple[LevelWording, ...]:
        return (self.shared, *self.variants, *self.textless)


@dataclass(frozen=True, slots=True)
class CatalogueCompetency:
    """One competency; `id` is a UUIDv5, `competency_ids` are the ids that documents know it by, most used first.

    `scale` holds the levels of its scale, empty where its documents print one level only. `as_of` is the date of the
    newest of its documents: of the approval, or where it has none of the PDF.
    """

    id: str
    organisation: str | None
    block_number: int | None
    block: str | None
    group: str | None
    name: str
    language: str
    competency_ids: tuple[str, ...]
    scale: tuple[int, ...]
    levels: tuple[CatalogueLevel, ...]
    places: tuple[WordingPlace, ...]
    as_of: date | None

    @property
    def documents(self) -> int:
        return documents_of(self.places)


@dataclass(frozen=True, slots=True)
class Framework:
    """The catalogue of `documents` job descriptions, by organisation, block, group and name.

    `unnamed` are competencies whose name could not be read: they are no one's, and stand outside.
    """

    documents: int
    competencies: tuple[CatalogueCompetency, ...]
    unnamed: tuple[WordingPlace, ...]
    as_of: date | None


class CatalogueHeading(NamedTuple):
    """How one document prints what a competency stands under."""

    organisation: str | None
    block_number: int | None
    block: str | None
    group: str | None
    name: str
    competency_id: str
    language: str


class _Identity(NamedTuple):
    organisation: str
    block: str
    group: str
    name: str
    scale: Scale


_Printed = tuple[str, tuple[str, ...]]
_Spelling = TypeVar("_Spelling", CatalogueHeading, _Printed)
_Spellings = dict[_Spelling, list[WordingPlace]]


class _Gathered:
    """All that documents print of one competency, and where."""

    def __init__(self) -> None:
        self.headings: _Spellings[CatalogueHeading] = {}
        self.levels: defaultdict[int, defaultdict[_Printed, _Spellings[_Printed]]] = defaultdict(
            lambda: defaultdict(dict)
        )


def documents_of(places: Iterable[WordingPlace]) -> int:
    return len({place.document_id for place in places})


def framework_of(descriptions: Iterable[JobDescription]) -> Framework:
    """The catalogue of these documents, in whatever order they come.

    Holds one document at a time, each different wording once, and a reference for each place where it stands.
    """
    gathered: defaultdict[_Identity, _Gathered] = defaultdict(_Gathered)
    dates: dict[str, date | None] = {}
    unnamed: list[WordingPlace] = []
    for description in descriptions:
        dates[description.document_id] = _date_of(description)
        for identity, competency, place, level_places in _found(description):
            if not identity.name:
                unnamed.append(place)
                continue
            entry = gathered[identity]
            entry.headings.setdefault(_heading(description, competency), []).append(place)
            for level, level_place in zip(competency.levels, level_places, strict=True):
                alike = (folded(level.label), tuple(map(folded, level.indicators)))
                printed = entry.levels[level.level][alike]
                printed.setdefault((level.label, level.indicators), []).append(level_place)
    competencies = (_competency(identity, entry, dates) for identity, entry in gathered.items())
    return Framework(
        documents=len(dates),
        competencies=tuple(sorted(competencies, key=_order)),
        unnamed=tuple(sorted(unnamed)),
        as_of=_newest(dates.values()),
    )


def ids_of(description: JobDescription) -> dict[str, str]:
    """Competency id of this document → id in the catalogue; those without a name are not in it."""
    return {
        competency.id: _uuid(identity)
        for identity, competency, _place, _level_places in _found(description)
        if identity.name
    }


def _found(description: JobDescription) -> Iterator[tuple[_Identity, Competency, WordingPlace, list[WordingPlace]]]:
    scales = scales_of(description)
    # One object for each page, however many levels stand on it.
    on_page: dict[int, WordingPlace] = {}

    def place(page: int) -> WordingPlace:
        return on_page.setdefault(page, WordingPlace(description.source.path, description.document_id, page))

    for competency in description.competencies:
        identity = _Identity(
            folded(description.organisation or ""),
            folded(competency.block.title) if competency.block else "",
            folded(competency.group or ""),
            folded(competency.name),
            scales[competency.id],
        )
        pages = [level.mark.page if level.mark else competency.page for level in competency.levels]
        yield identity, competency, place(competency.page), [place(page) for page in pages]


def _heading(description: JobDescription, competency: Competency) -> CatalogueHeading:
    block = competency.block if competency.block and folded(competency.block.title) else None
    return CatalogueHeading(
        _stated(description.organisation),
        block.number if block else None,
        block.title if block else None,
        _stated(competency.group),
        competency.name,
        competency.id,
        description.language,
    )


def _stated(text: str | None) -> str | None:
    """A heading without a letter or a sign heads nothing."""
    return text if text and folded(text) else None


def _competency(identity: _Identity, entry: _Gathered, dates: Mapping[str, date | None]) -> CatalogueCompetency:
    headings = _by_share(entry.headings, dates)
    heading = headings[0]
    places = _all_places(entry.headings)
    return CatalogueCompetency(
        id=_uuid(identity),
        organisation=heading.organisation,
        block_number=heading.block_number,
        block=heading.block,
        group=heading.group,
        name=heading.name,
        language=heading.language,
        competency_ids=tuple(dict.fromkeys(each.competency_id for each in headings)),
        scale=tuple(level for level, _label in identity.scale),
        levels=tuple(_level(number, alike, dates) for number, alike in sorted(entry.levels.items())),
        places=places,
        as_of=_newest(dates[place.document_id] for place in places),
    )


def _level(
    number: int, alike: Mapping[_Printed, _Spellings[_Printed]], dates: Mapping[str, date | None]
) -> CatalogueLevel:
    spelled = {_by_share(spellings, dates)[0]: _all_places(spellings) for spellings in alike.values()}
    wordings = [LevelWording(*printed, spelled[printed]) for printed in _by_share(spelled, dates)]
    # A stable sort: within each half the order stays.
    shared, *others = sorted(wordings, key=lambda wording: not any(wording.indicators))
    textless = tuple(wording for wording in others if any(shared.indicators) and not any(wording.indicators))
    return CatalogueLevel(number, shared, tuple(other for other in others if other not in textless), textless)


def _by_share(
    spellings: Mapping[_Spelling, Sequence[WordingPlace]], dates: Mapping[str, date | None]
) -> list[_Spelling]:
    """What most documents have first; then what the newest document has; then what sorts first."""

    def rank(spelling: _Spelling) -> tuple[int, int, str]:
        places = spellings[spelling]
        newest = _newest(dates[place.document_id] for place in places)
        return -documents_of(places), -newest.toordinal() if newest else 0, json.dumps(spelling, ensure_ascii=False)

    return sorted(spellings, key=rank)


def _all_places(spellings: Mapping[_Spelling, Sequence[WordingPlace]]) -> tuple[WordingPlace, ...]:
    return tuple(sorted(place for places in spellings.values() for place in places))


def _order(competency: CatalogueCompetency) -> tuple[str, bool, int, str, str, str, tuple[int, ...], str]:
    number = competency.block_number
    return (
        folded(competency.organisation or ""),
        number is None,
        number or 0,
        folded(competency.block or ""),
        folded(competency.group or ""),
        folded(competency.name),
        competency.scale,
        competency.id,
    )


@lru_cache(maxsize=1 << 16)
def _uuid(identity: _Identity) -> str:
    return stable_id("competency", *identity)


def stable_id(kind: str, *parts: object) -> str:
    """The UUIDv5 of these parts, which JSON must know; whatever else there is, the same parts have the same id."""
    return str(uuid5(NAMESPACE, json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))))


def _newest(dates: Iterable[date | None]) -> date | None:
    return max((day for day in dates if day is not None), default=None)


def _date_of(description: JobDescription) -> date | None:
    """The day of the approval; of a document without one, the day that its PDF says it was made."""
    if description.approval is not None and description.approval.date is not None:
        return description.approval.date
    try:
        return date.fromisoformat((description.source.created or "")[:10])
    except ValueError:  # a PDF without a date, or with a month 13: it holds what its program put there
        return None
