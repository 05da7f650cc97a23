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
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.sections import Plane
from nmt_atlas.domain.taste import Theme
from nmt_atlas.domain.view_state import Camera

Bytes = NDArray[np.uint8]


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
    divided
        Where a second half stands: beside the first, below it, or nowhere.
    """

    pixels: Bytes
    owner: NDArray[np.int32]
    nearest: NDArray[np.int32]
    parts: tuple[str, ...]
    divided: Literal["", "beside", "below"] = ""

    def half_at(self, x: float, y: float) -> int:
        """Which half, 0 or 1, is at a place given as shares (0..1) of width and height."""
        across = {"": 0.0, "beside": x, "below": y}[self.divided]
        return int(across >= 0.5)

    def part_at(self, x: float, y: float) -> tuple[str, int]:
        """Part id and vertex under a place given as shares (0..1) of width and height.

        What most of the few pixels around it show counts, so that a thin part's edge does not
        take a click that was meant for what lies beside it.
        """
        height, width = self.owner.shape
        column = min(max(int(x * width), 0), width - 1)
        row = min(max(int(y * height), 0), height - 1)
        rows, columns = np.mgrid[
            max(row - _LOOK_AROUND, 0) : min(row + _LOOK_AROUND + 1, height),
            max(column - _LOOK_AROUND, 0) : min(column + _LOOK_AROUND + 1, width),
        ].reshape(2, -1)
        owners = self.owner[rows, columns]
        counts = np.bincount(owners + 1)
        here = int(self.owner[row, column])
        index = here if counts[here + 1] == counts.max() else int(counts.argmax()) - 1
        own = np.flatnonzero(owners == index)
        away = (rows[own] - row) ** 2 + (columns[own] - column) ** 2
        near = own[int(away.argmin())]
        vertex = int(self.nearest[rows[near], columns[near]])
        return (self.parts[index] if index >= 0 else "", vertex)

    def png(self) -> bytes:
        """The picture as a PNG file; the background lets through what lies behind."""
        from PIL import Image

        buffer = io.BytesIO()
        opaque = np.where(self.owner >= 0, 255, 0).astype(np.uint8)
        Image.fromarray(np.dstack([self.pixels, opaque])).save(buffer, "PNG")
        return buffer.getvalue()


_LOOK_AROUND = 2
"""A click counts for what most pixels within so many of it show."""
_AT_ONCE = 1 << 20
"""Places that are tried at once; bounds the memory."""
_CUT_FACE = 0.62
"""How bright the inside of a cut part is."""


def draw(
    things: Iterable[Drawn],
    camera: Camera,
    size: tuple[int, int],
    *,
    field_of_view: float = LOOK.field_of_view_deg,
    theme: Theme = "light",
    clips: Sequence[Plane] = (),
) -> Picture:
    """Draw meshes with perspective, hidden surfaces and one light.

    Every triangle covers all pixels whose middle lies in it, so closed meshes have no holes.

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
    clips
        What lies beyond any of them is cut away, and cut parts show their inside.
    """
    width, height = size
    pixels = np.tile(rgb_of(LOOK.ground[theme].between), (width * height, 1))
    owner = np.full(width * height, -1, dtype=np.int32)
    nearest = np.full(width * height, -1, dtype=np.int32)
    drawn = list(things)
    if drawn:
        seen = _seen(_Pile.of(drawn), _View(camera, size, field_of_view), clips)
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


@dataclass(frozen=True)
class Projected:
    """Pixel columns and rows of points, and their distance ahead of the eye (mm)."""

    x: Floats
    y: Floats
    away: Floats

    def of(self, corners: NDArray[np.int64]) -> Projected:
        """The same of some triangles' corners, ``(n, 3)`` each."""
        return Projected(self.x[corners], self.y[corners], self.away[corners])

    def turned(self, corners: NDArray[np.int64]) -> Floats:
        """Twice the area of triangles on the picture; positive where they face the eye."""
        a, b, c = corners.T
        x, y = self.x, self.y
        return np.asarray((x[c] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[c] - y[a]))


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

    def project(self, points: Floats) -> Projected:
        """Where points are on the picture."""
        offset = points - self.position
        away = offset @ self.ahead
        safe = np.where(away > 1.0, away, np.inf)
        x = self.size[0] / 2 + self.scale * (offset @ self.right) / safe
        y = self.size[1] / 2 - self.scale * (offset @ self.up) / safe
        return Projected(x, y, away)


