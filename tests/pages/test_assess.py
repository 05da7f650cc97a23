"""The Assess page, with the project's own lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from seen import act, text_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain import ranging
from nmt_atlas.library.targets import Target
from nmt_atlas.pages.assess import AssessPage
from nmt_atlas.pages.visit import Visit

SEEN = ("head-forward", "round-upper-back", "blades-apart")


@pytest.fixture
def standing(documents_on_balls: Atlas, make_visit: Callable[..., Visit]) -> AssessPage:
    return AssessPage(make_visit(documents_on_balls))


def test_the_list_stops_with_its_reason_until_it_is_cleared(standing: AssessPage) -> None:
    page = standing
    assert "Nothing is marked. Ask about each" in text_on(page.left)
    act(page.left, "found:with-care/pregnancy")
    assert "With care" in text_on(page.left)
    act(page.left, "found:stop/aneurysm")
    shown = text_on(page.left)
    assert "Stop: no session today. Refer." in shown
    assert "no pressure on belly or neck" in shown
    act(page.left, "found:stop/aneurysm", False)
    assert "Stop:" not in text_on(page.left)
    act(page.left, "clear:")
    assert page.screening.verdict == "clear"


def test_what_is_not_on_the_list_is_passed_over(standing: AssessPage) -> None:
    act(standing.left, "found:stop/<script>")
    assert standing.found == frozenset()


def test_what_is_seen_leads_to_postures_with_reasons(standing: AssessPage) -> None:
    assert standing.topic == ""
    for key in SEEN:
        act(standing.left, f"see:{key}")
    assert standing.topic == "What fits with it"
    shown = text_on(standing.right)
    assert "3 of 4 signs seen" in shown
    assert "level with others" in shown
    assert "Not seen: The shoulders are raised" in shown
    assert "Not explained by it: A round upper back." in shown
    assert "Muscles that tend to be tight" in shown
    assert shown.index("Release what is tight") < shown.index("Then strengthen what is weak")
    act(standing.left, "unsee:")
    assert standing.topic == ""
    assert "signs seen" not in text_on(standing.right)


def test_what_is_seen_stands_in_the_address(standing: AssessPage) -> None:
    act(standing.left, "see:<script>")
    assert standing.address() == {}
    for key in SEEN:
        act(standing.left, f"see:{key}")
    kept = standing.address()
    other = AssessPage(standing.visit)
    assert other.restore(kept) == ()
    assert other.seen == frozenset(SEEN)
    assert other.restore({"signs": "blades-apart,<b>"}) == ("The library has no “<b>”.",)
    assert other.seen == {"blades-apart"}
    assert other.restore({}) == ()
    assert other.seen == frozenset()


def test_a_session_that_is_stopped_is_stopped_beside_the_posture_too(standing: AssessPage) -> None:
    act(standing.left, "see:head-forward")
    act(standing.left, "found:stop/aneurysm")
    assert text_on(standing.right).startswith("Stop: no session today. Refer.")


def test_links_lead_to_the_story_and_the_handout(
    standing: AssessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(standing.visit, "opener", lambda page, keys: went.append((page, keys)))
    act(standing.left, "see:forward-head.chin-up")
    act(standing.right, "side:", "left")
    for pressed in ("read:condition/forward-head", "story:forward-head", "handout:forward-head"):
        act(standing.right, pressed)
    assert went == [
        ("library", {"doc": "condition/forward-head"}),
        ("stories", {"story": "forward-head", "side": "left"}),
        ("client", {"about": "condition/forward-head", "of": "left"}),
    ]


def test_the_button_asks_for_tight_and_weak_apart(
    standing: AssessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Target, str]] = []
    monkeypatch.setattr(
        standing.visit, "show_target", lambda target, side: asked.append((target, side))
    )
    act(standing.left, "see:forward-head.chin-up")
    act(standing.right, "muscles:")
    ((target, side),) = asked
    library = standing.visit.library
    assert side == "right"
    assert set(library.muscles["sternocleidomastoid"].parts) <= set(target.tight)
    assert set(library.muscles["longus-colli"].parts) <= set(target.weak)
    assert set(target.structures) == {*target.tight, *target.weak}


def test_a_limited_motion_suggests_muscles_and_becomes_a_goal(standing: AssessPage) -> None:
    act(standing.left, "joint:", "shoulder")
    act(standing.left, "range:shoulder-flexion:right", "140")
    act(standing.left, "range:shoulder-flexion:left", "168")
    assert "28° less than the other side" in text_on(standing.left)
    shown = text_on(standing.right)
    assert shown.index("Latissimus dorsi") < shown.index("Infraspinatus")
    act(standing.right, "aim:shoulder-flexion:right")
    (goal,) = standing.plan.goals
    assert (goal.now, goal.wanted, goal.side) == (140, 168, "right")
    assert any(step.about == "Latissimus dorsi" for step in standing.plan.steps)


def test_what_may_limit_a_motion_is_worked_out_once(
    standing: AssessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    known = ranging.limiters
    monkeypatch.setattr(
        ranging,
        "limiters",
        lambda motion, side, *more: asked.append((motion.id, side)) or known(motion, side, *more),
    )
    act(standing.left, "range:knee-flexion:right", "90")
    assert "Rectus femoris" in text_on(standing.right)
    act(standing.left, "see:head-forward")
    act(standing.left, "range:knee-flexion:left", "85")
    act(standing.left, "range:knee-flexion:left", "80")
    assert sorted(asked) == [("knee-flexion", "left"), ("knee-flexion", "right")]


def test_nonsense_is_no_measurement(standing: AssessPage) -> None:
    for text in ("", "x", "1e9", "<b>", "999"):
        act(standing.left, "range:knee-flexion:right", text)
        assert standing.assessed.ranges == {}
    act(standing.left, "range:knee-flexion:right", "120,5")
    assert standing.assessed.ranges == {"knee-flexion": {"right": 120.5}}


def test_results_of_tests_tell_what_they_are_worth(standing: AssessPage) -> None:
    act(standing.left, "area:", "hip")
    written = text_on(standing.left).split("Modified Thomas test\n")[1].splitlines()
    assert written.index("Right") < written.index("Positive") < written.index("Left")
    act(standing.left, "test:thomas:right", "positive")
    shown = text_on(standing.right)
    assert "sensitivity 31.8 % (13.9–54.9), specificity 57.1 % (18.4–90.1)" in shown
    assert "LR+ 0.74: speaks the other way" in shown
    act(standing.left, "test:thomas:right", "positive")
    assert standing.assessed.results == ()


def test_no_plan_while_anything_stops_a_session(standing: AssessPage) -> None:
    assert "Print the plan (PDF)" in text_on(standing.left)
    act(standing.left, "found:stop/aneurysm")
    shown = text_on(standing.left)
    assert "refer first" in shown
    assert "Print the plan (PDF)" not in shown
