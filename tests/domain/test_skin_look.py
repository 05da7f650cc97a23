"""Six tones from light to dark, which no address carries on and every scene can name."""

from typing import get_args

import pytest

from nmt_atlas.domain.look import LOOK, rgb
from nmt_atlas.domain.skin_look import TINTS, Tint, Tone
from nmt_atlas.domain.taste import Taste, read_taste


def light(color: str) -> float:
    red, green, blue = rgb(color)
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


def test_there_are_six_from_light_to_dark_each_clearly_darker():
    assert tuple(LOOK.skin.tones) == get_args(Tone)
    assert len(get_args(Tone)) == 6
    tones = [light(one.skin) for one in LOOK.skin.tones.values()]
    assert all(next_ < 0.8 * one for one, next_ in zip(tones, tones[1:], strict=False))
    assert LOOK.groups["skin"].color == LOOK.skin.tones[LOOK.skin.plain].skin


def test_every_tint_has_its_edge_and_its_cover():
    assert get_args(Tint) == TINTS
    assert set(LOOK.skin.soft) == set(LOOK.skin.cover) == set(TINTS)
    assert all(0 < soft < LOOK.skin.reach for soft in LOOK.skin.soft.values())


@pytest.mark.parametrize("tone", get_args(Tone))
def test_hair_is_darker_than_skin_and_lips_lie_between(tone: Tone):
    colors = LOOK.skin.tones[tone]
    assert light(colors.hair) < light(colors.lips) < light(colors.skin)


def test_a_tone_is_kept_by_the_browser_and_stands_in_no_address():
    assert Taste(language="es", tone="brown").to_pairs() == {"language": "es"}
    assert read_taste({"tone": "brown"}) == (Taste(), ())
