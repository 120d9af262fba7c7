"""Jobs for the small samples, from books of content: an organisation, its scale, its competencies."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence
from functools import cache

from .model import Approval, Block, Competency, Field, Job, Level, chosen
from .weverbeke import load

FIELD_ORDER = ("name", "department", "service", "grade", "career")
"""Every book has the first three and one of the others."""


def small_job(
    book: str,
    function: int,
    *,
    seed: str,
    count: int = 8,
    scale: Sequence[str] | None = None,
    first: int | None = None,
) -> Job:
    """A job of a book with `count` of its competencies; `seed` draws the required levels."""
    content = load(f"{book}.toml")
    chance = random.Random(f"{book}/{function}/{seed}")
    labels = list(scale or content["scale"])
    start = content["first"] if first is None else first
    entry = content["function"][function]
    order = sorted(chance.sample(range(len(content["competency"])), min(count, len(content["competency"]))))
    competencies = []
    for number in order:
        item = content["competency"][number]
        texts = ([[]] * len(labels) + item["levels"])[-len(labels) :]
        competencies.append(
            Competency(item["name"], chosen(labels, texts, start + chance.randrange(len(labels)), start))
        )
    return Job(
        title=(content["headings"]["title"], entry["name"]),
        language=content["language"],
        organisation=content["organisation"],
        fields=tuple(Field(content["labels"][key], entry[key], key) for key in FIELD_ORDER if key in entry),
        purpose=tuple(entry["purpose"]),
        duties=tuple(entry["duties"]),
        position=tuple(entry["position"]),
        competencies=tuple(competencies),
        career_steps=tuple(entry.get("career_steps", ())),
        approval=Approval(*content["approval"]) if "approval" in content else None,
    )


@cache
def headings(book: str) -> Mapping[str, str]:
    """The section headings of a book."""
    result: Mapping[str, str] = load(f"{book}.toml")["headings"]
    return result


def bare(job: Job) -> Job:
    """The job for a form that prints no indicators."""
    return relevel(job, lambda level: dataclasses.replace(level, indicators=()))


def single(job: Job) -> Job:
    """The job for a form that prints one indicator for each level."""
    return relevel(job, lambda level: dataclasses.replace(level, indicators=level.indicators[:1]))


def only_required(job: Job) -> Job:
    """The job for a form that prints only the level that is required."""
    return dataclasses.replace(
        job,
        competencies=tuple(
            dataclasses.replace(c, levels=tuple(level for level in c.levels if level.marked)) for c in job.competencies
        ),
    )


def relevel(job: Job, change: object) -> Job:
    """The job with every level changed."""
    assert callable(change)
    return dataclasses.replace(
        job,
        competencies=tuple(
            dataclasses.replace(c, levels=tuple(change(level) for level in c.levels)) for c in job.competencies
        ),
    )


def grouped(job: Job, groups: Sequence[tuple[str, int]], block: Block | None = None) -> Job:
    """The job with its competencies put in groups: (name, how many) in order."""
    names = [name for name, size in groups for _ in range(size)]
    return dataclasses.replace(
        job,
        competencies=tuple(
            dataclasses.replace(c, group=name, block=block) for c, name in zip(job.competencies, names, strict=True)
        ),
    )


def with_marks(job: Job, changes: Mapping[int, Sequence[bool | None]]) -> Job:
    """The job with the marks of some competencies set outright, for what a form should not say."""
    result = list(job.competencies)
    for number, marks in changes.items():
        old = result[number]
        levels: tuple[Level, ...] = tuple(
            dataclasses.replace(level, marked=mark) for level, mark in zip(old.levels, marks, strict=True)
        )
        result[number] = dataclasses.replace(old, levels=levels)
    return dataclasses.replace(job, competencies=tuple(result))
