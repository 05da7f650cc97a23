"""The tables of the learners' database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Float, ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class Upgrade(Base):
    """A numbered change of the database that has been made."""

    __tablename__ = "upgrade"

    number: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Learner(Base):
    """A person who learns, known by a random key kept in their browser."""

    __tablename__ = "learner"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Attempt(Base):
    """One answer to one question of a lesson."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    learner: Mapped[str] = mapped_column(ForeignKey("learner.key", ondelete="CASCADE"))
    lesson: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(String(120))
    answer: Mapped[str] = mapped_column(String(240), default="")
    score: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    __table_args__ = (Index("attempt_by_lesson", "learner", "lesson"),)


class Place(Base):
    """The step of a lesson that a learner has reached."""

    __tablename__ = "place"

    learner: Mapped[str] = mapped_column(
        ForeignKey("learner.key", ondelete="CASCADE"), primary_key=True
    )
    lesson: Mapped[str] = mapped_column(String(120), primary_key=True)
    step: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
