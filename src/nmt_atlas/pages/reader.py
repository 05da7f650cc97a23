"""A leaf with an article on it, whose buttons act on the visitor's body."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nmt_atlas.atlas.showing import CLOSE
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import Article
from nmt_atlas.pages.article_view import Reading, actions_of, press_id
from nmt_atlas.pages.commands.quizzes import make_quiz, scope_about
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Leaf, Pressed

_LOG = logging.getLogger(__name__)
Deed = Callable[[str], None]
"""What pressing something does, given what stands after the colon of its id."""

QUIZ = mark("Make me a quiz")
_HERE = "here"
READING = "library"
"""The page (id) that documents are read on."""


class Reader:
    """A leaf that reads articles and does what is pressed on it.

    Attributes
    ----------
    leaf
        The component.

    Parameters
    ----------
    visit
        The visitor.
    side
        Tells on which side the reader is.
    deeds
        What else can be pressed: the word before the colon of an id -> what it does.
    """

    def __init__(
        self, visit: Visit, side: Callable[[], str], deeds: Mapping[str, Deed] | None = None
    ) -> None:
        self.visit = visit
        self.side = side
        self.leaf = Leaf()
        self._article: Article | None = None
        self._deeds: dict[str, Deed] = {
            "paint": self._paint,
            "follow": lambda nerve: visit.follow(nerve, side()),
            "beside": self._beside,
            "look": self._look,
            "course": lambda one: visit.show(actions.take_course(visit.state, one)),
            "view": self._prepared,
            "read": lambda key: visit.go(READING, doc=key),
            "quiz": self._quiz,
            **(deeds or {}),
        }
        self.leaf.param.watch(self._pressed, "pressed")

    def reading(self, *, linked: bool = True) -> Reading:
        """Who reads, and what is painted and drawn now."""
        visit = self.visit
        return Reading(
            say=visit.say,
            library=visit.library,
            side=self.side(),
            painted=visit.state.overlay,
            course=visit.state.variant,
            linked=linked,
            original=visit.atlas.library if visit.taste.language == "es" else None,
        )

    def write(self, blocks: Iterable[Block], topic: str, article: Article | None = None) -> None:
        """Show blocks; ``article`` is what their buttons are about."""
        self._article = article
        self.leaf.write(blocks, topic)

    def _pressed(self, event: Any) -> None:
        press = Pressed.read(event.new)
        kind, _, rest = press.id.partition(":") if press else ("", "", "")
        deed = self._deeds.get(kind)
        if press is None or deed is None:
            _LOG.warning("pressed what is not there: %.120r", event.new)
            return
        deed(rest or str(press.value))

    def _paint(self, tag: str) -> None:
        point, _, side = tag.partition(":")
        if point in self.visit.atlas.library.trigger_points and side in ("right", "left"):
            self.visit.show(actions.toggle_overlay(self.visit.state, point, side))

    def _quiz(self, key: str) -> None:
        """Make a quiz about a document, or about what is looked at."""
        if key == _HERE:
            make_quiz(self.visit)
        scope = scope_about(self.visit, *key.split("/", 1)) if "/" in key else None
        if scope is not None:
            make_quiz(self.visit, scope)

    def _prepared(self, ident: str) -> None:
        """Show a prepared view."""
        found = self.visit.library.of("view").get(ident)
        if found is not None:
            self.visit.show(found.view.changed(body=self.visit.state.body))

    def _beside(self, nerve: str) -> None:
        """Lay the nerve open beside what is selected, keeping the painted pain."""
        visit = self.visit
        visit.show(visit.body.with_nerve(visit.state, nerve, self.side()))

    def _look(self, ident: str) -> None:
        """Look closely at a narrow place on the reader's side."""
        named = f"look:{ident}"
        found = actions_of(self._article) if self._article else iter(())
        action = next((one for one in found if press_id(one) == named and one.at), None)
        if action is None or action.at is None:
            return
        at = mirror_point(action.at) if self.side() == "left" else action.at
        way = self.visit.body.views.facing_place(ident, at, self.side())
        self.visit.focus_on(at, CLOSE, way)


def quiz_here(visit: Visit) -> Button:
    """A button that makes a quiz about what is looked at."""
    return Button(id=f"quiz:{_HERE}", label=visit.say(QUIZ))


def quiz_buttons(visit: Visit, kind: str, ident: str) -> tuple[Button, ...]:
    """A button that makes a quiz about a document; none where it gives no quiz."""
    if scope_about(visit, kind, ident) is None:
        return ()
    return (Button(id=f"quiz:{kind}/{ident}", label=visit.say(QUIZ)),)
