"""How skin looks: its tones, and what has another colour on it; a part of ``LOOK``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from nmt_atlas.domain.base import Frozen, Point

Tone = Literal["palest", "pale", "olive", "tan", "brown", "deep"]
Tint = Literal["lips", "hair", "pale", "nails"]

TINTS: tuple[Tint, ...] = ("lips", "hair", "pale", "nails")
"""The order of a vertex's four tints."""


class ToneLook(Frozen):
    """Colours of one tone of skin (sRGB, ``#rrggbb``)."""

    skin: str
    lips: str
    hair: str
    nails: str


class EyeLook(Frozen):
    """An eye as it is seen between the lids; x and z (mm) from the front, x without its sign.

    Attributes
    ----------
    inner, outer
        The corners of the lids.
    above, below
        How far (mm) the lids part above and below the line between the corners.
    gaze
        The middle of the pupil.
    iris, pupil
        Their radii, mm.
    lash
        How wide (mm) the dark line along the upper lid is.
    white, ring, colour, black
        Colours of the white, the iris's rim, the iris and the pupil.
    """

    inner: tuple[float, float]
    outer: tuple[float, float]
    above: float
    below: float
    gaze: tuple[float, float]
    iris: float
    pupil: float
    lash: float
    white: str
    ring: str
    colour: str
    black: str


class MouthLook(Frozen):
    """The line between the lips, mm: half its length, height, fall of its ends, width."""

    half: float
    z: float
    fall: float
    width: float


class AreolaLook(Frozen):
    """The right areola: its middle, its radius and the nipple's, mm."""

    centre: Point
    radius: float
    nipple: float


class SkinLook(Frozen):
    """The skin's colours.

    Attributes
    ----------
    tones
        From light to dark.
    reach
        A tint's byte spans so many mm inside and outside of its edge.
    soft
        How wide (mm) the edge of each tint fades.
    cover
        How much of the skin each tint covers at most.
    ragged
        How far (mm) hair strays over its edge.
    face
        Eyes and mouth are drawn before this y, mm.
    """

    tones: Mapping[Tone, ToneLook]
    plain: Tone
    reach: float
    soft: Mapping[Tint, float]
    cover: Mapping[Tint, float]
    ragged: float
    face: float
    eye: EyeLook
    mouth: MouthLook
    areola: AreolaLook


SKIN = SkinLook(
    tones={
        "palest": ToneLook(skin="#ecc8b2", lips="#c4827a", hair="#7a5636", nails="#eec4b6"),
        "pale": ToneLook(skin="#d8a98d", lips="#b4736a", hair="#4c3627", nails="#e0b3a2"),
        "olive": ToneLook(skin="#c4946f", lips="#a2675b", hair="#30231b", nails="#d3a48d"),
        "tan": ToneLook(skin="#a06e4b", lips="#865048", hair="#241a15", nails="#bd8d75"),
        "brown": ToneLook(skin="#7a5039", lips="#6c3f3a", hair="#1b1512", nails="#9f7360"),
        "deep": ToneLook(skin="#51352a", lips="#4b2e2c", hair="#14100e", nails="#7d594c"),
    },
    plain="pale",
    reach=8.0,
    soft={"lips": 1.2, "hair": 3.0, "pale": 7.0, "nails": 0.5},
    cover={"lips": 0.8, "hair": 0.94, "pale": 0.5, "nails": 0.8},
    ragged=1.6,
    face=-140.0,
    eye=EyeLook(
        inner=(18.5, 1516.6),
        outer=(45.5, 1518.0),
        above=5.0,
        below=3.4,
        gaze=(31.7, 1518.2),
        iris=5.6,
        pupil=2.0,
        lash=0.9,
        white="#d9d1c9",
        ring="#33261c",
        colour="#6d5238",
        black="#0c0a09",
    ),
    mouth=MouthLook(half=25.0, z=1456.0, fall=1.0, width=0.55),
    areola=AreolaLook(centre=(104.0, -218.0, 1208.0), radius=11.5, nipple=3.2),
)
"""Six tones; which one a body is shown in is a matter of taste."""
