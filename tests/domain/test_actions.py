"""What a person can do to the view."""

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import GROUPS, Structure
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, Camera, ViewState

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


def a_structure(system="muscle", layer="superficial"):
    return Structure(
        id="thing", name="Thing", system=system, region="hip", layer=layer, whole="thing"
    )


def test_another_selection_lets_go_of_the_first_and_keeps_the_rest():
    before = ViewState(selection=("a-right",), overlay=("p:left",), hidden=("b-right", "c-right"))
    after = actions.select(before, "b-right", None)
    assert (after.selection, after.overlay, after.hidden) == (("b-right",), (), ("c-right",))
    assert after.layers == before.layers
    assert actions.select(after, "b-right", DEEP) is after
    assert actions.select(before, "", None).focus == ()


def test_selecting_the_skin_does_not_cover_the_body():
    skin = a_structure("skin", None)
    assert actions.select(ViewState(), "skin", skin).layers == ViewState().layers


def test_what_covers_each_depth_is_taken_off_and_nothing_else():
    def left(structure):
        before = ViewState(isolated=("x",), layers=GROUPS)
        state = actions.reveal(before, "thing-right", structure, "left")
        assert state.isolated == ()
        return [layer for layer in GROUPS if layer not in state.layers]

    never = ["nerves", "vessels"]
    assert left(a_structure(layer="superficial")) == ["skin", *never]
    assert left(a_structure(layer="intermediate")) == ["skin", "muscles-superficial", *never]
    deep = ["skin", "muscles-superficial", "muscles-intermediate", "ligaments"]
    assert left(a_structure(layer="deep")) == [*deep, *never]
    muscles = ["skin", "muscles-superficial", "muscles-intermediate", "muscles-deep"]
    assert left(a_structure("nerve", None)) == [*muscles, "vessels"]
    assert left(a_structure("bone", None)) == [*muscles, *never]
    assert left(a_structure("ligament", None)) == [*muscles, *never]


def test_what_was_looked_at_before_leaves_no_layer_off():
    deep = actions.reveal(ViewState(), "a-right", a_structure(layer="deep"), "right")
    assert actions.taken_off(deep) == ("muscles-superficial", "muscles-intermediate", "ligaments")
    after = actions.reveal(deep, "b-right", a_structure(layer="superficial"), "right")
    assert after.layers == ViewState().layers
    assert actions.taken_off(after) == ()


def test_pain_is_looked_at_on_skin_that_hides_what_lies_below():
    before = ViewState(selection=("a-right",), focus=("a-right",), overlay=("p:right",))
    pain = actions.look_at_pain(before, "posterior-right")
    assert "skin" in pain.layers
    assert (pain.skin, pain.zones, pain.focus) == (1.0, ("p:right",), ())
    both = actions.look_at_both(pain, "right")
    assert "skin" not in both.layers
    assert (both.skin, both.zones, both.focus) == (0.18, ("p:right",), ("a-right",))
    assert actions.look_at_muscle(both, "right").zones == ()
    assert before.overlay == pain.overlay == both.overlay


def test_the_other_side_is_framed_alike():
    state = ViewState(
        camera="superior-posterior-right",
        zones=("p:right",),
        spot=(-3.0, 1.0, 2.0, 50.0),
        tight=("a-right",),
    )
    other = actions.swap_side(state)
    assert other.camera == "superior-posterior-left"
    assert (other.zones, other.tight) == (("p:left",), ("a-left",))
    assert other.spot == (3.0, 1.0, 2.0, 50.0)
    assert actions.swap_side(other) == state


def test_several_are_shown_alone_over_the_bones():
    before = ViewState(nerve="n:right", overlay=("p:left",), hidden=("a-right", "z-right"))
    state = actions.reveal_several(before, ["a-right", "b-right"], ["muscles-deep"], "left")
    assert state.selection == state.isolated == state.focus == ("a-right", "b-right")
    assert (state.overlay, state.nerve, state.hidden) == ((), "", ("z-right",))
    assert state.layers == ("muscles-deep", "bones", "cartilage")
    assert state.camera == "left"


def test_hiding_keeps_order_and_the_others_chosen():
    before = ViewState(selection=("a", "b"), hidden=("a", "c"), overlay=("p:left",))
    state = actions.hide(before, ("a", "d"))
    assert (state.hidden, state.selection, state.overlay) == (("a", "c", "d"), ("b",), ())


