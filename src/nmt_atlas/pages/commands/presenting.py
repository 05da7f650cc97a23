"""Before a class: the presenter, and what its keys do while it is on."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.pages import presenter
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("Presenter")
_BEFORE = mark("Press P first: this is for a class.")
_POINT = mark("Trigger point {number}")
_POINTS = 9
_ONLY: frozenset[Place] = frozenset({"presenter"})
_SEARCH: frozenset[Place] = frozenset({"search"})


def _off(visit: Visit) -> str:
    return "" if visit.presenting.on else _BEFORE


def _turn(field: str) -> Callable[[Visit], None]:
    def run(visit: Visit) -> None:
        now = visit.presenting
        visit.presenting = now.changed(**{field: not getattr(now, field)})

    return run


def _present(visit: Visit) -> None:
    if visit.presenting.on:
        presenter.end(visit)
    else:
        presenter.begin(visit)


def _during(
    ident: str,
    title: str,
    run: Callable[[Visit], None],
    key: str,
    on: Callable[[Visit], bool] | None = None,
) -> Command:
    return Command(ident, title, run, GROUP, "", key, _off, on, _ONLY)


def _step(by: int) -> Callable[[Visit], None]:
    return lambda visit: presenter.step(visit, by)


def _named(number: int) -> Callable[[Visit], str]:
    return lambda visit: visit.say(_POINT, number=number)


def _point(number: int) -> Callable[[Visit], None]:
    return lambda visit: presenter.point(visit, number)


COMMANDS = (
    Command(
        "present",
        mark("Present to a class"),
        _present,
        GROUP,
        "co_present",
        "p",
        on=lambda visit: visit.presenting.on,
        short=mark("Present"),
    ),
    Command(
        "present-keep",
        mark("Keep this view for a class"),
        presenter.keep,
        GROUP,
        "bookmark_add",
        "k",
        places=_SEARCH,
    ),
    _during("present-next", mark("Next view"), _step(1), "ArrowRight"),
    _during("present-back", mark("View before"), _step(-1), "ArrowLeft"),
    _during("present-page-next", mark("Next view (remote)"), _step(1), "PageDown"),
    _during("present-page-back", mark("View before (remote)"), _step(-1), "PageUp"),
    _during(
        "present-names",
        mark("Hide every name"),
        presenter.hide_names,
        "h",
        lambda visit: visit.presenting.secret,
    ),
    _during(
        "present-spot",
        mark("Spotlight"),
        _turn("spotlight"),
        "s",
        lambda visit: visit.presenting.spotlight,
    ),
    _during(
        "present-pointer",
        mark("Pointer"),
        _turn("pointer"),
        "j",
        lambda visit: visit.presenting.pointer,
    ),
    _during(
        "present-black",
        mark("Black screen"),
        _turn("black"),
        "b",
        lambda visit: visit.presenting.black,
    ),
    *(
        Command(
            f"present-point-{number}",
            _POINT,
            _point(number),
            GROUP,
            "",
            f"{number}",
            _off,
            None,
            _ONLY,
            _named(number),
        )
        for number in range(1, _POINTS + 1)
    ),
    _during("present-points", mark("All trigger points"), _point(0), "0"),
)
