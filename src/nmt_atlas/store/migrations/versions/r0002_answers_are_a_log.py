"""Learners get an id of their own, answers become a log that is only added to.

Every learner, answer and place of the first release is carried over; its tables go. The number 2
in ``upgrade`` tells the first release to keep its hands off.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, carry everything over, drop the old ones."""
    op.rename_table("learner", "learner_1")
    op.rename_table("place", "place_1")
    _make_learners()
    _make_answers()
    for statement in (_LEARNERS, _IDENTITIES, _PLACES, _PLACES_OF_ANSWERS):
        op.execute(statement)
    postgresql = op.get_context().dialect.name == "postgresql"
    op.execute(_ANSWERS.format(json="to_json(answer)" if postgresql else "json_quote(answer)"))
    if postgresql:
        for table in ("learner", "answer"):
            op.execute(_COUNT_ON.format(table=table))
    for table in ("attempt", "place_1", "learner_1"):
        op.drop_table(table)
    numbers = sa.table("upgrade", sa.column("number", sa.Integer), sa.column("made_at", _MOMENT))
    op.execute(numbers.insert().values(number=2, made_at=datetime.now(UTC)))


def _make_learners() -> None:
    op.create_table(
        "learner",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
    )
    op.create_table(
        "identity",
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("provider", "key", name="pk_identity"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_identity_learner_id"),
    )
    op.create_index("ix_identity_learner_id", "identity", ["learner_id"])


def _make_answers() -> None:
    op.create_table(
        "place",
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "lesson", name="pk_place"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_place_learner_id"),
    )
    op.create_table(
        "answer",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("learner_id", _NUMBER, nullable=False),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("duration_ms", sa.Integer),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("offset_minutes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("uid", name="uq_answer_uid"),
        sa.ForeignKeyConstraint(
            ["learner_id", "lesson"],
            ["place.learner_id", "place.lesson"],
            name="fk_answer_place",
        ),
    )
    op.create_index("ix_answer_progress", "answer", ["learner_id", "lesson", "question"])


_LEARNERS = """
insert into learner (id, name, created_at)
select row_number() over (order by created_at, key), name, created_at from learner_1
"""
_IDENTITIES = """
insert into identity (provider, key, learner_id, created_at)
select 'cookie', key, row_number() over (order by created_at, key), created_at from learner_1
"""
_PLACES = """
insert into place (learner_id, lesson, step, run, begun_at, at)
select i.learner_id, p.lesson, p.step, 1,
       coalesce((select min(a.at) from attempt a
                 where a.learner = p.learner and a.lesson = p.lesson and a.at < p.at), p.at),
       p.at
from place_1 p join identity i on i.key = p.learner
"""
_PLACES_OF_ANSWERS = """
insert into place (learner_id, lesson, step, run, begun_at, at)
select i.learner_id, a.lesson, '', 1, min(a.at), max(a.at)
from attempt a join identity i on i.key = a.learner
where not exists (select 1 from place_1 p where p.learner = a.learner and p.lesson = a.lesson)
group by i.learner_id, a.lesson
"""
_ANSWERS = """
insert into answer (id, uid, learner_id, lesson, question, kind, answer, score, run, at, zone,
                    offset_minutes)
select a.id, 'attempt-' || a.id, i.learner_id, a.lesson, a.question, '', {json}, a.score, 1,
       a.at, '', 0
from attempt a join identity i on i.key = a.learner
"""
_COUNT_ON = """
select setval(pg_get_serial_sequence('{table}', 'id'),
              (select coalesce(max(id), 0) + 1 from {table}), false)
"""
