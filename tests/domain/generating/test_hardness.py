"""Questions become harder where answers are right, and easier where they are not."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.generating.hardness import ENOUGH, LATEST, level_for


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ([], "medium"),
        ([3] * (ENOUGH - 1), "medium"),
        ([3] * ENOUGH, "hard"),
        ([1] * ENOUGH, "easy"),
        ([3, 3, 3, 1] * 5, "medium"),
        ([1, 2] * 10, "easy"),
        ([2] * 20, "hard"),
        ([1] * 100 + [3] * LATEST, "hard"),
        ([4] * 100 + [1] * LATEST, "easy"),
    ],
)
def test_the_latest_answers_decide(ratings, level):
    assert level_for(ratings) == level
