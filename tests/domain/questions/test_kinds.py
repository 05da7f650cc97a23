"""Every kind of question has what a kind needs: the list is walked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from question_samples import COMMON, SAMPLES, Sample, SampleBody, SampleNames, SampleTap

from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import (
    KINDS,
    Aside,
    BaseQuestion,
    ChooseReferral,
    Clicked,
    Question,
    kind_name,
    outcome_of,
)
from nmt_atlas.domain.questions.paint_referral import packed, unpacked
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
    answers = [(1.0, given.right), (0.0, given.wrong), *given.more]
    if given.partly is not None:
        answers.append(given.partly[::-1])
    for score, answer in answers:
        verdict = asked.grade(answer, BODY)
        assert verdict.score == pytest.approx(score), answer
        assert verdict.outcome == outcome_of(verdict.score)
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
    if kind.takes not in ("place", "strokes"):  # what was placed or painted is measured
        assert all("the " in one for one in said), "by its name, not by its id alone"
        assert said[0] != said[1]
    told = [
        asked.measured(one, BODY, ENGLISH.say) for one in (sample(kind).right, sample(kind).wrong)
    ]
    assert told[0] != told[1] or kind.takes not in ("place", "strokes")


@every_kind
def test_names_are_off_while_it_asks_and_on_with_the_truth(kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    shown = asked.asks(ViewState(camera="posterior"))
    assert not shown.labels
    assert shown.camera == "posterior", "a question without a view of its own takes the step's"
    assert asked.truth().on(shown, BODY).labels


@every_kind
def test_it_can_be_answered_by_a_click_or_by_a_choice(kind: type[BaseQuestion[Any]]) -> None:
    asked, given = question(kind), sample(kind)
    assert asked.from_tap(SampleTap()) is None, "the background is no answer"
    assert asked.from_draft({}) is None, "nothing chosen is no answer"
    assert asked.from_draft({"choice": "nobody", "0": ""}) is None
    assert asked.from_strokes(()) is None
    if given.tap is not None:
        found = asked.from_tap(given.tap)
        assert found is not None
        assert asked.grade(found, BODY).score == 1.0
    elif kind.takes == "nothing":
        assert asked.from_tap(SampleTap(part="soleus-right", skin_vertex=1)) is None
    if given.draft:
        found = asked.from_draft(given.draft)
        assert found is not None
        assert asked.grade(found, BODY).score == 1.0
    assert given.tap or given.draft or asked.from_strokes(range(100)) == given.right


@every_kind
def test_choices_keep_their_order_in_a_run_and_change_with_it(
    kind: type[BaseQuestion[Any]],
) -> None:
    asked = question(kind)
    orders = {asked.choices(str(run)) for run in range(40)}
    assert asked.choices("a") == asked.choices("a")
    assert len({frozenset(order) for order in orders}) == 1
    if asked.choices("a"):
        assert len(orders) > 1
    assert kind.takes != "nothing" or asked.choices("a") or kind_name(kind) == "type-name"


@every_kind
def test_every_link_is_a_field_and_something_can_be_read_about_it(
    kind: type[BaseQuestion[Any]],
) -> None:
    assert set(kind.LINKS) <= set(kind.model_fields)
    assert tuple(ident for _, ident in question(kind).about()) == sample(kind).about


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
    for kind in ("choose-referral", "point-referral", "paint-referral", "source-of-pain"):
        assert shown[kind].selection == ("soleus-right",)
        assert shown[kind].overlay == ("soleus-tp1:right",)
    for kind in ("which-nerve", "what-compresses"):
        assert shown[kind].nerve == "tibial-nerve:right"
        assert "nerves" in shown[kind].layers
    assert shown["name-structure"] == ViewState()


def test_an_explanation_may_have_a_view_of_its_own() -> None:
    asked = question(KINDS[0], shows={"camera": "left"})
    shown = asked.explains(ViewState(camera="posterior", body="other"), BODY)
    assert (shown.camera, shown.body, shown.selection) == ("left", "other", ("soleus-right",))


def test_what_was_chosen_wrongly_is_marked_on_the_body() -> None:
    asked = question(KINDS[0])
    assert asked.chosen(sample(KINDS[0]).wrong) == "gastrocnemius-right"
    assert asked.chosen(sample(KINDS[0]).right) == ""


def test_the_painted_pain_has_no_mark_and_the_numbers_no_names() -> None:
    by_name = {kind_name(kind): question(kind) for kind in KINDS}
    assert by_name["source-of-pain"].aside().painted == ("soleus-tp1:right",)
    assert by_name["source-of-pain"].asks(ViewState()).overlay == ()
    assert by_name["label-picture"].aside().tags[1] == ("plantaris-right", "2")
    plain = {name for name, one in by_name.items() if one.aside() == Aside()}
    assert plain == set(by_name) - {"source-of-pain", "label-picture"}


def test_what_was_painted_is_kept_in_few_letters() -> None:
    area = packed(range(5000, 9000))
    assert len(area) < 200
    assert unpacked(area) == frozenset(range(5000, 9000))
    assert unpacked("AAAA") == unpacked("é") == frozenset()


def test_either_side_is_right_where_none_is_asked_for() -> None:
    asked = question(KINDS[0], side=None)
    assert asked.grade(Clicked(part="soleus-left"), BODY).score == 1.0


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


def test_a_picture_is_explained_from_the_side_that_it_showed() -> None:
    asked = ChooseReferral(
        id="q",
        prompt="Which picture?",
        explanation="So.",
        sources=("gray-2020",),
        target="soleus-tp1",
        distractors=("soleus-tp2", "soleus-tp3"),
        camera="posterior",
    )
    faced = asked.faces(ViewState())
    assert (faced.camera, faced.zones) == ("posterior", ("soleus-tp1:right",))
    told = asked.explains(ViewState(), SampleBody())
    assert told.focus == told.selection != ()
    assert told.camera == "posterior"
    unseen = asked.model_copy(update={"camera": "right"})
    assert unseen.explains(ViewState(), SampleBody()).camera == "left", "where it is seen"
    framed = ViewState(focus=("tibia-right",))
    assert asked.faces(framed) == framed
    assert asked.explains(framed, SampleBody()).focus == framed.focus
    shown = asked.model_copy(update={"shows": framed})
    assert shown.faces(ViewState()) == framed
