"""What is peeled off, moved apart and attached, resolved against the own body."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.peeling import STRATA, stop_of
from nmt_atlas.domain.view_state import ViewState


@pytest.fixture(scope="module")
def context() -> SceneContext:
    """The own body as it is built."""
    try:
        return Atlas.open().body("own").context
    except PackError as error:
        pytest.skip(str(error))


def shown(scene, context) -> set[str]:
    found = set()
    for part in context.index.parts:
        own, group = scene.parts.get(part.id), scene.groups[part.group]
        visible = own.visible if own and own.visible is not None else group.visible
        if visible:
            found.add(part.id)
    return found


def test_peeling_takes_one_stratum_after_the_other(context: SceneContext) -> None:
    marks = {
        "skin": "skin",
        "fascia": "iliotibial-tract-right",
        "superficial": "trapezius-lower-right",
        "intermediate": "soleus-right",
        "deep": "piriformis-right",
        "bones": "sacrum",
    }
    marks = {key: part for key, part in marks.items() if part in context.parts}
    assert {"fascia", "superficial", "deep", "bones"} <= set(marks)
    for number, stratum in enumerate(STRATA):
        scene = resolve(ViewState(peel=stop_of(stratum)), context)
        there = shown(scene, context)
        for other, part in marks.items():
            assert (part in there) == (STRATA.index(other) >= number), (stratum, other)


def test_between_two_stops_what_goes_is_see_through(context: SceneContext) -> None:
    scene = resolve(ViewState(peel=0.5), context)
    assert scene.groups["muscles-superficial"].opacity == pytest.approx(0.5)
    assert scene.groups["muscles-deep"].opacity == 1.0


def test_a_segment_is_peeled_alone_and_what_is_selected_stays(context: SceneContext) -> None:
    state = ViewState(peel=1.0, where=("thigh",), selection=("rectus-femoris-right",))
    there = shown(resolve(state, context), context)
    assert "rectus-femoris-right" in there
    assert "rectus-femoris-left" not in there
    assert "biceps-brachii-short-head-right" in there or "deltoid-middle-right" in there
    assert "femur-right" in there


def test_through_everything_only_the_selected_is_solid(context: SceneContext) -> None:
    scene = resolve(ViewState(xray=True, selection=("piriformis-right",)), context)
    assert scene.parts["piriformis-right"].opacity == 1.0
    for name, group in scene.groups.items():
        assert group.opacity < LOOK.solid_from, name


def test_parts_are_moved_with_their_marks_and_names(context: SceneContext) -> None:
    state = ViewState(selection=("piriformis-right",))
    still, apart = resolve(state, context), resolve(state.changed(exploded=1.0), context)
    by = np.array(apart.parts["piriformis-right"].moved)
    assert np.linalg.norm(by) > 10
    for one, other in zip(still.labels, apart.labels, strict=True):
        assert np.allclose(np.array(other.at) - one.at, by)
    assert still.markers
    for one, other in zip(still.markers, apart.markers, strict=True):
        own = np.array(apart.parts[one.part].moved)
        assert np.allclose(np.array(other.at) - one.at, own)
    assert still.parts["piriformis-right"].moved is None


def test_only_the_wanted_segment_moves(context: SceneContext) -> None:
    scene = resolve(ViewState(exploded=1.0, where=("hand",)), context)
    moved = {split_part_id(name)[0] for name, look in scene.parts.items() if look.moved}
    assert {context.structures[name].region for name in moved} == {"hand"}


def test_attachments_are_wanted_of_selected_muscles_and_bones(context: SceneContext) -> None:
    chosen = ("piriformis-right", "sacrum", "sciatic-nerve-right")
    state = ViewState(selection=chosen, attachments=True)
    scene = resolve(state, context)
    assert scene.attached == ("piriformis-right", "sacrum")
    assert {"origin", "insertion"} <= {entry.kind for entry in scene.legend}
    assert resolve(state.changed(attachments=False), context).attached == ()


def test_veins_are_told_from_arteries(context: SceneContext) -> None:
    veins = [part.id for part in context.index.parts if "-vein" in part.structure]
    scene = resolve(ViewState(), context)
    for name in veins:
        assert scene.parts[name].color == LOOK.vein
    assert "femoral-artery-right" not in scene.parts


def test_tendons_and_nerves_lie_over_muscles_and_muscles_do_not(context: SceneContext) -> None:
    covers = Atlas.open().body("own").covers
    assert covers("calcaneal-tendon-right")
    assert covers("tibial-nerve-right")
    assert not covers("gastrocnemius-medial-right")
    assert not covers("tibia-right")
    assert not covers("skin")
    assert not covers("")
