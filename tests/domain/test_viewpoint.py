"""The way that is chosen shows most, on the own side."""

import pytest

from nmt_atlas.domain.viewpoint import NOTHING_COUNTED, WAYS, WHOLE, Viewpoints, shares_of


def counted(**parts):
    shares = {
        name: tuple(round(WHOLE * seen.get(way, 0)) for way in WAYS) for name, seen in parts.items()
    }
    return Viewpoints(shares={"part": shares}, anchors={"a": (-1.0, 2.0, 3.0)})


def test_no_way_looks_from_the_other_side():
    assert len(WAYS) == 17
    assert not [way for way in WAYS if "left" in way]


def test_most_is_seen():
    views = counted(a={"anterior": 0.5, "inferior": 1.0})
    assert views.best([("part", "a", 1.0)]) == "inferior"


def test_of_ways_that_are_nearly_alike_the_plainest_is_taken():
    views = counted(a={"anterior": 0.95, "anterior-right": 0.95, "superior-anterior": 1.0})
    assert views.best([("part", "a", 1.0)]) == "anterior"


def test_close_by_nobody_looks_from_below_where_a_level_way_shows_enough():
    views = counted(
        a={"anterior": 0.65, "inferior": 1.0, "superior": 0.9},
        b={"anterior": 0.5, "inferior": 1.0},
    )
    assert views.best([("part", "a", 1.0)]) == "inferior"
    assert views.best([("part", "a", 1.0)], upright=True) == "anterior"
    assert views.best([("part", "b", 1.0)], upright=True) == "inferior"


def test_what_lies_in_front_is_not_looked_at_through_the_body():
    views = counted(
        a={"posterior": 1.0, "superior-posterior": 0.9, "superior": 0.2, "anterior": 0.5},
        b={"posterior": 1.0, "anterior": 0.1},
    )
    one = [("part", "a", 1.0)]
    assert views.best(one) == "posterior"
    assert views.best(one, outward=(0.0, -10.0, 15.0)) == "anterior"
    assert views.best(one, outward=(0.0, 10.0, 0.0)) == "posterior"
    assert views.best(one, outward=(10.0, -3.0, 0.0)) == "posterior", "rather beside than in front"
    hidden = views.best([("part", "b", 1.0)], outward=(0.0, -10.0, 0.0))
    assert hidden == "posterior", "from in front next to nothing is seen"


def test_what_weighs_most_is_seen_whatever_the_others():
    views = counted(a={"anterior": 1.0, "posterior": 0.3}, b={"posterior": 1.0})
    assert views.best([("part", "a", 1.0), ("part", "b", 0.9)]) == "anterior"


def test_the_left_side_mirrors_the_right():
    views = counted(a={"superior-right": 1.0})
    assert views.best([("part", "a", 1.0)], "left") == "superior-left"
    assert views.anchor("a-left") == (1.0, 2.0, 3.0)
    assert views.anchor("a-right") == (-1.0, 2.0, 3.0)
    assert views.anchor("b-right") is None


def test_what_was_not_counted_has_no_way():
    assert NOTHING_COUNTED.best([("part", "a", 1.0)]) is None


@pytest.mark.parametrize("most", [0, 8])
def test_counts_become_shares_of_the_most(most):
    counts = dict.fromkeys(WAYS, 0.0) | {"anterior": most, "posterior": most / 4}
    shares = shares_of(counts)
    if not most:
        assert shares is None
    else:
        assert shares[WAYS.index("anterior")] == WHOLE
        assert shares[WAYS.index("posterior")] == WHOLE / 4


def test_what_a_way_shows_is_a_share_and_the_left_side_mirrors_it() -> None:
    shares = tuple(20 if way == "right" else 5 for way in WAYS)
    counted = Viewpoints(shares={"pain": {"p": shares}})
    assert counted.seen("pain", "p", "right") == 1.0
    assert counted.seen("pain", "p", "left", "left") == 1.0
    assert counted.seen("pain", "p", "anterior") == 0.25
    assert counted.seen("pain", "p", "left") is None, "nobody looks through the other half"
    assert counted.seen("pain", "q", "right") is None
