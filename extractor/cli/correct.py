"""`jobdesc correct`: one value that a person knows better, written down for every import to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from extractor.cli.console import printable
from extractor.cli.options import gathered
from extractor.corrections.adding import write_down
from extractor.corrections.standing import corrections_file
from extractor.ledger.opening import look_into_ledger
from extractor.model import CorrectedField

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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"), metavar="[DIR]")
@click.option("--document", metavar="ID", default="", help="The document_id of the one PDF that is meant.")
@click.option("--function", metavar="KEY", default="", help="The function_key: every version of it, also later ones.")
@click.option("--competency", metavar="ID", default="", help="The competency_id, or its name.")
@click.option(
    "--field",
    type=click.Choice([field.value for field in CorrectedField]),
    default=CorrectedField.REQUIRED_LEVEL.value,
    show_default=True,
    metavar="FIELD",
    help=f"What is corrected: {', '.join(CorrectedField)}.",
)
@click.option("--value", required=True, metavar="TEXT", help="What it has to be; '' where it cannot be known.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for who reads it in a year.")
@click.option("--who", required=True, metavar="NAME", help="Who says so.")
@click.option("--when", type=click.DateTime(["%Y-%m-%d"]), help="The day it is said; the default is today.")
@click.option("--corrections", type=click.Path(path_type=Path, dir_okay=False), help="The file, where it is another.")
@gathered(_Said, "said")
def correct(folder: Path, said: _Said, corrections: Path | None) -> None:
    """Add a line to the corrections of the import in DIR.

    Name the job description by --document or --function. What is read there now is written down beside the new value;
    where another import reads something else, neither is taken, and a finding says so. The next import applies it.
    """
    with look_into_ledger(folder) as ledger:
        usual = corrections_file(ledger, folder, None)
        path = corrections or usual
        proposal = write_down(ledger, path, said.cells())
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
    known = path.resolve() == usual.resolve()
    how = "The next import into this folder" if known else f"An import with --corrections {printable(str(path))}"
    click.echo(f"{how} applies it.")
