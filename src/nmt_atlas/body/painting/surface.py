"""A skin prepared for painting: distances along it, rays onto it, nearest places on it."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh

LOG = logging.getLogger(__name__)

Index = NDArray[np.int64]

_EVEN = 0.35
"""Least cosine between the normals at both ends of an arc."""


@dataclass(frozen=True)
class SkinSurface:
    """A skin mesh with what painting needs, worked out once when first asked for.

    Attributes
    ----------
    mesh
        The skin; its vertex order is what painted weights refer to.
    folder
        Where to keep the graph from one time to the next; None keeps it in memory only.
    """

    mesh: Mesh
    folder: Path | None = None

    @cached_property
    def key(self) -> str:
        """SHA-256 of points (rounded to 1 micrometre) and faces."""
        digest = hashlib.sha256()
        digest.update(np.round(self.mesh.points * 1000).astype("<i4").tobytes())
        digest.update(self.mesh.faces.astype("<i4").tobytes())
        return digest.hexdigest()

    @cached_property
    def tree(self) -> cKDTree:
        """Nearest-vertex search."""
        return cKDTree(self.mesh.points)

    @cached_property
    def normals(self) -> Floats:
        """``(n, 3)`` outward unit normals."""
        return self.mesh.normals()

    @cached_property
    def graph(self) -> sparse.csr_array:
        """Symmetric graph of lengths in millimetres.

        Edges, straight shortcuts over one edge measured in the unfolded plane, and arcs to
        the vertices two of these away; so distances along it are right within 4 %.
        """
        return (
            kept_graph(self.folder / f"{self.key}.graph.npz", self.mesh)
            if self.folder
            else (geodesic_graph(self.mesh))
        )

    @cached_property
    def faces_of(self) -> sparse.csr_array:
        """Which faces touch each vertex."""
        faces = self.mesh.faces
        rows = faces.ravel()
        columns = np.repeat(np.arange(len(faces)), 3)
        ones = np.ones(len(rows), dtype=np.int8)
        return sparse.csr_array((ones, (rows, columns)), shape=(len(self.mesh.points), len(faces)))

    def nearest(self, point: Floats) -> int:
        """The vertex nearest to a point."""
        return int(self.tree.query(point)[1])

    def shoot(self, start: Floats, direction: Floats, reach: float = 400.0) -> Floats | None:
        """Where a ray first leaves the body, or None.

        Parameters
        ----------
        start
            A point, usually inside the body.
        direction
            Unit vector.
        reach
            Length of the ray in millimetres.
        """
        return self._first(start, direction, reach, leaving=True)

    def shoot_at(self, start: Floats, direction: Floats, reach: float = 1200.0) -> Floats | None:
        """Where a ray from outside first meets the skin, or None."""
        return self._first(start, direction, reach, leaving=False)

    def _first(
        self, start: Floats, direction: Floats, reach: float, *, leaving: bool
    ) -> Floats | None:
        steps = start + np.arange(0.0, reach, 12.0)[:, None] * direction
        near = {v for found in self.tree.query_ball_point(steps, 16.0) for v in found}
        if not near:
            return None
        rows = self.faces_of[np.array(sorted(near))]
        faces = np.unique(rows.indices)
        corners = self.mesh.points[self.mesh.faces[faces]]
        share = _ray(start, direction, corners, leaving)
        best = share.min() if len(share) else np.inf
        return None if not np.isfinite(best) or best > reach else start + best * direction

    def ball(self, centre: Floats, radius: float) -> Index:
        """Vertices within a straight distance, in ascending order."""
        return np.sort(np.asarray(self.tree.query_ball_point(centre, radius), dtype=np.int64))

    def path(self, start: int, end: int) -> Index:
        """Vertices along the shortest way on the skin, both ends included.

        Raises
        ------
        ValueError
            Where the two are not connected.
        """
        gap = float(np.linalg.norm(self.mesh.points[start] - self.mesh.points[end]))
        middle = 0.5 * (self.mesh.points[start] + self.mesh.points[end])
        for wide in (0.9 * gap + 40.0, 2.0 * gap + 150.0, np.inf):
            near = self.ball(middle, wide) if np.isfinite(wide) else np.arange(len(self.normals))
            part = self.graph[near][:, near]
            one, two = np.searchsorted(near, [start, end])
            away, before = csgraph.dijkstra(
                part, directed=True, indices=int(one), return_predecessors=True
            )
            if np.isfinite(away[two]) and (away[two] < 1.7 * wide or not np.isfinite(wide)):
                return np.asarray(near[_walk(before, int(one), int(two))])
        raise ValueError(f"skin vertices {start} and {end} are not connected")


def _walk(before: NDArray[np.int32], start: int, end: int) -> list[int]:
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return way[::-1]


def _ray(start: Floats, direction: Floats, corners: Floats, leaving: bool) -> Floats:
    """Distance along the ray to each face that it passes in the wanted sense, else inf."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    normal = np.cross(b - a, c - a)
    facing = normal @ direction
    wanted = facing > 0 if leaving else facing < 0
    safe = np.where(np.abs(facing) < 1e-12, 1.0, facing)
    share = np.einsum("ij,ij->i", a - start, normal) / safe
    hit = start + share[:, None] * direction
    inside = wanted & (share >= 0)
    for p, q in ((a, b), (b, c), (c, a)):
        side = np.einsum("ij,ij->i", np.cross(q - p, hit - p), normal)
        inside &= side >= -1e-9 * np.einsum("ij,ij->i", normal, normal)
    return np.where(inside, share, np.inf)


