"""Rooms that an instructor leads: who is in them, what happens there, what is answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def _in_room(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_room_id"
    return sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    op.create_table(
        "room",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("code", name="uq_room_code"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_room_learner_id"),
    )
    op.create_index("ix_room_learner_id", "room", ["learner_id"])
    op.create_table(
        "member",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("room_id", _NUMBER, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("room_id", "key", name="uq_member_room_id"),
        _in_room("member"),
    )
    op.create_index("ix_member_room", "member", ["room_id"])
    op.create_table(
        "happening",
        sa.Column("room_id", _NUMBER, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("room_id", "number", name="pk_happening"),
        sa.UniqueConstraint("uid", name="uq_happening_uid"),
        _in_room("happening"),
    )
    _answers()


def _answers() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("room_id", _NUMBER, nullable=False),
        sa.Column("member_id", _NUMBER, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("spot", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ballot"),
        sa.UniqueConstraint("uid", name="uq_ballot_uid"),
        _in_room("ballot"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name="fk_ballot_member_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_ballot_room", "ballot", ["room_id", "round"])
