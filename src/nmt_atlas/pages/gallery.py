"""The gallery: prepared views in decks, one after the other, and two beside each other."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import Future

from nmt_atlas.atlas.shots import pair
from nmt_atlas.atlas.thumbs import thumbs
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.prepared import GROUPS, PreparedView, beside, deck
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.later import at_once, to_this_page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    File,
    Heading,
    Line,
    Picture,
    Pictures,
    Select,
    Shelf,
    Text,
    Typed,
)
from nmt_atlas.viewer.sheets import SHEETS

_PAIR = "nmt-atlas-two-views.html"


class Gallery:
    """Prepared views.

    Attributes
    ----------
    acts
        What its controls do, for a desk.
    shown
        The id of the view that is shown; "" for none.

    Parameters
    ----------
    visit
        Who looks.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self.shown = ""
        self._query = ""
        self._open: frozenset[str] = frozenset({"region"})
        self._other = ""
        self._pair: str = ""
        self._busy = False
        self._small: dict[str, str] = {}
        self._asked: set[tuple[str, ...]] = set()
        self.acts: dict[str, Act] = {
            "open": lambda shelf, _: self._unfold(shelf),
            "find": self._find,
            "see": self._see,
            "go": lambda way, _: self.step(-1 if way == "-1" else 1),
            "list": lambda *_: self.close(),
            "other": lambda _, ident: self._choose(ident),
            "pair": lambda *_: self.pair(),
            "more": lambda key, _: visit.go("library", doc=key),
        }

    @property
    def views(self) -> tuple[PreparedView, ...]:
        """Every view in the visitor's language."""
        return tuple(self._visit.library.of("view").values())

    @property
    def now(self) -> PreparedView | None:
        """The view that is shown."""
        found: PreparedView | None = self._visit.library.of("view").get(self.shown)
        return found

    def key(self) -> object:
        """What it depends on."""
        asked = (self.shown, self._query, self._open, self._other, self._pair, self._busy)
        return (asked, len(self._small), self._visit.taste.language, self._visit.atlas.edition)

    def blocks(self) -> Iterator[Block]:
        """The list, or the view that is shown with its words."""
        now = self.now
        yield from self._told(now) if now else self._list()

    def _list(self) -> Iterator[Block]:
        say = self._visit.say
        yield Typed(id="find", label=say("Find a prepared view"), query=self._query)
        found = _found(self.views, self._query)
        for group, title in GROUPS.items():
            row = deck(found, group)
            opened = bool(self._query) or group in self._open
            lines = tuple(Line(id=f"see:{one.id}", label=one.title) for one in row)
            small = self._pictures(row) if opened else ()
            if row:
                yield Shelf(
                    id=group,
                    title=say(title),
                    count=len(row),
                    open=opened,
                    items=lines if opened and not small else (),
                )
            if small:
                yield Pictures(label=say(title), pictures=small)
        if not found:
            how = say("No prepared view has these words.")
            yield Text(runs=Rich.plain(how).runs, tone="info")

    def _pictures(self, row: tuple[PreparedView, ...]) -> tuple[Picture, ...]:
        """The views as small pictures; none, for now, where they are not drawn yet."""
        idents = tuple(one.id for one in row)
        missing = tuple(one for one in idents if one not in self._small)
        if missing:
            self._draw(missing)
            return ()
        return tuple(
            Picture(id=f"see:{one.id}", label=one.title, source=self._small[one.id]) for one in row
        )

    def _draw(self, idents: tuple[str, ...]) -> None:
        """Have the worker draw small pictures, once, where there is a browser to show them."""
        deliver, visit = to_this_page(), self._visit
        if idents in self._asked or deliver is at_once:
            return
        self._asked.add(idents)
        future = visit.atlas.pictures.later(thumbs, idents, visit.state.body, visit.taste.theme)

        def come() -> None:
            try:
                drawn = future.result()
            except AtlasError:  # this machine cannot draw: names are enough
                return
            for ident, png in zip(idents, drawn, strict=True):
                self._small[ident] = f"data:image/png;base64,{b64encode(png).decode()}"
            visit.settled(step=False)

        future.add_done_callback(lambda _: deliver(come))

    def _told(self, now: PreparedView) -> Iterator[Block]:
        say = self._visit.say
        row = deck(self.views, now.group)
        place = say(
            "{title}: {n} of {many}",
            title=say(GROUPS[now.group]),
            n=row.index(now) + 1,
            many=len(row),
        )
        yield Buttons(buttons=(Button(id="list:", label=say("All prepared views")),))
        yield Heading(text=now.title, level=2)
        yield Text(runs=Rich.plain(place).runs, tone="quiet")
        yield Text(runs=Rich.plain(now.words).runs)
        steps = (
            Button(id="go:-1", label=say("Back"), off=beside(self.views, now.id, -1) is None),
            Button(
                id="go:1", label=say("Next"), main=True, off=beside(self.views, now.id, 1) is None
            ),
        )
        yield Buttons(id="steps", label=say("Views"), buttons=steps)
        again = [Button(id=f"see:{now.id}", label=say("Show it again"))]
        if now.about:
            again.append(Button(id=f"more:{now.about}", label=say("More about it")))
        yield Buttons(buttons=tuple(again))
        yield from self._beside(now)

    def _beside(self, now: PreparedView) -> Iterator[Block]:
        say = self._visit.say
        yield Heading(text=say("Two views beside each other"), level=3)
        others = tuple((one.id, one.title) for one in self.views if one.id != now.id)
        yield Select(
            id="other", label=say("The other view"), options=(("", "–"), *others), value=self._other
        )
        ready = bool(self._other) and not self._busy
        make = Button(id="pair:", label=say("Make a page of both"), off=not ready)
        yield Buttons(id="pair", label=say("Two views beside each other"), buttons=(make,))
        if self._busy:
            yield Text(runs=Rich.plain(say("The file is being made …")).runs, tone="quiet")
        if self._pair:
            yield File(label=say("Open both views"), href=self._pair)

    # What is done

    def show(self, ident: str) -> bool:
        """Show a view; False where there is none of that id."""
        found = self._visit.library.of("view").get(ident)
        if found is None:
            return False
        if ident != self.shown:
            self._pair = ""
        self.shown = ident
        self._visit.show(found.view.changed(body=self._visit.state.body))
        self._visit.settled()
        return True

    def _see(self, ident: str, _value: str) -> None:
        self.show(ident)

    def step(self, way: int) -> None:
        """Go on in the deck, or back; at its ends nothing happens."""
        found = beside(self.views, self.shown, way)
        if found is not None:
            self.show(found.id)

    def close(self) -> None:
        """Show the list again; the body stays as it is."""
        self.shown = ""
        self._visit.settled()

    def _unfold(self, shelf: str) -> None:
        self._open = self._open ^ {shelf}
        self._visit.settled(step=False)

    def _find(self, what: str, value: str) -> None:
        del what
        self._query = value[:100]
        self._visit.settled(step=False)

    def _choose(self, ident: str) -> None:
        self._other, self._pair = ident if ident in self._visit.library.of("view") else "", ""
        self._visit.settled(step=False)

    def pair(self) -> None:
        """Have the worker make a page of the view that is shown and the other one."""
        visit = self._visit
        if not (self.now and self._other) or self._busy:
            return
        self._busy, self._pair = True, ""
        future = visit.atlas.pictures.later(
            pair, self.shown, self._other, visit.state.body, visit.taste
        )
        self._await(future)
        visit.settled(step=False)

    def _await(self, future: Future[bytes]) -> None:
        deliver, visit = to_this_page(), self._visit

        def come() -> None:
            self._busy = False
            try:
                self._pair = SHEETS.put(_PAIR, future.result())
            except AtlasError as error:
                visit.tell(str(error), "gallery")
            visit.settled(step=False)

        future.add_done_callback(lambda _: deliver(come))


def _found(views: tuple[PreparedView, ...], query: str) -> tuple[PreparedView, ...]:
    """The views that have every word that was typed."""
    words = query.casefold().split()
    return tuple(
        one for one in views if all(word in f"{one.title} {one.words}".casefold() for word in words)
    )
