"""Parts move outward."""

from __future__ import annotations

import math

from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.exploding import middle_of, moved, offsets


def part(
    ident: str, centre: tuple[float, float, float], group: str = "bones", side="right"
) -> Part:
    low, high = (tuple(value + by for value in centre) for by in (-10.0, 10.0))
    return Part(
        id=f"{ident}-{side}",
        structure=ident,
        side=side,
        group=group,
        bounds=(low, high),
        centre=centre,
        triangles=10,
    )


def structure(ident: str, region: str, system: str = "bone") -> Structure:
    return Structure(id=ident, name=ident, system=system, region=region, whole=ident)


def test_nothing_moves_at_nought_and_more_moves_farther() -> None:
    one = part("radius", (-200.0, 0.0, 900.0))
    assert moved(one, (-180.0, 0.0, 900.0), 300.0, 0.0) == (0.0, 0.0, 0.0)
    half = moved(one, (-180.0, 0.0, 900.0), 300.0, 0.5)
    full = moved(one, (-180.0, 0.0, 900.0), 300.0, 1.0)
    assert math.hypot(*full) > 1.9 * math.hypot(*half) > 0
    assert full[0] < 0, "away from the middle"


def test_what_lies_outside_moves_farther_than_what_lies_deep() -> None:
    at, middle = (-200.0, -30.0, 500.0), (-180.0, 0.0, 500.0)
    far = [
        math.hypot(*moved(part("a", at, group), middle, 500.0, 1.0))
        for group in ("muscles-superficial", "muscles-intermediate", "muscles-deep", "bones")
    ]
    assert far == sorted(far, reverse=True)
    assert len(set(far)) == 4


def test_segments_and_sides_move_by_themselves_and_mirror_each_other() -> None:
    structures = {
        "radius": structure("radius", "forearm"),
        "ulna": structure("ulna", "forearm"),
        "femur": structure("femur", "thigh"),
        "skin": structure("skin", "whole-body", "skin"),
    }
    sides = {"right": -1.0, "left": 1.0}
    parts = [part("skin", (0.0, 0.0, 800.0), "skin", "midline")]
    for side, sign in sides.items():
        parts += [
            part("radius", (sign * 220.0, 0.0, 900.0), side=side),
            part("ulna", (sign * 190.0, 5.0, 900.0), side=side),
            part("femur", (sign * 100.0, 0.0, 600.0), side=side),
        ]
    found = offsets(parts, structures, ("forearm",), 1.0)
    assert set(found) == {f"{one}-{side}" for one in ("radius", "ulna") for side in sides}
    (x, y, z), other = found["radius-right"], found["radius-left"]
    assert other == (-x, y, z)
    assert "femur-left" in offsets(parts, structures, (), 1.0)
    assert "skin" not in offsets(parts, structures, (), 1.0)


def test_the_middle_is_that_of_the_box() -> None:
    middle, size = middle_of([part("a", (0.0, 0.0, 0.0)), part("b", (0.0, 0.0, 100.0))])
    assert middle == (0.0, 0.0, 50.0)
    assert size == 120.0
