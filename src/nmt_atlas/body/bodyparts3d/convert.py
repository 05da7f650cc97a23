"""Mend imported meshes and carry the own body's texture coordinates over to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from nmt_atlas.body.making.simplify import area
from nmt_atlas.body.mesh import Mesh, join

_WELD = 1e-4
_SLIVER_FACES = 24
_SLIVER_AREA = 0.01


def cleaned(mesh: Mesh) -> Mesh:
    """Welded, without collapsed triangles, slivers and inner shells.

    A sliver is a shell of few triangles and less than a hundredth of the surface; an inner
    shell is turned inside out within the outer one.
    """
    welded = _welded(mesh)
    if not len(welded.faces):
        return welded
    shells = _shells(welded)
    if len(shells) == 1:
        return _outward(shells[0])
    total = sum(area(shell) for shell in shells)
    kept = [
        shell
        for shell in shells
        if len(shell.faces) >= _SLIVER_FACES or area(shell) >= _SLIVER_AREA * total
    ]
    largest = max(kept, key=area)
    sign = np.sign(largest.volume)
    kept = [shell for shell in kept if np.sign(shell.volume) == sign or not _within(shell, largest)]
    return _outward(join(kept))


def divided(mesh: Mesh, among: list[Mesh]) -> list[Mesh]:
    """Cut a mesh along its edges: each triangle goes to the nearest of several meshes."""
    centres = mesh.points[mesh.faces].mean(axis=1)
    distances = [cKDTree(_samples(one)[0]).query(centres)[0] for one in among]
    owner = np.argmin(np.array(distances), axis=0)
    return [_part(mesh, owner == number) for number in range(len(among))]


def with_uv(mesh: Mesh, own: Mesh) -> Mesh:
    """The mesh with the texture coordinates of the nearest place on ``own``, smoothed a little.

    Without texture coordinates on ``own`` the mesh comes back as it is.
    """
    if own.uv is None:
        return mesh
    places, uv = _samples(own)
    if uv is None:
        return mesh
    _, near = cKDTree(places).query(mesh.points, k=4)
    found = uv[near].mean(axis=1)
    return Mesh(mesh.points, mesh.faces, np.clip(_smoothed(mesh, found), 0.0, 1.0))


def _samples(mesh: Mesh) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Corners, edge middles and centres of all triangles, with their texture coordinates."""
    corner = mesh.points[mesh.faces]
    weights = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1], [2 / 3, 2 / 3, 2 / 3]]) / 2
    places = np.concatenate([mesh.points, np.einsum("wk,fkd->fwd", weights, corner).reshape(-1, 3)])
    if mesh.uv is None:
        return places, None
    between = np.einsum("wk,fkd->fwd", weights, mesh.uv[mesh.faces]).reshape(-1, 2)
    return places, np.concatenate([mesh.uv, between])


def _smoothed(mesh: Mesh, values: NDArray[np.float64], rounds: int = 3) -> NDArray[np.float64]:
    links = _links(mesh)
    degree = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1.0)[:, None]
    for _ in range(rounds):
        values = 0.5 * values + 0.5 * (links @ values) / degree
    return values


def _links(mesh: Mesh) -> csr_matrix:
    n = len(mesh.points)
    a = mesh.faces[:, [0, 1, 2, 1, 2, 0]].ravel()
    b = mesh.faces[:, [1, 2, 0, 0, 1, 2]].ravel()
    return csr_matrix((np.ones(len(a)), (a, b)), shape=(n, n))


def _welded(mesh: Mesh) -> Mesh:
    grid = np.rint(mesh.points / _WELD).astype(np.int64)
    _, first, inverse = np.unique(grid, axis=0, return_index=True, return_inverse=True)
    faces = inverse.ravel()[mesh.faces]
    a, b, c = faces.T
    kept = faces[(a != b) & (b != c) & (c != a)]
    _, once = np.unique(_turned(kept), axis=0, return_index=True)
    kept = kept[np.sort(once)]
    used, number = np.unique(kept, return_inverse=True)
    return Mesh(mesh.points[first[used]], number.reshape(-1, 3).astype(np.int32))


def _turned(faces: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each triangle beginning with its lowest corner, its direction kept."""
    start = np.argmin(faces, axis=1)
    return np.take_along_axis(faces, (start[:, None] + np.arange(3)) % 3, axis=1)


def _shells(mesh: Mesh) -> list[Mesh]:
    count, label = connected_components(_links(mesh), directed=False)
    owner = label[mesh.faces[:, 0]]
    return [_part(mesh, owner == number) for number in range(count)]


def _part(mesh: Mesh, chosen: NDArray[np.bool_]) -> Mesh:
    faces = mesh.faces[chosen]
    used, number = np.unique(faces, return_inverse=True)
    uv = None if mesh.uv is None else mesh.uv[used]
    return Mesh(mesh.points[used], number.reshape(-1, 3).astype(np.int32), uv)


def _within(inner: Mesh, outer: Mesh) -> bool:
    (low, high), (outer_low, outer_high) = inner.bounds, outer.bounds
    return bool((low >= outer_low).all() and (high <= outer_high).all())


def _outward(mesh: Mesh) -> Mesh:
    if mesh.volume >= 0:
        return mesh
    return Mesh(mesh.points, mesh.faces[:, ::-1].copy(), mesh.uv)
