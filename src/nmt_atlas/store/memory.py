"""What learners remember: what is due, how they study, what they take back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, func, select

from nmt_atlas.domain.memory import Memory, Rated, Studying, rating_of
from nmt_atlas.store import cards, learners, tables
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database, insert_into, is_new
from nmt_atlas.store.learners import Who

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Past:
    """One answer of the past, as statistics count it.

    ``offset_minutes`` tells the learner's own clock then.
    """

    card: str
    rating: Rated
    at: datetime
    offset_minutes: int
    duration_ms: int | None


class MemoryStore:
    """Reads and writes what learners remember. Every method is one transaction.

    Parameters
    ----------
    database
        The learners' database, up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def catch_up(self, learner: Who, card_of: Callable[[str], str]) -> int:
        """Bring a learner's cards up to what the log and the documents say.

        Parameters
        ----------
        card_of
            Question (id) -> its card, or an empty text.

        Returns
        -------
        int
            How many answers found their card.
        """

        def work(connection: Connection, number: int) -> int:
            found = cards.adopt(connection, number, card_of)
            if _has(connection, tables.Answer, number) and not _has(
                connection, tables.Card, number
            ):
                cards.replay_all(connection, number)
            return found

        return self._write(learner, work, 0)

    def due(self, learner: Who, now: datetime, limit: int = 200) -> tuple[tuple[str, Memory], ...]:
        """The cards that are due, the longest overdue first."""
        return self._read(
            learner, lambda one, number: cards.memories(one, number, aware(now), limit), ()
        )

    def all(self, learner: Who) -> dict[str, Memory]:
        """Every card that was ever asked."""
        return self._read(learner, lambda one, number: dict(cards.memories(one, number)), {})

    def one(self, learner: Who, card: str) -> Memory | None:
        """What is remembered of one card; None where it was never asked."""
        return self._read(learner, lambda at, number: cards.memory_of(at, number, card), None)

    def studying(self, learner: Who) -> Studying:
        """How a learner studies."""
        return self._read(learner, cards.studying_of, Studying())

    def study(self, learner: Who, studying: Studying, now: datetime) -> None:
        """Study in another way from now on; every card falls due as that has it."""

        def work(connection: Connection) -> None:
            number = learners.ensure(connection, who, now)
            before = cards.studying_of(connection, number)
            keep_setting(connection, number, cards.STUDYING, studying.model_dump(), now)
            if before.parameters != studying.parameters:
                cards.replay_all(connection, number)
            elif before != studying:
                cards.reschedule(connection, number, studying)

        who = learners.identity(learner)
        self._database.write(work)

    def take_back(self, learner: Who, uid: str, now: datetime) -> bool:
        """Take an answer back: it stays in the log, and its card forgets it.

        Returns
        -------
        bool
            False where this learner gave no such answer, or has taken it back before.
        """

        def work(connection: Connection, number: int) -> bool:
            mine = (tables.Answer.uid == uid, tables.Answer.learner_id == number)
            card = connection.execute(select(tables.Answer.card).where(*mine)).scalar()
            if card is None:
                return False
            cards.hold(connection, number)
            row = insert_into(connection, tables.Withdrawn)
            if not is_new(connection, row.values(uid=uid, learner_id=number, at=aware(now))):
                return False
            if card:
                cards.replay(connection, number, card)
            return True

        return self._write(learner, work, False)

    def take_back_last(self, learner: Who, now: datetime) -> bool:
        """Take the last answer that still counts back; False where there is none."""

        def work(connection: Connection, number: int) -> str:
            gone = select(tables.Withdrawn.uid).where(tables.Withdrawn.learner_id == number)
            chosen = (
                select(tables.Answer.uid)
                .where(tables.Answer.learner_id == number, tables.Answer.uid.not_in(gone))
                .order_by(tables.Answer.id.desc())
                .limit(1)
            )
            return connection.execute(chosen).scalar() or ""

        last = self._read(learner, work, "")
        return bool(last) and self.take_back(learner, last, now)

    def asked_last(self, learner: Who, wanted: Iterable[str]) -> Mapping[str, str]:
        """Card -> the question (id) that it was asked by last."""
        names = tuple(wanted)

        def work(connection: Connection, number: int) -> Mapping[str, str]:
            answer = tables.Answer
            latest = (
                select(func.max(answer.id))
                .where(answer.learner_id == number, answer.card.in_(names))
                .group_by(answer.card)
            )
            chosen = select(answer.card, answer.question).where(answer.id.in_(latest))
            return {row.card: row.question for row in connection.execute(chosen)}

        return self._read(learner, work, {})

    def history(self, learner: Who, since: datetime) -> tuple[Past, ...]:
        """The answers that were given since a moment, oldest first; not those taken back."""

        def work(connection: Connection, number: int) -> tuple[Past, ...]:
            answer = tables.Answer
            gone = select(tables.Withdrawn.uid).where(tables.Withdrawn.learner_id == number)
            chosen = (
                select(answer)
                .with_only_columns(
                    answer.card,
                    answer.score,
                    answer.hints,
                    answer.duration_ms,
                    answer.rating,
                    answer.at,
                    answer.offset_minutes,
                )
                .where(answer.learner_id == number, answer.at >= aware(since))
                .where(answer.uid.not_in(gone))
                .order_by(answer.at, answer.id)
            )
            return tuple(
                Past(row.card, _rated(row), row.at, row.offset_minutes, row.duration_ms)
                for row in connection.execute(chosen)
            )

        return self._read(learner, work, ())

    def _read(self, learner: Who, work: Callable[[Connection, int], T], nothing: T) -> T:
        who = learners.identity(learner)

        def found(connection: Connection) -> T:
            number = learners.find(connection, who)
            return nothing if number is None else work(connection, number)

        return self._database.read(found)

    def _write(self, learner: Who, work: Callable[[Connection, int], T], nothing: T) -> T:
        who = learners.identity(learner)

        def found(connection: Connection) -> T:
            number = learners.find(connection, who)
            return nothing if number is None else work(connection, number)

        return self._database.write(found)


def keep_setting(
    connection: Connection, learner: int, name: str, value: object, now: datetime
) -> None:
    """Keep what a learner chose."""
    row = insert_into(connection, tables.Setting).values(
        learner_id=learner, name=name, value=value, at=aware(now)
    )
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["learner_id", "name"], set_={"value": row.excluded.value, "at": now}
        )
    )


def _rated(row: object) -> Rated:
    told = {name: getattr(row, name) for name in ("hints", "duration_ms")}
    return rating_of(getattr(row, "score"), said=getattr(row, "rating"), **told)  # noqa: B009


def _has(connection: Connection, table: type[tables.Base], learner: int) -> bool:
    column = table.__table__.c.learner_id
    chosen = select(func.count()).select_from(
        select(column).where(column == learner).limit(1).subquery()
    )
    return bool(connection.execute(chosen).scalar())
