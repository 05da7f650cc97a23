"""``nmt-atlas facts``: every fact with its sources, its passage and its numbers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_json, print_rows
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library.facts import drawn, facts, figures, with_figures

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "facts", help="every fact with its sources, the passage and its numbers"
    )
    command.add_argument("--document", help="of one document only, like nerve/axillary-nerve")
    command.add_argument("--source", help="only those that cite this source")
    command.add_argument("--draw", type=int, metavar="N", help="only N of them, by lot")
    command.add_argument("--seed", type=int, default=0, help="of the lot")
    command.add_argument("--figures", action="store_true", help="count instead of listing")
    command.add_argument(
        "--into", type=Path, metavar="FILE", help="write the figures between the marks of a file"
    )
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the facts, or how many there are."""
    library = library_or_warn()
    if arguments.figures:
        _figures(figures(library), arguments)
        return 0
    found = [
        one
        for one in facts(library)
        if arguments.document in (None, one.document)
        and (arguments.source is None or arguments.source in one.sources)
    ]
    some = found if arguments.draw is None else drawn(found, arguments.draw, arguments.seed)
    columns = ("document", "field", "text", "sources", "passage", "numbers", "basis")
    print_rows([asdict(one) for one in some], columns, as_json=arguments.json)
    return 0


def _figures(counted: Mapping[str, int], arguments: argparse.Namespace) -> None:
    file: Path | None = arguments.into
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
            file.write_text(with_figures(text, counted), encoding="utf-8")
        except OSError as error:
            raise AtlasError(
                f"the figures cannot be written ({error.strerror}).",
                where=str(file),
                remedy="Name a file that is there and can be written.",
            ) from error
    elif arguments.json:
        print_json(dict(counted))
    else:
        rows = [{"figure": name, "count": number} for name, number in counted.items()]
        print_rows(rows, ("figure", "count"), as_json=False)
