"""JSON-LD: competencies and levels as a SKOS concept scheme, functions as roles that require them, for triple stores.

    context, terms ── each function: facts, PDF, decision, requirements ── removals ── the scheme and its concepts

Node by node, so that neither writing nor a streaming reader holds more than one of them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TextIO

from extractor.export import Options
from extractor.export.iri import base_uri, iri, key
from extractor.export.source import ImportFolder, Removal
from extractor.framework.catalogue import CatalogueCompetency, Framework, LevelWording, framework_of, ids_of, stable_id
from extractor.framework.mapping import Codes, codes_of
from extractor.framework.sameness import folded
from extractor.matching.language import UNDETERMINED
from extractor.model import Approval, Competency, JobDescription
from extractor.output.placing import whole_file

Node = dict[str, Any]

VOCABULARY: Final = "https://jobdesc.example/ns#"
"""Of the few terms that no vocabulary has. It is the same for every base, so that a query fits every export."""

SCHEME: Final = "competencies"
UNKNOWN: Final = "jd:unknownLevel"
_TITLE: Final = "Competencies and their levels"

# What is no language tag (BCP 47) would cost a text its place in the graph.
_TAG: Final = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")

_LINK: Final = {"@type": "@id"}
_PREFIXES: Final = {
    "jd": VOCABULARY,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LINKS: Final = """
    dcterms:publisher dcterms:source eli:passed_by jd:competency jd:requiredLevel jd:requires prov:wasAttributedTo
    prov:wasDerivedFrom schema:skills skos:broader skos:closeMatch skos:exactMatch skos:hasTopConcept skos:inScheme
    skos:topConceptOf
