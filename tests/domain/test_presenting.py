"""A class before a projector: steps stop at the ends, what was kept stays."""

from __future__ import annotations

from nmt_atlas.domain.presenting import MOST, Prepared, Presenting
from nmt_atlas.domain.view_state import Camera, ViewState

VIEWS = tuple(Prepared(title=f"{n}", state=ViewState(skin=n / 10)) for n in range(3))


def test_steps_stop_at_the_ends() -> None:
    now = Presenting().begun(VIEWS)
    assert (now.on, now.view) == (True, None)
    seen = []
    for by in (1, 1, 1, 1, -1, -1, -1, -1):
        now = now.stepped(by)
        seen.append(now.at)
    assert seen == [0, 1, 2, 2, 1, 0, 0, 0]
    assert now.view == VIEWS[0]


def test_without_views_there_is_nothing_to_step_to() -> None:
    assert Presenting().begun(()).stepped(1).view is None


def test_a_step_lights_a_black_screen_and_forgets_the_point() -> None:
    now = Presenting(black=True, point=2).begun(VIEWS).stepped(1)
    assert (now.black, now.point) == (False, 0)


def test_what_was_kept_is_presented_and_stays() -> None:
    kept = Prepared(title="mine", state=ViewState(xray=True))
    now = Presenting().with_kept(kept).begun(VIEWS).changed(secret=True).stepped(1)
    assert now.view == kept
    assert now.ended() == Presenting(kept=(kept,))
    many = Presenting()
    for n in range(MOST + 2):
        many = many.with_kept(Prepared(title=f"{n}", state=ViewState()))
    assert (len(many.kept), many.kept[0].title) == (MOST, "2")


def test_a_view_is_seen_however_the_body_is_turned() -> None:
    one = VIEWS[1]
    turned = one.state.changed(camera=Camera(position=(0, -900, 900), target=(0, 0, 900)))
    assert one.is_seen(turned)
    assert not one.is_seen(turned.changed(xray=True))
