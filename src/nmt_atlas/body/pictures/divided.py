"""A divided picture: each half drawn for itself, and both put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def halves_of(scene: Scene, paint: Sequence[SkinPaint], size: Size) -> tuple[Half, ...]:
    """The halves of a scene, both seen by its camera; a wide picture is cut upright."""
    if scene.other is None:
        return (Half(scene, tuple(paint), size),)
    width, height = size
    wide = width >= height
    first = (width // 2, height) if wide else (width, height // 2)
    second = (width - first[0], height) if wide else (width, height - first[1])
    other = scene.other.model_copy(update={"camera": scene.camera, "theme": scene.theme})
    alone = scene.model_copy(update={"other": None})
    return tuple(
        Half(one, tuple(layer for layer in paint if layer.half == number), room)
        for number, (one, room) in enumerate(((alone, first), (other, second)))
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
