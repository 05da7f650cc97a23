from __future__ import annotations

from typing import Any

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.condition import Condition, red_flags
from nmt_atlas.domain.referral import Evidence
from nmt_atlas.domain.region import Region

SOURCES = ("gray-2020",)


def flag(ident: str, urgency: str, *regions: str, **more: Any) -> Condition:
    return Condition(
        id=ident,
        name=ident,
        kind="safety",
        topic=more.pop("topic", "red-flag"),
        urgency=urgency,
        regions=regions,
        summary=Fact(text="A sign.", sources=SOURCES),
        evidence=Evidence(kind="series", note="Seen.", sources=SOURCES),
        **more,
    )


def region(ident: str, part_of: str | None = None) -> Region:
    return Region(
        id=ident, name=ident, group="torso", part_of=part_of or ident, seeds=("acromion",)
    )


REGIONS = {one.id: one for one in (region("chest"), region("sternum", "chest"), region("groin"))}


def ids(where: str, *flags: Condition) -> list[str]:
    return [one.id for one in red_flags(where, flags, REGIONS)]


def test_flags_of_a_region_its_parts_and_what_it_is_part_of() -> None:
    flags = (flag("heart", "emergency", "chest"), flag("bone", "emergency", "sternum"))
    assert ids("sternum", *flags) == ["bone", "heart"]
    assert ids("chest", *flags) == ["bone", "heart"]
    assert ids("groin", *flags) == []


def test_the_flag_that_names_the_region_first_comes_first() -> None:
    flags = (flag("a", "emergency", "groin", "chest"), flag("b", "emergency", "chest", "groin"))
    assert ids("chest", *flags) == ["b", "a"]
    assert ids("groin", *flags) == ["a", "b"]


def test_what_is_felt_there_from_elsewhere_comes_last_and_can_be_left_out() -> None:
    flags = (
        flag("belly", "emergency", "groin", felt_in=("chest",)),
        flag("bone", "soon", "chest"),
        flag("any", "soon"),
    )
    assert ids("sternum", *flags) == ["bone", "any", "belly"]
    assert ids("groin", *flags) == ["belly", "any"]
    own = red_flags("sternum", flags, REGIONS, own=True)
    assert [one.id for one in own] == ["bone", "any"]


def test_emergencies_first_and_flags_of_every_region_last() -> None:
    flags = (
        flag("any-soon", "soon"),
        flag("soon", "soon", "chest"),
        flag("hours", "same-day", "chest"),
        flag("any", "emergency"),
        flag("zebra", "emergency", "chest"),
        flag("not-a-flag", "emergency", "chest", topic="contraindication"),
    )
    assert ids("chest", *flags) == ["zebra", "any", "hours", "soon", "any-soon"]
    assert ids("groin", *flags) == ["any", "any-soon"]


def test_flags_named_equally_early_are_in_order_of_their_ids() -> None:
    flags = (flag("b", "soon", "chest"), flag("a", "soon", "chest"), flag("c", "soon"))
    assert ids("chest", *flags) == ["a", "b", "c"]


def test_the_earliest_of_several_named_places_counts() -> None:
    flags = (flag("a", "soon", "groin", "chest", "sternum"), flag("b", "soon", "sternum", "groin"))
    assert ids("sternum", *flags) == ["b", "a"]
    assert ids("groin", *flags) == ["a", "b"]


def test_advice_of_another_topic_is_no_red_flag() -> None:
    topics = ("contraindication", "endangerment", "evidence", "self-care")
    assert ids("chest", *(flag(one, "soon", "chest", topic=one) for one in topics)) == []
