"""What a state shows of the body."""

from dataclasses import replace

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.scene import nerve_parts, resolve
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.view_state import Camera, ViewState
from nmt_atlas.library import Library


def test_a_nerve_is_drawn_by_its_parts_on_its_side(library: Library) -> None:
    parts = library.nerves["sciatic-nerve"].parts
    assert nerve_parts(library, "sciatic-nerve:left") == tuple(f"{one}-left" for one in parts)
    assert nerve_parts(library, "no-nerve:left") == ()


def test_a_chosen_course_stands_for_the_usual_one(library: Library) -> None:
    usual = nerve_parts(library, "sciatic-nerve:right")
    other = nerve_parts(library, "sciatic-nerve:right", "sciatic-nerve-variant-b")
    assert other[0] == "sciatic-nerve-variant-b-right"
    assert other[1:] == usual[1:]
    assert nerve_parts(library, "sciatic-nerve:right", "median-nerve-variant-x") == usual


def test_painted_skin_is_shown_though_its_layer_is_off(atlas: Atlas) -> None:
    context = atlas.body().context
    assert not resolve(ViewState(), context).groups["skin"].visible
    for painted in (
        ViewState(overlay=("piriformis-1:right",)),
        ViewState(territory=("sciatic-nerve:right",)),
    ):
        assert resolve(painted, context).groups["skin"].visible
    shown = resolve(ViewState(layers=("skin",), skin=0.7), context).groups
    assert shown["skin"].visible
    assert shown["skin"].opacity == 0.7
    assert not shown["bones"].visible


@pytest.mark.parametrize(
    ("camera", "clip", "gone"),
    [
        ("anterior", ("y", 10.0), (0, -1, 0)),
        ("posterior", ("y", 10.0), (0, 1, 0)),
        ("left", ("x", 0.0), (1, 0, 0)),
        ("right", ("x", 0.0), (-1, 0, 0)),
        ("superior", ("z", 900.0), (0, 0, 1)),
        ("inferior", ("z", 900.0), (0, 0, -1)),
    ],
)
def test_a_cut_takes_the_half_that_faces_the_eye(atlas, camera, clip, gone) -> None:
    scene = resolve(ViewState(camera=camera, clip=clip), atlas.body().context)
    (plane,) = scene.clips
    assert plane.normal == gone
    assert plane.distance == clip[1] * sum(gone)
    eye = np.array(scene.camera.position)
    assert eye @ plane.normal > plane.distance, "the eye is on the side that is gone"
    wire = scene.model_dump(mode="json", exclude_defaults=True)["clips"]
    assert wire == [{"normal": list(map(float, gone)), "distance": plane.distance}]


def test_a_free_camera_decides_by_where_it_stands_in_the_state(atlas) -> None:
    free = Camera(position=(0, 2000, 900), target=(0, 0, 900))
    scene = resolve(ViewState(camera=free, clip=("y", 0.0)), atlas.body().context)
    assert scene.clips[0].normal == (0, 1, 0)


def test_the_picture_without_a_driver_cuts_the_same_half(atlas) -> None:
    view = atlas.body()
    for camera in ("anterior", "posterior", "left", "right"):
        axis = "y" if camera in ("anterior", "posterior") else "x"
        state = ViewState(layers=("bones",), camera=camera, clip=(axis, 0.0))
        drawn = view.picture(state, (120, 160))
        (plane,) = resolve(state, view.context).clips
        seen = np.unique(drawn.nearest[drawn.owner == drawn.parts.index("sacrum")])
        points = view.source.mesh("sacrum", "phone").points[seen]
        assert (points @ plane.normal).mean() < plane.distance - 5


def test_a_point_without_a_place_is_left_out(atlas, monkeypatch) -> None:
    view = atlas.body()
    state = ViewState(selection=("piriformis-right",))
    assert resolve(state, view.context).markers

    def nowhere(*_: object) -> None:
        raise UnknownIdError("there is no recipe")

    view._places.clear()
    monkeypatch.setattr(view.painter, "place", nowhere)
    assert resolve(state, view.context).markers == ()
    assert resolve(ViewState(overlay=("piriformis-1:left",)), view.context).markers == ()


def test_a_wide_box_is_seen_whole_in_a_narrow_picture(atlas) -> None:
    context = atlas.body().context
    square = resolve(ViewState(camera="superior"), context).camera
    narrow = resolve(ViewState(camera="superior"), context, aspect=0.5).camera
    assert narrow.position[2] > square.position[2] + 100


def test_what_most_people_lack_is_shown_when_it_is_asked_for(atlas: Atlas) -> None:
    usual = atlas.body().context
    rare = tuple(
        one.model_copy(update={"usual": one.id != "piriformis"}) for one in usual.index.structures
    )
    context = replace(usual, index=usual.index.model_copy(update={"structures": rare}))
    part = "piriformis-right"
    for state, shown in (
        (ViewState(), False),
        (ViewState(variants=True), True),
        (ViewState(selection=(part,)), True),
        (ViewState(isolated=(part,)), True),
        (ViewState(tight=(part,)), True),
        (ViewState(variants=True, hidden=(part,)), False),
    ):
        look = resolve(state, context).parts.get(part)
        assert (look is None or look.visible) is shown, state
    assert usual.unusual == ()
