"""Lessons that nobody wrote: opened by their id, the same every time."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library import load_library
from nmt_atlas.library.made import Scope, parts_scope, quiz_id


@pytest.fixture(scope="module")
def library():
    return load_library().library


@pytest.mark.slow
def test_a_lesson_is_made_of_every_document_that_gives_questions(library):
    found = list(library.lessons.makeable())
    assert len(found) > 300
    for ident, kind, document in found[::9]:
        lesson = library.lessons[ident]
        assert lesson.made_from == f"{kind}/{document}"
        assert lesson.questions
        assert Lesson.model_validate(lesson.model_dump(mode="json")) == lesson
        tested = {number for one in lesson.questions for number in one.objectives}
        assert tested == set(range(1, len(lesson.objectives) + 1))


def test_written_lessons_are_what_is_listed(library):
    assert set(library.lessons) == set(library.of("lesson"))
    assert all(not library.lessons[one].made_from for one in library.lessons)


def test_a_quiz_is_the_same_again_and_another_seed_gives_another(library):
    ident = quiz_id(Scope("region", "forearm_volar"), 10, 4)
    assert ident == "quiz-region-forearm-volar-10-4"
    one = library.lessons[ident]
    again = load_library().library.lessons[ident]
    assert one == again
    assert len(one.questions) == 10
    assert one != library.lessons[quiz_id(Scope("region", "forearm_volar"), 10, 5)]


def test_a_quiz_says_how_hard_it_is(library):
    usual = quiz_id(Scope("all", ""), 10, 4)
    hard = quiz_id(Scope("all", ""), 10, 4, "hard")
    assert (usual, hard) == ("quiz-all-10-4", "quiz-all-10-4-hard")
    assert quiz_id(Scope("all", ""), 10, 4, "medium") == usual
    one, other = library.lessons[usual], library.lessons[hard]
    assert [step.question for step in one.steps] != [step.question for step in other.steps]
    assert "quiz-all-10-4-medium" not in library.lessons


def test_a_quiz_of_what_is_selected(library):
    ident = quiz_id(parts_scope(("soleus", "plantaris")), 6, 1)
    lesson = library.lessons[ident]
    assert lesson.title == "Quiz: Soleus, Plantaris"
    assert len(lesson.questions) == 6


def test_an_examination_has_a_hundred_items_in_110_minutes(library):
    lesson = library.lessons["exam-1"]
    assert len(lesson.questions) == 100
    assert lesson.minutes == 110
    assert len({one.id for one in lesson.questions}) == 100


@pytest.mark.parametrize(
    "ident",
    [
        "",
        "about",
        "about-muscle",
        "about-muscle-nope",
        "about-lesson-x",
        "quiz-region-nowhere-10-1",
        "quiz-parts-soleus-and-nope-10-1",
        "quiz-all-0-1",
        "quiz-all-10",
        "quiz-all-10-1-",
        "exam-",
        "exam-1e9",
        "exam-12345678901234567890",
    ],
)
def test_what_cannot_be_made_is_no_lesson(library, ident):
    assert ident not in library.lessons
    assert library.lessons.get(ident) is None
