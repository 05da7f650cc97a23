"""The followed nerve on the card: its course step by step, and the narrow places on it."""

from __future__ import annotations

from nmt_atlas.domain import actions
from nmt_atlas.library.articles import Article, article
from nmt_atlas.pages.article_view import Reading, body_of
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Text


def followed(visit: Visit) -> tuple[str, str]:
    """The nerve (id) that is followed, or an empty text, and the side."""
    nerve, _, side = visit.state.nerve.partition(":")
    return nerve if nerve in visit.library.nerves else "", side or "right"


def nerve_article(visit: Visit, nerve: str) -> Article:
    """The short form of what is written about a nerve."""
    return article(visit.library, "nerve", nerve, short=True)


def nerve_blocks(visit: Visit, page: Article, reading: Reading) -> tuple[Block, ...]:
    """A nerve on the card: which side, the way back to the whole body, and what is written."""
    say = visit.say
    sides = (("right", say("Right")), ("left", say("Left")))
    ways = (
        Button(id="unfollow", label=say("Back to the whole body")),
        Button(id=f"read:{page.key}", label=say("Read it in the library")),
    )
    return (
        Text(runs=Rich.latin(page.subtitle).runs, tone="quiet"),
        Choice(id="nerve-side", label=say("Side"), options=sides, value=reading.side),
        Buttons(buttons=ways),
        *body_of(page, reading),
    )


def follow_on(visit: Visit, side: str) -> None:
    """Follow the same nerve on a side."""
    nerve, _ = followed(visit)
    if nerve and side in ("right", "left"):
        visit.follow(nerve, side)


def unfollow(visit: Visit) -> None:
    """Stop following, and look at the whole body."""
    state = actions.leave_nerve(visit.state)
    visit.show(state.changed(focus=(), camera="anterior"))
