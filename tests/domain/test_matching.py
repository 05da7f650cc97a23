from __future__ import annotations

from typing import Any

import pytest

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.clue import Clue
from nmt_atlas.domain.condition import Condition, Site
from nmt_atlas.domain.found import flags_above, flags_by_region
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.matching import (
    TIE,
    Candidate,
    PainSource,
    Reach,
    Told,
    match_of,
    overlap,
    ranked,
    reasons_of,
    row_of,
    told_by,
)
from nmt_atlas.domain.narrowing import answered, information, questions
from nmt_atlas.domain.pain import PainArea
from nmt_atlas.domain.palpation import lying_of, plan, with_findings
from nmt_atlas.domain.reasons import REASONS, VALUES, words_of
from nmt_atlas.domain.referral import Evidence, Palpation, Stroke
from nmt_atlas.domain.region import Region
from nmt_atlas.domain.together import together

PLAIN = Told()
HALF = Reach(essential=0.5, spillover=0.2, painted=0.5, named=0.5)


def candidate(ident: str = "a-1", **more: Any) -> Candidate:
    told = {
        "what": "trigger-point",
        "id": ident,
        "of": ident.split("-", maxsplit=1)[0],
        "side": "right",
    }
    return Candidate(**{**told, "evidence": "charted", "regions": {}, "sources": ("s",), **more})


def row(ident: str, match: float, *marks: float, **more: Any) -> PainSource:
    made = row_of(candidate(ident, **more), HALF, PLAIN, match)
    return made.model_copy(update={"marks": marks})


def rank(*rows: PainSource, told: Told = PLAIN) -> list[tuple[str, int, bool]]:
    found = ranked([(one, 1.0) for one in rows], told, 30)
    return [(one.id, one.rank, one.tied) for one in found]


def test_more_cover_a_fuller_zone_and_named_regions_match_better() -> None:
    more = Reach(essential=0.6, spillover=0.2, painted=0.5, named=0.5)
    fuller = Reach(essential=0.5, spillover=0.2, painted=0.9, named=0.5)
    named = Reach(essential=0.5, spillover=0.2, painted=0.5, named=0.9)
    spilled = Reach(essential=0.2, spillover=0.5, painted=0.5, named=0.5)
    assert min(map(overlap, (more, fuller, named))) > overlap(HALF) > overlap(spilled)
    assert overlap(Reach(1, 0, 1, 1)) == pytest.approx(1)
    assert overlap(Reach(0, 0, 0, 0)) == 0


def test_evidence_and_rarity_weigh() -> None:
    whole = match_of(candidate(), HALF, PLAIN)
    assert match_of(candidate(rarity="rare"), HALF, PLAIN) < whole
    assert match_of(candidate(evidence="charted-by-few"), HALF, PLAIN) < whole


def test_numb_skin_puts_nerves_first_and_says_why() -> None:
    told = told_by([PainArea(regions=("hand",), quality=("numb",))], [1.0])
    nerve = row("nerve-1", 0.2, what="nerve")
    muscle = row("muscle-1", 0.9)
    assert [name for name, *_ in rank(muscle, nerve, told=told)] == ["nerve-1", "muscle-1"]
    assert [name for name, *_ in rank(muscle, nerve)] == ["muscle-1", "nerve-1"]
    assert reasons_of(candidate(what="nerve"), HALF, told)[0].code == "nerve-signs"
    blind = nerve.model_copy(update={"covered": 0.0, "spilled": 0.0})
    assert rank(muscle, blind, told=told)[0][0] == "muscle-1"


def test_what_nobody_charted_never_stands_above_what_somebody_did() -> None:
    guess, few = row("guess-1", 0.9, evidence="inferred"), row("few-1", 0.1)
    assert [name for name, *_ in rank(guess, few)] == ["few-1", "guess-1"]


def test_ties_are_said_and_not_settled_by_the_alphabet() -> None:
    rows = [row(f"{name}-1", 0.5 + TIE / 3 * at) for at, name in enumerate("abc")]
    assert {(at, tied) for _, at, tied in rank(*rows)} == {(1, True)}
    names = [f"{name}-1" for name in "abcdefgh"]
    order = [name for name, *_ in rank(*(row(name, 0.5) for name in names))]
    assert order != sorted(order)
    assert order != sorted(order, reverse=True)
    assert rank(row("a-1", 0.5), row("b-1", 0.3))[1] == ("b-1", 2, False)


def test_every_reason_has_words() -> None:
    told = told_by([PainArea(regions=("x",), quality=("numb",), depth="surface")], [1.0])
    found = reasons_of(candidate(rarity="rare", evidence="inferred"), HALF, told)
    assert {one.code for one in found} <= set(REASONS)
    assert {one.value for one in found if one.value} <= set(VALUES)
    words = [words_of(one, ENGLISH.say) for one in found]
    assert "50 % of what is drawn lies where it mostly hurts." in words
    assert all("{" not in one for one in words)


