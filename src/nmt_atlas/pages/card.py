"""The information card: what is known of the selected structure."""

from __future__ import annotations

from typing import Any

from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import Article, article
from nmt_atlas.pages import moving
from nmt_atlas.pages.article_view import Reading, body_of
from nmt_atlas.pages.card_view import card_of
from nmt_atlas.pages.nerves import (
    CHARTS,
    chart_blocks,
    follow_on,
    followed,
    nerve_article,
    nerve_blocks,
    unfollow,
)
from nmt_atlas.pages.reader import Reader, quiz_buttons, quiz_here
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.pages.walking import show_supplied
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Text

_SIDES = {"right": mark("right side"), "left": mark("left side")}


class Card:
    """What is known of what is selected, written in the short form of its article.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        deeds = {
            "reveal": lambda one: visit.reveal(one, self.side()),
            "select": visit.select,
            "nerve-side": lambda side: follow_on(visit, side),
            "unfollow": lambda _: unfollow(visit),
            "supplied": lambda _: show_supplied(visit),
            "handout": lambda key: visit.go("client", about=key, of=self.side()),
            **moving.deeds(visit),
        }
        self.reader = Reader(visit, self.side, deeds)

    @property
    def panel(self) -> Any:
        """The card as a Panel object."""
        return self.reader.leaf

    def key(self) -> object:
        """What the card depends on."""
        state = self.visit.state
        language = self.visit.taste.language
        nerve = state.nerve, state.variant, state.station, state.chart
        moved = state.pose, state.acting, self.visit.tempo
        return state.body, state.selection, state.overlay, *nerve, *moved, language

    @property
    def topic(self) -> str:
        """The name of what is selected or followed; "" where that is nothing."""
        visit, parts = self.visit, self._parts()
        if len(parts) > 1:
            return visit.say.plural(len(parts), "{count} structure", "{count} structures")
        if parts:
            return visit.body.context.name(parts[0].structure, visit.taste.language)
        nerve, _ = followed(visit)
        if nerve:
            return visit.library.nerves[nerve].name
        chart = visit.state.chart
        return visit.say(CHARTS[chart]) if chart else ""

    def side(self) -> str:
        """The side of what is selected; the right one for what lies in the middle."""
        part = self._part()
        if part is None:
            return followed(self.visit)[1]
        return part.side if part.side != "midline" else "right"

    def write(self) -> None:
        """Write the card anew."""
        parts = self._parts()
        if not parts:
            self._nerve()
        elif len(parts) > 1:
            self.reader.write(self._several(parts), "several")
        else:
            self._about(parts[0])

    def _parts(self) -> list[Part]:
        known = self.visit.body.context.parts
        return [known[name] for name in self.visit.state.selection if name in known]

    def _part(self) -> Part | None:
        parts = self._parts()
        return parts[0] if parts else None

    def _nerve(self) -> None:
        """Write about the nerve that is followed, where one is."""
        nerve, _ = followed(self.visit)
        if not nerve:
            chart = self.visit.state.chart
            self.reader.write(tuple(chart_blocks(self.visit)), f"chart/{chart}" if chart else "")
            return
        page = nerve_article(self.visit, nerve)
        blocks = nerve_blocks(self.visit, page, self.reader.reading())
        topic = f"{page.key}/{self.visit.state.station}"
        self.reader.write((*blocks, *self._english_documents()), topic, page)

    def _english_documents(self) -> tuple[Block, ...]:
        """Say which texts are English where the interface is not."""
        if self.visit.taste.language not in self.visit.atlas.library.languages:
            return ()
        text = self.visit.say("Texts that are not translated yet are shown in English.")
        return (Text(runs=Rich.plain(text).runs, tone="quiet"),)

    def _several(self, parts: list[Part]) -> tuple[Block, ...]:
        names = self.visit.body.names(self.visit.taste.language)
        return (
            Buttons(
                buttons=tuple(Button(id=f"select:{one.id}", label=names[one.id]) for one in parts),
                stacked=True,
            ),
            Buttons(buttons=(quiz_here(self.visit),)),
        )

    def _about(self, part: Part) -> None:
        page = self._article(part)
        reading = self.reader.reading()
        text = self._words(page, reading) if page else ()
        told = self._english_documents()
        self.reader.write((*self._head(part), *text, *told), part.id, page)

    def _words(self, page: Article, reading: Reading) -> tuple[Block, ...]:
        """A muscle in tabs; everything else as one text with the way to the whole of it."""
        if page.kind != "muscle":
            return (*body_of(page, reading), self._way(page))
        told = self.visit.library.muscles[page.id].client
        plain = article(self.visit.library, "muscle", page.id, plain=True) if told else None
        ways = quiz_buttons(self.visit, page.kind, page.id)
        moves = tuple(moving.move_blocks(self.visit))
        placed = moving.placed_buttons(self.visit)
        return card_of(page, plain, reading, ways, moves, placed=placed)

    def _article(self, part: Part) -> Article | None:
        """The short form of what is written about a part; None where nothing is."""
        library = self.visit.library
        whole = self.visit.body.context.structures[part.structure].whole
        if whole in library.muscles:
            return article(library, "muscle", whole, short=True, part=part.structure)
        if part.structure in library.structures:
            return article(library, "structure", part.structure, short=True)
        return None

    def _head(self, part: Part) -> tuple[Block, ...]:
        say, context = self.visit.say, self.visit.body.context
        latin = Rich.latin(context.structures[part.structure].latin)
        side = say(_SIDES[part.side]) if part.side in _SIDES else ""
        below = latin + (" · " if latin and side else "") + side
        lent = Rich.plain(say("Shown from the atlas's own body: this body lacks it."))
        return (
            *((Text(runs=below.runs, tone="quiet"),) if below else ()),
            *((Text(runs=lent.runs, tone="quiet"),) if part.stand_in else ()),
        )

    def _way(self, page: Article) -> Block:
        """The way from the card to the whole document, and to a quiz about it."""
        label = self.visit.say("Read it in the library")
        read = Button(id=f"read:{page.key}", label=label)
        return Buttons(buttons=(read, *quiz_buttons(self.visit, page.kind, page.id)))
