"""What has another colour on the skin, as the viewer's shaders have it (``js/src/tone.js``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.pictures.tint import SkinPaint, rgb_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.skin_look import TINTS, Tint, Tone

_SKIN = LOOK.skin
_GAMMA = 2.2
_FACE = (1440.0, 60.0)
"""Above this z, and so near to the median plane, eyes and mouth are drawn (mm)."""
_ROUNDS = 2
"""So often triangles are divided where the colour changes within them."""
_RIM = 3.0


def tone_of(tone: Tone | None) -> Tone:
    """A scene's tone; the plain one where it names none."""
    return tone or _SKIN.plain


def tinted(places: Floats, tints: NDArray[np.uint8], tone: Tone | None, base: Floats) -> Floats:
    """The colour (sRGB 0..1) of every place ``(n, 3)`` of a skin, ``base`` where nothing is.

    Parameters
    ----------
    places
        Where they are at rest, mm.
    tints
        As the pack has them, ``(n, 4)``; whole or between two.
    tone, base
        The tone whose lips, hair and nails are seen, and the skin's own colour.
    """
    colors = _SKIN.tones[tone_of(tone)]
    lips, hair, nails = (_linear(rgb_of(one)) for one in (colors.lips, colors.hair, colors.nails))
    color = np.tile(_linear(base), (len(places), 1))
    inside = (2.0 * tints.astype(np.float64) / 255.0 - 1.0) * _SKIN.reach
    color = _mix(color, 1.12 * (0.5 * color + 0.5 * nails), _share("pale", inside[:, 2]))
    color = _mix(color, lips, _share("lips", inside[:, 0]))
    color *= (1.0 - 0.28 * (1.0 - _step(0.3, 1.1, np.abs(inside[:, 3]))))[:, None]
    color = _mix(color, 1.06 * nails, _share("nails", inside[:, 3]))
    color = _mix(color, 1.15 * hair, _share("hair", inside[:, 1]))
    color = _mix(color, 0.9 * lips, _areola(places))
    front = (places[:, 1] <= _SKIN.face) & (tints[:, 1] <= 0.7 * 255)
    front &= (places[:, 2] > _FACE[0]) & (np.abs(places[:, 0]) < _FACE[1])
    at = np.stack([np.abs(places[front, 0]), places[front, 2]], axis=1)
    color[front] = _faced(color[front], at, lips, hair)
    return np.asarray(np.clip(color, 0.0, 1.0) ** (1.0 / _GAMMA))


def refined(
    mesh: Mesh, normals: Floats, rest: Floats, tints: NDArray[np.uint8], paint: Sequence[SkinPaint]
) -> tuple[Mesh, Floats, Floats, Floats, list[SkinPaint]]:
    """A skin with smaller triangles where its colour changes within them.

    Returns
    -------
    mesh, normals, rest, tints, paint
        All of them for the vertices of the finer mesh; the first are those that were.
    """
    values = [mesh.points, normals, rest, tints.astype(np.float64)]
    weights = [_dense(layer, len(mesh.points)) for layer in paint]
    faces = mesh.faces
    for _ in range(_ROUNDS):
        changing = np.asarray(_changing(values[2], values[3])[faces].any(axis=1))
        pairs, faces = _divided(faces, changing)
        values = [np.concatenate([one, one[pairs].mean(axis=1)]) for one in values]
        weights = [np.concatenate([one, one[pairs].mean(axis=1)]) for one in weights]
    layers = [_sparse(one, own) for one, own in zip(paint, weights, strict=True)]
    return Mesh(values[0], faces), values[1], values[2], values[3], layers


def _linear(color: Floats) -> Floats:
    return np.asarray(np.asarray(color, dtype=np.float64) ** _GAMMA)


def _step(low: float, high: float, value: Floats) -> Floats:
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def _mix(one: Floats, other: Floats, share: Floats) -> Floats:
    return np.asarray(one + (other - one) * share[:, None])


def _share(tint: Tint, inside: Floats) -> Floats:
    soft = _SKIN.soft[tint]
    return _step(-soft, soft, inside) * _SKIN.cover[tint]


def _areola(places: Floats) -> Floats:
    look, away = _SKIN.areola, _from_areola(places)
    whole = 1.0 - _step(look.radius - 4.0, look.radius, away)
    return 0.5 * whole + 0.25 * (1.0 - _step(look.nipple - 1.0, look.nipple + 1.0, away))


def _from_areola(places: Floats) -> Floats:
    """Distance (mm) to the middle of the areola of a place's own side."""
    own = np.stack([np.abs(places[:, 0]), places[:, 1], places[:, 2]], axis=1)
    return np.asarray(np.linalg.norm(own - np.array(_SKIN.areola.centre), axis=1))


