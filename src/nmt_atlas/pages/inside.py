"""The sheet for seeing inside: how deep it is peeled, how far apart, where it is cut."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import SEGMENTS
from nmt_atlas.domain.bounds import FARTHEST
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.peeling import STRATA, STRATUM_NAMES, outermost, stop_of, taken_off
from nmt_atlas.domain.picks import Sectioned
from nmt_atlas.domain.sections import place_on, reach_of, told
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Select, Slider, Text
from nmt_atlas.viewer.shell_data import Depth

_USUAL = 0.2
"""The depth at which a body stands that nobody has peeled."""

SEGMENT_NAMES = {
    "head-neck": mark("Head and neck"),
    "trunk": mark("Trunk"),
    "back": mark("Back of the trunk"),
    "shoulder": mark("Shoulder"),
    "arm": mark("Upper arm"),
    "forearm": mark("Forearm"),
    "hand": mark("Hand"),
    "pelvis": mark("Pelvis"),
    "hip": mark("Hip"),
    "thigh": mark("Thigh"),
    "leg": mark("Lower leg"),
    "foot": mark("Foot"),
}


class Inside:
    """Sliders and cuts for the page that shows them.

    Attributes
    ----------
    acts
        What its controls do, for a desk.

    Parameters
    ----------
    visit
        Whose body it is.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self.acts: dict[str, Act] = {
            "peel": lambda _, value: self._peel(value),
            "stop": lambda stratum, _: self._stop(stratum),
            "where": lambda _, segment: self._confine(segment),
            "explode": lambda _, value: self._explode(value),
            "mend": lambda number, _: self._mend(number),
            "turn": lambda number, _: self._turn(number),
            "cut": self._move,
        }

    def key(self) -> object:
        """What it depends on."""
        state = self._visit.state
        return (
            (state.peel, state.exploded, state.where, state.clip),
            (state.selection, self._visit.taste.language),
        )

    def blocks(self) -> Iterator[Block]:
        """The controls."""
        say, state = self._visit.say, self._visit.state
        depth = _USUAL if state.peel is None else state.peel
        yield Slider(id="peel", label=say("Peel"), step=0.02, value=depth)
        stops = tuple(
            Button(
                id=f"stop:{one}",
                label=say(STRATUM_NAMES[one]),
                main=state.peel is not None and outermost(state.peel) == one,
            )
            for one in STRATA
        )
        yield Buttons(id="stops", label=say("Peel to"), buttons=stops, columns=2)
        yield Text(runs=Rich.plain(peeled(state.peel, say)).runs, tone="quiet")
        yield Slider(id="explode", label=say("Apart"), step=0.05, value=state.exploded)
        segments = (("", say("Whole body")), *((one, say(SEGMENT_NAMES[one])) for one in SEGMENTS))
        where = state.where[0] if state.where else ""
        yield Select(id="where", label=say("Where"), options=segments, value=where)
        yield from self._cuts()

    def _cuts(self) -> Iterator[Block]:
        say = self._visit.say
        for number, section in enumerate(self._visit.state.clip):
            yield Text(runs=Rich.plain(told(section, say)).runs)
            start, end = reach_of(section)
            yield Slider(
                id=f"cut:{number}",
                label=say("Place of the cut"),
                start=start,
                end=end,
                step=2,
                value=round(min(max(place_on(section), start), end)),
                unit="mm",
            )
            buttons = (
                Button(id=f"turn:{number}", label=say("Other half")),
                Button(id=f"mend:{number}", label=say("Close the cut")),
            )
            yield Buttons(buttons=buttons)
        if self._visit.state.clip:
            how = say("With “Drag the cut” on, drag moves it and Shift with drag tilts it.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")

    # What the controls do

    def _peel(self, value: str) -> None:
        peel_to(self._visit, value)

    def _stop(self, stratum: str) -> None:
        depth = stop_of(stratum) if stratum in STRATA else None
        if depth == self._visit.state.peel:
            depth = None
        self._visit.view.change(peel=depth)

    def _explode(self, value: str) -> None:
        far = _share(value or "0")
        if far is not None:
            self._visit.view.change(exploded=far)

    def _confine(self, segment: str) -> None:
        if segment in ("", *SEGMENTS):
            self._visit.view.change(where=(segment,) if segment else ())

    def _mend(self, number: str) -> None:
        if number.isdecimal():
            self._visit.show(actions.mend(self._visit.state, int(number)))

    def _move(self, number: str, value: str) -> None:
        place = _number(value)
        if number.isdecimal() and place is not None:
            self._visit.show(actions.move_cut(self._visit.state, int(number), place))

    def _turn(self, number: str) -> None:
        if number.isdecimal():
            self._visit.show(actions.turn_cut(self._visit.state, int(number)))


def peel_to(visit: Visit, value: str) -> None:
    """Peel to a depth that was told as text; nothing where it is none."""
    depth = _share(value)
    if depth is not None:
        visit.view.change(peel=depth)


def depth_of(visit: Visit) -> Depth:
    """How deep it is peeled, for the slider beside the body."""
    say, peel = visit.say, visit.state.peel
    return Depth(
        value=_USUAL if peel is None else peel,
        label=say("Peel"),
        told=peeled(peel, say),
        top=say(STRATUM_NAMES[STRATA[0]]),
        bottom=say(STRATUM_NAMES[STRATA[-1]]),
    )


def chips(state: ViewState, say: Say) -> tuple[tuple[str, str], ...]:
    """What is not as usual: the id of the control that ends it, and words for it."""
    found = [(f"mend:{k}", told(one, say)) for k, one in enumerate(state.clip)]
    if state.peel is not None:
        found.append(("stop:", peeled(state.peel, say)))
    if state.exploded:
        found.append(("explode:", say("Parts moved apart")))
    return tuple(found)


def peeled(depth: float | None, say: Say) -> str:
    """What is peeled off, in words."""
    if depth is None:
        return say("Nothing is peeled off; the layers' switches decide.")
    gone = [say(STRATUM_NAMES[one]).lower() for one in taken_off(depth)]
    if not gone:
        return say("Nothing is taken off.")
    return say("Taken off: {names}.", names=", ".join(gone))


def keep_dragged(visit: Visit, event: Any) -> None:
    """Keep where a cut was dragged to."""
    told_now, clip = Sectioned.read(event.new), visit.state.clip
    if told_now is None or told_now.number >= len(clip):
        return
    x, y, z = (round(value, 4) for value in told_now.normal)
    place = min(max(round(told_now.distance, 1), -FARTHEST), FARTHEST)
    moved = [(x, y, z, place) if k == told_now.number else one for k, one in enumerate(clip)]
    visit.view.change(clip=tuple(moved))


def _share(value: str) -> float | None:
    """A number 0..1 that was told as text; None where it is none."""
    number = _number(value)
    return number if number is not None and 0.0 <= number <= 1.0 else None


def _number(value: str) -> float | None:
    """A number that was told as text; None where it is none."""
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
