"""Weights of folds: what bridges a joint far from it is drawn out straight, and never swings round.

Where latissimus and the great pectoral run free between trunk and arm, blending the movements of
both would swing them about the shoulder like a sail. They go with the fold between the two instead,
the more, the nearer to the limb: a fold moves as the place where its muscles end, without turning.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from nmt_atlas.body.making.weights_bones import Bones
from nmt_atlas.body.making.weights_skin import smoother
from nmt_atlas.body.packs.segments import NUMBER
from nmt_atlas.domain.segments import FOLDS, PARENTS, SEGMENTS, SIDES, THORAX
from nmt_atlas.domain.sided import tag

Floats = NDArray[np.float64]

_SOFT, _POWER = 4.0, 1.3
"""The fold counts by the power of how much nearer the limb's end is than other bones (mm)."""
_HELD_MM = 26.0
"""So far from its end a strand begins to turn with the limb."""
_FROM_MM, _TO_MM = 15.0, 65.0
"""Skin so far down the limb from the joint begins to be of the fold, and is wholly so."""
_SKIN_MM = 45.0
"""The pull on the skin runs out over about so much of the trunk."""
_EVEN_MM = 16.0
"""At last weights are evened out over so much of the skin of a fold: no crease where it begins."""
_PIT_MM = (50.0, 110.0)
"""Skin so far down the limb goes with the armpit instead of the fold, and wholly so."""
_LIMB = (0.1, 0.6)
"""There skin that goes with the limb by so much is not of it, and is wholly of it."""
_STAYS_MM = (135.0, 185.0)
"""Skin of the trunk so far down is not drawn up any more, and stays wholly."""
_MEETING = 0.02
"""The share of a limb's bone, what lies nearest to the bone that it hangs on, that is the joint."""


class Fold(NamedTuple):
    """The numbers of a fold and of the segment that draws it along."""

    number: int
    follows: int


def folds() -> tuple[Fold, ...]:
    """Every fold of a body that goes wholly with a place of its limb."""
    return tuple(
        Fold(NUMBER[tag(name, side)], NUMBER[tag(follows, side)])
        for name, (_, follows, share) in FOLDS.items()
        for side in SIDES
        if share == 1.0
    )


def drawn(line: Floats, shares: Floats, away: Floats, fold: Fold, last: bool) -> Floats:
    """The shares of a strand that ends on the limb, with the fold's among them.

    Parameters
    ----------
    line, shares
        The nodes, and what they move with as though there were no fold, ``(n, segments)``.
    away
        How far (mm) each node is from the bones that are not the limb's.
    fold
        Of this side.
    last
        Whether the last node lies on the limb, not the first.
    """
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    way = np.concatenate([[0.0], steps.cumsum()])
    left = way[-1] - way if last else way
    near, other = (left + _SOFT) ** -_POWER, (away + _SOFT) ** -_POWER
    pulled = near / (near + other)
    turning = _stepped(1.0 - left / _HELD_MM)
    found = shares.copy()
    found[:, fold.follows] = 0.0
    rest = found.sum(axis=1, keepdims=True)
    found = found / np.maximum(rest, 1e-9) * ((1.0 - turning) * (1.0 - pulled))[:, None]
    found[:, fold.number] = (1.0 - turning) * pulled
    found[:, fold.follows] = turning
    whole: Floats = found / found.sum(axis=1, keepdims=True)
    return whole


def skin_drawn(points: Floats, spread: csc_matrix, shares: Floats, bones: Bones) -> Floats:
    """The shares of the skin, with folds where trunk and limb are bridged far from the joint.

    From trunk to limb the skin goes first with the trunk, then with the fold, then with the limb.

    Parameters
    ----------
    points
        The skin's vertices.
    spread
        How weights run over its surface (:func:`nmt_atlas.body.making.weights_skin.spreading`).
    shares
        What it moves with as though it had no folds but those of the flesh beneath.
    """
    found = shares
    for fold in folds():
        if fold.follows in bones.points:
            found = _one_drawn(points, spread, found, bones, fold)
            found = _parted(_down(points, bones, fold), found, fold)
    used = np.flatnonzero(found.any(axis=0))
    near = found[:, [NUMBER[tag(k, side)] for k in FOLDS for side in SIDES]].sum(axis=1)
    width = _EVEN_MM * np.sqrt(np.clip(4.0 * near, 0.0, 1.0))
    evened = np.zeros_like(found)
    solver = splu(smoother(spread, np.ones(len(points)), width**2))
    evened[:, used] = np.maximum(solver.solve(found[:, used]), 0.0)
    smooth: Floats = evened / evened.sum(axis=1, keepdims=True)
    return smooth


