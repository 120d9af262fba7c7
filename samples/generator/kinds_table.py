"""Which samples stand for which kind of document that archives are full of: two of each at least."""

from __future__ import annotations

from collections.abc import Mapping

STANDING_FOR: Mapping[str, tuple[str, ...]] = {
    "a head over several columns": ("nl-minimum-and-optimum", "nl-all-levels-in-the-row-one-bold"),
    "options in a line, struck options, ranges, several numbers": (
        "en-all-levels-in-a-line-others-struck-out",
        "nl-all-levels-in-a-line-none-meant",
        "fr-fourchette",
        "en-out-of-five",
    ),
    "whose rank? names, letters, Roman numerals, marks of another scale": (
        "en-words-in-the-order-of-a-legend",
        "de-römische-zahlen",
        "nl-letters-of-a-legend",
        "en-words-nobody-knows",
        "nl-core-and-training-ticked-beside-the-levels",
        "nl-letters-as-heads-beside-a-description",
        "en-letters-as-heads-under-an-empty-corner",
    ),
    "several levels a competency, several roles": (
        "en-on-entry-and-after-two-years",
        "fr-actuel-et-requis",
        "en-roles-as-columns",
        "nl-two-roles-ticked",
        "nl-weight-before-level",
        "en-current-level-and-no-required-one",
    ),
    "the cell that is the name; what stands under a name": (
        "en-code-between-name-and-level",
        "nl-definition-in-a-column-of-its-own",
        "nl-definition-in-small-letters-under-the-name",
        "en-definition-in-italics-under-the-name-of-a-matrix",
        "en-skill-level-on-the-line-below",
        "fr-niveau-requis-sous-le-nom",
    ),
    "a box that is no competency; a form that is no job description": (
        "nl-schooling-and-licence-before-and-after",
        "nl-levels-of-a-header-are-no-competencies",
        "en-choices-of-a-form-around-the-levels",
        "nl-choices-of-a-form-and-no-competencies",
    ),
    "groups": (
        "nl-group-in-a-row",
        "fr-groupe-dans-le-coin",
        "nl-group-merged-beside-the-names",
        "fr-groupe-fusionné-à-côté-des-croix",
    ),
    "text columns, footnotes, leaders, no rules": (
        "nl-prose-beside-a-list-of-levels",
        "en-three-text-columns",
        "nl-footnotes-at-levels-and-names",
        "nl-leaders",
        "en-no-rules-under-heads",
    ),
    "levels shown by a picture, a sign or an annotation": (
        "ringed-by-pen",
        "ringed-by-notes",
        "en-stars",
        "nl-circled-numbers",
    ),
    "what stands in the cells that are not meant": (
        "nl-dashes-in-the-other-cells",
        "en-not-applicable-in-the-other-cells",
        "nl-a-dash-and-not-applicable-for-a-level",
    ),
    "what the page shows against what the data say": ("hidden-and-covered", "layer-switched-off"),
    "a second mark, a correction by hand": ("second-cross", "struck-and-moved", "beside-its-box"),
    "odd pages": ("mirrored-page", "crop-box-outside", "crop-box-larger"),
    "typed into form fields and notes": ("typed-into-fields", "typed-as-notes"),
    "a job description without readable levels": (
        "nl-competencies-in-a-sentence",
        "en-skills-in-a-list",
        "nl-a-row-for-each-level-without-rules",
        "fr-une-ligne-par-niveau-sans-filets",
    ),
    "the text that a box belongs to": ("nl-question-with-boxes-of-its-own", "en-sign-here-beside-icons"),
}
