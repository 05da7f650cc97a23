"""``nmt-atlas audit``: what was done with accounts, classes and grades, and what was refused."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, print_json

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "audit",
        help="what was done with accounts, classes and grades, and what was refused",
        description="Learners stand in it by their number; `nmt-atlas accounts list --json` tells "
        "whose it is, for as long as there is an account.",
    )
    command.add_argument("--most", type=int, default=200, help="so many lines, the newest (200)")
    command.add_argument("--after", type=int, default=0, help="only lines after this number")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the newest lines, the oldest first."""
    from nmt_atlas.store import audit
    from nmt_atlas.store.database import Database, database_url
    from nmt_atlas.store.upgrading import upgrade

    database = Database(database_url(), create=False)
    try:
        upgrade(database)
        found = audit.lines(database, most=arguments.most, after=arguments.after)
    finally:
        database.close()
    if arguments.json:
        print_json([one.model_dump(mode="json") for one in found])
        return 0
    for one in found:
        refused = "" if one.allowed else "  REFUSED"
        print(
            f"{one.id:>6}  {one.at:%Y-%m-%d %H:%M:%S}  {one.who}  {one.what}  {one.about}{refused}"
        )
    return 0
