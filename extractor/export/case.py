"""1EdTech CASE 1.1: the catalogue as competency frameworks, which learning and skills systems load and keep up to date.

    catalogue ── by organisation ── CFPackage ── CFDocument
                                              ├─ CFItems         blocks, groups, competencies; isChildOf says of what
                                              ├─ CFAssociations  isChildOf, and the user's ESCO URIs
                                              └─ CFRubrics       by block; a criterion is a competency with its levels

Only the wording that most documents share goes out. `lastChangeDateTime` is no clock: it is the day of the newest
document, of its approval or else of its PDF, and where no document has either 1970-01-01.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote

from extractor.export import Options
from extractor.export.iri import base_uri
from extractor.export.source import ImportFolder
from extractor.framework.catalogue import CatalogueCompetency, framework_of, stable_id
from extractor.framework.mapping import Codes, codes_of
from extractor.framework.sameness import folded
from extractor.output.placing import whole_folder
from extractor.slugs import slug

Json = dict[str, object]

VERSION: Final = "1.1"
NOT_STATED: Final = "Not stated"
_PATH: Final = "ims/case/v1p1/"
"""Where a CASE service that stands at the base URI answers."""
_NO_DATE: Final = date(1970, 1, 1)
_URI_SIGNS: Final = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class _Node:
    """What associations lead from and to: a CFDocument or a CFItem."""

    kind: str
    identifier: str
    title: str
    as_of: date


def write(source: ImportFolder, to: str, options: Options) -> str:
    """Write a folder with a CFPackage for each organisation; answers what was written.

    With a mapping, ESCO URIs are associations of a competency (`exactMatchOf`, or `isRelatedTo` where several
    competencies have one URI), own codes its `humanCodingScheme`, and VDAB codes the extension `vdabCode`.

    Raises:
        NotForTarget: the base URI is none.
        OutputNotWritable: the folder takes no file, or holds something else.
    """
    base = base_uri(options.base_uri)
    framework = framework_of(source.documents())
    names = []
    with whole_folder(Path(to), ".json") as folder:
        for organisation, competencies in groupby(framework.competencies, key=_organisation):
            members = list(competencies)
            package = cf_package(organisation, members, base, source.codes or {})
            name = slug(_most_said(members, "organisation")) or "unknown"
            names.append(f"{name}.{stable_id('framework', organisation)[:8]}.json")
            text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
            (folder / names[-1]).write_text(text, encoding="utf-8", newline="\n")
    return f"Written to {to}: {', '.join(names) or 'nothing, for no document has a competency'}."


def cf_package(
    organisation: str, competencies: Sequence[CatalogueCompetency], base: str, codes: Mapping[str, Codes]
) -> Json:
    """The CFPackage of one organisation's competencies; `organisation` is its folded name, empty where not stated."""
    return _Package(organisation, competencies, base, codes).to_json()


