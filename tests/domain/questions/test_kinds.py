"""Every kind of question has what a kind needs: the list is walked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from question_samples import COMMON, SAMPLES, Sample, SampleBody, SampleNames, SampleTap

from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import KINDS, BaseQuestion, Question, kind_name
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import schemas

ASKED: TypeAdapter[Any] = TypeAdapter(Question)
BODY, NAMES = SampleBody(), SampleNames()

every_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)


def sample(kind: type[BaseQuestion[Any]]) -> Sample:
    assert kind_name(kind) in SAMPLES, "a kind needs a sample: tests/samples/question_samples.py"
    return SAMPLES[kind_name(kind)]


def question(kind: type[BaseQuestion[Any]], **changes: Any) -> Any:
    return ASKED.validate_python(
        {**COMMON, "kind": kind_name(kind), **sample(kind).good, **changes}
    )


def test_the_samples_are_of_kinds_that_exist() -> None:
    assert set(SAMPLES) == {kind_name(kind) for kind in KINDS}


@every_kind
def test_a_good_document_is_of_its_kind_and_a_bad_one_is_refused(
    kind: type[BaseQuestion[Any]],
) -> None:
    assert type(question(kind)) is kind
    bad = {**COMMON, "kind": kind_name(kind), **sample(kind).bad}
    with pytest.raises(ValidationError):
        ASKED.validate_python(bad)


@every_kind
def test_the_prose_of_the_schema_names_the_kind_and_its_own_keys(
    kind: type[BaseQuestion[Any]],
) -> None:
    prose = (schemas.FOLDER / "lesson.md").read_text(encoding="utf-8")
    (line,) = [one for one in prose.splitlines() if one.startswith(f"| `{kind_name(kind)}` |")]
    own = set(kind.model_fields) - set(BaseQuestion.model_fields) - {"kind"}
    assert [key for key in own if f"`{key}`" not in line] == []
    assert kind_name(kind) in schemas.schema_text("lesson")


@every_kind
def test_answers_are_graded(kind: type[BaseQuestion[Any]]) -> None:
    asked, given = question(kind), sample(kind)
    scores = {"right": 1.0, "partly": 0.5, "wrong": 0.0}
    answers = [("right", given.right), ("wrong", given.wrong), *given.more.items()]
    if given.partly is not None:
        answers.append(("partly", given.partly))
    for outcome, answer in answers:
        verdict = asked.grade(answer, BODY)
        assert (verdict.outcome, verdict.score) == (outcome, scores[outcome])
        assert verdict.correct in asked.right


@every_kind
def test_an_answer_is_kept_as_plain_data_and_read_again(kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    for answer in (sample(kind).right, sample(kind).wrong):
        kept = json.loads(json.dumps(answer.model_dump(mode="json")))
        assert asked.read(kept) == answer
    assert asked.read("a text of an older log") is None


@every_kind
def test_what_was_chosen_is_said(kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    said = [
        asked.spoken(one, NAMES, ENGLISH.say) for one in (sample(kind).right, sample(kind).wrong)
    ]
    assert all("the " in one for one in said), "by its name, not by its id alone"
    assert said[0] != said[1]


@every_kind
def test_names_are_off_while_it_asks_and_on_with_the_truth(kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    shown = asked.asks(ViewState(camera="posterior"))
    assert not shown.labels
    assert shown.camera == "posterior", "a question without a view of its own takes the step's"
    assert asked.truth().on(shown, BODY).labels


@every_kind
def test_it_can_be_answered_by_a_click_or_by_a_choice(kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    taps = {
        "part": SampleTap(part="soleus-right"),
        "skin": SampleTap(part="soleus-right", skin_vertex=1),
        "marker": SampleTap(marker="soleus-tp1:right"),
    }
    if kind.takes == "nothing":
        assert len(asked.choices("")) > 1
        assert set(asked.right) <= set(asked.choices(""))
        assert all(asked.from_tap(tap) is None for tap in taps.values())
    else:
        assert asked.from_tap(taps[kind.takes]) == sample(kind).right
        assert asked.from_tap(SampleTap()) is None, "the background is no answer"


@every_kind
def test_choices_keep_their_order_in_a_run_and_change_with_it(
    kind: type[BaseQuestion[Any]],
) -> None:
    asked = question(kind)
    orders = {asked.choices(str(run)) for run in range(40)}
    assert asked.choices("a") == asked.choices("a")
    assert len({frozenset(order) for order in orders}) == 1
    if kind.takes == "nothing":
        assert len(orders) > 1


@every_kind
def test_every_link_is_a_field_and_something_can_be_read_about_it(
    kind: type[BaseQuestion[Any]],
) -> None:
    assert set(kind.LINKS) <= set(kind.model_fields)
    assert [ident for _, ident in question(kind).about()] == list(question(kind).right)


def test_a_question_shows_its_own_view_before_its_steps() -> None:
    own = {"view": {"camera": "left", "labels": True}}
    shown = question(KINDS[0], **own).asks(ViewState(camera="posterior"))
    assert (shown.camera, shown.labels) == ("left", False)


def test_what_is_asked_by_its_glow_glows() -> None:
    (named,) = [kind for kind in KINDS if kind_name(kind) == "name-structure"]
    assert question(named, side="left").asks(ViewState()).selection == ("soleus-left",)


def test_the_truth_selects_and_paints() -> None:
    shown = {kind_name(kind): question(kind).truth().on(ViewState(), BODY) for kind in KINDS}
    assert shown["click-structure"].selection == ("soleus-right",)
    for kind in ("choose-referral", "point-referral"):
        assert shown[kind].selection == ("soleus-right",)
        assert shown[kind].overlay == ("soleus-tp1:right",)
    assert shown["name-structure"] == ViewState()


def test_either_side_is_right_where_none_is_asked_for() -> None:
    asked = question(KINDS[0], side=None)
    assert asked.grade(sample(KINDS[0]).partly, BODY).score == 1.0


def test_a_lesson_tells_the_kinds_apart() -> None:
    steps = [
        {
            "id": f"s{n}",
            "title": "T",
            "question": question(kind, id=f"q{n}").model_dump(mode="json"),
        }
        for n, kind in enumerate(KINDS)
    ]
    data = {"id": "l", "title": "T", "summary": "S", "minutes": 1, "objectives": ["O"]}
    lesson = Lesson.model_validate({**data, "steps": steps, "sources": ["s"]})
    assert tuple(type(one) for one in lesson.questions) == KINDS
