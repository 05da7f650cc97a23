"""How long a first answer lasts, fitted to a learner's own answers.

The optimiser of ``fsrs`` fits all 21 parameters and needs torch. Here only its first stage is
done, which does not: the stability after the first answer, one for each rating, such that the
model's own forgetting curve tells best what was remembered when it was asked on another day. Each
is drawn towards the one that ``fsrs`` brings, so that few answers change little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from scipy.optimize import minimize_scalar

from nmt_atlas.domain.memory import AGAIN, Rated, local_day

ENOUGH = 20
"""A rating with fewer cards that were asked again on another day keeps its stability."""
_PULL = 1 / 16
"""How strongly a stability is drawn towards the one that ``fsrs`` brings."""
_ALMOST = 1e-4


class Once(NamedTuple):
    """One answer: of which card, how it is rated, when, and the learner's clock then."""

    card: str
    rating: Rated
    at: datetime
    offset_minutes: int = 0


class Second(NamedTuple):
    """What became of a first answer: days until it was asked again, and whether it was known."""

    days: int
    known: bool


def seconds(answers: Iterable[Once]) -> Mapping[Rated, Sequence[Second]]:
    """Rating of the first answer -> what became of it on the next day that the card was asked.

    Parameters
    ----------
    answers
        Oldest first.
    """
    first: dict[str, tuple[Rated, int]] = {}
    done: set[str] = set()
    found: dict[Rated, list[Second]] = {}
    for one in answers:
        day = local_day(one.at, one.offset_minutes)
        rating, begun = first.setdefault(one.card, (one.rating, day))
        if one.card not in done and day > begun:
            done.add(one.card)
            found.setdefault(rating, []).append(Second(day - begun, one.rating > AGAIN))
    return found


def fitted(answers: Iterable[Once]) -> tuple[float, ...]:
    """The model's parameters for a learner; empty where their answers say too little.

    Parameters
    ----------
    answers
        All of theirs, oldest first.
    """
    found = {rating: got for rating, got in seconds(answers).items() if len(got) >= ENOUGH}
    if not found:
        return ()
    own: dict[int, float] = {
        rating: _stability(rating, got) for rating, got in sorted(found.items())
    }
    parameters = list(DEFAULT_PARAMETERS)
    for at in range(4):  # what was easier lasts no shorter, and one's own answers weigh more
        above = [stability for rating, stability in own.items() if rating > at + 1]
        parameters[at] = own.get(at + 1, min([parameters[at], *above]))
        parameters[at] = max(parameters[max(at - 1, 0) : at + 1])
    return tuple(round(float(one), 4) for one in parameters)


def _stability(rating: Rated, got: Sequence[Second]) -> float:
    usual = DEFAULT_PARAMETERS[rating - 1]
    low, high = LOWER_BOUNDS_PARAMETERS[rating - 1], UPPER_BOUNDS_PARAMETERS[rating - 1]
    days = np.array([one.days for one in got], dtype=np.float64)
    known = np.array([one.known for one in got])
    decay = -DEFAULT_PARAMETERS[20]
    factor = 0.9 ** (1 / decay) - 1

    def loss(logarithm: float) -> float:
        share = (1 + factor * days / math.exp(logarithm)) ** decay
        share = np.clip(np.where(known, share, 1 - share), _ALMOST, 1)
        pull = _PULL * (logarithm - math.log(usual)) ** 2 * ENOUGH
        return float(-np.log(share).sum() + pull)

    ends = (math.log(max(low, 1e-3)), math.log(high))
    return math.exp(minimize_scalar(loss, bounds=ends, method="bounded").x)
