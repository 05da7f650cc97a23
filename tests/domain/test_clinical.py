"""Tests of the examination as values: shares that make sense, studies that give a number."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.clinical import Accuracy, Share


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ({"percent": 68}, "68 %"),
        ({"percent": 68.5, "low": 60, "high": 75}, "68.5 % (60–75)"),
        ({"low": 29, "high": 90}, "29–90 %"),
        ({"percent": 0, "low": 0, "high": 0}, "0 % (0–0)"),
    ],
)
def test_a_share_in_words(share: dict[str, float], words: str) -> None:
    assert Share.model_validate(share).words == words


@pytest.mark.parametrize(
    ("share", "fault"),
    [
        ({}, "neither percent nor range"),
        ({"low": 4}, "one end"),
        ({"percent": 4, "high": 8}, "one end"),
        ({"low": 8, "high": 4}, "out of order"),
        ({"percent": 3, "low": 4, "high": 8}, "out of order"),
        ({"percent": 9, "low": 4, "high": 8}, "out of order"),
        ({"percent": 101}, "less than or equal to 100"),
        ({"percent": -1}, "greater than or equal to 0"),
    ],
)
def test_a_share_that_makes_no_sense_is_refused(share: dict[str, float], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Share.model_validate(share)


def test_a_study_gives_a_number_and_a_source() -> None:
    study: dict[str, Any] = {"finding": "A tear", "people": "40 people", "sources": ["gray-2020"]}
    with pytest.raises(ValidationError, match="neither sensitivity nor specificity"):
        Accuracy.model_validate(study)
    assert Accuracy.model_validate({**study, "specificity": {"percent": 90}}).sensitivity is None
    with pytest.raises(ValidationError, match="sources"):
        Accuracy.model_validate({**study, "specificity": {"percent": 90}, "sources": []})
