"""What a press of a control does to what a question's controls hold."""

from __future__ import annotations

import pytest
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom.drafting import CHOOSE, MISSING, Drafting
from nmt_atlas.domain.classroom.speech import Held
from nmt_atlas.domain.questions import (
    ChooseOne,
    Clicked,
    ClickStructure,
    PaintReferral,
    Picked,
    PutInOrder,
)

NAMES = {"soleus-right": "Soleus (right)", "soleus-left": "Soleus (left)"}


def drafting(kind: type, name: str, *, several: bool = False) -> Drafting:
    question = kind.model_validate({**COMMON, **SAMPLES[name].good})  # type: ignore[attr-defined]
    return Drafting(question, question.choices("1"), NAMES, several=several, fold=str.lower)


def test_a_choice_answers_by_its_place() -> None:
    one = drafting(ChooseOne, "choose-one")
    places = {one.press(Held(), f"choose:{n}", "on", ()).answer for n in range(3)}
    assert places == {Picked(option=n) for n in range(3)}
    assert one.press(Held(), "choose:99", "on", ()).told == MISSING


def test_a_name_is_taken_by_its_key_or_as_it_is_written_whole() -> None:
    one = drafting(ClickStructure, "click-structure")
    asked = one.press(Held(), "words:ask", "sol", ())
    assert (asked.held.query, asked.answer) == ("sol", None)
    for text in ("soleus-right", "SOLEUS (RIGHT)"):
        assert one.press(asked.held, "words:take", text, ()).answer == Clicked(part="soleus-right")
    other = one.press(asked.held, "words:take", "sol", ())
    assert (other.told, other.held.query, other.answer) == (CHOOSE, "", None)


def test_several_names_are_held_and_dropped() -> None:
    one = drafting(PaintReferral, "paint-referral", several=True)
    held = one.press(Held(), "words:take", "soleus-right", ()).held
    assert held.draft == {"soleus-right": "on"}
    assert one.press(held, "drop:soleus-right", "on", ()).held.draft == {}


def test_what_is_painted_comes_before_what_is_held() -> None:
    one = drafting(PaintReferral, "paint-referral")
    painted = one.press(Held(draft={"heel": "on"}), "done:", "on", (3, 4)).answer
    assert painted is not None
    assert painted.vertices == {3, 4}  # type: ignore[attr-defined]
    assert one.press(Held(), "done:", "on", ()).told == MISSING


def test_an_order_grows_and_shrinks() -> None:
    one = drafting(PutInOrder, "put-in-order")
    held = Held()
    for ident in ("order:2", "order:0", "order:2", "unorder:"):
        held = one.press(held, ident, "on", ()).held
    assert held.draft == {"order": "2"}


@pytest.mark.parametrize("ident", ["", ":", "what:ever", "hand:"])
def test_what_is_no_control_changes_nothing(ident: str) -> None:
    held = Held(draft={"choice": "0"})
    assert drafting(ChooseOne, "choose-one").press(held, ident, "on", ()) == (held, None, "")
