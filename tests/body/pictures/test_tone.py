"""Eyes, lips, hair and nails stand where the look has them, in every tone, and fade softly."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.body.pictures.tint import SkinPaint, rgb_of
from nmt_atlas.body.pictures.tone import refined, tinted
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.skin_look import Tone
from nmt_atlas.library.paths import data_paths

EYE, MOUTH = LOOK.skin.eye, LOOK.skin.mouth
TONES: tuple[Tone, ...] = tuple(LOOK.skin.tones)
BASE = rgb_of(LOOK.skin.tones["pale"].skin)


def seen(place: tuple[float, float, float], inside: tuple[float, ...] = (-9, -9, -9, -9)) -> list:
    tints = np.clip(127.5 + 127.5 * np.array([inside]) / LOOK.skin.reach, 0, 255)
    return tinted(np.array([place]), np.rint(tints).astype(np.uint8), None, BASE)[0].tolist()


def test_bare_skin_has_the_colour_that_is_given():
    assert seen((-60.0, -100.0, 900.0)) == pytest.approx(BASE, abs=1e-9)


@pytest.mark.parametrize("side", [-1, 1])
def test_both_eyes_have_pupil_iris_and_white(side: int):
    x, z = EYE.gaze
    assert seen((side * x, -168.0, z)) == pytest.approx(rgb_of(EYE.black) * 0.99, abs=0.05)
    iris = seen((side * (x - EYE.iris + 1.0), -168.0, z - 0.5))
    white = seen((side * (x + EYE.iris + 2.0), -168.0, z - 0.5))
    assert iris[0] > iris[2] + 0.05, "brown"
    assert min(white) > 0.55 > max(iris)
    assert max(white) - min(white) < 0.1
    assert seen((side * x, -168.0, z + 12.0)) == pytest.approx(BASE, abs=1e-9), "the lid is skin"
    assert seen((side * x, 10.0, z)) == pytest.approx(BASE, abs=1e-9), "none at the back"


def test_the_lips_meet_in_a_dark_line():
    within = (4, -9, -9, -9)
    line = seen((0.0, -192.0, MOUTH.z), within)
    above = seen((0.0, -195.0, MOUTH.z + 4.0), within)
    assert sum(line) < 0.7 * sum(above)
    assert above[1] < BASE[1], "redder than the skin"


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_its_own_hair_and_lips(tone: Tone):
    colors = LOOK.skin.tones[tone]
    places = np.array([[0.0, 0.0, 1620.0], [0.0, -190.0, 1450.0]])
    tints = np.array([[0, 255, 0, 0], [255, 0, 0, 0]], np.uint8)
    hair, lips = tinted(places, tints, tone, rgb_of(colors.skin))
    assert hair == pytest.approx(rgb_of(colors.hair), abs=0.1)
    assert lips == pytest.approx(rgb_of(colors.lips), abs=0.1)


def test_a_finer_skin_is_the_same_surface_with_the_same_paint():
    points = np.array([[0, 0, 0], [6, 0, 0], [6, 6, 0], [0, 6, 0]], float)
    mesh = Mesh(points, np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    tints = np.array([[128, 0, 0, 0], [90, 0, 0, 0], [90, 0, 0, 0], [128, 0, 0, 0]], np.uint8)
    paint = SkinPaint.of("drawn", np.array([0, 3]), np.array([255, 255], np.uint8))
    normals = np.tile([0.0, 0.0, 1.0], (4, 1))
    finer, ways, rest, tint, (layer,) = refined(mesh, normals, points, tints, [paint])
    assert len(finer.faces) == 32
    corners = finer.points[finer.faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 2] / 2
    assert areas.sum() == pytest.approx(36.0)
    assert (areas > 0).all()
    assert np.array_equal(finer.points, rest)
    assert np.allclose(ways, [0, 0, 1])
    share = dict(zip(layer.vertices.tolist(), layer.weights.tolist(), strict=True))
    for number, (x, _, _) in enumerate(finer.points):
        assert share.get(number, 0.0) == pytest.approx(1.0 - x / 6.0)
        assert tint[number, 0] == pytest.approx(128 - 38 * x / 6.0)


def test_the_own_body_has_them_all_on_both_sides():
    body = own_body(data_paths())
    tints, places = body.tints(), body.skin().points
    assert tints is not None
    assert len(tints) == len(places)
    for column, least in ((0, 60), (1, 1500), (2, 100), (3, 300)):
        inside = places[tints[:, column] > 127]
        assert len(inside) > least
        assert abs((inside[:, 0] < 0).sum() - (inside[:, 0] > 0).sum()) < 0.1 * len(inside) + 4
    nails = places[tints[:, 3] > 127]
    assert ((nails[:, 2] < 740) & ((nails[:, 2] > 640) | (nails[:, 2] < -40))).all()
