"""Accounts: who may sign in, in which role. Passwords are kept only as scrypt makes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.school.rights import (
    EVERYBODY,
    NOBODY,
    NOT_ALLOWED,
    ROLES,
    Right,
    Rights,
    Role,
    rights_of,
)
from nmt_atlas.store import audit, learners, tables
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database
from nmt_atlas.store.learners import Identity, Who

PASSWORD, OAUTH, LTI = "password", "oauth", "lti"
"""Who vouches for somebody: their password here, a sign-in service, a learning platform."""
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
_COST: Mapping[str, int] = {"n": 1 << 14, "r": 8, "p": 1}


class Account(Frozen):
    """Somebody who signs in.

    Attributes
    ----------
    id
        Their learner's number.
    provider, key
        Who vouches for them, and what they are called there.
    name
        What others read.
    """

    id: int
    provider: str
    key: str
    name: str
    role: Role
    off: bool = False

    @property
    def identity(self) -> Identity:
        """How they are recognised."""
        return Identity(self.provider, self.key)

    @property
    def rights(self) -> Rights:
        """What they may."""
        return NOBODY if self.off else rights_of(self.role)


class Accounts:
    """Reads and writes accounts. Every method is one transaction.

    Parameters
    ----------
    database
        The learners' database, up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        who: Identity,
        role: Role,
        now: datetime,
        *,
        by: str,
        name: str = "",
        password: str = "",
    ) -> Account:
        """Make an account; one that is there already is given back as it is.

        Raises
        ------
        StoreError
            Where the password is too short or too long.
        """
        sealed = _sealed(password) if password else ""

        def work(connection: Connection) -> Account:
            found = _account(connection, who)
            if found is not None:
                return found
            number = learners.ensure(connection, who, now)
            learners.rename(connection, number, name or who.key)
            values = {"learner_id": number, "role": role, "sealed": sealed, "off": 0}
            connection.execute(insert(tables.Account).values(**values, created_at=aware(now)))
            audit.note(connection, now, by, "account made", f"{audit.learner(number)} as {role}")
            return _known(connection, who)

        return self._database.write(work)

    def find(self, who: Identity) -> Account | None:
        """Somebody's account; None where they have none."""
        return self._database.read(lambda one: _account(one, who))

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        rows = self._database.read(lambda one: one.execute(_CHOSEN).all())
        return tuple(sorted(map(_read, rows), key=lambda one: (one.name.casefold(), one.id)))

    def check(self, key: str, password: str, now: datetime) -> Account | None:
        """The account of a name and a password; None where they do not fit. It is written down."""
        who = Identity(PASSWORD, key)

        def look(connection: Connection) -> tuple[Account | None, str]:
            account = _account(connection, who)
            chosen = select(tables.Account.sealed)
            found = (
                account
                and connection.execute(
                    chosen.where(tables.Account.learner_id == account.id)
                ).scalar()
            )
            return account, found or ""

        account, sealed = self._database.read(look)
        fits = _fits(password, sealed or _NOBODYS)  # as long a time where nobody is called so
        right = account if fits and account is not None and not account.off else None
        number = audit.learner(account.id if account else None)
        self._database.write(
            lambda one: audit.note(one, now, number, "signed in", PASSWORD, allowed=bool(right))
        )
        return right

    def vouched(self, who: Identity, now: datetime, *, by: str, name: str) -> Account:
        """The account of somebody whom a service vouches for, made where there is none.

        It is written down that they came, or that their account is off.
        """
        account = self.add(who, "student", now, by=audit.STRANGER, name=name)
        number, allowed = audit.learner(account.id), not account.off
        self._database.write(
            lambda one: audit.note(one, now, number, "signed in", by, allowed=allowed)
        )
        return account

    def turned_away(self, now: datetime, *, by: str) -> None:
        """Write down that a service vouched for somebody who is not the school's."""
        self._database.write(
            lambda one: audit.note(one, now, audit.STRANGER, "signed in", by, allowed=False)
        )

    def set_role(self, who: Identity, role: Role, now: datetime, *, by: str) -> Account:
        """Give somebody another role."""
        return self._change(who, {"role": role}, now, by, f"role {role}")

    def set_password(self, who: Identity, password: str, now: datetime, *, by: str) -> Account:
        """Give somebody another password."""
        return self._change(who, {"sealed": _sealed(password)}, now, by, "password")

    def switch(self, who: Identity, *, off: bool, now: datetime, by: str) -> Account:
        """Switch an account off, or on again."""
        return self._change(who, {"off": int(off)}, now, by, "switched off" if off else "on")

    def _change(
        self, who: Identity, values: Mapping[str, Any], now: datetime, by: str, what: str
    ) -> Account:
        def work(connection: Connection) -> Account:
            account = _known(connection, who)
            table = tables.Account
            chosen = update(table).where(table.learner_id == account.id)
            connection.execute(chosen.values(**values))
            audit.note(
                connection, now, by, "account changed", f"{audit.learner(account.id)}: {what}"
            )
            return _known(connection, who)

        return self._database.write(work)


