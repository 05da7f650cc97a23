"""Weights along strands: what a part between several segments moves with, from end to end."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.weights_bones import SPINE, Bones, way_between
from nmt_atlas.body.making.weights_folds import Fold, drawn
from nmt_atlas.body.making.weights_strands import strands_of
from nmt_atlas.body.making.weights_twist import twisted
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.segments import NUMBER, number_of, segment_of, table
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.weights import Strand, spined
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.segments import FOLDS, SEGMENTS

Floats = NDArray[np.float64]
Ends = tuple[int | None, int | None]

_SOFT, _POWER = 3.0, 4.0
"""A segment counts by the power of how near its bone is; so many mm are added to the distance."""
_SMOOTH = 8.0
"""Millimetres along a strand that weights are evened out over."""
_EXACT_MM, _EXACT = 3.0, 0.03
"""What a node that is left out may be off: its place, its weights."""
_REACH, _SPARE = 1.5, 12.0
"""A nerve moves with bones that are not farther than so many times the nearest, and so many mm."""
_TWIST, _HELD_MM = 0.7, 60.0
"""How much of the forearm's twist goes by the place along it, so far (mm) from fixed ends."""
_ARM = frozenset({"arm", "forearm", "hand"})
_FAR_FROM_ARMS = frozenset({"abdomen", "pelvis", "hip", "thigh", "leg", "foot"})
_ARM_BONES = ("humerus", "ulna", "radius", "hand", "finger")
_LEG_BONES = ("pelvis", "femur", "patella", "tibia", "talus", "foot", "toes")


def part_strands(body: Body, part: Part, bones: Bones) -> tuple[Strand, ...]:
    """The strands of a part that bends, with their weights.

    Parameters
    ----------
    body, part
        A part that is neither bone nor skin.
    bones
        Of the same body.
    """
    mesh = body.mesh(part.id)
    single = part.structure in table().single
    lines = (() if single else strands_of(mesh)) or [_axis(mesh)]
    allowed = _allowed(body, part)
    held = not part.group.startswith(("nerves", "vessels"))
    ends, fold = _ends(part), _fold(part)
    if part.structure in table().even:
        return tuple(_evenly(line, bones.distances(line, allowed), allowed, ends) for line in lines)
    return tuple(_strand(line, bones, allowed, ends if held else None, fold) for line in lines)


