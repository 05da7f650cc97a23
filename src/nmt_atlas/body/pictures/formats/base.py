"""What a format is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.sections import Plane

LEAST, MOST = 16, 8192
"""Pixels of a side."""
MOST_PIXELS = 40_000_000
"""Pixels of a picture: a poster of 60 by 80 cm at 200 a side and inch has 30 million."""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a picture's legend: a colour (``#rrggbb``), its words, and how it is drawn."""

    color: str
    words: str
    dotted: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Shot:
    """A view that is to be written.

    Attributes
    ----------
    body, scene, paint
        Which body, how it is shown, and what is painted on its skin.
    size
        Width and height in pixels, without what stands below the picture.
    title, words
        What it is called, and what to look at; "" for neither.
    legend
        What its colours mean.
    credit
        Whose it is and under which terms, in one line.
    language
        The code of the language of all that.
    parts
        Part ids that are meant where only some can be written; empty for what is selected.
    """

    body: Body
    scene: Scene
    paint: Sequence[SkinPaint] = ()
    size: tuple[int, int] = (900, 1200)
    title: str = ""
    words: str = ""
    legend: tuple[Key, ...] = ()
    credit: str = ""
    language: str = "en"
    parts: tuple[str, ...] = field(default=())

    @property
    def planes(self) -> tuple[Plane, ...]:
        """The cuts through the body."""
        return self.scene.clips


@dataclass(frozen=True)
class PictureFormat:
    """One way to write a view.

    Attributes
    ----------
    id
        Its id, which is the ending of its files as well.
    media_type
        What browsers call it.
    about
        One line for those who choose (marked for translation).
    write
        Writes a shot.
    most
        The most pixels of a side.
    """

    id: str
    media_type: str
    about: str
    write: Callable[[Shot], bytes]
    most: int = MOST


def checked_size(size: tuple[int, int], form: PictureFormat) -> tuple[int, int]:
    """A size that the format can be written in.

    Raises
    ------
    RenderError
        Where it is too small or too large.
    """
    width, height = size
    if min(size) < LEAST or max(size) > form.most:
        raise RenderError(
            f"{width} by {height} pixels cannot be drawn as {form.id}.",
            remedy=f"A side has {LEAST} to {form.most} pixels.",
        )
    if width * height > MOST_PIXELS:
        raise RenderError(
            f"{width} by {height} pixels are too many.",
            remedy=f"A picture has up to {MOST_PIXELS // 1_000_000} million.",
        )
    return size
