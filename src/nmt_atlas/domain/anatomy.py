"""Structures of the body and the parts (meshes) that show them."""

from __future__ import annotations

from typing import Literal

from nmt_atlas.domain.base import Frozen, Id, Point, SideName, Text

System = Literal["skin", "muscle", "bone", "cartilage", "ligament", "nerve", "vessel"]
Layer = Literal["superficial", "intermediate", "deep"]

GROUPS: tuple[str, ...] = (
    "skin",
    "muscles-superficial",
    "muscles-intermediate",
    "muscles-deep",
    "bones",
    "cartilage",
    "ligaments",
    "nerves",
    "vessels",
)
"""What can be shown and hidden as a whole; each is one file of a mesh pack."""

SEGMENTS: tuple[str, ...] = (
    "head-neck",
    "trunk",
    "back",
    "shoulder",
    "arm",
    "forearm",
    "hand",
    "pelvis",
    "hip",
    "thigh",
    "leg",
    "foot",
)
"""The segments of the body that structures belong to (:attr:`Structure.region`)."""

SIDES: tuple[SideName, ...] = ("right", "left", "midline")


class Structure(Frozen):
    """One anatomical structure as the atlas names it, both sides at once.

    Attributes
    ----------
    id
        Kebab-case, without side: ``piriformis``, ``biceps-brachii-long-head``.
    name, latin
        English and Terminologia Anatomica 2 names.
    fma
        Foundational Model of Anatomy id, ``FMA19082``, of the unsided structure.
    system, region, layer
        ``layer`` is set for muscles only.
    paired
        False for midline structures.
    whole
        The id of the whole that this is a part or head of (the muscle document's id for
        muscles); the same as ``id`` where it is no part.
    synonyms
        Other names that people search for.
    variant_of
        The structure that this is an anatomical variant of.
    usual
        False for what most people lack: it is hidden unless it is asked for.
    of_hundred
        How many of a hundred people have it, from and to; None where nobody has counted, or where
        everybody has it.
    """

    id: Id
    name: Text
    latin: str = ""
    fma: str = ""
    system: System
    region: str
    layer: Layer | None = None
    paired: bool = True
    whole: Id
    synonyms: tuple[str, ...] = ()
    variant_of: str = ""
    usual: bool = True
    of_hundred: tuple[int, int] | None = None

    @property
    def group(self) -> str:
        """The group (layer switch, pack file) that shows it."""
        if self.system == "skin":
            return "skin"
        if self.system == "muscle":
            return f"muscles-{self.layer or 'deep'}"
        return self.system if self.system == "cartilage" else f"{self.system}s"


class Part(Frozen):
    """One mesh of a body: a structure on one side.

    Lengths in millimetres in the body frame. ``stand_in`` is true where a body lent from
    another source (the own body's muscle in the BodyParts3D body).
    """

    id: Id
    structure: Id
    side: SideName
    group: str
    bounds: tuple[Point, Point]
    centre: Point
    triangles: int
    length: float = 0.0
    width: float = 0.0
    stand_in: bool = False
    source_ids: tuple[str, ...] = ()


def part_id(structure: str, side: str) -> str:
    """The id of a structure's mesh on one side: ``piriformis-right``, ``sacrum``."""
    return structure if side == "midline" else f"{structure}-{side}"


def split_part_id(part: str) -> tuple[str, SideName]:
    """Undo :func:`part_id`."""
    if part.endswith("-right"):
        return part[: -len("-right")], "right"
    if part.endswith("-left"):
        return part[: -len("-left")], "left"
    return part, "midline"


def mirror_point(point: Point) -> Point:
    """The point on the other side of the median plane x = 0."""
    return (-point[0], point[1], point[2])
