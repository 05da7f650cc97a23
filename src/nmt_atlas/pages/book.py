"""The pages of one visitor: which is open, made when first opened, left when another is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from nmt_atlas.domain.address import START, Address
from nmt_atlas.domain.picks import Pick, Stroked
from nmt_atlas.domain.school.rights import NOT_ALLOWED
from nmt_atlas.pages.later import Later
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.visit import Visit


class Book:
    """Opens pages and gives the open one the clicks and the news.

    Attributes
    ----------
    opened
        Called when another page has been opened.

    Parameters
    ----------
    visit
        The visitor.
    kinds
        Every page; the first opens by itself.
    """

    def __init__(self, visit: Visit, kinds: Sequence[type[Page]]) -> None:
        self.visit = visit
        self.kinds = {kind.id: kind for kind in kinds if visit.may(kind.needs)}
        self._shut = {kind.id for kind in kinds} - set(self.kinds)
        self.first = kinds[0].id
        self._made: dict[str, Page] = {}
        self._now: Page | None = None
        self._edition = visit.atlas.edition
        self.opened: Callable[[Page], None] = lambda _page: None
        visit.taps.first = self._tapped
        visit.opener = self._sent_to
        visit.view.canvas.param.watch(lambda event: self._stroked(event.new), "stroked")
        self._follow = Later(self.refresh)
        visit.view.param.watch(lambda _event: self._follow(), "state")
        visit.param.watch(lambda event: self._taste(event.old, event.new), "taste")

    @property
    def now(self) -> Page:
        """The open page; the first one where none was opened yet."""
        if self._now is None:
            self._open(self._page(self.first), {})
        return self._now or self._page(self.first)

    def open(self, page: str, keys: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Open a page (id) with its keys of the address; None leaves it as it was.

        Returns
        -------
        tuple of str
            What could not be restored.
        """
        if page in self._shut or (
            page in self.kinds and not self.visit.may(self.kinds[page].needs)
        ):
            self.visit.tell(self.visit.say(NOT_ALLOWED), "right")
            page = self.first
        wanted = self._page(page if page in self.kinds else self.first)
        self._renew(shows=wanted is self._now)
        told = self._open(wanted, keys)
        self.visit.settled()
        return told

    def close(self) -> None:
        """Leave the open page: another view is about to be shown."""
        if self._now is not None:
            self._now.leave()
            self._now = None

    def address(self) -> Address:
        """Where the visitor is."""
        page, state = self.now, self.visit.state
        return Address(
            page="" if page.id == self.first else page.id,
            keys=page.address(),
            state=START.changed(body=state.body) if page.quiet else state,
            taste=self.visit.taste,
        )

    def refresh(self) -> None:
        """Let the open page follow what is shown, and documents that were read again."""
        self._renew()
        if self._now is not None:
            self._now.refresh()

    def _open(self, page: Page, keys: Mapping[str, str] | None) -> tuple[str, ...]:
        changed = page is not self._now
        if changed and self._now is not None:
            self._now.leave()
        self._now = page
        told = page.restore(keys) if keys is not None else ()
        if changed:
            page.enter()
            self.opened(page)
        page.refresh()
        return told

    def _page(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = self.kinds[name](self.visit)
        return self._made[name]

    def _sent_to(self, page: str, keys: Mapping[str, str]) -> None:
        """Open a page that another page leads to."""
        for text in self.open(page, keys):
            self.visit.tell(text, "page")

    def _tapped(self, pick: Pick) -> bool:
        return self.now.on_tap(pick)

    def _stroked(self, raw: object) -> None:
        stroked = Stroked.read(raw)
        if stroked is not None:
            self.now.on_stroke(stroked)

    def _taste(self, old: object, new: object) -> None:
        if getattr(old, "language", "") != getattr(new, "language", ""):
            self._anew()
        self.refresh()

    def _renew(self, *, shows: bool = True) -> None:
        """Write every page anew where the documents were read again.

        Parameters
        ----------
        shows
            False where the open page is about to be left: showing it again would turn the bar
            back under the visitor's hand.
        """
        if self._edition != self.visit.atlas.edition:
            self._edition = self.visit.atlas.edition
            self._anew(shows=shows)

    def _anew(self, *, shows: bool = True) -> None:
        for page in self._made.values():
            page.forget()
        if self._now is not None and shows:
            self.opened(self._now)
