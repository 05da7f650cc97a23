"""A room is what its log makes it, in whatever order and however often its events come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom import events as happen
from nmt_atlas.domain.classroom.ballots import Ballot, counting, refusal, tidy_name
from nmt_atlas.domain.classroom.room import (
    CODE,
    LETTERS,
    MAY,
    Numbered,
    Room,
    Timer,
    code_of,
    looked_at,
    read_code,
    room_of,
    shown_code,
)
from nmt_atlas.domain.questions import ClickStructure
from nmt_atlas.domain.view_state import Camera, ViewState

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})
VIEW = ViewState(selection=("soleus-right",))


def log(*events: happen.Event) -> list[Numbered]:
    return [Numbered(n, one, NOW) for n, one in enumerate(events, start=1)]


STORY = log(
    happen.Opened(title="Tuesday", naming="nicknames"),
    happen.Shown(view=VIEW),
    happen.Asked(question=QUESTION, view=VIEW, lesson="hip"),
    happen.Timed(seconds=30),
    happen.Revealed(round=3),
    happen.Led(on=False),
    happen.Asked(question=QUESTION, view=VIEW, lesson="hip", again=3),
    happen.Blanked(on=True),
    happen.Closed(round=3),
    happen.Pointed(at=(-90.0, 20.0, 250.0)),
    happen.Stepped(lesson="hip", at=1),
    happen.Played(teams=2),
    happen.Named(on=False),
)


def test_a_story_told_step_by_step() -> None:
    assert (room_of(STORY[:2]).title, room_of(STORY[:2]).view) == ("Tuesday", VIEW)
    asked = room_of(STORY[:4])
    assert asked.live is not None
    assert (asked.live.round, asked.live.phase, asked.live.seed) == (3, "open", "3")
    assert asked.timer == Timer(seconds=30, begun_at=NOW)
    revealed = room_of(STORY[:5])
    assert revealed.live is not None
    assert (revealed.live.phase, revealed.timer) == ("revealed", None)
    again = room_of(STORY[:9])
    assert again.live is not None
    assert (again.live.round, again.live.seed, again.live.phase) == (7, "3", "open")
    assert (again.led, again.blank, again.number) == (False, True, 9)


@given(order=some.permutations(STORY), twice=some.lists(some.sampled_from(STORY), max_size=6))
def test_order_and_repetition_change_nothing(order: list[Numbered], twice: list[Numbered]) -> None:
    assert room_of([*order, *twice]) == room_of(STORY)


def test_what_comes_after_the_end_changes_nothing() -> None:
    ended = room_of([*STORY, Numbered(14, happen.Ended(), NOW)])
    late = ended.after(Numbered(15, happen.Asked(question=QUESTION), NOW))
    assert (late.ended, late.live, late.number) == (True, None, 15)


def test_a_round_that_is_not_the_present_one_is_left_alone() -> None:
    room = room_of(STORY[:3])
    assert room.after(Numbered(4, happen.Revealed(round=2), NOW)).live == room.live
    assert room.after(Numbered(4, happen.Closed(round=9), NOW)).live == room.live


@pytest.mark.parametrize("event", [one.event for one in STORY])
def test_what_is_kept_is_read_again(event: happen.Event) -> None:
    assert happen.read_event(happen.written(event)) == event


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_kind_of_question_is_kept(kind: str) -> None:
    raw: dict[str, Any] = {"kind": "asked", "question": {"kind": kind, **COMMON}}
    raw["question"].update(SAMPLES[kind].good)
    event = happen.read_event(raw)
    assert event is not None
    assert happen.read_event(happen.written(event)) == event


@given(raw=some.recursive(some.none() | some.booleans() | some.integers() | some.text(),
                          lambda x: some.lists(x) | some.dictionaries(some.text(), x)))  # fmt: skip
def test_what_is_no_event_is_none(raw: object) -> None:
    assert happen.read_event(raw) is None


def test_a_clock_that_jumps_never_gives_more_than_there_was_nor_less_than_nothing() -> None:
    timer = Timer(seconds=30, begun_at=NOW)
    moments = {-86_400: 30, 0: 30, 10: 20, 29.2: 1, 30: 0, 86_400: 0}
    for seconds, left in moments.items():
        assert timer.left(NOW + timedelta(seconds=seconds)) == left


@given(number=some.integers(0, len(LETTERS) ** CODE - 1))
def test_a_code_is_read_as_it_is_shown(number: int) -> None:
    code = code_of(number)
    assert read_code(code) == read_code(shown_code(code)) == code
    assert read_code(f" {code.upper()} ") == code


@pytest.mark.parametrize("text", ["", "bcdfg", "bcdfghj", "bcdfga", "bcdfg0", "бвгдеж"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) == ""


def test_why_an_answer_is_not_taken() -> None:
    before, asked, revealed, again = (room_of(STORY[:n]) for n in (2, 3, 5, 7))
    assert refusal(before, 3) == "none"
    assert refusal(asked, 3) == ""
    assert refusal(revealed, 3) == "late"
    assert refusal(again, 3) == "late"
    assert refusal(again, 7) == ""
    closed = again.after(Numbered(8, happen.Closed(round=7), NOW))
    assert refusal(closed, 7) == "late"
    assert refusal(Room(ended=True), 3) == "over"


def ballot(member: int, n: int, number: int = 3) -> Ballot:
    uid = f"{member}-{n}-{number}"
    return Ballot(uid=uid, round=number, member=member, n=n, answer={}, score=0, at=NOW)


@given(order=some.permutations([ballot(1, 1), ballot(1, 2), ballot(2, 1), ballot(1, 1, 7)]))
def test_the_last_answer_of_each_member_counts(order: list[Ballot]) -> None:
    assert [one.uid for one in counting([*order, *order])] == ["1-2-3", "2-1-3", "1-1-7"]


def test_a_name_is_one_short_line() -> None:
    assert tidy_name("  Bea\n\tof\x00 the  hill ") == "Bea of the hill"
    assert len(tidy_name("x" * 500)) == 40
    assert tidy_name("\u202e\n") == ""


def test_a_student_may_do_nothing_to_a_room_and_the_instructor_all() -> None:
    assert MAY["student"] == MAY["screen"] == ()
    assert happen.Asked not in MAY["remote"]
    assert happen.Asked in MAY["instructor"]


def test_while_a_question_is_open_only_where_it_is_looked_from_counts() -> None:
    way = Camera(position=(0, -500, 900), target=(0, 0, 900))
    turned = ViewState(camera=way, selection=("tibia-right",), labels=True)
    asked = room_of(STORY[:3])
    assert looked_at(room_of(STORY[:2])) == VIEW
    assert looked_at(asked) is None
    open_ = asked.after(Numbered(4, happen.Shown(view=turned), NOW))
    assert looked_at(open_) == QUESTION.asks(VIEW).changed(camera=way)
    revealed = open_.after(Numbered(5, happen.Revealed(round=3), NOW))
    assert looked_at(revealed) is None
    assert looked_at(revealed.after(Numbered(6, happen.Shown(view=turned), NOW))) == turned


def test_names_pointing_steps_and_play_are_as_they_were_told_last() -> None:
    now = room_of(
        log(
            happen.Named(on=False),
            happen.Pointed(at=(1.0, 2.0, 3.0), spot=True),
            happen.Stepped(lesson="calf", at=2),
            happen.Played(teams=3, ranked=True),
        )
    )
    assert (now.named, now.pointed, now.spot) == (False, (1.0, 2.0, 3.0), True)
    assert (now.lesson, now.at, now.teams, now.ranked) == ("calf", 2, 3, True)
    asked = now.after(Numbered(5, happen.Asked(question=QUESTION), NOW))
    assert asked.pointed is None, "what is pointed at would betray the answer"
