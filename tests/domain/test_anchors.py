from __future__ import annotations

import pytest

from nmt_atlas.domain.anchors import (
    Anchor,
    LandmarkAnchor,
    LevelAnchor,
    SegmentAnchor,
    missing_from,
    parse_anchor,
)
from nmt_atlas.domain.errors import AnchorError
from nmt_atlas.domain.region import SkinLandmark, SkinMap, SkinSegment


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("acromion", LandmarkAnchor("acromion")),
        ("greater-trochanter opposite", LandmarkAnchor("greater-trochanter", opposite=True)),
        ("forearm dorsal 40%", SegmentAnchor("forearm", "dorsal", 0.4)),
        ("forearm dorsal +15° 40%", SegmentAnchor("forearm", "dorsal", 0.4, 15.0)),
        ("forearm dorsal 40% -15°", SegmentAnchor("forearm", "dorsal", 0.4, -15.0)),
        ("thigh 90° 40%", SegmentAnchor("thigh", "", 0.4, 90.0)),
        ("thigh 90° 0% opposite", SegmentAnchor("thigh", "", 0.0, 90.0, opposite=True)),
        ("T6 back 40mm", LevelAnchor("T6", "back", aside=40.0)),
        ("L4/L5 back", LevelAnchor("L4", "back", below="L5")),
        ("T12 side opposite", LevelAnchor("T12", "side", opposite=True)),
        ("  T6   back  40mm ", LevelAnchor("T6", "back", aside=40.0)),
    ],
)
def test_the_three_forms(text: str, anchor: Anchor) -> None:
    assert parse_anchor(text) == anchor


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "a landmark"),
        ("Acromion", 0, "vertebral level"),
        ("T13 back", 0, "vertebral level"),
        ("T6 above", 3, "front, back or side"),
        ("T6", 2, "front, back or side"),
        ("T6 back 40", 8, "40mm"),
        ("T6 back 40mm high", 13, "nothing more"),
        ("forearm dorsal", 14, "a share"),
        ("forearm dorsal 140%", 15, "between 0% and 100%"),
        ("forearm 40%", 8, "a face"),
        ("forearm dorsal 40% twice", 19, "nothing more"),
        ("opposite opposite opposite", 26, "a share"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text: str, position: int, expected: str) -> None:
    with pytest.raises(AnchorError) as caught:
        parse_anchor(text)
    assert caught.value.position == position
    assert expected in caught.value.expected


MAP = SkinMap(
    landmarks=(SkinLandmark(id="acromion", name="Acromion", at=(0, 0, 0)),),
    segments=(
        SkinSegment(
            id="thigh",
            axis=((0, 0, 1), (0, 0, 0)),
            front=(0, -1, 0),
            lateral=(-1, 0, 0),
            faces={"back": 180},
        ),
    ),
    levels={"T6": 1200.0},
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("acromion", ""),
        ("acromium", "landmark “acromium”"),
        ("thigh back 1%", ""),
        ("thigh 10° 1%", ""),
        ("thigh dorsal 1%", "face “dorsal” of thigh (it has back)"),
        ("leg back 1%", "segment “leg”"),
        ("T6 back", ""),
        ("T6/T7 back", "level “T7”"),
    ],
)
def test_names_are_compared_with_the_skin_map(text: str, missing: str) -> None:
    found = missing_from(parse_anchor(text), MAP)
    assert missing in found
    assert bool(found) == bool(missing)


def test_ends_of_a_segment_and_a_landmark_of_that_name() -> None:
    assert parse_anchor("thigh back 100%") == SegmentAnchor("thigh", "back", 1.0)
    assert parse_anchor("opposite") == LandmarkAnchor("opposite")
    assert parse_anchor("T6 front 12.5mm") == LevelAnchor("T6", "front", aside=12.5)
    assert parse_anchor("T6 side") == LevelAnchor("T6", "side")
    assert parse_anchor("thigh 10° +5° 2%") == SegmentAnchor("thigh", "", 0.02, 15.0)


def test_the_side_of_the_trunk_has_no_distance() -> None:
    with pytest.raises(AnchorError, match="nothing more") as caught:
        parse_anchor("T6 side 40mm")
    assert caught.value.position == 8


def test_what_is_missing_is_told_by_the_first_of_its_names() -> None:
    arm = MAP.segments[0].model_copy(update={"id": "arm", "faces": {"ulnar": 90}})
    both = MAP.model_copy(update={"segments": (arm, *MAP.segments)})
    assert missing_from(parse_anchor("thigh back 1%"), both) == ""
    assert missing_from(parse_anchor("arm ulnar 1%"), both) == ""
    assert missing_from(parse_anchor("arm front 1%"), both) == ""
    assert "face “radial” of arm" in missing_from(parse_anchor("arm radial 1%"), both)
    assert missing_from(parse_anchor("T8/T7 back"), both) == "the level “T8”"
