"""The cards of a learner, kept ready beside the answers that they are computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from nmt_atlas.domain.memory import Memory, Rated, Studying, rating_of, rescheduled, reviewed
from nmt_atlas.store import tables
from nmt_atlas.store.database import insert_into

STUDYING = "studying"
"""The name of the setting that says how a learner studies."""
_FIELDS = tuple(Memory.model_fields)
_COLUMNS = tuple(getattr(tables.Card, name) for name in _FIELDS)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a card has to know of an answer: how it is rated, and when it was given."""

    rating: Rated
    at: datetime


def studying_of(connection: Connection, learner: int) -> Studying:
    """How a learner studies; the usual way where they chose nothing."""
    chosen = select(tables.Setting.value).where(
        tables.Setting.learner_id == learner, tables.Setting.name == STUDYING
    )
    found = connection.execute(chosen).scalar()
    return Studying() if found is None else Studying.model_validate(found)


def review(connection: Connection, learner: int, card: str, answered: Answered) -> None:
    """Let a card know of an answer that has just been put into the log.

    An answer that comes late (from a device that was offline) is put where it belongs.
    """
    hold(connection, learner)
    before = memory_of(connection, learner, card)
    if before is not None and answered.at < before.last:
        replay(connection, learner, card)
        return
    studying = studying_of(connection, learner)
    put(connection, learner, card, reviewed(before, answered.rating, answered.at, studying))


def hold(connection: Connection, learner: int) -> None:
    """Let nobody else change this learner's cards until the end of the transaction."""
    here = select(tables.Learner.id).where(tables.Learner.id == learner)
    connection.execute(here.with_for_update())


def memory_of(connection: Connection, learner: int, card: str) -> Memory | None:
    """What is remembered of a card; None where it was never asked."""
    row = connection.execute(select(*_COLUMNS).where(*_here(learner, card))).first()
    return None if row is None else memory_in(row)


def memory_in(row: Row[Any] | tuple[Any, ...]) -> Memory:
    """What a row of the columns says."""
    return Memory.model_construct(**dict(zip(_FIELDS, row, strict=True)))


def memories(
    connection: Connection, learner: int, until: datetime | None = None, limit: int | None = None
) -> tuple[tuple[str, Memory], ...]:
    """A learner's cards, those due first before the others.

    Parameters
    ----------
    until
        Only those that are due by then.
    limit
        At most so many.
    """
    chosen = select(tables.Card.card, *_COLUMNS).where(tables.Card.learner_id == learner)
    if until is not None:
        chosen = chosen.where(tables.Card.due <= until)
    rows = connection.execute(chosen.order_by(tables.Card.due, tables.Card.card).limit(limit))
    return tuple((row[0], memory_in(row[1:])) for row in rows)


def put(connection: Connection, learner: int, card: str, memory: Memory) -> None:
    """Keep what is remembered of a card."""
    values = {name: getattr(memory, name) for name in _FIELDS}
    row = insert_into(connection, tables.Card).values(learner_id=learner, card=card, **values)
    connection.execute(
        row.on_conflict_do_update(index_elements=["learner_id", "card"], set_=values)
    )


def replay(connection: Connection, learner: int, card: str) -> None:
    """Compute a card from all of its answers; it is gone where none is left."""
    found = tuple(_told(connection, learner, card))
    connection.execute(delete(tables.Card).where(*_here(learner, card)))
    if memory := _through(found, studying_of(connection, learner)):
        put(connection, learner, card, memory)


def replay_all(connection: Connection, learner: int) -> None:
    """Compute every card of a learner from the log."""
    hold(connection, learner)
    by_card: dict[str, list[Answered]] = {}
    for row in _log(connection, learner):
        by_card.setdefault(row.card, []).append(_answered(row))
    connection.execute(delete(tables.Card).where(tables.Card.learner_id == learner))
    studying = studying_of(connection, learner)
    made = {card: _through(found, studying) for card, found in by_card.items()}
    rows = [_row(learner, card, memory) for card, memory in made.items() if memory]
    if rows:
        connection.execute(insert(tables.Card), rows)


def reschedule(connection: Connection, learner: int, studying: Studying) -> None:
    """Let every card fall due as another wish would have it."""
    changed = [
        {"b_learner": learner, "b_card": card, "due": again.due}
        for card, memory in memories(connection, learner)
        if (again := rescheduled(memory, studying)).due != memory.due
    ]
    if changed:
        where = (
            tables.Card.learner_id == bindparam("b_learner"),
            tables.Card.card == bindparam("b_card"),
        )
        connection.execute(update(tables.Card.__table__).where(*where), changed)  # type: ignore[arg-type]


def adopt(connection: Connection, learner: int, card_of: Callable[[str], str]) -> int:
    """Tell answers without a card which one theirs is, and let those cards know.

    Parameters
    ----------
    card_of
        Question (id) -> its card, or an empty text for one that is not known any more.

    Returns
    -------
    int
        How many answers found their card.
    """
    mine = tables.Answer.learner_id == learner
    asked = select(tables.Answer.question).where(mine, tables.Answer.card == "").distinct()
    found_cards = {one: card_of(one) for one in connection.execute(asked).scalars()}
    known = {question: card for question, card in found_cards.items() if card}
    if not known:
        return 0
    hold(connection, learner)
    count = 0
    for question, card in known.items():
        found = connection.execute(
            update(tables.Answer)
            .where(mine, tables.Answer.card == "", tables.Answer.question == question)
            .values(card=card)
        )
        count += found.rowcount
    for card in dict.fromkeys(known.values()):
        replay(connection, learner, card)
    return count


def _here(learner: int, card: str) -> tuple[Any, ...]:
    return tables.Card.learner_id == learner, tables.Card.card == card


def _row(learner: int, card: str, memory: Memory) -> dict[str, Any]:
    return {
        "learner_id": learner,
        "card": card,
        **{name: getattr(memory, name) for name in _FIELDS},
    }


def _through(answers: Iterable[Answered], studying: Studying) -> Memory | None:
    memory: Memory | None = None
    for one in answers:
        memory = reviewed(memory, one.rating, one.at, studying)
    return memory


def _told(connection: Connection, learner: int, card: str) -> Iterable[Answered]:
    return (_answered(row) for row in _log(connection, learner, card))


def _answered(row: Row[Any]) -> Answered:
    rating = rating_of(row.score, hints=row.hints, duration_ms=row.duration_ms, said=row.rating)
    return Answered(rating, row.at)


def _log(connection: Connection, learner: int, card: str | None = None) -> Iterable[Row[Any]]:
    """Every answer that a card counts, in the order in which they were given."""
    answer = tables.Answer
    columns = (
        answer.card, answer.score, answer.hints, answer.duration_ms, answer.rating, answer.at,
    )  # fmt: skip
    withdrawn = select(tables.Withdrawn.uid).where(tables.Withdrawn.learner_id == learner)
    chosen = select(*columns).where(answer.learner_id == learner, answer.uid.not_in(withdrawn))
    chosen = chosen.where(answer.card != "" if card is None else answer.card == card)
    return connection.execute(chosen.order_by(answer.at, answer.id))
