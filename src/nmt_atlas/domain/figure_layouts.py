"""The plain figures that signs are drawn on: their places, what moves them, their lines."""

# ruff: noqa: RUF005 - tables of places, read by column

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from nmt_atlas.domain.base import Frozen

Scene = Literal[
    "side", "front", "back", "foot", "heels", "toes", "lying", "sitting", "stool", "bending"
]
Dot = tuple[float, float]
Dots = dict[str, Dot]

WIDTH, HEIGHT = 100, 150


class Layout(Frozen):
    """How a scene is drawn: its places, what each move does to them, its lines.

    ``moves`` are, by name, the places that a move of one unit shifts and by how much. ``outer`` and
    ``inner`` are lines through places, by name; ``closed`` ones come back to where they begin.
    """

    dots: Mapping[str, Dot]
    moves: Mapping[str, Mapping[str, Dot]]
    outer: tuple[tuple[str, ...], ...]
    inner: tuple[tuple[str, ...], ...] = ()
    plumb: bool = True


def _row(*names: str, x: float = 0.0, y: float = 0.0) -> dict[str, Dot]:
    """The same shift for several places."""
    return dict.fromkeys(names, (x, y))


_HEAD = ("crown", "top", "brow", "nose", "chin", "nape", "skull", "ear", "throat")
_TRUNK = (*_HEAD, "c7", "back", "chest", "shoulder", "elbow", "hand", "tip")

_SIDE = Layout(
    dots={
        **{"crown": (45, 4), "brow": (57, 9), "nose": (62, 17), "chin": (58, 25), "top": (52, 4)},
        **{"throat": (54, 29), "skull": (39, 11), "nape": (43, 23), "ear": (50, 16)},
        **{"c7": (43, 31), "back": (40, 47), "waist": (47, 67), "buttock": (39, 88)},
        **{"ham": (45, 104), "knee": (48, 117), "calf": (44, 127), "heel": (45, 144)},
        **{"chest": (59, 45), "belly": (58, 70), "groin": (57, 88), "thigh": (58, 101)},
        **{"cap": (56, 116), "shin": (52, 130), "instep": (54, 139), "toe": (66, 144)},
        **{"shoulder": (50, 35), "elbow": (49, 60), "hand": (53, 82), "tip": (42, 53)},
        **{"spine": (57, 83), "rear": (43, 81), "hip": (50, 90), "ankle": (50, 140)},
    },
    moves={
        "head": {**_row(*_HEAD, x=1), "c7": (0.3, 0)},
        "chin": {
            "chin": (0.1, -0.3),
            "nose": (0, -0.45),
            "brow": (-0.25, -0.3),
            "nape": (0.2, 0.1),
        },
        "neck": {**_row(*_HEAD, x=0.6), "c7": (0.8, 0.3), "back": (-0.5, 0)},
        "shoulder": _row("shoulder", "elbow", "hand", x=1),
        "tip": {"tip": (-1, 0), "back": (-0.5, 0)},
        "reach": {"elbow": (1, -1.2), "hand": (2, -2.6)},
        "upper": {"back": (-1, 0), "c7": (0.4, 0.2), **_row(*_HEAD, x=0.5)},
        "bend": {"c7": (0.9, 0.3), "back": (-0.6, -0.5), **_row(*_HEAD, x=0.9)},
        "trunk": _row(*_TRUNK, x=-1),
        "low": {"waist": (1, 0)},
        "belly": {"belly": (1, 0)},
        "tilt": {"spine": (0.1, 0.6), "rear": (0, -0.5), "buttock": (-0.4, -0.4)},
        "hips": _row("hip", "buttock", "groin", "belly", "spine", "rear", x=1),
        "flex": {"groin": (-0.6, 0.2), "thigh": (0.6, 0), "hip": (-0.4, 0)},
        "knees": {**_row("knee", "cap", x=-1), "calf": (-0.7, 0), "ham": (-0.5, 0)},
        "calf": {"calf": (-1, 0)},
        "lean": _row(*_TRUNK, "waist", "belly", "hip", "buttock", "groin", "thigh", "ham", x=-0.5),
    },
    outer=(
        ("c7", "nape", "skull", "crown", "top", "brow", "nose", "chin", "throat", "chest", "belly")
        + ("groin", "thigh", "cap", "shin", "instep", "toe"),
        ("toe", "heel"),
        ("heel", "calf", "knee", "ham", "buttock", "waist", "back", "c7"),
    ),
    inner=(("shoulder", "elbow", "hand"), ("spine", "rear")),
)

