"""HTML: one sheet to print, with the picture, its legend and its words."""

from __future__ import annotations

import base64
from html import escape

from nmt_atlas.body.pictures.formats.base import Key, PictureFormat, Shot
from nmt_atlas.body.pictures.formats.png import encoded
from nmt_atlas.domain.language import mark

_STYLE = """
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
html { color-scheme: light; }
body { font: 11pt/1.4 "Source Sans 3", "Helvetica Neue", Arial, sans-serif; color: #1c2126;
  background: #fff; margin: 0 auto; max-width: 182mm; padding: 6mm 0; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 2mm; overflow-wrap: anywhere; }
p { margin: 0 0 3mm; overflow-wrap: anywhere; }
img { display: block; max-width: 100%; max-height: 190mm; margin: 0 auto 4mm; }
ul { list-style: none; margin: 0 0 4mm; padding: 0; display: flex; flex-wrap: wrap; gap: 1mm 6mm; }
li { display: flex; align-items: center; gap: 2mm; }
svg { width: 5mm; height: 4mm; flex: none; }
footer { font-size: 8.5pt; color: #5a6068; border-top: .2mm solid #c8ccd0; padding-top: 2mm; }
.beside { max-width: none; padding: 4mm 6mm; } .beside main { display: flex; gap: 6mm; }
.beside section { flex: 1 1 0; min-width: 0; } .beside img { max-height: 72vh; }
@media print { .beside img { max-height: 130mm; } }
@media print { body { padding: 0; max-width: none; } .alone img { max-height: 205mm; } }
"""


def write(shot: Shot) -> bytes:
    """The shot as a page that stands alone: no other file is asked for."""
    return page((shot,), (_drawn(shot),)).encode()


def write_beside(shots: tuple[Shot, ...]) -> bytes:
    """Several shots as one page, beside each other: for a class, or for print."""
    return page(shots, tuple(_drawn(shot) for shot in shots)).encode()


def _drawn(shot: Shot) -> bytes:
    from PIL import Image

    from nmt_atlas.body.pictures.stills import render

    scene = shot.scene.model_copy(update={"theme": "light"})
    picture = render(shot.body, scene, shot.paint, size=shot.size)
    return encoded(Image.fromarray(picture))


def page(shots: tuple[Shot, ...], pictures: tuple[bytes, ...]) -> str:
    """The page round pictures (PNG)."""
    first = shots[0]
    title = " | ".join(shot.title for shot in shots if shot.title) or "NMT Atlas"
    wide = len(shots) > 1
    size = "<style>@page { size: A4 landscape; }</style>" if wide else ""
    columns = "".join(_column(*one) for one in zip(shots, pictures, strict=True))
    return (
        f'<!doctype html>\n<html lang="{escape(first.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>{size}</head>\n"
        f'<body class="{"beside" if wide else "alone"}">\n<main>{columns}</main>\n'
        f"<footer>{escape(first.credit)}</footer>\n</body>\n</html>\n"
    )


def _column(shot: Shot, picture: bytes) -> str:
    title = escape(shot.title or "NMT Atlas")
    data = base64.b64encode(picture).decode()
    said = "".join(f"<p>{escape(line)}</p>" for line in shot.words.splitlines() if line.strip())
    legend = "".join(_item(key) for key in shot.legend)
    return (
        f'<section><h1 dir="auto">{title}</h1>\n{said}\n'
        f'<img alt="{title}" src="data:image/png;base64,{data}">\n'
        f"{f'<ul>{legend}</ul>' if legend else ''}</section>\n"
    )


def _item(key: Key) -> str:
    """A line of the legend; dots and stripes tell it where there is no colour."""
    if key.dotted:
        spots = "".join(
            f'<circle cx="{x}" cy="{y}" r="1.6"/>' for x in (4, 10, 16) for y in (4, 10)
        )
        inner = f'<rect x=".5" y=".5" width="19" height="14" fill="none" stroke="{key.color}"/>'
        inner += f'<g fill="{key.color}">{spots}</g>'
    else:
        inner = f'<rect width="20" height="15" fill="{key.color}"/>'
    if key.hatched:
        inner += '<path d="M0 15 15 0M6 15 20 1M-6 15 9 0" stroke="#fff" stroke-width="2"/>'
    return f'<li><svg viewBox="0 0 20 15">{inner}</svg>{escape(key.words)}</li>'


FORMAT = PictureFormat(
    id="html",
    media_type="text/html; charset=utf-8",
    about=mark("Sheet to print (HTML)"),
    write=write,
    most=3000,
)
