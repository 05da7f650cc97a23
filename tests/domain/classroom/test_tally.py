"""What answers come to, and what a class leaves behind."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom.ballots import Ballot, Spot
from nmt_atlas.domain.classroom.events import Asked, Shown
from nmt_atlas.domain.classroom.results import HEADS, as_csv, harmless, lesson_of, rounds_of
from nmt_atlas.domain.classroom.room import Numbered
from nmt_atlas.domain.classroom.tally import Tally, band, dots_of, heat_of, tally_of, unknown
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.questions import Clicked, ClickStructure, PaintedArea
from nmt_atlas.domain.questions.paint_referral import packed
from nmt_atlas.domain.view_state import ViewState

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})


def ballot(member: int, part: str, score: float, at: tuple[float, float, float]) -> Ballot:
    given = {"part": part}
    return Ballot(uid=f"u{member}", round=2, member=member, n=1, answer=given, score=score,
                  spot=Spot(at=at), at=NOW)  # fmt: skip


BALLOTS = (
    ballot(1, "soleus-right", 1.0, (0, 0, 0)),
    ballot(2, "soleus-right", 1.0, (4, 0, 0)),
    ballot(3, "soleus-left", 0.5, (-80, 0, 0)),
    ballot(4, "tibia-right", 0.0, (50, 0, 0)),
)


def test_answers_are_counted_by_outcome_by_what_was_said_and_by_place() -> None:
    found = tally_of(QUESTION, BALLOTS, lambda one: [one.part] if isinstance(one, Clicked) else [])
    assert (found.answered, found.right, found.partly, found.wrong) == (4, 2, 1, 1)
    assert found.mean == pytest.approx(0.625)
    assert [(one.label, one.count, one.right) for one in found.rows] == [
        ("soleus-right", 2, True),
        ("soleus-left", 1, False),
        ("tibia-right", 1, False),
    ]
    assert (found.dots[0].at, found.dots[0].count) == ((2.0, 0.0, 0.0), 2)
    assert len(found.dots) == 3


def test_an_answer_that_cannot_be_read_any_more_counts_for_nothing() -> None:
    strange = BALLOTS[0].model_copy(update={"answer": {"what": 1}, "member": 9})
    assert tally_of(QUESTION, [strange], lambda _: ["x"]) == Tally()


def test_several_ticks_count_once_each() -> None:
    found = tally_of(QUESTION, BALLOTS[:2], lambda _: ["a", "b", "a"])
    assert [(one.label, one.count) for one in found.rows] == [("a", 2), ("b", 2)]


def test_places_far_apart_are_dots_of_their_own() -> None:
    assert [one.count for one in dots_of([(0, 0, 0), (100, 0, 0), (0, 5, 0)])] == [2, 1]
    assert dots_of([]) == ()


def test_heat_is_the_share_of_those_who_painted() -> None:
    areas = [PaintedArea(area=packed(one)) for one in ([1, 2], [2, 3])]
    found = heat_of([*areas, PaintedArea(regions=("calf",))])
    assert found == ((1, 0.5), (2, 1.0), (3, 0.5))


def test_bands_lie_around_the_point() -> None:
    assert [band(one) for one in (-20, -7, 0, 7.4, 8, 31)] == [-15, 0, 0, 0, 15, 30]


def test_what_is_not_known_is_what_was_answered_badly_the_last_time() -> None:
    good, bad, worse = (Tally(answered=5, mean=mean) for mean in (0.9, 0.5, 0.1))
    rounds = [("a", bad), ("b", worse), ("a", good), ("c", bad), ("d", Tally())]
    assert unknown(rounds) == ("b", "c")


ROUNDS = rounds_of(
    [
        Numbered(1, Shown(view=ViewState()), NOW),
        Numbered(2, Asked(question=QUESTION, view=ViewState(selection=("tibia-right",))), NOW),
    ]
)


def test_the_table_has_a_line_for_each_answer_and_no_formula() -> None:
    names = {1: '=HYPERLINK("x")', 2: "Bea", 3: 'Cy, the "third"'}
    text = as_csv(ROUNDS, BALLOTS, names, {"u1": "Soleus", "u4": "-1"})
    head, *lines = list(csv.reader(io.StringIO(text)))
    assert tuple(head) == HEADS
    assert len(lines) == 4
    assert lines[0][6] == '\'=HYPERLINK("x")'
    assert lines[2][6] == 'Cy, the "third"'
    assert (lines[0][7], lines[3][7], lines[0][8]) == ("Soleus", "-1", "1.000")


@pytest.mark.parametrize(("cell", "kept"), [("=1", "'=1"), ("+a", "'+a"), ("-2.5", "-2.5"),
                                            ("@x", "'@x"), ("a=b", "a=b"), ("", "")])  # fmt: skip
def test_a_cell_is_no_formula(cell: str, kept: str) -> None:
    assert harmless(cell) == kept


def test_what_was_not_known_becomes_a_lesson() -> None:
    lesson = lesson_of("class-x", "Tuesday", ROUNDS, ["q", "gone"], ENGLISH.say)
    assert lesson is not None
    assert [step.question for step in lesson.steps] == [QUESTION]
    assert lesson.steps[0].view.selection == ("tibia-right",)
    assert lesson.sources == ("s",)
    assert lesson_of("class-x", "Tuesday", ROUNDS, [], ENGLISH.say) is None
