"""The window around the body: rail, search, tools, the sheets of the open page, the address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pydantic import Field

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.known import known_on
from nmt_atlas.domain.address import Address, Places, told
from nmt_atlas.domain.picks import Event
from nmt_atlas.domain.taste import read_taste
from nmt_atlas.domain.view_state import pairs_of
from nmt_atlas.pages import penning
from nmt_atlas.pages.book import Book
from nmt_atlas.pages.doors import begun, doors_of, enter, show_round
from nmt_atlas.pages.inside import depth_of, keep_dragged, peel_to
from nmt_atlas.pages.later import Later
from nmt_atlas.pages.legend import LegendDesk
from nmt_atlas.pages.menu import BodyMenu
from nmt_atlas.pages.news import releases
from nmt_atlas.pages.notice_view import NoticeView
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.presenter import end, stage_of
from nmt_atlas.pages.registry import MOVED, PAGES
from nmt_atlas.pages.searching import Searching
from nmt_atlas.pages.settings import choose, settings_of
from nmt_atlas.pages.still_view import StillView
from nmt_atlas.pages.theme import DARK, LIGHT
from nmt_atlas.pages.tools import command, tools_of
from nmt_atlas.pages.visit import Visit
from nmt_atlas.pages.walking import course_of, go_to
from nmt_atlas.viewer.head_start import Room
from nmt_atlas.viewer.shell import Shell
from nmt_atlas.viewer.shell_data import Commanded, Place, ShellPress, sent

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
        self.legend = LegendDesk(visit)
        self.menu = BodyMenu(visit)
        self.searching = Searching(visit)
        self.shell = self._window()
        self._sent: dict[str, object] = {}
        self._topic = ""
        self._coming = False
        self._written = address or Address()
        self.book.opened = self._show
        self._come(self._written)
        self._tell()
        self._watch()

    def _come(self, address: Address) -> None:
        """Open what an address names, and say what could not be restored."""
        wanted = MOVED.get(address.page, address.page) or self.book.first
        missing = self.book.open(wanted, address.keys)
        text = told((*address.notices, *missing))
        if text:
            self.visit.tell(text, "address")
        self._written = self.book.address()
        self.shell.entry = {"search": self._written.write(), "push": False}

    def _watch(self) -> None:
        visit, shell = self.visit, self.shell
        self._note = Later(self._follow)
        visit.view.param.watch(lambda _event: self._note(), "state")
        visit.param.watch(
            lambda _event: self._note(),
            ["taste", "moved", "presenting", "toured", "pen", "spoken", "playing", "tempo"],
        )
        visit.param.watch(lambda event: self._read_in(event.old, event.new), "taste")
        visit.view.canvas.param.watch(lambda event: self._failed(event.new), "failure")
        visit.view.canvas.param.watch(partial(keep_dragged, visit), "sectioned")
        penning.watch(visit)
        shell.param.watch(lambda event: self._come_back(event.new), "visited")
        shell.param.watch(lambda event: self._wide(event.new), "window_width")
        shell.param.watch(lambda event: self._voiced(on=event.new), "has_voice")
        shell.param.watch(lambda event: self._pressed(event.new), "pressed")
        shell.param.watch(lambda event: self._commanded(event.new), "commanded")
        self.searching.told = lambda: self.shell.param.update(found=sent(self.searching.found))

    # The window

    def _window(self) -> Shell:
        visit = self.visit
        self._acts: dict[str, Callable[[str], None]] = {
            "page": self._chosen,
            "legend": self.legend.press,
            "look": visit.look_at,
            "restore": lambda _: self.legend.restore(),
            "door": lambda door: enter(visit, door),
            "search:ask": self.searching.ask,
            "search:take": self._take,
            "search:enter": self.searching.enter,
            "leave": lambda _: end(visit),
            "tour": lambda _: show_round(visit),
            "peel": lambda value: peel_to(visit, value),
            "station": lambda value: go_to(visit, value),
        }
        shell = Shell(
            canvas=visit.view.canvas,
            notices=self.notices.panel,
            dark=visit.taste.theme == "dark",
            letters=visit.taste.letters == "on",
            theme_config={"light": LIGHT, "dark": DARK},
        )
        shell.speak(visit.say)
        return shell

    def _pressed(self, raw: object) -> None:
        press = ShellPress.read(raw)
        if press is None:
            _LOG.warning("a press that could not be read: %.120r", raw)
        elif press.id.startswith("set:"):
            choose(self.visit, press.id.removeprefix("set:"), press.value)
        elif press.id in self._acts:
            self._acts[press.id](press.value)
        else:
            _LOG.warning("pressed what is not there: %.120r", raw)

    def _commanded(self, raw: object) -> None:
        wanted = Commanded.read(raw)
        if wanted is None:
            _LOG.warning("a command that could not be read: %.120r", raw)
        elif command(self.visit, wanted.id):
            begun(self.visit)

    def _take(self, key: str) -> None:
        begun(self.visit)
        self.searching.take(key)

    def _chosen(self, page: str) -> None:
        if page in self.book.kinds and page != self.book.now.id:
            begun(self.visit)
            self.book.open(page)

    def _tell(self) -> None:
        """Tell the window what has changed of all that it shows as data."""
        visit, page = self.visit, self.book.now
        kinds = self.book.kinds.values()
        plain = self._plain
        now: dict[str, object] = {
            "pages": [
                sent(
                    Place(
                        id=one.id, title=visit.say(one.title), icon=one.icon, on=one is type(page)
                    )
                )
                for one in kinds
                if one.offered or one is type(page)
            ],
            "tools": [sent(one) for one in tools_of(visit)],
            "legend": sent(self.legend.data()),
            "doors": [sent(one) for one in doors_of(visit)] if plain else [],
            "settings": [sent(one) for one in settings_of(visit)],
            "about": self._credit(),
            "news": [sent(one) for one in releases(visit.atlas.paths.root)],
            "toured": visit.toured,
            "spoken": visit.spoken,
            "caption": page.caption,
            "course": sent(course_of(visit)),
            "depth": sent(depth_of(visit)) if page.peels else {},
            "stage": sent(stage_of(visit, page.caption)),
            "left_title": page.name if page.left is not None else "",
            "right_title": page.topic,
            "title": self._title(page),
            "language": "es" if visit.taste.language == "es" else "en",
        }
        self.shell.param.update(
            **{name: value for name, value in now.items() if self._sent.get(name) != value}
        )
        self._sent = now

    def _title(self, page: Page) -> str:
        """The page and what it is about, which stays unsaid while a question is open."""
        title = self.visit.say(page.title)
        silent = self.visit.view.quiet or page.quiet
        topic = "" if silent or page.topic == title else page.topic
        return " · ".join(filter(None, (topic, title, "NMT Atlas")))

    @property
    def _plain(self) -> bool:
        """True on the first screen: nothing is chosen and nothing was opened."""
        page = self.book.now
        state = self.visit.state
        chosen = state.selection or state.nerve or state.chart
        return page.id == self.book.first and not chosen

    def _credit(self) -> str:
        info = self.visit.body.context.index.body
        return f"{info.attribution}\n{self.visit.say('Teaches; does not diagnose.')}"

    def _show(self, page: Page) -> None:
        """Put a page's sheets over the body."""
        opened = page.sheets_at(self.book.address())
        left, right = page.left, page.right
        self._topic = page.topic
        self.shell.param.update(
            left=left,
            right=right,
            reading=page.reading,
            left_open="left" in opened and left is not None,
            right_open="right" in opened and right is not None and bool(self._topic),
        )

    def _slide(self) -> None:
        """Slide the right sheet in where it has another topic, and out where it has none."""
        page = self.book.now
        topic = page.topic
        if topic == self._topic:
            return
        self._topic = topic
        changes: dict[str, bool] = {"right_open": bool(topic)}
        if page.reading:
            changes["left_open"] = not topic
        self.shell.param.update(**changes)

    def _follow(self) -> None:
        """Follow what has changed: the sheets, the window, the address."""
        before = self._written
        self._slide()
        self._write()
        if self._written.is_step_from(before):
            begun(self.visit)
        self._tell()

    def _wide(self, pixels: int) -> None:
        """Know how wide the window is: what has room beside what."""
        self.visit.width = pixels
        self.book.refresh()
        self._note()

    def _voiced(self, *, on: bool) -> None:
        """Know whether the browser can read aloud."""
        self.visit.has_voice = on
        self._note()

    def _failed(self, why: object) -> None:
        """Draw on the server where the browser cannot."""
        if isinstance(why, str):
            self.still.show(why[:300])

    def _read_in(self, old: Any, new: Any) -> None:
        """Speak another language; follow the theme and what keys do."""
        self.shell.param.update(dark=new.theme == "dark", letters=new.letters == "on")
        if old.language != new.language:
            self.shell.speak(self.visit.say)

    # The address

    def _write(self) -> None:
        """Write the address; what a person would come back to is an entry of the history."""
        if self._coming:
            return
        now = self.book.address()
        if now != self._written:
            step = now.is_step_from(self._written) and not self.visit.in_passing
            before, self._written = self._written, now
            if now.write() != before.write():
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
        pages={**{kind.id: kind.keys for kind in kinds}, **dict.fromkeys(MOVED, ())},
        bodies=atlas.body_names(),
        known=partial(known_on, atlas),
    )
    return Address.read(search, places, atlas.library.catalogue(taste.language).say)


def kind_at(address: Address, kinds: Sequence[type[Page]] = PAGES) -> type[Page]:
    """The page that an address opens."""
    known = {kind.id: kind for kind in kinds}
    return known.get(MOVED.get(address.page, address.page), kinds[0])


def room_at(address: Address, kinds: Sequence[type[Page]] = PAGES) -> Room:
    """What will float over the body at an address."""
    page = kind_at(address, kinds)
    opened = page.sheets_at(address)
    return Room(
        left="left" in opened,
        right="right" in opened,
        reading=page.reading,
        doors=address.taste.welcome and page is kinds[0] and not opened,
    )


def page_of(visit: Visit, address: Address) -> Shell:
    """The window of a visitor who comes in at an address."""
    return Frame(visit, address).shell
