from __future__ import annotations

import pytest

from nmt_atlas.domain.region import Region, chain_of, parts_of


def region(ident: str, part_of: str) -> Region:
    return Region(id=ident, name=ident, group="torso", part_of=part_of, seeds=("acromion",))


def test_from_a_region_outward() -> None:
    chart = {
        one.id: one
        for one in (
            region("nail", "finger"),
            region("finger", "hand"),
            region("hand", "arm"),
            region("arm", "arm"),
        )
    }
    assert chain_of("nail", chart) == ["nail", "finger", "hand", "arm"]
    assert chain_of("arm", chart) == ["arm"]
    assert chain_of("moon", chart) == ["moon"]


def test_regions_that_are_part_of_each_other_end_somewhere() -> None:
    chart = {one.id: one for one in (region("a", "b"), region("b", "a"))}
    assert chain_of("a", chart) == ["a", "b"]


def test_a_region_is_of_both_sides_unless_it_says_otherwise() -> None:
    assert region("arm", "arm").paired


def test_a_group_is_asked_with_all_its_parts() -> None:
    group = Region(id="limb", name="limb", group="torso", part_of="limb", parts=("hand", "arm"))
    chart = {
        one.id: one
        for one in (region("nail", "hand"), region("hand", "hand"), region("arm", "arm"), group)
    }
    assert parts_of("limb", chart) == {"limb", "hand", "nail", "arm"}
    assert parts_of("hand", chart) == {"hand", "nail"}
    assert parts_of("moon", chart) == {"moon"}


@pytest.mark.parametrize("more", [{}, {"seeds": ("acromion",), "parts": ("arm",)}])
def test_a_region_has_seeds_or_parts(more: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="seeds"):
        Region(id="a", name="a", group="torso", part_of="a", **more)
