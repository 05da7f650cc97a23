"""What every vertex of a body moves with, worked out from a pack as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.weights_bones import SPINE, Bones
from nmt_atlas.body.making.weights_folds import skin_drawn
from nmt_atlas.body.making.weights_parts import gathered, part_strands, rigid_parts
from nmt_atlas.body.making.weights_skin import few, skin_shares, spreading
from nmt_atlas.body.making.weights_twist import twisted
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.weights import Strand, spread
from nmt_atlas.body.packs.weights_file import Found, SkinShares, mirror, told, write_weights
from nmt_atlas.body.packs.writing import add_weights
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.segments import SEGMENTS

Floats = NDArray[np.float64]
Progress = Callable[[str, float], None]

_SKIN_TWIST = 0.8
"""How much of the forearm's twist goes by the place along it."""
_LOOSE = frozenset({"skin", "nerves", "vessels", "cartilage"})
"""Groups that the skin does not go with."""


def weigh_pack(directory: Path, progress: Progress) -> PackIndex:
    """Work out the weights of a pack's body and put them into the pack.

    Parameters
    ----------
    directory
        The pack; its meshes stay as they are.
    progress
        Told what is done, and the share (0..1) of it.

    Returns
    -------
    PackIndex
        What ``index.json`` now says.
    """
    return add_weights(directory, weights_of(Body(directory), progress))


def weights_of(body: Body, progress: Progress) -> bytes:
    """The file of a body's weights (:mod:`nmt_atlas.body.packs.weights_file`)."""
    progress("bones", 0.0)
    bones = Bones(body)
    rigid = rigid_parts(body)
    lines: dict[str, tuple[Strand, ...]] = {}
    listed = told(body.index)
    bending = [part for part in listed if part.id not in rigid and part.group != "skin"]
    for number, part in enumerate(bending):
        progress(part.structure, 0.1 + 0.5 * number / len(bending))
        lines[part.id] = part_strands(body, part, bones)
    progress("skin", 0.6)
    strands = dict(lines)
    mirror(body.index, SEGMENTS, dict(rigid), strands)
    skin = _skin(body, bones, rigid, strands)
    return write_weights(body.index, Found(SEGMENTS, SPINE, rigid, lines, skin))


def _skin(
    body: Body, bones: Bones, rigid: dict[str, int], strands: dict[str, tuple[Strand, ...]]
) -> SkinShares:
    """What the skin moves with: the flesh and the bones beneath it."""
    places, shares = [], []
    for part in body.index.parts:
        if part.group in _LOOSE or "-variant-" in part.id:
            continue
        points = body.mesh(part.id).points
        places.append(points)
        if part.id in rigid:
            found = np.zeros((len(points), len(SEGMENTS)))
            found[:, rigid[part.id]] = 1.0
        else:
            found = spread(points, strands[part.id], len(SEGMENTS))
        shares.append(found)
    mesh = body.skin()
    depth = bones.depth(mesh.points)
    found = skin_shares(mesh, np.concatenate(places), np.concatenate(shares), depth)
    found = skin_drawn(mesh.points, spreading(mesh), found, bones)
    found = few(gathered(twisted(mesh.points, found, bones, _SKIN_TWIST)))
    spine = found[:, :SPINE]
    row = spine @ np.arange(SPINE) / np.maximum(spine.sum(axis=1), 1e-9)
    off = found.copy()
    off[:, :SPINE] = 0.0
    return SkinShares(off, row)
