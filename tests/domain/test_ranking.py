from __future__ import annotations

from typing import Any

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.ranking import find
from nmt_atlas.domain.referral import (
    Action,
    Evidence,
    Innervation,
    Muscle,
    MusclePlace,
    Presence,
    Stroke,
    TriggerPoint,
    Zone,
)
from nmt_atlas.domain.region import Region

SOURCES = ("simons-1999",)


def zone(kind: str, *regions: str, side: str = "same") -> Zone:
    stroke = Stroke(through=("acromion",), radius=20)
    return Zone(kind=kind, words="There.", regions=regions, side=side, strokes=(stroke,))


def muscle(ident: str, *zones: Zone, **point: Any) -> Muscle:
    fact = Fact(text="A fact.", sources=SOURCES)
    return Muscle(
        id=ident,
        name=ident,
        latin=ident,
        region="neck",
        parts=(ident,),
        layer="deep",
        origin=fact,
        insertion=fact,
        actions=(Action(joint="neck", movement="flexion"),),
        action_sources=SOURCES,
        innervation=(Innervation(nerve="A nerve", sources=SOURCES),),
        trigger_points=(
            TriggerPoint(
                id=f"{ident}-1",
                name="1",
                part=ident,
                place=MusclePlace(along=0.5),
                zones=zones,
                sources=SOURCES,
                **point,
            ),
        ),
        evidence=Evidence(kind="charted", note="Charted.", sources=SOURCES),
    )


def region(ident: str, part_of: str | None = None) -> Region:
    return Region(
        id=ident, name=ident, group="head_neck", part_of=part_of or ident, seeds=("acromion",)
    )


REGIONS = {one.id: one for one in (region("head"), region("temple", "head"), region("neck"))}


def order(muscles: list[Muscle], wanted: str, **more: Any) -> list[str]:
    return [row.muscle for row in find(wanted, more.pop("side", None), muscles, REGIONS, **more)]


def test_essential_first_then_order_then_rarity_then_name() -> None:
    muscles = [
        muscle("e-rare", zone("essential", "temple"), rarity="rare"),
        muscle("d-spill", zone("spillover", "temple")),
        muscle("c-second", zone("essential", "neck", "temple")),
        muscle("b-first", zone("essential", "temple")),
        muscle("a-first", zone("essential", "temple")),
        muscle("z-none", zone("essential", "neck")),
    ]
    assert order(muscles, "temple") == ["a-first", "b-first", "c-second", "d-spill", "e-rare"]


def known(one: Muscle, kind: str) -> Muscle:
    evidence = one.evidence.model_copy(update={"kind": kind})
    return one.model_copy(update={"evidence": evidence})


def test_what_nobody_charted_never_stands_above_what_somebody_charted() -> None:
    muscles = [
        known(muscle("a-guess", zone("essential", "temple")), "inferred"),
        known(muscle("b-body", zone("essential", "temple")), "anatomy"),
        known(muscle("c-few", zone("essential", "temple")), "charted-by-few"),
        muscle("d-rare", zone("spillover", "neck", "temple"), rarity="rare"),
        muscle("e-point", zone("essential", "temple"), evidence="inferred"),
        known(muscle("f-series", zone("essential", "temple")), "series"),
    ]
    rows = find("temple", None, muscles, REGIONS)
    assert [(row.muscle, row.evidence, row.match) for row in rows] == [
        ("f-series", "charted", 1.0),
        ("c-few", "charted-by-few", 0.6),
        ("d-rare", "charted", 0.225),
        ("e-point", "inferred", 0.4),
        ("a-guess", "inferred", 0.4),
        ("b-body", "anatomy", 0.3),
    ]


def test_a_muscles_charted_point_stands_above_others_guesses_though_it_is_its_second() -> None:
    first = muscle("first", zone("essential", "temple"))
    (point,) = first.trigger_points
    second = point.model_copy(update={"id": "first-2"})
    guess = known(muscle("guess", zone("essential", "temple")), "inferred")
    both = first.model_copy(update={"trigger_points": (point, second)})
    rows = find("temple", None, [guess, both], REGIONS)
    assert [row.trigger_point for row in rows] == ["first-1", "first-2", "guess-1"]


def test_ties_go_to_the_muscle_that_more_people_have_then_to_the_larger_zone() -> None:
    def had_by(one: Muscle, least: float, most: float) -> Muscle:
        share = Presence(least=least, most=most, sources=SOURCES)
        return one.model_copy(update={"presence": share})

    small, large = (
        zone("essential", "temple", "neck"),
        zone("essential", "temple"),
    )
    muscles = [
        had_by(muscle("a-most", large), 80, 90),
        muscle("b-small", small),
        muscle("c-large", large),
        had_by(muscle("d-few", large), 3, 8),
    ]
    assert order(muscles, "temple") == ["c-large", "b-small", "a-most", "d-few"]
    assert find("temple", None, muscles, REGIONS)[-1].rarity == "rare"


def test_one_row_per_point_with_its_stronger_kind() -> None:
    both = muscle("both", zone("spillover", "temple"), zone("essential", "neck", "temple"))
    (row,) = find("temple", None, [both], REGIONS)
    assert (row.kind, row.match, row.sources) == ("essential", 0.9, SOURCES)


