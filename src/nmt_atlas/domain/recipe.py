"""Recipes: the readable documents that the own body is built from.

A recipe gives the **right** side (or the midline structure) in whole millimetres of the body
frame; the left is its mirror image. The geometry that these shapes stand for is described in
``docs/body.md`` and built by :mod:`nmt_atlas.body.shapes`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.base import Frozen, Id, Point

Station = tuple[float, float, float, float, float, float]
"""``x, y, z, half width, half thickness, twist`` (mm, mm, mm, mm, mm, degrees)."""

Node = tuple[float, float, float, float]
"""``x, y, z, radius`` in millimetres."""


class Loft(Frozen):
    """A body along a spline: fusiform and strap muscles, long bones, cartilage.

    Stations run from origin to insertion (proximal to distal). The half width lies along
    ``width_axis`` projected square to the spline, turned by the station's twist about the
    spline's direction; the half thickness is square to both. ``power`` is the superellipse
    exponent (2 = ellipse), ``flat`` in -1..1 shifts the section's bulk to one face, and
    ``crescent`` bends the section (mm of sagitta per half width of 1).
    """

    kind: Literal["loft"] = "loft"
    stations: tuple[Station, ...] = Field(min_length=3)
    width_axis: Point = (1.0, 0.0, 0.0)
    power: float = Field(default=2.2, ge=1.2, le=8)
    flat: float = Field(default=0.0, ge=-1, le=1)
    crescent: float = Field(default=0.0, ge=-1.5, le=1.5)
    round_ends: tuple[float, float] = (1.0, 1.0)


class Sheet(Frozen):
    """A broad, fan-shaped or pennate muscle, a fascia, a retinaculum.

    ``lines`` are fibre lines side by side, each of three or more points from origin to
    insertion; ``thickness`` gives as many full thicknesses (mm) for each line. The middle
    surface is a spline along the fibres (u) and across the lines (v); the edges thin out as
    ``(1 - |v|^power)^(1/power)``, the ends as far as ``end_taper`` (fraction of the length).
    """

    kind: Literal["sheet"] = "sheet"
    lines: tuple[tuple[Point, ...], ...] = Field(min_length=2)
    thickness: tuple[tuple[float, ...], ...]
    power: float = Field(default=4.0, ge=1.5, le=12)
    end_taper: tuple[float, float] = (0.03, 0.03)


class Chain(Frozen):
    """Nodes joined in a row by round cones; ``smooth`` bends it as a Catmull-Rom curve."""

    nodes: tuple[str, ...] = Field(min_length=1)
    smooth: bool = True


class NodePart(Frozen):
    """A named part of a bone: chains and triangular plates over nodes, joined hard inside.

    ``rounding`` cuts every plate in four that often by Loop's rule, so that plates become one
    curved surface (which then runs a little inside its nodes).
    """

    name: str
    chains: tuple[Chain, ...] = ()
    plates: tuple[tuple[str, str, str], ...] = ()
    blend: float = Field(default=4.0, ge=0, le=15)
    carve: bool = False
    rounding: int = Field(default=0, ge=0, le=3)


class NodeMesh(Frozen):
    """A bone as a sphere-mesh: named nodes with radii, joined by round cones and plates.

    Parts are joined by a smooth union of ``blend`` mm; a part with ``carve`` is taken away
    (sockets, orbits, foramina). ``mirror`` adds the image of every part in x = ``mirror_x``
    (midline bones are given by their right half). ``spacing`` is the contour's grid;
    ``solid`` fills hollows that no opening reaches (between plates that wrap a thick bone).
    """

    kind: Literal["nodes"] = "nodes"
    nodes: dict[str, Node]
    parts: tuple[NodePart, ...] = Field(min_length=1)
    mirror: bool = False
    mirror_x: float = -0.65
    spacing: float = Field(default=1.2, ge=0.5, le=4)
    smoothing: int = Field(default=12, ge=0, le=60)
    solid: bool = False


class Tube(Frozen):
    """A nerve, vessel or cord: points ``x, y, z, radius`` along its course.

    Points are listed from the root outward; ``branches`` start where they name.
    """

    kind: Literal["tube"] = "tube"
    course: tuple[Node, ...] = Field(min_length=2)
    branches: tuple[tuple[Node, ...], ...] = ()
    flatten: float = Field(default=1.0, ge=0.2, le=1.0)


class Pieces(Frozen):
    """Several bodies that make one part: interossei, intercostals, serrations."""

    kind: Literal["pieces"] = "pieces"
    pieces: tuple[Annotated[Loft | Sheet | Tube, Field(discriminator="kind")], ...] = Field(
        min_length=1
    )


Shape = Annotated[Loft | Sheet | NodeMesh | Tube | Pieces, Field(discriminator="kind")]


class Relation(Frozen):
    """A stated relation of this structure to others, checked on the built geometry.

    ``kind`` is one of ``deep-to``, ``superficial-to``, ``through``, ``between``, ``below``,
    ``above``, ``medial-to``, ``lateral-to``, ``anterior-to``, ``posterior-to``,
    ``crosses-joint``; ``of`` names the other structures, ``near`` (a point) limits the place.
    """

    kind: Literal[
        "deep-to",
        "superficial-to",
        "through",
        "between",
        "below",
        "above",
        "medial-to",
        "lateral-to",
        "anterior-to",
        "posterior-to",
        "crosses-joint",
    ]
    of: tuple[str, ...] = Field(min_length=1)
    near: Point | None = None
    words: str = ""
    sources: tuple[Id, ...] = ()


class Recipe(Structure):
    """A structure with the shape that it is built from.

    ``reading`` says in words what the numbers were read from; ``tendon`` gives the share of
    the length that is tendon at origin and insertion (for the picture only). ``ends_on`` names
    what a muscle's origin and insertion hold on to: the build lays its ends onto bones, cartilage
    and ligaments among them. ``skin`` stands for the skin and the fascia under it, and the muscle
    itself for its fellow, which it meets in the midline.
    """

    shape: Shape
    tendon: tuple[float, float] = (0.04, 0.08)
    ends_on: tuple[tuple[Id, ...], tuple[Id, ...]] = ((), ())
    relations: tuple[Relation, ...] = ()
    variant_frequency: str = ""
    reading: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)

    def structure(self) -> Structure:
        """The structure without its shape."""
        return Structure(**{name: getattr(self, name) for name in Structure.model_fields})
