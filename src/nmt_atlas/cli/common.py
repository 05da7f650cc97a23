"""What commands share: the library, and printing as a table, as tabbed lines or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from nmt_atlas.library import DataPaths, Library, data_paths, offered

BEYOND_SERVING = frozenset(
    {"pyvista", "vtkmodules", "trimesh", "manifold3d", "fast_simplification"}
)
"""Packages that make and draw bodies: an installation that only serves has none of them."""

Row = Mapping[str, object]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_json(command: argparse.ArgumentParser) -> None:
    """Give a command the ``--json`` option."""
    command.add_argument("--json", action="store_true", help="print JSON with stable keys")


def library_or_warn() -> Library:
    """The documents that are offered; the faulty ones are left out and told in one line."""
    library, problems, left_out = offered(data_paths())
    if problems:
        print(
            f"nmt-atlas: {len(problems)} problem(s), {len(left_out)} document(s) left out; "
            "`nmt-atlas check` lists them.",
            file=sys.stderr,
        )
    return library


def documents_of(paths: DataPaths, library: Library) -> dict[str, object]:
    """Where the documents were read from, and which built-in ones are replaced by one's own."""
    return {
        "folders": {
            "built_in": str(paths.root),
            "own": str(paths.own) if paths.own else "",
            "own_found": len(paths.layers) > 1,
        },
        "replaced": [
            {"document": key, "file": library.file_of(*key.split("/", 1)), "instead_of": one.file}
            for key, one in library.replaced.items()
        ],
    }


def print_folders(documents: Mapping[str, object]) -> None:
    """Say where the documents were read from, and what is replaced."""
    folders, replaced = documents["folders"], documents["replaced"]
    if isinstance(folders, dict):
        print(f"Documents: {folders['built_in']}")
        if folders["own"]:
            missing = "" if folders["own_found"] else " (not there yet)"
            print(f"Your own documents (own/): {folders['own']}{missing}")
    for one in replaced if isinstance(replaced, list) else ():
        print(f"  {one['file']} is read instead of {one['instead_of']}")


def left_out(error: ModuleNotFoundError) -> int:
    """Tell in one line that a command needs what was not installed; exit code 1.

    Raises
    ------
    ModuleNotFoundError
        The error itself, where what is missing belongs to every installation.
    """
    package = (error.name or "").partition(".")[0]
    if package not in BEYOND_SERVING:
        raise error
    print(
        f"nmt-atlas: this command needs the package {package}, which is not installed here. "
        "Install the whole atlas with `pip install nmt-atlas`; a list for serving alone lacks it.",
        file=sys.stderr,
    )
    return 1


def print_json(data: object) -> None:
    """Print data as indented JSON."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def print_rows(rows: Sequence[Row], columns: Sequence[str], *, as_json: bool) -> None:
    """Print rows: all keys as JSON, or some columns as a table.

    Parameters
    ----------
    rows
        The rows.
    columns
        The keys that the table shows; without a terminal they are separated by tabs.
    as_json
        Whether to print JSON.
    """
    if as_json:
        print_json(list(rows))
    elif sys.stdout.isatty():
        _print_table(rows, columns)
    else:
        print("\t".join(columns))
        for row in rows:
            print("\t".join(as_text(row.get(column, "")) for column in columns))


def as_text(value: object) -> str:
    """A value in one line."""
    if isinstance(value, (list, tuple)):
        return ", ".join(as_text(item) for item in value)
    return " ".join(str("" if value is None else value).split())


def _print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, caption=f"{len(rows)} rows", caption_justify="left")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(as_text(row.get(column, "")) for column in columns))
    Console().print(table)
