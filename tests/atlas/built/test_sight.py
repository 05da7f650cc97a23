"""Marks are full where their place is seen, rings where it is covered, gone behind the body."""

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.pictures.sight import Sight
from nmt_atlas.domain import actions
from nmt_atlas.domain.view_state import ViewState

DEEP = ("muscles-deep", "bones")


def sights(atlas: Atlas, state: ViewState) -> set[str]:
    view = atlas.body()
    scene = resolve(state, view.context)
    sight = Sight(view.source, scene, scene.camera)
    return {sight.of_marker(marker) for marker in scene.markers}


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"layers": DEEP}, {"full"}),
        ({}, {"veiled"}),
        ({"layers": ("skin",), "skin": 1.0}, {"gone", "veiled"}),
        ({"layers": ("skin",), "skin": 1.0, "camera": "anterior"}, {"gone"}),
    ],
)
def test_a_mark_of_piriformis(atlas: Atlas, change: dict, seen: set[str]) -> None:
    state = ViewState(
        selection=("piriformis-right",), focus=("piriformis-right",), camera="posterior"
    )
    found = sights(atlas, state.changed(**change))
    assert found
    assert found <= seen


def test_a_mark_just_below_opaque_skin_is_a_ring(atlas: Atlas) -> None:
    state = ViewState(selection=("masseter-superficial-right",), camera="right")
    part = next(p for p in atlas.body().context.parts if p.startswith("trapezius-upper-right"))
    state = ViewState(selection=(part,), focus=(part,), camera="posterior-right")
    assert "veiled" in sights(atlas, actions.look_at_pain(state, "posterior-right"))


def test_a_name_stands_on_what_is_seen_of_its_part(atlas: Atlas) -> None:
    view = atlas.body()
    state = ViewState(selection=("piriformis-right",), camera="posterior", layers=DEEP)
    scene = resolve(state, view.context)
    place = Sight(view.source, scene, scene.camera).of_label(scene.labels[0])
    low, high = view.context.parts["piriformis-right"].bounds
    assert all(a - 2 <= x <= b + 2 for a, x, b in zip(low, place, high, strict=True))
    covered = resolve(state.changed(layers=ViewState().layers), view.context)
    assert Sight(view.source, covered, covered.camera).of_label(covered.labels[0]) is None
