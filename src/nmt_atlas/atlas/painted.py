"""Whose pain a state paints, in which hue, and the legend that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nmt_atlas.atlas.acting import acting_entries
from nmt_atlas.domain.look import LOOK, Hue
from nmt_atlas.domain.scene import LegendEntry
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library

_ALONE = Hue(essential=LOOK.paint["essential"].color, spillover=LOOK.paint["spillover"].color)


def by_muscle(overlay: Sequence[str], library: Library) -> dict[str, tuple[str, ...]]:
    """The tags of painted points by the id of their muscle, in order; unknown ones left out."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in overlay:
        point = tag.partition(":")[0]
        if point in library.trigger_points:
            muscle = library.trigger_points[point][0].id
            found[muscle] = (*found.get(muscle, ()), tag)
    return found


def hues(muscles: Sequence[str]) -> Mapping[str, Hue]:
    """The hue of each muscle's pain: red for one alone, one each for several."""
    if len(muscles) == 1:
        return {muscles[0]: _ALONE}
    palette = LOOK.palette
    return {name: palette[k % len(palette)] for k, name in enumerate(muscles)}


def legend_of(state: ViewState, library: Library, taste: Taste) -> tuple[LegendEntry, ...]:
    """What the colours of a state mean, what is painted first."""
    return tuple(_entries(state, library.in_language(taste.language)))


def _entries(state: ViewState, library: Library) -> Iterator[LegendEntry]:
    muscles = by_muscle(state.overlay, library)
    hue_of = hues(tuple(muscles))
    for muscle, tags in muscles.items():
        name = library.muscles[muscle].name
        points = [library.trigger_point(tag.partition(":")[0]) for tag in tags]
        kinds = {zone.kind for point in points for zone in point.zones}
        if "essential" in kinds:
            color = hue_of[muscle].essential
            yield LegendEntry(kind="essential", color=color, name=name, tags=tags)
        if "spillover" in kinds:
            color = hue_of[muscle].spillover
            yield LegendEntry(kind="spillover", color=color, name=name, dotted=True, tags=tags)
    if state.territory:
        color = LOOK.paint["territory"].color
        names = dict.fromkeys(filter(None, (_named(library, tag) for tag in state.territory)))
        yield LegendEntry(
            kind="territory", color=color, name=", ".join(names), tags=state.territory
        )
    nerve = library.nerves.get(state.nerve.partition(":")[0])
    if nerve is not None:
        color = LOOK.nerve.followed
        yield LegendEntry(kind="nerve", color=color, name=nerve.name, tags=(state.nerve,))
    yield from acting_entries(state, library)
    if state.tight:
        yield LegendEntry(kind="tight", color=LOOK.apart.tight, tags=state.tight)
    if state.attachments and state.selection:
        yield LegendEntry(kind="origin", color=LOOK.attached.origin, hatched=True)
        yield LegendEntry(kind="insertion", color=LOOK.attached.insertion, hatched=True)
    if state.weak:
        yield LegendEntry(kind="weak", color=LOOK.apart.weak, hatched=True, tags=state.weak)


def _named(library: Library, tag: str) -> str:
    ident = tag.partition(":")[0]
    for documents in (library.nerves, library.entrapments, library.dermatomes, library.conditions):
        if ident in documents:
            return str(documents[ident].name)
    return ""
