"""Shells of a mesh, and whether one crosses itself."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from nmt_atlas.body.making.skin.voxels import Grid, passages
from nmt_atlas.body.mesh import Mesh

_CELLS = 56
"""Grid points along the longest extent of a shell."""


def shells(mesh: Mesh) -> list[Mesh]:
    """The connected shells of a mesh."""
    count = len(mesh.points)
    a = mesh.faces[:, [0, 1]].ravel()
    b = mesh.faces[:, [1, 2]].ravel()
    links = csr_matrix((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    owner = connected_components(links, directed=False)[1]
    found = []
    for shell in np.unique(owner[mesh.faces[:, 0]]):
        faces = mesh.faces[owner[mesh.faces[:, 0]] == shell]
        used, inverse = np.unique(faces, return_inverse=True)
        found.append(Mesh(mesh.points[used], inverse.reshape(-1, 3).astype(np.int32)))
    return found


def crossed_share(mesh: Mesh) -> float:
    """Share of a shell's inside that it encloses twice, or turned inside out; of the worst one.

    Where a surface runs through itself it encloses a part of space more than once, or less than
    not at all. Shells that lie in each other (pieces, branches) do not count.
    """
    return max((_crossed(shell) for shell in shells(mesh)), default=0.0)


def _crossed(shell: Mesh) -> float:
    low, high = shell.bounds
    step = float((high - low).max()) / _CELLS
    low = low - 0.37 * step
    x, y, z = (int(n) for n in np.ceil((high - low) / step) + 1)
    grid = Grid(low, step, (x, y, z))
    winding = np.zeros((x * y, z + 1), dtype=np.int16)
    column, level, sign = passages(shell, grid)
    np.add.at(winding, (column, level), sign.astype(np.int16))
    times = np.cumsum(winding, axis=1, dtype=np.int16)
    if shell.volume < 0:  # the inner wall of a hollow
        times = -times
    inside = int((times != 0).sum())
    return float(((times < 0) | (times > 1)).sum() / inside) if inside else 0.0
