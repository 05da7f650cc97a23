"""Who is ahead in a class that is played: teams, and a ranking where it is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.classroom.ballots import Ballot, counting
from nmt_atlas.domain.classroom.room import Room

LISTED = 5
"""So many are named: nobody stands at the end of a list before the class."""


class Standing(Frozen):
    """How many points somebody has, or each of a team on average."""

    name: str
    points: float


class Player(Frozen):
    """Somebody in the class; ``number`` counts them from 1 in the order in which they came."""

    number: int
    name: str


def team_of(number: int, teams: int) -> int:
    """The team (from 1) of a member; 0 where there are none. Who comes next is in the next team."""
    return (number - 1) % teams + 1 if teams else 0


def scores_of(room: Room, ballots: Iterable[Ballot]) -> dict[int, float]:
    """Points of each member in all that was asked; an open question's would betray it."""
    open_round = room.live.round if room.live and room.live.phase == "open" else 0
    points: defaultdict[int, float] = defaultdict(float)
    for one in counting(ballots):
        if one.round != open_round:
            points[one.member] += one.score
    return dict(points)


def ranking(scores: Mapping[int, float], players: Mapping[int, Player]) -> tuple[Standing, ...]:
    """The best few, the best first; of equals who came first."""
    known = [(points, players[one]) for one, points in scores.items() if one in players]
    known.sort(key=lambda one: (-one[0], one[1].number))
    return tuple(Standing(name=who.name, points=points) for points, who in known[:LISTED])


def team_standings(
    scores: Mapping[int, float],
    players: Mapping[int, Player],
    teams: int,
    named: Callable[[int], str],
) -> tuple[Standing, ...]:
    """Each team's points for each of its members that have answered, the best first."""
    points: defaultdict[int, list[float]] = defaultdict(list)
    for one, score in scores.items():
        if one in players:
            points[team_of(players[one].number, teams)].append(score)
    means = [(sum(all_) / len(all_), team) for team, all_ in points.items()]
    means.sort(key=lambda one: (-one[0], one[1]))
    return tuple(Standing(name=named(team), points=mean) for mean, team in means)


def standings_of(
    room: Room,
    ballots: Iterable[Ballot],
    players: Mapping[int, Player],
    named: Callable[[int], str],
) -> tuple[Standing, ...]:
    """What is shown of a class that is played: teams, then the best few; as far as it is wanted.

    Parameters
    ----------
    named
        What a team (from 1) is called.
    """
    if not (room.teams or room.ranked):
        return ()
    scores = scores_of(room, ballots)
    teams = team_standings(scores, players, room.teams, named) if room.teams else ()
    return (*teams, *(ranking(scores, players) if room.ranked else ()))
