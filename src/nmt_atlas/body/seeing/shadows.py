"""Parallel pictures of meshes: what is nearest at each pixel, and how near it is.

Every picture of one way has the same frame and scale, so pictures of single layers are laid over
one another, and pixels of different ways may be compared: each stands for the same area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.pictures.raster import Projected, covered
from nmt_atlas.domain.framing import PRESETS
from nmt_atlas.domain.ways import Way

NOTHING = -1
"""The number of what is not there."""
_FAR = -1e9


@dataclass(frozen=True)
class Shadow:
    """A picture of some meshes.

    Attributes
    ----------
    near
        ``(height, width)`` how near (mm) to the eye the nearest thing is; very low where none is.
    thing
        ``(height, width)`` its number; -1 where there is none.
    vertex
        ``(height, width)`` its nearest vertex among those of its own mesh.
    """

    near: NDArray[np.float32]
    thing: NDArray[np.int32]
    vertex: NDArray[np.int32]

    def over(self, other: Shadow) -> Shadow:
        """Both, the nearer in front."""
        front = self.near >= other.near
        return Shadow(
            np.where(front, self.near, other.near),
            np.where(front, self.thing, other.thing),
            np.where(front, self.vertex, other.vertex),
        )

    def counts(self, things: int) -> NDArray[np.int64]:
        """How many pixels show each thing."""
        return np.bincount(self.thing.reshape(-1) + 1, minlength=things + 1)[1:]


class Screen:
    """Where pictures of one way are drawn on.

    Parameters
    ----------
    way
        Where the eye stands.
    low, high
        The box (mm) that has to find room.
    step
        Millimetres a pixel.
    """

    def __init__(self, way: Way, low: Floats, high: Floats, step: float) -> None:
        direction, up = (np.array(axis) for axis in PRESETS[way])
        self.way = way
        self.step = step
        self.axes = np.stack([np.cross(up, direction), -up, direction], axis=1)
        corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3)
        placed = corners @ self.axes
        self.corner = placed.min(axis=0)[:2] - step
        width, height = np.ceil((placed.max(axis=0)[:2] - self.corner) / step).astype(int) + 1
        self.size = (int(width), int(height))

    def at(self, points: Floats) -> Floats:
        """Column and row (pixels) and nearness to the eye (mm) of points."""
        placed = points @ self.axes
        placed[:, :2] = (placed[:, :2] - self.corner) / self.step
        return np.asarray(placed)

    @cached_property
    def empty(self) -> Shadow:
        """A picture of nothing."""
        shape = (self.size[1], self.size[0])
        none = np.full(shape, NOTHING, np.int32)
        return Shadow(np.full(shape, _FAR, np.float32), none, none)

    def draw(self, things: Sequence[tuple[int, Mesh]]) -> Shadow:
        """A picture of numbered meshes, hidden surfaces left out."""
        if not things:
            return self.empty
        points = self.at(np.concatenate([mesh.points for _, mesh in things]))
        starts = np.cumsum([0, *(len(mesh.points) for _, mesh in things)])
        faces = np.concatenate(
            [mesh.faces + start for (_, mesh), start in zip(things, starts, strict=False)]
        ).astype(np.int64)
        number = np.repeat([number for number, _ in things], np.diff(starts))
        at = Projected(points[:, 0], points[:, 1], np.ones(len(points)))
        faces = faces[at.turned(faces) > 1e-12]
        hits = covered(faces, at, self.size)
        near = np.einsum("ij,ij->i", hits.weight, points[:, 2][faces[hits.triangle]])
        order = np.argsort(near, kind="stable")
        pixel = np.full(self.size[0] * self.size[1], -1, np.int64)
        pixel[hits.place[order]] = order
        seen = np.flatnonzero(pixel >= 0)
        hit = pixel[seen]
        corner = hits.weight[hit].argmax(axis=1)
        vertex = faces[hits.triangle[hit], corner]
        nearness, thing = self.empty.near.flatten(), self.empty.thing.flatten()
        local = self.empty.thing.flatten()
        nearness[seen], thing[seen] = near[hit], number[vertex]
        local[seen] = vertex - starts[np.searchsorted(starts, vertex, side="right") - 1]
        shape = (self.size[1], self.size[0])
        return Shadow(nearness.reshape(shape), thing.reshape(shape), local.reshape(shape))
