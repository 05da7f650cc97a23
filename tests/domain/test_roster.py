from __future__ import annotations

from typing import Any

from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.roster import Member, by_chart, by_segment, by_system, members_of


def structure(ident: str, system: Any, region: str, **more: Any) -> Structure:
    return Structure(
        id=ident, name=ident.title(), system=system, region=region, whole=ident, **more
    )


STRUCTURES = {
    one.id: one
    for one in (
        structure("sacrum", "bone", "pelvis", latin="Os sacrum"),
        structure("gracilis", "muscle", "thigh", layer="deep"),
        structure("femur", "bone", "thigh"),
        structure("skin", "skin", "whole-body"),
        structure("nerve-high", "nerve", "thigh", variant_of="nerve"),
    )
}


def part(ident: str, side: Any) -> Part:
    return Part(
        id=ident if side == "midline" else f"{ident}-{side}",
        structure=ident,
        side=side,
        group=STRUCTURES[ident].group,
        bounds=((0, 0, 0), (1, 1, 1)),
        centre=(0, 0, 0),
        triangles=1,
    )


PARTS = [
    part("femur", "left"),
    part("femur", "right"),
    part("gracilis", "right"),
    part("sacrum", "midline"),
    part("skin", "midline"),
    part("nerve-high", "right"),
]


def members() -> tuple[Member, ...]:
    return members_of(PARTS, STRUCTURES, lambda one: STRUCTURES[one].name)


def told(rolls: Any) -> dict[str, list[str]]:
    return {roll.key: [one.part for one in roll.members] for roll in rolls}


def test_everything_but_the_skin_and_other_courses_is_listed_by_name() -> None:
    assert [one.part for one in members()] == [
        "femur-right",
        "femur-left",
        "gracilis-right",
        "sacrum",
    ]
    assert members()[-1].latin == "Os sacrum"


def test_segments_and_systems_stand_in_the_bodys_order_and_empty_ones_not_at_all() -> None:
    assert told(by_segment(members(), "right")) == {
        "pelvis": ["sacrum"],
        "thigh": ["femur-right", "gracilis-right"],
    }
    assert told(by_system(members(), "left")) == {"bones": ["femur-left", "sacrum"]}


def test_the_chart_lists_what_lies_beneath_on_one_side_and_in_the_middle() -> None:
    beneath = (
        ("back-of-thigh", "right", ("gracilis-right", "gone")),
        ("back-of-thigh", "left", ("femur-left",)),
        ("low-back", "midline", ("sacrum",)),
        ("crown", "right", ("skin",)),
    )
    assert told(by_chart(members(), beneath, "right")) == {
        "back-of-thigh:right": ["gracilis-right"],
        "low-back:midline": ["sacrum"],
    }
