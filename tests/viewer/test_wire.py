"""What Python and JavaScript know of the wire is the same."""

from __future__ import annotations

from nmt_atlas.domain.picks import EVENTS
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.wire import EVENTS_FILE, events_text


def test_the_browser_has_the_events_of_today() -> None:
    assert EVENTS_FILE.read_text(encoding="utf-8") == events_text(), (
        "run `python -m nmt_atlas.viewer.wire`"
    )


def test_every_event_comes_in_a_parameter_of_the_view() -> None:
    assert {kind.parameter for kind in EVENTS} <= set(AtlasView.param)
