"""A divided picture: each half drawn for itself, and both put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.scene import Scene

Size = tuple[int, int]
_LINE = 120
"""The grey of the line between the halves."""


@dataclass(frozen=True)
class Half:
    """One half: what it shows, what is painted in it, and its width and height in pixels."""

    scene: Scene
    paint: tuple[SkinPaint, ...]
    size: Size


def sizes_of(size: Size) -> tuple[Size, Size]:
    """The sizes of the halves of a picture: a wide one is cut upright, a tall one level."""
    width, height = size
    if width >= height:
        return (width // 2, height), (width - width // 2, height)
    return (width, height // 2), (width, height - height // 2)


def halves_of(scene: Scene, paint: Sequence[SkinPaint], size: Size) -> tuple[Half, ...]:
    """The halves of a scene, both seen by its camera."""
    if scene.other is None:
        return (Half(scene, tuple(paint), size),)
    other = scene.other.model_copy(update={"camera": scene.camera, "theme": scene.theme})
    alone = scene.model_copy(update={"other": None})
    return tuple(
        Half(one, tuple(layer for layer in paint if layer.half == number), room)
        for number, (one, room) in enumerate(zip((alone, other), sizes_of(size), strict=True))
    )


def joined(pictures: Sequence[NDArray[np.uint8]], size: Size) -> NDArray[np.uint8]:
    """The pictures of halves as one, with a line between them."""
    if len(pictures) == 1:
        return pictures[0]
    along = 1 if size[0] >= size[1] else 0
    whole = np.concatenate(list(pictures), axis=along)
    cut = pictures[0].shape[along]
    line = (slice(None), slice(cut - 1, cut + 1)) if along else (slice(cut - 1, cut + 1),)
    whole[line] = _LINE
    return whole


def one_picture(halves: Sequence[Picture], size: Size) -> Picture:
    """Two pictures with what lies under their pixels as one, divided in the middle."""
    first, second = halves
    shown = (second.owner >= 0) * len(first.parts)
    along = 1 if size[0] >= size[1] else 0
    return Picture(
        joined([first.pixels, second.pixels], size),
        np.concatenate([first.owner, second.owner + shown.astype(np.int32)], axis=along),
        np.concatenate([first.nearest, second.nearest], axis=along),
        (*first.parts, *second.parts),
        "beside" if along else "below",
    )
