"""Body-chart regions: the skin divided into named areas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Frozen, Id, RegionId, Text

RegionGroup = Literal["head_neck", "torso", "upper_limb", "lower_limb"]


class Region(Frozen):
    """One region of the body chart, given for the right side.

    Every skin vertex belongs to the region of the nearest of all regions' ``seeds`` (skin
    anchors), measured along the skin, so the regions cover the skin without gaps.
    ``part_of`` names the coarser region that it belongs to (itself where it is one).
    ``synonyms`` and ``synonyms_es`` are what people call it.

    A group (the chest, the low back) has no seeds of its own but ``parts``: what is asked of it is
    asked of all of them. ``sources`` say who drew its borders so.
    """

    LINKS = MappingProxyType(
        {
            "part_of": ("region",),
            "parts": ("region",),
        }
    )

    id: RegionId
    name: Text
    name_es: str = ""
    group: RegionGroup
    paired: bool = True
    part_of: RegionId
    seeds: tuple[str, ...] = ()
    parts: tuple[RegionId, ...] = ()
    covers: str = ""
    synonyms: tuple[str, ...] = ()
    synonyms_es: tuple[str, ...] = ()
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _seeds_or_parts(self) -> Self:
        if bool(self.seeds) == bool(self.parts):
            raise ValueError("either “seeds” or, of a group, “parts”")
        return self


class Regions(Frozen):
    """The whole body chart."""

    regions: tuple[Region, ...]


def chain_of(region: str, regions: Mapping[str, Region]) -> list[str]:
    """A region and the larger ones around it, outward."""
    chain = [region]
    while (one := regions.get(chain[-1])) is not None and one.part_of not in chain:
        chain.append(one.part_of)
    return chain


def parts_of(region: str, regions: Mapping[str, Region]) -> frozenset[str]:
    """A region with every region that lies in it; a group with those of all its parts."""
    group = regions[region].parts if region in regions else ()
    tops = {region, *group}
    return frozenset(one for one in regions if tops & {*chain_of(one, regions)}) | {region}


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
