"""CASE packages: valid, a tree, and read back the catalogue that they were made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from extractor.errors import NotForTarget
from extractor.export import TARGETS, Options
from extractor.export.case import cf_package
from extractor.export.source import open_import
from extractor.framework.catalogue import framework_of
from extractor.framework.mapping import Codes
from extractor.framework.sameness import folded
from extractor.model import JobDescription
from tests.case_schema import CASE_SCHEMA
from tests.exports import imported
from tests.frameworks import archives, document, said

BASE = "https://data.oever.example/hr"
ESCO = "http://data.europa.eu/esco/skill/15d76317-c71a-4fa2-aadc-2ecc34e627b7"
VALIDATOR = Draft202012Validator(CASE_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

Package = dict[str, Any]


def exported(
    *documents: JobDescription, codes: dict[str, Codes] | None = None, base: str | None = BASE
) -> dict[str, Package]:
    """File name → package, each held against the schema."""
    with TemporaryDirectory() as folder:
        source = open_import(imported(Path(folder) / "import", *documents), codes)
        to = Path(folder) / "case"
        TARGETS["case"].write(source, str(to), Options(base_uri=base))
        packages = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(to.iterdir())}
    for package in packages.values():
        VALIDATOR.validate(package)
        for uri in uris(package):
            assert uri.isascii()
            assert urlsplit(uri).netloc
    return packages


def uris(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "uri" in value:
            yield value["uri"]
        for inner in value.values():
            yield from uris(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from uris(inner)


def only(packages: dict[str, Package]) -> Package:
    (one,) = packages.values()
    return one


def read_back(package: Package) -> dict[str, tuple[Any, ...]]:
    """What a CASE system makes of it: competency id → organisation, block, group, name, levels."""
    items = {item["identifier"]: item for item in package["CFItems"]}
    parents = {
        link["originNodeURI"]["identifier"]: link["destinationNodeURI"]["identifier"]
        for link in package["CFAssociations"]
        if link["associationType"] == "isChildOf"
    }
    levels = {
        criterion["CFItemURI"]["identifier"]: [
            (level["score"], level["quality"], *level.get("description", "").split("\n"))
            for level in sorted(criterion["CFRubricCriterionLevels"], key=lambda level: level["position"])
        ]
        for rubric in package["CFRubrics"]
        for criterion in rubric["CFRubricCriteria"]
    }
    found = {}
    for identifier, item in items.items():
        if item["CFItemType"] == "Competency":
            above: dict[str, str | None] = {"Block": None, "Group": None}
            over = items.get(parents[identifier])
            while over:
                above[over["CFItemType"]] = folded(over["fullStatement"])
                over = items.get(parents[over["identifier"]])
            found[identifier] = (
                package["CFDocument"]["creator"],
                above["Block"],
                above["Group"],
                item["fullStatement"],
                levels.get(identifier, []),
            )
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives())
def test_a_package_read_back_is_the_catalogue(documents: list[JobDescription]) -> None:
    packages = exported(*documents)
    catalogue = framework_of(documents).competencies
    found = {id_: about for package in packages.values() for id_, about in read_back(package).items()}
    assert {id_: (folded(about[0]), *about[1:]) for id_, about in found.items()} == {
        each.id: (
            folded(each.organisation or "Not stated"),
            folded(each.block) if each.block else None,
            folded(each.group) if each.group else None,
            each.name,
            [(level.level, level.shared.label, *(level.shared.indicators or [""])) for level in each.levels],
        )
        for each in catalogue
    }
    for package in packages.values():
        assert_is_a_tree(package)


def assert_is_a_tree(package: Package) -> None:
    links = [link for link in package["CFAssociations"] if link["associationType"] == "isChildOf"]
    nodes = {item["identifier"]: item["uri"] for item in (package["CFDocument"], *package["CFItems"])}
    children: dict[str, list[int]] = {}
    for link in links:
        for end in (link["originNodeURI"], link["destinationNodeURI"]):
            assert nodes[end["identifier"]] == end["uri"]
        children.setdefault(link["destinationNodeURI"]["identifier"], []).append(link["sequenceNumber"])
    assert [link["originNodeURI"]["identifier"] for link in links] == [one["identifier"] for one in package["CFItems"]]
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in children.values())
    identifiers = [value["identifier"] for value in own(package)]
    assert len(set(identifiers)) == len(identifiers)


def own(package: Package) -> Iterator[dict[str, Any]]:
    """Everything in a package that has an identifier of its own."""
    yield package["CFDocument"]
    yield from package["CFItems"]
    yield from package["CFAssociations"]
    for rubric in package["CFRubrics"]:
        yield rubric
        for criterion in rubric["CFRubricCriteria"]:
            yield criterion
            yield from criterion["CFRubricCriterionLevels"]


def test_a_package_as_it_should_be() -> None:
    """Written by hand, but for the ids, which only have to be the same wherever they stand."""
    package = only(exported(document("a.pdf", said("Lezen", "Leest.", "Herleest.", group="Taal", block="Gedrag"))))
    (block, group, reading) = package["CFItems"]
    assert [item["fullStatement"] for item in package["CFItems"]] == ["Gedrag", "Taal", "Lezen"]
    assert package["CFDocument"]["creator"] == "Stad Oever"
    assert package["CFDocument"]["title"] == "Competency framework: Stad Oever"
    assert package["CFDocument"]["language"] == "nl"
    assert {value["lastChangeDateTime"] for value in own(package)} == {"2023-02-09T00:00:00Z"}
    assert reading == {
        "identifier": reading["identifier"],
        "uri": f"{BASE}/ims/case/v1p1/CFItems/{reading['identifier']}",
        "lastChangeDateTime": "2023-02-09T00:00:00Z",
        "fullStatement": "Lezen",
        "CFItemType": "Competency",
        "language": "nl",
    }
    assert [
        (link["originNodeURI"]["title"], link["associationType"], link["destinationNodeURI"]["title"])
        for link in package["CFAssociations"]
    ] == [
        ("Gedrag", "isChildOf", "Competency framework: Stad Oever"),
        ("Taal", "isChildOf", "Gedrag"),
        ("Lezen", "isChildOf", "Taal"),
    ]
    (rubric,) = package["CFRubrics"]
    (criterion,) = rubric["CFRubricCriteria"]
    assert (rubric["title"], criterion["category"], criterion["description"]) == ("Gedrag", "Taal", "Lezen")
    assert criterion["CFItemURI"]["uri"] == reading["uri"]
    assert criterion["rubricId"] == rubric["identifier"]
    said_of = ("position", "score", "quality", "description")
    assert [tuple(level[name] for name in said_of) for level in criterion["CFRubricCriterionLevels"]] == [
        (1, 0, "0", "Leest.\nHerleest."),
        (2, 1, "1", "Leest.\nHerleest."),
    ]
    assert {level["rubricCriterionId"] for level in criterion["CFRubricCriterionLevels"]} == {criterion["identifier"]}
    assert block["identifier"] != group["identifier"]


def test_each_organisation_has_a_package_that_the_others_do_not_touch() -> None:
    here = document("a.pdf", said("Lezen", "Leest."))
    alone = exported(here)
    elsewhere = document("b.pdf", said("Lezen", "Anders"), organisation="Stad Elders")
    nowhere = document("c.pdf", said("Lezen", "Anders"), organisation=None)
    together = exported(here, elsewhere, nowhere)
    assert [name.split(".")[0] for name in together] == ["stad-elders", "stad-oever", "unknown"]
    assert alone.items() <= together.items()


def test_without_a_date_anywhere_nothing_has_ever_changed() -> None:
    package = only(exported(document("a.pdf", said("Lezen"), approved=None)))
    assert {value["lastChangeDateTime"] for value in own(package)} == {"1970-01-01T00:00:00Z"}
    old, new = said("Lezen"), said("Schrijven")
    package = only(exported(document("a.pdf", old), document("b.pdf", new, approved=date(2024, 5, 1))))
    assert {item["fullStatement"]: item["lastChangeDateTime"][:10] for item in package["CFItems"]} == {
        "Lezen": "2023-02-09",
        "Schrijven": "2024-05-01",
    }
    assert package["CFDocument"]["lastChangeDateTime"] == "2024-05-01T00:00:00Z"


def test_a_mapping_links_to_esco() -> None:
    codes = {"lezen": Codes(ESCO, "V-7", "C-01"), "schrijven": Codes(None, None, "C-02")}
    package = only(exported(document("a.pdf", said("Lezen"), said("Schrijven"), said("Rekenen")), codes=codes))
    items = {item["fullStatement"]: item for item in package["CFItems"]}
    assert {name: item.get("humanCodingScheme") for name, item in items.items()} == {
        "Lezen": "C-01",
        "Rekenen": None,
        "Schrijven": "C-02",
    }
    assert items["Lezen"]["extensions"] == {"vdabCode": "V-7"}
    (link,) = (link for link in package["CFAssociations"] if link["associationType"] != "isChildOf")
    assert (link["associationType"], link["originNodeURI"]["title"]) == ("exactMatchOf", "Lezen")
    assert link["destinationNodeURI"] == {"title": ESCO, "identifier": ESCO, "uri": ESCO, "targetType": "ext:ESCO"}
    both = dict.fromkeys(("lezen", "schrijven"), Codes(ESCO, None, None))
    package = only(exported(document("a.pdf", said("Lezen"), said("Schrijven")), codes=both))
    types = [link["associationType"] for link in package["CFAssociations"]]
    assert sorted(types) == ["isChildOf", "isChildOf", "isRelatedTo", "isRelatedTo"]


def test_a_base_that_is_no_uri_is_refused() -> None:
    with pytest.raises(NotForTarget, match="is not an http or https URI"):
        exported(document("a.pdf", said("Lezen")), base="urn:x")
    uri = only(exported(document("a.pdf", said("Lezen")), base="https://data.oéver.example/ü/"))["CFDocument"]["uri"]
    assert uri.startswith("https://data.o%C3%A9ver.example/%C3%BC/ims/case/v1p1/CFDocuments/")


def test_nothing_is_a_framework_of_nothing() -> None:
    assert exported(document("a.pdf")) == {}


def test_the_schema_of_the_tests_can_say_no() -> None:
    """A schema that accepts everything would prove nothing."""
    (each,) = framework_of([document("a.pdf", said("Lezen"))]).competencies
    good = cf_package("", [each], "https://x.example/", {})
    assert VALIDATOR.is_valid(good)
    document_ = good["CFDocument"]
    assert isinstance(document_, dict)
    for bad in (
        {**good, "more": 1},
        {**good, "CFDocument": {**document_, "identifier": "no uuid"}},
        {**good, "CFDocument": {**document_, "lastChangeDateTime": "2023-02-09"}},
        {**good, "CFDocument": {name: value for name, value in document_.items() if name != "creator"}},
        {**good, "CFItems": [{}]},
    ):
        assert not VALIDATOR.is_valid(bad)
