"""Groups of learners, what is set to them, how they answered; whoever asks must be allowed to."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, func, select, update

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.classroom.room import CODE, LETTERS, code_of
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.school.assignments import Answered, Work
from nmt_atlas.domain.school.rights import NOT_ALLOWED
from nmt_atlas.store import learners, tables
from nmt_atlas.store.accounts import OPEN, Warden
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database, insert_into, is_new
from nmt_atlas.store.learners import Who

T = TypeVar("T")
LONGEST = 80
"""Characters of a group's title, and of a name in it."""
MOST_MEMBERS = 2_000
_TRIES = 20


class Group(Frozen):
    """A group: its code to join by, its title, how many are in it."""

    id: int
    code: str
    title: str
    members: int = 0


class Groups:
    """Reads and writes groups and what is set to them. Every method is one transaction.

    Only whoever made a group reads its members and their answers, and sets work to it; a member
    reads what is set, and their own.

    Parameters
    ----------
    database
        The learners' database, up to date.
    warden
        Says at each read and write whether somebody may.
    """

    def __init__(self, database: Database, warden: Warden = OPEN) -> None:
        self._database = database
        self._warden = warden

    # Of whoever teaches

    def make(self, owner: Who, title: str, now: datetime, course: str = "") -> Group:
        """Make a group.

        Raises
        ------
        StoreError
            Where they may not, or the title is empty.
        """
        self._warden.demand(owner, "assign", now, "make a group")
        who, name = learners.identity(owner), _tidy(title)

        def work(connection: Connection) -> Group:
            number = learners.ensure(connection, who, now)
            for _ in range(_TRIES):
                code = code_of(secrets.randbelow(len(LETTERS) ** CODE))
                values = {"code": code, "learner_id": number, "title": name, "course": course}
                row = insert_into(connection, tables.Group).values(**values, created_at=aware(now))
                if is_new(connection, row):
                    return _one(connection, tables.Group.code == code)
            raise StoreError("no free code for a group was found.")

        made = self._database.write(work)
        self._warden.done(owner, now, "group made", f"group {made.id}")
        return made

    def of(self, owner: Who) -> tuple[Group, ...]:
        """The groups that somebody made, the newest first."""
        if not self._warden.rights(owner).may("assign"):
            return ()
        who = learners.identity(owner)

        def work(connection: Connection) -> tuple[Group, ...]:
            number = learners.find(connection, who)
            chosen = _GROUPS.where(tables.Group.learner_id == number)
            rows = connection.execute(chosen.order_by(tables.Group.id.desc())).all()
            return tuple(_group(connection, row) for row in rows)

        return self._database.read(work)

    def members(self, owner: Who, group: int, now: datetime) -> dict[int, str]:
        """Learner -> name, in the order of their names."""
        chosen = select(tables.Belongs.learner_id, tables.Belongs.name)
        rows = self._of_theirs(
            owner, group, now, "read a group",
            lambda one: one.execute(chosen.where(tables.Belongs.group_id == group)).all(),
        )  # fmt: skip
        return dict(sorted(((row[0], row[1]) for row in rows), key=lambda one: one[1].casefold()))

    def assign(
        self,
        owner: Who,
        group: int,
        lesson: str,
        *,
        opens_at: datetime,
        due_at: datetime | None,
        now: datetime,
        uid: str,
    ) -> None:
        """Set a lesson to a group; one whose ``uid`` is there already changes nothing.

        Raises
        ------
        StoreError
            Where the group is not theirs, or the work would be due before it opens.
        """
        if due_at is not None and due_at <= opens_at:
            raise StoreError(
                "work is due before it opens.", public=mark("it would be due before it opens.")
            )
        values = {
            "uid": uid,
            "group_id": group,
            "lesson": lesson,
            "opens_at": aware(opens_at),
            "due_at": due_at,
            "gone": 0,
            "created_at": aware(now),
        }
        self._of_theirs(
            owner, group, now, "set work",
            lambda one: is_new(one, insert_into(one, tables.SetWork).values(**values)),
            writes=True,
        )  # fmt: skip
        self._warden.done(owner, now, "work set", f"group {group}: {lesson}")

    def withdraw(self, owner: Who, work: Work, now: datetime) -> None:
        """Take a work back; what was answered stays answered."""
        table = tables.SetWork
        changed = update(table).where(table.id == work.id, table.group_id == work.group)
        self._of_theirs(
            owner, work.group, now, "take work back",
            lambda one: one.execute(changed.values(gone=1)).rowcount, writes=True,
        )  # fmt: skip
        self._warden.done(owner, now, "work taken back", f"group {work.group}: {work.lesson}")

    def answers(self, owner: Who, work: Work, now: datetime) -> tuple[Answered, ...]:
        """What the members of a group answered to a lesson since it was opened to them."""
        answer, belongs = tables.Answer, tables.Belongs
        chosen = (
            select(answer.learner_id, answer.question, answer.score, answer.at)
            .join(belongs, belongs.learner_id == answer.learner_id)
            .where(
                belongs.group_id == work.group,
                answer.lesson == work.lesson,
                answer.at >= work.opens_at,
            )
        )
        rows = self._of_theirs(
            owner, work.group, now, "read grades", lambda one: one.execute(chosen).all()
        )
        self._warden.done(owner, now, "grades read", f"group {work.group}: {work.lesson}")
        return tuple(Answered(*row) for row in rows)

    def set_to(self, owner: Who, group: int, now: datetime) -> tuple[Work, ...]:
        """What is set to a group of somebody's."""
        return self._of_theirs(owner, group, now, "read a group", lambda one: _works(one, [group]))

    # Of whoever learns

    def join(self, who: Who, code: str, name: str, now: datetime) -> Group:
        """Let somebody into a group; a name given anew replaces the old one.

        Raises
        ------
        StoreError
            Where there is no such group, it is full, or the name is empty.
        """
        self._warden.demand(who, "learn", now, "join a group")
        known, given = learners.identity(who), _tidy(name)

        def work(connection: Connection) -> Group:
            group = _one(connection, tables.Group.code == code)
            if group.members >= MOST_MEMBERS:
                raise StoreError("the group is full.", public=mark("this group is full."))
            number = learners.ensure(connection, known, now)
            values = {"group_id": group.id, "learner_id": number, "name": given, "at": aware(now)}
            if not is_new(connection, insert_into(connection, tables.Belongs).values(**values)):
                mine = _mine(group.id, number)
                connection.execute(update(tables.Belongs).where(*mine).values(name=given))
            return _one(connection, tables.Group.code == code)

        return self._database.write(work)

    def leave(self, who: Who, group: int) -> None:
        """Let somebody out again; what they answered stays theirs."""
        known = learners.identity(who)

        def work(connection: Connection) -> None:
            number = learners.find(connection, known)
            if number is not None:
                connection.execute(delete(tables.Belongs).where(*_mine(group, number)))

        self._database.write(work)

    def joined(self, who: Who) -> tuple[Group, ...]:
        """The groups that somebody is in."""
        known = learners.identity(who)

        def work(connection: Connection) -> tuple[Group, ...]:
            number = learners.find(connection, known)
            chosen = _GROUPS.join(tables.Belongs, tables.Belongs.group_id == tables.Group.id)
            rows = connection.execute(
                chosen.where(tables.Belongs.learner_id == number).order_by(tables.Group.id)
            ).all()
            return tuple(_group(connection, row) for row in rows)

        return self._database.read(work)

    def mine(self, who: Who) -> tuple[tuple[Work, tuple[Answered, ...]], ...]:
        """What is set to somebody, and what they themselves answered to it, what is due first."""
        known = learners.identity(who)

        def work(connection: Connection) -> tuple[tuple[Work, tuple[Answered, ...]], ...]:
            number = learners.find(connection, known)
            belongs = tables.Belongs
            chosen = select(belongs.group_id).where(belongs.learner_id == number)
            groups = connection.execute(chosen).scalars().all()
            return tuple((one, _own(connection, number, one)) for one in _works(connection, groups))

        return self._database.read(work)

    def _of_theirs(
        self,
        owner: Who,
        group: int,
        now: datetime,
        what: str,
        work: Callable[[Connection], T],
        *,
        writes: bool = False,
    ) -> T:
        """Do something with a group that is somebody's own.

        Raises
        ------
        StoreError
            Where it is not, or they may not.
        """
        self._warden.demand(owner, "assign", now, what)
        known = learners.identity(owner)

        def asked(connection: Connection) -> T:
            number = learners.find(connection, known)
            table = tables.Group
            chosen = select(table.id).where(table.id == group, table.learner_id == number)
            if number is None or connection.execute(chosen).first() is None:
                raise StoreError(f"refused: {what} of another's.", public=NOT_ALLOWED)
            return work(connection)

        return (self._database.write if writes else self._database.read)(asked)


