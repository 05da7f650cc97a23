"""The Stories page, on the small library."""

from __future__ import annotations

import pytest
from seen import act, labels, text_on

from nmt_atlas.domain.story import Cue
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.stories import StoriesPage
from nmt_atlas.pages.visit import Visit

STORY = "piriformis-sciatic"


@pytest.fixture
def page(visit: Visit) -> StoriesPage:
    frame = Frame(visit)
    frame.book.open("stories")
    found = frame.book.now
    assert isinstance(found, StoriesPage)
    return found


def test_a_story_is_told_from_the_list_step_by_step(page: StoriesPage) -> None:
    assert page.address() == {}
    assert "The nerve under the muscle" in text_on(page.left)
    act(page.left, "open:edited")
    assert "The nerve under the muscle" not in text_on(page.left)
    act(page.left, f"tell:{STORY}")
    assert page.story
    assert page.visit.state.nerve == "sciatic-nerve:right"
    first = page.address()["moment"]
    act(page.left, "go:1")
    assert page.address() == {"story": STORY, "moment": page.moments[1].id}
    act(page.left, "go:-1")
    act(page.left, "go:-1")
    assert page.address()["moment"] == first
    act(page.left, "list:")
    assert page.story is None
    assert "Choose one." in text_on(page.left)


def test_the_keys_go_on_and_back_while_the_page_is_open(page: StoriesPage) -> None:
    page.begin(STORY)
    by_id = {one.id: one for one in COMMANDS}
    by_id["story-next"].run(page.visit)
    assert page.at == 1
    by_id["story-back"].run(page.visit)
    assert page.at == 0
    page.leave()
    assert by_id["story-next"].refused(page.visit)
    by_id["story-next"].run(page.visit)
    assert page.at == 0


def test_plain_words_take_the_place_of_the_others(page: StoriesPage) -> None:
    page.begin(STORY)
    before = text_on(page.left)
    act(page.left, "plain:", True)
    assert page.client
    assert text_on(page.left) != before
    assert page.address()["telling"] == "plain"
    assert all(one.plain for one in page.moments)


def test_it_is_shown_on_the_side_that_is_chosen(page: StoriesPage) -> None:
    page.begin(STORY)
    act(page.left, "side:", "left")
    assert page.visit.state.nerve == "sciatic-nerve:left"
    assert page.address()["side"] == "left"


def test_an_address_opens_a_moment_and_falls_back(page: StoriesPage) -> None:
    page.begin(STORY)
    second = page.moments[1].id
    assert page.restore({"story": STORY, "moment": second}) == ()
    assert page.at == 1
    assert page.restore({"story": STORY, "moment": "none"}) == ()
    assert page.at == 0
    assert page.restore({"story": "none"})[0].startswith("The library has no")
    assert page.story is None


def test_the_list_says_what_the_buttons_are(page: StoriesPage) -> None:
    page.begin(STORY)
    assert {"All stories", "Back", "Next"} <= set(labels(page.left))


def test_a_moment_that_shows_nothing_of_its_own_stays_with_the_opening_view(
    page: StoriesPage,
) -> None:
    page.begin(STORY)
    opening = page.visit.state
    assert page.story
    bare = page.story.moments[-1].model_copy(update={"show": Cue()})
    page.story = page.story.model_copy(update={"moments": (*page.story.moments[:-1], bare)})
    for _ in page.moments:
        page.step(1)
    assert page.at == len(page.moments) - 1
    assert page.visit.state == opening
