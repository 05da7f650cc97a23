"""The Assess page, with the project's own lists."""

from __future__ import annotations

from typing import Any

import pytest
from seen import act, text_on

from nmt_atlas.library import data_paths, load_library
from nmt_atlas.pages.assess import AssessPage
from nmt_atlas.pages.visit import Visit

LISTS = ("do-not-treat-general", "do-not-treat-here", "treat-with-care")


@pytest.fixture
def page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> AssessPage:
    known: dict[str, Any] = dict(visit.library.conditions)
    whole = load_library(data_paths()).library.conditions
    library = visit.library.having("condition", known | {one: whole[one] for one in LISTS})
    monkeypatch.setattr(type(visit), "library", library)
    return AssessPage(visit)


def test_the_list_stops_with_its_reason_until_it_is_cleared(page: AssessPage) -> None:
    assert "Nothing is marked. Ask about each" in text_on(page.left)
    act(page.left, "found:with-care/pregnancy")
    assert "With care" in text_on(page.left)
    act(page.left, "found:stop/aneurysm")
    shown = text_on(page.left)
    assert "Stop: no session today. Refer." in shown
    assert "no pressure on belly or neck" in shown
    act(page.left, "found:stop/aneurysm", False)
    assert "Stop:" not in text_on(page.left)
    act(page.left, "clear:")
    assert page.screening.verdict == "clear"


def test_what_is_not_on_the_list_is_passed_over(page: AssessPage) -> None:
    act(page.left, "found:stop/<script>")
    assert page.found == frozenset()
