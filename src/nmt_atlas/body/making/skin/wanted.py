"""Which cover every vertex of a skin should have, by the rows of its recipe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.skin.cover import Below, Tissue, covered, tissue_of
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.painting.regions import BodyChart, draw_chart
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.region import Regions
from nmt_atlas.domain.skin import SkinCover, SkinRecipe
from nmt_atlas.library import Library

COUNTED = frozenset({"bone", "cartilage", "ligament", "muscle"})
"""Systems that cover is measured down to."""


def at_cover(skin: Mesh, tissue: Tissue, recipe: SkinRecipe, library: Library) -> Mesh:
    """The skin at the cover of its recipe's rows; the same vertices and triangles.

    Without rows, or without a map of the skin, it stays as it is.

    Raises
    ------
    RecipeError
        Where a row names a region that the body chart lacks, or a structure that is not there.
    """
    if not recipe.cover or library.skin_map is None:
        return skin
    below = Below(tissue)
    regions = Regions(regions=tuple(one for one in library.regions.values() if one.seeds))
    chart = draw_chart(SkinSurface(skin), regions, library.skin_map)
    return covered(skin, below, wanted_of(skin, below, chart, recipe.cover), recipe.floor)


def below_skin(
    parts: Iterable[tuple[Structure, SideName, Mesh]],
) -> Tissue:
    """What lies under the skin of everybody: the right and the midline, no variants."""
    return tissue_of(
        (structure.id, structure.system in COUNTED, mesh)
        for structure, side, mesh in parts
        if structure.group != "skin" and side != "left" and not structure.variant_of
    )


def wanted_of(skin: Mesh, below: Below, chart: BodyChart, rows: Sequence[SkinCover]) -> Floats:
    """Millimetres of cover for each vertex; not a number where no row says anything."""
    wanted = np.full(len(skin.points), np.nan)
    for number, region in enumerate(chart.regions):
        told = [row.mm for row in rows if region.id in row.regions]
        if told:
            wanted[chart.label == number] = told[0]
    _check(rows, {region.id for region in chart.regions}, below.tissue.names)
    over = {name: row.mm for row in rows for name in row.over}
    bony = np.where(np.isfinite(wanted), _over(skin, below, over), np.nan)
    return np.asarray(np.fmin(wanted, bony), dtype=float)


def _over(skin: Mesh, below: Below, over: Mapping[str, float]) -> Floats:
    """Cover by the structure that is next below each vertex, where a row tells of it."""
    least = np.array([over.get(name, np.nan) for name in below.tissue.names])
    right = skin.points * [-1.0, 1.0, 1.0]
    right[skin.points[:, 0] < 0] = skin.points[skin.points[:, 0] < 0]
    owner: NDArray[np.int32] = below.cover(right)[1]
    return np.asarray(least[owner])


def _check(rows: Sequence[SkinCover], regions: set[str], structures: Sequence[str]) -> None:
    for number, row in enumerate(rows):
        lost = [name for name in row.regions if name not in regions]
        lost += [name for name in row.over if name not in structures]
        if lost:
            raise RecipeError(
                f"the cover “{row.name}” names “{lost[0]}”, which the body lacks",
                where=f"/cover/{number}",
                remedy="Name a region of the body chart, or a structure that has a recipe.",
            )


@dataclass(frozen=True, slots=True)
class Told:
    """What a row of cover says, and what the skin has there: the middle and 5 and 95 of 100."""

    row: str
    wanted: float
    median: float
    low: float
    high: float


def cover_told(
    skin: Mesh, tissue: Tissue, chart: BodyChart, rows: Sequence[SkinCover]
) -> tuple[Told, ...]:
    """The cover of each row that names regions, away from the bones that have rows of their own."""
    below = Below(tissue)
    right = np.flatnonzero(skin.points[:, 0] <= 0.0)
    gap, owner = below.cover(skin.points[right])
    bony = {name for row in rows for name in row.over}
    plain = ~np.isin(owner, [k for k, name in enumerate(tissue.names) if name in bony])
    found = []
    for row in (one for one in rows if one.regions):
        wanted = [k for k, region in enumerate(chart.regions) if region.id in row.regions]
        here = gap[plain & np.isin(chart.label[right], wanted)]
        if len(here):
            low, middle, high = (float(one) for one in np.quantile(here, [0.05, 0.5, 0.95]))
            found.append(Told(row.name, row.mm, middle, low, high))
    return tuple(found)
