"""What learners keep: notes, favourites and views of their own, as a log that is only added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table; nothing that is there changes."""
    op.create_table(
        "jotting",
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("thing", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "number", name="pk_jotting"),
        sa.UniqueConstraint("uid", name="uq_jotting_uid"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_jotting_learner_id"),
    )
