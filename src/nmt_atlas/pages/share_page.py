"""The Views page: prepared views, views and notes of one's own, and what is handed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import LONGEST_NAME, LONGEST_TEXT
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.quoting import short
from nmt_atlas.pages.bits import action, column
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.fields import empty, line, lines, typed
from nmt_atlas.pages.gallery import Gallery
from nmt_atlas.pages.keeping import Keeping
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.sharing import Sharing
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Choice

_TABS = {
    "gallery": mark("Prepared"),
    "mine": mark("Mine"),
    "share": mark("Hand on"),
}
_LONGEST_FILE = 900_000
"""Characters that may be pasted: what a browser may send at once is 1 MB."""


class SharePage(Page):
    """Prepared views, what is kept, and what is handed on."""

    id: ClassVar[str] = "views"
    title: ClassVar[str] = mark("Views")
    icon: ClassVar[str] = "photo_library"
    keys: ClassVar[tuple[str, ...]] = ("tab", "prepared")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.tab = "gallery"
        self.gallery = Gallery(visit)
        self.keeping = Keeping(visit, self._typed)
        self.sharing = Sharing(visit)
        self._here = False
        visit.param.watch(lambda _event: self._follow_up(), "moved")

    def make_left(self) -> Any:
        """The tabs, what stands under the open one, and the fields to type in."""
        say = self.visit.say
        tabs = Desk({"tab": lambda _, tab: self.turn(tab)})
        gallery, mine, share = (
            Desk(one.acts) for one in (self.gallery, self.keeping, self.sharing)
        )
        self._name = line(say("Name"), LONGEST_NAME)
        self._text = lines(say("Words"), LONGEST_TEXT, 3)
        self._group = line(say("Collection"), LONGEST_NAME)
        self._file = lines(say("Paste notes (JSON, CSV)"), _LONGEST_FILE, 2)
        fields = column(self._name, self._text, self._group)
        taken = column(self._file, self._reading_in())
        parts = {"gallery": (gallery.leaf,), "mine": (fields, mine.leaf, taken)}
        parts["share"] = (share.leaf,)

        def show() -> None:
            tabs.write([self._choice()])
            for tab, found in parts.items():
                for one in found:
                    one.visible = tab == self.tab

        self.keep(lambda: (self.tab, self.visit.taste.language), show)
        for tab, one, desk in (
            ("gallery", self.gallery, gallery),
            ("mine", self.keeping, mine),
            ("share", self.sharing, share),
        ):
            self._follow(tab, one, desk)
        self.keep(lambda: self.keeping.things, self._pin)
        return column(tabs.leaf, gallery.leaf, fields, mine.leaf, taken, share.leaf)

    def _reading_in(self) -> Any:
        label = self.visit.say("Read it in")
        edge = (2, 16, 16, 16)
        return action(
            label, "upload", self._read_in, variant="outlined", size="medium", margin=edge
        )

    def _follow(self, tab: str, one: Gallery | Keeping | Sharing, desk: Desk) -> None:
        """Write what stands under a tab while that is open."""
        self.keep(
            lambda: one.key() if tab == self.tab else None,
            lambda: desk.write(one.blocks()) if tab == self.tab else None,
        )

    def _choice(self) -> Choice:
        say = self.visit.say
        tabs = tuple((tab, say(label)) for tab, label in _TABS.items())
        return Choice(id="tab", label=say(self.title), options=tabs, value=self.tab)

    def _follow_up(self) -> None:
        """Write anew what has changed without the body changing."""
        if self._here:
            self.refresh()

    def _typed(self) -> tuple[str, str, str]:
        """What is typed, and the fields empty again; the collection stays."""
        if "left" not in self._panels:
            return "", "", ""
        found = (typed(self._name), typed(self._text), typed(self._group))
        empty(self._name, self._text)
        return found

    def _read_in(self) -> None:
        text = typed(self._file)
        empty(self._file)
        self.keeping.read_in(text)

    def _pin(self) -> None:
        self.visit.view.pin(self.keeping.pins)

    def turn(self, tab: str) -> None:
        """Open a tab."""
        if tab in _TABS:
            self.tab = tab
            if tab == "mine":
                self.keeping.load()
            now = self.gallery.now
            self.sharing.title, self.sharing.words = (now.title, now.words) if now else ("", "")
            self.visit.settled()

    # Coming and going

    def enter(self) -> None:
        """The keys for the next and the last view lead through the deck."""
        self._here = True
        self.visit.stepper = self.gallery.step
        self.keeping.load()

    def leave(self) -> None:
        """The keys are free again."""
        self._here = False
        self.visit.stepper = None
        self.keeping.pinning = False

    def on_tap(self, pick: Pick) -> bool:
        """Take a click where a note is to be pinned, and on a pin."""
        return self.keeping.take(pick)

    def address(self) -> dict[str, str]:
        """The tab, and the prepared view that is shown."""
        tab = {} if self.tab == "gallery" else {"tab": self.tab}
        return tab | ({"prepared": self.gallery.shown} if self.gallery.shown else {})

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the tab and the view that an address names."""
        tab, named = keys.get("tab", "gallery"), keys.get("prepared", "")
        self.tab = tab if tab in _TABS else "gallery"
        if named == self.gallery.shown:
            return ()
        if not named:
            self.gallery.close()
        elif not self.gallery.show(named):
            return (self.visit.say("The atlas has no prepared view “{name}”.", name=short(named)),)
        return ()
