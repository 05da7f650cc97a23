"""The body chart covers a skin, and names what is painted."""

from __future__ import annotations

import numpy as np
import pytest
from skin_shapes import ball, trunk_map

from nmt_atlas.body.painting.regions import BodyChart, draw_chart
from nmt_atlas.body.painting.zones import SparseWeights, paint
from nmt_atlas.domain.referral import Stroke
from nmt_atlas.domain.region import Region, Regions
from nmt_atlas.library.paths import data_paths

SKIN, MAP = ball(), trunk_map()
KNOWN = """
vertex occiput temple forehead eye_eyebrow ear_tmj cheek_jaw toothache throat_front_neck
back_neck upper_thoracic_back mid_thoracic_back low_thoracic_back lumbar sacroiliac buttock
pelvis_coccyx groin chest_front chest_side abdomen shoulder_front shoulder_back arm_lateral
arm_front arm_back arm_medial elbow_lateral elbow_medial elbow_posterior elbow_front
forearm_radial forearm_ulnar forearm_volar forearm_dorsal thumb_radial_hand wrist_hand_dorsal
wrist_palm_volar fingers_dorsal fingers_volar hip_thigh_lateral thigh_front thigh_medial
thigh_back knee_front knee_medial knee_lateral knee_back leg_front leg_lateral leg_back
ankle_front ankle_lateral ankle_medial ankle_back heel foot_dorsum foot_sole forefoot_ball
great_toe lesser_toes
"""
COARSE = set(KNOWN.split())


def region(name: str, *seeds: str, part_of: str = "", paired: bool = True) -> Region:
    return Region(
        id=name, name=name, group="torso", paired=paired, part_of=part_of or name, seeds=seeds
    )


@pytest.fixture(scope="module")
def chart() -> BodyChart:
    parts = (
        region("face", "trunk front 50%", paired=False),
        region("mouth", "trunk front 80%", part_of="face", paired=False),
        region("flank", "trunk lateral 50%"),
        region("nape", "trunk back 50%"),
    )
    return draw_chart(SKIN, Regions(regions=parts), MAP)


def test_every_vertex_has_the_region_of_the_nearest_seed(chart: BodyChart) -> None:
    assert len(chart.label) == len(SKIN.mesh.points)
    points = SKIN.mesh.points / np.linalg.norm(SKIN.mesh.points, axis=1, keepdims=True)
    assert (points[chart.label == 3] @ [0, 1, 0] > -0.2).all()
    level = np.abs(points[:, 2]) < 0.15
    assert (np.abs(points[level & (chart.label == 2)][:, 0]) > 0.65).all()
    assert set(np.unique(chart.label)) == {0, 1, 2, 3}


def test_a_coarse_region_holds_its_parts(chart: BodyChart) -> None:
    whole, part = chart.vertices("face"), chart.vertices("mouth")
    assert set(part) < set(whole)
    left = chart.vertices("flank", "left")
    assert SKIN.mesh.points[left][:, 0].min() > 0
    assert len(left) == pytest.approx(len(chart.vertices("flank", "right")), rel=0.1)


def test_paint_is_told_in_regions(chart: BodyChart) -> None:
    painted = paint([Stroke(through=("side",), radius=20)], "left", SKIN, MAP)
    found = chart.regions_of(painted)
    assert (found[0][0].id, found[0][1]) == ("flank", "left")
    assert sum(share for _, _, share in found) == pytest.approx(1)
    assert [share for *_, share in found] == sorted((s for *_, s in found), reverse=True)
    assert chart.regions_of(SparseWeights(np.empty(0, np.uint32), np.empty(0, np.uint8))) == []


def test_the_shipped_chart_has_every_known_region() -> None:
    text = data_paths().regions.read_text(encoding="utf-8")
    regions = Regions.model_validate_json(text).regions
    ids = [one.id for one in regions]
    assert len(set(ids)) == len(ids) >= 85
    wide = {one.id for one in regions if one.seeds and one.part_of == one.id}
    assert wide == COARSE | {"shoulder_top"}
    assert all(one.part_of in wide for one in regions if one.seeds)
    assert all(set(one.parts) <= set(ids) for one in regions)
    assert all(one.name_es for one in regions)
    seeds = [seed for one in regions for seed in one.seeds]
    assert len(set(seeds)) == len(seeds), "a seed in two regions"
