"""``nmt-atlas schemas``: the JSON Schemas of the documents."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library import schemas

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("schemas", help="print or renew the documents' JSON Schemas")
    command.add_argument("type", nargs="?", choices=tuple(schemas.TYPES), help="print this one")
    command.add_argument("--write", action="store_true", help="write the files that are behind")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one schema, write the files, or say which are behind (exit 1)."""
    if arguments.type:
        print(schemas.schema_text(arguments.type), end="")
        return 0
    if arguments.write:
        try:
            changed = schemas.write_schemas()
        except OSError as error:
            raise AtlasError(
                f"the schemas cannot be written ({error.strerror}).",
                where=str(schemas.FOLDER),
                remedy="Run this in a checkout that you can write to.",
            ) from error
        print("\n".join(str(file) for file in changed) or "Every schema is up to date.")
        return 0
    behind = schemas.stale()
    for name in schemas.TYPES:
        state = "behind its domain type: run with --write" if name in behind else "up to date"
        print(f"{schemas.schema_file(name).name}: {state}")
    return 1 if behind else 0
