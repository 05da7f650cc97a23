"""One screen of a room: a student's, the projector's, a remote control. Knows no websocket."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping

from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.liveroom import Known, LiveRoom, Sight, said
from nmt_atlas.classroom.messages import (
    Message,
    called,
    counts_message,
    question_message,
    room_message,
)
from nmt_atlas.classroom.outbox import Outbox, Packet
from nmt_atlas.classroom.packets import key_hash, packet, word_of
from nmt_atlas.classroom.questions import Blocks, Questions
from nmt_atlas.classroom.remote import event_of, way_in
from nmt_atlas.domain.classroom.ballots import Ballot, Refusal, Spot, refusal, tidy_name
from nmt_atlas.domain.classroom.plan import Notes
from nmt_atlas.domain.classroom.room import Live, Role, read_code, shown_code
from nmt_atlas.domain.classroom.speech import Do, Held, Hello, Ping, Press, Tap, read_said
from nmt_atlas.domain.errors import AtlasError, StoreError
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import Answer, Verdict
from nmt_atlas.domain.taste import Language
from nmt_atlas.store.rooms import MemberKey
from nmt_atlas.viewer.rates import Bucket

_LOG = logging.getLogger(__name__)
_STRIKES = 5
"""After so many messages that mean nothing a screen is let go."""

_LATE: dict[Refusal, str] = {
    "late": mark("That question is over; your answer came too late and was not counted."),
    "none": mark("Nothing is asked just now."),
    "over": mark("The class is over."),
}
NO_ROOM = mark("There is no class with this code. Look at the board once more.")
TOO_OFTEN = mark("Too many wrong codes came from your network. Wait a minute.")
TOO_FAST = mark("That was too fast; wait a moment.")
NOT_YOURS = mark(
    "This link does not lead this class (any more). Ask whoever opened it for a new one."
)
AWAY = mark("The class cannot be reached by the server just now: {why} Nothing of yours is lost.")
UNREAD = mark("That answer could not be read; give it once more.")
SLOW = mark("Your connection was too slow, so it was begun anew. You are where the class is.")


class Seat:
    """One screen.

    Attributes
    ----------
    role, member, language
        What it is, whose, and how they read.
    live
        The room; None before anybody came in.

    Parameters
    ----------
    hub
        The rooms of this process.
    outbox
        What is sent to it.
    address
        The network address that it comes from.
    let_go
        Ends the connection.
    """

    def __init__(self, hub: Hub, outbox: Outbox, address: str, let_go: Callable[[], None]) -> None:
        self.outbox = outbox
        self.role: Role = "student"
        self.member: MemberKey | None = None
        self.language: Language = "en"
        self.live: LiveRoom | None = None
        self._hub = hub
        self._address = address
        self._let_go = let_go
        self._rate = Bucket(burst=40, rate=8)
        self._strikes = 0
        self._key = ""

    @property
    def say(self) -> Say:
        """Texts in this screen's language."""
        return self._hub.questions.say(self.language)

    async def take(self, text: object) -> None:
        """Take a message as it came."""
        said = read_said(text)
        if said is None:
            self._strike()
        elif isinstance(said, Ping):
            self.outbox.tell(packet({"say": "pong"}))
        elif not self._rate.take():
            self._tell(TOO_FAST, "error")
        else:
            try:
                await self._heed(said)
            except StoreError as error:
                _LOG.warning("a class: %s", error)
                self._tell(AWAY, "away", why=self.say(error.public))
            except AtlasError as error:
                _LOG.warning("an answer of a class: %s", error)
                self._tell(UNREAD, "error")

    def leave(self) -> None:
        """The connection has ended."""
        self.outbox.close()
        if self.live is not None:
            self.live.seats.discard(self)
            self._hub.changed_screens(self.live)

    def too_slow(self) -> None:
        """It takes nothing any more: let it go, and say so when it comes back."""
        if self._key:
            self._hub.slow[self._key] = None
            while len(self._hub.slow) > 1_000:
                del self._hub.slow[next(iter(self._hub.slow))]
        self._let_go()

    def _strike(self) -> None:
        self._strikes += 1
        if self._strikes >= _STRIKES:
            _LOG.warning("let a screen of a class go that says nothing sensible")
            self._let_go()
        else:
            self.outbox.tell(packet({"say": "told", "kind": "error", "text": ""}))

    async def _heed(self, said: Hello | Press | Tap | Do) -> None:
        if isinstance(said, Hello):
            await self._hello(said)
        elif self.live is None:
            self._strike()
        elif isinstance(said, Do):
            await self._do(said)
        elif self.role == "student" and self.member is not None:
            await self._answer(said)

    def _tell(self, text: str, kind: str = "info", **values: object) -> None:
        told = self.say(text, **values)
        self.outbox.tell(packet({"say": "told", "kind": kind, "text": told}))

    # Coming in

    async def _hello(self, hello: Hello) -> None:
        if self.live is not None:
            return
        self.language = hello.language
        wrong = self._hub.wrong_codes.of(self._address)
        if wrong.empty:
            self._refuse(TOO_OFTEN)
            return
        code = read_code(hello.code)
        key = await self._hub.find(code) if code else None
        if key is None:
            wrong.take()
            self._refuse(NO_ROOM)
            return
        if hello.role != "student":
            if not secrets.compare_digest(hello.word, word_of(key.secret, hello.role)):
                wrong.take()
                self._refuse(NOT_YOURS)
                return
            self.role = hello.role
        live = await self._hub.ready(key)
        if self.role == "student" and not await self._join(live, hello):
            return
        self._key = key_hash(hello.key)
        await self._welcome(live)

    def _refuse(self, text: str) -> None:
        self.outbox.tell(packet({"say": "refused", "text": self.say(text)}))

    async def _join(self, live: LiveRoom, hello: Hello) -> bool:
        """Let a student in; False where their name is asked for first."""
        room = live.known.room
        name = None if hello.name is None else tidy_name(hello.name)
        if room.naming == "anonymous":
            name = ""
        elif not name:
            name = None
        hashed, now = key_hash(hello.key), self._hub.clock()
        try:
            self.member = await self._hub.work(
                lambda: self._hub.rooms.join(live.key.id, hashed, name, now)
            )
        except StoreError as error:
            self._refuse(error.public)
            return False
        if self.member is None:
            self.outbox.tell(packet({"say": "who", "naming": room.naming, "title": room.title}))
            return False
        return True

    async def _welcome(self, live: LiveRoom) -> None:
        self.live = live
        live.seats.add(self)
        member = self.member
        name = called(member, self.say) if member else ""
        code = shown_code(live.key.code)
        welcome: Message = {
            "say": "welcome",
            "name": name,
            "title": live.known.room.title,
            "code": code,
        }
        welcome["number"] = member.number if member else 0
        address = way_in(live.key.code) if self.role == "screen" else {}
        self.outbox.tell(packet({**welcome, "role": self.role, **address}))
        if self._hub.slow.pop(self._key, self) is None:
            self._tell(SLOW)
        sight = Sight(self._hub.rooms, self._hub.atlas, self._hub.questions)
        member_id = member.id if member else 0
        if live.known.room.live is not None:
            await self._hub.caught_up(live)
        known, language = live.known, self.language
        see = live.sees.get(language)
        if known.room.lesson:
            live.notes[language] = await self._hub.work(
                lambda: self._hub.questions.notes(known.room, language)
            )
        if see is None:
            see = await self._hub.work(lambda: sight.see(known, language))
        verdict: Blocks = ()
        if known.room.live is not None:
            puts = await self._hub.work(lambda: dict(sight.put(known, language)))
            verdict = await self._hub.work(lambda: sight.verdict(known, member_id, language))
            live.puts.update(puts)
        self.outbox.show("see", live.sees.setdefault(language, see))
        self.follow(Known(), {(member_id, language): verdict})
        self._hub.changed_screens(live)

    # What is new

    def follow(self, before: Known, verdicts: Mapping[tuple[int, Language], Blocks]) -> None:
        """Show how the room stands now, as far as that differs from before.

        Parameters
        ----------
        before
            How it stood.
        verdicts
            Screen -> what it is told of a question that is revealed.
        """
        if self.live is None:
            return
        known = self.live.known
        if known.room != before.room:
            self.outbox.show("room", self._stands(self.live, known))
        live, old = known.room.live, before.room.live
        if live is None:
            if old is not None:
                self.outbox.show("asked", packet({"say": "asked", "round": 0}))
        elif self.role != "student":
            if known.tally != before.tally or live != old:
                blocks = verdicts.get((0, self.language), ())
                if live.phase == "open":
                    blocks = self.live.puts.get((live.round, self.language), ())
                self.outbox.show("asked", packet(counts_message(live, known, blocks, self.say)))
        elif old is None or (live.round, live.phase) != (old.round, old.phase):
            whose = (self.member.id if self.member else 0, self.language)
            blocks = self.live.puts.get((live.round, self.language), ())
            if live.phase == "revealed":
                blocks = verdicts.get(whose, ())
            self._ask(live, known, blocks)

    def _stands(self, live: LiveRoom, known: Known) -> Packet:
        """How the room stands; in the same words for all, but while a clock runs."""
        if self.role == "remote":
            notes = live.notes.get(self.language, Notes()) if known.room.lesson else Notes()
            return packet({**room_message(known.room, self._hub.clock()), "notes": notes._asdict()})
        if known.room.timer is not None:
            return packet(room_message(known.room, self._hub.clock()))
        key = ("room", known.room.number, self.language, "")
        return live.once(key, lambda: packet(room_message(known.room, self._hub.clock())))

    def _ask(self, live: Live, known: Known, blocks: Blocks) -> None:
        """Put a question; to all who have answered alike in the same words."""
        if self.live is None:
            return
        mine = known.answer_of(self.member.id) if self.member else None
        key = ("asked", live.since, self.language, "" if mine is None else said(mine))

        def made() -> Packet:
            return packet(question_message(live, Held(), blocks, self._spoken(live, known)))

        self.outbox.show("asked", self.live.once(key, made))

    def _spoken(self, live: Live, known: Known) -> str:
        """What this member has answered in this round, in a sentence; "" where nothing."""
        given = self._given(live, known)
        return self._hub.questions.spoken(live, given, self.language) if given else ""

    def _given(self, live: Live, known: Known) -> Answer | None:
        """What this member has answered in this round."""
        if self.member is None:
            return None
        mine = known.answer_of(self.member.id)
        return live.question.read(mine.answer) if mine else None

    # Answering

    async def _answer(self, said: Press | Tap) -> None:
        if self.live is None:
            return
        known = self.live.known
        live, why = known.room.live, refusal(known.room, said.round)
        if why or live is None:
            self._tell(_LATE[why or "none"], "late")
            return
        questions, language = self._hub.questions, self.language
        if isinstance(said, Tap):
            tapped = await self._hub.work(lambda: _tapped(questions, live, said.pick))
            if tapped is not None:
                await self._keep(live, said, *tapped, spot=_spot(said.pick))
            return
        pressed = await self._hub.work(lambda: questions.press(live, said, language))
        if pressed.told:
            self._tell(pressed.told, "error")
        if pressed.answer is not None:
            answer = pressed.answer
            verdict = await self._hub.work(lambda: questions.grade(live, answer))
            await self._keep(live, said, answer, verdict)
            return
        blocks = await self._hub.work(lambda: questions.put(live, pressed.held, language))
        given = self._spoken(live, known)
        self.outbox.show("asked", packet(question_message(live, pressed.held, blocks, given)))

    async def _keep(
        self,
        live: Live,
        said: Press | Tap,
        answer: Answer,
        verdict: Verdict,
        spot: Spot | None = None,
    ) -> None:
        if self.live is None or self.member is None:
            return
        member, now = self.member.id, self._hub.clock()
        ballot = Ballot(
            uid=f"{member}-{said.uid}",
            round=live.round,
            member=member,
            n=said.n,
            answer=answer.model_dump(mode="json"),
            score=verdict.score,
            spot=spot,
            at=now,
        )
        await self._hub.cast(self.live, ballot)
        told = self._hub.questions.spoken(live, answer, self.language)
        kept = {"say": "kept", "round": live.round, "uid": said.uid, "given": told}
        self.outbox.tell(packet(kept))

    # The remote control

    async def _do(self, said: Do) -> None:
        live = self.live
        event = None if live is None else event_of(said.what, live.known.room)
        if live is None or event is None:
            return
        if not await self._hub.act(live, self.role, event):
            self._tell(NOT_YOURS, "error")


def _tapped(questions: Questions, live: Live, pick: Pick) -> tuple[Answer, Verdict] | None:
    """The answer that a click gives, judged; None where it is none."""
    answer = questions.tap(live, pick)
    return None if answer is None else (answer, questions.grade(live, answer))


def _spot(pick: Pick) -> Spot | None:
    """Where a click lies: on the part, or on the skin."""
    at = pick.point or pick.skin_point
    return None if at is None else Spot(at=at, vertex=pick.skin_vertex)
