"""Whether marks and names have their place in sight, by the rule of the browser's viewer.

The same rays are asked there (``viewer/js/src/sight.js``), so both pictures agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import GroupLook, Label, Marker, PartLook, Scene
from nmt_atlas.domain.view_state import Camera

Seen = Literal["full", "veiled", "gone"]

_HIDDEN = GroupLook(visible=False)
_SOLID = 0.5
"""Parts fainter than this hide nothing."""


class Sight:
    """What lies between the eye and places of a scene.

    Parameters
    ----------
    body, scene
        What is drawn.
    camera
        Where the eye is.
    """

    def __init__(self, body: Body, scene: Scene, camera: Camera) -> None:
        self.body = body
        self.scene = scene
        self.eye = np.asarray(camera.position)
        self._shown = dict(self._opacities())

    def of_marker(self, marker: Marker) -> Seen:
        """Full where its place is seen, a ring where it is covered, gone behind opaque skin."""
        part, depth = self._before(marker.at, marker.part)
        if part is None or depth < LOOK.sight.spare or part.id == marker.part:
            return "full"
        far = part.group == "skin" and depth > LOOK.sight.near_skin
        return "gone" if far else "veiled"

    def of_label(self, label: Label) -> Point | None:
        """A place of what it names that is seen, its own first; None where none is."""
        if not label.part:
            return label.at
        for place in (label.at, *self._samples(label.part)):
            part, depth = self._before(place, label.part)
            if part is not None and part.id == label.part:
                away = np.asarray(place) - self.eye
                at = np.asarray(place) - away / np.linalg.norm(away) * depth
                return (float(at[0]), float(at[1]), float(at[2]))
        return None

    def _opacities(self) -> Iterator[tuple[str, float]]:
        for part in self.body.index.parts:
            group = self.scene.groups.get(part.group, _HIDDEN)
            own = self.scene.parts.get(part.id, PartLook())
            if group.visible if own.visible is None else own.visible:
                yield part.id, group.opacity if own.opacity is None else own.opacity

    def _before(self, place: Point, own: str) -> tuple[Part | None, float]:
        """The first solid part (its own counts as one) on the way, and how far before the place."""
        way = np.asarray(place) - self.eye
        length = float(np.linalg.norm(way))
        way = way / length
        nearest, first = np.inf, None
        for name, opacity in self._shown.items():
            part = self.body.parts[name]
            moved = self._moved(name)
            if (opacity < _SOLID and name != own) or not _met(part, self.eye - moved, way):
                continue
            distance = self._distance(self.body.mesh(name, self._detail(part)), way, moved)
            if distance < nearest:
                nearest, first = distance, part
        return first, length - nearest if first else 0.0

    def _detail(self, part: Part) -> Literal["standard", "phone"]:
        return "standard" if part.group == "skin" else "phone"

    def _moved(self, name: str) -> Floats:
        """How far a part is drawn from its place."""
        look = self.scene.parts.get(name)
        return np.asarray((look and look.moved) or (0.0, 0.0, 0.0))

    def _distance(self, mesh: Mesh, way: Floats, moved: Floats) -> float:
        """How far the eye's ray goes to a mesh's front; infinite where it misses."""
        a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
        one, two = b - a, c - a
        across = np.cross(way, two)
        scale = np.einsum("ij,ij->i", one, across)
        front = scale > 1e-9
        safe = np.where(front, scale, 1.0)
        start = self.eye - moved - a
        u = np.einsum("ij,ij->i", start, across) / safe
        other = np.cross(start, one)
        v = other @ way / safe
        t = np.einsum("ij,ij->i", two, other) / safe
        hit = front & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0)
        at = self.eye + t[:, None] * way - moved
        for clip in self.scene.clips:
            hit &= at @ np.asarray(clip.normal) <= clip.distance
        return float(t[hit].min(initial=np.inf))

    def _samples(self, name: str) -> Iterator[Point]:
        if name not in self._shown:
            return
        points = self.body.mesh(name, "phone").points + self._moved(name)
        step = max(1, len(points) // LOOK.sight.samples)
        yield from map(tuple, points[step // 2 :: step].tolist())


def _met(part: Part, eye: Floats, way: Floats) -> bool:
    """Whether a ray meets a part's box."""
    safe = np.where(np.abs(way) < 1e-12, 1e-12, way)
    low, high = ((np.asarray(corner) - eye) / safe for corner in part.bounds)
    return bool(np.maximum(low, high).min() >= max(np.minimum(low, high).max(), 0.0))
