"""Classes: rooms, who is in them, what happens there, what is answered.

All of it is only added to. On PostgreSQL every write tells the other processes, in its own
transaction, that there is something new in a room (:data:`CHANNEL`); they read what it is.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select, text, update

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.classroom.ballots import Ballot, Spot
from nmt_atlas.domain.classroom.events import Event, Naming, Opened, read_event, written
from nmt_atlas.domain.classroom.room import CODE, LETTERS, Numbered, code_of
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.store import learners
from nmt_atlas.store.accounts import OPEN, Warden
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database, insert_into, is_new
from nmt_atlas.store.learners import Who
from nmt_atlas.store.tables import ClassRoom, Happening, LiveAnswer, Member

CHANNEL = "nmt_atlas_rooms"
MOST_MEMBERS = 2_000
"""So many may be in a room; whoever comes then is told that it is full."""
_TRIES = 20


class RoomKey(Frozen):
    """A room: its number in the database, its code, who opened it, its secret, and when."""

    id: int
    code: str
    owner: int
    secret: str
    opened_at: datetime


class MemberKey(Frozen):
    """Somebody in a room; ``number`` counts them from 1 in the order in which they came."""

    id: int
    number: int
    name: str


class Past(Frozen):
    """A room in the list of those that somebody has opened."""

    key: RoomKey
    title: str
    members: int
    asked: int


class Cast(NamedTuple):
    """An answer on its way into the log."""

    room: int
    ballot: Ballot


class Rooms:
    """Reads and writes classes. Every method is one transaction; safe to use from several threads.

    Parameters
    ----------
    database
        The learners' database, up to date.
    warden
        Says at each read and write whether somebody may.
    """

    def __init__(self, database: Database, warden: Warden = OPEN) -> None:
        self.database = database
        self._warden = warden

    def open(self, owner: Who, title: str, naming: Naming, now: datetime) -> RoomKey:
        """Open a room, whose first event says so.

        Raises
        ------
        StoreError
            Where they may lead no class.
        """
        self._warden.demand(owner, "lead", now, "open a class")
        who = learners.identity(owner)
        first = written(Opened(title=title, naming=naming))

        def work(connection: Connection) -> RoomKey:
            number = learners.ensure(connection, who, now)
            for _ in range(_TRIES):
                values = {
                    "code": code_of(secrets.randbelow(len(LETTERS) ** CODE)),
                    "learner_id": number,
                    "secret": secrets.token_urlsafe(24),
                    "opened_at": aware(now),
                }
                if is_new(connection, insert_into(connection, ClassRoom).values(**values)):
                    found = _room(connection, str(values["code"]))
                    if found is not None:
                        _add(connection, found.id, first, uuid.uuid4().hex, now)
                        return found
            raise StoreError("no free code for a room was found.")

        made = self.database.write(work)
        self._warden.done(owner, now, "class opened", f"room {made.id}")
        return made

    def find(self, code: str) -> RoomKey | None:
        """The room of a code; None where there is none."""
        return self.database.read(lambda connection: _room(connection, code))

    def owns(self, who: Who, room: RoomKey) -> bool:
        """Whether somebody opened a room, and may still lead classes."""
        known = learners.identity(who)
        if self.database.read(lambda one: learners.find(one, known)) != room.owner:
            return False
        return self._warden.rights(who).may("lead")

    def opened_by(self, owner: Who, most: int = 50) -> tuple[Past, ...]:
        """The rooms that somebody has opened, the newest first."""
        if not self._warden.rights(owner).may("results"):
            return ()
        who = learners.identity(owner)

        def work(connection: Connection) -> tuple[Past, ...]:
            number = learners.find(connection, who)
            chosen = select(ClassRoom).where(ClassRoom.learner_id == number)
            rows = connection.execute(chosen.order_by(ClassRoom.id.desc()).limit(most)).all()
            return tuple(_past(connection, _key(row)) for row in rows)

        return self.database.read(work)

    def append(self, room: int, event: Event, uid: str, now: datetime) -> None:
        """Add an event after the last one; one whose ``uid`` is there already changes nothing."""
        self.database.write(lambda one: _add(one, room, written(event), uid, now))

    def since(self, room: int, number: int = 0) -> tuple[Numbered, ...]:
        """The events after a number, in order; what cannot be read any more is passed over."""
        chosen = (
            select(Happening.number, Happening.body, Happening.at)
            .where(Happening.room_id == room, Happening.number > number)
            .order_by(Happening.number)
        )
        rows = self.database.read(lambda connection: connection.execute(chosen).all())
        read = ((row, read_event(row.body)) for row in rows)
        return tuple(Numbered(row.number, event, row.at) for row, event in read if event)

    def join(self, room: int, key: str, name: str | None, now: datetime) -> MemberKey | None:
        """Let somebody in, or know them again by their key; a name given anew replaces the old one.

        Returns
        -------
        MemberKey or None
            None where they are not known and gave no name.

        Raises
        ------
        StoreError
            Where the room is full.
        """
        found = self.database.read(lambda one: _member(one, room, key))
        if found is not None and (name is None or name == found.name):
            return found
        if found is None and name is None:
            return None
        given = name or ""
        return self.database.write(lambda one: _join(one, room, key, given, now))

    def members(self, room: int) -> dict[int, MemberKey]:
        """Everybody who has been in a room, by their id."""
        chosen = select(Member.id, Member.number, Member.name).where(Member.room_id == room)
        rows = self.database.read(lambda connection: connection.execute(chosen).all())
        return {row.id: MemberKey(id=row.id, number=row.number, name=row.name) for row in rows}

    def cast(self, batch: Sequence[Cast]) -> tuple[bool, ...]:
        """Keep answers, all in one transaction; tells of each whether it is new."""

        def work(connection: Connection) -> tuple[bool, ...]:
            fresh = tuple(is_new(connection, _answer(connection, one)) for one in batch)
            for room in sorted({one.room for one in batch}):
                _tell(connection, f"{room}:answers")
            return fresh

        return self.database.write(work) if batch else ()

    def ballots(self, room: int, after: int = 0) -> tuple[tuple[int, Ballot], ...]:
        """The answers of a room after a number, each with its own."""
        chosen = (
            select(LiveAnswer)
            .where(LiveAnswer.room_id == room, LiveAnswer.id > after)
            .order_by(LiveAnswer.id)
        )
        rows = self.database.read(lambda connection: connection.execute(chosen).all())
        return tuple((row.id, _ballot(row)) for row in rows)


def _room(connection: Connection, code: str) -> RoomKey | None:
    row = connection.execute(select(ClassRoom).where(ClassRoom.code == code)).first()
    return None if row is None else _key(row)


def _key(row: Row[Any]) -> RoomKey:
    return RoomKey(
        id=row.id, code=row.code, owner=row.learner_id, secret=row.secret, opened_at=row.opened_at
    )


def _past(connection: Connection, key: RoomKey) -> Past:
    chosen = select(Happening.body).where(Happening.room_id == key.id)
    bodies = [row.body for row in connection.execute(chosen.order_by(Happening.number))]
    first = read_event(bodies[0]) if bodies else None
    members = select(func.count()).select_from(Member).where(Member.room_id == key.id)
    return Past(
        key=key,
        title=first.title if isinstance(first, Opened) else "",
        members=int(connection.execute(members).scalar_one()),
        asked=sum(body.get("kind") == "asked" for body in bodies),
    )


def _add(connection: Connection, room: int, body: object, uid: str, now: datetime) -> None:
    """Add an event; two programs at once are told apart by their numbers."""
    known = select(Happening.number).where(Happening.uid == uid)
    last = (
        select(func.coalesce(func.max(Happening.number), 0) + 1)
        .where(Happening.room_id == room)
        .scalar_subquery()
    )
    for _ in range(_TRIES):
        if connection.execute(known).first() is not None:
            return
        values = {"room_id": room, "number": last, "uid": uid, "body": body, "at": aware(now)}
        if is_new(connection, insert_into(connection, Happening).values(**values)):
            _tell(connection, f"{room}:events")
            return
    raise StoreError(
        "an event of a class cannot be kept: too many write at once.",
        public=mark("too much is waiting to be kept. Try again in a moment."),
    )


def _member(connection: Connection, room: int, key: str) -> MemberKey | None:
    chosen = select(Member).where(Member.room_id == room, Member.key == key)
    row = connection.execute(chosen).first()
    return None if row is None else MemberKey(id=row.id, number=row.number, name=row.name)


def _join(connection: Connection, room: int, key: str, name: str, now: datetime) -> MemberKey:
    there = select(func.count()).select_from(Member).where(Member.room_id == room)
    count = int(connection.execute(there).scalar_one())
    known = _member(connection, room, key)
    if known is None and count >= MOST_MEMBERS:
        raise StoreError("the room is full.", public=mark("this room is full."))
    if known is None:
        values = {"room_id": room, "key": key, "number": count + 1, "name": name, "at": aware(now)}
        is_new(connection, insert_into(connection, Member).values(**values))
    else:
        connection.execute(update(Member).where(Member.id == known.id).values(name=name))
    found = _member(connection, room, key)
    if found is None:
        raise StoreError("somebody who came into a room is not there.")
    return found


def _answer(connection: Connection, cast: Cast) -> Any:  # noqa: ANN401  (either kind of insert)
    one = cast.ballot
    return insert_into(connection, LiveAnswer).values(
        uid=one.uid,
        room_id=cast.room,
        member_id=one.member,
        round=one.round,
        n=one.n,
        answer=one.answer,
        spot=None if one.spot is None else one.spot.model_dump(mode="json"),
        score=one.score,
        at=aware(one.at),
    )


def _ballot(row: Row[Any]) -> Ballot:
    return Ballot(
        uid=row.uid,
        round=row.round,
        member=row.member_id,
        n=row.n,
        answer=row.answer,
        score=row.score,
        spot=None if row.spot is None else Spot.model_validate(row.spot),
        at=row.at,
    )


def _tell(connection: Connection, what: str) -> None:
    """Tell the other processes, once this transaction is kept."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_notify(:channel, :what)"),
                           {"channel": CHANNEL, "what": what})  # fmt: skip


def rooms_in(told: Iterable[str]) -> frozenset[int]:
    """The rooms that notices are about."""
    found = (one.partition(":")[0] for one in told)
    return frozenset(int(one) for one in found if one.isdecimal())