def _evenly(line: Floats, away: Floats, allowed: tuple[int, ...], ends: Ends) -> Strand:
    """A strand that goes from what it is fixed to at one end over to the other by its length."""
    first, last = _fixed(away, allowed, ends)
    way = np.concatenate([[0.0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()])
    share = (way / way[-1])[:, None]
    numbers = np.array(allowed)
    shares = (1.0 - share) * (numbers == first) + share * (numbers == last)
    return _thinned(line, shares, numbers.astype(np.uint8))


def _fold(part: Part) -> Fold | None:
    """The fold that a part is the flesh of."""
    name = table().folds.get(part.structure)
    if name is None:
        return None
    return Fold(number_of(name, part.side), number_of(FOLDS[name].follows, part.side))


def _ends(part: Part) -> Ends:
    """What the ends of a part are fixed to where that is not what lies nearest."""
    one, other = table().ends.get(part.structure, ("", ""))
    return number_of(one, part.side) if one else None, (
        number_of(other, part.side) if other else None
    )


def _allowed(body: Body, part: Part) -> tuple[int, ...]:
    """The segments that a part of its region can move with: no hand moves the thigh beside it."""
    region = body.structures[part.structure].region
    barred: tuple[str, ...] = ()
    if region in _FAR_FROM_ARMS:
        barred = _ARM_BONES
    elif region in _ARM:
        barred = _LEG_BONES
    other = {"left": ":right", "right": ":left"}.get(part.side, ":none")
    never = table().never.get(part.structure, ())
    return tuple(
        number
        for name, number in NUMBER.items()
        if not name.startswith(barred or ("-",))
        and not name.endswith(other)
        and name.partition(":")[0] not in never
    )


def _strand(
    line: Floats,
    bones: Bones,
    allowed: tuple[int, ...],
    ends: Ends | None,
    fold: Fold | None = None,
) -> Strand:
    """A strand with its weights; ``ends`` are what it is fixed to, None for what is nowhere."""
    away = bones.distances(line, allowed)
    if ends is not None:
        first, last = _fixed(away, allowed, ends)
        on_way = set(way_between(first, last))
        off_way = np.array([number not in on_way for number in allowed])
    else:
        off_way = away > _REACH * away.min(axis=1, keepdims=True) + _SPARE
    near = (np.where(off_way, np.inf, away) + _SOFT) ** -_POWER
    full = np.zeros((len(line), len(SEGMENTS)))
    full[:, allowed] = near / near.sum(axis=1, keepdims=True)
    twist = _TWIST * _inner(line) if ends is not None else _TWIST
    full = twisted(line, full, bones, twist)
    if ends is not None and fold is not None and fold.follows in (first, last):
        other = np.where(off_way | (np.array(allowed) == fold.follows), np.inf, away).min(axis=1)
        full = drawn(line, full, other, fold, last == fold.follows)
    shares = _even(line, full)[:, allowed]
    if ends is not None:
        for row, end in ((0, first), (-1, last)):
            shares[row] = np.array(allowed) == end
    return _thinned(line, shares, np.array(allowed, dtype=np.uint8))


def _fixed(away: Floats, allowed: tuple[int, ...], ends: Ends) -> tuple[int, int]:
    """What the first and the last node are fixed to: as it is told, else what lies nearest."""
    nearest = [allowed[int(row.argmin())] for row in (away[0], away[-1])]
    first, last = ends
    if first is not None and last is not None:
        one, other = (allowed.index(number) for number in (first, last))
        if away[0, one] + away[-1, other] > away[0, other] + away[-1, one]:
            first, last = last, first
    return nearest[0] if first is None else first, nearest[1] if last is None else last


def _inner(line: Floats) -> Floats:
    """Nought at the ends of a strand, 1 within."""
    way = np.concatenate([[0.0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()])
    inner: Floats = np.clip(np.minimum(way, way[-1] - way) / _HELD_MM, 0.0, 1.0)
    return inner


def _even(line: Floats, shares: Floats) -> Floats:
    """Weights evened out along a strand."""
    way = np.concatenate([[0.0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()])
    near = np.exp(-(((way[:, None] - way[None]) / _SMOOTH) ** 2))
    evened: Floats = near @ shares / near.sum(axis=1, keepdims=True)
    return evened


def gathered(shares: Floats) -> Floats:
    """Shares of all segments, those of the spine as their mean place on it: two that follow.

    A part that lies between many vertebrae (the wall of the belly) moves as what is between them.
    """
    found = shares.copy()
    spine = shares[:, :SPINE]
    total = spine.sum(axis=1)
    row = spine @ np.arange(SPINE) / np.maximum(total, 1e-12)
    lower, upper, share = spined(row, SPINE)
    found[:, :SPINE] = 0.0
    rows = np.arange(len(shares))
    found[rows, lower] = total * (1 - share)
    found[rows, upper] = total * share
    return found


def _thinned(line: Floats, shares: Floats, numbers: NDArray[np.uint8]) -> Strand:
    """The nodes that are needed, each with its few greatest weights."""
    full = np.zeros((len(line), len(SEGMENTS)))
    full[:, numbers] = shares
    full = gathered(full)
    order = np.argsort(-full[:, SPINE:], axis=1, kind="stable")[:, 2:] + SPINE
    np.put_along_axis(full, order, 0.0, axis=1)
    full = full / full.sum(axis=1, keepdims=True)
    rows = sorted(_needed(np.column_stack([line / _EXACT_MM, full / _EXACT]), 0, len(line) - 1))
    kept = np.argsort(-full[rows], axis=1, kind="stable")[:, :4]
    return Strand(line[rows], kept.astype(np.uint8), np.take_along_axis(full[rows], kept, axis=1))


def _needed(rows: Floats, first: int, last: int) -> Iterable[int]:
    """The rows that a broken line through the others must go through (Douglas and Peucker)."""
    if last - first < 2:
        return {first, last}
    share = np.linspace(0.0, 1.0, last - first + 1)[:, None]
    straight = rows[first] * (1 - share) + rows[last] * share
    off = np.abs(rows[first : last + 1] - straight).max(axis=1)
    worst = first + int(off.argmax())
    if off.max() <= 1.0:
        return {first, last}
    return {*_needed(rows, first, worst), *_needed(rows, worst, last)}


def _axis(mesh: Mesh) -> Floats:
    """The long way through a part without fibres: a disc's from face to face is its short one."""
    middle = mesh.points.mean(axis=0)
    _, _, axes = np.linalg.svd(mesh.points - middle, full_matrices=False)
    low, high = mesh.bounds
    flat = np.ptp((mesh.points - middle) @ axes[0]) < 1.6 * np.ptp((mesh.points - middle) @ axes[1])
    axis = axes[2] if flat else axes[0]
    along = (mesh.points - middle) @ axis
    steps = np.linspace(along.min(), along.max(), 6)
    line: Floats = np.clip(middle + steps[:, None] * axis[None], low, high)
    return line


def rigid_parts(body: Body) -> dict[str, int]:
    """Every part that moves as a whole, and the segment that it moves with."""
    found = ((part.id, segment_of(part)) for part in body.index.parts)
    return {ident: number for ident, number in found if number is not None}
