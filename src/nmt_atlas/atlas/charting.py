"""Maps of the whole skin: by spinal root, and by nerve."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.painting.skin_chart import Mapped, map_of, middles, one_half
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.roots import SPINAL
from nmt_atlas.domain.scene import Label
from nmt_atlas.domain.sided import Sided, tag
from nmt_atlas.domain.view_state import Chart
from nmt_atlas.library.library import Library

if TYPE_CHECKING:
    from nmt_atlas.atlas.body_view import BodyView

_FULL = 255
_LEAST = 0.25
"""Every root keeps at least so much of its skin: neighbours that overlap it give way."""
_WAYS = tuple(np.array(way) for way in ((0.0, -1.0, 0.0), (0.0, 1.0, 0.0)))
"""Front and back: where names stand."""
SIDED = {"right": mark("{name} (right)"), "left": mark("{name} (left)")}


class SkinChart:
    """One map of a body's skin, made when it is first asked for.

    Parameters
    ----------
    body
        The body.
    kind
        Which map.
    """

    def __init__(self, body: BodyView, kind: Chart) -> None:
        self._body, self.kind = body, kind

    @cached_property
    def mapped(self) -> Mapped:
        """Whose each vertex is; takes some tenths of a second.

        Every root has its place on the map, on both sides; of nerves a trunk whose branches cover
        its skin is left out.
        """
        painter = self._body.painter
        skin = self._body.source.skin()
        found = {}
        for ident in charted(self._body.library, self.kind):
            for side in ("right", "left"):
                layer = painter.layers((), (tag(ident, side),)).get("territory")
                if layer is not None:
                    found[tag(ident, side)] = one_half(layer, skin.points, side)
        least = _LEAST if self.kind == "dermatomes" else 0.0
        return map_of(skin, found, least, alike=lambda name: Sided.read(name).id)

    @property
    def ready(self) -> bool:
        """Whether it is made: making it takes longer than a page may wait."""
        return {"mapped", "_middles"} <= self.__dict__.keys()

    def make(self) -> None:
        """Make it, where a thread has the time."""
        _ = self.mapped, self._middles

    @cached_property
    def _middles(self) -> list[tuple[int, Point]]:
        skin = self._body.painter.skin
        found = middles(skin.mesh.points, skin.normals, self.mapped, _WAYS)
        return [(number, (float(x), float(y), float(z))) for number, (x, y, z) in found]

    def paint(self, language: str) -> Iterator[SkinPaint]:
        """Each territory in its colour, called by its name in a language."""
        library = self._body.library
        say = library.catalogue(language).say
        told = library.in_language(language)
        for number, name in enumerate(self.mapped.names):
            vertices = self.mapped.vertices(number)
            one = Sided.read(name)
            color = LOOK.chart[self.mapped.colour[number] % len(LOOK.chart)]
            called = say(SIDED[one.side], name=_called(told, one.id))
            yield SkinPaint(
                "chart", color, vertices, np.full(len(vertices), _FULL, np.uint8), called
            )

    def labels(self, language: str) -> tuple[Label, ...]:
        """The short name of each territory, on the right and on the left of the body by turns."""
        told = self._body.library.in_language(language)
        order = {ident: k for k, ident in enumerate(charted(told, self.kind))}
        named = ((Sided.read(self.mapped.names[number]), at) for number, at in self._middles)
        return tuple(
            Label(text=_short(told, one.id), at=at)
            for one, at in named
            if one.side == ("right", "left")[order[one.id] % 2]
        )


def charted(library: Library, kind: Chart) -> tuple[str, ...]:
    """The documents whose skin a map shows, from above downwards where they have an order."""
    if kind == "dermatomes":
        return tuple(sorted(library.dermatomes, key=lambda one: _place(library, one)))
    felt = (one for one in library.nerves.values() if kind and one.felt == "own")
    return tuple(one.id for one in felt if one.territory)


def _place(library: Library, ident: str) -> int:
    """Where a root leaves the spine, counted from above."""
    return SPINAL.index(library.dermatomes[ident].root)


def _called(library: Library, ident: str) -> str:
    known = library.dermatomes if ident in library.dermatomes else library.nerves
    return str(known[ident].name)


def _short(library: Library, ident: str) -> str:
    if ident in library.dermatomes:
        return library.dermatomes[ident].root
    return library.nerves[ident].name
