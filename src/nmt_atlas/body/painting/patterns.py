"""All patterns of a body as two sparse matrices, to ask which reach a painted place.

Column by column (a skin vertex), so that a question costs as much as what was painted and not as
much as the whole skin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting.zones import SparseWeights, union

Weights = NDArray[np.float32]

_FULL = np.float32(1 / 255)


@dataclass(frozen=True, eq=False)
class Patterns:
    """Patterns over a skin's vertices.

    Attributes
    ----------
    essential
        ``(vertices, rows)`` weights 0..1 of essential zones, a row of the matrix per vertex.
    spillover
        The same of spillover zones, beyond what the essential ones cover.
    areas
        ``(vertices,)`` the skin's area at every vertex (mm²).
    sizes
        ``(rows,)`` the area of every pattern's essential zones (mm²).
    """

    essential: sparse.csr_array
    spillover: sparse.csr_array
    areas: Weights
    sizes: Weights

    @property
    def nbytes(self) -> int:
        """The memory that all of it takes."""
        total = self.areas.nbytes + self.sizes.nbytes
        for one in (self.essential, self.spillover):
            total += one.data.nbytes + one.indices.nbytes + one.indptr.nbytes
        return int(total)

    def reach(self, vertices: NDArray[np.integer], weights: Weights) -> tuple[Weights, Weights]:
        """What every pattern covers of places.

        Parameters
        ----------
        vertices
            The skin vertices that belong to any of the places.
        weights
            ``(n, places)``: how much of each place lies at each of them.

        Returns
        -------
        essential, spillover
            ``(rows, places)``: the summed weight in essential zones, and in spillover alone.
        """
        first = self.essential[vertices].T @ weights
        return np.asarray(first), np.asarray(self.spillover[vertices].T @ weights)


def vertex_areas(mesh: Mesh) -> Weights:
    """The area at every vertex: a third of each triangle that meets there (mm²)."""
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    found = np.zeros(len(mesh.points))
    for k in range(3):
        np.add.at(found, mesh.faces[:, k], third)
    return found.astype(np.float32)


def patterns_of(
    rows: Sequence[tuple[Sequence[SparseWeights], Sequence[SparseWeights]]], areas: Weights
) -> Patterns:
    """Patterns from painted zones.

    Parameters
    ----------
    rows
        The painted essential zones and the painted spillover zones of every pattern.
    areas
        The skin's area at every vertex.
    """
    essential = _matrix([row[0] for row in rows], len(areas))
    both = essential.maximum(_matrix([row[1] for row in rows], len(areas)))
    spillover = sparse.csr_array(both - essential)
    spillover.eliminate_zeros()
    sizes = np.asarray(essential @ areas, dtype=np.float32)
    return Patterns(_by_vertex(essential), _by_vertex(spillover), areas, sizes)


def _by_vertex(matrix: sparse.csr_array) -> sparse.csr_array:
    turned = sparse.csr_array(matrix.T.tocsr())
    turned.data = turned.data.astype(np.float32)
    turned.indices = turned.indices.astype(np.int32)
    turned.indptr = turned.indptr.astype(np.int32)
    return turned


def _matrix(rows: Sequence[Sequence[SparseWeights]], vertices: int) -> sparse.csr_array:
    painted = [union(row) if row else _NOTHING for row in rows]
    ends = np.concatenate([[0], np.cumsum([len(one.vertices) for one in painted])])
    where = np.concatenate([_NOTHING.vertices, *(one.vertices for one in painted)])
    values = np.concatenate([_NOTHING.weights, *(one.weights for one in painted)])
    shape = (len(rows), vertices)
    return sparse.csr_array((values * _FULL, where.astype(np.int32), ends), shape=shape)


_NOTHING = SparseWeights(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
