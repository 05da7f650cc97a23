"""The tables of the first release, as it made them.

Databases of that release are recognised by their table ``upgrade`` and begin here. Tables that are
there already stay: the first release could stop halfway.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "upgrade",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "learner",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner(),
        sa.Column("lesson", sa.String(120), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("answer", sa.String(240), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_index("attempt_by_lesson", "attempt", ["learner", "lesson"], if_not_exists=True)
    op.create_table(
        "place",
        _learner(primary_key=True),
        sa.Column("lesson", sa.String(120), primary_key=True),
        sa.Column("step", sa.String(120), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        if_not_exists=True,
    )
    numbers = sa.table("upgrade", sa.column("number", sa.Integer), sa.column("made_at", _MOMENT))
    op.execute(numbers.insert().values(number=1, made_at=datetime.now(UTC)))


def _learner(primary_key: bool = False) -> sa.Column[str]:
    at = sa.ForeignKey("learner.key", ondelete="CASCADE")
    return sa.Column("learner", sa.String(64), at, primary_key=primary_key, nullable=False)
