"""How the body looks: colours, paint, fibres and the lens, written once for every renderer.

The browser's viewer reads the same values from ``viewer/js/src/look.json``; after a change here
write that file anew::

    python -m nmt_atlas.domain.look > src/nmt_atlas/viewer/js/src/look.json
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal

from nmt_atlas.domain.apart_look import APART, ApartLook
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.ink_look import INK, InkLook
from nmt_atlas.domain.label_look import LABELS, LabelLook
from nmt_atlas.domain.posing_look import POSING, PosingLook
from nmt_atlas.domain.skin_look import SKIN, SkinLook
from nmt_atlas.domain.taste import Theme

Tissue = Literal["skin", "muscle", "bone", "fibrous", "cartilage", "cord"]
PaintKind = Literal["chart", "territory", "spillover", "essential", "drawn"]
Rgb = tuple[float, float, float]
"""Red, green and blue, each 0..1."""


class GroupColor(Frozen):
    """A layer's colour (sRGB, ``#rrggbb``) and the tissue that it is drawn as."""

    color: str
    tissue: Tissue


class PaintLook(Frozen):
    """How one kind of overlay lies on the skin.

    Attributes
    ----------
    color
        sRGB, ``#rrggbb``.
    strength
        How much (0..1) of the skin a fully painted place covers.
    rank
        Overlays are laid in this order, so that the highest lies on top.
    dotted
        Drawn as dots, so that the kind shows without its hue.
    """

    color: str
    strength: float
    rank: int
    dotted: bool = False


class Hue(Frozen):
    """What one of several muscles' pain is painted with (sRGB, ``#rrggbb``)."""

    essential: str
    spillover: str


class NerveLook(Frozen):
    """A followed nerve: its colour, so much (mm) thicker, and the colour of its kin."""

    followed: str
    thicker: float
    kin: str


class HatchLook(Frozen):
    """Stripes: how far apart in CSS pixels, and which share is drawn."""

    px: float
    share: float


class SightLook(Frozen):
    """When a place is seen (mm).

    Attributes
    ----------
    spare
        Something that lies no more than so far before a place does not cover it.
    near_skin
        So deep below opaque skin a place is still on the side that is seen.
    samples
        So many places of a part are tried for its name.
    """

    spare: float
    near_skin: float
    samples: int


class CutLook(Frozen):
    """The closed face of a cut through one group.

    Attributes
    ----------
    face
        sRGB of the face; "" as the part itself.
    rim
        sRGB of a ring along its edge; "" for none.
    rim_mm, rim_share
        How wide that is at most: millimetres, and a share of the face's half width.
    hollow
        Nothing is drawn within the ring.
    """

    face: str = ""
    rim: str = ""
    rim_mm: float = 0.0
    rim_share: float = 0.0
    hollow: bool = False


class AttachedLook(Frozen):
    """Attachments on bones: colours, which way the stripes run, and how near (mm) counts."""

    origin: str
    insertion: str
    near: float
    ends: float


class SelectionLook(Frozen):
    """What tells a selected part.

    Attributes
    ----------
    accent
        Linear red, green and blue of outline and sheen.
    outline_px
        Width of the outline in CSS pixels.
    mixed
        Share of the accent where a renderer only tints (the picture without a driver).
    """

    accent: Rgb
    outline_px: float
    mixed: float


class Octave(Frozen):
    """One of the layers of noise that fibres are made of.

    ``across`` and ``along`` are a streak's width and length in mm, ``share`` its part in the sum.
    """

    across: float
    along: float
    share: float


class FibreLook(Frozen):
    """Muscle fibres and tendon ends.

    Attributes
    ----------
    octaves
        Coarse, middle and small streaks.
    fine, fine_from, fine_to
        Streaks narrow to the share ``fine`` on muscles from ``fine_from`` to ``fine_to`` mm wide.
    wobble
        How far (mm) streaks stray sideways.
    tendon, perimysium, between
        Linear colours of the pale ends and between fascicles, and the latter's share there.
    """

    octaves: tuple[Octave, Octave, Octave]
    fine: float
    fine_from: float
    fine_to: float
    wobble: float
    tendon: Rgb
    perimysium: Rgb
    between: float


