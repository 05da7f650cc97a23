"""What is remembered: answers name their card and count hints; cards, settings, what was undone.

Revision 0003. Answers that were given before have no card yet; they find theirs when their learner
reviews next, for only the documents tell which fact a question asks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add columns and tables; nothing that is there changes."""
    op.add_column("answer", sa.Column("card", sa.Text, nullable=False, server_default=""))
    op.add_column("answer", sa.Column("hints", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_answer_card", "answer", ["learner_id", "card", "at"])
    op.create_table(
        "card",
        _learner(),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "card", name="pk_card"),
        _of_learner("card"),
    )
    op.create_index("ix_card_due", "card", ["learner_id", "due"])
    op.create_table(
        "withdrawn",
        sa.Column("uid", sa.Text, nullable=False),
        _learner(),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_withdrawn"),
        _of_learner("withdrawn"),
    )
    op.create_index("ix_withdrawn_learner_id", "withdrawn", ["learner_id"])
    op.create_table(
        "setting",
        _learner(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "name", name="pk_setting"),
        _of_learner("setting"),
    )


def _learner() -> sa.Column[int]:
    return sa.Column("learner_id", _NUMBER, nullable=False)


def _of_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=f"fk_{table}_learner_id")
