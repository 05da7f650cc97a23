"""Fixed views: six sides of what is looked at, and regions, each with its place in mm."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nmt_atlas.domain.actions import framed
from nmt_atlas.domain.bounds import FARTHEST
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import Camera, Spot, ViewState
from nmt_atlas.domain.ways import Way, other_way

_MARGIN = 1.15
"""A place is framed with so much around it; see ``atlas/aiming.py``."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A region of the body as it is looked at.

    Attributes
    ----------
    id
        Its id.
    title
        What it is called (marked for translation).
    way
        Where the eye stands, for the right side.
    spot
        The middle of the right side's region (mm, body frame), and how far it reaches.
    structures
        What is seen in it whole; a test asks both bodies.
    paired
        Whether each side has its own.
    """

    id: str
    title: str
    way: Way
    spot: Spot
    structures: tuple[str, ...]
    paired: bool = True


def _middle(ident: str, title: str, way: Way, spot: Spot, structures: tuple[str, ...]) -> Prospect:
    return Prospect(ident, title, way, spot, structures, paired=False)


PROSPECTS: tuple[Prospect, ...] = (
    _middle("head", mark("Head"), "anterior-right", (0, -80, 1530, 115), ("cranium", "mandible")),
    _middle(
        "face",
        mark("Face"),
        "anterior",
        (0, -130, 1515, 95),
        ("mandible", "frontalis", "orbicularis-oculi-orbital"),
    ),
    _middle(
        "neck-front",
        mark("Front of the neck"),
        "anterior",
        (0, -105, 1405, 95),
        ("hyoid", "sternocleidomastoid-sternal", "scalenus-anterior"),
    ),
    _middle(
        "neck-back",
        mark("Back of the neck"),
        "posterior",
        (0, -50, 1415, 95),
        ("vertebra-c1", "vertebra-c7", "splenius-capitis"),
    ),
    Prospect(
        "shoulder",
        mark("Shoulder"),
        "anterior-right",
        (-118, -70, 1270, 115),
        ("deltoid-middle", "scapula", "clavicle"),
    ),
    Prospect(
        "upper-arm", mark("Upper arm"), "anterior-right", (-190, -75, 1183, 155), ("humerus",)
    ),
    Prospect("elbow", mark("Elbow"), "anterior", (-218, -54, 1015, 75), ("anconeus",)),
    Prospect("forearm", mark("Forearm"), "anterior", (-238, -86, 930, 130), ("radius", "ulna")),
    Prospect(
        "hand",
        mark("Wrist and hand"),
        "anterior",
        (-285, -125, 745, 105),
        ("scaphoid", "hand-distal-phalanx-1", "hand-distal-phalanx-3", "hand-distal-phalanx-5"),
    ),
    _middle(
        "chest",
        mark("Chest"),
        "anterior",
        (0, -85, 1222, 155),
        ("sternum-body", "sternum-manubrium", "rib-1", "rib-8"),
    ),
    _middle(
        "upper-back",
        mark("Upper back"),
        "posterior",
        (0, -50, 1214, 170),
        ("scapula", "vertebra-t1", "vertebra-t12"),
    ),
    _middle("abdomen", mark("Abdomen"), "anterior", (0, -175, 994, 185), ("rectus-abdominis",)),
    _middle(
        "low-back",
        mark("Low back"),
        "posterior",
        (0, -52, 942, 140),
        ("vertebra-l1", "vertebra-l5", "sacrum"),
    ),
    Prospect(
        "hip",
        mark("Hip"),
        "right",
        (-81, -70, 855, 115),
        ("hip-bone", "tensor-fasciae-latae"),
    ),
    Prospect(
        "buttock",
        mark("Buttock"),
        "posterior-right",
        (-73, -27, 802, 130),
        ("gluteus-maximus",),
    ),
    Prospect("groin", mark("Groin"), "anterior", (-77, -94, 818, 140), ("pectineus", "iliacus")),
    Prospect(
        "thigh-front", mark("Front of the thigh"), "anterior", (-91, -80, 601, 240), ("femur",)
    ),
    Prospect(
        "thigh-back", mark("Back of the thigh"), "posterior", (-91, -80, 601, 240), ("femur",)
    ),
    Prospect("knee", mark("Knee"), "anterior", (-84, -84, 340, 90), ("patella", "popliteus")),
    Prospect(
        "lower-leg",
        mark("Lower leg"),
        "anterior-right",
        (-79, -82, 174, 205),
        ("tibia", "fibula"),
    ),
    Prospect(
        "calf",
        mark("Calf"),
        "posterior",
        (-69, -63, 205, 225),
        ("gastrocnemius-medial", "soleus"),
    ),
    Prospect(
        "foot",
        mark("Ankle and foot"),
        "anterior-right",
        (-82, -110, -30, 120),
        ("talus", "calcaneus", "foot-distal-phalanx-1", "foot-distal-phalanx-5"),
    ),
    Prospect(
        "sole",
        mark("Sole of the foot"),
        "inferior",
        (-85, -130, -50, 125),
        ("calcaneus", "foot-distal-phalanx-1", "foot-distal-phalanx-5"),
    ),
)
"""The regions, from head to foot."""

BY_ID: Mapping[str, Prospect] = MappingProxyType({one.id: one for one in PROSPECTS})


def look_at(state: ViewState, prospect: Prospect, side: str = "right") -> ViewState:
    """Look at a region, on a side of the body where it has two."""
    way, (x, y, z, reach) = prospect.way, prospect.spot
    if prospect.paired and side == "left":
        way, x = other_way(way), -x
    return framed(state, way, spot=(x, y, z, reach))


def look_from(state: ViewState, way: Way) -> ViewState:
    """Look from a way at what is looked at now.

    Where a hand has turned the body or come closer, its place is kept; else what was framed is
    framed from there.
    """
    camera = state.camera
    if not isinstance(camera, Camera):
        return state.changed(camera=way)
    return framed(state, way, spot=(*camera.target, reach_of(camera)))


def reach_of(camera: Camera) -> float:
    """How much around its target (mm) a free camera frames, as a spot does."""
    distance = math.dist(camera.position, camera.target)
    slope = math.tan(math.radians(LOOK.field_of_view_deg / 2))
    reach = distance * slope / (_MARGIN + slope)
    return min(max(round(reach, 1), 1.0), FARTHEST)


def side_of(selection: tuple[str, ...], otherwise: str = "right") -> str:
    """The side that is spoken of: the one of what was selected last, where that has one."""
    for part in reversed(selection):
        for side in ("left", "right"):
            if part.endswith(f"-{side}"):
                return side
    return otherwise


def whole(state: ViewState, way: Way = "anterior") -> ViewState:
    """Look at the whole body."""
    return framed(state, way)
