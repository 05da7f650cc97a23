"""The Client page: what a client asks, in plain words and large, and the page to take home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Any, ClassVar

from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.atlas.handing import felt_on, handout, view_for
from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.handout import (
    NAME_LENGTH,
    NOTES_LENGTH,
    Form,
    Handout,
    HandoutError,
    Order,
    Signed,
    clean,
)
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.sided import OTHER
from nmt_atlas.library.writing.handout import handout_of, has_handout
from nmt_atlas.pages.bits import anchor, column, link
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.fields import line, lines, typed
from nmt_atlas.pages.later import to_this_page
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Text
from nmt_atlas.viewer.sheets import SHEETS

NERVE = "nerve"
_LOOKS = {
    "muscle": mark("The muscle"),
    "pain": mark("The pain"),
    "both": mark("Both"),
    NERVE: mark("The nerve"),
}
_HOW = mark("Select a muscle on the body, then choose “For the client: plain words, handout”.")
_FORMS: dict[Form, str] = {"pdf": mark("Make the handout (PDF)"), "png": mark("As a picture (PNG)")}


class ClientPage(Page):
    """One document in plain words beside the body.

    Attributes
    ----------
    doc
        ``kind/id`` of the document; "" for none.
    side
        The side that it is about.
    """

    id: ClassVar[str] = "client"
    title: ClassVar[str] = mark("Client")
    icon: ClassVar[str] = "record_voice_over"
    keys: ClassVar[tuple[str, ...]] = ("about", "of")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.doc = ""
        self.side = "right"
        self._link = ("", "")

    def make_left(self) -> Any:
        """The words, who gives them, and the buttons that make the sheet."""
        say = self.visit.say
        desk = Desk(
            {
                "look": lambda what, _: self._look(what),
                "again": lambda *_: self._show(),
                "of": lambda _, side: self._turn_to(side),
            }
        )
        make = Desk({"make": lambda form, _: self.make("png" if form == "png" else "pdf")})
        self._by = line(say("Your name"), NAME_LENGTH)
        self._notes = lines(say("Your words for the client"), NOTES_LENGTH, 3)
        self._made = link()
        self.keep(self._key, lambda: desk.write(self._blocks(), self.doc))
        self.keep(self._key, lambda: make.write(self._making()))
        self.keep(lambda: self._link, self._write_link)
        return column(desk.leaf, self._by, self._notes, make.leaf, self._made)

    def _key(self) -> object:
        return self.doc, self.side, self.visit.taste.language

    def _words(self) -> Handout | None:
        """The words of the document; None where there are none."""
        kind, _, ident = self.doc.partition("/")
        visit = self.visit
        if not has_handout(visit.library, kind, ident):
            return None
        try:
            return handout_of(visit.library, kind, ident, self.side, visit.say)
        except HandoutError:
            return None

    def _blocks(self) -> tuple[Block, ...]:
        page = self._words()
        if page is None:
            how = mark(
                "Select a muscle on the body, then choose “For the client: plain words, handout”."
            )
            return (Text(runs=Rich.plain(self.visit.say(how)).runs, tone="info"),)
        return tuple(self._told(page))

    def _told(self, page: Handout) -> Iterator[Block]:
        say = self.visit.say
        yield Heading(text=page.title, level=2)
        if page.helps:
            yield Heading(text=page.words["help"], level=3)
        for sign in page.helps:
            urgency = sign.urgency or "none"
            tone = "emergency" if urgency == "emergency" else "caution"
            said = Rich.bold(f"{page.words[urgency]}: ") + sign.words
            yield Text.model_validate({"runs": said.runs, "tone": tone})
        looks = tuple(
            Button(id=f"look:{what}", label=say(name))
            for what, name in _LOOKS.items()
            if what != NERVE or self._nerve()
        )
        again = Button(id="again:", label=say("Show it again"))
        yield Buttons(buttons=(*looks, again), columns=2, id="looks", label=say("Look at"))
        sides = (("right", say("Right")), ("left", say("Left")))
        yield Choice(id="of:", label=say("Side"), options=sides, value=self.side)
        if self._felt():
            yield Text(runs=Rich.small(say("Red on the body: where it may be felt.")).runs)
        for words in page.plain:
            yield Text(runs=Rich.plain(words).runs)
        for title, found in ((page.words["felt"], page.felt), (page.words["care"], page.care)):
            if found:
                yield Heading(text=title, level=3)
            for one in found:
                about = Rich.bold(f"{one.about}: ") if one.about else Rich()
                yield Text(runs=(about + one.words).runs)

    def _nerve(self) -> str:
        """The nerve (id) that the document is about, or that supplies its muscle; "" for none."""
        kind, _, ident = self.doc.partition("/")
        library = self.visit.atlas.library
        if kind == "trigger-point" and ident in library.trigger_points:
            kind, ident = "muscle", library.trigger_points[ident][0].id
        named: list[str | None] = [target_of(library, kind, ident).nerve]
        if kind == "muscle" and ident in library.muscles:
            named += [one.nerve_id for one in library.muscles[ident].innervation]
        return next((one for one in named if one and one in library.nerves), "")

    def _look(self, what: str) -> None:
        nerve = self._nerve()
        if what != NERVE:
            self.visit.look_at(what)
        elif nerve:
            self.visit.follow(nerve, self.side)

    def _making(self) -> tuple[Block, ...]:
        if self._words() is None:
            return ()
        say = self.visit.say
        buttons = tuple(
            Button(id=f"make:{form}", label=say(name), main=form == "pdf")
            for form, name in _FORMS.items()
        )
        return (Buttons(buttons=buttons, id="making", label=say("Handout")),)

    def _write_link(self) -> None:
        url, name = self._link
        self._made.object = anchor(url, name)

    # What is asked

    def tell_of(self, doc: str, side: str) -> None:
        """Tell of a document (``kind/id``) on a side, and show it."""
        self.doc, self.side = doc, side if side in OTHER else "right"
        self._link = ("", "")
        self._show()
        self.refresh()
        self.visit.settled()

    def _show(self) -> None:
        kind, _, ident = self.doc.partition("/")
        visit = self.visit
        if kind == "condition":
            visit.show(view_for(visit.atlas, kind, ident, self.side, visit.state))
        elif self.doc:
            visit.show_document(kind, ident, self.side)
        self._lay()

    def _lay(self) -> None:
        """Paint the skin in which a condition is felt, as on the sheet."""
        visit = self.visit
        visit.view.ask(visit.state, Beside(felt=self._felt()), quiet=False)

    def _felt(self) -> frozenset[int]:
        """The skin vertices in which the document's condition is felt."""
        kind, _, ident = self.doc.partition("/")
        visit = self.visit
        found = felt_on(visit.atlas, kind, ident, self.side, visit.state.body)
        return frozenset(found.tolist())

    def _turn_to(self, side: str) -> None:
        if side in OTHER and self.doc:
            self.tell_of(self.doc, side)

    # The sheet

    def make(self, form: Form) -> None:
        """Have the worker make the sheet, and offer it where it has come."""
        kind, _, ident = self.doc.partition("/")
        visit = self.visit
        try:
            signed = Signed(
                by=clean(typed(self._by), NAME_LENGTH, visit.say("Your name")),
                notes=clean(typed(self._notes), NOTES_LENGTH, visit.say("The note")),
            )
        except HandoutError as error:
            visit.tell(str(error), "handout")
            return
        order = Order.model_validate(
            {
                "kind": kind,
                "id": ident,
                "side": self.side,
                "language": visit.taste.language,
                "tone": visit.taste.tone,
                "signed": signed,
                "view": visit.state,
                "form": form,
            }
        )
        self._offer(f"{ident}.{form}", visit.atlas.pictures.later(handout, order))

    def _offer(self, name: str, future: Future[tuple[bytes, ...]]) -> None:
        deliver, visit = to_this_page(), self.visit

        def come() -> None:
            try:
                pages = future.result()
            except AtlasError as error:
                visit.tell(str(error), "handout")
                return
            self._link = (SHEETS.put(name, pages[0]), visit.say("Open {name}", name=name))
            self.refresh()

        future.add_done_callback(lambda _: deliver(come))

    # Coming and going

    def enter(self) -> None:
        """Paint again what was painted when the page was left."""
        self._lay()

    def leave(self) -> None:
        """Take the paint off the skin."""
        self.visit.view.ask(self.visit.state, NOTHING_BESIDE, quiet=False)

    def address(self) -> dict[str, str]:
        """The document and its side."""
        return {"about": self.doc, "of": self.side} if self.doc else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the document that an address names."""
        doc = keys.get("about", "")
        kind, _, ident = doc.partition("/")
        if not doc:
            self.doc = ""
        elif not has_handout(self.visit.library, kind, ident):
            self.doc = ""
            return (self.visit.say("The library has no “{name}”.", name=short(doc)),)
        else:
            self.tell_of(doc, keys.get("of", "right"))
        self.refresh()
        return ()
