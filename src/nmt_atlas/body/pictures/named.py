"""Names beside a picture, each joined to its part by a line, and where each name is written."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.pictures.raster import Picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_SIZE, _PAD, _GAP = 17, 8, 26
_INK, _LINE, _GROUND = "#20262b", "#5c6770", "#ffffff"

Share = tuple[float, float, float, float]
"""Left, top, width and height as shares (0..1) of a picture."""


@dataclass(frozen=True)
class NamedPicture:
    """A picture (PNG) with names on it, and where each of them is written."""

    png: bytes
    boxes: Mapping[str, Share]


@dataclass(frozen=True)
class _Name:
    """A name to be written: of which part, and where that is seen (pixels)."""

    part: str
    text: str
    x: int
    y: int


def named(picture: Picture, names: Mapping[str, str]) -> NamedPicture:
    """Write names beside a picture.

    Parameters
    ----------
    names
        Part id -> its name; what cannot be seen is left out.
    """
    from PIL import Image, ImageDraw
    from PIL.ImageFont import load_default

    found = [one for part, text in names.items() if (one := _seen(picture, part, text))]
    font = load_default(_SIZE)
    height, width = picture.owner.shape
    margin = round(max((font.getbbox(one.text)[2] for one in found), default=0)) + 3 * _PAD
    page = Image.new("RGB", (width + 2 * margin, height), _GROUND)
    drawn = Image.open(io.BytesIO(picture.png()))
    page.paste(drawn, (margin, 0), drawn)
    pen = ImageDraw.Draw(page)
    boxes: dict[str, Share] = {}
    middle = sorted(one.x for one in found)[len(found) // 2] if found else 0
    for left in (True, False):
        side = sorted((one for one in found if (one.x < middle) == left), key=lambda one: one.y)
        for one, top in zip(side, _tops([one.y for one in side], height), strict=True):
            boxes[one.part] = _written(pen, font, one, top, margin, left=left)
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True)
    return NamedPicture(out.getvalue(), {part: boxes[part] for part in names if part in boxes})


def _seen(picture: Picture, part: str, text: str) -> _Name | None:
    """A name with the pixel of its part that is nearest to the middle of what is seen of it."""
    if part not in picture.parts:
        return None
    rows, columns = np.nonzero(picture.owner == picture.parts.index(part))
    if not len(rows):
        return None
    away = (rows - np.median(rows)) ** 2 + (columns - np.median(columns)) ** 2
    at = int(away.argmin())
    return _Name(part, text, int(columns[at]), int(rows[at]))


def _tops(wanted: Sequence[int], height: int) -> list[int]:
    """Where lines begin, as near to what is wanted as there is room, none upon another."""
    tops: list[int] = []
    for number, y in enumerate(wanted):
        least = tops[-1] + _GAP if tops else _PAD
        most = height - (len(wanted) - number) * _GAP
        tops.append(max(least, min(y - _GAP // 2, most)))
    return tops


def _written(
    pen: ImageDraw,
    font: FreeTypeFont | ImageFont,
    one: _Name,
    top: int,
    margin: int,
    *,
    left: bool,
) -> Share:
    """Write a name in its margin and draw its line; where it stands."""
    width, height = pen.im.size
    long = round(font.getbbox(one.text)[2])
    x = margin - _PAD - long if left else width - margin + _PAD
    end = margin - _PAD // 2 if left else width - margin + _PAD // 2
    at = (margin + one.x, one.y)
    pen.line([(end, top + _GAP // 2), at], fill=_LINE, width=2)
    pen.ellipse([at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4], fill=_INK, outline=_GROUND)
    pen.text((x, top + 3), one.text, font=font, fill=_INK)
    box = (x - 3, top, long + 6, _GAP - 1)
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height
