"""Teams and rankings: points of what is over, never of what is open."""

from __future__ import annotations

from datetime import UTC, datetime

from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.classroom.ballots import Ballot
from nmt_atlas.domain.classroom.events import Asked, Event, Played, Revealed
from nmt_atlas.domain.classroom.room import Numbered, Room, room_of
from nmt_atlas.domain.classroom.standings import LISTED, Player, standings_of, team_of
from nmt_atlas.domain.questions import ClickStructure

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
QUESTION = ClickStructure.model_validate({**COMMON, **SAMPLES["click-structure"].good})
PLAYERS = {number + 100: Player(number=number, name=f"S{number}") for number in range(1, 9)}


def room(*events: Event) -> Room:
    return room_of([Numbered(n, one, NOW) for n, one in enumerate(events, start=1)])


def ballot(member: int, number: int, score: float, n: int = 1) -> Ballot:
    uid = f"{member}-{number}-{n}"
    return Ballot(uid=uid, round=number, member=member, n=n, answer={}, score=score, at=NOW)


def told(now: Room, *ballots: Ballot) -> list[tuple[str, float]]:
    found = standings_of(now, ballots, PLAYERS, lambda team: f"Team {team}")
    return [(one.name, one.points) for one in found]


BALLOTS = (
    ballot(101, 1, 1.0), ballot(102, 1, 0.0), ballot(103, 1, 0.5), ballot(104, 1, 1.0),
    ballot(102, 1, 0.5, n=2), ballot(999, 1, 1.0),
)  # fmt: skip


def test_nothing_is_told_where_nobody_plays() -> None:
    assert told(room(Asked(question=QUESTION), Revealed(round=1)), *BALLOTS) == []


def test_teams_are_as_good_as_their_members_on_average() -> None:
    now = room(Asked(question=QUESTION), Revealed(round=1), Played(teams=2))
    assert [team_of(one, 2) for one in (1, 2, 3)] == [1, 2, 1]
    assert team_of(1, 0) == 0
    assert told(now, *BALLOTS) == [("Team 1", 0.75), ("Team 2", 0.75)]


def test_the_best_few_are_named_and_of_equals_who_came_first() -> None:
    now = room(Asked(question=QUESTION), Revealed(round=1), Played(ranked=True))
    assert told(now, *BALLOTS)[:2] == [("S1", 1.0), ("S4", 1.0)]
    many = tuple(ballot(one, 1, 1.0) for one in PLAYERS)
    assert len(told(now, *many)) == LISTED


def test_an_open_question_counts_for_nothing_yet() -> None:
    asked = (Played(teams=2, ranked=True), Asked(question=QUESTION))
    assert told(room(*asked), ballot(101, 2, 1.0)) == []
    assert told(room(*asked, Revealed(round=2)), ballot(101, 2, 1.0)) == [
        ("Team 1", 1.0),
        ("S1", 1.0),
    ]
