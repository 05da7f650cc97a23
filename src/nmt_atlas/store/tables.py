"""The tables of the learners' database, as they stand today.

Change them together with a new file in ``migrations/versions/``; a test compares the two. Nothing
that a learner did is ever deleted: ``answer`` is only added to, and progress is computed from it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from nmt_atlas.store.columns import JsonText, UtcDateTime

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
Number = BigInteger().with_variant(Integer, "sqlite")
"""A surrogate id; SQLite counts up only what it calls an integer."""


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)


class Learner(Base):
    """A person who learns. ``id`` means nothing outside this database and never changes."""

    __tablename__ = "learner"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Identity(Base):
    """How a learner is recognised: the key that a provider (``cookie``) knows them by."""

    __tablename__ = "identity"

    provider: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Place(Base):
    """Where a learner stands in a lesson: the step reached, and which run through it this is.

    Starting over begins the next ``run`` at ``begun_at``; the answers of earlier runs stay.
    """

    __tablename__ = "place"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(Text, primary_key=True)
    step: Mapped[str] = mapped_column(Text, default="")
    run: Mapped[int] = mapped_column(Integer, default=1)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answer(Base):
    """One answer to one question, in the ``run`` through the lesson that it was given in.

    ``uid`` is the answer's own name: sent twice, it counts once. ``kind`` is what was asked (the
    kind of question), ``answer`` what was given, ``score`` 0 to 1, ``rating`` how hard the
    learner found it (1 to 4), ``hints`` how many they took, ``duration_ms`` how long it took.
    ``card`` is what it is a review of (``domain/memory.py``), empty where that is not known yet.
    ``at`` is UTC; ``zone`` and ``offset_minutes`` tell the learner's own clock, so that days can be
    counted as they had them.
    """

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    uid: Mapped[str] = mapped_column(Text)
    learner_id: Mapped[int] = mapped_column(Number)
    lesson: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[Any] = mapped_column(JsonText)
    score: Mapped[float] = mapped_column(Float)
    rating: Mapped[int | None]
    duration_ms: Mapped[int | None]
    run: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    zone: Mapped[str] = mapped_column(Text, default="")
    offset_minutes: Mapped[int] = mapped_column(Integer, default=0)
    card: Mapped[str] = mapped_column(Text, default="", server_default="")
    hints: Mapped[int] = mapped_column(Integer, default=0, server_default="0")

    __table_args__ = (
        UniqueConstraint("uid"),
        ForeignKeyConstraint(
            ["learner_id", "lesson"],
            ["place.learner_id", "place.lesson"],
            name="fk_answer_place",
        ),
        Index("ix_answer_progress", "learner_id", "lesson", "question"),
        Index("ix_answer_card", "learner_id", "card", "at"),
    )


class Jotting(Base):
    """One event of what a learner keeps (``thing``: its id): as it is from then on, or gone.

    ``body`` is a :class:`~nmt_atlas.domain.note.Kept` as JSON, or null where it was removed;
    ``number`` counts the learner's events from 1.
    """

    __tablename__ = "jotting"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text)
    thing: Mapped[str] = mapped_column(Text)
    body: Mapped[Any] = mapped_column(JsonText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("uid"),)


class Withdrawn(Base):
    """An answer (by its ``uid``) that its learner took back: it stays, and its card forgets it."""

    __tablename__ = "withdrawn"

    uid: Mapped[str] = mapped_column(Text, primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Setting(Base):
    """What a learner chose, by name, as JSON text."""

    __tablename__ = "setting"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any] = mapped_column(JsonText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Card(Base):
    """How well a learner knows one card. Nothing but the answers says so: this is kept ready.

    Its columns are those of :class:`~nmt_atlas.domain.memory.Memory`.
    """

    __tablename__ = "card"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    card: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    step: Mapped[int | None]
    stability: Mapped[float] = mapped_column(Float)
    difficulty: Mapped[float] = mapped_column(Float)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    last: Mapped[datetime] = mapped_column(UtcDateTime)
    answers: Mapped[int] = mapped_column(Integer)
    lapses: Mapped[int] = mapped_column(Integer)

    __table_args__ = (Index("ix_card_due", "learner_id", "due"),)


class ClassRoom(Base):
    """A room that an instructor has opened; ``secret`` is what its screens' words are made of.

    All that happens in it stands in :class:`Happening`; it goes with whoever opened it.
    """

    __tablename__ = "room"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    secret: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("code"),)


class Member(Base):
    """Somebody in a room, known by a hash of the key that their browser keeps (``key``)."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("room_id", "key"), Index("ix_member_room", "room_id"))