def _one_drawn(
    points: Floats, spread: csc_matrix, shares: Floats, bones: Bones, fold: Fold
) -> Floats:
    limb = _hanging(fold.follows)
    whole = shares[:, limb].sum(axis=1)
    towards = np.clip(whole + 0.5 * shares[:, fold.number], 0.0, 1.0)
    reach = splu(smoother(spread, np.ones(len(points)), _SKIN_MM**2))
    pulled = np.clip(2.0 * reach.solve(np.clip(2.0 * towards, 0.0, 1.0)), 0.0, 1.0)
    turning = np.clip(2.0 * towards - 1.0, 0.0, 1.0)
    pulled = np.maximum(pulled, turning)
    new = shares.copy()
    new[:, limb] *= (turning / np.maximum(whole, 1e-9))[:, None]
    rest = np.ones(len(SEGMENTS), dtype=np.bool_)
    rest[[*limb, fold.number]] = False
    left = new[:, rest].sum(axis=1)
    new[:, rest] *= ((1.0 - pulled) / np.maximum(left, 1e-9))[:, None]
    new[:, fold.number] = 0.0
    new[:, fold.number] = np.maximum(1.0 - new.sum(axis=1), 0.0)
    down = _stepped((_down(points, bones, fold) - _FROM_MM) / (_TO_MM - _FROM_MM))
    # What lies over the bone that the limb hangs on stays with it, or that would come through.
    above = NUMBER[PARENTS[SEGMENTS[fold.follows]]]
    staying = shares[:, above]
    new *= (1.0 - staying)[:, None]
    new[:, above] += staying
    new = new / new.sum(axis=1, keepdims=True)
    mixed: Floats = shares + down[:, None] * (new - shares)
    return mixed


def _parted(far: Floats, shares: Floats, fold: Fold) -> Floats:
    """The shares with the armpit's, where far down the limb its skin and the trunk's part.

    Parameters
    ----------
    far
        How far (mm) each vertex lies down the limb.
    shares
        With the fold's own (:func:`_one_drawn`).
    fold
        The fold that the armpit hangs on.
    """
    limb = _hanging(fold.follows)
    off = np.ones(len(SEGMENTS), dtype=np.bool_)
    off[limb] = False
    found = shares.copy()
    low = _stepped((far - _PIT_MM[0]) / (_PIT_MM[1] - _PIT_MM[0]))
    arm = found[:, limb].sum(axis=1)
    whole = arm + low * (_stepped((arm - _LIMB[0]) / (_LIMB[1] - _LIMB[0])) - arm)
    found[:, limb] *= (whole / np.maximum(arm, 1e-9))[:, None]
    found[:, off] *= ((1.0 - whole) / np.maximum(1.0 - arm, 1e-9))[:, None]
    pulled = low * found[:, fold.number]
    stays = _stepped((far - _STAYS_MM[0]) / (_STAYS_MM[1] - _STAYS_MM[0])) * pulled
    found[:, fold.number] -= pulled
    found[:, _pit(fold)] += pulled - stays
    found[:, NUMBER[THORAX]] += stays
    parted: Floats = found / found.sum(axis=1, keepdims=True)
    return parted


def _pit(fold: Fold) -> int:
    """The segment that hangs on a fold: the armpit on the axilla."""
    return next(NUMBER[one] for one, above in PARENTS.items() if above == SEGMENTS[fold.number])


def _hanging(segment: int) -> list[int]:
    """A segment and all that hang on it."""
    found = [segment]
    for name, above in PARENTS.items():
        if NUMBER[above] in found and name.partition(":")[0] not in FOLDS:
            found.append(NUMBER[name])
    return found


def _down(points: Floats, bones: Bones, fold: Fold) -> Floats:
    """How far (mm) places lie from a joint towards the far end of the limb that it turns."""
    limb = bones.points[fold.follows]
    above = bones.points[NUMBER[PARENTS[SEGMENTS[fold.follows]]]]
    away = np.asarray(cKDTree(above).query(limb)[0])
    joint = limb[np.argsort(away)[: max(4, int(_MEETING * len(limb)))]].mean(axis=0)
    way = limb.mean(axis=0) - joint
    found: Floats = (points - joint) @ way / np.linalg.norm(way)
    return found


def _stepped(share: Floats) -> Floats:
    held = np.clip(share, 0.0, 1.0)
    return held * held * (3.0 - 2.0 * held)
