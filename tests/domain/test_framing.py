"""The camera sees the whole box, from the side that was asked for."""

import math

import pytest

from nmt_atlas.domain.framing import PRESETS, frame
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
