"""What a lesson shows at each of its steps."""

from __future__ import annotations

import pytest
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.questions import KINDS, kind_name
from nmt_atlas.domain.questions.base import Shown
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import load_library

KNEE = {
    "camera": "posterior",
    "focus": ["soleus-right"],
    "isolated": ["soleus-right"],
    "selection": ["soleus-right"],
    "overlay": ["soleus-tp1:right"],
}


@pytest.fixture(scope="module")
def lesson_type():
    return type(load_library().library.lessons["adductors"])


def lesson(lesson_type, *steps):
    """The words, then steps that show nothing of their own."""
    told = {"id": "words", "title": "Words", "view": KNEE}
    more = [{"title": "More", **one, "id": f"s{at}"} for at, one in enumerate(steps)]
    return lesson_type.model_validate(
        {
            "id": "l",
            "title": "L",
            "summary": "S",
            "minutes": 5,
            "objectives": ["o"],
            "steps": [told, *more],
            "sources": ["s"],
        }
    )


def asked(kind):
    return {"question": {"kind": kind, **COMMON, **SAMPLES[kind].good}}


def test_more_words_leave_the_body_as_it_is(lesson_type):
    made = lesson(lesson_type, {"words": "On."}, {"words": "On."})
    assert made.view_at(2) == made.view_at(1) == made.view_at(0) == ViewState.model_validate(KNEE)


def test_a_question_about_words_stays_there_without_what_was_pointed_out(lesson_type):
    made = lesson(lesson_type, asked("choose-one"), asked("must-not"))
    for at in (1, 2):
        view = made.view_at(at)
        assert (view.camera, view.focus) == ("posterior", ("soleus-right",))
        assert (view.selection, view.overlay) == ((), ())


@pytest.mark.parametrize("kind", KINDS, ids=kind_name)
def test_a_question_about_the_body_shows_what_it_would_by_itself(lesson_type, kind):
    made = lesson(lesson_type, asked(kind_name(kind)))
    alone = made.steps[1].question.truth() != Shown()
    assert (made.view_at(1) == ViewState()) == alone


def test_a_step_of_its_own_view_keeps_it_and_nothing_comes_from_before_the_beginning(lesson_type):
    own = {"camera": "anterior-left"}
    made = lesson(lesson_type, {"view": own})
    assert made.view_at(1) == ViewState.model_validate(own)
    bare = made.model_copy(update={"steps": made.steps[1:]})
    assert bare.view_at(0) == ViewState.model_validate(own)
