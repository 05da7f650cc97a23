"""A document's id is its file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "file-names"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every id with its file."""
    for key, file in library.files.items():
        ident = key.split("/", 1)[1]
        stem = PurePosixPath(file).stem
        if ident != stem:
            yield Problem(file, "/id", f"“{ident}”", f"“{stem}”, like the file", RULE)
