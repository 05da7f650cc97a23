"""Contact sheets: every referral pattern from the front, from the back and close up, on pages.

The bare skin is drawn once for each view; a pattern then only tints the pixels of its own
vertices. So hundreds of patterns take a minute, and no graphics driver is needed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.painting.painter import Painter, Weighted
from nmt_atlas.body.pictures.raster import Drawn, draw
from nmt_atlas.body.pictures.tint import SkinPaint, rgb_of, skin_colors
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.look import LOOK, PaintKind
from nmt_atlas.domain.referral import pattern_kind
from nmt_atlas.library.words import point_title
from nmt_atlas.library.writing.evidence import PATTERN

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

Progress = Callable[[str, float], None]

COLUMNS, ROWS = 2, 5
WHOLE = ("anterior", "posterior")
"""The sides from which the whole body is shown."""
_SAID = {
    "anterior": "front",
    "posterior": "back",
    "left": "left side",
    "right": "right side",
    "superior": "from above",
    "inferior": "from below",
}
"""The sides from which a pattern may be taken close up, and what the page calls them."""
_SKIN = rgb_of(LOOK.groups["skin"].color)
_SIZE = (840, 1400)
"""Pixels of a drawn view; pictures on the page are cut from it."""
_TALL = 316
"""Height of every picture on the page."""
_CAPTION = 104
_PAD = 10
_LEAST = 230
"""The least side (pixels of a drawn view) that a close picture shows: about 30 cm."""
_PREFER = 0.8
"""Front or back is taken close up where it shows this share of what the best view shows."""
_REST = 0.06
"""A second view is drawn where this share of a pattern is not seen in the first."""
_INK, _QUIET = (32, 34, 38), (96, 100, 108)


@dataclass(frozen=True)
class Pattern:
    """One point's painted pattern and its words.

    Attributes
    ----------
    title
        The point's name and side.
    words
        Kind of zone and its words.
    layers
        Kind -> painted skin vertices with weights (0..255), lowest first.
    """

    title: str
    words: tuple[tuple[PaintKind, str], ...]
    layers: Mapping[PaintKind, Weighted]


@dataclass(frozen=True)
class _View:
    """The bare skin from one side: how lit each pixel is, and the vertex that it shows."""

    light: Floats
    nearest: NDArray[np.int32]
    seen: NDArray[np.bool_]

    @property
    def columns(self) -> tuple[int, int]:
        """The first and last pixel column of the body, with a little air."""
        found = np.nonzero((self.nearest >= 0).any(axis=0))[0]
        air = 24
        return max(int(found[0]) - air, 0), min(int(found[-1]) + air, self.nearest.shape[1])


class ContactSheet:
    """Draws patterns on one body's skin.

    Parameters
    ----------
    skin
        The skin (mm, body frame).
    """

    def __init__(self, skin: Mesh) -> None:
        self.skin = skin
        self._views: dict[str, _View] = {}

    def page(self, patterns: Sequence[Pattern], heading: str = "") -> Image:
        """One page of at most ``COLUMNS * ROWS`` patterns, filled row by row."""
        from PIL import Image, ImageDraw

        width, height = self.cell
        rows = -(-len(patterns) // COLUMNS)
        top = 36 if heading else 0
        page = Image.new("RGB", (COLUMNS * width, rows * height + top), "white")
        pen = ImageDraw.Draw(page)
        if heading:
            pen.text((_PAD, 9), heading, fill=_QUIET, font=_font(15))
        for number, pattern in enumerate(patterns):
            corner = (number % COLUMNS * width, number // COLUMNS * height + top)
            self._cell(page, pen, pattern, corner)
        return page

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height (pixels) of a pattern's place on a page."""
        width = sum(self._width_of(view) + 4 for view in WHOLE) + 2 * (_TALL + 4)
        return width + 2 * _PAD, _TALL + _CAPTION + 2 * _PAD

    def _cell(self, page: Image, pen: ImageDraw, pattern: Pattern, corner: tuple[int, int]) -> None:
        x, y = corner[0] + _PAD, corner[1] + _PAD
        for view in WHOLE:
            page.paste(self.whole(pattern, view), (x, y))
            x += self._width_of(view) + 4
        for view in self.best_views(pattern):
            page.paste(self.close(pattern, view), (x, y))
            place = (x + 6, y + 5)
            pen.rectangle(pen.textbbox(place, _SAID[view], font=_font(12)), fill="white")
            pen.text(place, _SAID[view], fill=_QUIET, font=_font(12))
            x += _TALL + 4
        self._caption(pen, pattern, (corner[0] + _PAD, y + _TALL + 6))

    def _caption(self, pen: ImageDraw, pattern: Pattern, at: tuple[int, int]) -> None:
        x, y = at
        pen.text((x, y), pattern.title, fill=_INK, font=_font(15))
        y += 21
        for kind, text in pattern.words:
            lines = textwrap.wrap(text, 140)
            pen.ellipse((x + 1, y + 4, x + 9, y + 12), fill=LOOK.paint[kind].color)
            for line in lines:
                pen.text((x + 15, y), line, fill=_INK, font=_font(12))
                y += 15

    def whole(self, pattern: Pattern, view: str) -> Image:
        """A pattern on the whole body from a side."""
        left, right = self._view(view).columns
        picture = self._tinted(pattern, view)[:, left:right]
        return _image(picture).resize((self._width_of(view), _TALL))

    def _width_of(self, view: str) -> int:
        left, right = self._view(view).columns
        return round((right - left) * _TALL / _SIZE[1])

    def close(self, pattern: Pattern, view: str) -> Image:
        """A pattern from a side, near."""
        weight = self._weight(pattern)
        shown = self._view(view)
        painted = (shown.nearest >= 0) & (weight[shown.nearest] > 0.12)
        left, upper, side = _window(painted)
        picture = self._tinted(pattern, view)[upper : upper + side, left : left + side]
        return _image(picture).resize((_TALL, _TALL))

    def best_views(self, pattern: Pattern) -> tuple[str, ...]:
        """The side that shows most of a pattern, and the one that shows most of the rest.

        Front or back come first where they show nearly as much as any; there is no second
        side where the first shows all.
        """
        weight = self._weight(pattern)
        shown = {view: float(weight[self._view(view).seen].sum()) for view in _SAID}
        best = max(shown, key=lambda view: shown[view])
        plain = max(WHOLE, key=lambda view: shown[view])
        first = plain if shown[plain] >= _PREFER * shown[best] else best
        rest = np.where(self._view(first).seen, 0.0, weight)
        beyond = {view: float(rest[self._view(view).seen].sum()) for view in _SAID}
        second = max(beyond, key=lambda view: beyond[view])
        return (first, second) if beyond[second] > _REST * weight.sum() else (first,)

    def _weight(self, pattern: Pattern) -> Floats:
        """The strongest paint (0..1) of each vertex."""
        weight = np.zeros(len(self.skin.points))
        for vertices, weights in pattern.layers.values():
            weight[vertices] = np.maximum(weight[vertices], weights / 255.0)
        return weight

    def _tinted(self, pattern: Pattern, view: str) -> Floats:
        """``(height, width, 3)`` in 0..1."""
        shown = self._view(view)
        layers = [SkinPaint.of(kind, *layer) for kind, layer in pattern.layers.items()]
        colors = skin_colors(len(self.skin.points), _SKIN, 1.0, layers)[:, :3]
        body = shown.nearest >= 0
        picture = np.ones((*shown.nearest.shape, 3))
        picture[body] = colors[shown.nearest[body]] * shown.light[body][:, None]
        return picture

    def _view(self, view: str) -> _View:
        """The bare skin from a side, drawn once."""
        if view not in self._views:
            low, high = (tuple(float(value) for value in corner) for corner in self.skin.bounds)
            aspect = _SIZE[0] / _SIZE[1]
            camera = frame(
                (low[0], low[1], low[2]), (high[0], high[1], high[2]), view, aspect=aspect
            )
            white = np.ones((len(self.skin.points), 3))
            drawn = draw([Drawn("skin", self.skin, white)], camera, _SIZE)
            seen = np.zeros(len(self.skin.points), bool)
            seen[drawn.nearest[drawn.nearest >= 0]] = True
            light = drawn.pixels[:, :, 0].astype(float) / 255.0
            self._views[view] = _View(light, drawn.nearest, seen)
        return self._views[view]


