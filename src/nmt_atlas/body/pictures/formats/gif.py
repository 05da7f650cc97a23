"""GIF: the body turning once round, for slides and messages."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.pictures.divided import Half, halves_of, joined
from nmt_atlas.body.pictures.formats.base import PictureFormat, Shot
from nmt_atlas.body.pictures.formats.png import with_band
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import Camera

if TYPE_CHECKING:
    from PIL.Image import Image

FRAMES, FRAME_MS, COLORS = 36, 90, 128
MOST = 1000


def write(shot: Shot) -> bytes:
    """The shot turning once, without names and marks, which would jump."""
    images = _frames(shot)
    palette = images[0].quantize(COLORS)
    turning = [one.quantize(COLORS, palette=palette) for one in images]
    data = io.BytesIO()
    turning[0].save(
        data, "GIF", save_all=True, append_images=turning[1:], duration=FRAME_MS, loop=0
    )
    return data.getvalue()


def turned(camera: Camera, share: float) -> Camera:
    """A camera carried round the upright axis through what it looks at, by a share of a turn."""
    angle = 2 * math.pi * share
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y = (camera.position[k] - camera.target[k] for k in (0, 1))
    a, b, c = camera.up
    return Camera(
        position=(
            camera.target[0] + cosine * x - sine * y,
            camera.target[1] + sine * x + cosine * y,
            camera.position[2],
        ),
        target=camera.target,
        up=(cosine * a - sine * b, sine * a + cosine * b, c),
    )


def _frames(shot: Shot) -> list[Image]:
    camera = shot.scene.camera
    if camera is None:
        raise RenderError("a view without a camera cannot be turned.", remedy="Choose a view.")
    halves = halves_of(shot.scene, shot.paint, shot.size)
    turning = [tuple(_turning(shot, half, camera)) for half in halves]
    return [with_band(joined(now, shot.size), shot) for now in zip(*turning, strict=True)]


def _turning(shot: Shot, half: Half, camera: Camera) -> Iterator[NDArray[np.uint8]]:
    """The frames of one half, once round."""
    from nmt_atlas.body.pictures import stills

    scene = half.scene.model_copy(update={"labels": (), "markers": ()})
    plotter = stills.plotter(shot.body, scene, half.paint, size=half.size)
    try:
        for number in range(FRAMES):
            now = turned(camera, number / FRAMES)
            plotter.camera.position, plotter.camera.up = now.position, now.up
            plotter.reset_camera_clipping_range()
            plotter.render()
            yield np.asarray(plotter.screenshot(return_img=True), dtype=np.uint8)[..., :3]
    finally:
        plotter.close()


FORMAT = PictureFormat(
    id="gif",
    media_type="image/gif",
    about=mark("Turning once round (GIF)"),
    write=write,
    most=MOST,
)