def test_a_part_counts_for_the_whole_and_the_whole_less_for_the_part() -> None:
    part, whole = (
        muscle("part", zone("essential", "temple")),
        muscle("w", zone("essential", "head")),
    )
    assert [row.match for row in find("head", None, [part, whole], REGIONS)] == [1.0, 1.0]
    assert [row.match for row in find("temple", None, [part, whole], REGIONS)] == [1.0, 0.7]


def test_sides() -> None:
    same = muscle("same", zone("essential", "temple"))
    crossed = muscle("crossed", zone("essential", "temple", side="opposite"))
    right_only = muscle("right-only", zone("essential", "temple"), only_side="right")
    rows = find("temple", "left", [same, crossed, right_only], REGIONS)
    assert {(row.muscle, row.side) for row in rows} == {("same", "left"), ("crossed", "right")}
    assert order([right_only], "temple", side="right") == ["right-only"]


def test_painted_overlap_reorders_but_never_adds() -> None:
    muscles = [muscle(name, zone("essential", "temple")) for name in ("a", "b")]
    muscles.append(muscle("c", zone("essential", "neck")))
    shares = {("b-1", "temple"): 0.9, ("c-1", "temple"): 1.0}
    assert order(muscles, "temple", painted=shares) == ["b", "a"]


def test_every_muscle_comes_once_before_any_comes_twice() -> None:
    twice = muscle("twice", zone("essential", "temple"))
    point = twice.trigger_points[0]
    twice = twice.model_copy(
        update={"trigger_points": (point, point.model_copy(update={"id": "twice-2"}))}
    )
    weaker = muscle("weaker", zone("spillover", "temple"))
    rows = find("temple", None, [twice, weaker], {"temple": region("temple")})
    assert [row.trigger_point for row in rows] == ["twice-1", "weaker-1", "twice-2"]


def matches(wanted: str, *muscles: Muscle, **more: Any) -> dict[str, float]:
    return {
        row.muscle: row.match
        for row in find(wanted, more.pop("side", None), muscles, REGIONS, **more)
    }


def test_how_much_each_thing_weighs() -> None:
    late = zone("essential", *["neck"] * 3, "temple")
    latest = zone("essential", *["neck"] * 9, "temple")
    assert matches(
        "temple",
        muscle("first", zone("essential", "temple")),
        muscle("spill", zone("spillover", "temple")),
        muscle("fourth", late),
        muscle("tenth", latest),
        muscle("occasional", zone("essential", "temple"), rarity="occasional"),
        muscle("rare", zone("essential", "temple"), rarity="rare"),
    ) == {
        "first": 1.0,
        "spill": 0.5,
        "fourth": 0.7,
        "tenth": 0.6,
        "occasional": 0.7,
        "rare": 0.5,
    }


def test_painted_share_is_mixed_in_by_its_kind() -> None:
    spill, other = muscle("spill", zone("spillover", "temple")), zone("essential", "temple")
    shares = {
        ("spill-1", "temple"): 0.5,
        ("spill-1", "head"): 0.9,
        ("spill-1", "zygoma"): 0.9,
        ("over-1", "temple"): 1.5,
        ("under-1", "temple"): -0.5,
        ("third-1", "temple"): 1 / 3,
    }
    others = [muscle(name, other) for name in ("over", "under", "third", "unpainted")]
    assert matches("temple", spill, *others, painted=shares) == {
        "spill": 0.4,
        "over": 1.0,
        "under": 0.6,
        "third": 0.7333,
        "unpainted": 0.6,
    }


def test_of_a_points_zones_the_strongest_counts_and_of_equal_ones_the_first() -> None:
    twice = muscle("twice", zone("essential", "temple"), zone("spillover", "temple"))
    assert matches("temple", twice) == {"twice": 1.0}
    either = muscle("e", zone("essential", "temple"), zone("essential", "temple", side="opposite"))
    (row,) = find("temple", "right", [either], REGIONS)
    assert row.side == "right"


def test_a_crossed_zone_is_of_the_other_sides_point() -> None:
    crossed = muscle("crossed", zone("essential", "temple", side="opposite"))
    both = muscle("both", zone("essential", "temple", side="both"), only_side="left")
    assert [row.side for row in find("temple", "right", [crossed], REGIONS)] == ["left"]
    assert [row.side for row in find("temple", "left", [crossed], REGIONS)] == ["right"]
    assert [row.side for row in find("temple", "right", [both], REGIONS)] == ["left"]
    either = find("temple", None, [both, crossed], REGIONS)
    assert {row.muscle: row.side for row in either} == {"both": "left", "crossed": ""}


def test_no_tie_is_settled_by_the_alphabet() -> None:
    names = [f"{letter}-muscle" for letter in "abcdefgh"]
    found = order([muscle(name, zone("essential", "temple")) for name in names], "temple")
    assert sorted(found) == names
    assert found not in (names, names[::-1])
    assert (
        order([muscle(name, zone("essential", "temple")) for name in names[::-1]], "temple")
        == found
    )
