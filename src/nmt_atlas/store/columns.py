"""Columns that say what they keep: moments in UTC, and the zone that a learner was in."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

from nmt_atlas.domain.errors import StoreError


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses a time without zone, keeps it in UTC, gives it back aware.

    SQLite keeps no zone and PostgreSQL gives times in the zone of the connection; this column
    hides both.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC on its way in."""
        return None if value is None else aware(value).astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Make a moment aware on its way out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def aware(moment: datetime) -> datetime:
    """The moment as it is.

    Raises
    ------
    StoreError
        Where it has no zone.
    """
    if moment.utcoffset() is None:
        raise StoreError(
            "a time without zone cannot be kept.",
            where=moment.isoformat(),
            remedy="Give an aware one, such as datetime.now(UTC).",
        )
    return moment


def zone_of(moment: datetime) -> tuple[str, int]:
    """The zone of an aware moment: its name and its offset from UTC in minutes.

    The name is that of the zone where it has one (``Europe/Madrid``, ``UTC``), else the offset
    itself (``+05:30``).
    """
    offset = aware(moment).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    named = getattr(moment.tzinfo, "key", None)
    if named:
        return str(named), minutes
    if minutes == 0:
        return "UTC", 0
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}", minutes
