"""What the colours on the body mean, as lines that switch what they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.atlas.halves import second_legend
from nmt_atlas.atlas.painted import legend_of
from nmt_atlas.domain import actions
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.scene import LegendEntry
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, ViewState
from nmt_atlas.pages.bits import GROUP_NAMES, listed
from nmt_atlas.pages.inside import chips
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Legend, LegendLine, Look, Pattern

_SAID = {
    "essential": mark("{name}: main pain"),
    "spillover": mark("{name}: spillover"),
    "territory": mark("Skin of {name}"),
    "nerve": "{name}",
    "tight": mark("Tight"),
    "weak": mark("Weak"),
    "origin": mark("Origin"),
    "insertion": mark("Insertion"),
    "agonist": mark("Does it"),
    "synergist": mark("Helps"),
    "antagonist": mark("Does the opposite"),
    "stabiliser": mark("Holds the joint"),
}
_FIELD = {
    "essential": "overlay",
    "spillover": "overlay",
    "territory": "territory",
    "tight": "tight",
    "weak": "weak",
}
"""Kind of an entry -> the field of the state whose tags it stands for."""
_ALONE = mark("May be short")
"""What tight muscles are called where no weak ones were told apart from them."""

_BESIDE = "beside|"
"""What the ids of lines of the other half begin with."""


class LegendDesk:
    """The legend of one visitor; it remembers what was switched off while that may come back.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._off: dict[str, LegendEntry] = {}
        self._about: object = None

    def data(self) -> Legend:
        """The legend as the window shows it."""
        state, say = self.visit.state, self.visit.say
        about = state.body, state.selection, state.nerve
        if about != self._about:
            self._about = about
            self._off.clear()
        now = {_key(one): one for one in self._entries()}
        for key in now:
            self._off.pop(key, None)
        second = self._second()
        every = [*now.values(), *self._off.values(), *(one for one, _ in second)]
        alone = not any(one.kind == "weak" for one in every)
        said = {**_SAID, "tight": _ALONE} if alone else _SAID
        lines = [_line(key, one, said, say, off=False) for key, one in now.items()]
        lines += [_line(key, one, said, say, off=True) for key, one in self._off.items()]
        lines += [_line(f"{_BESIDE}{_key(one)}", one, said, say, off=off) for one, off in second]
        return Legend(lines=tuple(lines), look=_look(state), taken=_taken(state, say))

    def _entries(self) -> tuple[LegendEntry, ...]:
        visit = self.visit
        return legend_of(visit.state, visit.atlas.library, visit.taste)

    def _second(self) -> tuple[tuple[LegendEntry, bool], ...]:
        """The lines of the other half, and whether each is off."""
        return second_legend(self.visit.state, self.visit.body, self.visit.taste)

    def _press_second(self, key: str) -> None:
        """Take what a line of the other half stands for off that half, or put it back."""
        state = self.visit.state
        for one, off in self._second():
            if _key(one) == key:
                rest = tuple(tag for tag in state.unpainted if tag not in one.tags)
                self.visit.show(state.changed(unpainted=rest if off else (*rest, *one.tags)))
                return

    def press(self, key: str) -> None:
        """Take what a line stands for off the body, or put it back."""
        state = self.visit.state
        if key.startswith(_BESIDE):
            self._press_second(key.removeprefix(_BESIDE))
            return
        now = {_key(one): one for one in self._entries()}
        if key in self._off:
            one = self._off[key]
            field = _FIELD[one.kind]
            kept = getattr(state, field)
            more = tuple(tag for tag in one.tags if tag not in kept)
            self.visit.show(state.changed(**{field: (*kept, *more)}))
        elif key in now and now[key].kind == "nerve":
            self.visit.show(actions.leave_nerve(state))
        elif key in now and now[key].kind not in _FIELD:
            self.visit.view.change(attachments=False)
        elif key in now:
            one = now[key]
            field = _FIELD[one.kind]
            gone = {k: e for k, e in now.items() if set(e.tags) <= set(one.tags)}
            kept = tuple(tag for tag in getattr(state, field) if tag not in one.tags)
            self._off.update(gone)
            self.visit.show(state.changed(**{field: kept}))

    def restore(self) -> None:
        """Put the layers that are usually shown on again."""
        state = self.visit.state
        for layer in actions.taken_off(state):
            state = actions.show_layer(state, layer, on=True)
        self.visit.show(state.changed(peel=None, exploded=0.0, where=(), clip=()))


def _key(one: LegendEntry) -> str:
    return f"{one.kind}:{one.name}"[:200]


def _line(
    key: str, one: LegendEntry, names: Mapping[str, str], say: Say, *, off: bool
) -> LegendLine:
    said = names[one.kind]
    label = say(said, name=one.name) if one.name and "{name}" in said else say(said)
    pattern: Pattern = "dotted" if one.dotted else "hatched" if one.hatched else ""
    if one.kind == "nerve":
        pattern = "line"
    return LegendLine(
        id=key, label=one.name if one.kind == "nerve" else label, color=one.color,
        pattern=pattern, off=off,
    )  # fmt: skip


def _look(state: ViewState) -> Look:
    """What is looked at, where there is anything to choose."""
    if not state.selection:
        return ""
    if state.zones:
        return "both" if state.focus else "pain"
    return "muscle"


def _taken(state: ViewState, say: Say) -> str:
    """What is not as usual: what is peeled off, cut and moved apart, or the layers that are off."""
    inside = [words for _, words in chips(state, say)]
    if inside:
        return " · ".join(inside)
    off = actions.taken_off(state)
    if not off or state.nerve or len(off) == len(DEFAULT_LAYERS):
        return ""
    return say("Taken off: {layers}", layers=listed([say(GROUP_NAMES[one]) for one in off], say))
