"""The Stories page: a condition, posture or narrow place as a tour of views with words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.atlas.staging import staged
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.story import Moment, Story
from nmt_atlas.library.telling import stories, story_of, words_of
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Line, Shelf, Switch, Text

_SHELVES = {
    "edited": mark("For a course"),
    "condition": mark("Conditions"),
    "posture": mark("Postures and imbalances"),
    "entrapment": mark("Narrow places of nerves"),
}


class StoriesPage(Page):
    """Every story, and the one that is being told.

    Attributes
    ----------
    story
        The story that is told; None while the list is shown.
    at
        Which of its moments is shown, from 0.
    client
        Whether it is told in plain words.
    side
        The side that it is shown on.
    """

    id: ClassVar[str] = "stories"
    title: ClassVar[str] = mark("Stories")
    icon: ClassVar[str] = "auto_stories"
    keys: ClassVar[tuple[str, ...]] = ("story", "moment", "telling", "side")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.story: Story | None = None
        self.at = 0
        self.client = False
        self.side = "right"
        self._open = frozenset({"edited"})

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments of the open story that have words for who listens."""
        return self.story.told_to(self.client) if self.story else ()

    # The panel

    def make_left(self) -> Any:
        """The list, or the words of the moment that is shown."""
        desk = Desk(
            {
                "open": lambda shelf, _: self._unfold(shelf),
                "tell": lambda ident, _: self.begin(ident),
                "go": lambda way, _: self.step(int(way)),
                "list": lambda *_: self.close(),
                "plain": lambda _, on: self._tell_to(bool(on)),
                "side": lambda _, side: self._turn_to(side),
            }
        )
        self.keep(
            self._key, lambda: desk.write(self._blocks(), self.story.id if self.story else "")
        )
        return desk.leaf

    def _key(self) -> object:
        return self.story, self.at, self.client, self.side, self._open, self.visit.taste.language

    def _topic(self) -> str:
        return self.story.id if self.story else ""

    def _known(self, ident: str) -> bool:
        shelves = stories(self.visit.library).values()
        return any(ident == one for found in shelves for one, _ in found)

    def _blocks(self) -> tuple[Block, ...]:
        return tuple(self._told() if self.story else self._list())

    def _list(self) -> Iterator[Block]:
        say, library = self.visit.say, self.visit.library
        how = mark("A story leads through six to ten views of the body. Choose one.")
        yield Text(runs=Rich.plain(say(how)).runs, tone="quiet")
        for shelf, found in stories(library).items():
            lines = tuple(Line(id=f"tell:{ident}", label=title) for ident, title in found)
            opened = shelf in self._open
            yield Shelf(
                id=shelf,
                title=say(_SHELVES[shelf]),
                count=len(lines),
                open=opened,
                items=lines if opened else (),
            )

    def _told(self) -> Iterator[Block]:
        say, moments = self.visit.say, self.moments
        moment = moments[self.at]
        yield Buttons(buttons=(Button(id="list:", label=say("All stories")),))
        yield Heading(text=say(self.story.title) if self.story else "", level=2)
        count = say("{number} of {count}", number=self.at + 1, count=len(moments))
        yield Text(runs=Rich.plain(count).runs, tone="quiet")
        yield Heading(text=say(moment.title), level=3)
        refs = moment.plain if self.client else moment.says
        for one in words_of(self.visit.library, refs):
            yield Text(runs=Rich.plain(one.text).runs)
            if one.note and not self.client:
                yield Text(runs=Rich.small(one.note).runs, tone="quiet")
        last = self.at + 1 >= len(moments)
        back = Button(id="go:-1", label=say("Back"), off=self.at == 0)
        onward = Button(id="go:1", label=say("Next"), main=True, off=last)
        yield Buttons(buttons=(back, onward), id="steps", label=say("Steps"))
        yield Switch(id="plain:", label=say("In plain words"), on=self.client)
        sides = (("right", say("Right")), ("left", say("Left")))
        yield Choice(id="side:", label=say("Side"), options=sides, value=self.side)

    def _unfold(self, shelf: str) -> None:
        self._open = self._open ^ {shelf}
        self.refresh()

    # Telling

    def begin(self, ident: str, step: str = "") -> None:
        """Tell a story from its beginning, or from a moment (its id).

        Raises
        ------
        UnknownIdError
            Where there is none of this id.
        """
        self.story = story_of(self.visit.library, ident)
        ids = [one.id for one in self.moments]
        self.at = ids.index(step) if step in ids else 0
        self._show()

    def step(self, way: int) -> None:
        """Go one moment on (1) or back (-1); at the ends nothing happens."""
        if 0 <= self.at + way < len(self.moments):
            self.at += way
            self._show()

    def close(self) -> None:
        """Leave the story for the list."""
        self.story, self.at = None, 0
        self.refresh()
        self.visit.settled()

    def _tell_to(self, client: bool) -> None:
        """Tell it in other words, from the same moment or the nearest before it."""
        before = self.moments[: self.at + 1]
        self.client = client
        kept = {one.id for one in before}
        self.at = max(sum(one.id in kept for one in self.moments) - 1, 0)
        self._show()

    def _turn_to(self, side: str) -> None:
        if side in ("right", "left"):
            self.side = side
            self._show()

    def _show(self) -> None:
        if self.story:
            visit = self.visit
            cue = self.story.shows(self.moments[self.at])
            visit.show(staged(cue, visit.body, self.side))
        self.refresh()
        self.visit.settled()

    # Coming and going

    def enter(self) -> None:
        """Take the keys for next and back."""
        self.visit.stepper = self.step

    def leave(self) -> None:
        """Give the keys for next and back away."""
        self.visit.stepper = None

    def forget(self) -> None:
        """Let go of the panel; a story whose document is gone is closed."""
        super().forget()
        if self.story:
            known = {ident for found in stories(self.visit.library).values() for ident, _ in found}
            self.story = (
                story_of(self.visit.library, self.story.id) if self.story.id in known else None
            )
            self.at = min(self.at, max(len(self.moments) - 1, 0))

    def address(self) -> dict[str, str]:
        """The story, its moment, for whom it is told, and on which side."""
        if self.story is None:
            return {}
        found = {"story": self.story.id, "moment": self.moments[self.at].id}
        found |= {"telling": "plain"} if self.client else {}
        return found | ({"side": "left"} if self.side == "left" else {})

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the story that an address names."""
        ident = keys.get("story", "")
        self.client = keys.get("telling") == "plain"
        self.side = "left" if keys.get("side") == "left" else "right"
        if not ident:
            self.story, self.at = None, 0
        elif ident not in {
            one for found in stories(self.visit.library).values() for one, _ in found
        }:
            self.story = None
            return (self.visit.say("The library has no “{name}”.", name=short(ident)),)
        else:
            self.begin(ident, keys.get("moment", ""))
        self.refresh()
        return ()
