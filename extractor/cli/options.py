"""Options that several commands share."""

from __future__ import annotations

import click

rules_option = click.option(
    "--rules",
    metavar="ID|PATH",
    help="Use this rule module (see `jobdesc rules list`), rule file or folder, instead of the one that fits best.",
)
password_option = click.option(
    "--password",
    metavar="TEXT",
    envvar="JOBDESC_PASSWORD",
    help="Opens protected PDFs. The environment variable JOBDESC_PASSWORD does the same, unseen by other users.",
)
