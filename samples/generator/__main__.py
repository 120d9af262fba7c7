"""`python -m samples.generator [slug …]`: write all samples, or the named ones."""

from __future__ import annotations

import sys
from pathlib import Path

from . import (
    bundles_family,
    headers_family,
    kinds_family,
    listed_kinds,
    marks_family,
    no_job_family,
    plain_family,
    readme,
    rule_keys_family,
    scans_family,
    shown_kinds,
    strategies_family,
    tienen_form,
    traps_family,
    unruled_family,
)

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = {
    "tienen-form": "One invented Flemish town, in the form of the seed document: a ruled table for each "
    "group, a row for each level. Together they hold every kind of damage a page break does; "
    "`tests/test_sample_damage.py` proves it from the words on the pages.",
    "headers": "The same town and form: headers and headings that other towns print in other ways, and words that a "
    "program broke.",
    "marks": "Every kind of tick, in small forms of one invented care organisation: a row for each level, or a "
    "column for each level where the name begins with `matrix-`.",
    "fiche-fonction": "An invented Walloon municipality, in French: four ways of giving a level.",
    "oosterwoud": "An invented Dutch municipality: Roman numerals, in levels and in function names.",
    "federaal": "An invented Belgian federal service, in Dutch and French: named levels.",
    "northmere": "An invented English council: named and numbered levels.",
    "strategies": "The ways of giving a level that are left, each for a second producer.",
    "inland-ports": "An invented bureau whose levels stand in words in headings or cells. Only the level that is "
    "required is printed.",
    "unruled": "A row for each level where rules do not part the cells, or not all of them, and names "
    "elsewhere than in one merged cell beside their levels. One invented care organisation.",
    "traps": "What a reader must not fall for.",
    "bundles": "Several job descriptions in one PDF.",
    "plain": "Job descriptions without levels, of two of these organisations: all there is to read are their sections.",
    "kinds": "Small documents of every kind that archives are full of. The truth of these is partial: the names of the "
    "competencies and the level of each, where a person can tell it.",
    "rule-keys": "What is read only with a key of a rule module, two documents each, beside the module that has it. "
    "The truth is partial too.",
    "no-job": "Documents that are no job descriptions.",
}
MODULES = (
    tienen_form,
    headers_family,
    marks_family,
    strategies_family,
    unruled_family,
    traps_family,
    bundles_family,
    no_job_family,
    plain_family,
    kinds_family,
    shown_kinds,
    listed_kinds,
    rule_keys_family,
)


def main(wanted: list[str]) -> None:
    """Write the samples beside this package."""
    samples = [sample for module in MODULES for sample in module.samples()]
    for sample in samples:
        if not wanted or sample.slug in wanted:
            print(sample.write(ROOT).relative_to(ROOT), flush=True)
    readme.write(ROOT, samples, FAMILIES)
    if not wanted:
        scans_family.write(ROOT)


if __name__ == "__main__":
    main(sys.argv[1:])
