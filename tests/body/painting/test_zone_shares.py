from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from skin_shapes import Thigh, two_fingers

from nmt_atlas.body.painting.measures import BodyMeasures
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zone_shares import covered, digits_of, share_where
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.referral import Stroke, Zone
from nmt_atlas.domain.region import SkinMap, SkinSegment
from nmt_atlas.library import DataPaths, Library
from nmt_atlas.library.rules.geometry import DIGITS


def painted(*rows: tuple[int, int]) -> SparseWeights:
    vertices, weights = zip(*rows, strict=True)
    return SparseWeights(np.array(vertices, np.uint32), np.array(weights, np.uint8))


def test_a_share_is_of_the_weight() -> None:
    mask = np.array([True, False, True])
    assert share_where(painted((0, 50), (1, 150)), mask) == 0.25
    nothing = SparseWeights(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
    assert share_where(nothing, mask) == 0


def test_what_is_covered_is_painted_at_least_as_strongly() -> None:
    own = painted((0, 100), (1, 100), (2, 200))
    assert covered(own, [painted((0, 90), (2, 200))], 4) == 0.5
    assert covered(own, [painted((0, 90)), painted((0, 100))], 4) == 0.25
    assert covered(own, [], 4) == 0


def finger(name: str, x: float) -> SkinSegment:
    return SkinSegment(
        id=name,
        axis=((x, 0.0, 14.0), (x, 0.0, -90.0)),
        front=(0.0, -1.0, 0.0),
        lateral=(-1.0, 0.0, 0.0),
        faces={"palmar": 0.0},
    )


def test_skin_beyond_the_web_belongs_to_its_own_finger() -> None:
    skin = two_fingers()
    fingers = (finger("index-finger", -124.0), finger("middle-finger", -100.0))
    skin_map = SkinMap(landmarks=(), segments=fingers, levels={})
    label = digits_of(skin, skin_map)
    points = skin.mesh.points
    for name, x in (("index-finger", -124.0), ("middle-finger", -100.0)):
        tip = skin.nearest(np.array([x, -9.0, -60.0]))
        assert DIGITS[label[tip]] == name
    assert set(label[points[:, 2] > 10]) == {-1}, "the palm is no finger"
    mirrored = SkinSurface(type(skin.mesh)(points * [-1, 1, 1], skin.mesh.faces))
    assert np.array_equal(digits_of(mirrored, skin_map), label), "both sides count as the right"


def test_a_painter_tells_where_a_zone_lies(spoil: Callable[..., Library], paths: DataPaths) -> None:
    library = spoil("meshes/regions.json", "/regions/0/seeds", ["thigh back 5%"])
    measures = BodyMeasures(Painter(Thigh(), library, paths))  # type: ignore[arg-type]

    def zone(*through: str, radius: float = 30.0) -> Zone:
        stroke = Stroke(through=through, radius=radius)
        return Zone(kind="essential", words="w", regions=("thigh_back",), strokes=(stroke,))

    one, wide = zone("thigh back 50%"), zone("thigh back 50%", radius=50.0)
    shares = measures.shares(one)
    assert sum(shares.regions.values()) == pytest.approx(1)
    assert shares.regions["thigh_back"] > 0.95
    assert (shares.digits, shares.other_side) == ({}, 0)
    assert measures.covered(one, [wide]) > 0.98
    assert 0.2 < measures.covered(wide, [one]) < 0.6
    assert measures.borders()["thigh_back"] == {"buttock"}