def geodesic_graph(mesh: Mesh) -> sparse.csr_array:
    """Lengths of edges, of unfolded shortcuts over one edge, and of arcs somewhat further."""
    n = len(mesh.points)
    rows, columns, lengths = _edges(mesh)
    over = _over_one(mesh)
    rows, columns = np.concatenate([rows, over[0]]), np.concatenate([columns, over[1]])
    further = _further(mesh, rows, columns)
    rows, columns = np.concatenate([rows, further[0]]), np.concatenate([columns, further[1]])
    lengths = np.concatenate([lengths, over[2], further[2]])
    key = np.minimum(rows, columns) * n + np.maximum(rows, columns)
    order = np.lexsort((lengths, key))
    first = order[np.concatenate([[True], key[order][1:] != key[order][:-1]])]
    rows, columns, lengths = rows[first], columns[first], lengths[first]
    away = rows != columns
    rows, columns, lengths = rows[away], columns[away], lengths[away]
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    twice = np.concatenate([lengths, lengths]).astype(np.float32)
    return sparse.csr_array((twice, both), shape=(n, n))


def kept_graph(file: Path, mesh: Mesh) -> sparse.csr_array:
    """:func:`geodesic_graph` of a mesh, read from a file that its hash names, or written there.

    A file that cannot be read is written anew; a folder that cannot be written keeps nothing.
    """
    try:
        with io.BytesIO(file.read_bytes()) as stream, np.load(stream) as held:
            shape = (len(mesh.points), len(mesh.points))
            return sparse.csr_array((held["data"], held["indices"], held["indptr"]), shape=shape)
    except (OSError, ValueError, KeyError, BadZipFile):
        graph = geodesic_graph(mesh)
    buffer = io.BytesIO()
    np.savez(buffer, data=graph.data, indices=graph.indices, indptr=graph.indptr)
    keep(file, buffer.getvalue())
    return graph


def keep(file: Path, data: bytes) -> None:
    """Write a cache's file whole or not at all; a cache that cannot be written is no fault."""
    part = file.with_name(f"{file.name}.{uuid4().hex}.part")  # others may write it too
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        LOG.info("%s is not kept (%s)", file, error)


def _edges(mesh: Mesh) -> tuple[Index, Index, Floats]:
    pairs = mesh.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    length = np.linalg.norm(mesh.points[pairs[:, 0]] - mesh.points[pairs[:, 1]], axis=1)
    return pairs[:, 0], pairs[:, 1], length


def _opposite(mesh: Mesh) -> Index:
    """``(m, 3)``: the vertex beyond each face's edges 0-1, 1-2, 2-0; -1 at an open edge."""
    n = len(mesh.points)
    half = mesh.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    key = half[:, 0] * n + half[:, 1]
    order = np.argsort(key, kind="stable")
    wanted = half[:, 1] * n + half[:, 0]
    at = np.clip(np.searchsorted(key[order], wanted), 0, len(key) - 1)
    twin = order[at]
    found = key[twin] == wanted
    across = mesh.faces[:, [2, 0, 1]].reshape(-1).astype(np.int64)[twin]
    return np.where(found, across, -1).reshape(-1, 3)


