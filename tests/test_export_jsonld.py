"""The graph of an export, read back by rdflib, says what the model says; a second reader finds the same graph."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDFS

from extractor.errors import NotForTarget
from extractor.export import TARGETS, Options
from extractor.export.iri import base_uri, key
from extractor.export.source import open_import
from extractor.framework.catalogue import ids_of
from extractor.framework.mapping import Codes
from extractor.framework.sameness import folded
from extractor.model import BlockTitle, Competency, JobDescription, Status
from extractor.slugs import slug
from tests.builders import competency
from tests.exports import HOSTILE, TEXTS, described, imported

BASE = "https://data.example.org/hr/"
HR = Namespace(BASE)
JD = Namespace("https://jobdesc.example/ns#")
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
# rdflib's own reader of JSON-LD still uses what rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

TICKS = (("..x.", "ok"), ("....", "none"), ("x.x", "multiple"), ("?x", "unclear"), ("x.", "incomplete"), ("", "none"))
PAGE = Path(__file__).parent.parent / "docs" / "export" / "jsonld.md"


def exported(
    folder: Path, since: Path | None = None, codes: dict[str, Codes] | None = None, base: str | None = BASE
) -> Path:
    to = folder / "export" / "jobdesc.jsonld"
    TARGETS["jsonld"].write(open_import(folder, codes, since), str(to), Options(base_uri=base))
    return to


def graph_of(folder: Path, *descriptions: JobDescription, codes: dict[str, Codes] | None = None) -> Graph:
    return Graph().parse(exported(imported(folder, *descriptions), codes=codes))


def with_competencies(name: str, *competencies: Competency, language: str = "nl") -> JobDescription:
    return described(name).model_copy(update={"competencies": competencies, "language": language})


@st.composite
def some_competencies(draw: st.DrawFn) -> list[Competency]:
    """Names, blocks and groups of any text; ids as the reader makes them, one of each."""
    found: dict[str, Competency] = {}
    for _ in range(draw(st.integers(0, 4))):
        name = draw(TEXTS)
        ticks, status = draw(st.sampled_from(TICKS))
        block = draw(st.none() | TEXTS.map(lambda title: BlockTitle(number=None, title=title)))
        indicators = draw(st.lists(st.sampled_from(["Doet dat.", "Zegt dat."]) | TEXTS, max_size=2))
        id_ = slug(name) or draw(st.sampled_from(["unnamed", "unnamed-2"]))
        found[id_] = competency(
            id_,
            name,
            ticks,
            status=Status(status),
            block=block,
            group=draw(st.none() | TEXTS),
            indicators=tuple(indicators),
        )
    return list(found.values())


def values(graph: Graph, subject: Any, predicate: Any) -> list[Any]:
    found = graph.objects(subject, predicate)
    return sorted(value.toPython() if isinstance(value, Literal) else value for value in found)


def value(graph: Graph, subject: Any, predicate: Any) -> Any:
    return next(iter(values(graph, subject, predicate)), None)


def concept_of(description: JobDescription, id_: str) -> URIRef:
    """Of the catalogue; a competency without a name is in none, and its document's own."""
    ids = ids_of(description)
    return HR[f"competency/{ids[id_]}" if id_ in ids else f"function/{description.document_id}/competency/{id_}"]


def requirements(graph: Graph, function: URIRef) -> dict[str, tuple[object, ...]]:
    """Competency id → concept, name, required level, status, page."""
    found: dict[str, tuple[object, ...]] = {}
    for requirement in graph.objects(function, JD.requires):
        level = value(graph, requirement, JD.requiredLevel)
        found[str(requirement).rpartition("/")[2]] = (
            value(graph, requirement, JD.competency),
            value(graph, requirement, RDFS.label),
            None if level == JD.unknownLevel else value(graph, level, SKOS.notation),
            value(graph, requirement, JD.status),
            int(value(graph, requirement, PROV.wasDerivedFrom).partition("#page=")[2]),
        )
    return found