class Warden:
    """Says at each read and write whether somebody may; this one lets everybody.

    It stands where nobody signs in.
    """

    def rights(self, who: Who) -> Rights:
        """What somebody may."""
        del who
        return EVERYBODY

    def allows(self, who: Who, right: Right, now: datetime, what: str) -> bool:
        """Whether somebody may do something; where not, that is written down."""
        del who, right, now, what
        return True

    def demand(self, who: Who, right: Right, now: datetime, what: str) -> None:
        """Go on where somebody may.

        Raises
        ------
        StoreError
            Where they may not; its ``public`` says so.
        """
        if not self.allows(who, right, now, what):
            raise StoreError(f"refused: {what}.", public=NOT_ALLOWED)

    def done(self, who: Who, now: datetime, what: str, about: str = "") -> None:
        """Write down what somebody did."""


class SchoolWarden(Warden):
    """Asks the accounts as they stand now, and writes down what was done and what was refused.

    Parameters
    ----------
    database
        The learners' database, up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accounts = Accounts(database)

    def rights(self, who: Who) -> Rights:
        """What the account of somebody may now; one that is gone or off may nothing."""
        account = self._accounts.find(learners.identity(who))
        return NOBODY if account is None else account.rights

    def allows(self, who: Who, right: Right, now: datetime, what: str) -> bool:
        """Whether the account's role may do something now."""
        if self.rights(who).may(right):
            return True
        self._note(who, now, what, "", allowed=False)
        return False

    def done(self, who: Who, now: datetime, what: str, about: str = "") -> None:
        """Write down what somebody did."""
        self._note(who, now, what, about, allowed=True)

    def _note(self, who: Who, now: datetime, what: str, about: str, *, allowed: bool) -> None:
        def work(connection: Connection) -> None:
            number = learners.find(connection, learners.identity(who))
            audit.note(connection, now, audit.learner(number), what, about, allowed=allowed)

        self._database.write(work)


OPEN = Warden()
"""Where nobody signs in."""

_CHOSEN = (
    select(
        tables.Account.learner_id,
        tables.Account.role,
        tables.Account.off,
        tables.Learner.name,
        tables.Identity.provider,
        tables.Identity.key,
    )
    .join(tables.Learner, tables.Learner.id == tables.Account.learner_id)
    .join(tables.Identity, tables.Identity.learner_id == tables.Account.learner_id)
)


def _account(connection: Connection, who: Identity) -> Account | None:
    known = tables.Identity
    row = connection.execute(
        _CHOSEN.where(known.provider == who.provider, known.key == who.key)
    ).first()
    return None if row is None else _read(row)


def _known(connection: Connection, who: Identity) -> Account:
    found = _account(connection, who)
    if found is None:
        raise StoreError(
            "there is no such account.",
            where=who.key,
            remedy="`nmt-atlas accounts list` tells which there are.",
            private=True,
        )
    return found


def _read(row: Row[int, str, int, str, str, str]) -> Account:
    return Account(
        id=row.learner_id,
        provider=row.provider,
        key=row.key,
        name=row.name,
        role=row.role if row.role in ROLES else "student",
        off=bool(row.off),
    )


def _sealed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise StoreError(
            f"a password has {SHORTEST} to {LONGEST} characters.",
            public=mark("a password has 10 to 200 characters."),
        )
    salt = secrets.token_bytes(16)
    return f"scrypt${_text(salt)}${_text(_hash(password, salt))}"


def _fits(password: str, sealed: str) -> bool:
    """Whether a password is the one that was sealed; it takes as long either way."""
    _, salt, wanted = sealed.split("$")
    found = _hash(password[:LONGEST], base64.b64decode(salt))
    return hmac.compare_digest(found, base64.b64decode(wanted))


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_COST)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


_NOBODYS = f"scrypt${_text(bytes(16))}${_text(bytes(64))}"
