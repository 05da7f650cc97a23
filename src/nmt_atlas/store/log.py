"""The log of answers, and the places that learners have reached in their lessons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import Connection, select, update

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.memory import rating_of
from nmt_atlas.store import cards, tables
from nmt_atlas.store.columns import aware, zone_of
from nmt_atlas.store.database import insert_into, is_new
from nmt_atlas.store.written import checked

_UID = 64


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on its way into the log.

    Attributes
    ----------
    uid
        The answer's own name, up to 64 characters: sent twice, it counts once.
    lesson, question
        What was asked.
    kind
        The kind of question.
    answer
        What was answered, as JSON.
    score
        0 to 1.
    at
        When, aware.
    rating
        How hard the learner found it, 1 to 4, where they said so.
    duration_ms
        How long they took, in milliseconds, where it was measured.
    card
        What it is a review of; empty where only the documents can tell.
    hints
        How many hints were taken.

    Raises
    ------
    StoreError
        Where one of these is not so.
    """

    uid: str
    lesson: str
    question: str
    kind: str
    answer: JsonValue
    score: float
    at: datetime
    rating: int | None = None
    duration_ms: int | None = None
    card: str = ""
    hints: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "answer", checked(self.answer))
        aware(self.at)
        for name, expected in self._faults():
            raise StoreError(
                f"this answer cannot be kept ({name} must be {expected}).",
                where=f"{self.lesson}, {self.question}",
                remedy="This is a fault of the atlas; please report it.",
            )

    @property
    def _ids(self) -> tuple[str, ...]:
        return self.lesson, self.question, self.kind, self.card

    def _faults(self) -> Iterator[tuple[str, str]]:
        if not (0 < len(self.uid) <= _UID and self.uid.isprintable()):
            yield "uid", f"1 to {_UID} printable characters"
        if not all(text.isprintable() for text in self._ids):
            yield "every id", "printable"
        if not 0 <= self.score <= 1:
            yield "score", "0 to 1"
        if self.rating not in (None, 1, 2, 3, 4):
            yield "rating", "1 to 4"
        if not 0 <= self.hints < 2**31:
            yield "hints", "0 to 2,147,483,647"
        if self.duration_ms is not None and not 0 <= self.duration_ms < 2**31:
            yield "duration_ms", "0 to 2,147,483,647"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the log has it; see :class:`Given`.

    ``run`` counts the learner's runs through the lesson from 1; ``zone`` and ``offset_minutes``
    tell the clock that the learner lived by (empty and 0 where that is not known).
    """

    uid: str
    lesson: str
    question: str
    kind: str
    answer: JsonValue
    score: float
    at: datetime
    rating: int | None
    duration_ms: int | None
    run: int
    zone: str
    offset_minutes: int
    card: str = ""
    hints: int = 0


_COLUMNS = tuple(getattr(tables.Answer, name) for name in Kept.__slots__)


def keep(connection: Connection, learner: int, given: Given) -> bool:
    """Add an answer to the log; False where it is there already."""
    _be_there(connection, learner, given.lesson, given.at)
    zone, offset = zone_of(given.at)
    run = (
        select(tables.Place.run)
        .where(tables.Place.learner_id == learner, tables.Place.lesson == given.lesson)
        .scalar_subquery()
    )
    told = {name: getattr(given, name) for name in Given.__slots__}
    added = insert_into(connection, tables.Answer).values(
        learner_id=learner, run=run, zone=zone, offset_minutes=offset, **told
    )
    if not is_new(connection, added):
        return False
    if given.card:
        cards.review(connection, learner, given.card, answered(given))
    return True


def answered(given: Given) -> cards.Answered:
    """What a card has to know of an answer."""
    rating = rating_of(
        given.score, hints=given.hints, duration_ms=given.duration_ms, said=given.rating
    )
    return cards.Answered(rating, given.at)


def _be_there(connection: Connection, learner: int, lesson: str, now: datetime) -> None:
    """Every answer stands in a lesson that has been begun."""
    begun = insert_into(connection, tables.Place).values(
        learner_id=learner, lesson=lesson, step="", run=1, begun_at=now, at=now
    )
    is_new(connection, begun)


def reach(connection: Connection, learner: int, lesson: str, step: str, now: datetime) -> None:
    """Remember the step that a learner has reached."""
    begun = insert_into(connection, tables.Place).values(
        learner_id=learner, lesson=lesson, step=step, run=1, begun_at=aware(now), at=now
    )
    connection.execute(
        begun.on_conflict_do_update(
            index_elements=["learner_id", "lesson"], set_={"step": step, "at": now}
        )
    )


def start_over(connection: Connection, learner: int, lesson: str, now: datetime) -> None:
    """Begin the next run through a lesson; the answers of earlier ones stay."""
    _be_there(connection, learner, lesson, aware(now))
    here = (tables.Place.learner_id == learner, tables.Place.lesson == lesson)
    connection.execute(
        update(tables.Place)
        .where(*here)
        .values(run=tables.Place.run + 1, step="", begun_at=now, at=now)
    )


def answers(connection: Connection, learner: int, lesson: str | None) -> tuple[Kept, ...]:
    """A learner's answers in the order in which they were kept."""
    chosen = select(*_COLUMNS).where(tables.Answer.learner_id == learner)
    if lesson is not None:
        chosen = chosen.where(tables.Answer.lesson == lesson)
    rows = connection.execute(chosen.order_by(tables.Answer.id))
    return tuple(Kept(*row) for row in rows)
