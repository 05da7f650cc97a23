"""``nmt-atlas credits``: licences, bodies and every source with what it is used for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.cli.common import add_json, library_or_warn, print_json
from nmt_atlas.domain.pack import BodyInfo
from nmt_atlas.domain.source import Source
from nmt_atlas.library import Library

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands

_LICENCES = {
    "code": "MIT",
    "content and own body": "CC BY 4.0",
}


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("credits", help="licences, bodies and sources")
    add_json(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the credits."""
    library = library_or_warn()
    bodies = _bodies(library)
    sources = sorted(library.sources.values(), key=lambda one: (one.kind, one.authors, one.year))
    if arguments.json:
        print_json(
            {
                "licences": _LICENCES,
                "bodies": [body.model_dump(mode="json") for body in bodies],
                "sources": [source.model_dump(mode="json") for source in sources],
            }
        )
        return 0
    for what, licence in _LICENCES.items():
        print(f"{what}: {licence}")
    for body in bodies:
        print(f"\n{body.name}: {body.licence}\n  {body.attribution}")
        for line in (body.source_url, body.changes):
            if line:
                print(f"  {line}")
    print("\nSources")
    for source in sources:
        print(f"\n{citation(source)}\n  Used for: {source.used_for}")
        if source.note:
            print(f"  Note: {source.note}")
    return 0


def citation(source: Source) -> str:
    """A source in one line."""
    ending = [source.container]
    ending += [f"doi:{source.doi}"] if source.doi else []
    ending += [f"ISBN {source.isbn}"] if source.isbn else []
    ending += [source.url] if source.url and not source.doi else []
    ending += [source.licence] if source.licence else []
    rest = ". ".join(part for part in ending if part)
    return f"{source.authors} ({source.year}). {source.title}." + (f" {rest}." if rest else "")


def _bodies(library: Library) -> list[BodyInfo]:
    from nmt_atlas.body.packs.sources import bodies_dir, readable_bodies

    own = [library.pack.body] if library.pack else []
    return own + [body.index.body for body in readable_bodies(bodies_dir())[0]]