class MarkerLook(Frozen):
    """A marker's colour (sRGB) and radius (mm)."""

    color: str
    radius: float


class Ground(Frozen):
    """What lies behind the body: sRGB colours in the middle, half way out and at the rim."""

    middle: str
    between: str
    rim: str


class Look(Frozen):
    """All of it.

    Attributes
    ----------
    field_of_view_deg
        Vertical opening of every renderer's camera.
    solid_from, drawn_from
        A part is opaque above the first opacity and not drawn at or below the second.
    faded, faded_apart, nerve_glow, selection_glow
        Opacity of faded parts, and of those that are told apart; glow of a followed nerve and of
        what is selected.
    texture_row, look_texels, measure_texels
        Layout of the viewer's tables of parts: texels a row, and texels a part in each table.
    palette
        Hues of pain where several muscles' is shown, in the order in which they were chosen.
    apart, nerve
        Muscles that are told apart, and a nerve that is followed.
    hatch
        Stripes over what is selected where something covers it, and over what is told apart.
    sight
        When marks and names are seen.
    tissues
        Tissues in the order of the shaders' numbers, from 1; the skin has shaders of its own.
    unknown
        The colour of a group that has none.
    chart
        Colours of a map of the whole skin; light and dark ones by turns, so that neighbours
        differ without their hue.
    stipple_mm
        Distance of the dots of a dotted overlay.
    cuts
        The face of a cut, by group.
    veins, vein
        What the ids of veins have in them, and their colour.
    xray, xray_bones
        Opacity of what is not selected in the view through everything, and of bones there.
    attached
        Origins and insertions painted on bones.
    posing
        How muscles keep their volume in a pose.
    skin
        Tones of skin, and what has another colour on it.
    ink
        What is drawn on a view by hand.
    labels
        Where names stand beside their places.
    """

    field_of_view_deg: float
    solid_from: float
    drawn_from: float
    faded: float
    faded_apart: float
    nerve_glow: float
    selection_glow: float
    texture_row: int
    look_texels: int
    measure_texels: int
    tissues: tuple[Tissue, ...]
    groups: Mapping[str, GroupColor]
    unknown: str
    paint: Mapping[PaintKind, PaintLook]
    chart: tuple[str, ...]
    stipple_mm: float
    palette: tuple[Hue, ...]
    apart: ApartLook
    nerve: NerveLook
    hatch: HatchLook
    sight: SightLook
    selection: SelectionLook
    fibre: FibreLook
    markers: Mapping[str, MarkerLook]
    cuts: Mapping[str, CutLook]
    veins: tuple[str, ...]
    vein: str
    xray: float
    xray_bones: float
    attached: AttachedLook
    posing: PosingLook
    skin: SkinLook
    ink: InkLook
    labels: LabelLook
    ground: Mapping[Theme, Ground]