def test_fading_several_adds_to_what_is_faded():
    assert actions.fade(ViewState(faded=("a",)), ("b", "a")).faded == ("b",)


def test_isolating_others_replaces_what_was_alone():
    assert actions.isolate(ViewState(isolated=("a",)), ("b",)).isolated == ("b",)


def test_showing_all_keeps_camera_and_body_only():
    kept = {"camera": "left", "body": "bodyparts3d"}
    changed = ViewState(
        **kept,
        hidden=("a",),
        isolated=("a",),
        faded=("a",),
        selection=("a",),
        overlay=("p:left",),
        territory=("n:left",),
        nerve="n:left",
        layers=("skin",),
        focus=("a",),
    )
    assert actions.show_all(changed) == ViewState(**kept)


def test_a_point_is_painted_and_wiped():
    painted = actions.toggle_overlay(ViewState(), "p-tp1", "left")
    assert painted.overlay == ("p-tp1:left",)
    assert actions.toggle_overlay(painted, "p-tp1", "right").overlay == (
        "p-tp1:left",
        "p-tp1:right",
    )
    assert actions.toggle_overlay(painted, "p-tp1", "left").overlay == ()


def test_everything_that_has_a_side_changes_it():
    names = ("selection", "hidden", "isolated", "faded", "focus")
    state = ViewState(**{name: (f"{name}-left", "sacrum") for name in names}, camera="left")
    other = actions.swap_side(state.changed(territory=("n:right", "whole")))
    for name in names:
        assert getattr(other, name) == (f"{name}-right", "sacrum")
    assert other.territory == ("n:left", "whole")
    assert other.camera == "right"
    assert actions.swap_side(ViewState(camera="posterior")).camera == "posterior"


def test_a_mirrored_camera_keeps_heights_and_tilts_the_other_way():
    camera = Camera(position=(1.0, 2.0, 3.0), target=(4.0, 5.0, 6.0), up=(0.6, 0.0, 0.8))
    mirrored = actions.swap_side(ViewState(camera=camera)).camera
    assert mirrored == Camera(
        position=(-1.0, 2.0, 3.0), target=(-4.0, 5.0, 6.0), up=(-0.6, 0.0, 0.8)
    )


def test_following_a_nerve_shows_it_over_the_usual_layers():
    before = ViewState(selection=("a",), overlay=("p:left",), layers=("skin",))
    state = actions.follow_nerve(before, "n", "left", parts=("n-left",), beside=(), camera="right")
    assert (state.selection, state.overlay, state.camera) == ((), (), "right")
    assert state.layers == (*DEFAULT_LAYERS, "nerves")
    assert actions.leave_nerve(state).layers == DEFAULT_LAYERS
    assert actions.leave_nerve(ViewState(layers=("nerves",))).layers == DEFAULT_LAYERS


def test_what_is_let_go_of_leaves_all_others():
    assert actions.toggled(("a", "b", "c"), "b") == ("a", "c")
    assert actions.isolate(ViewState(isolated=("b",)), ("a",)).isolated == ("a",)
    state = ViewState(nerve="n:left", layers=("skin", "muscles-deep", "nerves", "vessels"))
    assert actions.leave_nerve(state).layers == ("skin", "muscles-deep", "vessels")


def test_selecting_shows_a_layer_of_any_kind_but_the_skin():
    vessel = a_structure("vessel", None)
    assert "vessels" in actions.select(ViewState(), "thing-right", vessel).layers


def test_courses_are_of_one_nerve_whichever_was_followed_before():
    before = ViewState(nerve="m:left", variant="m-variant-b")
    state = actions.follow_nerve(before, "n", "left", parts=(), beside=(), camera="left")
    assert state.variant == ""


def test_hidden_parts_and_layers_on_both_sides_of_one_stay():
    before = ViewState(hidden=("a-right", "b-right", "c-right"), layers=("skin", "bones", "nerves"))
    assert actions.select(before, "b-right", None).hidden == ("a-right", "c-right")
    assert actions.show_layer(before, "bones", on=False).layers == ("skin", "nerves")
    assert actions.select(ViewState(selection=("b",)), "a", None).selection == ("a",)
