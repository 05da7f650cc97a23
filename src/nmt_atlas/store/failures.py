"""What the database said, told so that a person can mend it and a visitor learns no secret."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError, TimeoutError

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark

REMEDY = (
    "Check that the folder exists and may be written, or give another database with "
    "NMT_ATLAS_DATABASE (for example sqlite:///progress.sqlite3)."
)
_SERVER = "Check that PostgreSQL runs, and the host, name and password in NMT_ATLAS_DATABASE."
_SECRET = re.compile(r"(//[^:/@\s]*:)\S*@|(password=)[^&\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to fail: what went wrong, what helps, and what a visitor reads."""

    what: str
    remedy: str
    public: str


_BUSY = _Kind(
    "the learners' database is busy",
    "Another program holds it; stop that one, or wait.",
    mark("the database is busy just now."),
)
_FULL = _Kind(
    "the disk of the learners' database is full",
    "Make room on it; what was kept before is safe.",
    mark("the disk is full. Please tell whoever runs this atlas."),
)
_SILENT = _Kind(
    "the learners' database cannot be reached",
    _SERVER,
    mark("the database cannot be reached just now."),
)
_OTHER = _Kind("the learners' database cannot be used", REMEDY, StoreError.PUBLIC)

_BY_CODE: dict[int | str, _Kind] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    "55P03": _BUSY,  # lock_not_available
    "57014": _BUSY,  # query_canceled: a statement took too long
    "53100": _FULL,  # disk_full
}


def store_error(error: SQLAlchemyError, url: URL) -> StoreError:
    """What the database said, as an error of the atlas."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, StoreError):
        return cause
    kind = _kind(error, cause)
    said = without_secrets(" ".join(str(cause).split()), url)
    return StoreError(
        f"{kind.what} ({said}).", where=shown(url), remedy=kind.remedy, public=kind.public
    )


def _kind(error: SQLAlchemyError, cause: BaseException) -> _Kind:
    if isinstance(error, TimeoutError):
        return _BUSY
    if isinstance(cause, sqlite3.Error):
        return _BY_CODE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, _OTHER)
    state = getattr(cause, "sqlstate", "")
    silent = state is None or state.startswith(("08", "28", "3D", "57P"))
    return _BY_CODE.get(state or "", _SILENT if silent else _OTHER)


def shown(url: URL) -> str:
    """A database's address without its password."""
    return without_secrets(url.render_as_string(hide_password=True), url)


def without_secrets(text: str, url: URL | None = None) -> str:
    """A text in which no password stands, neither that of ``url`` nor one of an address in it."""
    secrets = [] if url is None else [url.password, url.query.get("password")]
    for secret in secrets:
        if isinstance(secret, str) and secret:
            text = text.replace(secret, "***")
    return _SECRET.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return f"{found[1]}***@" if found[1] else f"{found[2]}***"
