"""``nmt-atlas export --format FORMAT -o FOLDER``: the whole library as flat tables."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas import __version__
from nmt_atlas.cli.common import library_or_warn
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library.exports import FORMATS, export

if TYPE_CHECKING:
    from nmt_atlas.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "export", help="write the library as tables with a data dictionary (CC BY 4.0)"
    )
    names = [one.id for one in FORMATS]
    command.add_argument("--format", choices=names, default=names[0], help="of the tables")
    command.add_argument("-o", "--output", type=Path, required=True, help="the folder")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files."""
    chosen = next(one for one in FORMATS if one.id == arguments.format)
    files = export(library_or_warn(), chosen, __version__)
    folder: Path = arguments.output
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AtlasError(
            f"the tables cannot be written ({error.strerror}).",
            where=str(folder),
            remedy="Choose a folder that can be written.",
        ) from error
    print(f"{folder}: {len(files)} files")
    return 0