""".split()

_TERMS: Final = {
    "Requirement": ("rdfs:Class", "What a function requires of one competency."),
    "requires": ("rdf:Property", "From a function to a requirement."),
    "competency": ("rdf:Property", "The competency that a requirement is about."),
    "requiredLevel": ("rdf:Property", "The level that is required: a concept, or jd:unknownLevel."),
    "requiredLabel": ("rdf:Property", "The required level as printed; it is known without an order of the labels too."),
    "status": ("rdf:Property", "How the level was found: ok, none, multiple, unclear, incomplete or unranked."),
    "unknownLevel": (
        "rdfs:Resource",
        "Which level is required, or whether one is, could not be told; see jd:status.",
    ),
    "functionKey": ("rdf:Property", "What the versions of one function have in common."),
    "department": ("rdf:Property", "The department, as printed."),
    "service": ("rdf:Property", "The service, as printed."),
    "grade": ("rdf:Property", "The grade, as printed."),
    "career": ("rdf:Property", "The pay scales, as printed."),
    "rules": ("rdf:Property", "The rule module that read the document, and its version."),
    "path": ("rdf:Property", "The file, relative to the folder that was imported."),
    "vdabCode": ("rdfs:Datatype", "A code of VDAB, as the mapping gives it."),
    "ownCode": ("rdfs:Datatype", "A code of the user's own, as the mapping gives it."),
}


def write(source: ImportFolder, to: str, options: Options) -> None:
    """Write the graph. With changes it has the functions that changed, the ones that are gone, and the whole scheme.

    Raises:
        NotForTarget: `base_uri` is no URI to begin others with.
    """
    base = base_uri(options.base_uri)
    with whole_file(Path(to)) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        graph = _Graph(file, base)
        for name, (type_, comment) in _TERMS.items():
            graph.add({"@id": f"jd:{name}", "@type": type_, "rdfs:comment": _text(comment, "en")})
        framework = framework_of(_written(source, graph))
        for gone in source.changes.removals if source.changes else ():
            graph.add(_removed(gone))
        graph.add({"@id": SCHEME, "@type": "skos:ConceptScheme", "dcterms:title": _text(_TITLE, "en")})
        for node in _concepts(framework, source.codes or {}):
            graph.add(node)
        graph.close()


class _Graph:
    """The file, a node on each line."""

    def __init__(self, file: TextIO, base: str) -> None:
        self._file = file
        self._before = ""
        file.write(f'{{"@context":{_compact(_context(base))},"@graph":[\n')

    def add(self, node: Node) -> None:
        self._file.write(f"{self._before}{_compact(node)}\n")
        self._before = ","

    def close(self) -> None:
        self._file.write("]}\n")


def _context(base: str) -> Node:
    links = dict.fromkeys(_LINKS, _LINK)
    dates = {"eli:date_document": {"@type": "xsd:date"}}
    return {"@base": base, **_PREFIXES, **links, **dates, "skos:memberList": {"@type": "@id", "@container": "@list"}}


def _written(source: ImportFolder, graph: _Graph) -> Iterator[JobDescription]:
    """All documents, each after it went into the graph if it changed: a competency is worded by all of them."""
    for description in replace(source, changes=None).documents():
        if source.changes is None or description.document_id in source.changes.document_ids:
            for node in _function(description):
                graph.add(node)
        yield description


def _function(description: JobDescription) -> Iterator[Node]:
    """The function with its PDF, the decision that approved it, and its organisation."""
    function, source, language = description.function, description.source, language_tag(description.language)
    id_ = function_iri(description.document_id)
    approval = f"{id_}/approval" if description.approval else None
    pdf = iri("pdf", source.sha256)
    concepts = _concepts_of(description)
    organisation = description.organisation and organisation_iri(description.organisation)
    yield _node(
        id_,
        ("schema:Occupation", "org:Role", "prov:Entity"),
        {
            "dcterms:identifier": description.document_id,
            "jd:functionKey": description.function_key,
            "schema:name": _text(function.name, language),
            "dcterms:title": _text(description.title, language),
            "jd:department": _text(function.department, language),
            "jd:service": _text(function.service, language),
            "jd:grade": _text(function.grade, language),
            "jd:career": function.career.text if function.career else None,
            "jd:rules": f"{description.rules.id} {description.rules.version}",
            "schema:description": _texts(description.purpose.text, language),
            "schema:responsibilities": _texts(_responsibilities(description), language),
            "prov:wasAttributedTo": organisation,
            "prov:wasDerivedFrom": [pdf, approval] if approval else pdf,
            "schema:skills": list(concepts.values()),
            "jd:requires": [
                _requirement(competency, concepts[competency.id], id_, pdf, language)
                for competency in description.competencies
            ],
        },
    )
    yield _node(
        pdf,
        ("schema:DigitalDocument", "prov:Entity"),
        {
            "schema:name": source.file,
            "schema:sha256": source.sha256,
            "schema:numberOfPages": source.page_count,
            "jd:path": source.path,
        },
    )
    if organisation:
        yield _organisation(organisation, description.organisation, language)
    if description.approval and approval:
        # One town's council is not another's.
        yield from _approval(approval, description.approval, pdf, organisation or id_, language)


def _approval(id_: str, approval: Approval, pdf: str, owner: str, language: str) -> Iterator[Node]:
    authority = approval.authority and f"{owner}/{iri('authority', key(approval.authority))}"
    yield _node(
        id_,
        ("eli:LegalResource", "prov:Entity"),
        {
            "dcterms:description": _text(approval.text, language),
            "eli:date_document": approval.date and approval.date.isoformat(),
            "eli:passed_by": authority,
            "prov:wasDerivedFrom": f"{pdf}#page={approval.page}",
        },
    )
    if authority:
        yield _organisation(authority, approval.authority, language)


def _organisation(id_: str, name: str | None, language: str) -> Node:
    return _node(id_, ("org:Organization", "prov:Organization"), {"rdfs:label": _text(name, language)})


def function_iri(document_id: str) -> str:
    return iri("function", document_id)


def organisation_iri(name: str) -> str:
    return iri("organisation", key(name))


def _concepts_of(description: JobDescription) -> dict[str, str]:
    """Competency id → its concept; one without a name is the document's own, and in no scheme."""
    shared = ids_of(description)
    own = function_iri(description.document_id)
    return {
        competency.id: iri("competency", shared[competency.id])
        if competency.id in shared
        else f"{own}/{iri('competency', competency.id)}"
        for competency in description.competencies
    }


def _responsibilities(description: JobDescription) -> Iterator[str]:
    yield from description.purpose.duties
    for agreement in description.task_agreements:
        yield from agreement.tasks


def _requirement(competency: Competency, concept: str, function: str, pdf: str, language: str) -> Node:
    level = competency.required_level
    return {
        "@id": f"{function}/{iri('requires', competency.id)}",
        "@type": "jd:Requirement",
        "rdfs:label": _text(competency.name, language),
        "jd:competency": concept,
        "jd:requiredLevel": UNKNOWN if level is None else {"@id": _level(concept, level), "skos:notation": level},
        **({} if competency.required_label is None else {"jd:requiredLabel": competency.required_label}),
        "jd:status": competency.status.value,
        "prov:wasDerivedFrom": f"{pdf}#page={competency.page}",
    }


def _level(concept: str, level: int) -> str:
    return f"{concept}/{iri('level', level)}"


