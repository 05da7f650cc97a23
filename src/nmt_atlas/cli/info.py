"""``nmt-atlas info``: version, body and counts."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from nmt_atlas import __version__
from nmt_atlas.cli.common import add_json, documents_of, library_or_warn, print_folders, print_json
from nmt_atlas.library import Library, data_paths

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands

_OWN_LICENCE = "CC BY 4.0"


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("info", help="version, body, and how much there is of what")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the facts."""
    library = library_or_warn()
    body, numbers = _body(library), counts(library)
    if library.pack is None:
        print(
            "nmt-atlas: the body is not built yet; run `nmt-atlas meshes build`.", file=sys.stderr
        )
    if arguments.json:
        found = {"version": __version__, "body": body, "counts": numbers}
        print_json({**found, "documents": documents_of(data_paths(), library)})
        return 0
    print(f"NMT Atlas {__version__}\n")
    for key, value in (*body.items(), *numbers.items()):
        print(f"{key.replace('_', ' '):>16}  {value}")
    print()
    print_folders(documents_of(data_paths(), library))
    return 0


def counts(library: Library) -> dict[str, int]:
    """How much there is of what; meshes are counted on both sides."""
    return {name: count(library) for kind in library.kinds for name, count in kind.counts.items()}


def _body(library: Library) -> dict[str, object]:
    if library.pack is None:
        return {"source": "own", "licence": _OWN_LICENCE, "triangles": 0, "recipe_hash": ""}
    body = library.pack.body
    return {
        "source": body.id,
        "name": body.name,
        "licence": body.licence,
        "triangles": sum(
            file.triangles for file in library.pack.files if file.detail == "standard"
        ),
        "recipe_hash": body.recipe_hash,
    }
