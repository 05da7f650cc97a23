"""How a pack's files lie on the disk: meshes gzipped, all else as it is.

A mesh file is named, measured and proved by the glTF inside; on the disk it lies packed beside
that name (``bones-standard-….glb.gz``), as the server sends it. A plain file of the name is
read as well.
"""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path

PACKED = ".gz"
"""What the name of a packed file ends in."""
_WRAPPED = ".glb"
_LEVEL = 9


def wrapped(name: str, data: bytes) -> tuple[str, bytes]:
    """The name and the bytes that a file of a pack has on the disk."""
    if not name.endswith(_WRAPPED):
        return name, data
    return name + PACKED, gzip.compress(data, _LEVEL, mtime=0)


def unwrapped(path: Path) -> bytes:
    """The bytes of a pack's file, wherever it lies: plain, or packed beside its name.

    Raises
    ------
    OSError
        Where there is neither, or what lies there cannot be read.
    """
    packed = path.with_name(path.name + PACKED)
    if path.exists() or not packed.exists():
        return path.read_bytes()
    try:
        return gzip.decompress(packed.read_bytes())
    except (EOFError, zlib.error) as error:
        raise gzip.BadGzipFile(f"not whole: {error}") from error


def plain_size(path: Path) -> int:
    """How long a pack's file is once it is unwrapped, without doing so (RFC 1952, ISIZE).

    Raises
    ------
    OSError
        Where there is none.
    """
    packed = path.with_name(path.name + PACKED)
    if path.exists() or not packed.exists():
        return path.stat().st_size
    with packed.open("rb") as stream:
        stream.seek(-4, os.SEEK_END)
        return int.from_bytes(stream.read(), "little")


def plain_name(name: str) -> str:
    """The name by which an index knows a file on the disk."""
    return name.removesuffix(PACKED)
