"""`python -m samples.generator [slug …]`: write all samples, or the named ones."""

from __future__ import annotations

import sys
from pathlib import Path

from . import tienen_form

ROOT = Path(__file__).resolve().parents[1]


def main(wanted: list[str]) -> None:
    """Write the samples beside this package."""
    for sample in tienen_form.samples():
        if not wanted or sample.slug in wanted:
            print(sample.write(ROOT).relative_to(ROOT), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