_GROUPS = select(tables.Group.id, tables.Group.code, tables.Group.title)


def _mine(group: int, learner: int) -> tuple[Any, Any]:
    return tables.Belongs.group_id == group, tables.Belongs.learner_id == learner


def _one(connection: Connection, where: Any) -> Group:  # noqa: ANN401  (a condition)
    row = connection.execute(_GROUPS.where(where)).first()
    if row is None:
        raise StoreError(
            "there is no such group.",
            public=mark("there is no group with this code. Look at it once more."),
        )
    return _group(connection, row)


def _group(connection: Connection, row: Row[int, str, str]) -> Group:
    count = select(func.count()).select_from(tables.Belongs)
    members = connection.execute(count.where(tables.Belongs.group_id == row.id)).scalar_one()
    return Group(id=row.id, code=row.code, title=row.title, members=int(members))


def _works(connection: Connection, groups: Iterable[int]) -> tuple[Work, ...]:
    table = tables.SetWork
    chosen = select(table).where(table.group_id.in_(list(groups)), table.gone == 0)
    rows = connection.execute(chosen.order_by(table.due_at.is_(None), table.due_at, table.id)).all()
    return tuple(
        Work(
            id=row.id,
            group=row.group_id,
            lesson=row.lesson,
            opens_at=row.opens_at,
            due_at=row.due_at,
        )
        for row in rows
    )


def _own(connection: Connection, learner: int | None, work: Work) -> tuple[Answered, ...]:
    answer = tables.Answer
    chosen = select(answer.learner_id, answer.question, answer.score, answer.at).where(
        answer.learner_id == learner, answer.lesson == work.lesson, answer.at >= work.opens_at
    )
    return tuple(Answered(*row) for row in connection.execute(chosen).all())


def _tidy(text: str) -> str:
    """A title or a name as it is kept.

    Raises
    ------
    StoreError
        Where nothing is left of it.
    """
    plain = "".join(one for one in " ".join(text.split()) if one.isprintable())
    clean = plain[:LONGEST].strip()
    if not clean:
        raise StoreError("an empty name.", public=mark("a name is missing."))
    return clean
