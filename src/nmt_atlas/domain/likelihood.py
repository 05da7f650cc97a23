"""What the result of a test is worth, as likelihood ratios of the studies that its document names.

A ratio says how much commoner a result is in people with a condition than in people without it.
Thresholds: Jaeschke, Guyatt and Sackett, JAMA 1994; 271: 703-707 (above 10 or below 0.1 large,
often conclusive changes; 5 to 10 and 0.1 to 0.2 moderate; 2 to 5 and 0.2 to 0.5 small; 1 to 2 and
0.5 to 1 small and rarely important).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from nmt_atlas.domain.base import Frozen, Id
from nmt_atlas.domain.clinical import Accuracy, Share
from nmt_atlas.domain.language import mark

Result = Literal["positive", "negative", "unclear"]
RESULTS: tuple[Result, ...] = get_args(Result)

Weight = Literal["large", "moderate", "small", "hardly", "against"]
WEIGHTS: Mapping[Weight, str] = MappingProxyType(
    {
        "large": mark("changes much"),
        "moderate": mark("changes something"),
        "small": mark("changes little"),
        "hardly": mark("hardly changes anything"),
        "against": mark("speaks the other way, so it says nothing"),
    }
)


class Found(Frozen):
    """The result of a test on one side; ``midline`` where it has no sides."""

    test: Id
    side: Literal["right", "left", "midline"] = "midline"
    result: Result


class Ratio(Frozen):
    """A likelihood ratio, or the range of it where studies give ranges alone.

    ``high`` is None where nobody without the condition had that result: it has no upper end.
    """

    low: float
    high: float | None

    @property
    def told(self) -> str:
        """``4.2``, ``2.1–6``, or ``≥ 3`` where it has no upper end."""
        if self.high is None:
            return f"≥ {self.low:.2g}"
        if f"{self.low:.2g}" == f"{self.high:.2g}":
            return f"{self.low:.2g}"
        return f"{self.low:.2g}–{self.high:.2g}"


def ratio(study: Accuracy, result: Result) -> Ratio | None:
    """What a result is worth by one study.

    None where it gives only one of the two shares, or the result is unclear.
    """
    if study.sensitivity is None or study.specificity is None or result == "unclear":
        return None
    (sens_low, sens_high), (spec_low, spec_high) = (
        _ends(study.sensitivity),
        _ends(study.specificity),
    )
    if result == "positive":
        least, most = _part(sens_low, 1 - spec_low), _part(sens_high, 1 - spec_high)
    else:
        least, most = _part(1 - sens_high, spec_high), _part(1 - sens_low, spec_low)
    if least is None:  # no false positives, or nobody cleared, at either end
        return None
    return Ratio(low=least, high=most)


def _ends(share: Share) -> tuple[float, float]:
    """The value twice, or the ends of a range over several studies."""
    if share.percent is not None:
        return share.percent / 100, share.percent / 100
    return (share.low or 0.0) / 100, (share.high or 0.0) / 100


def _part(over: float, under: float) -> float | None:
    return None if under <= 1e-9 else over / under


def weight(found: Ratio, result: Result) -> Weight:
    """What a ratio comes to, at its weaker end."""
    if result == "positive":
        least = found.low
        if least < 1:
            return "against"
        steps: tuple[tuple[float, Weight], ...] = ((10, "large"), (5, "moderate"), (2, "small"))
        return next((name for limit, name in steps if least > limit), "hardly")
    least = found.low if found.high is None else found.high
    if least > 1:
        return "against"
    steps = ((0.1, "large"), (0.2, "moderate"), (0.5, "small"))
    return next((name for limit, name in steps if least < limit), "hardly")
