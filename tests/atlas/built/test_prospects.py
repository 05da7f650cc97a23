"""Regions of the body as they are looked at: what they are of is in the picture, and fills it."""

from __future__ import annotations

import math
from itertools import product

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.aiming import camera_of
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.prospects import BY_ID, PROSPECTS, Prospect, look_at
from nmt_atlas.domain.view_state import Camera, ViewState

SLOPE = math.tan(math.radians(LOOK.field_of_view_deg / 2))
FILLED = 0.3
"""So much of the picture's height or width a region takes at least."""


def unit(vector: Point) -> Point:
    length = math.hypot(*vector)
    return (vector[0] / length, vector[1] / length, vector[2] / length)


def cross(a: Point, b: Point) -> Point:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def seen_at(camera: Camera, place: Point) -> tuple[float, float]:
    """Where a place lies in a square picture, -1..1 to the right and up."""
    x, y, z = (t - p for t, p in zip(camera.target, camera.position, strict=True))
    ahead = unit((x, y, z))
    side = unit(cross(ahead, camera.up))
    above = cross(side, ahead)
    away = [a - b for a, b in zip(place, camera.position, strict=True)]
    far, right, up = (
        sum(one * axis for one, axis in zip(away, way, strict=True)) for way in (ahead, side, above)
    )
    assert far > 0
    return right / (far * SLOPE), up / (far * SLOPE)


def places(atlas: Atlas, prospect: Prospect, side: str) -> list[tuple[float, float]]:
    """The corners of what a region is of, in its picture."""
    context = atlas.body("own").context
    camera = camera_of(look_at(ViewState(), prospect, side), context)
    sides = (side, "midline") if prospect.paired else ("right", "left", "midline")
    found = []
    for name in prospect.structures:
        boxes = [
            part.bounds
            for part in context.index.parts
            if part.structure == name and part.side in sides
        ]
        assert boxes, name
        for low, high in boxes:
            found += [seen_at(camera, corner) for corner in product(*zip(low, high, strict=True))]
    return found


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", BY_ID)
def test_a_region_is_in_its_picture_and_fills_it(atlas: Atlas, name: str, side: str) -> None:
    seen = places(atlas, BY_ID[name], side)
    assert max(max(abs(right), abs(up)) for right, up in seen) <= 1.0
    spread = max(max(axis) - min(axis) for axis in zip(*seen, strict=True)) / 2
    assert spread >= FILLED


def test_there_are_at_least_sixteen_regions_and_each_has_its_own_name() -> None:
    assert len(PROSPECTS) >= 16
    assert len({one.id for one in PROSPECTS}) == len({one.title for one in PROSPECTS})
    assert len(BY_ID) == len(PROSPECTS)