def wording(graph: Graph, function: URIRef, level: URIRef) -> str | None:
    """What a function's document says of a level: a note that names it, or else what most say."""
    for note in graph.objects(level, SKOS.scopeNote):
        if (note, DCTERMS.source, function) in graph:
            return str(value(graph, note, RDF.value))
    found: str | None = value(graph, level, SKOS.definition)
    return found


def labels(graph: Graph, concept: Any) -> set[str]:
    """Without their typography: the spelling that most documents have stands for the others."""
    return {folded(str(label)) for kind in (SKOS.prefLabel, SKOS.altLabel) for label in graph.objects(concept, kind)}


def check_equals_the_model(graph: Graph, *descriptions: JobDescription) -> None:
    assert {*graph.subjects(RDF.type, SCHEMA.Occupation)} == {HR[f"function/{d.document_id}"] for d in descriptions}
    for description in descriptions:
        function = HR[f"function/{description.document_id}"]
        check_facts(graph, function, description)
        assert requirements(graph, function) == {
            c.id: (concept_of(description, c.id), c.name, c.required_level, c.status.value, c.page)
            for c in description.competencies
        }
        for each in description.competencies:
            if folded(each.name):
                check_concept(graph, function, concept_of(description, each.id), each)


def check_facts(graph: Graph, function: URIRef, description: JobDescription) -> None:
    facts, source, approval = description.function, description.source, description.approval
    assert value(graph, function, SCHEMA.name) == facts.name
    assert value(graph, function, JD.functionKey) == description.function_key
    assert [value(graph, function, JD[name]) for name in ("department", "service", "grade", "career")] == [
        facts.department,
        facts.service,
        facts.grade,
        facts.career and facts.career.text,
    ]
    tasks = [task for agreement in description.task_agreements for task in agreement.tasks]
    assert {*values(graph, function, SCHEMA.responsibilities)} == {*description.purpose.duties, *tasks}
    pdf, decision = HR[f"pdf/{source.sha256}"], HR[f"function/{description.document_id}/approval"]
    assert {*graph.objects(function, PROV.wasDerivedFrom)} == {pdf, decision}
    assert [value(graph, pdf, SCHEMA[name]) for name in ("sha256", "name", "numberOfPages")] == [
        source.sha256,
        source.file,
        source.page_count,
    ]
    assert approval is not None
    assert value(graph, decision, ELI.date_document) == approval.date
    assert value(graph, value(graph, decision, ELI.passed_by), RDFS.label) == approval.authority


def check_concept(graph: Graph, function: URIRef, concept: URIRef, competency: Competency) -> None:
    assert folded(competency.name) in labels(graph, concept)
    above = [labels(graph, wider) for wider in graph.transitive_objects(concept, SKOS.broader)][1:]
    headings = [competency.group, competency.block and competency.block.title]
    assert above == [{folded(heading)} for heading in headings if heading and folded(heading)]
    for level in competency.levels:
        step = URIRef(f"{concept}/level/{level.level}")
        assert value(graph, step, SKOS.notation) == level.level
        assert folded(level.label) in labels(graph, step)
        assert (step, SKOS.broader, concept) in graph
        if any(level.indicators):
            found = wording(graph, function, step)
            assert found is not None
            assert folded(found) == folded("\n".join(level.indicators))