class Happening(Base):
    """One event of a room (``body``: ``domain/classroom/events.py`` as JSON), counted from 1."""

    __tablename__ = "happening"

    room_id: Mapped[int] = mapped_column(
        ForeignKey("room.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text)
    body: Mapped[Any] = mapped_column(JsonText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("uid"),)


class LiveAnswer(Base):
    """One answer of one member in one round of a room (``domain/classroom/ballots.py``)."""

    __tablename__ = "ballot"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    uid: Mapped[str] = mapped_column(Text)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(Integer)
    n: Mapped[int] = mapped_column(Integer)
    answer: Mapped[Any] = mapped_column(JsonText)
    spot: Mapped[Any] = mapped_column(JsonText)
    score: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("uid"), Index("ix_ballot_room", "room_id", "round"))


class Account(Base):
    """A learner who signs in: their role, what their password is checked with ("" for none: another
    service vouches for them), whether they are switched off.
    """

    __tablename__ = "account"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Text)
    sealed: Mapped[str] = mapped_column(Text, default="")
    off: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Audit(Base):
    """One line of what was done with accounts, classes and grades; the database lets none of them
    be changed or deleted. ``who`` and ``about`` tell learners by their number alone.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, default="")
    allowed: Mapped[int] = mapped_column(Integer, default=1)


class Group(Base):
    """A group of learners that an instructor sets work to; one joins it by its code.

    ``title`` is what it is called; ``course`` is a learning platform's own name of it, or "".
    """

    __tablename__ = "study_group"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    course: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("code"),)


class Belongs(Base):
    """A learner who is in a group; ``name`` is what its instructor reads."""

    __tablename__ = "belongs"

    group_id: Mapped[int] = mapped_column(
        ForeignKey("study_group.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SetWork(Base):
    """A lesson that is set to a group: from when, until when; ``gone`` where it was taken back."""

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    uid: Mapped[str] = mapped_column(Text)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("study_group.id", ondelete="CASCADE"), index=True
    )
    lesson: Mapped[str] = mapped_column(Text)
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gone: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("uid"),)


class Launch(Base):
    """Where a learning platform wants a learner's grade of a lesson (``endpoint``: as JSON)."""

    __tablename__ = "launch"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(Text, primary_key=True)
    platform: Mapped[str] = mapped_column(Text)
    endpoint: Mapped[Any] = mapped_column(JsonText)
    told: Mapped[float | None] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Upgrade(Base):
    """What the first release looks at: the number makes it refuse a database newer than itself."""

    __tablename__ = "upgrade"

    number: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


KEPT = (
    Learner, Identity, Place, Answer, Withdrawn, Setting, Jotting,
    ClassRoom, Member, Happening, LiveAnswer, Account, Audit, Group, Belongs, SetWork, Launch,
)  # fmt: skip
"""The tables that hold what learners did, each after those that it points to."""
OF_LEARNER = (
    Account,
    Launch,
    Belongs,
    Group,
    ClassRoom,
    Jotting,
    Card,
    Withdrawn,
    Setting,
    Answer,
    Place,
    Identity,
)
"""The tables that hold something of one learner, each before those that it points to."""
