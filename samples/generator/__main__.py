"""`python -m samples.generator [slug …]`: write all samples, or the named ones."""

from __future__ import annotations

import sys
from pathlib import Path

from . import readme, tienen_form

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = {
    "tienen-form": "One invented Flemish town, in the form of the seed document: a ruled table for each "
    "group, a row for each level. Together they hold every kind of damage a page break does; "
    "`tests/test_sample_damage.py` proves it from the words on the pages.",
}


def main(wanted: list[str]) -> None:
    """Write the samples beside this package."""
    samples = tienen_form.samples()
    for sample in samples:
        if not wanted or sample.slug in wanted:
            print(sample.write(ROOT).relative_to(ROOT), flush=True)
    readme.write(ROOT, samples, FAMILIES)


if __name__ == "__main__":
    main(sys.argv[1:])
