"""What a change was is told by name."""

from __future__ import annotations

import pytest

from nmt_atlas.domain import actions
from nmt_atlas.domain.changes import named
from nmt_atlas.domain.ink import Ink
from nmt_atlas.domain.peeling import stop_of
from nmt_atlas.domain.view_state import ViewState

NAMES = {"trapezius-right": "Trapezius (right)", "soleus-left": "Soleus (left)"}
SHOWN = ViewState(selection=("trapezius-right",))


def words(before: ViewState, after: ViewState) -> str:
    return named(before, after, lambda part: NAMES.get(part, part))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (SHOWN, SHOWN, ""),
        (SHOWN, actions.hide(SHOWN, SHOWN.selection), "hide Trapezius (right)"),
        (SHOWN, actions.fade(SHOWN, SHOWN.selection), "fade Trapezius (right)"),
        (actions.fade(SHOWN, SHOWN.selection), SHOWN, "make Trapezius (right) solid"),
        (SHOWN, actions.isolate(SHOWN, SHOWN.selection), "isolate Trapezius (right)"),
        (ViewState(), SHOWN, "select Trapezius (right)"),
        (SHOWN, ViewState(), "let go of Trapezius (right)"),
        (ViewState(), ViewState(selection=("a", "b", "c")), "select 3 structures"),
        (ViewState(), actions.cut(ViewState(), ("x", 0.0)), "cut the body open"),
        (ViewState(clip=("x", 0)), ViewState(clip=("x", 9)), "move the cut"),
        (ViewState(clip=("x", 0)), ViewState(), "close the cut"),
        (ViewState(), ViewState(peel=stop_of("deep")), "peel to: deep muscles"),
        (ViewState(peel=0.4), ViewState(), "put the layers back"),
        (ViewState(), ViewState(exploded=1.0), "move the parts apart"),
        (ViewState(), ViewState(xray=True), "X-ray"),
        (ViewState(labels=False), ViewState(), "show names"),
        (ViewState(), ViewState(camera="left"), "turn the body"),
        (SHOWN, actions.swap_side(SHOWN), "go to the other side"),
        (
            ViewState(hidden=("a",), clip=("x", 0), peel=0.5),
            actions.show_all(ViewState(hidden=("a",), clip=("x", 0), peel=0.5)),
            "show all",
        ),
        (ViewState(), ViewState(version=2), "change the view"),
    ],
)
def test_a_change_has_a_name(before: ViewState, after: ViewState, told: str) -> None:
    assert words(before, after) == told


def test_every_field_of_the_state_has_some_name() -> None:
    """A new field is told by more than that something changed, or is named here."""
    others = {
        "body": "bodyparts3d",
        "layers": ("bones",),
        "skin": 0.9,
        "overlay": ("a:left",),
        "territory": ("a:left",),
        "nerve": "n:left",
        "variant": "v",
        "station": 2,
        "chart": "nerves",
        "split": "a",
        "unpainted": ("a:left",),
        "where": ("hand",),
        "tight": ("a",),
        "weak": ("a",),
        "label_style": "numbers",
        "attachments": True,
        "plumb": True,
        "variants": True,
        "pose": ("elbow-left:flexion=90",),
        "acting": "elbow-left:flexion",
        "spot": (0, 0, 0, 5),
        "zones": ("a:left",),
        "focus": ("a",),
        "ink": (Ink(id=1, body=(((0, 0, 0),),)),),
    }
    tested = {"camera", "selection", "hidden", "isolated", "faded", "labels", "clip", "peel"}
    assert {*others, *tested, "exploded", "xray", "version"} == set(ViewState.model_fields)
    for name, value in others.items():
        assert words(ViewState(), ViewState(**{name: value})) not in ("", "change the view"), name
