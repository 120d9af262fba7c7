"""What 1EdTech CASE 1.1 demands of a CFPackage, written down from its published schema.

The schema's licence lets programs implement it and no one pass it on, so here are its demands in other words: which
members a class has (no other is allowed), which of them it must have, and what their values look like.
"""

from __future__ import annotations

from typing import Any

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[8-9a-b]{1}[0-9a-f]{3}-[0-9a-f]{12}"
_EXTENSION = r"(ext:)[a-zA-Z0-9\.\-_]+"
_ASSOCIATIONS = (
    "isChildOf isPeerOf isPartOf exactMatchOf precedes isRelatedTo replacedBy exemplar hasSkillLevel isTranslationOf"
)

_VALUES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "uuid": {"type": "string", "pattern": _UUID},
    "uri": {"type": "string", "format": "uri"},
    "moment": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "anything": {"type": "object"},
    "association": {
        "anyOf": [{"type": "string", "enum": _ASSOCIATIONS.split()}, {"type": "string", "pattern": _EXTENSION}]
    },
    "target": {"anyOf": [{"type": "string", "enum": ["CASE"]}, {"type": "string", "pattern": _EXTENSION}]},
    "1.1": {"type": "string", "enum": ["1.1"]},
}

# Member: value; `!` after a member says that it must be there, brackets around a value that it is a list.
_CLASSES = {
    "CFPackage": """
        CFDocument!: CFDocument, CFItems: [CFItem], CFAssociations: [CFAssociation], CFDefinitions: anything,
        CFRubrics: [CFRubric], extensions: anything""",
    "CFDocument": """
        identifier!: uuid, uri!: uri, creator!: text, title!: text, lastChangeDateTime!: moment, frameworkType: text,
        caseVersion: 1.1, officialSourceURL: uri, publisher: text, description: text, subject: [text],
        subjectURI: [LinkURI], language: text, version: text, adoptionStatus: text, statusStartDate: day,
        statusEndDate: day, licenseURI: LinkURI, notes: text, extensions: anything""",
    "CFItem": """
        identifier!: uuid, fullStatement!: text, uri!: uri, lastChangeDateTime!: moment, alternativeLabel: text,
        CFItemType: text, humanCodingScheme: text, listEnumeration: text, abbreviatedStatement: text,
        conceptKeywords: [text], conceptKeywordsURI: LinkURI, notes: text, subject: [text], subjectURI: [LinkURI],
        language: text, educationLevel: [text], CFItemTypeURI: LinkURI, licenseURI: LinkURI, statusStartDate: day,
        statusEndDate: day, extensions: anything""",
    "CFAssociation": """
        identifier!: uuid, associationType!: association, uri!: uri, originNodeURI!: LinkGenURI,
        destinationNodeURI!: LinkGenURI, lastChangeDateTime!: moment, sequenceNumber: integer,
        CFAssociationGroupingURI: LinkURI, notes: text, extensions: anything""",
    "CFRubric": """
        identifier!: uuid, uri!: uri, lastChangeDateTime!: moment, title: text, description: text,
        CFRubricCriteria: [CFRubricCriterion], extensions: anything""",
    "CFRubricCriterion": """
        identifier!: uuid, uri!: uri, lastChangeDateTime!: moment, category: text, description: text,
        CFItemURI: LinkURI, weight: number, position: integer, rubricId: uuid,
        CFRubricCriterionLevels: [CFRubricCriterionLevel], extensions: anything""",
    "CFRubricCriterionLevel": """
        identifier!: uuid, uri!: uri, lastChangeDateTime!: moment, description: text, quality: text, score: number,
        feedback: text, position: integer, rubricCriterionId: uuid, extensions: [anything]""",
    "LinkURI": "title!: text, identifier!: uuid, uri!: uri",
    "LinkGenURI": "title!: text, identifier!: text, uri!: uri, targetType: target",
}


def _value(name: str) -> dict[str, Any]:
    if name.startswith("["):
        return {"type": "array", "items": _value(name.strip("[]"))}
    return {"$ref": f"#/$defs/{name}"} if name in _CLASSES else _VALUES[name]


def _class(members: str) -> dict[str, Any]:
    pairs = [member.strip().split(": ") for member in members.split(",")]
    return {
        "type": "object",
        "properties": {name.rstrip("!"): _value(value) for name, value in pairs},
        "required": [name.rstrip("!") for name, _value_ in pairs if name.endswith("!")],
        "additionalProperties": False,
    }


CASE_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$ref": "#/$defs/CFPackage",
    "$defs": {name: _class(members) for name, members in _CLASSES.items()},
}