# Together


def test_a_source_that_explains_all_needs_no_company() -> None:
    rows = [row("a-1", 0.9, 0.8, 0.7), row("b-1", 0.5, 0.1, 0.9)]
    assert together(rows, (0.5, 0.5)) is None


def test_two_sources_explain_what_one_does_not() -> None:
    rows = [row("a-1", 0.9, 0.8, 0.0), row("c-1", 0.6, 0.3, 0.3), row("b-1", 0.5, 0.0, 0.9)]
    found = together(rows, (0.5, 0.5))
    assert found is not None
    assert {of for _, of, _ in found.sources} == {"a", "b"}
    assert (found.alone, found.explained) == (0.45, 0.85)


def test_no_set_is_offered_where_it_adds_little() -> None:
    assert together([row("a-1", 0.9, 0.5, 0.5), row("b-1", 0.5, 0.52, 0.5)], (0.5, 0.5)) is None
    assert together([row("a-1", 0.9, 0.2)], (1.0,)) is None


def test_both_sides_of_a_source_are_one() -> None:
    left = row("a-1", 0.9, 0.5, 0.0, side="left")
    found = together([left, row("a-1", 0.9, 0.0, 0.5), row("b-1", 0.4, 0.0, 0.2)], (0.5, 0.5))
    assert found is None


# Questions


def clue(ident: str, *muscles: str) -> Clue:
    why = Fact(text="Because.", sources=("s",))
    return Clue(id=ident, kind="time", asks="Is it?", why=why, muscles=muscles, sources=("s",))


ROWS = [row("a-1", 0.5), row("b-1", 0.5), row("c-1", 0.5), row("d-1", 0.5)]


def test_the_question_that_halves_the_rows_comes_first() -> None:
    found = questions(ROWS, [clue("one", "a"), clue("half", "a", "b"), clue("all", *"abcd")], {})
    assert [one.id for one in found] == ["half", "one"]
    assert found[0].speaks_for == ("a", "b")
    assert found[0].bits == information(ROWS, [True, True, False, False]) == pytest.approx(0.1887)


def test_movements_of_single_muscles_are_asked_and_no_question_twice() -> None:
    moves = {"a": frozenset({("hip", "flexion")}), "b": frozenset({("hip", "flexion")})}
    (asked,) = questions(ROWS, [], moves)
    assert (asked.id, asked.values["joint"]) == ("does:hip:flexion", "hip")
    assert questions(ROWS, [clue("half", "a", "b")], moves)[0].id == "half"
    assert len(questions(ROWS, [clue("half", "a", "b")], moves)) == 1
    assert questions(ROWS, [clue("half", "a", "b")], {}, {"half": "no"}) == ()
    assert questions(ROWS[:1], [clue("half", "a")], {}) == ()
    many = [clue(f"q{at}", *pair) for at, pair in enumerate(("a", "b", "c", "d", "ab", "ac", "ad"))]
    assert len(questions(ROWS, many, {})) == 5


def test_an_answer_moves_its_sources_up_and_says_so() -> None:
    clues = {"half": clue("half", "c", "d")}
    found, disagree = answered(ROWS, {"half": "yes"}, clues, {}, PLAIN)
    assert {one.of for one in found[:2]} == {"c", "d"}
    assert found[0].reasons[-1].code == "answer-for"
    assert found[-1].reasons[-1].code == "answer-against"
    assert not disagree
    same, _ = answered(ROWS, {"unknown": "yes"}, clues, {}, PLAIN)
    assert {one.match for one in same} == {0.5}


def test_answers_that_no_source_fits_are_told() -> None:
    clues = {"one": clue("one", "a"), "two": clue("two", "b")}
    assert answered(ROWS, {"one": "yes", "two": "yes"}, clues, {}, PLAIN)[1]
    assert not answered(ROWS, {"one": "yes", "two": "no"}, clues, {}, PLAIN)[1]


# Palpation


def test_findings_change_the_order() -> None:
    rows = [row("a-1", 0.6, 0.5), row("b-1", 0.5, 0.9), row("c-1", 0.4, 0.1)]
    found, explained = with_findings(
        rows, {("a-1", "right"): "nothing", ("b-1", "right"): "active"}, PLAIN
    )
    assert [one.of for one in found] == ["b", "c", "a"]
    assert found[0].reasons[0].code == "found-active"
    assert explained == (0.9,)
    assert with_findings(rows, {("a-1", "left"): "nothing"}, PLAIN)[0][0].of == "a"
    order = [with_findings(rows, {("a-1", "right"): state}, PLAIN)[0] for state in
             ("active", "latent", "tender", "nothing")]  # fmt: skip
    matches = [next(one.match for one in some if one.of == "a") for some in order]
    assert matches == sorted(matches, reverse=True)


