"""Anchors become places on a skin, on the right side and mirrored on the left."""

from __future__ import annotations

import numpy as np
import pytest
from skin_shapes import ball, trunk_map

from nmt_atlas.body.painting.skin_map import resolve, segment_frame
from nmt_atlas.domain.anchors import missing_from, parse_anchor
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.region import Regions, SkinMap
from nmt_atlas.library.paths import data_paths

BALL, MAP = ball(), trunk_map()


def at(text: str, side: str = "right") -> np.ndarray:
    return np.array(resolve(text, side, BALL, MAP).xyz)  # type: ignore[arg-type]


def test_a_landmark_snaps_to_the_skin_and_mirrors() -> None:
    right, left = at("brow"), at("brow", "left")
    assert np.linalg.norm(right) == pytest.approx(80, abs=2)
    assert right[0] < 0 < left[0]
    assert np.linalg.norm(right - left * [-1, 1, 1]) < 5


def test_opposite_is_the_other_side() -> None:
    assert np.linalg.norm(at("side opposite") - at("side", "left")) == 0


def test_a_segment_face_is_a_ray_from_its_axis() -> None:
    assert np.linalg.norm(at("trunk lateral 50%") - [-80, 0, 0]) < 5
    assert np.linalg.norm(at("trunk back 50%") - [0, 80, 0]) < 5
    assert np.linalg.norm(at("trunk 90° 50%") - at("trunk lateral 50%")) == 0
    assert np.linalg.norm(at("trunk lateral 50%", "left") - [80, 0, 0]) < 5


def test_a_limb_stops_at_the_median_plane() -> None:
    place = resolve("limb medial 50%", "right", BALL, MAP)
    assert place.xyz[0] < 8, "the ray went through to the other side"


def test_levels_lie_at_their_height_and_distance() -> None:
    x, y, z = at("T6 back 30mm")
    assert (x, z) == (pytest.approx(-30, abs=5), pytest.approx(20, abs=5))
    assert y > 60
    x, y, z = at("T6/T8 front 30mm", "left")
    assert (x, z) == (pytest.approx(30, abs=5), pytest.approx(0, abs=5))
    assert y < -60
    assert at("T6 side")[0] < -70


def test_what_is_missing_is_named() -> None:
    with pytest.raises(UnknownIdError, match="no-such-place"):
        at("no-such-place")
    with pytest.raises(UnknownIdError, match="palmar"):
        at("trunk palmar 40%")


def test_segment_frames_are_square() -> None:
    for segment in data_map().segments:
        for share in (0.0, 0.3, 0.7, 1.0):
            _, direction, front, lateral = segment_frame(segment, share)
            grid = np.stack([direction, front, lateral])
            assert np.abs(grid @ grid.T - np.eye(3)).max() < 1e-9


def data_map() -> SkinMap:
    return SkinMap.model_validate_json(data_paths().skin_map.read_text(encoding="utf-8"))


def test_the_shipped_map_gives_the_right_side() -> None:
    skin_map = data_map()
    assert len({one.id for one in skin_map.landmarks}) == len(skin_map.landmarks) > 150
    assert all(one.at[0] <= 0 for one in skin_map.landmarks)
    levels = [skin_map.levels[name] for name in ("C1", "C7", "T6", "T12", "L5", "S1", "S5")]
    assert levels == sorted(levels, reverse=True)


def test_every_seed_of_the_shipped_chart_can_be_read() -> None:
    text = data_paths().regions.read_text(encoding="utf-8")
    skin_map = data_map()
    for region in Regions.model_validate_json(text).regions:
        for seed in region.seeds:
            assert missing_from(parse_anchor(seed), skin_map) == "", f"{region.id}: {seed}"
