"""The muscles of a movement on the body: coloured, named in the legend, on the right side."""

from __future__ import annotations

import pytest

from nmt_atlas.atlas.acting import acting_entries, acting_looks, muscles_acting, way_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import Library, load_library
from nmt_atlas.library.paths import data_paths


@pytest.fixture(scope="module")
def whole() -> Library:
    return load_library(data_paths()).library


def test_who_bends_the_elbow_is_told_apart_from_who_straightens_it(whole: Library) -> None:
    state = ViewState(acting="elbow-left:flexion")
    looks = acting_looks(state, whole)
    assert looks["brachialis-left"].color == LOOK.apart.agonist
    braking = looks["triceps-brachii-long-head-left"]
    assert (braking.color, braking.hatched) == (LOOK.apart.antagonist, True)
    assert not any(part.endswith("-right") for part in looks)
    kinds = [entry.kind for entry in acting_entries(state, whole)]
    assert kinds[:3] == ["agonist", "synergist", "antagonist"]
    assert muscles_acting(whole, "elbow-left:flexion")["brachialis"] == "agonist"


def test_turning_the_head_asks_both_sides(whole: Library) -> None:
    looks = acting_looks(ViewState(acting="neck:rotation-left"), whole)
    part = "sternocleidomastoid-sternal"
    sides = {name: look.color for name, look in looks.items() if name.startswith(part)}
    assert sides[f"{part}-right"] == LOOK.apart.agonist
    assert sides[f"{part}-left"] == LOOK.apart.antagonist


@pytest.mark.parametrize("acting", ["", "wing:flap", "elbow-left:flap", "elbow:flexion", ":"])
def test_what_no_joint_does_colours_nothing(whole: Library, acting: str) -> None:
    assert way_of(whole, acting) is None
    assert acting_looks(ViewState(acting=acting), whole) == {}
    assert list(acting_entries(ViewState(acting=acting), whole)) == []
    assert muscles_acting(whole, acting) == {}
