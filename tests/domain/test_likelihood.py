"""Likelihood ratios of results, and what they come to."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.clinical import Accuracy, Share
from nmt_atlas.domain.likelihood import Ratio, Result, Weight, ratio, weight


def study(sensitivity: Share | None, specificity: Share | None) -> Accuracy:
    return Accuracy(
        finding="x",
        people="y",
        sensitivity=sensitivity,
        specificity=specificity,
        sources=("gray-2020",),
    )


def share(percent: float) -> Share:
    return Share(percent=percent)


@pytest.mark.parametrize(
    ("result", "told", "worth"),
    [("positive", "8", "moderate"), ("negative", "0.22", "small")],
)
def test_ratios_follow_from_both_shares(result: Result, told: str, worth: Weight) -> None:
    found = ratio(study(share(80), share(90)), result)
    assert found is not None
    assert (found.told, weight(found, result)) == (told, worth)


def test_ranges_give_a_range_and_count_at_their_weaker_end() -> None:
    found = ratio(study(Share(low=50, high=90), Share(low=60, high=95)), "positive")
    assert found is not None
    assert found.low == pytest.approx(1.25)
    assert found.high == pytest.approx(18)
    assert weight(found, "positive") == "hardly"


def test_one_share_an_unclear_result_and_a_perfect_share_give_no_number() -> None:
    assert ratio(study(share(80), None), "positive") is None
    assert ratio(study(share(80), share(90)), "unclear") is None
    assert ratio(study(share(80), share(100)), "positive") is None


def test_a_result_that_is_commoner_without_it_says_nothing() -> None:
    assert weight(Ratio(low=0.7, high=0.7), "positive") == "against"
    assert weight(Ratio(low=1.2, high=1.2), "negative") == "against"
