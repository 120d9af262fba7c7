"""What stood in the output and does not any more, because its PDF has another content now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from extractor.ledger.store import Ledger

_SAID: Final = "replaced"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The functions that a PDF described, and those that it describes since it changed."""

    path: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_other(self) -> bool:
        return self.before != self.after


def note_replaced(ledger: Ledger, path: str) -> None:
    """Keep what the PDF of this path describes, before its new content is entered; the first time of an import."""
    ledger.db.execute(
        "INSERT OR IGNORE INTO replaced SELECT ?, ? WHERE EXISTS (SELECT 1 FROM source WHERE path = ?)",
        (path, json.dumps(_function_keys(ledger, path)), path),
    )


def say_replaced(ledger: Ledger) -> None:
    """Close the notes of this import: `last_replaced` gives them from now on."""
    rows = ledger.db.execute("SELECT path, function_keys FROM replaced ORDER BY path").fetchall()
    said = [[path, json.loads(before), _function_keys(ledger, path)] for path, before in rows]
    with ledger.together():
        ledger.set_fact(_SAID, json.dumps(said))
        ledger.db.execute("DELETE FROM replaced")


def last_replaced(ledger: Ledger) -> list[Replaced]:
    """What the last import replaced, by path; PDFs that described nothing before are left out."""
    said = json.loads(ledger.fact(_SAID) or "[]")
    return [Replaced(path, tuple(before), tuple(after)) for path, before, after in said if before]


def _function_keys(ledger: Ledger, path: str) -> list[str]:
    rows = ledger.db.execute(
        "SELECT function_key FROM standing JOIN source USING (sha256) WHERE path = ? ORDER BY position", (path,)
    )
    return [key for (key,) in rows]
