"""The page around the body, without a browser."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from nmt_atlas.app import first_state
from nmt_atlas.atlas import Atlas
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.lessons import LessonsPanel
from nmt_atlas.pages.session import Session
from nmt_atlas.pages.theme import NARROW
from nmt_atlas.store.progress import ProgressStore


def frame_of(session: Session, store: ProgressStore) -> Frame:
    lessons = LessonsPanel(session, store, "somebody", partial(datetime.now, UTC))
    return Frame(session, lessons)


@pytest.fixture
def frame(small_atlas: Atlas, visit: Callable[[Atlas], Session], tmp_path: Any) -> Iterator[Frame]:
    store = ProgressStore(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    made = frame_of(visit(small_atlas), store)
    made.restore("")
    yield made
    store.close()


def groups_started(frame: Frame, address: str) -> dict[str, Any]:
    frame.session.show(first_state(frame.session.atlas, address))
    found = re.search(r'data-nmt-scene="([^"]*)"', frame.head(address))
    assert found is not None
    return json.loads(html.unescape(found[1]))["groups"]


def test_the_head_start_fetches_what_the_address_shows(frame: Frame) -> None:
    shown = groups_started(frame, "?layers=bones,nerves")
    visible = {name for name, look in shown.items() if look.get("visible", True)}
    assert visible == {"bones", "nerves"}
    assert "muscles-superficial" in {
        name for name, look in groups_started(frame, "").items() if look.get("visible", True)
    }


def test_a_visit_begins_with_what_can_be_shown(small_atlas: Atlas) -> None:
    state = first_state(small_atlas, "?body=nobody&camera=left&selection=piriformis-left,no-such")
    assert (state.body, state.camera, state.selection) == ("own", "left", ("piriformis-left",))


def test_an_unknown_body_is_not_fetched_early(frame: Frame) -> None:
    frame.session.show(first_state(frame.session.atlas, "?body=nobody"))
    assert 'data-nmt-pack="pack/own/index.json"' in frame.head("?body=nobody")


def test_panels_fold_away_on_a_narrow_window_and_come_back(frame: Frame) -> None:
    view, page = frame.session.view, frame.page
    view.window_width = NARROW - 1
    assert (page.sidebar_open, page.contextbar_open) == (False, False)
    frame.session.mode = "lessons"
    assert page.sidebar_open, "a lesson is read before the body is clicked"
    page.contextbar_open = True
    view.window_width = NARROW - 200
    assert page.contextbar_open, "what the person opened stays while the window stays narrow"
    view.window_width = NARROW
    assert (page.sidebar_open, page.contextbar_open) == (True, False)
    frame.session.mode = "explore"
    assert (page.sidebar_open, page.contextbar_open) == (True, True)


def test_what_the_browser_says_before_the_page_opened_is_heeded_then(
    small_atlas: Atlas, visit: Callable[[Atlas], Session], tmp_path: Any
) -> None:
    store = ProgressStore(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    session = visit(small_atlas)
    frame = frame_of(session, store)
    session.view.failure = "no WebGL 2"
    assert session.view.still == ""
    frame.restore("")
    assert session.view.still.startswith("data:image/png")
    store.close()
