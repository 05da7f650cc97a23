"""What a page lays over the body beside the view state: paint, numbers on parts, a marked part.

It is no part of the state, so no link, no name and no history tells it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.felt import felt_paint
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.look import LOOK, PaintKind
from nmt_atlas.domain.scene import Label, Marker, PartLook, Scene
from nmt_atlas.domain.view_state import ViewState

_OPAQUE = 255
_DOT_MM = 5.0


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
    territory
        ``id:side`` of skin that a nerve, root or joint is felt in, painted without its mark.
    hued
        Such tags with a colour (hex) each, painted in that.
    bare
        Whether the skin is shown alone: it is drawn on.
    rim
        Whether only the edge of what was painted is shown, so that a pattern is seen within.
    shaded
        Kinds of paint, each with a colour (hex) and the skin vertices that it covers.
    tints
        Part ids, each with its colour (hex) and whether it is hatched.
    dots
        Places (mm) where somebody clicked, each with what is written on it.
    heat
        Skin vertices, each with how much (0..1) it is painted: by how many of a class.
    felt
        Skin vertices in which what the page tells of is felt.
    """

    painted: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    marked: str = ""
    drawn: frozenset[int] = frozenset()
    territory: tuple[str, ...] = ()
    hued: tuple[tuple[str, str], ...] = ()
    bare: bool = False
    rim: bool = False
    shaded: tuple[tuple[PaintKind, str, frozenset[int]], ...] = ()
    tints: tuple[tuple[str, str, bool], ...] = ()
    dots: tuple[tuple[Point, str], ...] = ()
    heat: tuple[tuple[int, float], ...] = ()
    felt: frozenset[int] = frozenset()

    def paint(self, body: BodyView) -> tuple[SkinPaint, ...]:
        """What it paints on a body's skin."""
        return (
            *self._drawing(body),
            *self._heated(body),
            *self._felt(body),
            *self._shaded(body),
            *self._hued(body),
            *self._pain(body),
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What its paint depends on; empty where it paints nothing."""
        found = (
            self.painted,
            self.drawn,
            self.territory,
            self.hued,
            self.shaded,
            self.heat,
            self.felt,
        )
        return (*found, self.rim) if any(found) else ()

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
        if self.dots:
            changes["markers"] = (*scene.markers, *self._marks())
            counts = (Label(text=text, at=at) for at, text in self.dots if text != "1")
            changes["labels"] = (*scene.labels, *counts)
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
        if self.bare:
            changes["groups"] = {
                name: look.model_copy(update={"visible": name == "skin", "opacity": 1.0})
                for name, look in scene.groups.items()
            }
        elif self.key:
            skin = scene.groups["skin"].model_copy(update={"visible": True})
            changes["groups"] = {**scene.groups, "skin": skin}
        return scene.model_copy(update=changes) if changes else scene

    def _marks(self) -> Iterable[Marker]:
        color = LOOK.paint["drawn"].color
        for number, (at, text) in enumerate(self.dots):
            yield Marker(
                id=f"dot-{number}", at=at, radius=_DOT_MM, color=color, label=text, kind="pin"
            )

    def _heated(self, body: BodyView) -> Iterable[SkinPaint]:
        count = len(body.source.skin().points) if self.heat else 0
        found = [(vertex, share) for vertex, share in self.heat if vertex < count]
        if found:
            vertices = np.array([vertex for vertex, _ in found], dtype=np.uint32)
            weights = np.array([_OPAQUE * share for _, share in found]).round().astype(np.uint8)
            yield SkinPaint.of("drawn", vertices, weights)

    def _pain(self, body: BodyView) -> tuple[SkinPaint, ...]:
        if not self.painted and not self.territory:
            return ()
        return body.paint(ViewState(overlay=self.painted, territory=self.territory))

    def _hued(self, body: BodyView) -> Iterable[SkinPaint]:
        for tag, color in self.hued:
            for layer in body.paint(ViewState(territory=(tag,))):
                yield SkinPaint(layer.kind, color, layer.vertices, layer.weights)

    def _felt(self, body: BodyView) -> Iterable[SkinPaint]:
        skin = body.source.skin()
        here = np.array([one for one in self.felt if one < len(skin.points)], dtype=np.uint32)
        if len(here):
            yield felt_paint(skin.faces, here)

    def _shaded(self, body: BodyView) -> Iterable[SkinPaint]:
        count = len(body.source.skin().points)
        for kind, color, vertices in self.shaded:
            here = np.array(sorted(one for one in vertices if one < count), dtype=np.uint32)
            if len(here):
                yield SkinPaint(kind, color, here, np.full(len(here), _OPAQUE, np.uint8))

    def _drawing(self, body: BodyView) -> Iterable[SkinPaint]:
        skin = body.source.skin()
        count = len(skin.points)
        vertices = np.array(sorted(one for one in self.drawn if one < count), dtype=np.uint32)
        if self.rim and len(vertices):
            vertices = rim_of(vertices, skin.faces, count)
        if len(vertices):
            yield SkinPaint.of("drawn", vertices, np.full(len(vertices), _OPAQUE, np.uint8))


def rim_of(
    vertices: NDArray[np.uint32], faces: NDArray[np.int32], count: int
) -> NDArray[np.uint32]:
    """The edge of what is painted: the vertices on both sides of it, as a closed band."""
    inside = np.zeros(count, bool)
    inside[vertices] = True
    corners = inside[faces]
    crossing = faces[corners.any(axis=1) & ~corners.all(axis=1)]
    edge = np.zeros(count, bool)
    edge[crossing] = True
    return np.flatnonzero(edge).astype(np.uint32)


NOTHING_BESIDE = Beside()
"""Nothing is laid over the body."""
