"""Who a learner is: an id inside the database, and the identities that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, insert, select, update

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store import tables
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import insert_into

COOKIE = "cookie"
LONGEST = 255
"""Characters that a key, or a name, may have."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How somebody is recognised.

    Attributes
    ----------
    provider
        Who vouches for it: ``cookie`` (a random key in the browser), later accounts and courses.
    key
        What the provider calls them; 1 to 255 printable characters.

    Raises
    ------
    StoreError
        Where provider or key is empty, too long, or holds control characters.
    """

    provider: str
    key: str

    def __post_init__(self) -> None:
        for text in (self.provider, self.key):
            if not (0 < len(text) <= LONGEST and text.isprintable()):
                raise StoreError(
                    "a learner's key must have 1 to 255 printable characters.",
                    where=f"{self.provider[:20]!r}",
                    remedy="Delete this site's cookies in the browser and load the page again.",
                )


Who: TypeAlias = str | Identity
"""A learner: an identity, or a cookie's key alone."""


def identity(who: Who) -> Identity:
    """The identity that is meant."""
    return who if isinstance(who, Identity) else Identity(COOKIE, who)


def find(connection: Connection, who: Identity) -> int | None:
    """The id of a learner who is known already."""
    return connection.execute(
        select(tables.Identity.learner_id).where(
            tables.Identity.provider == who.provider, tables.Identity.key == who.key
        )
    ).scalar()


def ensure(connection: Connection, who: Identity, now: datetime) -> int:
    """The id of a learner, made known where they are new.

    Two programs may do this for one new learner at the same moment: the database lets one of them
    keep the identity, and the other takes its own learner back and finds the first one's.
    """
    known = find(connection, who)
    while known is None:
        known = _make(connection, who, now) or find(connection, who)
    return known


def _make(connection: Connection, who: Identity, now: datetime) -> int | None:
    """A new learner's id, or None where another program has just made this one known."""
    with connection.begin_nested() as attempt:
        made = connection.execute(insert(tables.Learner).values(name="", created_at=aware(now)))
        number = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
        if link(connection, number, who, now):
            return number
        attempt.rollback()
        return None


def link(connection: Connection, learner: int, who: Identity, now: datetime) -> bool:
    """Let an identity lead to a learner; False where it leads to somebody already."""
    added = insert_into(connection, tables.Identity).values(
        provider=who.provider, key=who.key, learner_id=learner, created_at=aware(now)
    )
    return connection.execute(added.on_conflict_do_nothing()).rowcount == 1


def rename(connection: Connection, learner: int, name: str) -> None:
    """Give a learner a name; what cannot be printed is left out."""
    clean = "".join(one for one in name if one.isprintable())[:LONGEST]
    connection.execute(
        update(tables.Learner).where(tables.Learner.id == learner).values(name=clean)
    )


def name_of(connection: Connection, who: Identity) -> str:
    """A learner's name, or an empty text."""
    number = find(connection, who)
    if number is None:
        return ""
    chosen = select(tables.Learner.name).where(tables.Learner.id == number)
    return connection.execute(chosen).scalar() or ""
