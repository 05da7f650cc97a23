"""The Review page: what is due, what is weak, how to study."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nmt_atlas.domain.strength import BANDS
from nmt_atlas.pages.commands.quizzes import scope_of
from nmt_atlas.pages.review import ReviewPage

CARD = "click-structure:piriformis"
QUESTION = "click-structure-piriformis"


@pytest.fixture
def page(visit):
    found = ReviewPage(visit)
    found.make_left()
    return found


def answered(visit: Any, days_ago: int, score: float = 1.0, card: str = CARD) -> None:
    now = visit.clock() - timedelta(days=days_ago)
    visit.store.record(visit.learner, "made", QUESTION, answer=1, score=score, now=now, card=card)


def said(page: ReviewPage) -> str:
    return page._desk.leaf.text


def press(page: ReviewPage, ident: str, value: object = True) -> None:
    n = page._desk.leaf.pressed.get("n", 0) + 1
    page._desk.leaf.pressed = {"n": n, "id": ident, "value": value}


def test_who_was_never_asked_is_told_what_will_be(page):
    page.enter()
    assert "Nothing has been asked yet" in said(page)


def test_what_is_due_is_told_and_asked(page, visit):
    answered(visit, 40)
    opened = []
    visit.opener = lambda name, keys: opened.append((name, dict(keys)))
    page.enter()
    assert "1 card is due." in said(page)
    press(page, "review:")
    ((name, keys),) = opened
    assert name == "lessons"
    lesson = visit.library.lessons[keys["lesson"]]
    assert [one.id for one in lesson.questions] == [QUESTION]


def test_an_answer_without_a_card_is_a_card_all_the_same(page, visit):
    answered(visit, 40, card="")
    page.enter()
    assert "1 card is due." in said(page)
    assert set(visit.store.memory.all(visit.learner)) == {CARD}


def test_the_last_answer_can_be_taken_back(page, visit):
    answered(visit, 1)
    page.enter()
    press(page, "undo:")
    assert visit.store.memory.all(visit.learner) == {}
    assert "Nothing has been asked yet" in said(page)


def test_how_much_shall_be_known_is_chosen(page, visit):
    answered(visit, 1)
    page.enter()
    press(page, "wish:", "0.95")
    assert visit.store.memory.studying(visit.learner).retention == 0.95
    press(page, "wish:", "7")
    assert visit.store.memory.studying(visit.learner).retention == 0.95


def test_the_weakest_are_shown_on_the_body(page, visit):
    answered(visit, 40, score=0.0)
    page.enter()
    area = visit.library.structures["piriformis"].region
    assert f"weak:{area}" in said(page)
    press(page, f"weak:{area}")
    assert visit.state.selection == ("piriformis-right",)


def test_a_quiz_is_of_what_is_looked_at(visit):
    assert scope_of(visit).kind == "all"
    visit.select("piriformis-right")
    assert scope_of(visit) == ("parts", "piriformis")


def test_what_is_known_is_painted_on_the_body_with_a_legend(page, visit):
    answered(visit, 400, score=0.0)
    page.enter()
    press(page, "map:")
    look = visit.view.canvas.scene["parts"]["piriformis-right"]
    assert look["color"] == BANDS[0].color
    assert look["hatched"]
    assert BANDS[0].name in said(page)
    page.leave()
    assert "hatched" not in visit.view.canvas.scene["parts"].get("piriformis-right", {})


def test_what_is_forgotten_again_and_again_is_listed(page, visit):
    for week in range(80, 0, -1):
        answered(visit, week * 40, score=float(week % 3 > 0))
    assert visit.store.memory.one(visit.learner, CARD).leech
    page.enter()
    assert "Hard to keep" in said(page)
    press(page, "leech:piriformis")
    assert visit.state.selection == ("piriformis-right",)


@pytest.mark.parametrize(("score", "ending"), [(1.0, "-hard"), (0.0, "-easy")])
def test_a_quiz_is_as_hard_as_the_answers_so_far_allow(page, visit, score, ending):
    opened = []
    visit.opener = lambda name, keys: opened.append(keys["lesson"])
    page.enter()
    press(page, "quiz:")
    for ago in range(12, 0, -1):
        answered(visit, ago, score=score)
    press(page, "quiz:")
    first, later = opened
    assert first.rpartition("-")[2].isdigit(), "nothing is known yet"
    assert later.endswith(ending)
    assert visit.library.lessons[later].questions


def test_the_days_are_fitted_to_ones_own_answers_and_back(page, visit):
    told = []
    visit.tell = lambda text, topic: told.append(text)
    page.enter()
    press(page, "fit:")
    assert "cards must have been asked again" in told[-1]
    for number in range(25):
        card = f"choose-one:q{number}"
        answered(visit, 9, card=card)
        answered(visit, 3, score=float(number % 5 == 0), card=card)
    page.enter()
    assert "for most people" in said(page)
    press(page, "fit:")
    assert "fitted to your own answers" in said(page)
    parameters = visit.store.memory.studying(visit.learner).parameters
    assert len(parameters) == 21
    press(page, "unfit:")
    assert "for most people" in said(page)
    assert visit.store.memory.studying(visit.learner).parameters == ()