def _flat(mesh: Mesh) -> tuple[Floats, Floats]:
    """Each face's corners in its own plane ``(m, 3, 2)`` and, beyond edge k, the unfolded
    opposite corners ``(m, 3, 2)``.
    """
    corners = mesh.points[mesh.faces]
    across = corners[:, 1] - corners[:, 0]
    x = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    other = corners[:, 2] - corners[:, 0]
    y = other - np.einsum("ij,ij->i", other, x)[:, None] * x
    y /= np.maximum(np.linalg.norm(y, axis=1, keepdims=True), 1e-12)
    moved = corners - corners[:, :1]
    flat = np.stack([np.einsum("ikj,ij->ik", moved, x), np.einsum("ikj,ij->ik", moved, y)], axis=2)
    beyond = np.empty_like(flat)
    far = mesh.points[np.maximum(_opposite(mesh), 0)]
    for k in range(3):
        a, b = corners[:, k], corners[:, (k + 1) % 3]
        edge = b - a
        length = np.maximum(np.linalg.norm(edge, axis=1), 1e-12)
        along = np.einsum("ij,ij->i", far[:, k] - a, edge) / length
        height = np.sqrt(
            np.maximum(np.einsum("ij,ij->i", far[:, k] - a, far[:, k] - a) - along**2, 0.0)
        )
        unit = (flat[:, (k + 1) % 3] - flat[:, k]) / length[:, None]
        outward = np.stack([unit[:, 1], -unit[:, 0]], axis=1)
        beyond[:, k] = flat[:, k] + along[:, None] * unit + height[:, None] * outward
    return flat, beyond


def _crosses(p: Floats, q: Floats, a: Floats, b: Floats) -> NDArray[np.bool_]:
    """Whether the straight line p-q passes between a and b."""
    line = q - p

    def side(at: Floats) -> Floats:
        return np.asarray(line[:, 0] * (at[:, 1] - p[:, 1]) - line[:, 1] * (at[:, 0] - p[:, 0]))

    return np.asarray(side(a) * side(b) < 0)


def _over_one(mesh: Mesh) -> tuple[Index, Index, Floats]:
    flat, beyond = _flat(mesh)
    opposite = _opposite(mesh)
    rows, columns, lengths = [], [], []
    for k in range(3):
        own, far = flat[:, (k + 2) % 3], beyond[:, k]
        good = (opposite[:, k] >= 0) & _crosses(own, far, flat[:, k], flat[:, (k + 1) % 3])
        rows.append(mesh.faces[good, (k + 2) % 3].astype(np.int64))
        columns.append(opposite[good, k])
        lengths.append(np.linalg.norm(own - far, axis=1)[good])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(lengths)


def _further(mesh: Mesh, rows: Index, columns: Index) -> tuple[Index, Index, Floats]:
    """Arcs between vertices two joints apart, where the skin bends evenly between them.

    The arc over a chord between normals that differ by the angle t is t/2 / sin(t/2) times as
    long. Across creases (normals that differ by more than 70 degrees) there is none.
    """
    n = len(mesh.points)
    ones = np.ones(len(rows), dtype=np.int32)
    joined = sparse.csr_array((ones, (rows, columns)), shape=(n, n))
    joined = ((joined + joined.T) > 0).astype(np.int32)
    pairs = sparse.triu(joined @ joined, k=1).tocoo()
    one, two = pairs.row.astype(np.int64), pairs.col.astype(np.int64)
    normals = mesh.normals()
    cosine = np.einsum("ij,ij->i", normals[one], normals[two])
    even = cosine > _EVEN
    one, two = one[even], two[even]
    half = 0.5 * np.arccos(np.clip(cosine[even], -1.0, 1.0))
    chord = np.linalg.norm(mesh.points[one] - mesh.points[two], axis=1)
    return one, two, chord / np.maximum(np.sinc(half / np.pi), 1e-6)