def patterns_of(painter: Painter, points: Iterable[str], side: str) -> Iterator[Pattern]:
    """The painted patterns of trigger points on a side (or on the only side charted).

    Parameters
    ----------
    painter
        Paints zones on the body's skin.
    points
        Trigger point ids.
    side
        ``right`` or ``left``.
    """
    for ident in points:
        muscle, point = painter.library.trigger_points[ident]
        where = point.only_side or side
        kind = pattern_kind(muscle, point)
        known = "" if kind == "charted" else f". {PATTERN[kind]}"
        said = {"opposite": " (other side)", "both": " (both sides)"}
        yield Pattern(
            title=f"{point_title(muscle, point)} ({where}){known}",
            words=tuple((zone.kind, zone.words + said.get(zone.side, "")) for zone in point.zones),
            layers=painter.layers([f"{ident}:{where}"], ()),
        )


def pages(
    painter: Painter,
    points: Sequence[str],
    side: str,
    progress: Progress | None = None,
) -> Iterator[Image]:
    """Every page of a contact sheet, in the order of the points.

    Parameters
    ----------
    painter
        Paints zones on the body's skin.
    points
        Trigger point ids.
    side
        ``right`` or ``left``.
    progress
        Told a message and a share (0..1) after each page.
    """
    sheet = ContactSheet(painter.skin.mesh)
    each = COLUMNS * ROWS
    count = -(-len(points) // each)
    for number in range(count):
        chosen = points[number * each : (number + 1) * each]
        heading = f"Charted referral patterns, {painter.body.id} body: page {number + 1} of {count}"
        yield sheet.page(list(patterns_of(painter, chosen, side)), heading)
        if progress:
            progress(f"page {number + 1} of {count}", (number + 1) / count)


def _window(painted: NDArray[np.bool_]) -> tuple[int, int, int]:
    """Left, upper and side of a square around what is painted, inside the picture."""
    height, width = painted.shape
    rows, columns = np.nonzero(painted.any(axis=1))[0], np.nonzero(painted.any(axis=0))[0]
    if not len(rows):
        return 0, (height - width) // 2, width
    side = max(int(1.25 * (rows[-1] - rows[0])), int(1.25 * (columns[-1] - columns[0])), _LEAST)
    side = min(side, width)
    left = min(max(int((columns[0] + columns[-1] - side) / 2), 0), width - side)
    upper = min(max(int((rows[0] + rows[-1] - side) / 2), 0), height - side)
    return left, upper, side


def _image(picture: Floats) -> Image:
    from PIL import Image

    return Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))


def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL.ImageFont import load_default

    return load_default(size)
