"""The followed nerve on the card: its course step by step, and the narrow places on it."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.atlas.charting import charted
from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import Article, article
from nmt_atlas.pages.article_view import Reading, body_of
from nmt_atlas.pages.reader import quiz_buttons
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.pages.walking import supplied
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Text

CHARTS = {"dermatomes": mark("All dermatomes"), "nerves": mark("All skin territories of nerves")}
_OVERLAP = mark(
    "Neighbours overlap, and people differ: the edges are drawn where one gives way to the next."
)


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
    muscles = say("Show its muscles")
    ways = (
        *((Button(id="supplied", label=muscles),) if supplied(visit) else ()),
        Button(id="unfollow", label=say("Back to the whole body")),
        Button(id=f"read:{page.key}", label=say("Read it in the library")),
        *quiz_buttons(visit, "nerve", page.id),
    )
    return (
        Text(runs=Rich.latin(page.subtitle).runs, tone="quiet"),
        *station_blocks(visit, page.id, reading),
        Choice(id="nerve-side", label=say("Side"), options=sides, value=reading.side),
        Buttons(buttons=ways),
        *body_of(page, reading),
    )


def station_blocks(visit: Visit, ident: str, reading: Reading) -> Iterator[Block]:
    """The station that one stands at: what narrows it, what is felt there, and what is alike."""
    library, here = visit.library, visit.state.station
    course = library.nerves[ident].course
    if not 0 < here <= len(course):
        return
    station = course[here - 1]
    yield Heading(text=f"{here}. {station.name}", level=3)
    if station.entrapment and station.entrapment in library.entrapments:
        page = article(library, "entrapment", station.entrapment)
        yield from body_of(page.model_copy(update={"short": True}), reading)
    else:
        yield Text(runs=Rich.plain(station.words).runs)


def chart_blocks(visit: Visit) -> Iterator[Block]:
    """What is on the map of the skin, from above downwards, each as the way to its document."""
    chart = visit.body.chart(visit.state.chart)
    if chart is None:
        return
    say, library = visit.say, visit.library
    kind = "dermatome" if visit.state.chart == "dermatomes" else "nerve"
    named = library.dermatomes if kind == "dermatome" else library.nerves
    names = chart.mapped.names if chart.ready else charted(library, chart.kind)
    idents = dict.fromkeys(one.partition(":")[0] for one in names)
    yield Text(runs=Rich.plain(say(_OVERLAP)).runs, tone="quiet")
    yield Buttons(
        buttons=tuple(Button(id=f"read:{kind}/{one}", label=named[one].name) for one in idents),
        stacked=True,
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
