"""A run through a lesson: what counts, what is skipped, where it goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from question_samples import COMMON, SampleBody

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import Clicked, Named
from nmt_atlas.domain.run import END, Given, Run, best_share

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = SampleBody()
RIGHT, WRONG = Clicked(part="soleus-right"), Clicked(part="popliteus-right")


def a_question(ident: str, **more: object) -> dict[str, object]:
    return {**COMMON, "id": ident, "kind": "click-structure", "accept": ["soleus"], **more}


LESSON = Lesson.model_validate(
    {
        "id": "calf",
        "title": "Calf",
        "summary": "S",
        "minutes": 3,
        "objectives": ["Find soleus."],
        "sources": ["s"],
        "steps": [
            {"id": "look", "title": "Look"},
            {"id": "first", "title": "First", "question": a_question("q1")},
            {"id": "second", "title": "Second", "question": a_question("q2", replaces="q2-old")},
            {"id": "close", "title": "Close"},
        ],
    }
)


def begun(**how: object) -> Run:
    return Run.begin(LESSON, **{"learner": "k", "now": NOW, **how})  # type: ignore[arg-type]


def given(question: str, score: float, run: int = 1) -> Given:
    return Given(question=question, score=score, at=NOW, run=run)


def test_next_and_previous_move_by_one_step() -> None:
    run = begun()
    seen = []
    for _ in range(6):
        seen.append(run.reached)
        run = run.next(NOW)
    assert seen == ["look", "first", "second", "close", END, END]
    assert run.previous(NOW).reached == "close"
    assert begun().previous(NOW).reached == "look", "nothing lies before the first step"


def test_the_first_answer_counts() -> None:
    run = begun(reached="first")
    run, first = run.answer(WRONG, BODY, NOW)
    again, second = run.answer(RIGHT, BODY, NOW)
    assert first is not None
    assert first.score == 0.0
    assert second is None, "what is answered stays answered"
    assert again is run
    back = run.previous(NOW).next(NOW)
    assert back.answer(RIGHT, BODY, NOW) == (back, None)
    assert back.summary().score == 0.0


def test_an_answer_is_kept_with_all_that_lasts() -> None:
    run = begun(reached="first").answer(RIGHT, BODY, NOW + timedelta(seconds=2.5))[1]
    assert run is not None
    assert (run.question, run.kind, run.score) == ("q1", "click-structure", 1.0)
    assert run.answer == {"part": "soleus-right"}
    assert (run.at, run.duration_ms) == (NOW + timedelta(seconds=2.5), 2500)


def test_time_is_measured_from_opening_the_step_and_never_backwards() -> None:
    later = NOW + timedelta(minutes=9)
    run = begun(reached="look").next(later)
    kept = run.answer(RIGHT, BODY, later + timedelta(seconds=1))[1]
    early = run.answer(RIGHT, BODY, NOW)[1]
    assert kept is not None
    assert early is not None
    assert (kept.duration_ms, early.duration_ms) == (1000, 0), "a clock that was set back"


def test_the_same_answer_sent_twice_has_one_uid_and_another_run_another() -> None:
    def uid(learner: str, step: str = "first", number: int = 1) -> str:
        kept = begun(learner=learner, number=number, reached=step).answer(RIGHT, BODY, NOW)[1]
        assert kept is not None
        return kept.uid

    assert uid("a") == uid("a")
    assert len({uid("a"), uid("b"), uid("a", "second"), uid("a", number=2)}) == 4
    assert 16 <= len(uid("a")) <= 64


def test_nothing_is_answered_where_nothing_is_asked() -> None:
    for run in (begun(), begun(reached=END)):
        assert run.answer(RIGHT, BODY, NOW) == (run, None)
        assert run.given is None


def test_going_on_without_an_answer_skips_and_is_not_wrong() -> None:
    run = begun(reached="first").next(NOW)
    assert run.passed == "q1"
    assert run.skipped == {"q1"}
    assert run.answers == ()
    assert run.next(NOW).passed == "q2"
    assert run.previous(NOW).passed == "", "said once"
    back = run.previous(NOW).answer(RIGHT, BODY, NOW)[0]
    assert back.skipped == frozenset()
    assert back.next(NOW).passed == ""
    assert back.summary().score == 1.0


def test_a_step_without_a_question_is_not_skipped() -> None:
    assert begun().next(NOW).passed == ""


def test_the_summary_names_what_to_look_at_again() -> None:
    run = begun(reached="first").answer(WRONG, BODY, NOW)[0].next(NOW).next(NOW)
    told = run.summary()
    assert (told.score, told.of) == (0.0, 2)
    assert [(one.question.id, one.position, one.outcome) for one in told.again] == [
        ("q1", 1, "wrong"),
        ("q2", 2, "skipped"),
    ]
    assert begun(log=[given("q1", 1.0), given("q2", 1.0)]).summary().again == ()
    half = begun(log=[given("q1", 0.5), given("q2", 1.0)]).summary()
    assert (half.score, half.again[0].outcome) == (1.5, "partly")


def test_what_was_answered_before_a_reload_stays_answered() -> None:
    run = begun(reached="first", log=[given("q1", 0.0), given("q1", 1.0)])
    assert run.given is not None
    assert run.given.score == 0.0, "the first try counts"
    assert run.answer(RIGHT, BODY, NOW) == (run, None)


def test_answers_of_earlier_runs_do_not_count() -> None:
    log = [given("q1", 1.0, run=1), given("q1", 0.0, run=2)]
    run = begun(reached="first", log=log, number=2)
    assert run.given == log[1]
    assert begun(log=log[:1], number=2).summary().score == 0.0


def test_starting_over_asks_everything_again() -> None:
    run = begun(reached=END, log=[given("q1", 1.0), given("q2", 1.0)])
    again = run.start_over(NOW)
    assert (again.reached, again.answers, again.skipped) == ("look", (), frozenset())
    assert (again.learner, again.number) == ("k", 2)


def test_an_answer_to_an_earlier_form_is_history_only() -> None:
    run = begun(log=[given("q2-old", 1.0)], reached="second")
    assert run.given is None
    assert run.summary().score == 0.0
    assert run.replaced == {"q2"}
    both = begun(log=[given("q2-old", 1.0), given("q2", 0.0)])
    assert both.replaced == frozenset()


def test_the_best_score_counts_present_questions_only() -> None:
    best = {"q1": 1.0, "q2-old": 1.0, "gone": 1.0}
    assert best_share(LESSON, best) == 0.5
    assert best_share(LESSON, {}) == 0.0
    bare = LESSON.model_copy(update={"steps": LESSON.steps[:1]})
    assert best_share(bare, best) == 0.0


@pytest.mark.parametrize(
    ("reached", "position"), [("", 0), ("first", 1), ("gone", 0), ("close", 3), (END, 4)]
)
def test_a_lesson_goes_on_where_it_was_left(reached: str, position: int) -> None:
    run = begun(reached=reached)
    assert run.position == position
    assert run.finished == (position == 4)
    assert run.go_to(reached, NOW).position == position


def test_no_step_can_be_called_like_the_end() -> None:
    from pydantic import ValidationError

    from nmt_atlas.domain.lesson import Step

    with pytest.raises(ValidationError):
        Step(id=END, title="T")


def test_another_language_changes_the_words_alone() -> None:
    run = begun(reached="first").answer(RIGHT, BODY, NOW)[0]
    spanish = LESSON.model_copy(update={"title": "La pantorrilla"})
    told = run.told(spanish)
    assert told.lesson.title == "La pantorrilla"
    assert (told.position, told.answers) == (run.position, run.answers)


class Walk(RuleBasedStateMachine):
    """Any order of events; a model that is a dictionary says what must have come of them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.run = begun()
        self.first: dict[str, float] = {}
        self.log: list[Given] = []

    @rule(seconds=st.integers(0, 1000))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def on(self) -> None:
        self.run = self.run.next(self.now)

    @rule()
    def back(self) -> None:
        self.run = self.run.previous(self.now)

    @rule(position=st.integers(-3, 9))
    def jump(self, position: int) -> None:
        self.run = self.run.go(position, self.now)

    @precondition(lambda self: self.run.question is not None)
    @rule(right=st.booleans())
    def give(self, right: bool) -> None:
        question = self.run.question
        assert question is not None
        self.run, kept = self.run.answer(RIGHT if right else WRONG, BODY, self.now)
        assert (kept is None) == (question.id in self.first)
        if kept is not None:
            self.log.append(kept)
            self.first[question.id] = float(right)

    @rule()
    def reload(self) -> None:
        """Come back with nothing but what the store kept."""
        number, reached = self.run.number, self.run.reached
        self.run = begun(now=self.now, number=number, log=self.log, reached=reached)

    @rule()
    def over(self) -> None:
        self.run = self.run.start_over(self.now)
        self.first.clear()

    @invariant()
    def the_first_answers_count(self) -> None:
        assert {one.question: one.score for one in self.run.answers} == self.first
        assert self.run.summary().score == sum(self.first.values())

    @invariant()
    def it_stands_somewhere(self) -> None:
        assert 0 <= self.run.position <= len(LESSON.steps)
        assert self.run.finished == (self.run.reached == END)
        assert not self.run.skipped & set(self.first)

    @invariant()
    def what_is_not_right_is_named(self) -> None:
        again = {one.question.id for one in self.run.summary().again}
        assert again == {"q1", "q2"} - {name for name, score in self.first.items() if score == 1}


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_an_answer_of_another_kind_in_the_log_is_no_answer_in_words() -> None:
    question = LESSON.questions[0]
    assert question.read(Named(structure="soleus").model_dump()) is None