_BOTH = ("l", "r")


def _mirrored(places: Mapping[str, Dot]) -> dict[str, Dot]:
    """Places of the left side (``l-…``, right on the paper), and the same on the other side."""
    right = {f"r-{name}": (WIDTH - x, y) for name, (x, y) in places.items()}
    return {**{f"l-{name}": dot for name, dot in places.items()}, **right}


def _apart(name: str, x: float = 1.0, y: float = 0.0) -> dict[str, Dot]:
    """A place of both sides moved outward."""
    return {f"l-{name}": (x, y), f"r-{name}": (-x, y)}


_FACING = _mirrored(
    {
        **{
            "temple": (59, 13),
            "jaw": (56, 24),
            "neck": (55, 29),
            "vault": (55, 5),
            "shoulder": (72, 37),
        },
        **{"elbow": (77, 62), "hand": (78, 86), "armpit": (65, 48), "waist": (61, 66)},
        **{"hip": (67, 86), "thigh": (66, 100), "knee": (61, 116), "calf": (62, 127)},
        **{"ankle": (57, 140), "foot": (62, 146), "inner": (53, 140), "kneein": (53, 116)},
        **{"crest": (62, 76), "blade": (60, 44), "edge": (57, 41), "tip": (58, 55)},
        **{"cap": (57, 116), "heel": (56, 146), "rib": (59, 58), "strap": (51, 34)},
    }
)
_FACING_MIDDLE: Dots = {"crown": (50, 4), "crotch": (50, 94), "c7": (50, 31)}
_FACING_SPINE: Dots = {"upper": (50, 44), "mid": (50, 56), "low": (50, 68), "sacrum": (50, 82)}
_FACING_MOVES: dict[str, dict[str, Dot]] = {
    "up": {**_row("l-shoulder", "r-shoulder", y=-1), **_row("l-armpit", "r-armpit", y=-0.5)},
    "round": _apart("shoulder", -0.6),
    "droop": {"l-shoulder": (-0.3, 1), "l-armpit": (0, 0.6), "l-elbow": (0, 1), "l-hand": (0, 1)},
    "rise": {**_row("l-shoulder", "r-shoulder", y=-1), **_row("l-elbow", "r-elbow", y=-0.5)},
    "wide": {**_apart("rib"), **_apart("waist", 0.6)},
    "hip-out": {
        "l-hip": (1, -0.4),
        "l-thigh": (0.6, 0),
        "r-hip": (0.6, 0.2),
        "l-crest": (0.3, -0.8),
    },
    "crest": {"l-crest": (0, -1), "l-hip": (0, -0.8), "r-crest": (0, 0.4), "r-hip": (0, 0.4)},
    "ahead": {"l-crest": (1, 0.6), "r-crest": (0.6, -0.2)},
    "bow": {**_apart("knee"), **_apart("kneein", 0.9), **_apart("cap", 1), **_apart("calf", 0.6)},
    "knock": {
        **_apart("knee", -0.6),
        **_apart("kneein", -0.6),
        **_apart("cap", -0.6),
        **{
            name: dot
            for part in ("ankle", "foot", "inner", "calf", "heel")
            for name, dot in _apart(part).items()
        },
    },
    "caps": _apart("cap", -1),
    "overlap": {"l-kneein": (-1, 0), "l-cap": (-0.8, 0), "l-knee": (-0.6, 0.3)},
    "blades": {**_apart("blade"), **_apart("edge"), **_apart("tip")},
    "off": {"l-edge": (0.2, 0), "l-tip": (0.9, -0.3), "l-blade": (0.6, 0)},
    "raise": {"l-edge": (-0.3, -1), "l-tip": (-0.7, -1), "l-blade": (-0.3, -1)},
    "out": {"l-edge": (1, 0.4), "l-tip": (1, 0.4), "l-blade": (1, 0.4)},
    "curve": {"upper": (0.5, 0), "mid": (1, 0), "low": (0.5, 0)},
    "lumbar": {"low": (1, 0), "mid": (0.4, 0)},
    "waist": {"l-waist": (-1, 0), "r-waist": (-0.3, 0), "l-rib": (-0.4, 0)},
    "arm": {"l-elbow": (1, -1), "l-hand": (1.6, -2)},
    "ahead-arm": {"l-elbow": (-0.3, -1), "l-hand": (-0.4, -2)},
    "buttock": {"r-hip": (-0.5, 0), "r-thigh": (-0.3, 0)},
    "strap": _apart("strap", 1, -0.2),
}


