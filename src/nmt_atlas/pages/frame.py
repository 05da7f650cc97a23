"""The window around the body: the bar, the panels of the open page, what is told, the address."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from pydantic import Field

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.known import known_on
from nmt_atlas.domain.address import Address, Places, told
from nmt_atlas.domain.picks import Event, WindowWidth
from nmt_atlas.domain.taste import read_taste
from nmt_atlas.domain.view_state import pairs_of
from nmt_atlas.pages.book import Book
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.later import Later
from nmt_atlas.pages.notice_view import NoticeView
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.registry import PAGES
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.still_view import StillView
from nmt_atlas.pages.theme import DARK, LIGHT, NARROW
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Choice, Leaf, Select, Text
from nmt_atlas.viewer.shell import Shell

_LOG = logging.getLogger(__name__)


class Visited(Event):
    """The address that Back or Forward came to."""

    parameter = "visited"

    n: int = Field(ge=0)
    search: str = Field(max_length=100_000)


class Frame:
    """The window of one visitor; the canvas stays while pages change.

    Attributes
    ----------
    shell
        The component.
    book
        The visitor's pages.

    Parameters
    ----------
    visit
        The visitor, who sees what the address says already.
    address
        Where the visitor comes in.
    kinds
        Every page.
    """

    def __init__(
        self, visit: Visit, address: Address | None = None, kinds: Sequence[type[Page]] = PAGES
    ) -> None:
        self.visit = visit
        self.book = Book(visit, kinds)
        self.still = StillView(visit)
        self.notices = NoticeView(visit)
        self.shell = self._window()
        self._fitted_narrow = False
        self._coming = False
        self._written = address or Address()
        self.book.opened = self._show
        self._come(self._written)
        self._watch()

    def _come(self, address: Address) -> None:
        """Open what an address names, and say what could not be restored."""
        wanted = address.page or self.book.first
        missing = self.book.open(wanted, address.keys)
        text = told((*address.notices, *missing))
        if text:
            self.visit.tell(text, "address")
        self._written = self.book.address()
        self.shell.entry = {"search": self._written.write(), "push": False}

    def _watch(self) -> None:
        visit, shell = self.visit, self.shell
        self._note = Later(self._write)
        visit.view.param.watch(lambda _event: self._note(), "state")
        visit.param.watch(lambda _event: self._note(), ["taste", "moved"])
        visit.param.watch(lambda event: self._read_in(event.old, event.new), "taste")
        visit.view.canvas.param.watch(lambda event: self._failed(event.new), "failure")
        shell.param.watch(lambda event: self._sized(event.new), "window_width")
        shell.param.watch(lambda event: self._come_back(event.new), "visited")
        shell.param.watch(lambda event: self._theme(event.new), "dark")

    # The window

    def _window(self) -> Shell:
        visit = self.visit
        self.bar, self.foot = Desk(self._act(), look="bar"), Leaf(look="foot")
        self._page = ""
        self._write_bar()
        self._write_foot()
        shell = Shell(
            canvas=visit.view.canvas,
            bar=self.bar.leaf,
            notices=self.notices.panel,
            foot=self.foot,
            narrow=NARROW,
            dark=visit.taste.theme == "dark",
            theme_config={"light": LIGHT, "dark": DARK},
        )
        shell.speak(visit.say)
        return shell

    def _act(self) -> dict[str, Act]:
        return {
            "page": lambda _, page: self._chosen(page),
            "body": lambda _, body: self._change_body(body),
        }

    def _write_bar(self) -> None:
        """Write which pages and bodies there are, and which are open."""
        say, bodies = self.visit.say, tuple(self.visit.atlas.body_names().items())
        titles = tuple((ident, say(kind.title)) for ident, kind in self.book.kinds.items())
        self._page = self._page or self.book.first
        pages = Choice(id="page", label=say("Pages"), options=titles, value=self._page)
        body = Select(id="body", label=say("Body"), options=bodies, value=self.visit.state.body)
        self.bar.write((pages, body) if len(bodies) > 1 else (pages,))

    def _write_foot(self) -> None:
        self.foot.write((Text(runs=Rich.plain(self._credit()).runs, tone="quiet"),))

    def _chosen(self, page: str) -> None:
        if page in self.book.kinds and page != self.book.now.id:
            self.book.open(page)

    def _change_body(self, body: str) -> None:
        if body in self.visit.atlas.body_names():
            self.visit.view.change(body=body)

    def _credit(self) -> str:
        info = self.visit.body.context.index.body
        return f"{info.attribution} {self.visit.say('Teaches; does not diagnose.')}"

    def _show(self, page: Page) -> None:
        """Put a page's panels beside the body."""
        self._page = page.id
        self._write_bar()
        self.shell.param.update(left=page.left, right=page.right)
        self._fit()

    @property
    def narrow(self) -> bool:
        """True where the panels do not fit beside the body."""
        return 0 < self.shell.window_width < NARROW

    def _fit(self) -> None:
        """Open the panels that this page needs and the window has room for."""
        page = self.book.now
        self._fitted_narrow = self.narrow
        opened = page.narrow if self.narrow else page.wide
        self.shell.param.update(left_open="left" in opened, right_open="right" in opened)

    def _sized(self, width: object) -> None:
        if WindowWidth.read(width) is not None and self.narrow != self._fitted_narrow:
            self._fit()

    def _failed(self, why: object) -> None:
        """Draw on the server where the browser cannot."""
        if isinstance(why, str):
            self.still.show(why[:300])

    def _theme(self, dark: bool) -> None:
        theme = "dark" if dark else "light"
        self.visit.read_in(self.visit.taste.changed(theme=theme))

    def _read_in(self, old: Any, new: Any) -> None:
        """Write the bar anew in another language; follow the theme."""
        self.shell.dark = new.theme == "dark"
        if old.language != new.language:
            self._write_bar()
            self._write_foot()
            self.shell.speak(self.visit.say)

    # The address

    def _write(self) -> None:
        """Write the address; what a person would come back to is an entry of the history."""
        if self._coming:
            return
        if self.visit.state.body != self._written.state.body:
            self._write_bar()
            self._write_foot()
        now = self.book.address()
        if now != self._written:
            step = now.is_step_from(self._written) and not self.visit.in_passing
            self._written = now
            self.shell.entry = {"search": now.write(), "push": step}
        self.visit.in_passing = False

    def _come_back(self, raw: object) -> None:
        """Show what Back or Forward came to; language and theme stay as they are."""
        visited = Visited.read(raw)
        if visited is None:
            _LOG.warning("an address that could not be read: %.120r", raw)
            return
        address = address_of(self.visit.atlas, visited.search, tuple(self.book.kinds.values()))
        self._coming = True
        try:
            self.book.close()
            self.visit.show(address.state)
            self._come(address)
        finally:
            self._coming = False


def address_of(atlas: Atlas, search: str, kinds: Sequence[type[Page]] = PAGES) -> Address:
    """Where an address leads in this atlas; what it cannot show is told in its notices.

    Parameters
    ----------
    atlas
        The documents with every body.
    search
        What stands behind the path: ``?selection=…`` or nothing.
    kinds
        Every page.
    """
    taste, _refused = read_taste(pairs_of(search))
    places = Places(
        pages={kind.id: kind.keys for kind in kinds},
        bodies=atlas.body_names(),
        known=partial(known_on, atlas),
    )
    return Address.read(search, places, atlas.library.catalogue(taste.language).say)


def page_of(visit: Visit, address: Address) -> Shell:
    """The window of a visitor who comes in at an address."""
    return Frame(visit, address).shell
