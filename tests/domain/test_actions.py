"""What a person can do to the view."""

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.view_state import Camera, ViewState

DEEP = Structure(
    id="piriformis",
    name="Piriformis",
    system="muscle",
    region="hip",
    layer="deep",
    whole="piriformis",
)


def test_selecting_shows_the_layer_and_wipes_old_paint():
    before = ViewState(layers=("bones",), hidden=("piriformis-right",), overlay=("x-tp1:right",))
    state = actions.select(before, "piriformis-right", DEEP)
    assert state.selection == ("piriformis-right",)
    assert "muscles-deep" in state.layers
    assert (state.hidden, state.overlay) == ((), ())


def test_adding_to_a_selection_toggles():
    one = actions.select(ViewState(), "a-right", None)
    two = actions.select(one, "b-right", None, add=True)
    assert two.selection == ("a-right", "b-right")
    assert actions.select(two, "a-right", None, add=True).selection == ("b-right",)


def test_the_background_lets_go():
    state = actions.select(ViewState(selection=("a-right",), overlay=("p:right",)), "", None)
    assert (state.selection, state.overlay) == ((), ())


def test_revealing_takes_off_what_covers():
    state = actions.reveal(ViewState(), "piriformis-right", DEEP, "posterior")
    assert not {"muscles-superficial", "muscles-intermediate", "ligaments"} & set(state.layers)
    assert {"muscles-deep", "bones"} <= set(state.layers)
    assert (state.focus, state.camera) == (("piriformis-right",), "posterior")


def test_isolate_hide_and_fade_come_back():
    state = actions.isolate(ViewState(), ("a-right",))
    assert state.isolated == ("a-right",)
    assert actions.isolate(state, ("a-right",)).isolated == ()
    assert actions.hide(ViewState(selection=("a-right",)), ("a-right",)).selection == ()
    assert actions.fade(actions.fade(ViewState(), ("a",)), ("a",)).faded == ()
    assert actions.show_all(actions.hide(ViewState(), ("a",))) == ViewState()


def test_the_other_side_twice_is_the_same():
    state = ViewState(
        selection=("a-right", "sacrum"), overlay=("p-tp1:left",), nerve="n:right", camera="right"
    )
    other = actions.swap_side(state)
    assert other.selection == ("a-left", "sacrum")
    assert (other.overlay, other.nerve, other.camera) == (("p-tp1:right",), "n:left", "left")
    assert actions.swap_side(other) == state


def test_a_free_camera_is_mirrored():
    camera = Camera(position=(-5.0, 1.0, 2.0), target=(3.0, 0.0, 0.0))
    mirrored = actions.swap_side(ViewState(camera=camera)).camera
    assert mirrored.position == (5.0, 1.0, 2.0)
    assert mirrored.target == (-3.0, 0.0, 0.0)


def test_layers_keep_their_order():
    state = actions.show_layer(ViewState(layers=("bones",)), "skin", on=True)
    assert state.layers == ("skin", "bones")
    assert actions.show_layer(state, "skin", on=False).layers == ("bones",)


def test_a_nerve_is_followed_and_left():
    state = actions.follow_nerve(
        ViewState(), "n", "left", parts=("n-left",), beside=("a-left",), camera="posterior"
    )
    assert (state.nerve, state.isolated, state.focus) == ("n:left", ("a-left",), ("n-left",))
    assert "nerves" in state.layers
    varied = actions.take_course(state, "n-variant-b")
    assert varied.variant == "n-variant-b"
    again = actions.follow_nerve(varied, "n", "right", parts=(), beside=(), camera="left")
    assert again.variant == "n-variant-b", "the other side keeps the course"
    other = actions.follow_nerve(varied, "m", "right", parts=(), beside=(), camera="left")
    assert other.variant == "", "another nerve has courses of its own"
    assert actions.leave_nerve(varied).variant == ""
    left = actions.leave_nerve(state)
    assert (left.nerve, left.isolated) == ("", ())
    assert "nerves" not in left.layers
