"""The skin is brought to the cover that is told by region and by the bone below."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body.making.skin.cover import Below, covered, settled, tissue_of
from nmt_atlas.body.making.skin.triangles import nearest_on
from nmt_atlas.body.making.skin.wanted import cover_told, wanted_of
from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.painting.regions import BodyChart
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.region import Region
from nmt_atlas.domain.skin import SkinCover

FLESH, VEIN = ball(radius=30.0), ball((0.0, -33.0, 0.0), 2.0)
SKIN = ball(radius=36.0, rings=36)


@pytest.fixture(scope="module")
def below() -> Below:
    return Below(tissue_of([("flesh", True, FLESH), ("vein", False, VEIN)]))


def wanted(upper: float, lower: float) -> np.ndarray:
    return np.where(SKIN.points[:, 2] > 0, upper, lower)


def test_each_place_has_the_cover_that_is_told_on_both_sides(below):
    found = covered(SKIN, below, wanted(3.0, 10.0), -1e3)
    gap = np.linalg.norm(found.points, axis=1) - 30.0
    assert np.median(gap[SKIN.points[:, 2] > 12]) == pytest.approx(3.0, abs=0.4)
    assert np.median(gap[SKIN.points[:, 2] < -12]) == pytest.approx(10.0, abs=0.5)
    assert np.array_equal(found.faces, SKIN.faces)
    places = {tuple(row) for row in np.round(found.points, 5) + 0.0}
    assert {(0.0 - x, y, z) for x, y, z in places} == {(x + 0.0, y, z) for x, y, z in places}


def test_what_no_row_names_keeps_its_own(below):
    found = covered(SKIN, below, wanted(np.nan, 10.0), -1e3)
    top = SKIN.points[:, 2] > 25
    assert np.abs(found.points - SKIN.points)[top].max() < 0.1


def test_nothing_stands_out_of_thin_skin(below):
    found = covered(SKIN, below, wanted(1.5, 1.5), -1e3)
    front = np.linalg.norm(found.points - [0.0, -33.0, 0.0], axis=1)
    assert front.min() > 2.1, "the vein runs above what counts, yet stays below the skin"


def test_a_skin_at_its_cover_stays(below):
    once = covered(SKIN, below, wanted(4.0, 9.0), -1e3)
    assert covered(once, below, wanted(4.0, 9.0), -1e3) is once
    assert not settled(np.full(40, 6.0), np.full(40, 3.0))


def test_folds_do_not_meet_and_no_triangle_turns_over():
    apart = 7.0
    skin = join([ball((0.0, side * (20.0 + apart / 2), 0.0), 20.0, 30) for side in (-1.0, 1.0)])
    flesh = join([ball((0.0, side * (20.0 + apart / 2), 0.0), 16.0) for side in (-1.0, 1.0)])
    below = Below(tissue_of([("flesh", True, flesh)]))
    found = covered(skin, below, np.full(len(skin.points), 12.0), -1e3)
    first = found.points[: len(found.points) // 2]
    assert first[:, 1].max() < -0.5, "each stays on its own side of the gap"
    assert first[:, 1].min() < skin.points[:, 1].min() - 4, "and grows where nothing is in the way"
    before, after = directions(skin), directions(found)
    assert np.einsum("ij,ij->i", before, after).min() > 0


def directions(mesh: Mesh) -> np.ndarray:
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    return np.cross(b - a, c - a)


def test_the_skin_keeps_its_floor(below):
    found = covered(SKIN, below, wanted(6.0, 12.0), SKIN.points[:, 2].min())
    assert found.points[:, 2].min() >= SKIN.points[:, 2].min()


def chart() -> BodyChart:
    regions = tuple(
        Region(id=name, name=name, group="torso", part_of=name, seeds=("x",))
        for name in ("upper", "lower")
    )
    label = (SKIN.points[:, 2] <= 0).astype(np.int16)
    return BodyChart(regions, label, SKIN.points[:, 0] > 0)


def row(name: str, mm: float, **more: object) -> SkinCover:
    return SkinCover.model_validate({"name": name, "mm": mm, "sources": ["gray-2020"], **more})


def test_rows_tell_by_region_and_by_the_bone_below(below):
    rows = [row("upper", 8, regions=["upper"]), row("thin", 2, over=["flesh"])]
    found = wanted_of(SKIN, below, chart(), rows)
    assert set(found[SKIN.points[:, 2] > 0]) == {2.0}, "the bone counts where it asks for less"
    assert np.isnan(found[SKIN.points[:, 2] <= 0]).all(), "where no row tells of the region"
    told = cover_told(SKIN, below.tissue, chart(), rows[:1])
    assert [(one.row, one.wanted) for one in told] == [("upper", 8)]
    assert told[0].median == pytest.approx(6.0, abs=0.3)


def test_a_row_that_names_nothing_is_told(below):
    for lost in ({"regions": ["tail"]}, {"over": ["tusk"]}):
        with pytest.raises(RecipeError, match=r"tail|tusk"):
            wanted_of(SKIN, below, chart(), [row("lost", 3, **lost)])


def test_distances_to_triangles():
    corners = np.array([[[0.0, 0, 0], [10, 0, 0], [0, 10, 0]]]).repeat(4, axis=0)
    points = np.array([[2.0, 2, 3], [-4, 5, 0], [-3, -4, 0], [13, 0, 4]])
    assert nearest_on(points, corners) == pytest.approx([3.0, 4.0, 5.0, 5.0])
