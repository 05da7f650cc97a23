"""A quiz is one press away from every selection, every document and every view."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.made import Scope, quiz_id
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.commands.quizzes import make_quiz, scope_about, scope_of, scope_of_view
from nmt_atlas.pages.library_page import LibraryPage
from nmt_atlas.pages.visit import Visit

QUIZ = "Make me a quiz"


def opened(visit: Visit) -> list[str]:
    """The lessons that the visit goes to from now on."""
    found: list[str] = []
    visit.opener = lambda name, keys: found.append(keys["lesson"])
    return found


def buttons(leaf: Any) -> dict[str, str]:
    """Every button on a leaf: its id -> its label."""
    found: dict[str, str] = {}
    todo = [json.loads(leaf.text)]
    while todo:
        one = todo.pop()
        todo += one if isinstance(one, list) else one.values() if isinstance(one, dict) else ()
        if isinstance(one, dict) and "label" in one and "id" in one:
            found[one["id"]] = one["label"]
    return found


def press(leaf: Any, label: str) -> None:
    (ident,) = [one for one, told in buttons(leaf).items() if told == label]
    n = leaf.pressed.get("n", 0) + 1
    leaf.pressed = {"n": n, "id": ident, "value": True}


@pytest.mark.parametrize(
    ("chosen", "lesson"),
    [
        (("piriformis-right",), "quiz-muscle-piriformis-10-"),
        (("sacrum",), "quiz-parts-sacrum-10-"),
        (("piriformis-right", "sacrum"), "quiz-parts-piriformis-and-sacrum-10-"),
    ],
)
def test_the_card_of_what_is_selected_has_a_quiz(
    visit: Visit, chosen: tuple[str, ...], lesson: str
) -> None:
    card = Card(visit)
    visit.show(visit.state.changed(selection=chosen))
    card.write()
    went = opened(visit)
    press(card.reader.leaf, QUIZ)
    (ident,) = went
    assert ident.startswith(lesson)
    assert visit.library.lessons[ident].questions


def test_the_card_of_a_nerve_has_a_quiz(visit: Visit) -> None:
    card = Card(visit)
    visit.follow("sciatic-nerve", "right")
    card.write()
    went = opened(visit)
    press(card.reader.leaf, QUIZ)
    assert went[0].startswith("quiz-nerve-sciatic-nerve-10-")


def test_a_document_has_a_quiz(visit: Visit) -> None:
    page = LibraryPage(visit)
    page.make_right()
    page.open("muscle/piriformis")
    went = opened(visit)
    press(page.make_right(), QUIZ)
    assert went[0].startswith("quiz-muscle-piriformis-10-")


def test_a_view_is_about_what_it_points_out(visit: Visit) -> None:
    library = visit.library
    tags = ("piriformis-1:right",)
    assert scope_of_view(library, ViewState(overlay=tags)) == ("muscle", "piriformis")
    told = ViewState(tight=("piriformis-right",), weak=("sacrum",))
    assert scope_of_view(library, told) == ("parts", "piriformis-and-sacrum")
    assert scope_of_view(library, ViewState()) == ("all", "")
    went = opened(visit)
    make_quiz(visit, scope_of(visit))
    assert went[0].startswith("quiz-all-10-")


SHOWN = (
    "test",
    "landmark",
    "motion",
    "story",
    "view",
    "muscle",
    "nerve",
    "entrapment",
    "condition",
)


def test_every_document_that_shows_something_on_the_body_gives_a_quiz(
    documents_on_balls: Any, make_visit: Any
) -> None:
    visit: Visit = make_visit(documents_on_balls)
    library: Library = visit.library
    without = []
    for kind in SHOWN:
        for ident in library.of(kind):
            scope = scope_about(visit, kind, ident)
            target = target_of(library, kind, ident)
            if scope is None:
                assert kind == "view" or not target.structures, (kind, ident)
                continue
            if not library.lessons.tags(scope):
                without.append((kind, ident))
    assert without == []


def test_a_quiz_of_one_thing_never_asks_for_its_name(documents_on_balls: Any) -> None:
    library: Library = documents_on_balls.library
    for ident in ("soleus", "piriformis", "masseter", "trapezius"):
        parts = library.muscles[ident].parts
        for seed in range(12):
            lesson = library.lessons[quiz_id(Scope("muscle", ident), 10, seed)]
            assert len(lesson.questions) == 10
            for question in lesson.questions:
                if question.kind in ("type-name", "name-structure"):
                    assert not set(question.right) & set(parts), question.id
                if question.kind == "source-of-pain":
                    assert library.muscle_with_point(question.right[0]).id != ident, question.id
