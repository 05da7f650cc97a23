"""What a view can be written as: one file a format, and this list."""

from __future__ import annotations

from pathlib import PurePath

from nmt_atlas.body.pictures.formats import gif, glb, html, png, stl
from nmt_atlas.body.pictures.formats.base import PictureFormat
from nmt_atlas.domain.errors import RenderError

FORMATS: tuple[PictureFormat, ...] = (
    png.FORMAT,
    gif.FORMAT,
    html.FORMAT,
    glb.FORMAT,
    stl.FORMAT,
)
"""A new format is one file and one name here."""


def format_of(name: str) -> PictureFormat:
    """The format of an id (``png``) or of a file's ending.

    Raises
    ------
    RenderError
        Where nothing is written so.
    """
    wanted = (PurePath(name).suffix or name).lower().lstrip(".")
    for one in FORMATS:
        if one.id == wanted:
            return one
    known = ", ".join(f".{one.id}" for one in FORMATS)
    raise RenderError(
        f"nothing is written as “{wanted:.20}”.", remedy=f"Name a file that ends with {known}."
    )
