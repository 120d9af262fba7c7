"""Reads the invented town's content: a competency library and the functions that choose from it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .model import Agreement, Approval, Block, Competency, Field, Job, chosen

BLOCKS = {
    1: Block(1, "TECHNISCHE COMPETENTIES"),
    2: Block(2, "GEDRAGSCOMPETENTIES"),
}
HEADER = (
    ("Afdeling", "department"),
    ("Dienst", "service"),
    ("Graadnaam", "grade"),
    ("Functienaam", "name"),
    ("Functionele loopbaan", "career"),
)
CONSECUTIVE = re.compile(r"([A-E])(\d)([a-z]?)-\1(\d)\3")


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of the content folder."""
    return tomllib.loads((files(__package__) / "content" / name).read_text(encoding="utf-8"))


def career_steps(text: str) -> tuple[str, ...]:
    """The grades a career runs through: "B1-B3" means B1, B2, B3; "A4a-A4b" is already a list."""
    span = CONSECUTIVE.fullmatch(text)
    if span is None:
        return tuple(text.split("-"))
    letter, first, suffix, last = span.groups()
    return tuple(f"{letter}{n}{suffix}" for n in range(int(first), int(last) + 1))


def _competencies(required: str, library: str) -> tuple[Competency, ...]:
    wanted = dict(item.split(":") for item in required.split())
    return tuple(
        Competency(
            name=entry["name"],
            levels=chosen("0123", entry["levels"], int(wanted[entry["key"]])),
            group=group["name"],
            block=BLOCKS[group["block"]],
        )
        for group in load(library)["group"]
        for entry in group["competency"]
        if entry["key"] in wanted
    )


def _agreements(function: dict[str, Any], shared: dict[str, Any]) -> tuple[Agreement, ...]:
    result = []
    for number, name in enumerate(function["agreements"], 1):
        own, _, title = name.partition(":")
        source = {"title": title, "tasks": function["tasks"]} if own == "eigen" else shared[name]
        result.append(Agreement(number, source["title"], tuple(source["tasks"])))
    return tuple(result)


@cache
def jobs() -> dict[str, Job]:
    """Every function of the town, by its key."""
    content = load("weverbeke-functions.toml")
    result = {}
    for function in content["function"]:
        fields = [Field(label, function[key], key) for label, key in HEADER]
        fields += [Field(label, value, None) for label, value in function.get("extra", [])]
        result[function["key"]] = Job(
            title=tuple(function["title"]),
            organisation=content["organisation"],
            fields=tuple(fields),
            purpose=tuple(function["purpose"]),
            duties=tuple(function["duties"]),
            position=tuple(function["position"]),
            agreements=_agreements(function, content["agreement"]),
            extension=function["extension"],
            competencies=_competencies(function["required"], "weverbeke-competencies.toml"),
            approval=Approval(*function["approval"]),
            career_steps=career_steps(function["career"]),
        )
    return result
