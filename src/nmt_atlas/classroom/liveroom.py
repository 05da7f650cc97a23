"""A room as one process holds it: how things stand, what was answered, and who is looking on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.classroom.outbox import Packet
from nmt_atlas.classroom.packets import see_packet
from nmt_atlas.classroom.questions import Blocks, Questions
from nmt_atlas.domain.classroom.ballots import Ballot, counting
from nmt_atlas.domain.classroom.results import Round, rounds_of
from nmt_atlas.domain.classroom.room import Live, Numbered, Room
from nmt_atlas.domain.classroom.speech import Held
from nmt_atlas.domain.classroom.tally import Tally, tally_of
from nmt_atlas.domain.taste import Language
from nmt_atlas.store.rooms import MemberKey, RoomKey, Rooms

if TYPE_CHECKING:
    from nmt_atlas.classroom.seats import Seat

Listener = Callable[[tuple[Numbered, ...]], None]
"""Called on the loop with the events that are new, none where only answers are."""


EMPTY = Room()
"""A room before its first event."""

Readers = tuple[tuple[int, Language], ...]
"""Screens: the member's number (0 for none) and the language."""


@dataclass(frozen=True)
class Known:
    """What is known of a room's log: its state and answers, and how far both were read.

    Attributes
    ----------
    rounds
        Every question that was asked.
    tally
        What the present round's answers come to; None while no question is before the class.
    members
        Who is in the room, by their number in the database.
    """

    room: Room = EMPTY
    ballots: tuple[Ballot, ...] = ()
    read: int = 0
    rounds: tuple[Round, ...] = ()
    tally: Tally | None = None
    members: dict[int, MemberKey] = field(default_factory=dict)

    def of_round(self, number: int) -> tuple[Ballot, ...]:
        """The answers of a round that count."""
        return counting(one for one in self.ballots if one.round == number)


@dataclass
class LiveRoom:
    """A room in this process.

    Attributes
    ----------
    key
        Which room it is.
    known
        How things stand, as far as this process has read.
    seats, listeners
        Screens, and pages of instructors.
    sees
        Language -> what its screens were sent last.
    puts
        Round and language -> the controls of its question, nothing held.
    elsewhere
        Process -> how many students are with it, and until when that is believed (seconds).
    """

    key: RoomKey
    known: Known = Known()
    seats: set[Seat] = field(default_factory=set)
    listeners: dict[object, Listener] = field(default_factory=dict)
    sees: dict[Language, Packet] = field(default_factory=dict)
    puts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)
    written: dict[tuple[str, int, Language], Packet] = field(default_factory=dict)
    elsewhere: dict[str, tuple[int, float]] = field(default_factory=dict)
    stale: bool = False
    busy: bool = False
    told_present: int = -1

    @property
    def idle(self) -> bool:
        """Whether nobody here looks on."""
        return not self.seats and not self.listeners

    @property
    def here(self) -> int:
        """How many students are with this process; two windows of one are one."""
        return len({seat.member.id for seat in self.seats if seat.member is not None})

    def present(self, now: float) -> int:
        """How many students are in the room, as far as is known."""
        return self.here + sum(count for count, until in self.elsewhere.values() if until > now)

    def once(self, key: tuple[str, int, Language], make: Callable[[], Packet]) -> Packet:
        """What is the same for many screens, written once; what was said before is forgotten."""
        if key not in self.written:
            kind, number, _ = key
            held = self.written.items()
            kept = {one: sent for one, sent in held if one[0] != kind or one[1] == number}
            self.written = {**kept, key: make()}
        return self.written[key]

    @property
    def counting(self) -> bool:
        """Whether anybody here sees how many have answered."""
        return bool(self.listeners) or any(seat.role != "student" for seat in self.seats)

    def readers(self) -> Readers:
        """The screens that are here: whose, and in which language."""
        found = {(seat.member.id if seat.member else 0, seat.language) for seat in self.seats}
        return tuple(sorted(found))


@dataclass(frozen=True)
class Fresh:
    """What a look at the database has brought.

    Attributes
    ----------
    known, events
        How things stand now, and the events that are new.
    sees, puts
        What the screens of each language show, and the controls of an open question.
    verdicts
        Screen -> what it is told where the answer has just been revealed.
    """

    known: Known
    events: tuple[Numbered, ...] = ()
    sees: dict[Language, Packet] = field(default_factory=dict)
    puts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)
    verdicts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)


@dataclass(frozen=True)
class Sight:
    """Reads what is new in a room, and makes what its screens show; on a thread of its own.

    Attributes
    ----------
    rooms, atlas, questions
        Where it is kept, what it is about, and how questions are put.
    """

    rooms: Rooms
    atlas: Atlas
    questions: Questions

    def look(self, key: RoomKey, known: Known, readers: Readers, *, counting: bool) -> Fresh:
        """Read what is new; answers to an open question only where somebody is ``counting``."""
        events = self.rooms.since(key.id, known.room.number)
        room = known.room
        for one in events:
            room = room.after(one)
        rounds = (*known.rounds, *rounds_of(events))
        live = room.live
        if live is not None and live.phase == "open" and not counting:
            now = replace(known, room=room, rounds=rounds, tally=None)
        else:
            now = self._counted(key, known, room, rounds)
        languages = tuple(dict.fromkeys(language for _, language in readers))
        if not events and known.room.number:
            return Fresh(now)
        return Fresh(
            now,
            events,
            {one: self.see(now, one) for one in languages},
            {key: put for one in languages for key, put in self.put(now, one)},
            self._verdicts(known, now, readers),
        )

    def see(self, known: Known, language: Language) -> Packet:
        """What the screens of a language show."""
        live = known.room.live
        tally = known.tally if live and live.phase == "revealed" else None
        return see_packet(self.atlas, known.room, self.questions, tally, language)

    def put(
        self, known: Known, language: Language
    ) -> Iterator[tuple[tuple[int, Language], Blocks]]:
        """The controls of an open question, if there is one."""
        live = known.room.live
        if live is not None and live.phase == "open":
            yield (live.round, language), self.questions.put(live, Held(), language)

    def verdict(self, known: Known, member: int, language: Language) -> Blocks:
        """What a member is told of the question that was revealed."""
        live = known.room.live
        if live is None:
            return ()
        mine = [one for one in known.of_round(live.round) if one.member == member]
        answer = live.question.read(mine[0].answer) if mine else None
        return self.questions.verdict(live, answer, language)

    def _verdicts(
        self, before: Known, now: Known, readers: Readers
    ) -> dict[tuple[int, Language], Blocks]:
        live = now.room.live
        if live is None or live.phase == "open" or live.since <= before.room.number:
            return {}
        return {one: self.verdict(now, *one) for one in readers}

    def _counted(self, key: RoomKey, known: Known, room: Room, rounds: tuple[Round, ...]) -> Known:
        fresh = self.rooms.ballots(key.id, known.read)
        ballots = (*known.ballots, *(one for _, one in fresh))
        read = fresh[-1][0] if fresh else known.read
        members = known.members
        if {one.member for _, one in fresh} - members.keys():
            members = self.rooms.members(key.id)
        now = Known(room, ballots, read, rounds, None, members)
        return replace(now, tally=self._tally(room.live, now))

    def _tally(self, live: Live | None, known: Known) -> Tally | None:
        if live is None:
            return None
        return tally_of(
            live.question,
            known.of_round(live.round),
            lambda answer: self.questions.counted(live, answer, "en"),
        )
