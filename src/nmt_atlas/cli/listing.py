"""``nmt-atlas list WHAT``: rows of everything that there is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_rows
from nmt_atlas.cli.rows import LISTS

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("list", help="list parts, muscles, lessons and the like")
    command.add_argument("what", choices=tuple(LISTS), help="what to list")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows."""
    one = LISTS[arguments.what]
    print_rows(list(one.rows(library_or_warn())), one.columns, as_json=arguments.json)
    return 0
