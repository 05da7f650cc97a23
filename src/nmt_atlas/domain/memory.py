"""What a learner remembers: one card a fact and kind of question, scheduled by FSRS.

Every answer anywhere is a review of its card. How an answer is rated stands in :func:`rating_of`;
what follows from a rating is computed by ``fsrs`` and nothing else, without chance: the same
answers always give the same days. Time comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from fsrs import Card, Rating, Scheduler, State
from pydantic import AwareDatetime, Field

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.questions import BaseQuestion, kind_name

Rated: TypeAlias = Literal[1, 2, 3, 4]
"""Again, hard, good, easy."""

AGAIN: Rated = 1
HARD: Rated = 2
GOOD: Rated = 3
EASY: Rated = 4
PASSED = 0.5
"""A score below this counts as forgotten."""
QUICK_MS = 4_000
"""Right in less than this is easy."""
SLOW_MS = 45_000
"""Right after more than this is hard."""
AWAY_MS = 600_000
"""Longer than this nobody was thinking: the time says nothing."""
LEECH = 8
"""A card that was forgotten so often after it had been learned asks for another way to learn it."""
LEAST, MOST = 0.7, 0.97
"""The ends of what share may be wanted to be known when it is asked."""


class Studying(Frozen):
    """How a learner wants to study.

    Attributes
    ----------
    retention
        The share that should still be known when it is asked; more means more reviews.
    fresh
        How many facts that were never asked a day may bring.
    parameters
        The parameters of the model; empty for those that ``fsrs`` brings.
    """

    retention: float = Field(default=0.9, ge=LEAST, le=MOST)
    fresh: int = Field(default=20, ge=0, le=500)
    parameters: tuple[float, ...] = ()


USUAL = Studying()


class Memory(Frozen):
    """How well one card is known.

    Attributes
    ----------
    state
        ``learning`` (met first), ``review`` (learned), ``relearning`` (forgotten since).
    step
        The step of learning; None where it is learned.
    stability
        Days until nine of ten would still know it.
    difficulty
        1 to 10.
    due, last
        When it should be asked next, and was asked last.
    answers, lapses
        How often it was asked, and how often it was forgotten after it had been learned.
    """

    state: Literal["learning", "review", "relearning"]
    step: int | None
    stability: float
    difficulty: float
    due: AwareDatetime
    last: AwareDatetime
    answers: int = 1
    lapses: int = 0

    @property
    def leech(self) -> bool:
        """Whether it is forgotten again and again."""
        return self.lapses >= LEECH


def card_of(question: BaseQuestion[Any]) -> str:
    """The card that an answer to a question is a review of: its kind, and the fact it asks.

    The fact is what the question is about, and what is right where that are ids of documents: two
    lessons that ask to click the soleus share a card, on whichever side. A question that is about
    nothing in the documents but its own words is a fact by itself.
    """
    linked = {ident for name in type(question).LINKS for ident in _ids(getattr(question, name))}
    right = set(question.right)
    about = {ident for _, ident in question.about()}
    fact = "+".join(sorted(about | (right & linked if right <= linked else set())))
    return f"{kind_name(type(question))}:{fact or question.id}"


def _ids(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()


def rating_of(
    score: float, *, hints: int = 0, duration_ms: int | None = None, said: int | None = None
) -> Rated:
    """How well an answer shows that something is known.

    What the learner says counts. Else: less than half right is *again*; partly right, with a hint,
    or right only after three quarters of a minute is *hard*; right within four seconds is *easy*;
    all else *good*. After ten minutes nobody was thinking, and the time says nothing.

    Parameters
    ----------
    score
        0 to 1.
    hints
        How many hints were taken.
    duration_ms
        How long it took; None where nobody measured.
    said
        How hard the learner found it (1 to 4), where they said so.
    """
    if said in (1, 2, 3, 4):
        return said  # type: ignore[return-value]
    if score < PASSED:
        return AGAIN
    measured = duration_ms if duration_ms is not None and duration_ms <= AWAY_MS else None
    if score < 1 or hints or (measured or 0) > SLOW_MS:
        return HARD
    return EASY if measured is not None and measured < QUICK_MS else GOOD


def reviewed(
    memory: Memory | None, rating: Rated, at: datetime, studying: Studying = USUAL
) -> Memory:
    """What is remembered after an answer.

    Parameters
    ----------
    memory
        What was remembered before; None for a card that was never asked.
    rating
        How the answer is rated.
    at
        When it was given, aware. Before the last one: it counts as if at that moment.
    studying
        How the learner studies.
    """
    moment = at.astimezone(UTC)
    if memory is not None:
        moment = max(moment, memory.last)
    card, _ = _scheduler(studying).review_card(_card(memory, moment), Rating(rating), moment)
    learned = memory is not None and memory.state == "review"
    if card.stability is None or card.difficulty is None:
        raise AssertionError("fsrs leaves no card without a stability")
    return Memory(
        state=_NAMES[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last=moment,
        answers=(memory.answers if memory else 0) + 1,
        lapses=(memory.lapses if memory else 0) + (learned and rating == AGAIN),
    )


def recalled(memory: Memory, now: datetime, studying: Studying = USUAL) -> float:
    """How likely it is to be known now, 0 to 1."""
    card = _card(memory, memory.last)
    return float(_scheduler(studying).get_card_retrievability(card, now.astimezone(UTC)))


def rescheduled(memory: Memory, studying: Studying) -> Memory:
    """The same memory, due when another wish for retention would have it.

    What is being learned keeps its steps; stability does not depend on the wish.
    """
    if memory.state != "review":
        return memory
    days = interval(memory.stability, studying)
    return memory.model_copy(update={"due": memory.last + timedelta(days=days)})


def interval(stability: float, studying: Studying = USUAL) -> int:
    """Days until a card of this stability is asked."""
    scheduler = _scheduler(studying)
    decay = -scheduler.parameters[20]
    forgotten = studying.retention ** (1 / decay) - 1
    days = round(stability / (0.9 ** (1 / decay) - 1) * forgotten)
    return int(min(max(days, 1), scheduler.maximum_interval))


def local_day(moment: datetime, offset_minutes: int = 0) -> int:
    """The number of the day on the learner's own clock; a day begins at four in the morning."""
    own = moment.astimezone(UTC) + timedelta(minutes=offset_minutes) - timedelta(hours=4)
    return own.date().toordinal()


def forecast(
    dues: Iterable[datetime], now: datetime, days: int = 30, offset_minutes: int = 0
) -> tuple[int, ...]:
    """How many cards fall due on each of the next days; what is overdue falls on the first."""
    counts = [0] * days
    today = local_day(now, offset_minutes)
    for due in dues:
        at = max(0, local_day(due, offset_minutes) - today)
        if at < days:
            counts[at] += 1
    return tuple(counts)


_NAMES: dict[State, Literal["learning", "review", "relearning"]] = {
    State.Learning: "learning",
    State.Review: "review",
    State.Relearning: "relearning",
}
_STATES = {name: state for state, name in _NAMES.items()}


@lru_cache(maxsize=64)
def _scheduler(studying: Studying) -> Scheduler:
    wish: dict[str, Any] = {"desired_retention": studying.retention, "enable_fuzzing": False}
    if studying.parameters:
        wish["parameters"] = studying.parameters
    return Scheduler(**wish)


def _card(memory: Memory | None, at: datetime) -> Card:
    if memory is None:
        return Card(card_id=0, due=at)
    return Card(
        card_id=0,
        state=_STATES[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )
