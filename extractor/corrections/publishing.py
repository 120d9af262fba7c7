"""The ledger with its corrections → the files of the output. No PDF is read for it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from extractor.corrections.standing import (
    CorrectionsReport,
    PersonsWord,
    correct_readings,
    last_corrections,
    load_corrections,
)
from extractor.errors import LedgerUnusable
from extractor.ledger.opening import look_into_ledger, open_ledger
from extractor.ledger.overview import level_labels
from extractor.ledger.past import Past, give_identity
from extractor.ledger.publishing import Publication, doubt, is_whole, offered
from extractor.ledger.store import Ledger
from extractor.model import SCHEMA_VERSION
from extractor.output.columns import COLUMNS
from extractor.output.schema import write_datapackage
from extractor.output.staging import Stage
from extractor.output.verifying import differing_files
from extractor.output.writing import write_import
from extractor.version import VERSION

PROGRAM: Final = f"{VERSION} schema {SCHEMA_VERSION} tables {hashlib.sha256(repr(COLUMNS).encode()).hexdigest()[:16]}"
"""What else the files depend on: one more column, and they are written again."""


def publish(ledger: Ledger, output: Path, word: PersonsWord, stage: Stage | None = None) -> bool:
    """Correct the readings and write the files of the ledger, in bounded memory; False where they stand there already.

    What they said before is kept in the ledger. Files that wait in the `stage` of `output` are not made again.

    Raises OutputNotWritable.
    """
    ledger.forget_unused()
    correct_readings(ledger, word)
    publication = Publication(ledger, output, PROGRAM)
    if not publication.is_needed:
        return False
    give_identity(ledger)
    write_import(output, publication.entries(), publication.place, Past(ledger, publication.altered), stage)
    publication.finish()
    return True


def verify(output: Path) -> list[str]:
    """The names of JSON and CSV files that are not, byte for byte, what the ledger says; the next import mends them.

    Raises:
        ImportNotFound: there was no import into `output`.
        OutputBusy: an import writes there.
        LedgerUnusable: it was stopped while it wrote, or was of another version; the next one writes all files.
    """
    with look_into_ledger(output):
        pass  # a folder without an import must not become one
    with open_ledger(output) as ledger:
        if not is_whole(ledger, PROGRAM):
            raise LedgerUnusable(
                f"{output}: its files are not those of a finished import of this version",
                "Run the same import again: it writes what is missing.",
            )
        wrong = differing_files(output, offered(ledger))
        if wrong:
            doubt(ledger)
        return wrong


def apply_waiting(output: Path) -> CorrectionsReport | None:
    """Do to `output` what the next import would do with its corrections, and say what became of each line.

    Raises:
        LedgerUnusable: there was no import into `output`.
        OutputBusy: an import writes there.
        PathUnreadable, ListInvalid: the corrections cannot be read; nothing was done.
        OutputNotWritable: the files cannot be written; the next import makes that good.
    """
    with look_into_ledger(output):
        pass  # a folder without an import must not become one
    with open_ledger(output) as ledger:
        publish(ledger, output, load_corrections(ledger, output, None))
        write_datapackage(output, level_labels(ledger))
        return last_corrections(ledger)
