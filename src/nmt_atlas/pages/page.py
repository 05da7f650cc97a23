"""What every screen is: the base of all pages.

A page is one file with one :class:`Page` and one line in :data:`nmt_atlas.pages.registry.PAGES`.
The frame, the visit and the app never name a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from nmt_atlas.domain.address import Address
from nmt_atlas.domain.picks import Pick, Stroked
from nmt_atlas.domain.school.rights import Right
from nmt_atlas.pages.visit import Visit


class Kept:
    """Something on a page that is written anew only where its key has changed.

    Parameters
    ----------
    key
        What it depends on, as a value to compare.
    write
        Writes it.
    """

    def __init__(self, key: Callable[[], object], write: Callable[[], None]) -> None:
        self._key = key
        self._write = write
        self._written: object = _NEVER

    def refresh(self) -> None:
        """Write it where what it depends on is not what it was."""
        key = self._key()
        if key != self._written:
            self._written = key
            self._write()


_NEVER = object()


class Page:
    """One screen of one visitor.

    Attributes
    ----------
    id
        Its id, which stands in addresses.
    title
        Its name in the bar (marked for translation).
    icon
        The name of its Material icon.
    keys
        The keys of the address that are its own.
    wide
        Which sheets (``left``, ``right``) are open on arrival.
    reading
        Whether the sheet on the right is a reading column.
    offered
        Whether it stands on the rail; a page that is not is only led to.
    bare
        Whether the skin alone is seen at first, to be drawn on.
    needs
        What one must be allowed to open it; None for everybody.
    peels
        Whether the slider that peels the body stands beside it.

    Parameters
    ----------
    visit
        The visitor.
    """

    id: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()
    wide: ClassVar[tuple[str, ...]] = ("left", "right")
    reading: ClassVar[bool] = False
    offered: ClassVar[bool] = True
    bare: ClassVar[bool] = False
    peels: ClassVar[bool] = False
    needs: ClassVar[Right | None] = None

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._panels: dict[str, Any] = {}
        self._kept: list[Kept] = []

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """Which sheets are open where somebody arrives at an address of this page."""
        del address
        return cls.wide

    @property
    def topic(self) -> str:
        """What the sheet on the right is about, in words; "" where it has nothing to say.

        Another topic slides the sheet in, none slides it out.
        """
        return self.visit.say(self.title) if "right" in self.wide else ""

    @property
    def name(self) -> str:
        """What stands over the sheet on the left."""
        return self.visit.say(self.title)

    @property
    def caption(self) -> str:
        """What stands over the body where the sheets lie below it: an open question, or ""."""
        return ""

    @property
    def left(self) -> Any | None:
        """The panel on the left, made when it is first asked for; None where there is none."""
        return self._panel("left", self.make_left)

    @property
    def right(self) -> Any | None:
        """The panel on the right, made when it is first asked for; None where there is none."""
        return self._panel("right", self.make_right)

    def make_left(self) -> Any | None:
        """Make the panel on the left in the visitor's language."""
        return None

    def make_right(self) -> Any | None:
        """Make the panel on the right in the visitor's language."""
        return None

    def keep(self, key: Callable[[], object], write: Callable[[], None]) -> None:
        """Write something now, and anew whenever its key has changed while the page is open."""
        kept = Kept(key, write)
        self._kept.append(kept)
        kept.refresh()

    def refresh(self) -> None:
        """Follow what is shown now; called on every change while the page is open."""
        for kept in self._kept:
            kept.refresh()

    def forget(self) -> None:
        """Let go of the panels, which are made anew: language or documents have changed."""
        self._panels.clear()
        self._kept.clear()

    def address(self) -> dict[str, str]:
        """The page's own part of the address: values of :attr:`keys` that are not empty."""
        return {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the page's own part of an address.

        Returns
        -------
        tuple of str
            One sentence for each key that could not be restored.
        """
        del keys
        return ()

    def enter(self) -> None:
        """The page has been opened."""

    def leave(self) -> None:
        """Another page is about to be opened."""

    @property
    def quiet(self) -> bool:
        """True while what is shown must not stand in the address: a question is open."""
        return False

    def on_stroke(self, stroked: Stroked) -> None:
        """Take a stroke of the brush on the skin."""
        del stroked

    def on_tap(self, pick: Pick) -> bool:
        """Take a click on the body; False leaves it to what clicks do everywhere."""
        del pick
        return False

    def _panel(self, name: str, make: Callable[[], Any | None]) -> Any | None:
        if name not in self._panels:
            self._panels[name] = make()
        return self._panels[name]
