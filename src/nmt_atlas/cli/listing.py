"""``nmt-atlas list WHAT``: rows of everything that there is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_rows
from nmt_atlas.cli.rows import LISTS
from nmt_atlas.library.facts import drawn

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("list", help="list parts, muscles, lessons and the like")
    command.add_argument("what", choices=tuple(LISTS), help="what to list")
    command.add_argument("--draw", type=int, metavar="N", help="only N of them, by lot")
    command.add_argument("--seed", type=int, default=0, help="of the lot")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows."""
    one = LISTS[arguments.what]
    rows = list(one.rows(library_or_warn()))
    some = rows if arguments.draw is None else drawn(rows, arguments.draw, arguments.seed)
    print_rows(list(some), one.columns, as_json=arguments.json)
    return 0