def _seen(pile: _Pile, view: _View, clips: Sequence[Plane]) -> _Seen:
    """What is nearest at each pixel."""
    at = view.project(pile.points)
    corners = _facing(pile.faces, at, both=bool(clips))
    hits = covered(corners, at, view.size)
    for clip in clips:
        beyond = pile.points @ np.asarray(clip.normal) - clip.distance
        hits = hits.where(np.einsum("ij,ij->i", hits.weight, beyond[corners[hits.triangle]]) <= 0)
    near = _nearest(hits, view.size[0] * view.size[1])
    triangle, weight = corners[hits.triangle[near]], hits.weight[near]
    light = 0.34 + 0.66 * np.clip(np.abs(pile.normals @ _light_of(view)), 0, 1)
    shown = np.einsum("ij,ij->i", weight, light[triangle])
    if clips:
        shown = np.where(at.turned(triangle) > 0, shown, _CUT_FACE)
    vertex = np.take_along_axis(triangle, weight.argmax(axis=1)[:, None], axis=1)[:, 0]
    thing = pile.thing[vertex]
    return _Seen(
        hits.place[near],
        np.einsum("ij,ijk->ik", weight, pile.colors[triangle]) * shown[:, None],
        thing,
        (vertex - pile.first[thing]).astype(np.int32),
    )


@dataclass(frozen=True)
class Hits:
    """Pixels that triangles cover, many for one pixel.

    ``weight`` is ``(n, 3)``: the share of each corner in what is seen there; ``near`` is one
    over the distance ahead (1/mm).
    """

    place: NDArray[np.int64]
    near: Floats
    triangle: NDArray[np.int64]
    weight: Floats

    def where(self, kept: NDArray[np.bool_]) -> Hits:
        """Some of them."""
        return Hits(self.place[kept], self.near[kept], self.triangle[kept], self.weight[kept])


def _facing(faces: NDArray[np.int64], at: Projected, *, both: bool) -> NDArray[np.int64]:
    """The triangles in front of the eye that face it, or all in front of it."""
    ahead = faces[(at.away[faces] > 1.0).all(axis=1)]
    area = at.turned(ahead)
    return ahead[np.abs(area) > 1e-12 if both else area > 1e-12]


def covered(corners: NDArray[np.int64], at: Projected, size: tuple[int, int]) -> Hits:
    """Every pixel whose middle lies in a triangle, triangles of like size tried together."""
    corner = at.of(corners)
    left, wide = _reach(corner.x, size[0])
    upper, tall = _reach(corner.y, size[1])
    span = np.where((wide > 0) & (tall > 0), np.maximum(wide, tall), 0)
    found = []
    low, side = 0, 1
    while low < span.max(initial=0):
        fits = np.flatnonzero((span > low) & (span <= side))
        step = max(1, _AT_ONCE // (side * side))
        for start in range(0, len(fits), step):
            some = fits[start : start + step]
            found.append(_inside(some, (left[some], upper[some]), side, corner.of(some), size))
        low, side = side, side * 2
    return _together(found)


def _reach(places: Floats, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first pixel that each triangle reaches within ``0..end``, and how many."""
    first = np.clip(np.floor(places.min(axis=1)), 0, end).astype(np.int64)
    last = np.clip(np.ceil(places.max(axis=1)), 0, end).astype(np.int64)
    return first, last - first


def _inside(
    numbers: NDArray[np.int64],
    first: tuple[NDArray[np.int64], NDArray[np.int64]],
    side: int,
    corner: Projected,
    size: tuple[int, int],
) -> Hits:
    """Hits of some triangles within squares of ``side`` pixels from their ``first`` ones."""
    rows, columns = np.divmod(np.arange(side * side), side)
    column, row = first[0][:, None] + columns, first[1][:, None] + rows
    parts = []
    for one, two in ((1, 2), (2, 0), (0, 1)):
        ax, ay = corner.x[:, one, None], corner.y[:, one, None]
        bx, by = corner.x[:, two, None], corner.y[:, two, None]
        parts.append((column + 0.5 - ax) * (by - ay) - (bx - ax) * (row + 0.5 - ay))
    whole = parts[0] + parts[1] + parts[2]
    shares = [part / whole for part in parts]
    inside = (shares[0] >= -1e-9) & (shares[1] >= -1e-9) & (shares[2] >= -1e-9)
    found = np.nonzero(inside & (column < size[0]) & (row < size[1]))
    weight = np.stack([share[found] for share in shares], axis=1) / corner.away[found[0]]
    near = weight.sum(axis=1)
    place = row[found] * size[0] + column[found]
    return Hits(place, near, numbers[found[0]], weight / near[:, None])


def _together(found: Sequence[Hits]) -> Hits:
    none = Hits(np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64), np.zeros((0, 3)))
    every = [none, *found]
    return Hits(
        np.concatenate([one.place for one in every]),
        np.concatenate([one.near for one in every]),
        np.concatenate([one.triangle for one in every]),
        np.concatenate([one.weight for one in every]),
    )


def _nearest(hits: Hits, pixels: int) -> NDArray[np.int64]:
    """One hit for each pixel that is covered: the one nearest to the eye."""
    nearest = np.zeros(pixels)
    np.maximum.at(nearest, hits.place, hits.near)
    front = np.flatnonzero(hits.near >= nearest[hits.place])
    return front[np.unique(hits.place[front], return_index=True)[1]]


def _light_of(view: _View) -> Floats:
    """The key light hangs beside the camera, above its left shoulder."""
    light = -view.ahead * 0.8 - view.right * 0.35 + view.up * 0.45
    return np.asarray(light / np.linalg.norm(light))


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
