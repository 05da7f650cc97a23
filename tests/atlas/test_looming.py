"""A foot that is seen from straight below stands alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from nmt_atlas.atlas.looming import without_looming
from nmt_atlas.domain.view_state import ViewState

SOLE = ((-120.0, -200.0, -80.0), (-60.0, 40.0, 30.0))
KNEE = ((-120.0, -80.0, 350.0), (-60.0, 0.0, 450.0))


def body(box: Any) -> Any:
    return SimpleNamespace(context=SimpleNamespace(parts={}, box_of=lambda _tag: box))


def test_what_stands_above_the_foot_is_cut_off() -> None:
    seen = without_looming(ViewState(camera="inferior", zones=("x:right",)), body(SOLE))
    assert seen.clip == ((0.0, 0.0, 1.0, 90.0),), "what lies higher than that is taken away"


@pytest.mark.parametrize(
    ("state", "box"),
    [
        (ViewState(camera="anterior", zones=("x:right",)), SOLE),
        (ViewState(camera="inferior", zones=("x:right",)), KNEE),
        (ViewState(camera="inferior"), SOLE),
        (ViewState(camera="inferior", zones=("x:right",), clip=(("x", 0.0),)), SOLE),
    ],
    ids=["from the front", "the knee", "nothing in particular", "cut already"],
)
def test_everything_else_stays_whole(state: ViewState, box: Any) -> None:
    assert without_looming(state, body(box)) == state
