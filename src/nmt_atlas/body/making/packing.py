"""Write mesh packs: parts at several levels of detail become binary glTF files and an index.

File names carry the hash of their content, and ``index.json`` is replaced in one step after
all of them stand: a reader sees the old pack or the new one, never a mixture, and a build that
fails leaves the old pack as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.cache import SolidCache
from nmt_atlas.body.making.simplify import area, budgets, least_share, with_fewer
from nmt_atlas.body.making.thin import thinned
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.gltf import Frame, GlbPart, is_mirror, write_glb
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.anatomy import GROUPS, SIDES, Part, Structure, part_id
from nmt_atlas.domain.base import Point, SideName
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.pack import BodyInfo, Detail, PackFile, PackIndex

COLORS: dict[str, str] = {group: look.color for group, look in LOOK.groups.items()}
"""Group -> sRGB colour."""

BUDGETS: dict[Detail, tuple[int, int]] = {"phone": (110_000, 48), "standard": (400_000, 120)}
"""Detail -> triangles of all parts but the skin, and the least share of one part."""
PHONE_SKIN = 44_000
"""Triangles of the skin at the detail ``phone``; its vertices are those of ``standard``."""


@dataclass(frozen=True, slots=True)
class PackPart:
    """One part to be packed, at its finest.

    ``mesh`` is in the body frame (mm). ``tendon`` is the share of the length that is tendon at
    origin and insertion; ``stand_in`` marks a part lent by another body; ``normals`` are those
    of a finer mesh with the same vertices; ``tints`` are those of the skin's vertices.
    """

    structure: Structure
    side: SideName
    mesh: Mesh
    tendon: tuple[float, float] | None = None
    stand_in: bool = False
    source_ids: tuple[str, ...] = field(default=())
    normals: Floats | None = None
    tints: NDArray[np.uint8] | None = None

    @property
    def id(self) -> str:
        """The part's id."""
        return part_id(self.structure.id, self.side)


def write_pack(
    directory: Path,
    body: BodyInfo,
    parts: Iterable[PackPart],
    *,
    details: Sequence[Detail] = ("phone", "standard"),
    colors: Mapping[str, str] = COLORS,
    progress: Progress = silent,
    cache: SolidCache | None = None,
) -> PackIndex:
    """Write a pack, replacing the one that stands there.

    Parameters
    ----------
    directory
        Made where it is missing.
    body
        Which body this is, and its terms.
    parts
        Every part once; the skin keeps all its vertices at every detail.
    details
        Levels to write; ``fine`` keeps every triangle.
    colors
        Group -> ``#rrggbb``.
    progress
        Told of each file.
    cache
        Keeps simplified parts from one time to the next; None keeps nothing.

    Returns
    -------
    PackIndex
        What ``index.json`` now says.

    Raises
    ------
    PackError
        Where two parts have one id, there is no part, or the disk cannot take it. The old pack
        is then untouched.
    """
    every = sorted(parts, key=in_order)
    _check_ids(every, directory)
    files: dict[str, bytes] = {}
    entries: list[PackFile] = []
    level = described = every
    for number, detail in enumerate(sorted(details, key=_fineness, reverse=True)):
        progress(f"level of detail “{detail}”", number / len(details))
        level = _level(level, detail, cache or SolidCache(None))
        for group in GROUPS:
            chosen = [part for part in level if part.structure.group == group]
            if chosen:
                entries.append(write_group(group, detail, chosen, colors=colors, files=files))
        if detail == "standard" or described is every:
            described = level
    index = PackIndex(
        body=body,
        files=tuple(entries),
        structures=tuple({part.structure.id: part.structure for part in every}.values()),
        parts=tuple(describe(part) for part in described),
        colors=dict(colors),
    )
    store(directory, files, index)
    progress("done", 1.0)
    return index


def in_order(part: PackPart | Part) -> tuple[str, int]:
    """By structure and side: the order of parts in files and index."""
    structure = part.structure if isinstance(part, Part) else part.structure.id
    return structure, SIDES.index(part.side)


