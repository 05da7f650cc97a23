"""Read and verify mesh packs: binary glTF files and their ``index.json``."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from nmt_atlas.body.packs.gltf import GlbFile
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.pack import DataFile, Detail, PackFile, PackIndex
from nmt_atlas.domain.viewpoint import NOTHING_COUNTED, WAYS, Viewpoints

INDEX = "index.json"

_REBUILD = "Build it with `nmt-atlas meshes build`, or install the body again."


def read_index(directory: Path) -> PackIndex:
    """The index of a pack.

    Raises
    ------
    PackError
        Where there is none, or it cannot be understood.
    """
    path = directory / INDEX
    try:
        return PackIndex.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise PackError("there is no mesh pack.", where=str(path), remedy=_REBUILD) from error
    except OSError as error:
        raise PackError(
            f"the pack's index cannot be read ({error.strerror}).", where=str(path), remedy=_REBUILD
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(str(step) for step in first["loc"])
        raise PackError(
            f"the pack's index is damaged or of another version ({place}: {first['msg']}).",
            where=str(path),
            remedy=_REBUILD,
        ) from error


def find_file(index: PackIndex, part: str, detail: Detail = "standard") -> PackFile:
    """The file that holds a part at a level of detail."""
    group = next((known.group for known in index.parts if known.id == part), None)
    for file in index.files:
        if file.group == group and file.detail == detail:
            return file
    raise PackError(
        f"the body “{index.body.id}” has no part “{part}” at the detail “{detail}”.",
        remedy="`nmt-atlas info` lists the parts.",
    )


def skin_file(index: PackIndex) -> PackFile:
    """The file of the skin whose vertices painted weights refer to.

    Raises
    ------
    PackError
        Where the body has no skin.
    """
    for file in index.files:
        if file.group == "skin" and file.detail == "standard":
            return file
    raise PackError(f"the body “{index.body.id}” has no skin.", remedy=_REBUILD)


def read_paint(directory: Path, index: PackIndex) -> bytes | None:
    """The bytes of a pack's painted zones; None where it was packed without.

    Raises
    ------
    PackError
        Where the file is missing or was changed.
    """
    return None if index.paint is None else _unchanged(directory, index.paint)


def read_views(directory: Path, index: PackIndex) -> Viewpoints:
    """What is seen from where on a pack's body; of older packs nothing was counted.

    Raises
    ------
    PackError
        Where the file is missing or damaged.
    """
    if index.views is None:
        return NOTHING_COUNTED
    data = _unchanged(directory, index.views)
    try:
        found = Viewpoints.model_validate_json(data)
    except ValidationError as error:
        where = str(directory / index.views.path)
        raise PackError("the views are damaged.", where=where, remedy=_REBUILD) from error
    return found if found.ways == WAYS else NOTHING_COUNTED


def read_weights_data(directory: Path, index: PackIndex) -> bytes | None:
    """The bytes of a pack's weights; None where the body cannot move.

    Raises
    ------
    PackError
        Where the file is missing or was changed.
    """
    return None if index.weights is None else _unchanged(directory, index.weights)


def open_file(directory: Path, file: PackFile) -> GlbFile:
    """One file of a pack, checked against its length (the hash is :func:`verify`'s)."""
    return _open(directory / file.path, file.bytes)


@lru_cache(maxsize=24)
def _open(path: Path, size: int) -> GlbFile:
    return GlbFile(_read(path, size), str(path))


def verify(directory: Path, recipe_hash: str = "") -> PackIndex:
    """Prove that every file of a pack is there, whole and unchanged.

    Parameters
    ----------
    directory
        The pack.
    recipe_hash
        Where given: the hash that the pack must have been built from.

    Raises
    ------
    PackError
        At the first fault, naming the file and the remedy.
    """
    index = read_index(directory)
    if recipe_hash and index.body.recipe_hash != recipe_hash:
        raise PackError(
            "the pack was built from other recipes than those that stand here.",
            where=str(directory / INDEX),
            remedy="Run `nmt-atlas meshes build`.",
        )
    for file in {entry.path: entry for entry in index.files}.values():
        _unchanged(directory, file)
    read_paint(directory, index)
    read_views(directory, index)
    read_weights_data(directory, index)
    return index


def _unchanged(directory: Path, file: PackFile | DataFile) -> bytes:
    """A file's bytes, held against its hash."""
    path = directory / file.path
    data = _read(path, file.bytes)
    found = hashlib.sha256(data).hexdigest()
    if found != file.sha256:
        raise PackError(
            f"the file was changed (SHA-256 {found[:12]}…, expected {file.sha256[:12]}…).",
            where=str(path),
            remedy=_REBUILD,
        )
    return data


def _read(path: Path, size: int) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PackError("the mesh file is missing.", where=str(path), remedy=_REBUILD) from error
    except OSError as error:
        raise PackError(
            f"the mesh file cannot be read ({error.strerror}).", where=str(path), remedy=_REBUILD
        ) from error
    if len(data) != size:
        raise PackError(
            f"the mesh file is not whole ({len(data)} of {size} bytes).",
            where=str(path),
            remedy=_REBUILD,
        )
    return data
