"""`jobdesc correct`: one value that a person knows better, written down for every import to come."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import click

from extractor.cli.console import print_json, printable
from extractor.cli.options import gathered
from extractor.corrections.adding import write_down
from extractor.corrections.proposing import Proposal
from extractor.corrections.standing import corrections_file
from extractor.ledger.opening import look_into_ledger

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person knows better, as the options give it."""

    document: str
    function: str
    competency: str
    field: str
    value: str
    reason: str
    who: str
    when: datetime | None

    def cells(self) -> dict[str, str]:
        day = self.when.date() if self.when else date.today()  # noqa: DTZ011  # the day of the person who says it
        return {
            "document_id": self.document,
            "function_key": self.function,
            "competency": self.competency,
            "field": self.field,
            "new_value": self.value,
            "reason": self.reason,
            "who": self.who,
            "when": day.isoformat(),
        }


@gathered(_Said, "said")
def correct(folder: Path, said: _Said, corrections: Path | None, as_json: bool) -> None:
    with look_into_ledger(folder) as ledger:
        usual = corrections_file(ledger, folder, None)
        path = corrections or usual
        proposal = write_down(ledger, path, said.cells())
    if as_json:
        _print_as_json(path, proposal)
        return
    _print_for_people(path, proposal)
    known = path.resolve() == usual.resolve()
    how = "The next import into this folder" if known else f"An import with --corrections {printable(str(path))}"
    click.echo(f"{how} applies it.")


def _print_as_json(path: Path, proposal: Proposal) -> None:
    cells = {name: value for name, value in asdict(proposal.line).items() if name != "number"}
    words = {name: None if value is None else str(value) for name, value in cells.items()}
    print_json({"file": str(path), **words, "paths": proposal.paths, "supersedes": proposal.supersedes})


def _print_for_people(path: Path, proposal: Proposal) -> None:
    """What was written down, and where it is seen."""
    line = proposal.line
    old, new = (value if value is not None else "unknown" for value in (line.old_value, line.new_value))
    about = f"{line.competency}: " if line.competency else ""
    what = "cannot be known" if line.confirms_unknown else f"{old} → {new}"
    click.echo(f"Added to {printable(str(path))}: {printable(about)}{line.field} {printable(what)}")
    for pdf in proposal.paths[:_SHOWN]:
        click.echo(f"  in {printable(pdf)}")
    if len(proposal.paths) > _SHOWN:
        click.echo(f"  and {len(proposal.paths) - _SHOWN} more")
    if proposal.supersedes:
        click.echo(f"It takes the place of line {', '.join(map(str, proposal.supersedes))}.")
