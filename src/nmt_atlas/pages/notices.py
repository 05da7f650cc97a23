"""What a visitor is told, one thing at a time."""

from __future__ import annotations

from typing import Self

from nmt_atlas.domain.base import Frozen

MOST = 3
"""More things than these are not kept waiting to be told."""


class Notice(Frozen):
    """One thing to tell, as plain text; ``about`` names what it is about."""

    number: int
    text: str
    about: str = ""


class Notices(Frozen):
    """What is being told, the newest first.

    Attributes
    ----------
    waiting
        What has not been dismissed yet.
    count
        How many were ever told, which numbers them.
    """

    waiting: tuple[Notice, ...] = ()
    count: int = 0

    def told(self, text: str, about: str = "") -> Self:
        """With one thing more; it replaces what was told of the same, and the same text."""
        if not text:
            return self
        others = (
            one for one in self.waiting if one.text != text and not (about and one.about == about)
        )
        notice = Notice(number=self.count + 1, text=text, about=about)
        return type(self)(waiting=(notice, *others)[:MOST], count=self.count + 1)

    def without(self, number: int) -> Self:
        """Without what was told under a number."""
        left = tuple(one for one in self.waiting if one.number != number)
        return type(self)(waiting=left, count=self.count)

    @property
    def now(self) -> Notice | None:
        """What is told now."""
        return self.waiting[0] if self.waiting else None


NONE = Notices()