def _check_ids(parts: Sequence[PackPart], directory: Path) -> None:
    ids = [part.id for part in parts]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice or not ids:
        what = f"these parts come twice: {', '.join(twice)}." if twice else "there are no parts."
        raise PackError(what, where=str(directory), remedy="Every part must have an id of its own.")


def _fineness(detail: Detail) -> int:
    return ("phone", "standard", "fine").index(detail)


def _level(parts: Sequence[PackPart], detail: Detail, cache: SolidCache) -> list[PackPart]:
    """Every part at a level of detail; mirror twins stay exact twins."""
    shares: dict[str, int] = {}
    if detail in BUDGETS:
        total, floor = BUDGETS[detail]
        inner = [part for part in parts if part.structure.group != "skin"]
        counts = budgets(
            [area(part.mesh) for part in inner],
            [len(part.mesh.faces) for part in inner],
            total,
            [least_share(part.mesh, floor) for part in inner],
        )
        shares = {part.id: int(n) for part, n in zip(inner, counts, strict=True)}
    made: dict[str, tuple[Mesh, Mesh]] = {}
    level = []
    for part in parts:
        twin = made.get(part_id(part.structure.id, "right")) if part.side == "left" else None
        if twin is not None and is_mirror(part.mesh, twin[0]):
            mesh = twin[1].mirrored()
        else:
            mesh = with_fewer(part.mesh, shares.get(part.id, len(part.mesh.faces)), cache)
        normals = part.normals
        if part.structure.group == "skin" and detail == "phone":
            mesh, normals = thinned(mesh, PHONE_SKIN), mesh.normals()
        made[part.id] = (part.mesh, mesh)
        level.append(replace(part, mesh=mesh, normals=normals))
    return level


def write_group(
    group: str,
    detail: Detail,
    parts: Sequence[PackPart],
    *,
    colors: Mapping[str, str],
    files: dict[str, bytes],
    frame: Frame | None = None,
) -> PackFile:
    """Put one group at one level of detail into ``files``; what the index says of it."""
    data = write_glb(
        [GlbPart(part.id, part.mesh, _extras(part), part.normals, part.tints) for part in parts],
        colors.get(group, LOOK.unknown),
        frame,
    )
    digest = hashlib.sha256(data).hexdigest()
    path = f"{group}-{detail}-{digest[:12]}.glb"
    files[path] = data
    return PackFile(
        group=group,
        detail=detail,
        path=path,
        sha256=digest,
        bytes=len(data),
        triangles=sum(len(part.mesh.faces) for part in parts),
    )


def _extras(part: PackPart) -> dict[str, object]:
    extras: dict[str, object] = {
        "structure": part.structure.id,
        "side": part.side,
        "system": part.structure.system,
    }
    if part.structure.layer:
        extras["layer"] = part.structure.layer
    if part.tendon is not None:
        extras["tendon"] = [round(float(share), 3) for share in part.tendon]
    return extras


def describe(part: PackPart) -> Part:
    """What the index says of a part."""
    low, high = part.mesh.bounds
    length, width = _size(part.mesh)
    return Part(
        id=part.id,
        structure=part.structure.id,
        side=part.side,
        group=part.structure.group,
        bounds=(_point(low), _point(high)),
        centre=_point((low + high) / 2),
        triangles=len(part.mesh.faces),
        length=length,
        width=width,
        stand_in=part.stand_in,
        source_ids=part.source_ids,
    )


def _size(mesh: Mesh) -> tuple[float, float]:
    """Length and width (mm): extents along the two longest principal axes."""
    centred = mesh.points - mesh.points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    extents = sorted(np.ptp(centred @ axes, axis=0), reverse=True)
    return round(float(extents[0]), 1), round(float(extents[1]), 1)


def _point(values: np.ndarray) -> Point:
    x, y, z = (round(float(value), 2) for value in values)
    return (x, y, z)