def check_is_skos(graph: Graph) -> None:
    """The integrity conditions of the SKOS reference that an exporter can break (S13, S14, S36), and no loose ends."""
    concepts = {*graph.subjects(RDF.type, SKOS.Concept)}
    for concept in concepts:
        assert value(graph, concept, SKOS.inScheme) == HR.competencies
        preferred = [*graph.objects(concept, SKOS.prefLabel)]
        assert max(Counter(getattr(label, "language", None) for label in preferred).values()) == 1
        assert not {*preferred} & {*graph.objects(concept, SKOS.altLabel)}
        above = {*graph.objects(concept, SKOS.broader)}
        assert above <= concepts
        assert concept not in {b for a in above for b in graph.transitive_objects(a, SKOS.broader)}
        assert bool(above) != ((concept, SKOS.topConceptOf, HR.competencies) in graph)
        assert bool(above) != ((HR.competencies, SKOS.hasTopConcept, concept) in graph)
    for collection in graph.subjects(RDF.type, SKOS.OrderedCollection):
        (members,) = graph.objects(collection, SKOS.memberList)
        notations = [value(graph, member, SKOS.notation) for member in Collection(graph, members)]
        assert notations == sorted(notations)
    for predicate in (JD.competency, JD.requiredLevel, SCHEMA.skills):
        found = {each for each in graph.objects(None, predicate) if str(each).startswith(f"{BASE}competency/")}
        assert found <= concepts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, some_competencies(), some_competencies(), st.sampled_from(["nl", "NL", "und", "no tag!"]))
