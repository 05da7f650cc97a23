"""The skin's recipe: what fills the hollows under it, how far it lies above, what is modelled."""

from __future__ import annotations

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, Point, RegionId, Text
from nmt_atlas.domain.recipe import Loft, Node, NodeMesh


class SkinLimb(Frozen):
    """A stretch of the body that the skin is drawn over by itself.

    Tissue belongs to the limb whose ``axis`` (nodes ``x, y, z, radius``) is nearest, measured
    from the axis less its radius. Hollows narrower than twice ``closing`` are filled within
    the limb and within ``reach`` mm of the limbs that it ``joins``; so a limb never webs with
    one that it does not join. The skin lies ``offset`` mm above, smoothed over ``softness``.
    A ``modelled`` limb is drawn by the features alone.
    """

    id: Id
    axis: tuple[Node, ...] = Field(min_length=2)
    joins: tuple[Id, ...] = ()
    closing: float = Field(default=12.0, ge=0, le=80)
    reach: float = Field(default=15.0, ge=0, le=80)
    offset: float = Field(default=7.0, ge=0, le=20)
    softness: float = Field(default=5.0, ge=1, le=20)
    modelled: bool = False


class FatPad(Frozen):
    """An ellipsoid of fat, blended over ``blend`` mm; the right one, or one in the midline.

    ``turn`` are degrees about z, then x.
    """

    name: Id
    centre: Point
    radii: Point
    turn: tuple[float, float] = (0.0, 0.0)
    blend: float = Field(default=20.0, ge=0, le=60)


class Detail(Frozen):
    """Where the mesh is finer: a ball in which edges are about ``edge`` mm long."""

    name: Id
    centre: Point
    radius: float = Field(gt=0, le=400)
    edge: float = Field(ge=1.0, le=8.0)


class SkinTint(Frozen):
    """Where the skin has a colour of its own: on modelled features, and on marks.

    ``features`` name parts of the recipe's features; ``marks`` are forms that are drawn on the
    skin and change nothing of its shape (a part that carves takes colour away); both reach
    ``spread`` mm further than they are thick.
    """

    features: tuple[Id, ...] = ()
    marks: NodeMesh | None = None
    spread: float = Field(default=0.0, ge=-5, le=10)


class SkinTints(Frozen):
    """Everything on the skin that has another colour, by what it is drawn as."""

    lips: SkinTint = SkinTint()
    hair: SkinTint = SkinTint()
    pale: SkinTint = SkinTint()
    nails: SkinTint = SkinTint()


class SkinCover(Frozen):
    """How much skin and fat lies over muscle and bone: ``mm`` down to the next of them.

    It is told for ``regions`` of the body chart, or for where one of the structures of ``over``
    is the next below the skin (a shin, a knee cap), which then counts where it is less.
    """

    name: Id
    mm: float = Field(gt=0, le=60)
    regions: tuple[RegionId, ...] = ()
    over: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = Field(min_length=1)


class Widening(Frozen):
    """Bones and all that lies on them moved aside at a height of the body.

    What is ``half`` mm from the median plane or farther goes ``by`` mm outward (inward, where it
    is negative), what is nearer less; ``reach`` mm above and below it has faded.
    """

    name: Id
    height: float
    reach: float = Field(gt=0, le=400)
    half: float = Field(gt=0, le=300)
    by: float = Field(ge=-40, le=40)


class SkinFigure(Frozen):
    """Another build of the same body: rows of cover by name, and what is wider or narrower.

    A row takes the place of the recipe's row of that name, or comes to them.
    """

    id: Id
    name: Text
    cover: tuple[SkinCover, ...] = Field(min_length=1)
    widenings: tuple[Widening, ...] = ()
    reading: str = ""


class SkinRecipe(Frozen):
    """The skin as numbers: the right half, mirrored in x = 0.

    ``filling`` are solids below the skin where no part is (the belly's contents);
    ``features`` are modelled forms as named nodes (face, ears, fingers, toes, nails, navel),
    in the order that they are added or carved. ``edge`` is the mesh's edge away from
    ``details``; ``tints`` say what has another colour;
    ``cover`` brings the finished skin to that of each region (what no row names keeps its own);
    ``figures`` are other builds of the same body (``nmt-atlas meshes figure``);
    ``fills`` are forms that the finished skin is pushed out of (the slits between the lids, which
    the look draws, are too narrow for a mesh); below ``parting`` (z in mm) the two legs never
    touch; below ``floor`` nothing of the skin lies (flat soles).
    """

    id: Id = "skin"
    spacing: float = Field(default=3.0, ge=1.5, le=6)
    edge: float = Field(default=6.0, ge=2, le=8)
    parting: float = 735.0
    floor: float = -80.0
    limbs: tuple[SkinLimb, ...] = Field(min_length=1)
    filling: tuple[Loft, ...] = ()
    pads: tuple[FatPad, ...] = ()
    features: NodeMesh
    details: tuple[Detail, ...] = ()
    tints: SkinTints = SkinTints()
    fills: NodeMesh | None = None
    cover: tuple[SkinCover, ...] = ()
    figures: tuple[SkinFigure, ...] = ()
    reading: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)
