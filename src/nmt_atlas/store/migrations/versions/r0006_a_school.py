"""Accounts, the audit log, groups with what is set to them, and where platforms want grades."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def _learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=f"fk_{table}_learner_id")


def _group(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_group_id"
    return sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    op.create_table(
        "account",
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("off", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", name="pk_account"),
        _learner("account"),
    )
    op.create_table(
        "audit",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("allowed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    _only_added_to()
    _groups()
    op.create_table(
        "launch",
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("told", sa.Float, nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "lesson", name="pk_launch"),
        _learner("launch"),
    )


def _only_added_to() -> None:
    """Let the database itself refuse to change or delete a line of the audit log."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function audit_is_only_added_to() returns trigger language plpgsql as "
            "$$ begin raise exception 'the audit log is only added to'; end $$"
        )
        op.execute(
            "create trigger audit_kept before update or delete or truncate on audit "
            "for each statement execute function audit_is_only_added_to()"
        )
        return
    for what in ("update", "delete"):
        op.execute(
            f"create trigger audit_kept_{what} before {what} on audit "
            "begin select raise(abort, 'the audit log is only added to'); end"
        )


def _groups() -> None:
    op.create_table(
        "study_group",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("course", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_study_group"),
        sa.UniqueConstraint("code", name="uq_study_group_code"),
        _learner("study_group"),
    )
    op.create_index("ix_study_group_learner_id", "study_group", ["learner_id"])
    op.create_table(
        "belongs",
        sa.Column("group_id", _NUMBER, nullable=False),
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "learner_id", name="pk_belongs"),
        _group("belongs"),
        _learner("belongs"),
    )
    op.create_index("ix_belongs_learner_id", "belongs", ["learner_id"])
    op.create_table(
        "assignment",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("group_id", _NUMBER, nullable=False),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("opens_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("gone", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("uid", name="uq_assignment_uid"),
        _group("assignment"),
    )
    op.create_index("ix_assignment_group_id", "assignment", ["group_id"])