@example("".join(HOSTILE), [], [], "nl")
@example("\0", [competency("unnamed", "😀", "..x.", group="\0")], [competency("unnamed", "\u2028", "x...")], "nl")
def test_the_graph_read_back_equals_the_model(
    text: str, some: list[Competency], others: list[Competency], language: str
) -> None:
    one = described("een", text)
    two = with_competencies("twee", *some, language=language)
    three = with_competencies("drie", *others, language=language)
    with tempfile.TemporaryDirectory() as folder:
        path = exported(imported(Path(folder), one, two, three))
        graph = Graph().parse(path)
        check_equals_the_model(graph, one, two, three)
        check_is_skos(graph)
        # This one is strict about IRIs and language tags, and rdflib is not.
        strict = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
        lines = pyoxigraph.serialize((quad.triple for quad in strict), format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert lines is not None
        assert isomorphic(Graph().parse(data=lines, format="nt"), graph)


def test_every_line_is_a_node_and_the_bytes_do_not_depend_on_the_order(tmp_path: Path) -> None:
    one, other = described("een", "Dit."), described("twee", "Dat.")
    raw = exported(imported(tmp_path / "a", one, other)).read_bytes()
    assert raw == exported(imported(tmp_path / "b", other, one)).read_bytes()
    first, *nodes, last = raw.decode().split("\n")[:-1]
    assert first.endswith('"@graph":[')
    assert last == "]}"
    assert all("@id" in json.loads(node.removeprefix(",")) for node in nodes)


def test_an_unknown_level_is_stated_and_is_no_number(tmp_path: Path) -> None:
    ticks = dict.fromkeys(set(Status) - {Status.OK}, "") | {Status.UNRANKED: ".x"}
    open_ = [competency(s.value, s.value, ticks[s], status=s) for s in Status if s in ticks]
    graph = graph_of(tmp_path, with_competencies("een", *open_))
    found = [*graph.triples((None, JD.requiredLevel, None))]
    assert len(found) == 5
    assert {level for _, _, level in found} == {JD.unknownLevel}
    assert {str(s) for s in graph.objects(None, JD.status)} == {"none", "multiple", "unclear", "incomplete", "unranked"}
    assert [str(label) for label in graph.objects(None, JD.requiredLabel)] == ["1"]
    assert not [*graph.objects(JD.unknownLevel, SKOS.notation)]


def test_most_documents_word_a_level_and_the_others_are_notes(tmp_path: Path) -> None:
    def worded(name: str, text: str, indicator: str) -> JobDescription:
        return with_competencies(name, competency("inzet", text, "x.", indicators=(indicator,)))

    odd = worded("drie", "INZET", "Doet het.")
    graph = graph_of(tmp_path, worded("een", "Inzet", "Werkt."), worded("twee", "Inzet", "Werkt."), odd)
    (inzet,) = graph.subjects(SKOS.prefLabel, Literal("Inzet", "nl"))
    level = URIRef(f"{inzet}/level/0")
    assert concept_of(odd, "inzet") == inzet
    assert [*graph.objects(level, SKOS.definition)] == [Literal("Werkt.", "nl")]
    (note,) = graph.objects(level, SKOS.scopeNote)
    assert value(graph, note, RDF.value) == "Doet het."
    assert value(graph, note, DCTERMS.source) == HR[f"function/{odd.document_id}"]


def test_a_mapping_matches_exactly_only_what_it_gives_a_uri_of_its_own(tmp_path: Path) -> None:
    own, shared = "http://data.europa.eu/esco/skill/own", "http://data.europa.eu/esco/skill/shared"
    codes = {"a": Codes(own, None, 'C "1"'), "b": Codes(shared, "7", None), "c": Codes(shared, None, None)}
    one = with_competencies("een", *(competency(id_, id_, "x") for id_ in "abcd"))
    graph = graph_of(tmp_path, one, codes=codes)
    a, b, c = (concept_of(one, id_) for id_ in "abc")
    assert [*graph.subject_objects(SKOS.exactMatch)] == [(a, URIRef(own))]
    assert {*graph.subject_objects(SKOS.closeMatch)} == {(b, URIRef(shared)), (c, URIRef(shared))}
    assert [*graph.objects(a, SKOS.notation)] == [Literal('C "1"', datatype=JD.ownCode)]
    assert [*graph.objects(b, SKOS.notation)] == [Literal("7", datatype=JD.vdabCode)]


def test_what_changed_brings_a_store_up_to_date_with_the_updates_of_the_page(tmp_path: Path) -> None:
    def worded(name: str, text: str) -> JobDescription:
        return with_competencies(name, competency("inzet", "Inzet", "x", indicators=(text,)))

    same, old, new = worded("zelfde", "Werkt."), worded("stuk", "Werkt."), described("stuk", "Nieuw.")
    gone = worded("weg", "Werkt hard.")
    before, now = imported(tmp_path / "a", same, old, gone), imported(tmp_path / "b", same, new)
    whole = Graph().parse(exported(now))
    store = Graph().parse(exported(before))
    feed = Graph().parse(exported(now, since=before))
    assert {*feed.subjects(RDF.type, SCHEMA.Occupation)} == {HR[f"function/{new.document_id}"]}
    removed = {HR[f"function/{d.document_id}"] for d in (old, gone)}
    assert {*feed.subjects(OWL.deprecated, Literal(True))} == removed
    assert not {*feed.subjects(JD.requires, None)} & removed
    scheme, functions = re.findall(r"```sparql-update\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    store.update(scheme)
    store += feed
    store.update(functions)
    kinds = (SCHEMA.Occupation, JD.Requirement, SKOS.Concept)
    for graph, other in ((whole, store), (store, whole)):
        subjects = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
        assert {t for s in subjects for t in graph.triples((s, None, None))} <= {*other}


def test_the_query_of_the_page_answers(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, described("een", "Hoofd"), described("twee", "Hulp"))
    (query,) = re.findall(r"```sparql\n(.*?);\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    rows = cast(list[tuple[Literal, ...]], [*graph.query(query)])
    assert [[cell.toPython() for cell in row] for row in rows] == [["Hoofd", 2, 1], ["Hulp", 2, 1]]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "x",
        "ftp://a.b/",
        "http://",
        "https://a.b/?x=",
        "https://a.b/#",
        "https://a b/",
        "http://[x",
        "https://a.b/\n",
    ],
)
def test_a_base_that_nothing_can_follow_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(NotForTarget, match="is not an http or https URI that others can follow"):
        exported(imported(tmp_path, described("een")), base=base)
    assert not (tmp_path / "export").exists()


def test_a_base_has_a_slash_and_a_default() -> None:
    assert base_uri("https://a.b/c") == base_uri("https://a.b/c/") == "https://a.b/c/"
    assert base_uri(None) == "https://jobdesc.example/"


@given(TEXTS)
def test_a_key_can_stand_in_an_iri_and_is_never_empty(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", key(text))