LOOK = Look(
    field_of_view_deg=26.0,
    solid_from=0.985,
    drawn_from=0.004,
    faded=0.16,
    faded_apart=0.42,
    nerve_glow=0.55,
    selection_glow=0.5,
    texture_row=1024,
    look_texels=3,
    measure_texels=4,
    tissues=("muscle", "bone", "fibrous", "cartilage", "cord"),
    groups={
        "skin": GroupColor(color=SKIN.tones[SKIN.plain].skin, tissue="skin"),
        "muscles-superficial": GroupColor(color="#96584e", tissue="muscle"),
        "muscles-intermediate": GroupColor(color="#8b4e45", tissue="muscle"),
        "muscles-deep": GroupColor(color="#80463e", tissue="muscle"),
        "bones": GroupColor(color="#e8dec6", tissue="bone"),
        "cartilage": GroupColor(color="#c3d5db", tissue="cartilage"),
        "ligaments": GroupColor(color="#ebe6d8", tissue="fibrous"),
        "nerves": GroupColor(color="#e9c43c", tissue="cord"),
        "vessels": GroupColor(color="#b8352f", tissue="cord"),
    },
    unknown="#b9b3a8",
    paint={
        "chart": PaintLook(color="#7d93b2", strength=0.94, rank=0),
        "territory": PaintLook(color="#2f6fb0", strength=0.72, rank=1),
        "spillover": PaintLook(color="#f08a4b", strength=0.74, rank=2, dotted=True),
        "essential": PaintLook(color="#c8102e", strength=1.0, rank=3),
        "drawn": PaintLook(color="#1597a5", strength=0.62, rank=4),
    },
    chart=("#2f5d8a", "#e7c35a", "#8d4f86", "#a9d3c1", "#c96f3b", "#d9d4e8", "#4f7f52", "#f0a6a0"),
    stipple_mm=6.0,
    palette=(
        Hue(essential="#c8102e", spillover="#f08a4b"),
        Hue(essential="#6f2da8", spillover="#b48be0"),
        Hue(essential="#0b7a5c", spillover="#62c4a3"),
        Hue(essential="#a86400", spillover="#e6b84f"),
        Hue(essential="#c2187a", spillover="#f093c6"),
        Hue(essential="#2456c4", spillover="#8fb0f0"),
    ),
    apart=APART,
    nerve=NerveLook(followed="#ffd92b", thicker=0.9, kin="#9c978c"),
    hatch=HatchLook(px=7.0, share=0.38),
    sight=SightLook(spare=4.0, near_skin=45.0, samples=10),
    selection=SelectionLook(accent=(0.10, 0.74, 0.90), outline_px=2.2, mixed=0.55),
    fibre=FibreLook(
        octaves=(
            Octave(across=2.8, along=80.0, share=0.40),
            Octave(across=1.25, along=68.0, share=0.36),
            Octave(across=0.62, along=56.0, share=0.24),
        ),
        fine=0.8,
        fine_from=60.0,
        fine_to=160.0,
        wobble=1.1,
        tendon=(0.68, 0.65, 0.58),
        perimysium=(0.50, 0.37, 0.31),
        between=0.26,
    ),
    posing=POSING,
    skin=SKIN,
    markers={
        "trigger-point": MarkerLook(color="#ffd21f", radius=4.5),
        "narrow-place": MarkerLook(color="#ff7a1a", radius=6.0),
        "root": MarkerLook(color="#1f7a6d", radius=4.5),
    },
    cuts={
        "skin": CutLook(rim="#e3b79b", rim_mm=3.0, rim_share=0.4, hollow=True),
        "muscles-superficial": CutLook(face="#a8544c", rim="#d8b3a4", rim_mm=0.5, rim_share=0.2),
        "muscles-intermediate": CutLook(face="#9a4a43", rim="#d8b3a4", rim_mm=0.5, rim_share=0.2),
        "muscles-deep": CutLook(face="#8c423c", rim="#d8b3a4", rim_mm=0.5, rim_share=0.2),
        "bones": CutLook(face="#d9a78c", rim="#f1e8d2", rim_mm=3.0, rim_share=0.35),
        "cartilage": CutLook(face="#b9ced6"),
        "ligaments": CutLook(face="#e6dfcc"),
        "nerves": CutLook(face="#f4dc7a", rim="#c79a1c", rim_mm=0.6, rim_share=0.3),
        "vessels": CutLook(face="#3a1413", rim_mm=1.2, rim_share=0.38),
    },
    veins=("-vein",),
    vein="#3d5fa8",
    xray=0.11,
    xray_bones=0.42,
    attached=AttachedLook(origin="#c8102e", insertion="#1f57c3", near=5.0, ends=0.07),
    ink=INK,
    labels=LABELS,
    ground={
        "light": Ground(middle="#fbfaf7", between="#f1eee8", rim="#dcd6cc"),
        "dark": Ground(middle="#343a42", between="#20252b", rim="#12151a"),
    },
)
"""What every renderer draws with."""


def rgb(color: str) -> Rgb:
    """``#rrggbb`` as three numbers 0..1."""
    return (int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255)


def srgb(linear: Rgb) -> Rgb:
    """A linear colour as the viewer's shaders show it (gamma 2.2)."""
    red, green, blue = (float(value ** (1 / 2.2)) for value in linear)
    return (red, green, blue)


def hex_of(color: Rgb) -> str:
    """Three numbers 0..1 as ``#rrggbb``."""
    return "#" + "".join(f"{round(255 * value):02x}" for value in color)


def look_json() -> str:
    """:data:`LOOK` as the file that the browser's viewer is built with."""
    return LOOK.model_dump_json(indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(look_json())
