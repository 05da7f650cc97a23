"""The app's icons, drawn: a trigger point, its pain spreading from it, a nerve that passes by.

After a change here draw them anew::

    python -m nmt_atlas.viewer.icons
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "icons"
FILES: Mapping[str, tuple[int, float, bool]] = {
    "icon-192.png": (192, 1.0, True),
    "icon-512.png": (512, 1.0, True),
    "maskable-512.png": (512, 0.74, False),
    "apple-180.png": (180, 0.84, False),
}
"""File -> pixels, how much of it the sign takes, whether its corners are round."""
_FINER = 4
_GROUND, _MUSCLE, _PAIN, _POINT, _NERVE = "#1f6f78", "#e8d9c8", "#c8102e", "#ffd21f", "#ffd92b"


def drawn(px: int, share: float, round_corners: bool) -> bytes:
    """One icon as a PNG file."""
    size = px * _FINER
    picture = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(picture)
    corner = round(0.22 * size) if round_corners else 0
    pen.rounded_rectangle((0, 0, size - 1, size - 1), corner, fill=_GROUND)
    middle, unit = size / 2, size * share / 100

    def disc(x: float, y: float, r: float, color: str) -> None:
        at = middle + x * unit, middle + y * unit
        box = (at[0] - r * unit, at[1] - r * unit, at[0] + r * unit, at[1] + r * unit)
        pen.ellipse(box, fill=color)

    for k in range(-60, 61):  # a muscle's belly from the upper left to the lower right
        t = k / 60
        disc(34 * t, 34 * t, 3 + 15 * math.cos(t * math.pi / 2) ** 0.8, _MUSCLE)
    for x, y, r in ((20, -22, 9.5), (31, -8, 4), (8, -33, 4), (34, -24, 3), (22, -38, 3)):
        disc(x, y, r, _PAIN)
    for k in range(-44, 45):
        disc(k * 0.9 - 4, 26 - k * 0.16 + 7 * math.sin(k / 13), 2.1, _NERVE)
    disc(-5, -5, 9, "#15191e")
    disc(-5, -5, 7, _POINT)
    file = io.BytesIO()
    smooth = picture.resize((px, px), Image.Resampling.LANCZOS)
    smooth.quantize(96, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, how in FILES.items():
        (FOLDER / name).write_bytes(drawn(*how))
