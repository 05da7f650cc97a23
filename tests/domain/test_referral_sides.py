"""The sides of a zone, worked out in one place."""

import pytest

from nmt_atlas.domain.referral import sides_of


@pytest.mark.parametrize(
    ("zone", "side", "found"),
    [
        ("same", "right", ("right",)),
        ("same", "left", ("left",)),
        ("opposite", "right", ("left",)),
        ("opposite", "left", ("right",)),
        ("both", "right", ("right", "left")),
        ("both", "left", ("left", "right")),
    ],
)
def test_the_points_own_side_comes_first(zone, side, found):
    assert sides_of(zone, side) == found
