"""What is written over a still: names with leaders, numbers, and what a pen drew beside the body.

Names stand by the rule of the browser's window (:mod:`nmt_atlas.domain.label_layout`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.pictures.sight import Sight
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.ink import Ink
from nmt_atlas.domain.label_layout import Box, Mark, Spot, Wanted, lay_out, mark_names
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import Camera

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

Picture = NDArray[np.uint8]
Place = tuple[float, float]

_FINER = 2
"""Drawn at so many times the size and made smaller: lines have smooth edges."""
_LETTERS, _LEAST = 1 / 60, 13.0
"""The letters' height as a share of the picture's shorter side; never under so many pixels."""
_SCREEN = 900.0
"""A picture's shorter side that is like a screen: there a pixel is a pixel of the window."""
_INK = {"light": "#1c2126", "dark": "#f4f4f2"}
_GROUND = {"light": (255, 255, 255, 226), "dark": (27, 32, 40, 226)}
_LINE = {"light": (28, 33, 38, 190), "dark": (244, 244, 242, 190)}


@dataclass(frozen=True)
class Lens:
    """Where places of the body lie in a picture.

    Attributes
    ----------
    camera
        Where the eye is.
    size
        Width and height in pixels.
    """

    camera: Camera
    size: tuple[int, int]

    def place(self, at: Point) -> Place | None:
        """Where a place is (pixels from the upper left corner); None behind the eye."""
        eye = np.asarray(self.camera.position)
        ahead = np.asarray(self.camera.target) - eye
        ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-9)
        right = np.cross(ahead, np.asarray(self.camera.up))
        right = right / max(float(np.linalg.norm(right)), 1e-9)
        away = np.asarray(at) - eye
        depth = float(away @ ahead)
        if depth <= 1.0:
            return None
        width, height = self.size
        unit = height / (2 * np.tan(np.radians(LOOK.field_of_view_deg / 2)) * depth)
        x = width / 2 + float(away @ right) * unit
        return float(x), float(height / 2 - float(away @ np.cross(right, ahead)) * unit)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the picture."""
        return 0 < place[0] < self.size[0] and 0 < place[1] < self.size[1]


@dataclass(frozen=True)
class _Name:
    text: str
    place: Place
    wanted: Wanted


def lettered(picture: Picture, scene: Scene, camera: Camera, sight: Sight) -> Picture:
    """A picture with the names of its scene, and what is drawn beside the body.

    Parameters
    ----------
    picture
        The body, as it was drawn.
    scene, camera
        What it shows, and from where.
    sight
        Which places are seen.
    """
    if not (scene.labels or scene.markers or any(one.screen for one in scene.ink)):
        return picture
    from PIL import Image, ImageDraw

    height, width = picture.shape[:2]
    letters = max(_LEAST, _LETTERS * min(width, height))
    over = Image.new("RGBA", (width * _FINER, height * _FINER))
    pen = ImageDraw.Draw(over)
    writer = _Writer(pen, letters, scene, Lens(camera, (width, height)))
    writer.ink()
    writer.names(sight)
    whole = Image.fromarray(picture).convert("RGBA")
    whole.alpha_composite(over.resize((width, height), Image.Resampling.LANCZOS))
    return np.asarray(whole.convert("RGB"), dtype=np.uint8)


class _Writer:
    """Writes over one picture, at :data:`_FINER` times its size."""

    def __init__(self, pen: ImageDraw, letters: float, scene: Scene, lens: Lens) -> None:
        from PIL.ImageFont import load_default

        self.pen, self.scene, self.lens = pen, scene, lens
        self.font: Font = load_default(round(letters * _FINER))
        self.letters = letters
        self.pad = letters * 0.4

    def names(self, sight: Sight) -> None:
        """Names and numbers beside their places; those of marks where there is room for them."""
        marks, found = list(self._marks(sight)), list(self._wanted(sight))
        width, height = self.lens.size
        room: Box = (0.0, 0.0, float(width), float(height))
        spots = lay_out([one.wanted for one in found], room, [mark.box for _, mark in marks])
        pairs = [(one, spot) for one, spot in zip(found, spots, strict=True) if spot]
        for one, spot in pairs:
            self._leader(one.place, spot)
        for one, spot in pairs:
            self._written(one.text, spot.box)
        sides = mark_names([mark for _, mark in marks], room, [spot.box for _, spot in pairs])
        for (name, mark), side in zip(marks, sides, strict=True):
            if side:
                self._written(name, mark.named(side))

    def ink(self) -> None:
        """What was drawn beside the body: rims first."""
        for rim in (True, False):
            for one in self.scene.ink:
                for line in one.screen:
                    self._stroke(one, line, rim)

    def _marks(self, sight: Sight) -> Iterator[tuple[str, Mark]]:
        """The marks that are seen, with the names of those that nothing covers."""
        for marker in self.scene.markers:
            place, seen = self.lens.place(marker.at), sight.of_marker(marker)
            if place is None or not self.lens.holds(place) or seen == "gone":
                continue
            rim = self.lens.place(_beside(marker.at, marker.radius, self.lens.camera))
            reach = abs(rim[0] - place[0]) if rim else 8.0
            name = marker.label if seen == "full" else ""
            yield name, Mark(*place, reach, *(self._size(name) if name else (0.0, 0.0)))

    def _wanted(self, sight: Sight) -> Iterator[_Name]:
        numbered = self.scene.label_style == "numbers"
        for number, label in enumerate(self.scene.labels, 1):
            at = sight.of_label(label)
            place = self.lens.place(at) if at is not None else None
            if place is None or not self.lens.holds(place):
                continue
            text = str(number) if numbered else label.text
            yield _Name(text, place, Wanted(*place, *self._size(text)))

    def _size(self, text: str) -> Place:
        wide = self.pen.textlength(text, font=self.font) / _FINER
        return wide + 2 * self.pad, 1.5 * self.letters

    def _leader(self, place: Place, spot: Spot) -> None:
        ink = _LINE[self.scene.theme]
        ends = [value * _FINER for value in (*place, *spot.end)]
        self.pen.line(ends, fill=ink, width=round(_FINER * max(1.0, self.letters / 12)))
        x, y = place
        self._disc(x, y, self.letters / 6, ink)

    def _written(self, text: str, box: Box) -> None:
        left, top, right, bottom = (value * _FINER for value in box)
        ground, ink = _GROUND[self.scene.theme], _INK[self.scene.theme]
        around = round(0.3 * self.letters * _FINER)
        self.pen.rounded_rectangle((left, top, right, bottom), around, fill=ground)
        middle = ((left + right) / 2, (top + bottom) / 2)
        self.pen.text(middle, text, fill=ink, font=self.font, anchor="mm")

    def _stroke(self, one: Ink, line: Sequence[Place], rim: bool) -> None:
        """A line beside the body, as the browser has it on a screen of this shape."""
        width, height = self.lens.size
        paint = LOOK.ink.colors[one.color]
        thick = LOOK.ink.widths[one.width] + (2 * LOOK.ink.rim_px if rim else 0.0)
        half = thick * min(width, height) / _SCREEN / 2
        color = paint.rim if rim else paint.color
        places = [(width / 2 + x * height, height / 2 + y * height) for x, y in line]
        flat = [value * _FINER for place in places for value in place]
        if len(places) > 1:
            self.pen.line(flat, fill=color, width=max(1, round(2 * half * _FINER)))
        for x, y in places:
            self._disc(x, y, half, color)

    def _disc(self, x: float, y: float, radius: float, color: str | tuple[int, ...]) -> None:
        box = [value * _FINER for value in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, fill=color)


def _beside(at: Point, radius: float, camera: Camera) -> Point:
    """A place so far (mm) to the right of another, as the eye sees it."""
    ahead = np.asarray(camera.target) - np.asarray(camera.position)
    right = np.cross(ahead, np.asarray(camera.up))
    right = right / max(float(np.linalg.norm(right)), 1e-9)
    x, y, z = (np.asarray(at) + right * radius).tolist()
    return (x, y, z)
