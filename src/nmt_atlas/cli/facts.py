"""``nmt-atlas facts``: every fact with its sources, its passage and its numbers."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_json, print_rows
from nmt_atlas.library.facts import facts, figures

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "facts", help="every fact with its sources, the passage and its numbers"
    )
    command.add_argument("--document", help="of one document only, like nerve/axillary-nerve")
    command.add_argument("--source", help="only those that cite this source")
    command.add_argument("--figures", action="store_true", help="count instead of listing")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the facts, or how many there are."""
    library = library_or_warn()
    if arguments.figures:
        counted = dict(figures(library))
        if arguments.json:
            print_json(counted)
        else:
            rows = [{"figure": name, "count": number} for name, number in counted.items()]
            print_rows(rows, ("figure", "count"), as_json=False)
        return 0
    rows = [
        asdict(one)
        for one in facts(library)
        if arguments.document in (None, one.document)
        and (arguments.source is None or arguments.source in one.sources)
    ]
    columns = ("document", "field", "text", "sources", "passage", "numbers")
    print_rows(rows, columns, as_json=arguments.json)
    return 0
