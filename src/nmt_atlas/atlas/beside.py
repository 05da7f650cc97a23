"""What a page lays over the body beside the view state: paint, numbers on parts, a marked part.

It is no part of the state, so no link, no name and no history tells it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Label, PartLook, Scene
from nmt_atlas.domain.view_state import ViewState

_OPAQUE = 255


@dataclass(frozen=True)
class Beside:
    """What is laid over the body.

    Attributes
    ----------
    painted
        ``point-id:side`` of pain that is painted without its mark.
    tags
        Part ids with a short text each, which is written on them.
    marked
        A part that is shown hatched, in the colour of what a hand draws; empty for none.
    drawn
        Skin vertices that a hand has painted.
    tints
        Part ids, each with its colour (hex) and whether it is hatched.
    """

    painted: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    marked: str = ""
    drawn: frozenset[int] = frozenset()
    tints: tuple[tuple[str, str, bool], ...] = ()

    def paint(self, body: BodyView) -> tuple[SkinPaint, ...]:
        """What it paints on a body's skin."""
        return (*self._pain(body), *self._drawing(body))

    def on(self, scene: Scene, body: BodyView) -> Scene:
        """The scene with its numbers and its mark."""
        changes: dict[str, object] = {}
        context = body.context
        parts = [(context.parts[part], text) for part, text in self.tags if part in context.parts]
        if parts:
            labels = (
                Label(text=text, at=context.viewpoints.anchor(one.id) or one.centre, part=one.id)
                for one, text in parts
            )
            changes["labels"] = (*scene.labels, *labels)
        tinted = {
            part: scene.parts.get(part, PartLook()).model_copy(
                update={"visible": True, "color": color, "hatched": hatched}
            )
            for part, color, hatched in self.tints
            if part in context.parts
        }
        if tinted:
            changes["parts"] = {**scene.parts, **tinted}
        if self.marked in context.parts:
            own = scene.parts.get(self.marked, PartLook())
            color = LOOK.paint["drawn"].color
            look = own.model_copy(update={"visible": True, "color": color, "hatched": True})
            changes["parts"] = {**scene.parts, self.marked: look}
        if self.painted or self.drawn:
            skin = scene.groups["skin"].model_copy(update={"visible": True})
            changes["groups"] = {**scene.groups, "skin": skin}
        return scene.model_copy(update=changes) if changes else scene

    def _pain(self, body: BodyView) -> tuple[SkinPaint, ...]:
        return body.paint(ViewState(overlay=self.painted)) if self.painted else ()

    def _drawing(self, body: BodyView) -> Iterable[SkinPaint]:
        count = len(body.source.skin().points)
        vertices = np.array(sorted(one for one in self.drawn if one < count), dtype=np.uint32)
        if len(vertices):
            yield SkinPaint.of("drawn", vertices, np.full(len(vertices), _OPAQUE, np.uint8))


NOTHING_BESIDE = Beside()
"""Nothing is laid over the body."""
