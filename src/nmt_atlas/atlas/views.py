"""Where to look at a body from, and how a state is dressed for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.atlas.scene import SceneContext
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import part_id, split_part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.view_state import Camera, CameraPreset, ViewState

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

    def facing(self, part: str) -> CameraPreset:
        """The side from which a part is covered least: where its nearest skin looks."""
        return self.facing_point(self.context.parts[part].centre)

    def facing_point(self, at: Point) -> CameraPreset:
        """The preset that looks at a place (mm) through the nearest skin."""
        skin = self.body.skin().points
        near = self.skin_tree.query(at, k=_NEAR)[1]
        toward = skin[near].mean(axis=0) - np.asarray(at)
        if abs(toward[0]) > _ASIDE * abs(toward[1]):
            return "left" if toward[0] > 0 else "right"
        return "posterior" if toward[1] > 0 else "anterior"

    def close_up(self, at: Point, reach: float, facing: str) -> Camera:
        """A camera that looks at a place (mm) with ``reach`` mm around it."""
        low = (at[0] - reach, at[1] - reach, at[2] - reach)
        high = (at[0] + reach, at[1] + reach, at[2] + reach)
        return frame(low, high, facing)

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
        beside: dict[str, None] = {}
        for trap in self.context.library.entrapments_of(nerve_id):
            for structure_id in trap.structures:
                structure = self.context.structures.get(structure_id)
                if structure is not None:
                    beside[part_id(structure_id, side if structure.paired else "midline")] = None
        return tuple(part for part in beside if part in self.context.parts)

    def with_nerve(self, state: ViewState, nerve_id: str, side: str) -> ViewState:
        """The state with a nerve shown beside what is selected, its cover taken off."""
        layers = actions.show_layer(state, "nerves", on=True).layers
        return state.changed(layers=layers, nerve=f"{nerve_id}:{side}")

    def dressed(self, view: ViewState, painted_too: bool) -> ViewState:
        """A lesson's view on this body: what it lacks left out, pain painted where asked."""
        kept = {
            name: self._known(getattr(view, name))
            for name in ("selection", "hidden", "isolated", "faded", "focus")
        }
        view = view.changed(**kept)
        if painted_too and view.selection and not view.overlay:
            tags = [f"{p}:{s}" for part in view.selection for p, s in self.points_of(part)]
            view = view.changed(overlay=tuple(tags))
        return view

    def _known(self, parts: Sequence[str]) -> tuple[str, ...]:
        return tuple(part for part in parts if part in self.context.parts)
