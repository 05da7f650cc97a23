"""Accounts, rights and the audit log, on every kind of database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.school.rights import ALL_RIGHTS, MAY, ROLES
from nmt_atlas.store import audit
from nmt_atlas.store.accounts import PASSWORD, Accounts, SchoolWarden, Warden
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANNA = Identity(PASSWORD, "anna")
GOOD = "a long password"


@pytest.fixture
def accounts(store: ProgressStore) -> Accounts:
    made = Accounts(store.database)
    made.add(ANNA, "instructor", NOW, by=audit.OPERATOR, name="Anna", password=GOOD)
    return made


def test_a_password_is_right_or_wrong_and_is_kept_in_no_words(
    accounts: Accounts, store: ProgressStore
) -> None:
    found = accounts.check("anna", GOOD, NOW)
    assert found
    assert (found.name, found.role) == ("Anna", "instructor")
    for name, password in (
        ("anna", GOOD + "x"),
        ("anna", ""),
        ("berta", GOOD),
        ("anna", "x" * 9999),
    ):
        assert accounts.check(name, password, NOW) is None
    kept = store.database.read(lambda one: one.execute(text("select sealed from account")).scalar())
    assert GOOD not in kept
    assert kept.startswith("scrypt$")


def test_what_is_no_password_is_refused(accounts: Accounts) -> None:
    for password in ("short", "x" * 201):
        with pytest.raises(StoreError) as caught:
            accounts.set_password(ANNA, password, NOW, by=audit.OPERATOR)
        assert "10 to 200" in caught.value.public


def test_somebody_without_a_password_cannot_sign_in_by_one(accounts: Accounts) -> None:
    accounts.add(Identity(PASSWORD, "carla"), "student", NOW, by=audit.OPERATOR)
    assert accounts.check("carla", "", NOW) is None


def test_an_account_is_made_once_and_changed_at_once(accounts: Accounts) -> None:
    again = accounts.add(ANNA, "administrator", NOW, by=audit.OPERATOR, password="another one!")
    assert again.role == "instructor", "who is there already stays who they are"
    assert accounts.set_role(ANNA, "student", NOW, by=audit.OPERATOR).role == "student"
    accounts.set_password(ANNA, "another password", NOW, by=audit.OPERATOR)
    assert accounts.check("anna", GOOD, NOW) is None
    assert accounts.check("anna", "another password", NOW)
    assert accounts.switch(ANNA, off=True, now=NOW, by=audit.OPERATOR).rights.rights == frozenset()
    assert accounts.check("anna", "another password", NOW) is None
    with pytest.raises(StoreError, match="no such account"):
        accounts.set_role(Identity(PASSWORD, "nobody"), "student", NOW, by=audit.OPERATOR)


@pytest.mark.parametrize("role", ROLES)
def test_the_warden_asks_the_role_as_it_is_now(
    accounts: Accounts, store: ProgressStore, role: str
) -> None:
    warden = SchoolWarden(store.database)
    accounts.set_role(ANNA, role, NOW, by=audit.OPERATOR)  # type: ignore[arg-type]
    for right in ALL_RIGHTS:
        may = right in MAY[role]  # type: ignore[index]
        assert warden.allows(ANNA, right, NOW, f"try {right}") is may
        if not may:
            with pytest.raises(StoreError) as caught:
                warden.demand(ANNA, right, NOW, "try")
            assert "may not" in caught.value.public
    refused = {one.what for one in audit.lines(store.database) if not one.allowed}
    assert {one for one in refused if one.startswith("try ")} == {
        f"try {right}"
        for right in ALL_RIGHTS - MAY[role]  # type: ignore[index]
    }


def test_who_has_no_account_may_nothing(store: ProgressStore) -> None:
    warden = SchoolWarden(store.database)
    assert not any(warden.allows("a-cookie", right, NOW, "try") for right in ALL_RIGHTS)
    assert all(Warden().allows("a-cookie", right, NOW, "try") for right in ALL_RIGHTS)


def test_the_audit_log_tells_numbers_and_is_only_added_to(
    accounts: Accounts, store: ProgressStore
) -> None:
    accounts.check("anna", "wrong password", NOW)
    accounts.check("stranger", "wrong password", NOW)
    told = audit.lines(store.database)
    assert [(one.who.split()[0], one.what, one.allowed) for one in told] == [
        ("operator", "account made", True),
        ("learner", "signed in", False),
        ("stranger", "signed in", False),
    ]
    assert "anna" not in str(told).casefold()
    assert [one.id for one in audit.lines(store.database, most=1)] == [told[-1].id]
    assert audit.lines(store.database, after=told[0].id) == told[1:]
    for change in ("delete from audit", "update audit set allowed = 1"):
        with pytest.raises(StoreError, match="only added to"):
            store.database.write(lambda one, change=change: one.execute(text(change)))
    assert audit.lines(store.database) == told


def test_who_is_erased_has_no_account(accounts: Accounts, store: ProgressStore) -> None:
    store.people.erase(ANNA)
    assert accounts.find(ANNA) is None
    assert accounts.all() == ()
    assert len(audit.lines(store.database)) == 1, "what was done is known still"
