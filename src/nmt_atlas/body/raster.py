"""Pictures of a scene without any graphics driver: a small z-buffer in numpy.

It draws thumbnails of referral patterns and the clickable picture for browsers without WebGL,
on machines that have no OpenGL at all. Fine stills are PyVista's work
(:mod:`nmt_atlas.body.stills`).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.framing import VIEW_ANGLE
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import Camera

Bytes = NDArray[np.uint8]

_BACKGROUND = {"light": (247, 248, 250), "dark": (22, 25, 30)}


@dataclass(frozen=True)
class Drawn:
    """One thing to draw: a mesh with a colour a vertex.

    ``colors`` is ``(n, 3)`` in 0..1; ``part`` is what a click on it means.
    """

    part: str
    mesh: Mesh
    colors: Floats


@dataclass(frozen=True)
class Picture:
    """A drawn picture and what lies under each of its pixels.

    Attributes
    ----------
    pixels
        ``(height, width, 3)`` sRGB.
    owner
        ``(height, width)`` index into ``parts``; -1 for the background.
    nearest
        ``(height, width)`` index of the drawn mesh's vertex; -1 for the background.
    """

    pixels: Bytes
    owner: NDArray[np.int32]
    nearest: NDArray[np.int32]
    parts: tuple[str, ...]

    def part_at(self, x: float, y: float) -> tuple[str, int]:
        """Part id and vertex under a place given as shares (0..1) of width and height."""
        height, width = self.owner.shape
        column = min(max(int(x * width), 0), width - 1)
        row = min(max(int(y * height), 0), height - 1)
        index = int(self.owner[row, column])
        return (self.parts[index] if index >= 0 else "", int(self.nearest[row, column]))

    def png(self) -> bytes:
        """The picture as a PNG file."""
        from PIL import Image

        buffer = io.BytesIO()
        Image.fromarray(self.pixels).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def draw(
    things: Iterable[Drawn],
    camera: Camera,
    size: tuple[int, int],
    *,
    field_of_view: float = VIEW_ANGLE,
    theme: str = "light",
) -> Picture:
    """Draw meshes with perspective, hidden surfaces and one light.

    Parameters
    ----------
    things
        What to draw, opaque.
    camera
        Where from (mm, body frame).
    size
        Width and height in pixels.
    field_of_view
        Vertical, in degrees.
    theme
        ``light`` or ``dark`` background.
    """
    width, height = size
    depth = np.full(width * height, np.inf)
    shade = np.tile(np.array(_BACKGROUND[theme], dtype=float) / 255, (width * height, 1))
    owner = np.full(width * height, -1, dtype=np.int32)
    nearest = np.full(width * height, -1, dtype=np.int32)
    names = []
    view = _View(camera, size, field_of_view)
    for index, thing in enumerate(things):
        names.append(thing.part)
        place, away, colors, vertex = _splats(thing, view)
        order = np.lexsort((away, place))
        place, away = place[order], away[order]
        first = (
            np.concatenate([[True], place[1:] != place[:-1]]) if len(place) else np.array([], bool)
        )
        place, away, order = place[first], away[first], order[first]
        nearer = away < depth[place]
        place, away, order = place[nearer], away[nearer], order[nearer]
        depth[place], shade[place] = away, colors[order]
        owner[place], nearest[place] = index, vertex[order]
    pixels = (np.clip(shade, 0, 1) * 255).astype(np.uint8).reshape(height, width, 3)
    return Picture(
        pixels, owner.reshape(height, width), nearest.reshape(height, width), tuple(names)
    )


class _View:
    """A pinhole camera's directions and scale."""

    def __init__(self, camera: Camera, size: tuple[int, int], field_of_view: float) -> None:
        self.position = np.asarray(camera.position, dtype=float)
        ahead = np.asarray(camera.target, dtype=float) - self.position
        self.ahead = ahead / np.linalg.norm(ahead)
        right = np.cross(self.ahead, np.asarray(camera.up, dtype=float))
        self.right = right / np.linalg.norm(right)
        self.up = np.cross(self.right, self.ahead)
        self.size = size
        self.scale = size[1] / 2 / math.tan(math.radians(field_of_view / 2))

    def project(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """Pixel columns and rows and the distance ahead (mm)."""
        offset = points - self.position
        away = offset @ self.ahead
        safe = np.where(away > 1.0, away, np.inf)
        x = self.size[0] / 2 + self.scale * (offset @ self.right) / safe
        y = self.size[1] / 2 - self.scale * (offset @ self.up) / safe
        return x, y, away


def _splats(
    thing: Drawn, view: _View
) -> tuple[NDArray[np.int64], Floats, Floats, NDArray[np.int32]]:
    """Every triangle that faces the camera as points no more than a pixel apart."""
    mesh = thing.mesh
    x, y, away = view.project(mesh.points)
    normals = mesh.normals()
    facing = np.einsum("ij,ij->i", normals, view.position - mesh.points)
    a, b, c = mesh.faces.T
    seen = (facing[a] > 0) | (facing[b] > 0) | (facing[c] > 0)
    a, b, c = a[seen], b[seen], c[seen]
    extent = (
        np.max([np.hypot(x[p] - x[q], y[p] - y[q]) for p, q in ((a, b), (b, c), (c, a))], axis=0)
        if len(a)
        else np.zeros(0)
    )
    light = 0.34 + 0.66 * np.clip(np.abs(normals @ _light_of(view)), 0, 1)
    colors = thing.colors * light[:, None]
    places, aways, shades, owners = [], [], [], []
    for step in (1, 2, 4, 8, 16):
        fits = (extent <= step) & (extent > step / 2 if step > 1 else True)
        if step == 16:
            fits = extent > 8
        for u, v, w in _weights(step):
            p, q, r = a[fits], b[fits], c[fits]
            px, py = u * x[p] + v * x[q] + w * x[r], u * y[p] + v * y[q] + w * y[r]
            column, row = px.astype(int), py.astype(int)
            d = u * away[p] + v * away[q] + w * away[r]
            ok = (px >= 0) & (py >= 0) & (column < view.size[0]) & (row < view.size[1]) & (d > 1)
            places.append((row * view.size[0] + column)[ok])
            aways.append(d[ok])
            shades.append((u * colors[p] + v * colors[q] + w * colors[r])[ok])
            owners.append((p if u >= max(v, w) else q if v >= w else r)[ok])
    return (
        np.concatenate(places).astype(np.int64),
        np.concatenate(aways),
        np.concatenate(shades),
        np.concatenate(owners).astype(np.int32),
    )


def _light_of(view: _View) -> Floats:
    """The key light hangs beside the camera, above its left shoulder."""
    light = -view.ahead * 0.8 - view.right * 0.35 + view.up * 0.45
    return np.asarray(light / np.linalg.norm(light))


def _weights(step: int) -> list[tuple[float, float, float]]:
    """Barycentric places that cover a triangle whose longest edge is ``step`` pixels."""
    count = step + 3
    found = []
    for i in range(count + 1):
        for j in range(count + 1 - i):
            found.append((i / count, j / count, (count - i - j) / count))
    return found


def painted(base: Floats, layers: Iterable[tuple[NDArray[np.uint32], Bytes, str]]) -> Floats:
    """Skin colours with painted zones laid over: ``(vertices, weights, hex colour)`` each."""
    colors = base.copy()
    for vertices, weights, color in layers:
        share = (weights.astype(float) / 255.0)[:, None]
        colors[vertices] = (1 - share) * colors[vertices] + share * rgb(color)
    return colors


def rgb(color: str) -> Floats:
    """``#rrggbb`` as three numbers in 0..1."""
    return np.array([int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)])


def visible_parts(scene: Scene, group_of: Mapping[str, str]) -> list[str]:
    """The ids of the parts that a scene shows (translucent ones left out, skin too)."""
    shown = []
    for part, group in group_of.items():
        look = scene.parts.get(part)
        visible = look.visible if look and look.visible is not None else None
        if visible is None:
            visible = group in scene.groups and scene.groups[group].visible
        opacity = look.opacity if look and look.opacity is not None else 1.0
        if visible and opacity > 0.5 and group != "skin":
            shown.append(part)
    return shown
