"""Writes documents of one's own: at once or not at all, with every version before it kept.

Beside the documents lie two hidden folders that nothing else reads::

    lessons/calf.json
    .drafts/lessons/calf.json            what is being written, faults and all
    .versions/lessons/calf/0003.json     what was saved before
"""

from __future__ import annotations

import errno
import json
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nmt_atlas.domain.drafting import text_of
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.language import mark
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.reading import read_json

VERSIONS_KEPT = 50
"""So many versions of a document are kept; the oldest go first."""

NOT_HERE = mark("This server lets nobody write lessons.")
NO_FOLDER = mark("There is no folder for documents of your own.")
FULL = mark("The disk is full: nothing was written.")
NO_RIGHT = mark("The folder of your own documents may not be written.")
NOT_WRITTEN = mark("The file could not be written.")
_WHY = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: NO_RIGHT,
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 120


class NotWrittenError(AtlasError):
    """A document of one's own was not written; ``public`` says why, to be translated."""

    def __init__(self, public: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(public, where=where, remedy=remedy)
        self.public = public


@dataclass(frozen=True)
class Version:
    """A version that was saved before: its number, and when it was saved."""

    number: int
    saved: datetime


class OwnDocuments:
    """The folder of one kind of one's own documents, to be written.

    Parameters
    ----------
    paths
        Where the documents are.
    allowed
        Whether this server lets its visitors write; asked before each write.
    kind
        The folder: ``lessons``.
    """

    def __init__(
        self, paths: DataPaths, allowed: Callable[[], bool], kind: str = "lessons"
    ) -> None:
        self._own = paths.own
        self._allowed = allowed
        self._kind = kind

    # Documents

    def save(self, data: dict[str, Any]) -> Path:
        """Write a document; what it replaces is kept as a version.

        Raises
        ------
        NotWrittenError
            Where it may not, or could not be written. What was there before is there still.
        """
        ident = _checked(data.get("id"))
        file = self._folder() / self._kind / f"{ident}.json"
        before = _text(file)
        text = text_of(data)
        if before is not None and before != text:
            self._keep(ident, before, file)
        return self._write(file, text)

    def remove(self, ident: str) -> None:
        """Take a document away; it is kept as a version."""
        file = self._folder() / self._kind / f"{_checked(ident)}.json"
        before = _text(file)
        if before is not None:
            self._keep(ident, before, file)
            self._unlink(file)

    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that are there."""
        return self._ids(self._kind)

    def read(self, ident: str) -> dict[str, Any] | None:
        """A document as it stands; None where there is none that can be read."""
        return self._read(self._kind, f"{ident}.json")

    # Drafts

    def keep_draft(self, data: dict[str, Any]) -> Path:
        """Write a draft, whatever faults it has.

        Raises
        ------
        NotWrittenError
            Where it may not, or could not be written.
        """
        ident = _checked(data.get("id"))
        return self._write(self._folder() / ".drafts" / self._kind / f"{ident}.json", text_of(data))

    def drop_draft(self, ident: str) -> None:
        """Take a draft away."""
        self._unlink(self._folder() / ".drafts" / self._kind / f"{_checked(ident)}.json")

    def drafts(self) -> tuple[str, ...]:
        """The ids of what is being written."""
        return self._ids(".drafts", self._kind)

    def draft(self, ident: str) -> dict[str, Any] | None:
        """A draft; None where there is none that can be read."""
        return self._read(".drafts", self._kind, f"{ident}.json")

    # Versions

    def versions(self, ident: str) -> tuple[Version, ...]:
        """The versions that were saved before, the newest first."""
        found = []
        for file in self._files(".versions", self._kind, ident):
            with suppress(OSError, ValueError):
                saved = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                found.append(Version(int(file.stem), saved))
        return tuple(sorted(found, key=lambda one: -one.number))

    def version(self, ident: str, number: int) -> dict[str, Any] | None:
        """A version; None where there is none that can be read."""
        return self._read(".versions", self._kind, ident, f"{number:04}.json")

    def _keep(self, ident: str, text: str, file: Path) -> None:
        """Keep what a document was, under the next number and with the time of its saving."""
        known = self.versions(ident)
        number = known[0].number + 1 if known else 1
        folder = self._folder() / ".versions" / self._kind / ident
        kept = self._write(folder / f"{number:04}.json", text)
        with suppress(OSError):
            time = file.stat().st_mtime
            os.utime(kept, (time, time))
        for old in known[VERSIONS_KEPT - 1 :]:
            with suppress(OSError):
                (folder / f"{old.number:04}.json").unlink()

    # Files

    def _folder(self) -> Path:
        """The folder of one's own documents, where one may write.

        Raises
        ------
        NotWrittenError
            Where nobody may, or where there is none.
        """
        if not self._allowed():
            raise NotWrittenError(NOT_HERE)
        if self._own is None:
            raise NotWrittenError(NO_FOLDER, remedy="Name one with `serve --documents DIR`.")
        return self._own

    def _write(self, file: Path, text: str) -> Path:
        """Write a file beside its place, then put it there."""
        part = ""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
            Path(part).replace(file)
        except OSError as error:
            if part:
                Path(part).unlink(missing_ok=True)
            raise _failed(error, file) from error
        return file

    @staticmethod
    def _unlink(file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _failed(error, file) from error

    def _files(self, *where: str) -> list[Path]:
        if self._own is None:
            return []
        with suppress(OSError):
            found = self._own.joinpath(*where).glob("*.json")
            return sorted(one for one in found if not one.name.startswith("."))
        return []

    def _ids(self, *where: str) -> tuple[str, ...]:
        return tuple(one.stem for one in self._files(*where) if _ID.fullmatch(one.stem))

    def _read(self, *where: str) -> dict[str, Any] | None:
        ident = where[-2] if where[0] == ".versions" else where[-1].removesuffix(".json")
        if self._own is None or not _ID.fullmatch(ident):
            return None
        file = self._own.joinpath(*where)
        found, _ = read_json(file, file.name, self._own)
        return found if isinstance(found, dict) else None


def _checked(ident: object) -> str:
    """An id that is fit to be the name of a file.

    Raises
    ------
    NotWrittenError
        Where it is none.
    """
    if isinstance(ident, str) and len(ident) <= _LONGEST_ID and _ID.fullmatch(ident):
        return ident
    raise NotWrittenError(mark("The lesson has no id that a file could be named by."))


def _text(file: Path) -> str | None:
    try:
        text = file.read_text(encoding="utf-8")
        json.loads(text)
    except (OSError, ValueError):
        return None
    return text


def _failed(error: OSError, file: Path) -> NotWrittenError:
    return NotWrittenError(_WHY.get(error.errno or 0, NOT_WRITTEN), where=str(file))
