"""The first screen: three ways in, over a body that can be used without choosing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Door


def _study(visit: Visit) -> None:
    visit.go("lessons")


def _teach(visit: Visit) -> None:
    """The prepared views, and how one stands before a class with them."""
    visit.go("views")
    visit.tell(
        visit.say("Choose a view, then press P before the class: the arrow keys go on from it."),
        "door",
    )


def _client(visit: Visit) -> None:
    visit.go("pain", client="on")


@dataclass(frozen=True)
class Way:
    """One door and where it leads."""

    id: str
    title: str
    text: str
    icon: str
    through: Callable[[Visit], None]


WAYS = (
    Way("study", mark("I study"), mark("Lessons and questions on the body"), "school", _study),
    Way("teach", mark("I teach"), mark("A view to show and to pass on"), "co_present", _teach),
    Way(
        "client",
        mark("I am with a client"),
        mark("Where it hurts, in plain words"),
        "accessibility_new",
        _client,
    ),
)


def doors_of(visit: Visit) -> tuple[Door, ...]:
    """The doors, for as long as the visitor has done nothing; none afterwards."""
    if not visit.taste.welcome:
        return ()
    say = visit.say
    return tuple(
        Door(id=one.id, title=say(one.title), text=say(one.text), icon=one.icon) for one in WAYS
    )


def show_round(visit: Visit) -> None:
    """Choose a muscle, where nothing is chosen, so that the tour has a card to speak of."""
    if not visit.state.selection:
        visit.reveal("trapezius-upper")
        visit.look_at("both")


def begun(visit: Visit) -> None:
    """The visitor has done something: the doors go, and stay away."""
    if visit.taste.welcome:
        visit.read_in(visit.taste.changed(welcome=False))


def enter(visit: Visit, door: str) -> None:
    """Go through a door; past all of them by one that is not there, as who has been here does."""
    begun(visit)
    for way in WAYS:
        if way.id == door:
            way.through(visit)
