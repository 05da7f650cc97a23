"""Colours that must be told apart are, by everybody; where they are not, a pattern tells them."""

from itertools import combinations

import pytest
from colour_vision import MATRICES, distance, lab, linear

from nmt_atlas.atlas.scene import looks_apart
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import ViewState

CLEAR = 12.0
"""CIE 1976: so far apart are colours that nobody mixes up side by side (2.3 is just noticed)."""
TONES = ("#f6ede4", "#eadaba", "#d7bd96", "#a07e56", "#825c43", "#604134", "#3a312a", "#292420")
"""Skin from light to dark: eight tones of the Monk scale (Monk 2019, CC BY 4.0)."""
ESSENTIAL, SPILLOVER = LOOK.paint["essential"], LOOK.paint["spillover"]
SKIN = LOOK.groups["skin"].color
OWN = tuple(one.skin for one in LOOK.skin.tones.values())
"""The tones that the body can be shown in."""


def test_the_simulation_agrees_with_what_was_published():
    """Red and green of one lightness fall together for a deuteranope and stay apart for others."""
    assert distance("#d02020", "#5f6e00", "deuteranopia") < distance("#d02020", "#5f6e00") / 2
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.1)
    assert distance("#c8102e", "#c8102e", "tritanopia") == 0


@pytest.mark.parametrize("seen", MATRICES)
def test_essential_and_spillover_are_told_apart_by_colour_or_by_pattern(seen):
    for hue in LOOK.palette:
        apart = distance(hue.essential, hue.spillover, seen) >= CLEAR
        assert apart or ESSENTIAL.dotted != SPILLOVER.dotted, (seen, hue)
    assert ESSENTIAL.dotted != SPILLOVER.dotted, "by pattern as well as by colour"


@pytest.mark.parametrize("seen", MATRICES)
@pytest.mark.parametrize("tone", [*OWN, *TONES])
def test_one_of_both_stands_out_on_every_skin(tone, seen):
    """Where the main pain is as light as the skin, its spillover rings it, and vice versa."""
    found = (
        distance(tone, ESSENTIAL.color, seen),
        distance(tone, SPILLOVER.color, seen),
    )
    assert max(found) >= CLEAR, (seen, tone, found)


@pytest.mark.parametrize("seen", MATRICES)
def test_our_own_skin_shows_the_main_pain_to_everybody(seen):
    assert distance(SKIN, ESSENTIAL.color, seen) >= CLEAR


@pytest.mark.parametrize("seen", MATRICES)
def test_tight_and_weak_differ_by_their_pattern_where_colours_fail(seen):
    state = ViewState(tight=("piriformis-right",), weak=("gluteus-medius-right",))
    tight, weak = (looks_apart(state)[part] for part in (*state.tight, *state.weak))
    apart = distance(str(tight.color), str(weak.color), seen) >= CLEAR
    assert apart or tight.hatched != weak.hatched
    assert weak.hatched, "by pattern as well as by colour"


@pytest.mark.parametrize("seen", ["as it is", "protanopia", "deuteranopia", "tritanopia"])
def test_muscles_that_are_painted_at_once_have_hues_of_their_own(seen):
    """Two whose hues fall together are told apart by the lines of the legend; most do not."""
    pairs = list(combinations(LOOK.palette, 2))
    near = [p for p in pairs if distance(p[0].essential, p[1].essential, seen) < CLEAR]
    assert len(near) <= 2, (seen, near)


def test_neighbours_on_a_map_differ_without_their_hue():
    """Colours of a map that follow each other are light and dark by turns."""
    for one, other in zip(LOOK.chart, LOOK.chart[1:], strict=False):
        assert distance(one, other, "grey") >= CLEAR, (one, other)
