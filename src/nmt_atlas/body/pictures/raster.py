"""Pictures of a scene without any graphics driver: a small z-buffer in numpy.

It draws thumbnails of referral patterns and the clickable picture for browsers without WebGL,
on machines that have no OpenGL at all. Fine stills are PyVista's work
(:mod:`nmt_atlas.body.pictures.stills`).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.look import LOOK
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
        """The picture as a PNG file; the background lets through what lies behind."""
        from PIL import Image

        buffer = io.BytesIO()
        opaque = np.where(self.owner >= 0, 255, 0).astype(np.uint8)
        Image.fromarray(np.dstack([self.pixels, opaque])).save(buffer, "PNG")
        return buffer.getvalue()


_STEPS = (1, 2, 4, 8, 16, 32)
"""Longest edges (pixels) up to which triangles are covered alike."""


def draw(
    things: Iterable[Drawn],
    camera: Camera,
    size: tuple[int, int],
    *,
    field_of_view: float = LOOK.field_of_view_deg,
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
    pixels = np.tile(np.array(_BACKGROUND[theme], dtype=float) / 255, (width * height, 1))
    owner = np.full(width * height, -1, dtype=np.int32)
    nearest = np.full(width * height, -1, dtype=np.int32)
    drawn = list(things)
    if drawn:
        seen = _splats(_Pile.of(drawn), _View(camera, size, field_of_view))
        pixels[seen.place], owner[seen.place] = seen.colors, seen.thing
        nearest[seen.place] = seen.vertex
    shown = (np.clip(pixels, 0, 1) * 255).astype(np.uint8).reshape(height, width, 3)
    return Picture(
        shown,
        owner.reshape(height, width),
        nearest.reshape(height, width),
        tuple(thing.part for thing in drawn),
    )


@dataclass(frozen=True)
class _Pile:
    """All meshes as one, so that everything is projected at once."""

    points: Floats
    normals: Floats
    colors: Floats
    faces: NDArray[np.int64]
    thing: NDArray[np.int32]  # of every vertex
    first: NDArray[np.int64]  # number of every thing's first vertex

    @classmethod
    def of(cls, things: Sequence[Drawn]) -> _Pile:
        counts = [len(thing.mesh.points) for thing in things]
        first = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        faces = [one.mesh.faces + start for one, start in zip(things, first, strict=True)]
        return cls(
            np.concatenate([one.mesh.points for one in things]),
            np.concatenate([one.mesh.normals() for one in things]),
            np.concatenate([one.colors for one in things]),
            np.concatenate(faces).astype(np.int64),
            np.repeat(np.arange(len(things), dtype=np.int32), counts),
            first,
        )


@dataclass(frozen=True)
class _Seen:
    """What is nearest at each pixel that something covers."""

    place: NDArray[np.int64]
    colors: Floats
    thing: NDArray[np.int32]
    vertex: NDArray[np.int32]


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


def _splats(pile: _Pile, view: _View) -> _Seen:
    """Every triangle that faces the camera as points no more than a pixel apart; the nearest."""
    x, y, away = view.project(pile.points)
    facing = np.einsum("ij,ij->i", pile.normals, view.position - pile.points) > 0
    corners = pile.faces[facing[pile.faces].any(axis=1)]
    a, b, c = corners.T
    extent = np.zeros(len(corners))
    for p, q in ((a, b), (b, c), (c, a)):
        extent = np.maximum(extent, np.hypot(x[p] - x[q], y[p] - y[q]))
    places, aways, triangles, kinds = [], [], [], []
    table: list[tuple[float, float, float]] = []
    for step in _STEPS:
        low = step / 2 if step > _STEPS[0] else -1.0
        high = step if step < _STEPS[-1] else np.inf
        fits = np.flatnonzero((extent > low) & (extent <= high))
        p, q, r = a[fits], b[fits], c[fits]
        for u, v, w in _weights(step) if len(fits) else ():
            table.append((u, v, w))
            px, py = u * x[p] + v * x[q] + w * x[r], u * y[p] + v * y[q] + w * y[r]
            d = u * away[p] + v * away[q] + w * away[r]
            ok = (px >= 0) & (py >= 0) & (px < view.size[0]) & (py < view.size[1]) & (d > 1)
            places.append(py[ok].astype(np.int64) * view.size[0] + px[ok].astype(np.int64))
            aways.append(d[ok])
            triangles.append(fits[ok])
            kinds.append(np.full(int(ok.sum()), len(table) - 1, dtype=np.int16))
    place = np.concatenate([np.zeros(0, np.int64), *places])
    far = np.concatenate([np.zeros(0), *aways])
    depth = np.full(view.size[0] * view.size[1], np.inf)
    np.minimum.at(depth, place, far)
    front = np.flatnonzero(far <= depth[place])
    order = front[np.unique(place[front], return_index=True)[1]]
    triangle = corners[np.concatenate([np.zeros(0, np.int64), *triangles])[order]]
    kind = np.concatenate([np.zeros(0, np.int16), *kinds])[order]
    weight = np.array(table).reshape(-1, 3)[kind]
    light = 0.34 + 0.66 * np.clip(np.abs(pile.normals @ _light_of(view)), 0, 1)
    lit = pile.colors * light[:, None]
    vertex = np.take_along_axis(triangle, weight.argmax(axis=1)[:, None], axis=1)[:, 0]
    thing = pile.thing[vertex]
    return _Seen(
        place[order],
        np.einsum("ij,ijk->ik", weight, lit[triangle]),
        thing,
        (vertex - pile.first[thing]).astype(np.int32),
    )


def _light_of(view: _View) -> Floats:
    """The key light hangs beside the camera, above its left shoulder."""
    light = -view.ahead * 0.8 - view.right * 0.35 + view.up * 0.45
    return np.asarray(light / np.linalg.norm(light))


def _weights(step: int) -> list[tuple[float, float, float]]:
    """Barycentric places that cover a triangle whose longest edge is ``step`` pixels."""
    count = step + 1 if step < 2 else step + 2
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
