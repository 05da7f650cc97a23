from __future__ import annotations

import pytest

from nmt_atlas.domain.assessment import (
    ASKED,
    Matter,
    key_of,
    leading,
    linked_tests,
    matching,
    matters,
    muscles_of,
    observations,
    postures_of,
    screen,
    work_on,
)
from nmt_atlas.domain.condition import Condition
from nmt_atlas.library import data_paths, load_library

LIBRARY = load_library(data_paths()).library
ALL = matters(LIBRARY.conditions)


def test_every_heading_of_the_three_documents_is_asked_about() -> None:
    assert {one.verdict for one in ALL} == set(ASKED)
    assert len(ALL) > 25
    assert len({one.key for one in ALL}) == len(ALL)
    assert all(one.why.sources for one in ALL)


@pytest.mark.parametrize("matter", ALL, ids=lambda one: one.key)
def test_each_alone_gives_its_own_verdict_and_reason(matter: Matter) -> None:
    found = screen([matter.key], ALL)
    assert (found.verdict, found.reasons) == (matter.verdict, (matter,))
    assert found.stops == (matter.verdict == "stop")


def test_the_gravest_decides_and_every_reason_is_told() -> None:
    found = screen(["with-care/pregnancy", "not-here/burn", "stop/aneurysm", "stop/nothing"], ALL)
    assert found.stops
    assert [one.name for one in found.reasons] == ["aneurysm", "burn", "pregnancy"]


def test_nothing_found_is_clear() -> None:
    assert screen([], ALL).verdict == "clear"


POSTURES = postures_of(LIBRARY.conditions)
BY_ID = {one.id: one for one in POSTURES}
SEEN = ("head-forward", "round-upper-back", "blades-apart")


def test_every_sign_is_on_the_list_once_under_its_view() -> None:
    listed = observations(POSTURES)
    keys = [one.key for one in listed]
    assert len(keys) == len(set(keys)) < sum(len(one.signs) for one in POSTURES)
    assert [one.view for one in listed] == sorted(
        (one.view for one in listed), key=["side", "front", "back"].index
    )
    head = next(one for one in listed if one.key == "head-forward")
    assert head.text == "The head stands forward."
    assert {"forward-head", "upper-crossed"} <= set(head.postures)


ALIKE = {"excessive-lordosis", "lower-crossed"}
"""One is a shape and one a model of muscles: to the eye they are the same."""


@pytest.mark.parametrize("posture", POSTURES, ids=lambda one: one.id)
def test_a_posture_with_all_its_signs_comes_first(posture: Condition) -> None:
    found = matching([key_of(posture, sign) for sign in posture.signs], POSTURES)
    first = {one.posture: one for one in found if one.rank == 1}
    assert set(first) == (ALIKE if posture.id in ALIKE else {posture.id})
    assert (first[posture.id].missing, first[posture.id].unexplained) == ((), ())
    assert first[posture.id].tied == (posture.id in ALIKE)


def test_reasons_are_told_for_each_match_and_ties_are_said() -> None:
    found = {one.posture: one for one in matching((*SEEN, "nothing"), POSTURES)}
    upper, kyphosis = found["upper-crossed"], found["thoracic-kyphosis"]
    assert (upper.rank, kyphosis.rank) == (1, 1)
    assert upper.tied
    assert [one.id for one in upper.missing] == ["shoulders-high"]
    assert found["forward-head"].unexplained == ("round-upper-back", "blades-apart")
    assert found["forward-head"].rank > 1
    assert "bow-leg" not in found


def test_nothing_seen_matches_nothing() -> None:
    assert matching([], POSTURES) == matching(["nothing"], POSTURES) == ()
    assert leading(()) == ()


def test_one_sign_alone_leads_only_where_there_is_nothing_better() -> None:
    every = matching(SEEN, POSTURES)
    assert {one.posture for one in leading(every)} == {"upper-crossed", "thoracic-kyphosis"}
    alone = matching(["forward-head.chin-up"], POSTURES)
    assert [one.posture for one in leading(alone)] == ["forward-head"]


def test_a_muscle_that_two_postures_tell_otherwise_is_disputed() -> None:
    one = BY_ID["forward-head"]
    other = one.model_copy(
        update={"id": "other", "muscles_tight": ("trapezius",), "muscles_weak": ("scaleni",)}
    )
    found = muscles_of([one, other])
    told = {each.muscle: (each.tight_for, each.weak_for) for each in found.disputed}
    assert told == {
        "trapezius": (("other",), ("forward-head",)),
        "scaleni": (("forward-head",), ("other",)),
    }
    assert all(each.both_in == () for each in found.disputed)
    (alone,) = muscles_of([BY_ID["upper-crossed"]]).disputed
    assert (alone.muscle, alone.both_in) == ("trapezius", ("upper-crossed",))
    assert not {"trapezius", "scaleni"} & {each.muscle for each in (*found.tight, *found.weak)}


def test_all_is_released_before_anything_is_strengthened() -> None:
    steps = work_on([BY_ID["forward-head"], BY_ID["upper-crossed"]])
    assert [one.heading for one in steps] == [
        *["release"] * 2,
        *["strengthening"] * 2,
        *["re-education"] * 2,
    ]
    assert all(one.fact.sources for one in steps)


def test_tests_are_named_with_what_links_them() -> None:
    winged = BY_ID["winged-scapula"]
    found = {one.test: one for one in linked_tests(winged, winged.nerves, LIBRARY.tests.values())}
    push = found["scapular-wall-push"]
    assert push.because == "nerve"
    assert set(push.names) == {"long-thoracic-nerve", "accessory-nerve"}
    assert "thompson" not in found
    pain = LIBRARY.conditions["carpal-tunnel-syndrome"]
    assert linked_tests(pain, (), LIBRARY.tests.values())[0].because == "condition"