def _outline(side: str) -> tuple[tuple[str, ...], ...]:
    names = ("crown", "vault", "temple", "jaw", "neck", "shoulder", "elbow", "hand")
    trunk = ("armpit", "rib", "waist", "crest", "hip", "thigh", "knee", "calf", "ankle", "foot")
    leg = ("inner", "kneein", "crotch")

    def named(all_: Iterable[str]) -> tuple[str, ...]:
        alone = ("crown", "crotch")
        return tuple(one if one in alone else f"{side}-{one}" for one in all_)

    return named(names), named(trunk), named(("foot", *leg))


_OUTER = tuple(line for side in _BOTH for line in _outline(side))
_FRONT = Layout(
    dots={**_FACING, **_FACING_MIDDLE},
    moves=_FACING_MOVES,
    outer=_OUTER,
    inner=(
        *(tuple(f"{side}-{name}" for name in ("jaw", "strap")) for side in _BOTH),
        ("l-strap", "r-strap"),
        ("l-crest", "r-crest"),
    ),
)
_BACK = Layout(
    dots={**_FACING, **_FACING_MIDDLE, **_FACING_SPINE},
    moves=_FACING_MOVES,
    outer=_OUTER,
    inner=(
        ("c7", "upper", "mid", "low", "sacrum"),
        ("l-crest", "r-crest"),
        *(tuple(f"{side}-{name}" for name in ("edge", "tip", "blade", "edge")) for side in _BOTH),
    ),
)
_FOOT = Layout(
    dots={
        **{"shin": (30, 18), "ankle": (30, 66), "back": (18, 78), "heel": (14, 106)},
        **{"sole": (26, 116), "arch": (50, 104), "ball": (74, 116), "toe": (92, 112)},
        **{"top": (74, 96), "instep": (54, 76), "front": (46, 20), "bone": (48, 90)},
        **{"floor": (4, 118), "end": (96, 118)},
    },
    moves={
        "arch": {"arch": (0, -1), "instep": (0, -0.6), "bone": (0, -0.6)},
        "bulge": {"bone": (0, 1), "arch": (0, 0.4)},
    },
    outer=(
        ("shin", "ankle", "back", "heel", "sole", "arch", "ball", "toe", "top", "instep", "front"),
    ),
    inner=(("floor", "end"), ("ankle", "bone", "top")),
    plumb=False,
)
_HEELS = Layout(
    dots={
        **_mirrored({"shin": (74, 14), "calf": (80, 50), "ankle": (72, 88), "heel": (76, 122)}),
        **_mirrored({"in": (58, 14), "incalf": (56, 50), "inankle": (62, 88), "inheel": (60, 122)}),
        **_mirrored({"top": (67, 60), "mid": (67, 92), "foot": (68, 124), "toe": (84, 118)}),
    },
    moves={
        "evert": {
            **_apart("foot", 1),
            **_apart("heel", 0.9),
            **_apart("inheel", 0.9),
            **_apart("mid", -0.4),
            **_apart("inankle", -0.5),
        },
        "toes": _apart("toe", 1),
        "roll": {**_apart("mid", -1), **_apart("inankle", -1)},
    },
    outer=tuple(
        tuple(f"{side}-{name}" for name in names)
        for side in _BOTH
        for names in (
            ("shin", "calf", "ankle", "heel", "inheel", "inankle", "incalf", "in"),
            ("heel", "toe"),
        )
    ),
    inner=tuple(tuple(f"{side}-{name}" for name in ("top", "mid", "foot")) for side in _BOTH),
    plumb=False,
)
_TOES = Layout(
    dots={
        **{"back": (6, 70), "top": (40, 62), "base": (58, 82), "knuckle": (72, 78)},
        **{"joint": (82, 92), "tip": (88, 112), "under": (60, 116), "ball": (44, 118)},
        **{"rear": (6, 112), "floor": (4, 120), "end": (96, 120)},
    },
    moves={
        "claw": {"knuckle": (-1, -1), "joint": (0.2, -1), "tip": (-0.7, 0), "base": (-0.3, 0.2)}
    },
    outer=(("back", "top", "base", "knuckle", "joint", "tip", "under", "ball", "rear"),),
    inner=(("floor", "end"),),
    plumb=False,
)
_LYING = Layout(
    dots={
        **{"face": (16, 70), "crown": (6, 82), "nape": (16, 92), "neck": (25, 88)},
        **{"back": (36, 96), "waist": (52, 92), "buttock": (62, 97), "knee": (78, 94)},
        **{"heel": (94, 96), "toe": (96, 84), "shin": (80, 86), "belly": (52, 80)},
        **{"chest": (36, 76), "throat": (25, 80), "table": (2, 100), "end": (98, 100)},
    },
    moves={
        "curve": {
            "neck": (0, -1),
            "nape": (0, -0.7),
            "crown": (0, -0.6),
            "face": (0, -0.7),
            "throat": (0, -0.8),
            "chest": (0, -0.3),
        }
    },
    outer=(
        ("crown", "face", "throat", "chest", "belly", "shin", "toe"),
        ("heel", "knee", "buttock", "waist", "back", "neck", "nape", "crown"),
    ),
    inner=(("table", "end"),),
    plumb=False,
)
_SITTING = Layout(
    dots={
        **{
            "crown": (38, 6),
            "brow": (50, 11),
            "nose": (54, 20),
            "chin": (50, 28),
            "nape": (36, 28),
        },
        **{
            "skull": (31, 14),
            "throat": (46, 33),
            "c7": (34, 37),
            "back": (31, 56),
            "waist": (38, 76),
            "buttock": (33, 94),
        },
        **{"seat": (44, 98), "ham": (66, 98), "knee": (78, 92), "calf": (76, 118)},
        **{"heel": (75, 140), "toe": (92, 142), "shin": (86, 112), "lap": (66, 82)},
        **{"belly": (50, 78), "chest": (51, 54), "bone": (42, 92), "left": (18, 101)},
        **{"end": (70, 101)},
    },
    moves={
        "roll": {
            "waist": (-1, 0.2),
            "buttock": (-0.4, 0.2),
            "belly": (-0.5, 0),
            "bone": (0.8, 0),
            "back": (-0.3, 0),
        },
    },
    outer=(
        ("c7", "nape", "skull", "crown", "brow", "nose", "chin", "throat", "chest", "belly", "lap")
        + ("knee", "shin", "toe"),
        ("toe", "heel", "calf", "ham", "seat", "buttock", "waist", "back", "c7"),
    ),
    inner=(("left", "end"),),
    plumb=False,
)
_STOOL = Layout(
    dots={**_FACING, **_FACING_MIDDLE, **_FACING_SPINE, "left": (16, 94), "end": (84, 94)},
    moves=_FACING_MOVES,
    outer=tuple(
        tuple(one if one == "crown" else f"{side}-{one}" for one in names)
        for side in _BOTH
        for names in (
            ("crown", "vault", "temple", "jaw", "neck", "shoulder", "elbow", "hand"),
            ("armpit", "rib", "waist", "crest", "hip"),
        )
    ),
    inner=(("c7", "upper", "mid", "low", "sacrum"), ("l-crest", "r-crest"), ("left", "end")),
)
_BENDING = Layout(
    dots={
        **_mirrored({"foot": (66, 144), "ankle": (60, 138), "knee": (64, 112), "hip": (70, 78)}),
        **_mirrored({"rib": (68, 48), "shoulder": (62, 40), "arm": (78, 66), "hand": (74, 92)}),
        **{"top": (50, 34), "inner": (50, 92)},
    },
    moves={"hump": {"l-rib": (0, -1), "l-shoulder": (0, -0.8), "top": (0.2, -0.3)}},
    outer=(
        ("r-foot", "r-ankle", "r-knee", "r-hip", "r-rib", "r-shoulder", "top", "l-shoulder")
        + ("l-rib", "l-hip", "l-knee", "l-ankle", "l-foot"),
        ("r-ankle", "inner", "l-ankle"),
        ("l-rib", "l-arm", "l-hand"),
        ("r-rib", "r-arm", "r-hand"),
    ),
    plumb=False,
)
LAYOUTS: Mapping[Scene, Layout] = MappingProxyType(
    {
        "side": _SIDE,
        "front": _FRONT,
        "back": _BACK,
        "foot": _FOOT,
        "heels": _HEELS,
        "toes": _TOES,
        "lying": _LYING,
        "sitting": _SITTING,
        "stool": _STOOL,
        "bending": _BENDING,
    }
)
