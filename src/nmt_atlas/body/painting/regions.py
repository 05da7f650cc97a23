"""The body chart on a skin: which region every vertex belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from nmt_atlas.body.painting.skin_map import resolve
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.region import Region, Regions, SkinMap


@dataclass(frozen=True, slots=True, eq=False)
class BodyChart:
    """The regions of a skin's vertices.

    Attributes
    ----------
    regions
        All regions, in the document's order.
    label
        ``(n,)`` index into ``regions`` of each vertex.
    left
        ``(n,)`` true on the left side (x > 0).
    """

    regions: tuple[Region, ...]
    label: NDArray[np.int16]
    left: NDArray[np.bool_]

    def region_at(self, vertex: int) -> Region:
        """The finest region of a vertex."""
        return self.regions[int(self.label[vertex])]

    def vertices(self, region: str, side: SideName = "midline") -> NDArray[np.int64]:
        """Vertices of a region and of its parts; ``midline`` gives both sides.

        Parameters
        ----------
        region
            Region id, coarse or fine.
        side
            Which side.
        """
        wanted = [k for k, one in enumerate(self.regions) if region in (one.id, one.part_of)]
        mask = np.isin(self.label, wanted)
        if side != "midline":
            mask &= self.left == (side == "left")
        return np.flatnonzero(mask)

    def regions_of(self, painted: SparseWeights) -> list[tuple[Region, SideName, float]]:
        """The regions that a painting lies in, with its share in each, largest first.

        Shares are of the painting's summed weight and add up to 1.
        """
        total = float(painted.weights.sum())
        if total == 0:
            return []
        found: dict[tuple[int, bool], float] = {}
        codes = self.label[painted.vertices].astype(int) * 2 + self.left[painted.vertices]
        sums = np.bincount(codes, weights=painted.weights, minlength=2 * len(self.regions))
        for code in np.flatnonzero(sums):
            index = int(code // 2)
            left = bool(code % 2) and self.regions[index].paired
            found[index, left] = found.get((index, left), 0.0) + float(sums[code]) / total
        order = sorted(found, key=lambda key: (-found[key], key))
        return [(self.regions[k], self._side(k, left), found[k, left]) for k, left in order]

    def _side(self, index: int, left: bool) -> SideName:
        if not self.regions[index].paired:
            return "midline"
        return "left" if left else "right"


def draw_chart(skin: SkinSurface, regions: Regions, skin_map: SkinMap) -> BodyChart:
    """Give every vertex the region of the nearest seed along the skin.

    Parameters
    ----------
    skin
        The skin of any body in the body frame.
    regions
        The body chart.
    skin_map
        What the seeds name.

    Raises
    ------
    AnchorError, UnknownIdError
        Where a seed cannot be read or found.
    """
    seeds: dict[int, int] = {}
    sides: tuple[SideName, ...] = ("right", "left")
    for index, region in enumerate(regions.regions):
        for text in region.seeds:
            for side in sides:
                seeds.setdefault(resolve(text, side, skin, skin_map).vertex, index)
    label = _nearest_seed(skin, seeds)
    return BodyChart(regions.regions, label, skin.mesh.points[:, 0] > 0)


def _nearest_seed(skin: SkinSurface, seeds: dict[int, int]) -> NDArray[np.int16]:
    vertices = np.array(sorted(seeds), dtype=np.int64)
    _, _, source = csgraph.dijkstra(
        sparse.csr_array(skin.graph),
        directed=True,
        indices=vertices,
        min_only=True,
        return_predecessors=True,
    )
    label = np.empty(len(source), dtype=np.int16)
    known = source >= 0
    label[known] = [seeds[int(v)] for v in source[known]]
    if not known.all():
        far = np.flatnonzero(~known)
        near = skin.mesh.points[vertices]
        gaps = ((skin.mesh.points[far][:, None] - near[None]) ** 2).sum(axis=2)
        label[far] = [seeds[int(vertices[k])] for k in gaps.argmin(axis=1)]
    return label
