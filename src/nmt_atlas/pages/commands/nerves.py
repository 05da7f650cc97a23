"""Nerves: along one from station to station, the muscles that it supplies, maps of the skin."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import Chart
from nmt_atlas.pages import walking
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.visit import Visit

GROUP = mark("Nerves")
_SEARCH: frozenset[Place] = frozenset({"search"})
_ON_BODY: frozenset[Place] = frozenset({"menu", "search"})
_NONE = mark("No muscle is known that this nerve supplies.")


def _no_course(visit: Visit) -> str:
    return "" if walking.walk_of(visit) else walking.NO_NERVE


def _no_muscle(visit: Visit) -> str:
    if not visit.state.nerve:
        return walking.NO_NERVE
    return "" if walking.supplied(visit) else _NONE


def _step(by: int) -> Callable[[Visit], None]:
    return lambda visit: walking.step(visit, by)


def _map(kind: Chart) -> Callable[[Visit], None]:
    """Cover the skin with a map, which is made beside the page; or take it off."""

    def run(visit: Visit) -> None:
        wanted: Chart = "" if visit.state.chart == kind else kind
        body = visit.body

        def ready() -> None:
            chart = body.chart(wanted)
            if chart is not None:
                _ = tuple(chart.paint("en")), chart.labels("en")

        visit.go("explore")
        aside(ready, lambda _: visit.show(actions.show_chart(visit.state, wanted)))

    return run


def _is_map(kind: Chart) -> Callable[[Visit], bool]:
    return lambda visit: visit.state.chart == kind


COMMANDS = (
    Command(
        "course-next", mark("Next station of the nerve"), _step(1), GROUP, "", ".", _no_course,
        places=_SEARCH,
    ),
    Command(
        "course-back", mark("Station of the nerve before"), _step(-1), GROUP, "", ",", _no_course,
        places=_SEARCH,
    ),
    Command(
        "course-play", mark("Fly along the nerve"), walking.play, GROUP, "", "y", _no_course,
        lambda visit: visit.playing, _SEARCH,
    ),
    Command(
        "course-end", mark("Back to the whole nerve"), walking.end, GROUP, "", "u", _no_course,
        places=_SEARCH,
    ),
    Command(
        "supplied", mark("Muscles that the nerve supplies"), walking.show_supplied, GROUP, "", "m",
        _no_muscle, places=_SEARCH,
    ),
    Command(
        "dermatomes", mark("All dermatomes"), _map("dermatomes"), GROUP, "", "Shift+M",
        on=_is_map("dermatomes"), places=_ON_BODY,
    ),
    Command(
        "territories", mark("All skin territories of nerves"), _map("nerves"), GROUP, "", "Shift+T",
        on=_is_map("nerves"), places=_ON_BODY,
    ),
)  # fmt: skip