def _removed(gone: Removal) -> Node:
    return {
        "@id": function_iri(gone.document_id),
        "dcterms:identifier": gone.document_id,
        "jd:functionKey": gone.function_key,
        "jd:path": gone.path,
        "owl:deprecated": True,
    }


def _concepts(framework: Framework, codes: Mapping[str, Codes]) -> Iterator[Node]:
    """Blocks and groups, each once and before what stands in it; competencies, and their levels from the lowest."""
    codes_by_id = {each.id: codes_of(each.competency_ids, codes) for each in framework.competencies}
    shared = Counter(of_one.esco_uri for of_one in codes_by_id.values())
    headings: set[str] = set()
    for each in framework.competencies:
        parent = None
        for node in _headings(each):
            parent = str(node["@id"])
            if parent not in headings:
                headings.add(parent)
                yield node
        yield from _competency(each, parent, _matches(codes_by_id[each.id], shared))


def _headings(each: CatalogueCompetency) -> Iterator[Node]:
    """The block and the group that a competency stands in, where it has them."""
    path = [folded(each.organisation or "")]
    parent = None
    for kind, title in (("block", each.block), ("group", each.group)):
        path.append(folded(title or ""))
        if title is not None:
            id_ = iri(kind, stable_id(kind, *path))
            yield _concept(id_, parent, {"skos:prefLabel": _text(title, language_tag(each.language))})
            parent = id_


def _competency(each: CatalogueCompetency, parent: str | None, matches: Node) -> Iterator[Node]:
    id_, language = iri("competency", each.id), language_tag(each.language)
    publisher = each.organisation and organisation_iri(each.organisation)
    yield _concept(
        id_, parent, {"skos:prefLabel": _text(each.name, language), "dcterms:publisher": publisher} | matches
    )
    for level in each.levels:
        labels = dict.fromkeys(wording.label for wording in level.wordings)
        yield _concept(
            _level(id_, level.level),
            id_,
            {
                "skos:notation": level.level,
                "skos:prefLabel": _text(level.shared.label, language),
                "skos:altLabel": _texts(list(labels)[1:], language),
                "skos:definition": _text(_joined(level.shared.indicators), language),
                "skos:scopeNote": [_note(_level(id_, level.level), other, language) for other in level.variants],
            },
        )
    if each.levels:
        yield {
            "@id": f"{id_}/levels",
            "@type": "skos:OrderedCollection",
            "skos:inScheme": SCHEME,
            "skos:memberList": [_level(id_, level.level) for level in each.levels],
        }


def _note(level: str, wording: LevelWording, language: str) -> Node:
    """A wording that few documents have, and their functions."""
    text = _joined(wording.indicators)
    functions = dict.fromkeys(function_iri(place.document_id) for place in wording.places)
    id_ = f"{level}/{iri('wording', sha256((text or '').encode()).hexdigest()[:12])}"
    return {"@id": id_, "rdf:value": _text(text, language), "dcterms:source": list(functions)}


def _joined(indicators: Iterable[str]) -> str | None:
    return "\n".join(indicators) or None


def _concept(id_: str, parent: str | None, properties: Node) -> Node:
    top = None if parent else {"@id": SCHEME, "skos:hasTopConcept": id_}
    place = {"skos:inScheme": SCHEME, "skos:topConceptOf": top, "skos:broader": parent}
    return _node(id_, ("skos:Concept",), place | properties)


def _matches(codes: Codes, shared: Mapping[str | None, int]) -> Node:
    """Two competencies that match one skill exactly would match each other, which no mapping says."""
    notations = [
        {"@type": f"jd:{type_}", "@value": code}
        for type_, code in (("vdabCode", codes.vdab_code), ("ownCode", codes.own_code))
        if code
    ]
    match = "skos:exactMatch" if shared[codes.esco_uri] == 1 else "skos:closeMatch"
    return {match: codes.esco_uri, "skos:notation": notations}


def language_tag(language: str) -> str:
    """A document's language as graphs take it, where case means nothing; empty where there is none to give."""
    tag = language.lower()
    return tag if _TAG.fullmatch(tag) and tag != UNDETERMINED else ""


def _text(text: str | None, language: str) -> Node | str | None:
    return text if text is None or not language else {"@value": text, "@language": language}


def _texts(texts: Iterable[str], language: str) -> list[Node | str | None]:
    return [_text(text, language) for text in texts]


def _node(id_: str, types: tuple[str, ...], properties: Mapping[str, object]) -> Node:
    """What is unknown is left out."""
    known = {name: value for name, value in properties.items() if value is not None and value not in ([], ())}
    return {"@id": id_, "@type": list(types), **known}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
