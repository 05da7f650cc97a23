"""Handing a view on: its address, its code, pictures and models of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

from nmt_atlas.atlas.known import short_query
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.atlas.shots import Order, Said, keys_of, written
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.qr import LONGEST, code_of
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.later import to_this_page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Capture,
    Code,
    Copy,
    File,
    Heading,
    Run,
    Select,
    Text,
)
from nmt_atlas.viewer.reach import REACHED
from nmt_atlas.viewer.sheets import SHEETS

_FILES = {
    "png": mark("Picture with its legend (PNG)"),
    "gif": mark("Turning once round (GIF)"),
    "html": mark("Sheet to print (HTML)"),
    "glb": mark("3D model of what is shown (GLB)"),
    "stl": mark("What is selected, for 3D printing (STL)"),
}
_SIZES = {
    "900x1200": mark("Upright, 900 × 1200"),
    "1920x1080": mark("Slide, 1920 × 1080"),
    "2400x3200": mark("For print, 2400 × 3200"),
    "1200x1200": mark("Square, 1200 × 1200"),
}
_TURNING, _PRINTED = (480, 640), (1100, 1400)


class Sharing:
    """The address, the code and the files of what is shown.

    Attributes
    ----------
    acts
        What its controls do, for a desk.
    title, words
        What a picture is called and what it says; set by who shows a prepared view.

    Parameters
    ----------
    visit
        Whose view it is.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self.title = self.words = ""
        self._size = next(iter(_SIZES))
        self._made: tuple[str, str] = ("", "")
        self._busy = ""
        self.acts: dict[str, Act] = {
            "size": lambda _, size: self._choose(size),
            "make": lambda form, _: self.make(form),
        }

    def key(self) -> object:
        """What it depends on."""
        visit = self._visit
        return (visit.state, visit.taste, self._size, self._made, self._busy, self.title)

    def blocks(self) -> Iterator[Block]:
        """The controls."""
        yield from self._address()
        yield from self._captures()
        yield from self._files()

    def _address(self) -> Iterator[Block]:
        say, visit = self._visit.say, self._visit
        query = short_query(visit.atlas, visit.state)
        if visit.taste.language != "en":
            query = "&".join(filter(None, (query, f"language={visit.taste.language}")))
        whole = REACHED.now.link(query)
        yield Heading(text=say("Address of this view"), level=3)
        here = f"?{query}" if query else "?"
        yield Copy(id="copy", label=say("Copy the address"), text=here, done=say("Copied"))
        if visit.state.ink:
            bare = short_query(visit.atlas, visit.state.changed(ink=()))
            label = say("Copy the address without the drawing")
            yield Copy(id="copy-bare", label=label, text=f"?{bare}", done=say("Copied"))
        if len(whole) > LONGEST:
            how = say("This view is too much for a code; copy its address.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")
            return
        code = code_of(whole)
        yield Code(label=say("QR code of this view"), size=code.size, path=code.path)
        yield Text(runs=Rich.small(whole).runs, tone="quiet")
        if REACHED.now.alone:
            how = say(
                "Only this machine reaches this address. For phones in the room start the atlas "
                "with “nmt-atlas serve --address 0.0.0.0”."
            )
            yield Text(runs=Rich.plain(how).runs, tone="info")

    def _captures(self) -> Iterator[Block]:
        say = self._visit.say
        scene = resolve(self._visit.state, self._visit.body.context, self._visit.taste)
        band = (
            *(Run(text=key.words, color=key.color) for key in keys_of(scene.legend, say)),
            Run(text=f"NMT Atlas. {self._visit.body.source.index.body.attribution}"),
        )
        yield Heading(text=say("Of the screen"), level=3)
        yield Capture(
            id="capture",
            label=say("Picture of the screen"),
            what="picture",
            band=band,
            busy=say("One moment …"),
            failed=say("This browser cannot keep that."),
        )
        yield Capture(
            id="film",
            label=say("Film of one turn"),
            what="film",
            busy=say("Turning … (8 seconds)"),
            failed=say("This browser cannot record films."),
        )

    def _files(self) -> Iterator[Block]:
        say = self._visit.say
        yield Heading(text=say("As a file"), level=3)
        sizes = tuple((size, say(label)) for size, label in _SIZES.items())
        yield Select(id="size", label=say("Size"), options=sizes, value=self._size)
        buttons = tuple(
            Button(
                id=f"make:{form}",
                label=say(label),
                off=bool(self._busy) or (form == "stl" and not self._visit.state.selection),
            )
            for form, label in _FILES.items()
        )
        yield Buttons(id="files", label=say("As a file"), buttons=buttons, stacked=True)
        if self._visit.state.split:
            how = say(
                "Pictures and the sheet show both halves. The 3D model holds the first half; for "
                "3D printing what is selected in both is written."
            )
            yield Text(runs=Rich.plain(how).runs, tone="quiet")
        if self._busy:
            yield Text(runs=Rich.plain(say("The file is being made …")).runs, tone="quiet")
        name, address = self._made
        if address:
            yield File(label=say("Open {name}", name=name), href=address)

    def _choose(self, size: str) -> None:
        if size in _SIZES:
            self._size = size
            self._visit.settled(step=False)

    # Files

    def make(self, form: str) -> None:
        """Have the worker write a file, and offer it when it has come."""
        if form not in _FILES or self._busy:
            return
        visit = self._visit
        self._busy, self._made = form, ("", "")
        width, _, height = self._size.partition("x")
        size = {"gif": _TURNING, "html": _PRINTED}.get(form, (int(width), int(height)))
        order = Order(form, visit.state, visit.taste, size, Said(self.title, self.words))
        future = visit.atlas.pictures.later(written, order)
        self._await(f"nmt-atlas-{_slug(visit.state)}.{form}", future)
        visit.settled(step=False)

    def _await(self, name: str, future: Future[bytes]) -> None:
        deliver, visit = to_this_page(), self._visit

        def come() -> None:
            self._busy = ""
            try:
                self._made = (name, SHEETS.put(name, future.result()))
            except AtlasError as error:
                visit.tell(str(error), "sharing")
            visit.settled(step=False)

        future.add_done_callback(lambda _: deliver(come))


def _slug(state: ViewState) -> str:
    """A file's name from what is selected."""
    named = state.selection[0] if state.selection else state.nerve.replace(":", "-") or "body"
    return "".join(one if one.isascii() and one.isalnum() else "-" for one in named)[:60].lower()
