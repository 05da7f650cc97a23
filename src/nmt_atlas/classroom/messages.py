"""What screens are told in words: how the room stands, what is asked, what the answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nmt_atlas.classroom.liveroom import Known
from nmt_atlas.classroom.questions import Blocks
from nmt_atlas.domain.classroom.room import Live, Room
from nmt_atlas.domain.classroom.speech import Held
from nmt_atlas.domain.classroom.standings import Player, Standing, standings_of
from nmt_atlas.domain.language import Say
from nmt_atlas.store.rooms import MemberKey

Message = dict[str, Any]


def room_message(room: Room, now: datetime) -> Message:
    """How the room stands."""
    timer = room.timer
    return {
        "say": "room",
        "title": room.title,
        "led": room.led,
        "blank": room.blank,
        "ended": room.ended,
        "left": None if timer is None else timer.left(now),
        "timer": "" if timer is None else timer.begun_at.isoformat(),
        "named": room.named,
        "pointed": room.pointed,
        "spot": room.spot,
        "teams": room.teams,
    }


def question_message(live: Live, held: Held, blocks: Blocks, given: str) -> Message:
    """What a student is asked, or told of the answer; ``given`` is what they have answered."""
    open_ = live.phase == "open"
    return {
        "say": "asked",
        "round": live.round,
        "open": open_,
        "prompt": live.question.prompt,
        "takes": live.question.takes if open_ else "nothing",
        "blocks": blocks,
        "held": held.model_dump(mode="json"),
        "given": given,
    }


def counts_message(live: Live, known: Known, blocks: Blocks, say: Say) -> Message:
    """What a projector shows: how many have answered; what, only once it is revealed."""
    tally, revealed = known.tally, live.phase == "revealed"
    rows = tally.rows if tally and revealed else ()
    standings = standings_in(known, say) if revealed else ()
    return {
        "say": "asked",
        "round": live.round,
        "open": not revealed,
        "prompt": live.question.prompt,
        "takes": "nothing",
        "blocks": blocks,
        "answered": tally.answered if tally else 0,
        "right": tally.right if tally and revealed else None,
        "rows": [one.model_dump(mode="json") for one in rows],
        "standings": [one.model_dump(mode="json") for one in standings],
    }


def standings_in(known: Known, say: Say) -> tuple[Standing, ...]:
    """Who is ahead, where the class is played."""
    return standings_of(
        known.room,
        known.ballots,
        players(known.members, say),
        lambda team: say("Team {number}", number=team),
    )


def players(members: Mapping[int, MemberKey], say: Say) -> dict[int, Player]:
    """Everybody in the room, by the names that the room shows."""
    return {
        ident: Player(number=one.number, name=called(one, say)) for ident, one in members.items()
    }


def called(member: MemberKey, say: Say) -> str:
    """What somebody is called; a number where nobody gives a name."""
    return member.name or say("Guest {number}", number=member.number)
