"""Who came from a learning platform, and the scores that it wants of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.school.assignments import Answered
from nmt_atlas.domain.school.lti import Launched
from nmt_atlas.store import audit, tables
from nmt_atlas.store.accounts import LTI, Account, Accounts
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database, insert_into
from nmt_atlas.store.learners import Identity


class Owed(Frozen):
    """A learner whose score of a lesson a platform wants, and which one it was told last."""

    learner: int
    lesson: str
    platform: str
    user: str
    scores: str
    told: float | None


class Launches:
    """Reads and writes launches. Every method is one transaction.

    Parameters
    ----------
    database
        The learners' database, up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accounts = Accounts(database)

    def come(self, launched: Launched, now: datetime) -> Account:
        """Let somebody in: an account at first; who teaches there is an instructor here.

        A launch makes nobody an administrator, and takes no role away.
        """
        who, by = Identity(LTI, launched.key), f"platform {launched.platform}"
        name = launched.name or launched.key
        account = self._accounts.add(who, launched.role, now, by=by, name=name)
        if launched.role == "instructor" and account.role == "student":
            account = self._accounts.set_role(who, "instructor", now, by=by)

        def keep(connection: Connection) -> None:
            audit.note(
                connection, now, audit.learner(account.id), "signed in", by, allowed=not account.off
            )
            if launched.lesson and launched.scores:
                _owe(connection, account.id, launched, now)

        self._database.write(keep)
        return account

    def owed(self) -> tuple[Owed, ...]:
        """Every score that a platform wants, whether or not it has changed."""
        rows = self._database.read(lambda one: one.execute(select(tables.Launch)).all())
        return tuple(
            Owed(
                learner=row.learner_id,
                lesson=row.lesson,
                platform=row.platform,
                user=row.endpoint["user"],
                scores=row.endpoint["scores"],
                told=row.told,
            )
            for row in rows
        )

    def answers(self, one: Owed) -> tuple[Answered, ...]:
        """What a learner answered to the lesson."""
        answer = tables.Answer
        chosen = select(answer.learner_id, answer.question, answer.score, answer.at).where(
            answer.learner_id == one.learner, answer.lesson == one.lesson
        )
        rows = self._database.read(lambda connection: connection.execute(chosen).all())
        return tuple(Answered(*row) for row in rows)

    def was_told(self, one: Owed, share: float, now: datetime) -> None:
        """A platform has taken a score."""
        table = tables.Launch
        mine = table.learner_id == one.learner, table.lesson == one.lesson

        def work(connection: Connection) -> None:
            connection.execute(update(table).where(*mine).values(told=share))
            about = f"{audit.learner(one.learner)}: {one.lesson}"
            audit.note(connection, now, f"platform {one.platform}", "score taken", about)

        self._database.write(work)


def _owe(connection: Connection, learner: int, launched: Launched, now: datetime) -> None:
    """Note where a score goes; a launch of the same lesson from elsewhere takes its place."""
    endpoint = {"user": launched.user, "scores": launched.scores}
    values = {"platform": launched.platform, "endpoint": endpoint, "at": aware(now)}
    row = insert_into(connection, tables.Launch).values(
        learner_id=learner, lesson=launched.lesson, told=None, **values
    )
    keys = ["learner_id", "lesson"]
    connection.execute(row.on_conflict_do_update(index_elements=keys, set_=values))
