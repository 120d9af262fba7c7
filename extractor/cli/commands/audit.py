"""What can be typed after `jobdesc audit`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import apply_option, folder_argument, peers_option, printing_options, today_option


@click.command()
@folder_argument
@apply_option
@click.option("--policy", type=click.Path(path_type=Path), help="A TOML file of rules; without it: what stands apart.")
@printing_options(*choices.AUDIT_FORMATS)
@peers_option
@today_option
@click.pass_context
def audit(context: click.Context, /, **given: Any) -> None:
    """Check what an import says against a policy.

    FOLDER is what `jobdesc import` wrote. Without --policy, functions, wordings and names that stand apart from the
    others are listed; nothing is judged.

    Exit codes: 0, no rule is violated; 1, a rule of severity error is violated or cannot be judged; 2, the call or the
    policy is wrong.
    """
    from extractor.cli.audit import audit as carried_out

    carried_out(context, **given)
