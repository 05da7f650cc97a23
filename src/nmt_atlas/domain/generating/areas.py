"""Where the body's structures lie on the body chart."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.region import Region

AREA_NAMES = {
    "head-neck": mark("Head and neck"),
    "shoulder": mark("Shoulder"),
    "arm": mark("Upper arm"),
    "forearm": mark("Forearm"),
    "hand": mark("Hand"),
    "trunk": mark("Chest and belly"),
    "back": mark("Back"),
    "pelvis": mark("Pelvis"),
    "hip": mark("Hip"),
    "thigh": mark("Thigh"),
    "leg": mark("Lower leg"),
    "foot": mark("Foot"),
}
"""Area of a structure -> its name (marked for translation), from head to sole."""

BESIDE: dict[str, frozenset[str]] = {
    "head-neck": frozenset({"shoulder", "back", "trunk"}),
    "shoulder": frozenset({"head-neck", "arm", "back", "trunk"}),
    "arm": frozenset({"shoulder", "forearm"}),
    "forearm": frozenset({"arm", "hand"}),
    "hand": frozenset({"forearm"}),
    "trunk": frozenset({"head-neck", "shoulder", "back", "pelvis"}),
    "back": frozenset({"head-neck", "shoulder", "trunk", "pelvis"}),
    "pelvis": frozenset({"trunk", "back", "hip"}),
    "hip": frozenset({"pelvis", "thigh"}),
    "thigh": frozenset({"hip", "leg"}),
    "leg": frozenset({"thigh", "foot"}),
    "foot": frozenset({"leg"}),
}
"""Area -> those that border on it."""

_AREAS: dict[str, tuple[str, ...]] = {
    "head-neck": ("head", "face", "neck", "ear_tmj", "suboccipital", "supraclavicular"),
    "shoulder": ("shoulder", "scapula", "supraspinous", "collarbone", "arm_lateral", "armpit"),
    "arm": ("upper_arm", "elbow"),
    "forearm": ("forearm", "elbow", "wrist"),
    "hand": ("hand", "fingers", "wrist", "thenar", "hypothenar"),
    "trunk": ("chest", "belly", "sternum", "breast", "flank"),
    "back": ("back", "mid_back", "neck_shoulder_angle", "interscapular", "lumbar_side", "sacrum"),
    "pelvis": ("pelvis", "perineum", "genital", "coccyx", "groin"),
    "hip": ("hip", "buttock", "buttock_upper", "sit_bone"),
    "thigh": ("thigh", "knee"),
    "leg": ("leg", "knee_back", "ankle"),
    "foot": ("foot", "toes", "ankle"),
}
"""Area of a structure -> regions and groups of the body chart that it makes."""


def chart_regions(area: str, regions: Mapping[str, Region]) -> frozenset[str]:
    """The regions of the chart, large and small, that an area makes."""
    found = {one for one in _AREAS.get(area, ()) if one in regions}
    found |= {part for one in tuple(found) for part in regions[one].parts}
    grown = True
    while grown:
        inside = {
            ident for ident, one in regions.items() if one.part_of in found and one.part_of != ident
        }
        grown = not inside <= found
        found |= inside
    return frozenset(found)
