"""Skin anchors to places on a skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.domain.anchors import (
    Anchor,
    LandmarkAnchor,
    LevelAnchor,
    SegmentAnchor,
    missing_from,
    parse_anchor,
)
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.region import SkinMap, SkinSegment

_OUTSIDE = 600.0
"""Rays at a vertebral level start so far (mm) in front of or behind the body."""
_LIMB, _TRUNK = 110.0, 180.0
"""Rays from the axis of a limb, or of the trunk, are no longer than this (mm)."""


@dataclass(frozen=True, slots=True)
class SkinPoint:
    """A place on the skin: the nearest vertex, and the place itself in millimetres."""

    vertex: int
    xyz: tuple[float, float, float]


def resolve(
    anchor: Anchor | str, side: SideName, skin: SkinSurface, skin_map: SkinMap
) -> SkinPoint:
    """Find an anchor's place on a skin.

    Parameters
    ----------
    anchor
        An anchor, or its text.
    side
        The side that the anchor is meant on; ``midline`` counts as right.
    skin
        The skin of any body in the body frame.
    skin_map
        Landmarks, segments and levels.

    Raises
    ------
    AnchorError
        A text that cannot be read.
    UnknownIdError
        A landmark, segment, face or level that the skin map has not.
    """
    anchor = parse_anchor(anchor) if isinstance(anchor, str) else anchor
    missing = missing_from(anchor, skin_map)
    if missing:
        raise UnknownIdError(
            f"there is no {missing}",
            where="meshes/skin_map.json",
            remedy="Choose one that the skin map has, or add it there.",
        )
    left = (side == "left") != anchor.opposite
    mirror = np.array([-1.0 if left else 1.0, 1.0, 1.0])
    match anchor:
        case LandmarkAnchor(landmark=name):
            one = next(landmark for landmark in skin_map.landmarks if landmark.id == name)
            found = np.array(one.at) * mirror
        case SegmentAnchor():
            found = _on_segment(anchor, mirror, skin, skin_map)
        case LevelAnchor():
            found = _at_level(anchor, mirror, skin, skin_map)
    return _snap(found, skin)


def _snap(point: Floats, skin: SkinSurface) -> SkinPoint:
    """The place on the skin nearest to a point."""
    vertex = skin.nearest(point)
    at = skin.mesh.points[vertex]
    normal = skin.normals[vertex]
    aside = point - at
    flat = aside - (aside @ normal) * normal
    length = float(np.linalg.norm(flat))
    place = at + flat * min(1.0, 4.0 / max(length, 1e-9))
    return SkinPoint(vertex, (float(place[0]), float(place[1]), float(place[2])))


def segment_frame(segment: SkinSegment, share: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Point, direction, front and lateral of a segment (right side) at a share of its length."""
    axis = np.array(segment.axis)
    steps = np.linalg.norm(np.diff(axis, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    point = np.array([np.interp(share, along, axis[:, k]) for k in range(3)])
    ends = np.clip([share - 0.1, share + 0.1], 0.0, 1.0)
    low, high = (np.array([np.interp(e, along, axis[:, k]) for k in range(3)]) for e in ends)
    direction = (high - low) / np.linalg.norm(high - low)
    front = np.array(segment.front) - (np.array(segment.front) @ direction) * direction
    front /= np.linalg.norm(front)
    lateral = np.array(segment.lateral)
    lateral = lateral - (lateral @ direction) * direction - (lateral @ front) * front
    return point, direction, front, lateral / np.linalg.norm(lateral)


def _on_segment(
    anchor: SegmentAnchor, mirror: Floats, skin: SkinSurface, skin_map: SkinMap
) -> Floats:
    segment = next(one for one in skin_map.segments if one.id == anchor.segment)
    point, _, front, lateral = segment_frame(segment, anchor.share)
    angle = np.radians(segment.faces.get(anchor.face, 0.0) + anchor.turn)
    outward = np.cos(angle) * front + np.sin(angle) * lateral
    start, outward = point * mirror, outward * mirror
    reach = _TRUNK if abs(point[0]) < 1.0 else _LIMB
    hit = skin.shoot(start, outward, reach)
    return _on_own_side(start, start + 0.4 * reach * outward if hit is None else hit)


def _on_own_side(start: Floats, hit: Floats) -> Floats:
    """A ray from a limb stops at the median plane, where the other limb begins."""
    if abs(start[0]) < 1.0 or start[0] * hit[0] > 0:
        return hit
    share = start[0] / (start[0] - hit[0])
    return np.asarray(start + share * (hit - start))


def level_height(anchor: LevelAnchor, skin_map: SkinMap) -> float:
    """Height z in millimetres of a level, or of the middle of two."""
    heights = [skin_map.levels[one] for one in (anchor.level, anchor.below) if one]
    return sum(heights) / len(heights)


def _at_level(anchor: LevelAnchor, mirror: Floats, skin: SkinSurface, skin_map: SkinMap) -> Floats:
    z = level_height(anchor, skin_map)
    middle = _axis_at(z, skin_map)
    if anchor.face == "side":
        hit = skin.shoot(middle, np.array([-1.0, 0.0, 0.0]) * mirror)
        return middle if hit is None else hit
    inward = 1.0 if anchor.face == "front" else -1.0
    start = np.array([-anchor.aside * mirror[0], -inward * _OUTSIDE, z])
    hit = skin.shoot_at(start, np.array([0.0, inward, 0.0]))
    return start * [1, 0, 1] + middle * [0, 1, 0] if hit is None else hit


def _axis_at(z: float, skin_map: SkinMap) -> Floats:
    """The point of the trunk's or neck's axis at a height."""
    rows = np.array(
        [p for one in skin_map.segments if one.id in ("neck", "trunk") for p in one.axis]
    )
    if not len(rows):
        raise UnknownIdError(
            "there is no segment “trunk” or “neck”, so no level can be found",
            where="meshes/skin_map.json",
            remedy="Add the segments that levels are measured from.",
        )
    rows = rows[np.argsort(rows[:, 2], kind="stable")]
    return np.array([0.0, np.interp(z, rows[:, 2], rows[:, 1]), z])
