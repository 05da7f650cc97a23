"""The look of muscle fibres: a picture over (u, v) with streaks along u and pale tendon ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, map_coordinates

from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.domain.look import LOOK, srgb

_ROWS = (96, 384)
_COLUMNS = (96, 224)
"""Fewest and most pixels across and along: half a millimetre across where they suffice."""
_PALE = np.array(srgb(LOOK.fibre.tendon))
_CONTRAST = (0.13, 0.045)
"""How strongly streaks darken flesh, and how strongly white tissue (sheets of fascia)."""


def fibre_image(
    color: str, length: float, width: float, tendon: tuple[float, float], seed: int
) -> NDArray[np.uint8]:
    """A texture of one muscle.

    Parameters
    ----------
    color
        sRGB colour of the belly, ``#rrggbb``.
    length, width
        Of the muscle, millimetres, so that streaks have one size on the whole body.
    tendon
        Shares of the length that are tendon at origin (u = 0) and insertion (u = 1).
    seed
        Another number, other streaks; the same number, the same.

    Returns
    -------
    ndarray
        ``(rows, columns, 3)`` uint8; columns run along u, rows along v from the bottom up.
    """
    length, width = max(length, 5.0), max(width, 3.0)
    random = np.random.default_rng(seed)
    shape = (_pixels(width * 2.0, _ROWS), _pixels(length / 1.5, _COLUMNS))
    noise = np.zeros(shape)
    for one in LOOK.fibre.octaves:
        noise += one.share * _streaks(random, shape, width / one.across, length / one.along)
    noise /= max(float(noise.std()), 1e-9)
    flesh = rgb_of(color)
    contrast = _CONTRAST[int(flesh.min() > 0.5)]
    belly = flesh * (1.0 + contrast * np.clip(noise, -2.2, 2.2))[..., None]
    if contrast == _CONTRAST[0]:
        belly = belly + np.clip(noise - 0.6, 0, 2)[..., None] * np.array([0.035, 0.02, 0.015])
    pale = _PALE * (1.0 + 0.035 * noise)[..., None]
    tendinous = _tendon_share(noise, tendon, random)[..., None]
    picture = belly * (1 - tendinous) + pale * tendinous
    return np.asarray((np.clip(picture, 0, 1) * 255).round()[::-1], dtype=np.uint8)


def _pixels(wanted: float, limits: tuple[int, int]) -> int:
    return int(np.clip(round(wanted), *limits))


def _streaks(
    random: np.random.Generator, shape: tuple[int, int], cells_across: float, cells_along: float
) -> NDArray[np.float64]:
    """Smooth noise of so many cells across and along, rows wobbling a little."""
    rows = max(4, min(round(cells_across), shape[0] // 2))
    columns = max(3, min(round(cells_along), shape[1] // 2))
    cells = random.standard_normal((rows + 3, columns + 3))
    v, u = np.meshgrid(
        np.linspace(0, rows, shape[0]), np.linspace(0, columns, shape[1]), indexing="ij"
    )
    wobble = gaussian_filter1d(random.standard_normal(shape[1]), 18)
    wobble /= max(float(np.abs(wobble).max()), 1e-9)
    return np.asarray(map_coordinates(cells, [v + 1 + 0.35 * wobble, u + 1], order=1))


def _tendon_share(
    noise: NDArray[np.float64], tendon: tuple[float, float], random: np.random.Generator
) -> NDArray[np.float64]:
    """How much of each place is tendon (0..1), with ragged borders."""
    u = np.linspace(0, 1, noise.shape[1])[None, :]
    ragged = gaussian_filter1d(random.standard_normal(noise.shape[0]), 1.5)[:, None]
    share = np.zeros_like(noise)
    for end, distance in ((tendon[0], u), (tendon[1], 1 - u)):
        if end <= 0:
            continue
        border = end * (1.0 + 0.45 * ragged)
        share = np.maximum(share, np.clip((border - distance) / (0.35 * end) + 0.5, 0, 1))
    return share * share * (3 - 2 * share)
