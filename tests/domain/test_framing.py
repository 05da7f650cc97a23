"""The camera sees the whole box, from the side that was asked for."""

import math

import pytest

from nmt_atlas.domain.framing import PRESETS, SQUARE, frame, slender
from nmt_atlas.domain.look import LOOK

LOW, HIGH = (-100.0, -50.0, 0.0), (300.0, 80.0, 900.0)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_every_corner_is_seen(preset, aspect):
    camera = frame(LOW, HIGH, preset, aspect=aspect)
    direction, up = PRESETS[preset]
    side = (
        direction[1] * up[2] - direction[2] * up[1],
        direction[2] * up[0] - direction[0] * up[2],
        direction[0] * up[1] - direction[1] * up[0],
    )
    tangent = math.tan(math.radians(LOOK.field_of_view_deg / 2))
    for x in (LOW[0], HIGH[0]):
        for y in (LOW[1], HIGH[1]):
            for z in (LOW[2], HIGH[2]):
                away = [p - c for p, c in zip((x, y, z), camera.position, strict=True)]
                ahead = -sum(a * d for a, d in zip(away, direction, strict=True))
                assert ahead > 0
                assert abs(sum(a * u for a, u in zip(away, up, strict=True))) <= ahead * tangent
                across = abs(sum(a * s for a, s in zip(away, side, strict=True)))
                assert across <= ahead * tangent * aspect


HALF = {"x": 200.0, "y": 65.0, "z": 450.0}


@pytest.mark.parametrize("aspect", [0.25, 1.0])
@pytest.mark.parametrize(
    ("preset", "toward", "axes"),
    [
        ("anterior", (0, -1, 0), "zxy"),
        ("posterior", (0, 1, 0), "zxy"),
        ("left", (1, 0, 0), "zyx"),
        ("right", (-1, 0, 0), "zyx"),
        ("superior", (0, 0, 1), "yxz"),
        ("inferior", (0, 0, -1), "yxz"),
    ],
)
def test_the_eye_stands_just_so_far_away(preset, toward, axes, aspect):
    camera = frame(LOW, HIGH, preset, aspect=aspect)
    height, width, depth = (HALF[axis] for axis in axes)
    away = 1.06 * max(height, width / aspect) / math.tan(math.radians(13)) + depth
    middle = (100.0, 15.0, 450.0)
    assert camera.target == middle
    assert camera.position == pytest.approx(
        [m + away * t for m, t in zip(middle, toward, strict=True)], abs=0.06
    )
    assert camera.up == ((0, -1, 0) if axes[0] == "y" else (0, 0, 1))


def test_a_point_is_seen_from_as_far_as_a_fist():
    camera = frame((1.0, 2.0, 3.0), (1.0, 2.0, 3.0), margin=1.0)
    assert camera.position == (1.0, pytest.approx(2 - 20 / math.tan(math.radians(13)), abs=0.06), 3)


def test_places_are_told_to_a_tenth_of_a_millimetre():
    camera = frame((0.0, 0.0, 0.0), (0.123, 100.0, 0.16))
    assert camera.target == (0.1, 50.0, 0.1)
    assert camera.position[1] == round(camera.position[1], 1)


def test_what_is_tall_needs_no_room_beside_it():
    tall = (-10.0, -5.0, 0.0), (10.0, 5.0, 50.0)
    assert slender(*tall) == pytest.approx(0.4 * 1.12, abs=0.01)
    assert slender(*tall, "left") < slender(*tall)
    assert slender(*tall, "superior") == SQUARE
    assert slender((-9.0, -9.0, 0.0), (9.0, 9.0, 9.0)) == SQUARE


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("wide", [20.0, 60.0, 130.0, 400.0])
def test_every_corner_is_seen_in_a_picture_as_slender_as_that(preset, wide):
    """A window that is more slender looks from a wider angle; one that is not, loses nothing."""
    low, high = (-wide, -wide / 3, 0.0), (wide, wide / 3, 1000.0)
    aspect = slender(low, high, preset)
    camera, (direction, up) = frame(low, high, preset), PRESETS[preset]
    side = [direction[k - 2] * up[k - 1] - direction[k - 1] * up[k - 2] for k in range(3)]
    tangent = math.tan(math.radians(LOOK.field_of_view_deg / 2))
    for corner in (
        (x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (0, 1000)
    ):
        away = [p - c for p, c in zip(corner, camera.position, strict=True)]
        ahead = -sum(a * d for a, d in zip(away, direction, strict=True))
        across = abs(sum(a * s for a, s in zip(away, side, strict=True)))
        seen = aspect if aspect < SQUARE else 1.0
        assert across <= ahead * tangent * seen
