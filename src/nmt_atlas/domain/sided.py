"""A thing on a side, written ``id:side`` in view states, markers and painted patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

OTHER = {"right": "left", "left": "right"}
"""Each side of the body and the other one."""


@dataclass(frozen=True, slots=True)
class Sided:
    """A trigger point, nerve, dermatome or narrow place on one side.

    Attributes
    ----------
    id
        What it is.
    side
        ``right`` or ``left``; whatever else stands in a tag that somebody else wrote.
    """

    id: str
    side: str

    @classmethod
    def read(cls, tag: str) -> Self:
        """Take a tag apart; one without a colon has an empty side."""
        ident, _, side = tag.partition(":")
        return cls(ident, side)

    @property
    def has_side(self) -> bool:
        """True where the side is one of the body's."""
        return self.side in OTHER

    @property
    def other(self) -> Self:
        """The same on the other side; what has no side stays as it is."""
        return type(self)(self.id, OTHER.get(self.side, self.side))

    def __str__(self) -> str:
        return f"{self.id}:{self.side}" if self.side else self.id


def tag(ident: str, side: str) -> str:
    """``id:side``, or the bare id where the side is empty."""
    return str(Sided(ident, side))
