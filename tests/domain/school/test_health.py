"""Whether a server is well."""

from nmt_atlas.domain.school.health import Check, Health


def test_one_part_that_is_ill_makes_the_whole_ill() -> None:
    health = Health(checks=(Check(name="a"), Check(name="b", reason="torn.")))
    assert not health.well
    assert health.told() == {"well": False, "checks": {"a": "well", "b": "torn."}}
    assert Health(checks=(Check(name="a"),)).well
