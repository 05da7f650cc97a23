"""The one exception family of the atlas.

Every error says *what* went wrong, *where*, and *how to mend it*::

    AtlasError
    ├── DocumentError      one or more faulty documents (carries every Problem)
    ├── AnchorError        a place on the skin that cannot be read
    ├── UnknownIdError     a structure, point, region, lesson ... that does not exist
    ├── RecipeError        a recipe that cannot be built
    ├── PackError          a missing, damaged or mismatched mesh pack
    ├── ImportArchiveError a mesh archive that cannot be imported
    ├── RenderError        no way to draw a still on this machine
    ├── ServeError         a busy port, an unwritable folder
    ├── StoreError         the learners' database
    ├── LaunchError        a learning platform's launch that is refused
    └── StateError         a view state that cannot be read
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from nmt_atlas.domain.language import mark


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one document.

    Attributes
    ----------
    file
        The document, relative to its data folder.
    pointer
        JSON pointer (RFC 6901) into the document; empty for the whole of it.
    found
        What stands there.
    expected
        What should stand there, in words a person who is no programmer can act on.
    rule
        The id of the rule that found it.
    """

    file: str
    pointer: str
    found: str
    expected: str
    rule: str = "schema"

    def __str__(self) -> str:
        where = f"{self.file}{'#' + self.pointer if self.pointer else ''}"
        return f"{where}: found {self.found}; expected {self.expected} [{self.rule}]"


class AtlasError(Exception):
    """Base of every error that the atlas raises on purpose.

    Parameters
    ----------
    what
        What went wrong, one sentence.
    where
        The file, address or id concerned.
    remedy
        What the person can do about it.

    Attributes
    ----------
    private
        Whether ``where`` names somebody: then no log tells it.
    """

    private: bool = False

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self._message())

    @property
    def logged(self) -> str:
        """What a log may tell of it."""
        return self.what if self.private else str(self)

    def _message(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} {self.remedy}".strip()


class DocumentError(AtlasError):
    """Faulty documents; ``problems`` lists every fault of every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"{len(self.problems)} problem(s) in the documents:\n{lines}",
            remedy="\nMend them and run `nmt-atlas check`.",
        )


class UnknownIdError(AtlasError):
    """An id that names nothing."""


class AnchorError(AtlasError):
    """A skin anchor that cannot be read.

    Parameters
    ----------
    text
        The anchor.
    position
        Where reading stopped, counted from 0.
    expected
        What should stand there.
    """

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text = text
        self.position = position
        self.expected = expected
        found = f"“{text[position:]}”" if position < len(text) else "the end"
        super().__init__(
            f"“{text}”: found {found} at character {position + 1}, expected {expected}."
        )


class RecipeError(AtlasError):
    """A recipe that names an unknown landmark or makes an impossible shape."""


class PackError(AtlasError):
    """A mesh pack that is missing, damaged, or built from other recipes."""


class ImportArchiveError(AtlasError):
    """A mesh archive that cannot be verified or read."""


class RenderError(AtlasError):
    """No off-screen renderer on this machine."""


class ServeError(AtlasError):
    """The server cannot start."""


class StoreError(AtlasError):
    """The learners' database cannot be opened, read or written.

    Its message is for whoever runs the atlas: it may name folders and hosts. What visitors read is
    ``public``, a text of the interface in English (translate it with ``say``).

    Parameters
    ----------
    what, where, remedy
        As for every error of the atlas.
    public
        What a visitor may read; a fixed sentence where nothing better is known.
    private
        Whether ``where`` names somebody.
    """

    PUBLIC: ClassVar[str] = mark("the database cannot be used just now.")

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        public: str = "",
        private: bool = False,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.public = public or self.PUBLIC
        self.private = private


class LaunchError(AtlasError):
    """A launch from a learning platform that is refused: forged, stale, or not set up here."""


class StateError(AtlasError):
    """A view state that cannot be read at all."""
