"""A red flag stands above regions of which its words for clients speak.

A handout prints these words above its regions. So a shoulder that hurts from the belly
stands in ``felt_in``: it is asked about last, and no handout about a shoulder names a hard belly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.region import Region
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "flags-belong"

_SPOKEN: Mapping[str, str] = {
    "head_neck": r"head(?:ache)?|scalp|face|eyes?|eyelid|jaw|neck|throat|speech|teeth|ears?",
    "upper_limb": r"shoulders?|arms?|elbow|wrist|hands?|thumb|fingers?|limbs?|muscles?|joint",
    "lower_limb": r"legs?|hips?|thigh|knee|calf|ankle|foot|feet|heels?|toes?|limbs?|muscles?|joint",
    "chest": r"chest|breast|ribs?|breath",
    "back": r"back|spine|spinal|loin",
    "belly": r"belly|abdomen|navel|stomach",
    "pelvis": r"groin|testicle|sit|saddle|hips?|legs?|water|joint",
    "buttock": r"sit|saddle|back|hips?|legs?|chair",
}
"""Words that speak of a part of the body."""

_PARTS: Mapping[str, str] = {
    "chest_front": "chest",
    "chest_side": "chest",
    "abdomen": "belly",
    "groin": "pelvis",
    "pelvis_coccyx": "pelvis",
    "buttock": "buttock",
}
"""Where regions of the trunk lie; the others are of the back."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at every region of every red flag."""
    for one in library.conditions.values():
        if one.topic != "red-flag":
            if one.felt_in:
                yield _problem(
                    library, one.id, "/felt_in/0", one.felt_in[0], "nothing: no red flag"
                )
            continue
        told = f"{one.name} {one.client}"
        for number, name in enumerate(one.regions):
            region = library.regions.get(name)
            if region and not re.search(rf"\b(?:{_SPOKEN[part_of(region)]})\b", told, re.I):
                wanted = f"words of the {part_of(region)} in its client text, or felt_in"
                yield _problem(library, one.id, f"/regions/{number}", name, wanted)
            if name in one.felt_in:
                yield _problem(library, one.id, f"/regions/{number}", name, "regions or felt_in")


def part_of(region: Region) -> str:
    """The part of the body in which a region lies, as words speak of it."""
    if region.group != "torso":
        return region.group
    return _PARTS.get(region.part_of, "back")


def _problem(library: Library, ident: str, pointer: str, found: str, expected: str) -> Problem:
    return Problem(library.file_of("condition", ident), pointer, f"“{found}”", expected, RULE)