class _Package:
    def __init__(
        self, organisation: str, competencies: Sequence[CatalogueCompetency], base: str, codes: Mapping[str, Codes]
    ) -> None:
        self._organisation = organisation
        self._competencies = competencies
        self._base = base
        self._codes = codes
        self._as_of = max((each.as_of for each in competencies if each.as_of), default=_NO_DATE)
        self._esco = Counter(self._codes_of(each).esco_uri for each in competencies)
        self._items: list[Json] = []
        self._associations: list[Json] = []
        self._rubrics: list[Json] = []
        self._children: Counter[str] = Counter()

    def to_json(self) -> Json:
        said = _most_said(self._competencies, "organisation")
        document = _Node(
            "CFDocuments",
            stable_id("framework", self._organisation),
            f"Competency framework: {said}" if said else "Competency framework",
            self._as_of,
        )
        for block, members in _by(self._competencies, "block"):
            self._add_block(document, block, members)
        return {
            "CFDocument": {
                **self._head(document),
                "creator": said or NOT_STATED,
                "title": document.title,
                "caseVersion": VERSION,
                "description": "What most job descriptions say of each level of each competency.",
                **_language(_most_said(self._competencies, "language")),
            },
            "CFItems": self._items,
            "CFAssociations": self._associations,
            "CFRubrics": self._rubrics,
        }

    def _add_block(self, document: _Node, block: str, members: Sequence[CatalogueCompetency]) -> None:
        title, over = _most_said(members, "block"), document
        if block:
            over = self._add_heading("Block", document, stable_id("block", self._organisation, block), title, members)
        for group, few in _by(members, "group"):
            parent = over
            if group:
                identifier = stable_id("group", self._organisation, block, group)
                parent = self._add_heading("Group", over, identifier, _most_said(few, "group"), few)
            for each in few:
                self._add_competency(each, parent)
        self._add_rubric(block, title or document.title, members)

    def _add_heading(
        self, type_: str, parent: _Node, identifier: str, title: str, members: Sequence[CatalogueCompetency]
    ) -> _Node:
        node = _Node("CFItems", identifier, title, max(map(self._day, members)))
        language = _most_said(members, "language")
        self._items.append({**self._head(node), "fullStatement": title, "CFItemType": type_, **_language(language)})
        self._add_child(node, parent)
        return node

    def _add_competency(self, each: CatalogueCompetency, parent: _Node) -> None:
        node = self._node(each)
        codes = self._codes_of(each)
        item = {**self._head(node), "fullStatement": each.name, "CFItemType": "Competency", **_language(each.language)}
        if codes.own_code:
            item["humanCodingScheme"] = codes.own_code
        if codes.vdab_code:
            item["extensions"] = {"vdabCode": codes.vdab_code}
        self._items.append(item)
        self._add_child(node, parent)
        if codes.esco_uri:
            type_ = "exactMatchOf" if self._esco[codes.esco_uri] == 1 else "isRelatedTo"
            uri = _ascii(codes.esco_uri)
            target: Json = {"title": uri, "identifier": uri, "uri": uri, "targetType": "ext:ESCO"}
            self._associate(type_, node, target)

    def _add_child(self, child: _Node, parent: _Node) -> None:
        self._children[parent.identifier] += 1
        position = self._children[parent.identifier]
        self._associate("isChildOf", child, self._link(parent, any_target=True), position)

    def _associate(self, type_: str, origin: _Node, target: Json, position: int | None = None) -> None:
        identifier = stable_id("association", type_, origin.identifier, target["identifier"])
        association = {
            **self._head(_Node("CFAssociations", identifier, "", origin.as_of)),
            "associationType": type_,
            "originNodeURI": self._link(origin, any_target=True),
            "destinationNodeURI": target,
        }
        self._associations.append(association if position is None else {**association, "sequenceNumber": position})

    def _add_rubric(self, block: str, title: str, members: Sequence[CatalogueCompetency]) -> None:
        measured = [each for each in members if each.levels]
        if not measured:
            return
        rubric = _Node(
            "CFRubrics", stable_id("rubric", self._organisation, block), title, max(map(self._day, measured))
        )
        criteria = [self._criterion(each, rubric, number) for number, each in enumerate(measured, start=1)]
        self._rubrics.append({**self._head(rubric), "title": title, "CFRubricCriteria": criteria})

    def _criterion(self, each: CatalogueCompetency, rubric: _Node, position: int) -> Json:
        node = _Node("CFRubricCriteria", stable_id("criterion", each.id), each.name, self._day(each))
        return {
            **self._head(node),
            **({"category": each.group} if each.group else {}),
            "description": each.name,
            "CFItemURI": self._link(self._node(each)),
            "position": position,
            "rubricId": rubric.identifier,
            "CFRubricCriterionLevels": list(self._levels(each, node)),
        }

    def _levels(self, each: CatalogueCompetency, criterion: _Node) -> Iterator[Json]:
        for position, level in enumerate(each.levels, start=1):
            identifier = stable_id("level", each.id, level.level)
            node = _Node("CFRubricCriterionLevels", identifier, level.shared.label, criterion.as_of)
            indicators = "\n".join(level.shared.indicators)
            yield {
                **self._head(node),
                **({"description": indicators} if indicators else {}),
                "quality": level.shared.label,
                "score": level.level,
                "position": position,
                "rubricCriterionId": criterion.identifier,
            }

    def _node(self, each: CatalogueCompetency) -> _Node:
        return _Node("CFItems", each.id, each.name, self._day(each))

    def _day(self, each: CatalogueCompetency) -> date:
        return each.as_of or self._as_of

    def _codes_of(self, each: CatalogueCompetency) -> Codes:
        return codes_of(each.competency_ids, self._codes)

    def _uri(self, node: _Node) -> str:
        return _ascii(f"{self._base}{_PATH}{node.kind}/{node.identifier}")

    def _head(self, node: _Node) -> Json:
        return {
            "identifier": node.identifier,
            "uri": self._uri(node),
            "lastChangeDateTime": f"{node.as_of.isoformat()}T00:00:00Z",
        }

    def _link(self, node: _Node, *, any_target: bool = False) -> Json:
        link: Json = {"title": node.title, "identifier": node.identifier, "uri": self._uri(node)}
        return {**link, "targetType": "CASE"} if any_target else link


def _organisation(each: CatalogueCompetency) -> str:
    return folded(each.organisation or "")


def _by(competencies: Sequence[CatalogueCompetency], attribute: str) -> Iterator[tuple[str, list[CatalogueCompetency]]]:
    """Those that stand under the same heading, typography aside, in the order that they come in."""
    found: dict[str, list[CatalogueCompetency]] = {}
    for each in competencies:
        found.setdefault(folded(getattr(each, attribute) or ""), []).append(each)
    yield from found.items()


def _most_said(competencies: Sequence[CatalogueCompetency], attribute: str) -> str:
    """How most documents print it; empty where none does."""
    votes: Counter[str] = Counter()
    for each in competencies:
        votes[getattr(each, attribute) or ""] += each.documents
    return min(votes, key=lambda text: (-votes[text], text))


def _language(code: str) -> Json:
    return {"language": code} if code else {}


def _ascii(iri: str) -> str:
    return quote(iri, safe=_URI_SIGNS)
