"""PNG: the picture, with its title, legend and credit in a band below it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.pictures.formats.base import Key, PictureFormat, Shot
from nmt_atlas.domain.language import mark

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

_Length = Callable[[str], float]
_GROUND = {"light": "#ffffff", "dark": "#171b20"}
_INK = {"light": "#1c2126", "dark": "#f4f4f2"}
_QUIET = {"light": "#5a6068", "dark": "#aab0b8"}


def write(shot: Shot) -> bytes:
    """The shot as a PNG file."""
    from nmt_atlas.body.pictures.stills import render

    picture = render(shot.body, shot.scene, shot.paint, size=shot.size)
    return encoded(with_band(picture, shot))


def encoded(image: Image) -> bytes:
    """A picture as a PNG file."""
    data = io.BytesIO()
    image.save(data, "PNG", optimize=False)
    return data.getvalue()


def with_band(picture: NDArray[np.uint8], shot: Shot) -> Image:
    """A picture above its band; without anything to say it stands alone."""
    from PIL import Image

    above = Image.fromarray(picture)
    band = _band(shot, above.width)
    if band is None:
        return above
    whole = Image.new("RGB", (above.width, above.height + band.height))
    whole.paste(above, (0, 0))
    whole.paste(band, (0, above.height))
    return whole


def _band(shot: Shot, width: int) -> Image | None:
    """Title, legend and credit below each other, as wide as the picture."""
    from PIL import Image, ImageDraw

    if not (shot.title or shot.legend or shot.credit):
        return None
    unit = max(9, round(min(width, 2400) / 56))
    probe = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    drawn = _Band(shot, probe, width, unit)
    height = drawn.write()
    band = Image.new("RGB", (width, height), _GROUND[shot.scene.theme])
    drawn.pen = ImageDraw.Draw(band)
    drawn.write()
    return band


class _Band:
    """Writes a band; the first time into nothing, to know how high it is."""

    def __init__(self, shot: Shot, pen: ImageDraw, width: int, unit: int) -> None:
        self.shot, self.pen, self.width, self.unit = shot, pen, width, unit
        self.pad = unit

    def write(self) -> int:
        """Write all; how high it is (pixels)."""
        theme, y = self.shot.scene.theme, self.pad
        y = self._text(self.shot.title, y, round(1.25 * self.unit), _INK[theme])
        y = self._text(self.shot.words, y, self.unit, _QUIET[theme])
        y = self._legend(y)
        y = self._text(self.shot.credit, y, round(0.75 * self.unit), _QUIET[theme])
        return y + self.pad // 2

    def _text(self, text: str, y: int, size: int, ink: str) -> int:
        font = _font(size)
        for line in wrapped(text, lambda one: self.pen.textlength(one, font=font), self._room):
            self.pen.text((self.pad, y), line, fill=ink, font=font)
            y += round(1.35 * size)
        return y + (self.unit // 3 if text else 0)

    @property
    def _room(self) -> float:
        return self.width - 2 * self.pad

    def _legend(self, y: int) -> int:
        """Lines beside each other, as many as have room."""
        if not self.shot.legend:
            return y
        font, x, gap = _font(self.unit), self.pad, round(1.6 * self.unit)
        ink = _INK[self.shot.scene.theme]
        for key in self.shot.legend:
            words = cut(
                key.words, lambda one: self.pen.textlength(one, font=font), self._room - gap
            )
            wide = gap + round(self.pen.textlength(words, font=font))
            if x > self.pad and x + wide > self.width - self.pad:
                x, y = self.pad, y + round(1.6 * self.unit)
            self._swatch(key, x, y)
            self.pen.text((x + gap, y), words, fill=ink, font=font)
            x += wide + gap
        return y + round(1.9 * self.unit)

    def _swatch(self, key: Key, x: int, y: int) -> None:
        unit = self.unit
        box = (x, y + unit // 8, x + round(1.15 * unit), y + unit // 8 + unit)
        ground = _GROUND[self.shot.scene.theme]
        if key.dotted:
            self.pen.rectangle(box, outline=key.color)
            step = max(3, unit // 3)
            for cx in range(box[0] + step // 2, box[2], step):
                for cy in range(box[1] + step // 2, box[3], step):
                    self.pen.ellipse((cx, cy, cx + step // 2, cy + step // 2), fill=key.color)
            return
        self.pen.rectangle(box, fill=key.color)
        if key.hatched:
            for at in range(box[0], box[2], max(4, unit // 3)):
                self.pen.line((at, box[3], min(at + unit, box[2]), box[1]), fill=ground, width=2)


def wrapped(text: str, length: _Length, room: float) -> list[str]:
    """A text in lines that fit; a word that is too long is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and length(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(cut(word, length, room))
    return lines


def cut(text: str, length: _Length, room: float) -> str:
    """A text that fits in one line, its end left out where it is too long."""
    if length(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle] + "…") <= room else (low, middle - 1)
    return text[:low] + "…"


def _font(size: int) -> Font:
    from PIL.ImageFont import load_default

    return load_default(size)


FORMAT = PictureFormat(
    id="png",
    media_type="image/png",
    about=mark("Picture with its legend (PNG)"),
    write=write,
)
