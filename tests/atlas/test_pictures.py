"""Drawing beside the event loop: asked once, kept a while, never kept wrong."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas, pictures
from nmt_atlas.atlas.halves import second_half
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.view_state import ViewState

SIZE = (60, 80)


class AtOnce:
    """A pool that does the work at once, in this process."""

    def __init__(self, *_: Any) -> None:
        self.calls = 0

    def submit(self, work, call) -> Future:
        self.calls += 1
        done: Future = Future()
        try:
            done.set_result(work(call))
        except Exception as error:  # noqa: BLE001 - as an executor does
            done.set_exception(error)
        return done

    def shutdown(self, **_: Any) -> None:
        """Nothing to end."""


@pytest.fixture
def pool(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> AtOnce:
    made = AtOnce()
    monkeypatch.setattr(pictures, "ProcessPoolExecutor", lambda *_: made)
    monkeypatch.setitem(pictures._worker, "atlas", atlas)
    monkeypatch.setitem(pictures._worker, "generation", 0)
    return made


def count(atlas: Atlas, number: int) -> int:
    return number + len(atlas.library.muscles)


def test_the_same_question_is_asked_once(atlas: Atlas, pool: AtOnce) -> None:
    first = atlas.pictures.drawn(ViewState(), SIZE)
    again = atlas.pictures.drawn(ViewState(), SIZE)
    assert first is again
    assert pool.calls == 1
    assert atlas.pictures.drawn(ViewState(camera="left"), SIZE) is not first
    assert atlas.pictures.drawn(ViewState(), SIZE, "dark") is not first


@pytest.mark.usefixtures("pool")
def test_a_view_of_two_is_drawn_in_two_halves(atlas: Atlas) -> None:
    """The second half was left out where a browser cannot draw."""
    alone = ViewState(selection=("piriformis-right",), focus=("piriformis-right",))
    both = alone.changed(split="sacrum")
    drawn = atlas.pictures.drawn(both, SIZE).result()
    high = SIZE[1] // 2
    assert drawn.pixels.shape[:2] == (SIZE[1], SIZE[0])
    first = atlas.body().picture(alone, (SIZE[0], high))
    assert np.array_equal(drawn.owner[: high - 2], first.owner[: high - 2])
    second = atlas.body().picture(second_half(both, atlas.body()), (SIZE[0], SIZE[1] - high))
    assert np.array_equal(drawn.pixels[high + 2 :], second.pixels[2:])
    assert drawn.half_at(0.5, 0.9) == 1


def test_only_so_many_are_kept(atlas: Atlas, pool: AtOnce) -> None:
    for number in range(pictures._KEPT + 9):
        atlas.pictures.later(count, number)
    assert len(atlas.pictures._held[count]) == pictures._KEPT
    atlas.pictures.later(count, 0)
    assert pool.calls == pictures._KEPT + 10, "the oldest was dropped"


def test_a_failure_is_told_and_not_kept(atlas: Atlas, pool: AtOnce) -> None:
    for _ in range(2):
        with pytest.raises(UnknownIdError):
            atlas.pictures.pattern("nobody", "piriformis-1", "right", "posterior").result()
    assert pool.calls == 2


def test_new_documents_are_drawn_anew(
    atlas: Atlas, pool: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas.pictures.later(count, 1)
    read = []
    monkeypatch.setattr(atlas, "reread", lambda: read.append(1))
    atlas.pictures.forget()
    atlas.pictures.later(count, 1)
    atlas.pictures.later(count, 2)
    assert pool.calls == 3
    assert read == [1], "the worker reads them once"


def test_a_worker_that_died_is_replaced(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dead(AtOnce):
        def submit(self, work, call) -> Future:
            raise BrokenProcessPool("killed")

    made = [Dead(), AtOnce()]
    monkeypatch.setattr(pictures, "ProcessPoolExecutor", lambda *_: made.pop(0))
    monkeypatch.setitem(pictures._worker, "atlas", atlas)
    monkeypatch.setitem(pictures._worker, "generation", 0)
    assert atlas.pictures.later(count, 5).result() == 5 + len(atlas.library.muscles)


@pytest.mark.slow
def test_the_worker_draws_what_this_process_would(atlas: Atlas) -> None:
    state = ViewState(selection=("piriformis-right",), overlay=("piriformis-1:right",))
    try:
        drawn = atlas.pictures.drawn(state, SIZE).result(timeout=120)
        small = atlas.pictures.pattern("own", "piriformis-1", "right", "posterior").result(120)
    finally:
        atlas.close()
    here = atlas.body().picture(state, SIZE)
    assert np.array_equal(drawn.pixels, here.pixels)
    assert drawn.parts == here.parts
    assert small == atlas.body().pattern_picture("piriformis-1", "right", "posterior")


def test_what_is_painted_shows_the_skin_there(atlas: Atlas) -> None:
    plain = atlas.body().picture(ViewState(layers=("bones",), camera="posterior"), (120, 160))
    state = ViewState(layers=("bones",), camera="posterior", overlay=("piriformis-1:right",))
    painted = atlas.body().picture(state, (120, 160))
    assert "" not in plain.parts
    skin = painted.owner == painted.parts.index("")
    assert skin.any()
    red = painted.pixels[skin].astype(int)
    assert (red[:, 0] > red[:, 2] + 40).mean() > 0.8
    assert not skin.all()
