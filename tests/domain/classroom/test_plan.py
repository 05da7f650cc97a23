"""A class goes through a lesson by one button: shown, asked, revealed, shown, to the end."""

from __future__ import annotations

from datetime import UTC, datetime

from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom.events import Asked, Closed, Event, Revealed, Stepped
from nmt_atlas.domain.classroom.plan import Next, before, next_of, notes_of
from nmt_atlas.domain.classroom.room import Numbered, room_of
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import ClickStructure

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})
LESSON = Lesson(
    id="calf",
    title="The calf",
    summary="Of the calf.",
    minutes=5,
    objectives=("Find it.",),
    steps=(
        Step(id="one", title="Where it lies", words="**Deep** to the *gastrocnemius*."),
        Step(id="two", title="Find it", question=QUESTION),
        Step(id="three", title="What it does"),
    ),
    sources=("someone",),
)


def after(*events: Event) -> tuple[Next, str, str, str]:
    room = room_of([Numbered(n, one, NOW) for n, one in enumerate(events, start=1)])
    return (next_of(room, LESSON), *notes_of(room, LESSON, ENGLISH.say))


def test_one_button_leads_through_the_lesson() -> None:
    asked = Asked(question=QUESTION, lesson="calf")
    begun = (Stepped(lesson="calf", at=-1), Stepped(lesson="calf", at=0))
    assert after(begun[0]) == (
        Next("show", 0),
        "The calf",
        "Of the calf.",
        "Next: Where it lies",
    )
    step, where, words, ahead = after(*begun)
    assert step == Next("ask", 1)
    assert where == "Step 1 of 3: Where it lies"
    assert words == "Deep to the gastrocnemius."
    assert ahead == f"Next, a question: {QUESTION.prompt}"
    second = (*begun, Stepped(lesson="calf", at=1), asked)
    assert after(*second)[0] == Next("reveal", 1)
    assert after(*second)[3] == "Next: reveal the answer"
    assert QUESTION.explanation in after(*second)[2]
    assert after(*second, Revealed(round=4))[0] == Next("show", 2)
    last = (*second, Revealed(round=4), Closed(round=4), Stepped(lesson="calf", at=2))
    assert after(*last)[0] == Next("end", 2)
    assert after(*last)[3] == "That was the last step."


def test_going_back_asks_nothing_again() -> None:
    def at(number: int) -> Next | None:
        return before(room_of([Numbered(1, Stepped(lesson="calf", at=number), NOW)]))

    assert [at(-1), at(0), at(2)] == [None, None, Next("show", 1)]


def test_a_step_that_the_lesson_has_no_more_is_its_end() -> None:
    step, where, _, ahead = after(Stepped(lesson="calf", at=900))
    assert (step.deed, where, ahead) == ("end", "The calf", "That was the last step.")
