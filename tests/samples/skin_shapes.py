"""Simple skins for the tests of painting: a flat sheet, a ball, a small figure of two fingers."""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.shapes.nodes import contour
from nmt_atlas.domain.region import SkinLandmark, SkinMap, SkinSegment

TRUNK = {
    "id": "trunk",
    "axis": [[0, 0, 1400], [0, 0, 900]],
    "front": [0, -1, 0],
    "lateral": [-1, 0, 0],
    "faces": {"front": 0, "lateral": 90, "back": 180},
}
"""A segment of the skin map by which all zones of the small library can be painted."""


def sheet(size: float = 120.0, edge: float = 5.0) -> SkinSurface:
    """A somewhat uneven triangulation of a sheet in the plane y = 0, facing forward."""
    n = int(size / edge) + 1
    rng = np.random.default_rng(7)
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    x, z = edge * (i + 0.5 * (j % 2)), edge * np.sqrt(0.75) * j
    points = np.stack([x, np.zeros_like(x), z], -1).reshape(-1, 3)
    points += rng.uniform(-0.2, 0.2, points.shape) * edge * [1, 0, 1]
    a = (i * n + j)[:-1, :-1].ravel()
    b, c, d = a + n, a + 1, a + n + 1
    even = (a % n) % 2 == 0
    first = np.where(even[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    second = np.where(even[:, None], np.stack([b, d, c], 1), np.stack([a, d, c], 1))
    faces = np.concatenate([first, second]).astype(np.int32)
    return SkinSurface(Mesh(points - points.mean(axis=0), faces))


def solid(inside: list[tuple[float, float, float, float, float]], spacing: float = 4.0) -> Mesh:
    """Contour of upright rods ``x, y, z0, z1, radius`` joined together."""
    rods = np.array(inside)
    low = rods[:, [0, 1, 2]].min(axis=0) - rods[:, 4].max() - 8
    high = rods[:, [0, 1, 3]].max(axis=0) + rods[:, 4].max() + 8
    axes = [np.arange(a, b, spacing) for a, b in zip(low, high, strict=True)]
    x, y, z = np.meshgrid(*axes, indexing="ij")
    field = np.full(x.shape, 1e3)
    for px, py, z0, z1, radius in rods:
        gap = z - np.clip(z, z0, z1)
        away = np.sqrt((x - px) ** 2 + (y - py) ** 2 + gap**2) - radius
        field = np.minimum(field, away)
    return contour(field.astype(np.float32), low, spacing, 10)


def ball(radius: float = 80.0) -> SkinSurface:
    """A ball around the origin with edges of about 6 mm."""
    return SkinSurface(solid([(0.0, 0.0, 0.0, 0.0, radius)], 5.0))


def two_fingers() -> SkinSurface:
    """A palm with two fingers 6 mm apart, hanging down, right of the median plane."""
    rods = [(-100.0, 0.0, -90.0, 0.0, 9.0), (-124.0, 0.0, -90.0, 0.0, 9.0)]
    palm = [(-112.0 + k, 0.0, 14.0, 50.0, 14.0) for k in (-16.0, -8.0, 0.0, 8.0, 16.0)]
    return SkinSurface(solid(rods + palm, 2.5))


def trunk_map() -> SkinMap:
    """A skin map for :func:`ball` and :func:`two_fingers`."""
    faces = {"front": 0.0, "lateral": 90.0, "back": 180.0, "medial": 270.0}
    return SkinMap(
        landmarks=(
            SkinLandmark(id="brow", name="Front of the ball", at=(-10.0, -90.0, 0.0)),
            SkinLandmark(id="side", name="Side of the ball", at=(-90.0, 0.0, 0.0)),
            SkinLandmark(id="finger-inner", name="Side of a finger", at=(-109.0, 0.0, -60.0)),
        ),
        segments=(
            SkinSegment(
                id="trunk",
                axis=((0.0, 0.0, 60.0), (0.0, 0.0, -60.0)),
                front=(0.0, -1.0, 0.0),
                lateral=(-1.0, 0.0, 0.0),
                faces=faces,
            ),
            SkinSegment(
                id="limb",
                axis=((-40.0, 0.0, 40.0), (-40.0, 0.0, -40.0)),
                front=(0.0, -1.0, 0.0),
                lateral=(-1.0, 0.0, 0.0),
                faces=faces,
            ),
        ),
        levels={"T6": 20.0, "T8": -20.0},
    )


class Thigh:
    """A body whose skin is a can around the thigh's axis."""

    def skin(self) -> Mesh:
        around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        heights = np.linspace(480, 880, 81)
        points = np.array(
            [[-90 + 70 * np.sin(a), -70 * np.cos(a), z] for z in heights for a in around]
        )
        faces = []
        for row in range(80):
            for k in range(48):
                a, b = row * 48 + k, row * 48 + (k + 1) % 48
                faces += [[a, b, a + 48], [b, b + 48, a + 48]]
        return Mesh(points, np.array(faces, np.int32))
