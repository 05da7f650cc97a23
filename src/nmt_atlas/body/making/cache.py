"""Built meshes kept by the hash of what they were built from."""

from __future__ import annotations

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.errors import PackError

_BODY = Path(__file__).resolve().parents[1]
_SHAPES = ("shapes", "mesh.py")

_OLD = 24 * 3600.0
"""What was not used for so many seconds is deleted."""

Arrays = dict[str, NDArray[Any]]


@lru_cache(maxsize=8)
def code_hash(names: tuple[str, ...] = _SHAPES) -> str:
    """SHA-256 of code in the room `body` (files and folders): other code makes other meshes."""
    total = hashlib.sha256()
    for name in names:
        path = _BODY / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            total.update(file.read_bytes())
    return total.hexdigest()


def key_of(*values: str, code: tuple[str, ...] = _SHAPES) -> str:
    """One hash of several texts and the code that makes meshes of them."""
    total = hashlib.sha256(code_hash(code).encode())
    for value in values:
        total.update(b"\0" + value.encode())
    return total.hexdigest()


def print_of(*arrays: NDArray[Any]) -> str:
    """SHA-256 over the shapes and bytes of arrays."""
    total = hashlib.sha256()
    for array in arrays:
        total.update(str(array.shape).encode() + np.ascontiguousarray(array).tobytes())
    return total.hexdigest()


def print_of_mesh(mesh: Mesh) -> str:
    """SHA-256 over a mesh's points, faces and texture coordinates."""
    arrays = (mesh.points, mesh.faces)
    return print_of(*arrays) if mesh.uv is None else print_of(*arrays, mesh.uv)


def canonical(document: BaseModel) -> str:
    """A document as JSON of which equal documents have the same."""
    return json.dumps(document.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


class SolidCache:
    """Solids and other arrays on disk by key; without a folder nothing is kept.

    Parameters
    ----------
    folder
        Made where it is missing; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._used: set[str] = set()

    def get(self, key: str, make: Callable[[], Solid]) -> Solid:
        """The solid of a key, made once. A damaged file is made anew."""
        kept = self.arrays(key, lambda: _arrays_of(make()), ("points", "faces"))
        mesh = Mesh(kept["points"], kept["faces"], kept.get("uv"))
        return Solid(mesh, kept.get("core"))

    def arrays(self, key: str, make: Callable[[], Arrays], needed: tuple[str, ...] = ()) -> Arrays:
        """The arrays of a key, made once.

        Parameters
        ----------
        key
            From :func:`key_of`.
        make
            Makes them where they are not there yet, or where their file is damaged.
        needed
            Names without which a file counts as damaged.
        """
        if self.folder is None:
            return make()
        self._used.add(key)
        path = self.folder / _file_name(key)
        found = _load(path, needed)
        if found is None:
            found = make()
            _save(path, found)
        else:
            with suppress(OSError):  # a cache that cannot be written can still be read
                os.utime(path)
        return found

    def prune(self, age: float = _OLD) -> None:
        """Delete what nobody asked for in the last ``age`` seconds."""
        if self.folder is None or not self.folder.is_dir():
            return
        kept = {_file_name(key) for key in self._used}
        for path in self.folder.glob("[0-9a-f]*.npz"):
            with suppress(FileNotFoundError):  # another build may prune as well
                if path.name not in kept and time.time() - path.stat().st_mtime > age:
                    path.unlink()

    def ledger(self, name: str) -> Ledger:
        """Numbers by key, kept in one file."""
        return Ledger(self, name)


class Ledger:
    """Many single numbers by key, read at once and written at once.

    Parameters
    ----------
    cache
        Where the file is kept.
    name
        Which ledger.
    """

    def __init__(self, cache: SolidCache, name: str) -> None:
        self._path = None if cache.folder is None else cache.folder / f"ledger-{name}.npz"
        found = _load(self._path, ("keys", "values")) if self._path else None
        self._old = dict(zip(found["keys"], found["values"], strict=True)) if found else {}
        self._new: dict[str, float] = {}

    def get(self, key: str, make: Callable[[], float]) -> float:
        """The number of a key, made once."""
        if key not in self._new:
            self._new[key] = float(self._old[key]) if key in self._old else make()
        return self._new[key]

    def save(self) -> None:
        """Keep what was asked for; forget the rest."""
        if self._path is not None and self._new != self._old:
            keys = np.array(sorted(self._new))
            values = np.array([self._new[key] for key in keys])
            _save(self._path, {"keys": keys, "values": values})


def _file_name(key: str) -> str:
    return f"{key[:32]}.npz"


def _arrays_of(solid: Solid) -> Arrays:
    arrays: Arrays = {"points": solid.mesh.points, "faces": solid.mesh.faces}
    if solid.mesh.uv is not None:
        arrays["uv"] = solid.mesh.uv
    if solid.core is not None:
        arrays["core"] = solid.core
    return arrays


def _load(path: Path, needed: tuple[str, ...]) -> Arrays | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            found = {name: data[name] for name in data.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # missing or damaged: the caller makes it anew
    return found if found.keys() >= set(needed) else None


def _save(path: Path, arrays: Arrays) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(temporary, path)
    except OSError as error:
        raise PackError(
            f"the build's cache cannot be written ({error.strerror}).",
            where=str(path.parent),
            remedy="Free some space, or name another folder for the cache.",
        ) from error
    finally:
        if path.parent.is_dir():
            temporary.unlink(missing_ok=True)