def _faced(color: Floats, at: Floats, lips: Floats, hair: Floats) -> Floats:
    """Eyes, lashes and the line between the lips, seen from the front (x, z)."""
    eye, mouth = _SKIN.eye, _SKIN.mouth
    t = (at[:, 0] - eye.inner[0]) / (eye.outer[0] - eye.inner[0])
    bow = np.maximum(4.0 * t * (1.0 - t), 0.0)
    line = eye.inner[1] + (eye.outer[1] - eye.inner[1]) * t
    top = line + eye.above * np.sqrt(bow) * (1.12 - 0.24 * t) - at[:, 1]
    low = at[:, 1] - line + eye.below * bow
    within = ((t >= 0.0) & (t <= 1.0)).astype(np.float64)
    wet = within * _step(-0.3, 0.3, np.minimum(top, low))
    lash = within * (1.0 - _step(0.3, eye.lash, np.abs(top)))
    lash += 0.4 * within * (1.0 - _step(0.1, 0.6, np.abs(low)))
    color = _mix(color, _ball(at, top), wet)
    color = _mix(color, hair, np.minimum(lash, 1.0) * 0.85)
    q = at[:, 0] / mouth.half
    gap = np.abs(at[:, 1] - mouth.z + mouth.fall * q * q)
    gone = (1.0 - _step(0.2, 2.0 * mouth.width, gap)) * (1.0 - _step(0.75, 1.0, q))
    return _mix(color, 0.3 * lips, 0.8 * gone)


def _ball(at: Floats, top: Floats) -> Floats:
    """The eyeball between the lids, in the upper lid's shade."""
    eye = _SKIN.eye
    r = np.linalg.norm(at - eye.gaze, axis=1)
    ball = np.tile(_linear(rgb_of(eye.white)), (len(at), 1))
    for color, first, last in (
        (eye.ring, eye.iris - 0.4, eye.iris + 0.3),
        (eye.colour, eye.iris * 0.5, eye.iris - 0.3),
        (eye.black, eye.pupil - 0.3, eye.pupil + 0.3),
    ):
        ball = _mix(ball, _linear(rgb_of(color)), 1.0 - _step(first, last, r))
    corner = np.minimum(at[:, 0] - eye.inner[0], eye.outer[0] - at[:, 0])
    shade = (0.45 + 0.55 * _step(0.0, 3.2, top)) * (0.7 + 0.3 * _step(0.0, 6.0, corner))
    return np.asarray(ball * shade[:, None])


def _changing(places: Floats, tints: Floats) -> NDArray[np.bool_]:
    """Where the colour changes within a few millimetres."""
    inside = (2.0 * tints / 255.0 - 1.0) * _SKIN.reach
    edges = [np.abs(inside[:, k]) < _SKIN.soft[one] + _RIM for k, one in enumerate(TINTS)]
    away = _from_areola(places)
    x, y, z = np.abs(places[:, 0]), places[:, 1], places[:, 2]
    eye, mouth = _SKIN.eye, _SKIN.mouth
    eyes = (np.abs(z - eye.gaze[1]) < 9.0) & (x > eye.inner[0] - 3.0) & (x < eye.outer[0] + 3.0)
    lips = (np.abs(z - mouth.z) < 6.0) & (x < mouth.half)
    near = edges[0] | edges[1] | edges[3] | (away < _SKIN.areola.radius + _RIM)
    return np.asarray(near | ((y < _SKIN.face) & (eyes | lips)))


def _divided(
    faces: NDArray[np.int32], chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Chosen triangles in four: the pairs of vertices between which new ones lie, and the faces."""
    old = faces[chosen].astype(np.int64)
    count = int(faces.max()) + 1
    sides = np.stack([old[:, [0, 1]], old[:, [1, 2]], old[:, [2, 0]]], axis=1)
    pairs, number = np.unique(np.sort(sides.reshape(-1, 2), axis=1), axis=0, return_inverse=True)
    ab, bc, ca = (count + number.reshape(-1, 3)).T
    a, b, c = old.T
    small = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    new = np.concatenate([np.stack(one, axis=1) for one in small])
    return pairs, np.concatenate([faces[~chosen], new.astype(np.int32)])


def _dense(layer: SkinPaint, count: int) -> Floats:
    whole = 255.0 if np.issubdtype(layer.weights.dtype, np.integer) else 1.0
    weights = np.zeros(count)
    weights[layer.vertices] = np.asarray(layer.weights, dtype=np.float64) / whole
    return weights


def _sparse(layer: SkinPaint, weights: Floats) -> SkinPaint:
    vertices = np.flatnonzero(weights > 0)
    return replace(layer, vertices=vertices, weights=weights[vertices])
