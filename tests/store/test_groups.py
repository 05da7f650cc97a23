"""Groups and what is set to them, on every kind of database; each role, each method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.school.lti import Launched
from nmt_atlas.domain.school.rights import NOT_ALLOWED, ROLES
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import PASSWORD, Accounts
from nmt_atlas.store.backup import back_up, restore
from nmt_atlas.store.groups import Group, Groups
from nmt_atlas.store.launches import Launches
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def who(name: str) -> Identity:
    return Identity(PASSWORD, name)


@pytest.fixture
def groups(store: ProgressStore) -> Groups:
    """A school's: a student, two instructors, an administrator."""
    store.govern()
    accounts = Accounts(store.database)
    for role in ROLES:
        accounts.add(who(role), role, NOW, by=audit.OPERATOR)
    accounts.add(who("other"), "instructor", NOW, by=audit.OPERATOR)
    return Groups(store.database, store.warden)


@pytest.fixture
def group(groups: Groups) -> Group:
    made = groups.make(who("instructor"), "  Calf\tand foot ", NOW)
    groups.assign(
        who("instructor"), made.id, "hip", opens_at=NOW, due_at=NOW + WEEK, now=NOW, uid="one"
    )
    return made


def answer(store: ProgressStore, name: str, score: float, at: datetime) -> None:
    store.record(who(name), "hip", "q1", answer="x", score=score, now=at)


def test_a_student_joins_by_the_code_and_reads_what_is_set(groups: Groups, group: Group) -> None:
    assert group.title == "Calf and foot"
    for name in ("Bea", "Beatrix"):
        joined = groups.join(who("student"), group.code, name, NOW)
    assert joined.members == 1
    assert groups.joined(who("student")) == (joined,)
    [(work, answers)] = groups.mine(who("student"))
    assert (work.lesson, work.due_at, answers) == ("hip", NOW + WEEK, ())
    assert list(groups.members(who("instructor"), group.id, NOW).values()) == ["Beatrix"]
    groups.leave(who("student"), group.id)
    assert groups.mine(who("student")) == ()


def test_answers_count_from_when_it_opened_and_only_of_members(
    groups: Groups, group: Group, store: ProgressStore
) -> None:
    groups.join(who("student"), group.code, "Bea", NOW)
    answer(store, "student", 1.0, NOW - WEEK)
    answer(store, "student", 0.5, NOW + WEEK / 2)
    answer(store, "other", 1.0, NOW + WEEK / 2)
    [work] = groups.set_to(who("instructor"), group.id, NOW)
    assert [one.score for one in groups.answers(who("instructor"), work, NOW)] == [0.5]
    [(_, mine)] = groups.mine(who("student"))
    assert [one.score for one in mine] == [0.5]


def test_work_is_set_once_and_taken_back(groups: Groups, group: Group) -> None:
    teacher = who("instructor")
    again = {"opens_at": NOW, "due_at": None, "now": NOW, "uid": "one"}
    groups.assign(teacher, group.id, "knee", **again)
    [work] = groups.set_to(teacher, group.id, NOW)
    assert work.lesson == "hip"
    groups.withdraw(teacher, work, NOW)
    assert groups.set_to(teacher, group.id, NOW) == ()
    with pytest.raises(StoreError, match="before it opens"):
        groups.assign(teacher, group.id, "hip", opens_at=NOW, due_at=NOW, now=NOW, uid="two")


def calls(groups: Groups, group: Group) -> dict[str, Callable[[Identity], Any]]:
    """Everything that is for whoever made the group."""
    [work] = groups.set_to(who("instructor"), group.id, NOW)
    later = {"opens_at": NOW, "due_at": None, "now": NOW, "uid": "forged"}
    return {
        "members": lambda one: groups.members(one, group.id, NOW),
        "set_to": lambda one: groups.set_to(one, group.id, NOW),
        "answers": lambda one: groups.answers(one, work, NOW),
        "assign": lambda one: groups.assign(one, group.id, "knee", **later),
        "withdraw": lambda one: groups.withdraw(one, work, NOW),
    }


@pytest.mark.parametrize("name", ["student", "other", "administrator", "nobody"])
def test_a_group_is_its_makers_alone(groups: Groups, group: Group, name: str) -> None:
    before = groups.set_to(who("instructor"), group.id, NOW)
    for what, call in calls(groups, group).items():
        with pytest.raises(StoreError) as caught:
            call(who(name))
        assert caught.value.public == NOT_ALLOWED, what
    assert groups.set_to(who("instructor"), group.id, NOW) == before
    assert groups.of(who(name)) == ()


def test_every_method_of_groups_is_walked(groups: Groups, group: Group) -> None:
    theirs = {"make", "of", "join", "leave", "joined", "mine"}  # of oneself, each tested above
    public = {name for name in vars(Groups) if not name.startswith("_")}
    assert public == theirs | set(calls(groups, group))


@pytest.mark.parametrize("name", ["student", "nobody"])
def test_who_may_set_no_work_makes_no_group(groups: Groups, name: str) -> None:
    with pytest.raises(StoreError):
        groups.make(who(name), "Mine", NOW)
    assert not audit.lines(groups._database)[-1].allowed


def test_a_wrong_code_and_an_empty_name_are_told(groups: Groups, group: Group) -> None:
    for code, name, told in (("zzzzzz", "Bea", "no group"), (group.code, " \t", "missing")):
        with pytest.raises(StoreError) as caught:
            groups.join(who("student"), code, name, NOW)
        assert told in caught.value.public


def test_without_accounts_everybody_may_and_a_group_is_still_its_makers(
    store: ProgressStore,
) -> None:
    groups = Groups(store.database)
    made = groups.make("browser-one", "Calf", NOW)
    groups.join("browser-two", made.code, "Bea", NOW)
    assert groups.members("browser-one", made.id, NOW)
    with pytest.raises(StoreError):
        groups.members("browser-two", made.id, NOW)


def test_a_school_goes_through_a_backup_into_either_kind_of_database(
    groups: Groups,
    group: Group,
    store: ProgressStore,
    fresh_of: Callable[[str], str],
    tmp_path: Path,
) -> None:
    groups.join(who("student"), group.code, "Bea", NOW)
    come = Launched(
        platform="moodle",
        key="moodle:7",
        user="7",
        name="Carl",
        role="student",
        lesson="hip",
        scores="https://moodle.school.example/scores",
    )
    Launches(store.database).come(come, NOW)
    file = tmp_path / "school.jsonl"
    back_up(store.database, file, NOW)
    for kind in ("sqlite", "postgresql"):
        other = ProgressStore(fresh_of(kind))
        restore(file, other.database)
        other.govern()
        again = Groups(other.database, other.warden)
        assert list(again.members(who("instructor"), group.id, NOW).values()) == ["Bea"]
        assert Launches(other.database).owed() == Launches(store.database).owed()
        before = audit.lines(other.database)
        assert again.make(who("instructor"), "Another", NOW).id > group.id, "numbers go on"
        assert audit.lines(other.database)[-1].id > before[-1].id
        other.close()
