"""Where to look at a body from, and how a state is dressed for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.atlas.aiming import together
from nmt_atlas.atlas.context import Box, SceneContext
from nmt_atlas.atlas.following import beside_nerve, nerve_parts
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import GROUPS, mirror_point, split_part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.view_state import PARTS, ViewState
from nmt_atlas.domain.viewpoint import LEAST, Kind
from nmt_atlas.domain.ways import CameraPreset, Way

Wanted = tuple[Kind, str, float]
"""What is to be seen, and how much it weighs."""

_PAIN = 0.35
"""So much counts the painted skin beside the part that refers there."""
_WIDER, _SMALL = 1.6, 420.0
"""Pain is framed with its muscle where the picture shows no more than so many times the muscle,
or so many millimetres."""
_COVERED = 0.3
"""A part lies under another where the other's box takes in this share of its own."""
_NEAR = 40
"""So many skin vertices tell which way a place looks out of the body."""
_ASIDE = 1.6
"""A place is looked at from the side where its skin looks so much more sideways than ahead."""


class Views:
    """One body's ways of being looked at.

    Parameters
    ----------
    body
        The body.
    context
        The body's index and the documents.
    """

    def __init__(self, body: Body, context: SceneContext) -> None:
        self.body = body
        self.context = context

    @cached_property
    def skin_tree(self) -> cKDTree:
        """Search tree over the skin's vertices."""
        return cKDTree(self.body.skin().points)

    def facing(self, part: str) -> Way:
        """The way from which most of a part, and of the pain charted for it, is seen."""
        structure, side = split_part_id(part)
        wanted: list[Wanted] = [("part", structure, 1.0)]
        points = dict.fromkeys(point for point, _ in self.points_of(part))
        wanted += [("pain", point, _PAIN / len(points)) for point in points]
        found = self.best(wanted, side)
        return found or self.facing_point(self.context.parts[part].centre)

    def zones_near(self, part: str) -> tuple[str, ...]:
        """Tags of the pain charted for a part that is framed with it: what lies near enough."""
        box = self.context.parts[part].bounds
        most = max(_length(box) * _WIDER, _SMALL)
        found = []
        for point, side in self.points_of(part):
            zone = self.context.box_of(f"{point}:{side}")
            wider = together([box, zone]) if zone else None
            if wider and _length(wider) <= most:
                found.append(f"{point}:{side}")
        return tuple(found)

    def covers(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Of several muscles those that lie over a deeper one of them, or over a nerve."""
        shown = [self.context.parts[part] for part in parts if part in self.context.parts]
        return tuple(
            over.id
            for over in shown
            if over.group.startswith("muscles")
            and any(
                GROUPS.index(under.group) > GROUPS.index(over.group)
                and _shared(under.bounds, over.bounds) > _COVERED
                for under in shown
            )
        )

    def facing_several(self, parts: Sequence[str], overlay: Sequence[str] = ()) -> Way:
        """The way from which most of several parts is seen, each counting alike."""
        if len(parts) == 1:
            return self.facing(parts[0])
        named = [split_part_id(part) for part in parts]
        wanted: list[Wanted] = [("part", structure, 1.0) for structure, _ in named]
        wanted += [("pain", tag.partition(":")[0], _PAIN / len(overlay)) for tag in overlay]
        found = self.best(wanted, _side_of(side for _, side in named))
        return found or self.facing_point(self._middle(parts))

    def facing_paint(self, overlay: Sequence[str], territory: Sequence[str] = ()) -> Way | None:
        """The way from which most of what is painted is seen; None where nothing is known of it."""
        wanted: list[Wanted] = [("pain", tag.partition(":")[0], 1.0) for tag in overlay]
        wanted += [("territory", tag.partition(":")[0], 1.0) for tag in territory]
        return self.best(wanted, _side_of(t.partition(":")[2] for t in (*overlay, *territory)))

    def facing_pattern(self, tag: str, wish: str) -> str:
        """The way from which a pattern (``point:side``) is seen: as wished, where that shows it."""
        point, _, side = tag.partition(":")
        seen = self.context.viewpoints.seen("pain", point, wish, side)
        if seen is None or seen >= LEAST:
            return wish
        return self.best([("pain", point, 1.0)], side) or wish

    def facing_nerve(self, nerve: str, side: str) -> Way:
        """The way from which most of a followed nerve is seen."""
        found = self.best([("nerve", nerve, 1.0)], side)
        if found:
            return found
        parts = nerve_parts(self.context.library, f"{nerve}:{side}")
        shown = [part for part in parts if part in self.context.parts]
        return self.facing_point(self._middle(shown)) if shown else "anterior"

    def facing_place(self, place: str, at: Point, side: str) -> Way:
        """The way from which a narrow place is seen, never through the rest of the body."""
        wanted: list[Wanted] = [("place", place, 1.0)]
        out = self._outward(at)
        outward = mirror_point(out) if side == "left" else out
        found = self.context.viewpoints.best(wanted, side, upright=True, outward=outward)
        return found or self.facing_point(at)

    def best(self, wanted: Sequence[Wanted], side: str) -> Way | None:
        """As :meth:`Viewpoints.best` on this body."""
        return self.context.viewpoints.best(wanted, side)

    def _middle(self, parts: Sequence[str]) -> Point:
        low, high = together([self.context.parts[part].bounds for part in parts])
        x, y, z = ((a + b) / 2 for a, b in zip(low, high, strict=True))
        return (x, y, z)

    def facing_point(self, at: Point) -> CameraPreset:
        """The side that looks at a place (mm) through the nearest skin, never the other half's."""
        toward = self._outward(at)
        if abs(toward[0]) > _ASIDE * abs(toward[1]) and toward[0] * at[0] >= 0:
            return "left" if toward[0] > 0 else "right"
        return "posterior" if toward[1] > 0 else "anterior"

    def _outward(self, at: Point) -> Point:
        """From a place (mm) to the skin that is nearest to it."""
        near = self.skin_tree.query(at, k=_NEAR)[1]
        x, y, z = (
            float(one) for one in self.body.skin().points[near].mean(axis=0) - np.asarray(at)
        )
        return (x, y, z)

    def points_of(self, part: str) -> tuple[tuple[str, str], ...]:
        """Trigger point ids and sides that lie in a part."""
        structure_id, side = split_part_id(part)
        structure = self.context.structures.get(structure_id)
        muscle = self.context.library.muscles.get(structure.whole) if structure else None
        if muscle is None:
            return ()
        sides = ("right", "left") if side == "midline" else (side,)
        return tuple(
            (point.id, one)
            for point in muscle.trigger_points
            for one in sides
            if point.part == structure_id and point.only_side in (None, one)
        )

    def beside_nerve(self, nerve_id: str, side: str) -> tuple[str, ...]:
        """Part ids of the structures that form a nerve's narrow places."""
        context = self.context
        return beside_nerve(context.library, context.structures, context.parts, nerve_id, side)

    def with_nerve(self, state: ViewState, nerve_id: str, side: str) -> ViewState:
        """The state with a nerve shown beside what is selected, its cover taken off."""
        layers = actions.show_layer(state, "nerves", on=True).layers
        return state.changed(layers=layers, nerve=f"{nerve_id}:{side}")

    def dressed(self, view: ViewState, painted_too: bool) -> ViewState:
        """A lesson's view on this body: what it lacks left out, pain painted where asked."""
        kept = {name: self._known(getattr(view, name)) for name in PARTS}
        view = view.changed(**kept)
        if painted_too and view.selection and not view.overlay:
            tags = [f"{p}:{s}" for part in view.selection for p, s in self.points_of(part)]
            view = view.changed(overlay=tuple(tags))
        return view

    def _known(self, parts: Sequence[str]) -> tuple[str, ...]:
        return tuple(part for part in parts if part in self.context.parts)


def _length(box: Box) -> float:
    return max(b - a for a, b in zip(*box, strict=True))


def _shared(one: Box, other: Box) -> float:
    """Which share of a box lies in another."""
    share = 1.0
    for k in range(3):
        low, high = max(one[0][k], other[0][k]), min(one[1][k], other[1][k])
        share *= max(high - low, 0.0) / max(one[1][k] - one[0][k], 1e-6)
    return share


def _side_of(sides: Iterable[str]) -> str:
    """The left side where nothing lies on the right."""
    found = set(sides)
    return "left" if "left" in found and "right" not in found else "right"
