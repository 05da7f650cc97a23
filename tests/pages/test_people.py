"""Who is learning: chosen by name, kept for the browser, and erased."""

from __future__ import annotations

from typing import Any

import pytest

from nmt_atlas.pages.people import learn_as, meet, name_of
from nmt_atlas.pages.review import ReviewPage
from nmt_atlas.pages.settings import choose, settings_of


@pytest.fixture
def page(visit: Any) -> ReviewPage:
    found = ReviewPage(visit)
    found.make_left()
    found.enter()
    return found


def press(page: ReviewPage, ident: str, value: object = True) -> None:
    leaf = page._desk.leaf
    leaf.pressed = {"n": leaf.pressed.get("n", 0) + 1, "id": ident, "value": value}


def answered(visit: Any) -> None:
    visit.store.record(
        visit.learner, "hip", "q", answer=1, score=1.0, now=visit.clock(), card="a:b"
    )


def test_somebody_new_learns_here_and_comes_again(page: ReviewPage, visit: Any) -> None:
    went = []
    visit.opener = lambda name, keys: went.append((name, dict(keys)))
    answered(visit)
    press(page, "newcomer:take", "Anna")
    assert name_of(visit) == "Anna"
    assert went == [("lessons", {})]
    assert visit.store.people.count(visit.learner) == 0, "what the browser answered is its own"
    visit.learner = visit.browser
    meet(visit)
    assert name_of(visit) == "Anna"


def test_who_is_learning_is_a_setting_where_anybody_has_a_name(visit: Any) -> None:
    assert "learner" not in {one.id for one in settings_of(visit)}
    learn_as(visit, "Anna")
    (setting,) = [one for one in settings_of(visit) if one.id == "learner"]
    assert setting.value == "Anna"
    choose(visit, "learner", "")
    assert name_of(visit) == ""
    choose(visit, "learner", "Nobody known")
    assert visit.store.people.names() == ("Anna",)


def test_a_name_that_is_none_is_told_and_changes_nothing(page: ReviewPage, visit: Any) -> None:
    press(page, "newcomer:take", "x" * 61)
    assert "1 to 60 letters" in visit.notices.now.text
    assert visit.learner == visit.browser


def test_erasing_is_asked_twice(page: ReviewPage, visit: Any) -> None:
    learn_as(visit, "Anna")
    answered(visit)
    press(page, "erase:")
    assert visit.store.people.count(visit.learner) == 1
    assert "nothing brings it back" in page._desk.leaf.text
    press(page, "erase:sure")
    assert visit.store.people.names() == ()
    assert visit.learner == visit.browser
