"""Write a pack's files so that a reader sees the old pack or the new one, never a mixture."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from nmt_atlas.body.packs.reading import INDEX, read_index
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.pack import DataFile, PackIndex

_LEFT_AFTER = 3600.0
"""Seconds after which a half-written file is what a killed program left behind."""
_DATA = ("*.glb", "*.npz", "views-*.json", "weights-*.bin")


def store(directory: Path, files: Mapping[str, bytes], index: PackIndex) -> None:
    """Replace a pack: every file first, the index last, what it does not name removed.

    Raises
    ------
    PackError
        Where the disk cannot take it; the old pack is then untouched.
    """
    fresh = not directory.exists()
    written: list[Path] = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = directory / name
            if not path.exists():
                written.append(path)
            _replace(path, data)
        _replace(directory / INDEX, (index.model_dump_json() + "\n").encode())
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        if fresh:
            shutil.rmtree(directory, ignore_errors=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise PackError(
            "the disk is full." if full else f"the pack cannot be written ({error.strerror}).",
            where=str(directory),
            remedy="Free some space and try again; what stood there before is unchanged."
            if full
            else "Choose a folder that can be written; what stood there before is unchanged.",
        ) from error
    _sweep(directory, index)


def add_paint(directory: Path, data: bytes) -> PackIndex:
    """Put a file of painted zones into a standing pack; its meshes stay as they are.

    Raises
    ------
    PackError
        Where the pack is damaged, or the disk cannot take it.
    """
    return _add(directory, "paint", "npz", data)


def add_views(directory: Path, data: bytes, colors: Mapping[str, str]) -> PackIndex:
    """Put what is seen from where into a standing pack, and the colours of today.

    Raises
    ------
    PackError
        Where the pack is damaged, or the disk cannot take it.
    """
    return _add(directory, "views", "json", data, colors=dict(colors))


def add_weights(directory: Path, data: bytes) -> PackIndex:
    """Put what every vertex moves with into a standing pack; its meshes stay as they are.

    Raises
    ------
    PackError
        Where the pack is damaged, or the disk cannot take it.
    """
    return _add(directory, "weights", "bin", data)


def _add(directory: Path, name: str, ending: str, data: bytes, **more: object) -> PackIndex:
    digest = hashlib.sha256(data).hexdigest()
    path = f"{name}-{digest[:12]}.{ending}"
    file = DataFile(path=path, sha256=digest, bytes=len(data))
    index = read_index(directory).model_copy(update={name: file, **more})
    store(directory, {path: data}, index)
    return index


def sweep_unfinished(directory: Path, pattern: str) -> None:
    """Remove files of a pattern that a killed program left half written."""
    now = time.time()
    for left in directory.glob(pattern):
        if now - left.stat().st_mtime > _LEFT_AFTER:
            left.unlink(missing_ok=True)


def _sweep(directory: Path, index: PackIndex) -> None:
    named = {file.path for file in index.files}
    named |= {file.path for file in (index.paint, index.views, index.weights) if file is not None}
    for pattern in _DATA:
        for stale in directory.glob(pattern):
            if stale.name not in named:
                stale.unlink(missing_ok=True)
    sweep_unfinished(directory, ".*.new")


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
