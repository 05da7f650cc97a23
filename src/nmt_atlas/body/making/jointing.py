"""Find the centres and axes of joints on the bones of a body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.articulation import Articulation, Level, Turn
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.measured import LineMeasure, PointMeasure

_WIDTH = 100
_NEAREST = 3.0
"""What lies this much (mm) farther than the nearest place still counts as a gap's."""


@dataclass(frozen=True, slots=True)
class Bones:
    """The bones that joints are found on, and the landmarks on them."""

    body: Body
    landmarks: Mapping[str, Landmark]

    def surface(self, name: str) -> Floats:
        """The vertices of a part of the right side (or the midline), or one landmark."""
        if name in self.landmarks:
            return np.asarray([self.landmarks[name].at], float)
        for part in (f"{name}-right", name):
            if part in self.body.parts:
                return self.body.mesh(part).points
        raise UnknownIdError(
            f"there is no bone or landmark “{name}” to find a joint on.",
            remedy="Name a structure of the body or a landmark of meshes/landmarks.json.",
        )

    def middle(self, names: tuple[str, ...]) -> Floats:
        """The middle of landmarks."""
        found: Floats = np.mean([self.surface(name).mean(axis=0) for name in names], axis=0)
        return found


def found_point(bones: Bones, measure: PointMeasure) -> Point:
    """Where a point lies on this body, to a tenth of a millimetre."""
    if measure.how == "ball":
        point = _ball(bones, measure)
    elif measure.how == "gap":
        point = _gap(*(bones.surface(name) for name in measure.of[:2]))
    elif measure.how == "box":
        points = bones.surface(measure.of[0])
        point = (points.min(axis=0) + points.max(axis=0)) / 2
    else:
        point = bones.middle(measure.of)
    if measure.midline:
        point = point * [0.0, 1.0, 1.0]
    x, y, z = (round(float(one), 1) + 0.0 for one in point + np.asarray(measure.shift))
    return (x, y, z)


def found_axis(bones: Bones, measure: LineMeasure, centre: Point) -> Point:
    """The direction of an axis on this body."""
    way = bones.middle(measure.to) - bones.middle(measure.of)
    if measure.bone and measure.how == "square":
        along = bones.surface(measure.bone).mean(axis=0) - np.asarray(centre)
        along /= np.linalg.norm(along)
        way = way - along * (way @ along)
    if measure.bone and measure.how == "broad":
        points = bones.surface(measure.bone)
        _, _, extents = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
        way = extents[1] * np.sign(extents[1] @ way)
    way = measure.turn * way / np.linalg.norm(way)
    x, y, z = (round(float(one), 3) + 0.0 for one in way)
    return (x, y, z)


def found_again(bones: Bones, joint: Articulation) -> Articulation:
    """A joint with every measured point and axis as this body has them."""
    levels = tuple(_level(bones, one) for one in joint.levels)
    folds = tuple(_level(bones, one) for one in joint.folds)
    turns = tuple(_turn(bones, one, levels) for one in joint.turns)
    return joint.model_copy(update={"levels": levels, "folds": folds, "turns": turns})


def measured_anew(
    bones: Bones, joints: Mapping[str, Articulation], folder: Path
) -> tuple[str, ...]:
    """Write the joints of a folder with every point and axis as the bones have them.

    Returns
    -------
    tuple
        The ids of the joints that have changed.
    """
    changed = []
    for ident, joint in joints.items():
        path = folder / f"{ident}.json"
        found = found_again(bones, joint)
        if found == joint or not path.is_file():
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        for level, now in zip(data.get("levels", ()), found.levels, strict=True):
            level["centre"] = _plain(now.centre)
        for fold, now in zip(data.get("folds", ()), found.folds, strict=True):
            fold["centre"] = _plain(now.centre)
        for turn, now_turn in zip(data["turns"], found.turns, strict=True):
            if now_turn.measured is not None and now_turn.axis is not None:
                turn["axis"] = _plain(now_turn.axis)
        path.write_text(as_text(data), encoding="utf-8")
        changed.append(ident)
    return tuple(changed)


def moved_by(bones: Bones, joint: Articulation) -> Iterator[tuple[str, float]]:
    """How far (mm) every measured centre stands from where the bones have it."""
    for level, now in zip(joint.levels, found_again(bones, joint).levels, strict=True):
        yield level.segment, float(np.linalg.norm(np.subtract(level.centre, now.centre)))


def as_text(data: object) -> str:
    """A document as it is written: what fits stands on one line."""
    return f"{_written(data, 0, 0)}\n"


def _plain(point: Point) -> list[float]:
    return [int(one) if one == int(one) else one for one in point]


def _written(data: object, depth: int, before: int) -> str:
    whole = json.dumps(data, ensure_ascii=False)
    nested = isinstance(data, (dict, list)) and bool(data)
    if not nested or (depth and 2 * depth + before + len(whole) < _WIDTH):
        return whole
    pad = "  " * (depth + 1)
    if isinstance(data, dict):
        keys = {f"{json.dumps(key)}: ": value for key, value in data.items()}
        rows = [f"{pad}{key}{_written(one, depth + 1, len(key))}" for key, one in keys.items()]
        ends = "{}"
    else:
        rows = [f"{pad}{_written(one, depth + 1, 0)}" for one in cast("list[object]", data)]
        ends = "[]"
    return "\n".join((ends[0], ",\n".join(rows), "  " * depth + ends[1]))


def _level(bones: Bones, level: Level) -> Level:
    if level.measured is None:
        return level
    return level.model_copy(update={"centre": found_point(bones, level.measured)})


def _turn(bones: Bones, turn: Turn, levels: tuple[Level, ...]) -> Turn:
    if turn.measured is None or not levels:
        return turn
    axis = found_axis(bones, turn.measured, levels[0].centre)
    return turn.model_copy(update={"axis": axis})


def _ball(bones: Bones, measure: PointMeasure) -> Floats:
    """The middle of the sphere that fits best in the sense of least squares."""
    points = bones.surface(measure.of[0])
    gaps, _ = cKDTree(bones.surface(measure.of[1])).query(points)
    near = points[np.asarray(gaps) < measure.within]
    terms = np.column_stack([2 * near, np.ones(len(near))])
    solved, *_ = np.linalg.lstsq(terms, (near**2).sum(axis=1), rcond=None)
    centre: Floats = solved[:3]
    return centre


def _gap(one: Floats, other: Floats) -> Floats:
    found = cKDTree(other).query(one)
    gaps, nearest = np.asarray(found[0]), np.asarray(found[1])
    close = gaps <= gaps.min() + _NEAREST
    middle: Floats = ((one[close] + other[nearest[close]]) / 2).mean(axis=0)
    return middle
