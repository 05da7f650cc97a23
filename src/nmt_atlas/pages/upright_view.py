"""How the body stands, in numbers: the plumb line, the angles in words, and what is usual."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.atlas.scene import standing
from nmt_atlas.domain import prospects
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.upright import OFF_LINE, Gauge, Upright
from nmt_atlas.domain.ways import Way
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Fold, Switch, Text

GUIDE = "standing-angles"
"""The guide whose facts tell what is usual, angle by angle."""
_FROM: dict[Way, str] = {
    "right": mark("From the side"),
    "anterior": mark("From the front"),
    "posterior": mark("From behind"),
}
_CHANGED = 0.5
"""An angle that differs from rest by less (degrees) is told as at rest."""
_NOW_AND_REST = mark("{now}° (at rest {rest}°)")
_AHEAD = mark("{name}: {size} mm in front of the plumb line")
_BEHIND = mark("{name}: {size} mm behind the plumb line")
_LEFT = mark("{name}: {size} mm to the left of the plumb line")
_RIGHT = mark("{name}: {size} mm to the right of the plumb line")


def upright_blocks(visit: Visit) -> Iterator[Block]:
    """The plumb line, three ways to look, and how the body stands."""
    say, state = visit.say, visit.state
    yield Switch(id="plumb", label=say("Plumb line and angles"), on=state.plumb)
    if not state.plumb:
        return
    looks = (Button(id=f"stand-look:{way}", label=say(title)) for way, title in _FROM.items())
    yield Buttons(buttons=tuple(looks))
    context = visit.body.context
    now, rest = standing(state, context), standing(state.changed(pose=()), context)
    if now is None or rest is None:
        yield Text(runs=Rich.plain(say("This body lacks what the angles are read from.")).runs)
        return
    for one, usual in zip(now.gauges, rest.gauges, strict=True):
        yield _told(visit, one, usual)
    yield from _off_line(visit, now)
    yield from _usual(visit)


def _told(visit: Visit, one: Gauge, usual: Gauge) -> Block:
    say = visit.say
    name, same = say(one.name), abs(one.degrees - usual.degrees) < _CHANGED
    if same:
        return Text(runs=Rich.plain(f"{name}: {_whole(one)}°").runs, tone="quiet")
    words = say(_NOW_AND_REST, now=_whole(one), rest=_whole(usual))
    return Text(runs=(Rich.bold(name) + Rich.plain(f": {words}")).runs)


def _whole(one: Gauge) -> int:
    return round(one.degrees)


def _off_line(visit: Visit, now: Upright) -> Iterator[Block]:
    """What lies a centimetre or more off the plumb line."""
    say = visit.say
    for one in now.offsets:
        if abs(one.millimetres) < OFF_LINE:
            continue
        ahead, behind = (_AHEAD, _BEHIND) if one.seen == "side" else (_LEFT, _RIGHT)
        words = ahead if one.millimetres > 0 else behind
        told = say(words, name=say(one.name), size=round(abs(one.millimetres)))
        yield Text(runs=Rich.plain(told).runs, tone="quiet")


def _usual(visit: Visit) -> Iterator[Block]:
    """What is usual, from the guide, with its sources."""
    guide = visit.library.conditions.get(GUIDE)
    if guide is None:
        return
    sources = visit.library.sources
    told = []
    for heading, fact in guide.facts.items():
        names = ", ".join(
            f"{sources[one].authors.split(',')[0]} {sources[one].year}"
            for one in fact.sources
            if one in sources
        )
        words = Rich.bold(heading.capitalize()) + Rich.plain(f": {fact.text} ({names})")
        told.append(Text(runs=words.runs))
    yield Fold(title=visit.say("What is usual"), blocks=tuple(told))


def turn_plumb(visit: Visit) -> None:
    """Put the plumb line beside the body, or take it away."""
    visit.view.change(plumb=not visit.state.plumb)


def look_standing(visit: Visit, way: str) -> None:
    """Look at the whole body from the side, the front or behind, with the plumb line."""
    known = next((one for one in _FROM if one == way), None)
    if known is None:
        return
    whole = prospects.whole(visit.state.changed(plumb=True, selection=(), focus=()))
    visit.view.show(prospects.look_from(whole, known))
