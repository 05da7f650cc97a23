"""A room as one process holds it: how things stand, what was answered, and who is looking on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.classroom.outbox import Packet
from nmt_atlas.classroom.packets import see_packet
from nmt_atlas.classroom.questions import Blocks, Questions
from nmt_atlas.domain.classroom.ballots import Ballot, counting
from nmt_atlas.domain.classroom.plan import Notes
from nmt_atlas.domain.classroom.results import Round, rounds_of
from nmt_atlas.domain.classroom.room import Live, Numbered, Room
from nmt_atlas.domain.classroom.speech import Held
from nmt_atlas.domain.classroom.tally import Tally, tally_of
from nmt_atlas.domain.questions import Answer
from nmt_atlas.domain.taste import Language
from nmt_atlas.store.rooms import MemberKey, RoomKey, Rooms

if TYPE_CHECKING:
    from nmt_atlas.classroom.seats import Seat

Listener = Callable[[tuple[Numbered, ...]], None]
"""Called on the loop with the events that are new, none where only answers are."""


EMPTY = Room()
"""A room before its first event."""

Words = tuple[str, int, Language, str]
"""What was said, since which event, in which language, and to whom: those who answered alike."""

Readers = tuple[tuple[int, Language], ...]
"""Screens: the member's number (0 for none) and the language."""


def said(ballot: Ballot) -> str:
    """An answer as text: who have given the same are told the same."""
    return json.dumps(ballot.answer, sort_keys=True)


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
    answers
        The present round's answers that count, by member.
    """

    room: Room = EMPTY
    ballots: tuple[Ballot, ...] = ()
    read: int = 0
    rounds: tuple[Round, ...] = ()
    tally: Tally | None = None
    members: dict[int, MemberKey] = field(default_factory=dict)
    answers: Mapping[int, Ballot] = field(default_factory=dict)

    def answer_of(self, member: int) -> Ballot | None:
        """What a member has answered in the present round, as far as it was read."""
        found, live = self.answers.get(member), self.room.live
        return found if found and live and found.round == live.round else None

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
    notes
        Language -> what whoever leads reads.
    elsewhere
        Process -> how many students are with it, and until when that is believed (seconds).
    """

    key: RoomKey
    known: Known = Known()
    seats: set[Seat] = field(default_factory=set)
    listeners: dict[object, Listener] = field(default_factory=dict)
    sees: dict[Language, Packet] = field(default_factory=dict)
    puts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)
    notes: dict[Language, Notes] = field(default_factory=dict)
    written: dict[Words, Packet] = field(default_factory=dict)
    elsewhere: dict[str, tuple[int, float]] = field(default_factory=dict)
    stale: bool = False
    busy: bool = False
    recounting: bool = False
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

    def once(self, key: Words, make: Callable[[], Packet]) -> Packet:
        """What is the same for many screens, written once; what was said before is forgotten."""
        if key not in self.written:
            kind, number, *_ = key
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
    sees, puts, notes
        What the screens of each language show, the controls of an open question, and what whoever
        leads reads.
    verdicts
        Screen -> what it is told where the answer has just been revealed.
    """

    known: Known
    events: tuple[Numbered, ...] = ()
    sees: dict[Language, Packet] = field(default_factory=dict)
    puts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)
    notes: dict[Language, Notes] = field(default_factory=dict)
    verdicts: dict[tuple[int, Language], Blocks] = field(default_factory=dict)


def turned(before: Known, now: Known) -> bool:
    """Whether screens show something else on the body than before."""
    revealed = now.room.live is not None and now.room.live.phase == "revealed"
    unlike = _shown(before.room) != _shown(now.room)
    return unlike or (revealed and before.tally != now.tally)


def _shown(room: Room) -> object:
    return room.number > 0, room.viewed, room.view, room.live, room.named


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
            {one: self.see(now, one) for one in languages} if turned(known, now) else {},
            {key: put for one in languages for key, put in self.put(now, one)},
            {one: self.questions.notes(room, one) for one in languages if room.lesson},
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
        return self._judged(live, known.answer_of(member), language)

    def _judged(self, live: Live, mine: Ballot | None, language: Language) -> Blocks:
        answer = None if mine is None else live.question.read(mine.answer)
        return self.questions.verdict(live, answer, language)

    def _verdicts(
        self, before: Known, now: Known, readers: Readers
    ) -> dict[tuple[int, Language], Blocks]:
        live = now.room.live
        if live is None or live.phase == "open" or live.since <= before.room.number:
            return {}
        made: dict[tuple[str, Language], Blocks] = {}
        found = {}
        for member, language in readers:
            mine = now.answer_of(member)
            alike = said(mine) if mine else "", language
            if alike not in made:
                made[alike] = self._judged(live, mine, language)
            found[member, language] = made[alike]
        return found

    def _counted(self, key: RoomKey, known: Known, room: Room, rounds: tuple[Round, ...]) -> Known:
        fresh = self.rooms.ballots(key.id, known.read)
        ballots = (*known.ballots, *(one for _, one in fresh))
        read = fresh[-1][0] if fresh else known.read
        members = known.members
        if {one.member for _, one in fresh} - members.keys():
            members = self.rooms.members(key.id)
        now = Known(room, ballots, read, rounds, None, members)
        if room.live is None:
            return now
        answers = now.of_round(room.live.round)
        by_member = {one.member: one for one in answers}
        return replace(now, tally=self._tally(room.live, answers), answers=by_member)

    def _tally(self, live: Live, answers: Sequence[Ballot]) -> Tally:
        counted: dict[str, Sequence[str]] = {}

        def names(answer: Answer) -> Sequence[str]:
            key = answer.model_dump_json()
            if key not in counted:
                counted[key] = self.questions.counted(live, answer, "en")
            return counted[key]

        return tally_of(live.question, answers, names)