@pytest.mark.parametrize(
    ("position", "lying"),
    [
        ("Sitting with the hand on the other shoulder, or face down.", "sitting"),
        ("Face down, pillow under the belly.", "prone"),
        ("Supine, knees bent.", "supine"),
        ("On the other side, knees bent.", "side"),
        ("None that is of use.", ""),
    ],
)
def test_the_first_way_to_lie_is_read(position: str, lying: str) -> None:
    how = Palpation(position=position, landmark="x", direction="x", felt="x", avoid="x")
    assert lying_of(how) == lying


# Red flags


def flag(ident: str, urgency: str, *regions: str, **more: Any) -> Condition:
    fact = Fact(text="Call.", sources=("s",))
    known = Evidence(kind="series", note="x", sources=("s",))
    return Condition(
        id=ident, name=ident, kind="safety", topic="red-flag", urgency=urgency,
        regions=regions, summary=fact, evidence=known, **more,
    )  # fmt: skip


def test_flags_stand_by_urgency_then_quality_then_area_then_for_all() -> None:
    regions = {
        name: Region(id=name, name=name, group="torso", part_of=name, seeds=("x",))
        for name in ("back", "chest")
    }
    flags = [
        flag("always", "soon"),
        flag("area", "soon", "back"),
        flag("felt", "soon", "back", qualities=("numb",)),
        flag("now", "emergency", "chest", "back"),
        flag("elsewhere", "emergency", "chest"),
    ]
    by_region = flags_by_region(flags, regions)
    found = flags_above(["back"], ["numb"], flags, by_region)
    assert [one.id for one in found] == ["now", "felt", "area", "always"]
    assert [one.because for one in found] == ["area", "quality", "area", "always"]
    assert flags_above(["back"], [], flags, by_region)[1].because == "area"
    assert [one.id for one in flags_above([], [], flags, by_region)] == ["always"]
    (now, *_) = flags_above([], [], flags, by_region, ["now"])
    assert (now.id, now.because) == ("now", "organ")


def test_flags_felt_there_from_elsewhere_stand_below_those_of_the_area() -> None:
    regions = {
        name: Region(id=name, name=name, group="torso", part_of=name, seeds=("x",))
        for name in ("shoulder", "belly")
    }
    flags = [
        flag("hard", "emergency", "belly", felt_in=("shoulder",), qualities=("sharp",)),
        flag("joint", "soon", "shoulder"),
    ]
    by_region = flags_by_region(flags, regions)
    found = flags_above(["shoulder"], ["sharp"], flags, by_region)
    assert [(one.id, one.because) for one in found] == [("joint", "area"), ("hard", "distant")]
    both = flags_above(["shoulder", "belly"], [], flags, by_region)
    assert [(one.id, one.because) for one in both] == [("hard", "area"), ("joint", "area")]
    (first, *_) = flags_above(["shoulder"], [], flags, by_region, ["hard"])
    assert (first.id, first.because) == ("hard", "organ"), "an organ that is touched counts"


def test_a_plan_names_dangers_near_by_and_turns_the_person_seldom() -> None:
    from tests.domain.test_ranking import muscle, zone

    def lying(ident: str, position: str) -> Any:
        how = Palpation(position=position, landmark="x", direction="x", felt="x", avoid="Care.")
        return muscle(ident, zone("essential", "temple")).model_copy(update={"palpation": how})

    muscles = {
        "a": lying("a", "Prone."), "b": lying("b", "Supine."), "c": lying("c", "Prone again."),
    }  # fmt: skip
    rows = [row(f"{name}-1", 0.9 - 0.1 * at) for at, name in enumerate("abc")]
    places = {(f"{name}-1", "right"): (-100.0, 0.0, 900.0) for name in "abc"}
    site = Site(
        name="Artery", at=(-100, 0, 930), strokes=(Stroke(through=("x",), radius=9),),
        words=Fact(text="Light.", sources=("s",)),
    )  # fmt: skip
    far = site.model_copy(update={"name": "Far", "at": (-100, 0, 1200)})
    danger = flag("danger", "soon").model_copy(update={"sites": (far, site)})
    steps = plan(rows, muscles, places, [danger])
    assert [one.muscle for one in steps] == ["a", "c", "b"]
    assert steps[0].avoid == "Care."
    assert [(one.name, one.millimetres) for one in steps[0].near] == [("Artery", 30)]
    assert plan(rows, muscles, {}, [danger]) == ()
