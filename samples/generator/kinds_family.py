"""Small documents of the kinds that archives are full of: what a person reads in them is all their truth says.

`kinds.py` holds what they say; the tests print each by WeasyPrint, here some of every kind are printed by two others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .glance_kinds import GLANCE
from .kinds import KINDS, Kind
from .printing import Build, then
from .producers import chromium, ghostscript, weasy
from .sample import Sample

SAMPLES = {
    "A head over several columns": ("nl-minimum-and-optimum", "nl-all-levels-in-the-row-one-bold"),
    "Several options, of which one is meant or none": (
        "en-all-levels-in-a-line-others-struck-out",
        "nl-all-levels-in-a-line-none-meant",
    ),
    "Ranges, halves, so many of so many": ("fr-fourchette", "en-out-of-five"),
    "Whose rank? Words, letters, Roman numerals": ("en-words-in-the-order-of-a-legend", "de-römische-zahlen"),
    "Letters of a legend, words nobody knows": ("nl-letters-of-a-legend", "en-words-nobody-knows"),
    "Several levels of a competency": ("en-on-entry-and-after-two-years", "fr-actuel-et-requis"),
    "Several roles": ("en-roles-as-columns", "nl-two-roles-ticked"),
    "Columns that give no level": ("nl-weight-before-level", "nl-core-and-training-ticked-beside-the-levels"),
    "The cell that is the name": ("en-code-between-name-and-level", "nl-definition-in-a-column-of-its-own"),
    "What stands under a name": (
        "nl-definition-in-small-letters-under-the-name",
        "en-definition-in-italics-under-the-name-of-a-matrix",
    ),
    "The level on the line below": ("en-skill-level-on-the-line-below", "fr-niveau-requis-sous-le-nom"),
    "Boxes and levels that are no competency": (
        "nl-schooling-and-licence-before-and-after",
        "nl-levels-of-a-header-are-no-competencies",
    ),
    "Choices of a form": ("en-choices-of-a-form-around-the-levels", "nl-choices-of-a-form-and-no-competencies"),
    "Groups": ("nl-group-in-a-row", "fr-groupe-dans-le-coin"),
    "Text columns": ("nl-prose-beside-a-list-of-levels", "en-three-text-columns"),
    "Footnotes, leaders, no rules": ("nl-footnotes-at-levels-and-names", "nl-leaders", "en-no-rules-under-heads"),
    "Signs that are counted": ("en-stars", "nl-circled-numbers"),
    "What stands in the other cells": ("nl-dashes-in-the-other-cells", "en-not-applicable-in-the-other-cells"),
    "Letters as heads": (
        "nl-letters-as-heads-beside-a-description",
        "en-letters-as-heads-under-an-empty-corner",
    ),
    "Groups merged beside the names": (
        "nl-group-merged-beside-the-names",
        "fr-groupe-fusionné-à-côté-des-croix",
    ),
    "No level is given": ("nl-a-dash-and-not-applicable-for-a-level", "en-current-level-and-no-required-one"),
}

RANKS: dict[str, dict[str, int | None]] = {
    "en-letters-as-heads-under-an-empty-corner": {"T": None, "V": None, "X": None},
    "nl-letters-as-heads-beside-a-description": {"O": None, "V": None, "G": None},
    "de-römische-zahlen": {"II": 2, "III": 3, "V": 5},
    "en-definition-in-italics-under-the-name-of-a-matrix": {"Advanced": None, "Expert": None},
    "en-no-rules-under-heads": {"Basic": None, "Expert": None},
    "en-skill-level-on-the-line-below": {"basic": None, "expert": None},
    "en-stars": {"★☆☆☆☆": 1, "★★★☆☆": 3, "★★★★★": 5},
    "en-words-in-the-order-of-a-legend": {"Basic": 1, "Skilled": 2, "Master": 3},
    "en-words-nobody-knows": {"Sapling": None, "Oak": None},
    "nl-circled-numbers": {"①": 1, "②": 2, "④": 4},
    "nl-letters-of-a-legend": {"A": 3, "B": 2, "C": 1},
}
"""The number that a person gives to a label that is none, by sample; None where the page does not say its order."""


def by_browser(kind: Kind) -> Build:
    return lambda out: chromium.print_pdf(f"<!DOCTYPE html>{kind.html}", out)


def distilled(kind: Kind) -> Build:
    """Without ligatures, which Ghostscript 10.00 swaps the bytes of; `headers/swapped-ligatures` has some."""
    html = f"<style>body {{ font-variant-ligatures: none }}</style>{kind.html}"
    return then(lambda out: weasy.print_pdf(html, out), ghostscript.distil)


PRODUCERS = (("HTML → Chromium", by_browser), ("HTML → WeasyPrint → Ghostscript", distilled))


def partial_truth(kind: Kind) -> dict[str, Any]:
    """Names, and how each is required: a number, or its label as printed."""
    return {
        "competencies": [
            {"name": name, **_group_truth(kind, name), **level_truth(label, RANKS.get(kind.name, {}))}
            for name, label in kind.levels.items()
        ]
    }


def _group_truth(kind: Kind, name: str) -> dict[str, Any]:
    return {"group": kind.groups[name]} if name in kind.groups else {}


def level_truth(label: str | None, ranks: Mapping[str, int | None] | None = None) -> dict[str, Any]:
    ranks = ranks or {}
    if label is None:
        return {"required_level": None, "required_label": None}
    if label.isascii() and label.isdigit():
        return {"required_level": int(label)}
    ranked = {"required_level": ranks[label]} if label in ranks else {}
    return {**ranked, "required_label": label}


def samples() -> list[Sample]:
    """Every sample of this family."""
    by_name = {kind.name: kind for kind in (*KINDS, *GLANCE)}
    result = []
    for purpose, names in SAMPLES.items():
        for number, name in enumerate(names):
            producer, build = PRODUCERS[number % len(PRODUCERS)]
            kind = by_name[name]
            result.append(Sample("kinds", name, producer, purpose, (), build(kind), partial=partial_truth(kind)))
    return result
