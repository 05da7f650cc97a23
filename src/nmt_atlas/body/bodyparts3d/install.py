"""Install BodyParts3D 4.0 as a body of the atlas."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from nmt_atlas.body.bodyparts3d.archive import (
    Element,
    check,
    disk_words,
    download,
    elements,
    opened,
)
from nmt_atlas.body.bodyparts3d.convert import cleaned, divided, with_uv
from nmt_atlas.body.bodyparts3d.mapping import structures_of
from nmt_atlas.body.bodyparts3d.obj import read_obj
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.making.simplify import simplify
from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import sweep_unfinished
from nmt_atlas.body.progress import Progress, portion, silent
from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.errors import ImportArchiveError, PackError
from nmt_atlas.domain.pack import BodyInfo, PackIndex

BODY = "bodyparts3d"
"""The id of the imported body."""

_VERSION = "1"
_MOST = 9000
"""Triangles of an imported element at most, before the levels of detail are made."""

_ATTRIBUTION = (
    "BodyParts3D, (c) The Database Center for Life Science licensed under CC Attribution 4.0 "
    "International. Parts that it lacks: NMT Atlas body, the NMT Atlas developers, CC BY 4.0."
)
_LICENCE = (
    "CC BY 4.0 (the archive's licence page of 2025-02-27; the headers of its OBJ files name "
    "CC BY-SA 2.1 Japan)"
)
_CHANGES = (
    "Welded, slivers and inner shells removed, elements merged or divided into the atlas's "
    "structures, simplified, fibre coordinates added; gaps filled with parts of the NMT Atlas body."
)


def install(
    archive: Path | None,
    accept_checksum: str | None,
    target: Path,
    own: Body,
    progress: Progress = silent,
) -> PackIndex:
    """Import the archive into ``target`` (a pack's folder).

    Parameters
    ----------
    archive
        The zip file; None downloads it from its official address.
    accept_checksum
        SHA-256 of another edition of the archive that the person trusts.
    target
        The pack's folder; what stands there is replaced only when all has gone well.
    own
        The own body: names the structures, lends what the archive lacks.
    progress
        Told of each step.

    Returns
    -------
    PackIndex
        The installed body's index.

    Raises
    ------
    ImportArchiveError
        Where the archive cannot be fetched, verified or read, or the target not be written.
    """
    fetched = None
    try:
        if archive is None:
            fetched = archive = _fetch(target, portion(progress, 0.0, 0.4))
        checksum = check(archive, accept_checksum, portion(progress, 0.4, 0.45))
        with opened(archive) as file:
            parts = _parts(file, str(archive), own, portion(progress, 0.45, 0.9))
        return write_pack(
            target,
            _about(checksum, own),
            parts,
            colors=own.index.colors,
            progress=portion(progress, 0.9, 1.0),
        )
    except PackError as error:
        raise ImportArchiveError(error.what, where=error.where, remedy=error.remedy) from error
    finally:
        if fetched is not None:
            fetched.unlink(missing_ok=True)


def _fetch(target: Path, progress: Progress) -> Path:
    file = target.parent / f".{BODY}-{os.getpid()}.zip"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(target.parent, f".{BODY}-*.zip")
    except OSError as error:
        raise ImportArchiveError(
            disk_words(error),
            where=str(target.parent),
            remedy="Choose a folder that can be written.",
        ) from error
    try:
        return download(file, progress)
    except ImportArchiveError:
        file.unlink(missing_ok=True)
        raise


def _about(checksum: str, own: Body) -> BodyInfo:
    told = f"{_VERSION}\n{checksum}\n{own.index.body.recipe_hash}"
    return BodyInfo(
        id=BODY,
        name="BodyParts3D 4.0",
        licence=_LICENCE,
        attribution=_ATTRIBUTION,
        source_url="https://dbarchive.biosciencedbc.jp/en/bodyparts3d/",
        recipe_hash=hashlib.sha256(told.encode()).hexdigest(),
        changes=_CHANGES,
    )


def _parts(file: zipfile.ZipFile, where: str, own: Body, progress: Progress) -> list[PackPart]:
    """Every imported part, then the own body's parts that stand in for the rest."""
    plan: dict[tuple[str, ...], list[Element]] = defaultdict(list)
    for element in elements(file, where):
        shown = structures_of(element, own.structures.keys())
        if shown:
            plan[shown].append(element)
    found: dict[str, list[Mesh]] = defaultdict(list)
    for number, (names, listed) in enumerate(sorted(plan.items())):
        progress(f"importing {names[0]}", number / len(plan))
        structures = [own.structures[name] for name in names]
        for part, mesh in _converted(file, where, structures, listed, own):
            found[part].append(mesh)
    if not found:
        raise ImportArchiveError(
            "no element of the archive is known to the atlas.",
            where=where,
            remedy="Is this the archive isa_BP3D_4.0_obj_99.zip?",
        )
    imported = {part: join(meshes) for part, meshes in found.items()}
    return [_packed(part.id, own, imported.get(part.id)) for part in own.index.parts]


def _packed(part: str, own: Body, mesh: Mesh | None) -> PackPart:
    """The imported mesh of a part, or the own body's as a stand-in."""
    about = own.part(part)
    return PackPart(
        own.structures[about.structure],
        about.side,
        own.mesh(part) if mesh is None else mesh,
        own.tendon(part),
        stand_in=mesh is None,
        source_ids=about.source_ids if mesh is None else ("bodyparts3d-4",),
    )


def _converted(
    file: zipfile.ZipFile,
    where: str,
    structures: Sequence[Structure],
    listed: Sequence[Element],
    own: Body,
) -> Iterator[tuple[str, Mesh]]:
    """Part ids and meshes of the elements that show one structure (or share several)."""
    paired = structures[0].paired
    sides = _by_side(_meshes(file, where, listed), paired)
    made: dict[SideName, list[Mesh]] = {}
    for side, meshes in sides.items():
        made[side] = _shared(join(meshes), [part_id(one.id, side) for one in structures], own)
    if paired and len(made) == 1:
        side, meshes = next(iter(made.items()))
        made["left" if side == "right" else "right"] = [mesh.mirrored() for mesh in meshes]
    for side, meshes in made.items():
        for structure, mesh in zip(structures, meshes, strict=True):
            if len(mesh.faces):
                yield part_id(structure.id, side), mesh


def _shared(mesh: Mesh, parts: Sequence[str], own: Body) -> list[Mesh]:
    """The mesh divided among parts of the own body, with their texture coordinates."""
    lenders = [own.mesh(part) for part in parts]
    pieces = [mesh] if len(parts) == 1 else divided(mesh, lenders)
    return [
        with_uv(piece, lender) if len(piece.faces) else piece
        for piece, lender in zip(pieces, lenders, strict=True)
    ]


def _meshes(file: zipfile.ZipFile, where: str, listed: Sequence[Element]) -> Iterator[Mesh]:
    """The elements' meshes, mended, one at a time; exact twins and repetitions left out."""
    ids = {element.id for element in listed}
    seen: set[tuple[object, ...]] = set()
    for element in listed:
        if element.id.endswith("M") and element.id[:-1] in ids:
            continue  # the archive's "M" elements are mirror images of their namesakes
        try:
            mesh = cleaned(read_obj(file.read(element.path)))
        except ValueError as error:
            raise ImportArchiveError(
                f"{element.path} cannot be read ({error}).",
                where=where,
                remedy="Fetch the archive again; nothing was installed.",
            ) from error
        if not len(mesh.faces):
            continue
        print_of = (len(mesh.faces), *mesh.bounds[0].round(1), *mesh.bounds[1].round(1))
        if print_of not in seen:
            seen.add(print_of)
            yield simplify(mesh, _MOST)


def _by_side(meshes: Iterable[Mesh], paired: bool) -> Mapping[SideName, list[Mesh]]:
    """Meshes by the side on which they lie (not by their name, which may be wrong)."""
    found: dict[SideName, list[Mesh]] = defaultdict(list)
    for mesh in meshes:
        if not paired:
            found["midline"].append(mesh)
        else:
            low, high = mesh.bounds
            found["right" if low[0] + high[0] < 0 else "left"].append(mesh)
    return found
