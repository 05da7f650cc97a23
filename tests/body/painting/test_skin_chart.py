"""A map of the whole skin."""

import numpy as np
import pytest
from trimesh.creation import icosphere

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting.skin_chart import NOBODY, borders, coloured, map_of, middles, one_half

BALL = icosphere(subdivisions=4, radius=100.0)
SKIN = Mesh(np.asarray(BALL.vertices), np.asarray(BALL.faces, np.int32))


def painted(where, strength=255):
    vertices = np.flatnonzero(where).astype(np.uint32)
    return vertices, np.full(len(vertices), strength, np.uint8)


X, Z = SKIN.points[:, 0], SKIN.points[:, 2]


def test_each_place_belongs_to_what_is_felt_there_most():
    found = map_of(SKIN, {"up": painted(Z > -20, 200), "down": painted(Z < 20, 250)})
    assert found.names == ("up", "down")
    assert (found.owner[(Z > -20) & (Z < 20)] == 1).all(), "the stronger one"
    assert found.owner[Z > 30].tolist() == [0] * int((Z > 30).sum())
    assert len(set(found.colour)) == 2


def test_of_equals_the_smaller_one_is_shown_and_what_it_covers_is_left_out():
    cap = painted(Z > 60)
    found = map_of(SKIN, {"whole": painted(Z > 55), "branch": cap, "far": painted(Z < -60)})
    assert found.names == ("branch", "far"), "the trunk keeps too little of its own"
    assert set(found.owner[Z > 60].tolist()) == {0}


def test_what_must_be_there_keeps_its_core_under_a_stronger_neighbour():
    strong, weak = painted(Z > 0, 255), painted(Z > 40, 100)
    assert map_of(SKIN, {"strong": strong, "weak": weak}).names == ("strong",)
    found = map_of(SKIN, {"strong": strong, "weak": weak}, least=0.25)
    assert found.names == ("strong", "weak")
    assert len(found.vertices(1)) >= 0.25 * len(weak[0])
    assert len(found.vertices(0)) > 0


def test_at_the_midline_each_side_keeps_to_its_half():
    across = painted(abs(X) < 30)
    for side, sign in (("left", 1), ("right", -1)):
        vertices, weights = one_half(across, SKIN.points, side)
        assert len(vertices) == len(weights) > 0
        assert (X[vertices] * sign >= 0).all()


def test_skin_that_nobody_claims_goes_to_the_nearest_but_not_from_afar():
    found = map_of(SKIN, {"cap": painted(Z > 90)})
    assert (found.owner == 0).sum() > (Z > 90).sum()
    assert (found.owner[Z < 0] == NOBODY).all()


def test_neighbours_never_share_a_colour():
    owner = (np.digitize(Z, [-60, -20, 20, 60]) + 5 * (X > 0)).astype(np.int32)
    met = borders(SKIN.faces, owner)
    colours = coloured(10, met)
    assert met
    assert all(colours[one] != colours[other] for one, other in met)


def test_both_sides_of_one_root_have_one_colour_that_no_neighbour_has():
    bands = {"a": Z > 50, "b": abs(Z) <= 50, "c": Z < -50}
    halves = {"right": X <= 0, "left": X >= 0}
    layers = {
        f"{name}:{side}": painted(band & half)
        for name, band in bands.items()
        for side, half in halves.items()
    }
    found = map_of(SKIN, layers, alike=lambda name: name[0])
    colour = dict(zip(found.names, found.colour, strict=True))
    assert all(colour[f"{name}:right"] == colour[f"{name}:left"] for name in bands)
    assert colour["b:right"] not in {colour["a:right"], colour["c:right"]}


def test_names_stand_on_the_side_that_is_looked_at():
    found = map_of(SKIN, {"up": painted(Z > 0), "down": painted(Z < 0)})
    places = middles(SKIN.points, SKIN.normals(), found, [np.array([0.0, 0.0, 1.0])])
    assert [number for number, _ in places] == [0]
    assert places[0][1][2] == pytest.approx(90, abs=15)
