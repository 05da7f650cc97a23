"""Notices that documents have changed, without reading them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from nmt_atlas.library.paths import FOLDERS, DataPaths

_PACKAGE = Path(__file__).resolve().parents[1]


def stamp(paths: DataPaths) -> str:
    """A mark of every document's name, size and time of change, recipes and pack included.

    It takes milliseconds: no file is opened. A file that cannot be looked at counts as it stands.
    """
    mark = hashlib.sha256()
    for layer in paths.layers:
        mark.update(f"{layer}\0".encode("utf-8", "surrogateescape"))
        for folder in FOLDERS:
            for line in sorted(_files(layer / folder)):
                mark.update(line.encode("utf-8", "surrogateescape"))
    return mark.hexdigest()


def changed(paths: DataPaths, before: str) -> bool:
    """Whether any document has changed, come or gone since a :func:`stamp`."""
    return stamp(paths) != before


@lru_cache(maxsize=1)
def code_stamp() -> str:
    """A mark of the code that checks, so that what it found is not believed after it changed."""
    lines = sorted(_files(_PACKAGE, ".py"))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: Path, suffix: str = ".json") -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), suffix)
        elif entry.name.endswith(suffix):
            try:
                found = entry.stat()
                yield f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}\0"
            except OSError:
                yield f"{entry.path}\0"
