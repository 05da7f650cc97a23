"""Along a followed nerve from station to station: the strip below the body, and going on."""

from __future__ import annotations

from nmt_atlas.atlas.walking import Walk
from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Course, CourseStop

NO_NERVE = mark("Follow a nerve first.")
_NARROW = mark("{number} of {count}: {name} (narrow place)")
_PLAIN = mark("{number} of {count}: {name}")


def walk_of(visit: Visit) -> Walk | None:
    """The way along the followed nerve; None where none is followed, or it is not drawn."""
    if not visit.state.nerve:
        return None
    return visit.body.walks.along(visit.state.nerve)


def course_of(visit: Visit) -> Course:
    """The strip of stations; empty while no nerve is followed, or a question is open."""
    walk = None if visit.view.quiet else walk_of(visit)
    if walk is None:
        return Course()
    nerve, here = visit.library.nerves[walk.nerve.id], visit.state.station
    stops = tuple(
        CourseStop(
            number=stop.number,
            title=station.name,
            narrow=stop.trap is not None,
            on=stop.number == here,
        )
        for stop, station in zip(walk.stops, nerve.course, strict=True)
    )
    told = ""
    if 0 < here <= len(stops):
        words = _NARROW if stops[here - 1].narrow else _PLAIN
        told = visit.say(words, number=here, count=len(stops), name=stops[here - 1].title)
    return Course(label=nerve.name, stops=stops, told=told, playing=visit.playing)


def go_to(visit: Visit, number: str) -> None:
    """Stand at a station, by its number as the window tells it."""
    if number.isdecimal():
        stand(visit, int(number))


def stand(visit: Visit, number: int) -> None:
    """Stand at a station (from 1), with what lies over it opened; the page does not wait."""
    walk = walk_of(visit)
    if walk is None or not 1 <= number <= len(walk.stops):
        return
    asked = visit.state
    visit.heading = (asked.nerve, number)

    def find() -> ViewState:
        return walk.state_at(asked, number)

    def show(found: ViewState) -> None:
        if visit.heading == (visit.state.nerve, number):
            visit.heading = ("", 0)
            visit.show(found)
            aside(lambda: walk.cameras, lambda _: None)

    aside(find, show)


def step(visit: Visit, by: int) -> None:
    """Go on (1) or back (-1); whoever flies along stops at the last station."""
    walk, here = walk_of(visit), _here(visit)
    if walk is None:
        return
    last = len(walk.stops)
    number = min(max(here + by, 1), last) if here else (1 if by > 0 else last)
    if number == last:
        visit.playing = False
    if number != here:
        stand(visit, number)


def _here(visit: Visit) -> int:
    """The station that one stands at, or is on the way to."""
    nerve, number = visit.heading
    return number if nerve == visit.state.nerve and number else visit.state.station


def play(visit: Visit) -> None:
    """Fly along it from here, from the first station where one stands at the last; or pause."""
    walk = walk_of(visit)
    if walk is None:
        return
    visit.playing = not visit.playing
    if visit.playing:
        here = _here(visit)
        stand(visit, 1 if here >= len(walk.stops) else here + 1)


def end(visit: Visit) -> None:
    """Look at the whole nerve again."""
    visit.playing, visit.heading = False, ("", 0)
    nerve, _, side = visit.state.nerve.partition(":")
    if nerve in visit.atlas.library.nerves:
        visit.follow(nerve, side or "right")


def supplied(visit: Visit) -> tuple[str, ...]:
    """Part ids of the muscles that the followed nerve supplies, as far as this body has them."""
    nerve, _, side = visit.state.nerve.partition(":")
    known = visit.atlas.library.nerves.get(nerve)
    return visit.body.supplied(known, side or "right") if known else ()


def show_supplied(visit: Visit) -> None:
    """Show of the muscles those that the nerve supplies; again, those beside it."""
    parts = supplied(visit)
    if set(visit.state.isolated) == set(parts):
        end(visit)
        return
    visit.playing = False
    way = visit.body.views.facing_several(parts)
    visit.show(actions.show_supplied(visit.state, parts, way))
