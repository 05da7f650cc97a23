"""Body-chart regions: the skin divided into named areas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen, RegionId, Text

RegionGroup = Literal["head_neck", "torso", "upper_limb", "lower_limb"]


class Region(Frozen):
    """One region of the body chart, given for the right side.

    Every skin vertex belongs to the region of the nearest of all regions' ``seeds`` (skin
    anchors), measured along the skin, so the regions cover the skin without gaps.
    ``part_of`` names the coarser region that it belongs to (itself where it is one).
    """

    LINKS = MappingProxyType(
        {
            "part_of": ("region",),
        }
    )

    id: RegionId
    name: Text
    name_es: str = ""
    group: RegionGroup
    paired: bool = True
    part_of: RegionId
    seeds: tuple[str, ...] = Field(min_length=1)
    covers: str = ""


class Regions(Frozen):
    """The whole body chart."""

    regions: tuple[Region, ...]


def chain_of(region: str, regions: Mapping[str, Region]) -> list[str]:
    """A region and the larger ones around it, outward."""
    chain = [region]
    while (one := regions.get(chain[-1])) is not None and one.part_of not in chain:
        chain.append(one.part_of)
    return chain


class SkinLandmark(Frozen):
    """A named place on the skin (right side), snapped to the nearest skin of any body."""

    id: str
    name: Text
    at: tuple[float, float, float]
    from_landmark: str = ""


class SkinSegment(Frozen):
    """A limb or trunk segment with an axis and a front, so that places on it can be named.

    ``axis`` runs from proximal (0 %) to distal (100 %); ``front`` is the direction that the
    face ``front`` looks in; ``faces`` names further faces by their angle in degrees turned
    from the front towards the lateral side (right side given).
    """

    id: str
    axis: tuple[tuple[float, float, float], ...] = Field(min_length=2)
    front: tuple[float, float, float]
    lateral: tuple[float, float, float]
    faces: dict[str, float]


class SkinMap(Frozen):
    """Everything that a skin anchor can name."""

    landmarks: tuple[SkinLandmark, ...]
    segments: tuple[SkinSegment, ...]
    levels: dict[str, float]
    """Vertebral level -> height z in mm (spinous process)."""
