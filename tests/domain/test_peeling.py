"""What is taken off at each depth."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.anatomy import SEGMENTS, Structure
from nmt_atlas.domain.peeling import (
    STRATA,
    concerns,
    left_of,
    next_stop,
    outermost,
    stop_of,
    stratum_of,
    taken_off,
)


def of(ident: str, system: str, layer: str | None = None) -> Structure:
    made: dict[str, object] = {"id": ident, "name": ident, "system": system, "whole": ident}
    return Structure.model_validate({**made, "region": "thigh", "layer": layer})


def test_every_stop_shows_its_stratum_whole_and_those_below() -> None:
    for number, stratum in enumerate(STRATA):
        depth = stop_of(stratum)
        assert outermost(depth) == stratum
        assert taken_off(depth) == STRATA[:number]
        assert [left_of(one, depth) for one in STRATA[number:]] == [1.0] * (len(STRATA) - number)


def test_between_stops_the_outermost_fades() -> None:
    between = (stop_of("superficial") + stop_of("intermediate")) / 2
    assert left_of("superficial", between) == pytest.approx(0.5)
    assert left_of("intermediate", between) == 1.0
    assert outermost(between) == "superficial"


def test_steps_go_in_to_the_bones_and_out_beyond_the_skin() -> None:
    depth, seen = None, []
    for _ in STRATA:
        depth = next_stop(depth)
        assert depth is not None
        seen.append(outermost(depth))
    assert seen == [*STRATA[1:], "bones"]
    for _ in STRATA:
        depth = next_stop(depth, back=True)
    assert depth is None
    assert next_stop(0.5) == pytest.approx(stop_of("intermediate"))
    assert next_stop(0.5, back=True) == pytest.approx(stop_of("superficial"))


@pytest.mark.parametrize(
    ("structure", "stratum"),
    [
        (of("soleus", "muscle", "intermediate"), "intermediate"),
        (of("thoracolumbar-fascia", "ligament"), "fascia"),
        (of("flexor-retinaculum-hand", "ligament"), "fascia"),
        (of("sacrotuberous-ligament", "ligament"), "deep"),
        (of("skin", "skin"), "skin"),
        (of("sciatic-nerve", "nerve"), None),
        (of("femur", "bone"), None),
    ],
)
def test_structures_lie_in_their_stratum(structure: Structure, stratum: str | None) -> None:
    assert stratum_of(structure) == stratum


def test_a_segment_confines_it() -> None:
    one = of("rectus-femoris", "muscle", "superficial")
    assert concerns(one, ())
    assert concerns(one, ("thigh", "leg"))
    assert not concerns(one, ("leg",))
    assert set(SEGMENTS) >= {"thigh", "leg"}
