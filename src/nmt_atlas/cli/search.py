"""``nmt-atlas search WORDS``: what there is by a name, a symptom, a landmark, an action."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_rows

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands

_LIMIT = 12


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("search", help="search everything, as people ask")
    command.add_argument("words", nargs="+", help="what to look for: “numb thumb”, L5, traps")
    command.add_argument("--limit", type=int, default=_LIMIT, help="the largest number of hits")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the hits, best first."""
    hits = library_or_warn().search(" ".join(arguments.words), limit=max(arguments.limit, 1))
    rows = [{"kind": one.kind, "id": one.id, "name": one.name} for one in hits]
    print_rows(rows, ("kind", "id", "name"), as_json=arguments.json)
    return 0
