"""The rooms of one process: who looks on, what is kept, and who is told.

Everything here runs on the server's loop; the database and all drawing wait on one thread beside
it. An event or an answer is kept first and told afterwards, so what anybody was told is never lost.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.classroom.bus import EVERY, Bus, bus_of
from nmt_atlas.classroom.casting import Casting
from nmt_atlas.classroom.liveroom import Fresh, Listener, LiveRoom, Sight
from nmt_atlas.classroom.packets import packet
from nmt_atlas.classroom.questions import Questions
from nmt_atlas.domain.classroom.ballots import Ballot
from nmt_atlas.domain.classroom.events import Event, Pressed
from nmt_atlas.domain.classroom.room import MAY, Role
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.store.learners import Who
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.rooms import Cast, RoomKey, Rooms, rooms_in
from nmt_atlas.viewer.rates import Buckets

T = TypeVar("T")
Clock = Callable[[], datetime]

NOW: Clock = partial(datetime.now, UTC)

_GATHER = 0.25
"""Seconds in which answers are gathered before anybody is shown what they come to."""
_RECOUNT = 0.2
"""Seconds in which those who come and go are gathered before anybody is told how many are here."""
_AGAIN = 1.5
"""Seconds after which a database that was away is asked again."""
_BELIEVED = 20.0
"""Seconds for which another process's count of students is believed."""
_BEAT = 6.0
_IDLE = 120.0
"""Seconds after which a room that nobody looks at is put away."""

FAREWELL = mark(
    "The server is being started anew. Stay here: the class goes on by itself in a moment."
)
_LOG = logging.getLogger(__name__)


class Hub:
    """The rooms of this process.

    Parameters
    ----------
    atlas
        The documents with their bodies.
    store
        Where everything is kept.
    questions
        How questions are put and judged.
    clock
        The present time (aware).
    bus
        How other processes are told; None takes the one that goes with the database.
    """

    def __init__(
        self,
        atlas: Atlas,
        store: ProgressStore,
        questions: Questions,
        clock: Clock = NOW,
        bus: Bus | None = None,
    ) -> None:
        self.atlas = atlas
        self.questions = questions
        self.clock = clock
        self.rooms = Rooms(store.database, store.warden)
        self.wrong_codes = Buckets(burst=40, rate=0.5)
        self.slow: dict[str, None] = {}
        self._bus = bus or bus_of(store.database)
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._live: dict[int, LiveRoom] = {}
        self._codes: dict[str, RoomKey] = {}
        self._closed = False
        self._thread = ThreadPoolExecutor(1, "nmt-atlas-class")
        self._casting = Casting(
            lambda casts: self.work(partial(self.rooms.cast, casts)), self._gather
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    # Beginning and ending

    def start(self) -> None:
        """Begin; called on the loop that everything runs on."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._bus.start(self._heard)
            self._beat = self._loop.call_later(_BEAT, self._beats)

    def close(self) -> None:
        """Hear and do nothing more; what was given over is still kept."""
        self._closed = True
        self._bus.stop()
        if self._beat is not None:
            self._beat.cancel()
        self._thread.shutdown(wait=True)

    def farewell(self) -> None:
        """Tell every screen that the server ends, and that the class does not."""
        for live in self._live.values():
            for seat in list(live.seats):
                told = self.questions.say(seat.language)(FAREWELL)
                seat.outbox.tell(packet({"say": "told", "kind": "info", "text": told}))

    @property
    def screens(self) -> int:
        """How many screens are in rooms of this process."""
        return sum(len(live.seats) for live in self._live.values())

    @property
    def rooms_held(self) -> int:
        """How many rooms this process holds."""
        return len(self._live)

    @property
    def running(self) -> bool:
        """Whether a server has begun it."""
        return self._loop is not None

    # Rooms

    def room(self, key: RoomKey) -> LiveRoom:
        """A room in this process; it is read when somebody asks for it."""
        found = self._live.get(key.id)
        if found is None:
            found = self._live[key.id] = LiveRoom(key)
            self.refresh(found)
        return found

    async def find(self, code: str) -> RoomKey | None:
        """The room of a code; one that somebody here is in is known without asking.

        Raises
        ------
        StoreError
            Where it cannot be looked up.
        """
        known = self._codes.get(code)
        if known is not None and known.id in self._live:
            return known
        found = await self.work(lambda: self.rooms.find(code))
        if found is not None:
            self._codes[code] = found
        return found

    async def ready(self, key: RoomKey) -> LiveRoom:
        """A room whose log was read.

        Raises
        ------
        StoreError
            Where it cannot be.
        """
        found = self._live.setdefault(key.id, LiveRoom(key))
        if not found.known.room.number:
            self._take(found, await self.work(self._looking(found)))
        return found

    def listen(self, key: RoomKey, name: object, listener: Listener) -> LiveRoom:
        """Call somebody on the loop whenever there is something new in a room."""
        found = self.room(key)
        found.listeners[name] = listener
        return found

    def present(self, live: LiveRoom) -> int:
        """How many students are in a room, here and with other processes."""
        return live.present(time.monotonic())

    def unlisten(self, key: RoomKey, name: object) -> None:
        """Call them no more."""
        found = self._live.get(key.id)
        if found is not None:
            found.listeners.pop(name, None)

    # Doing

    async def work(self, job: Callable[[], T]) -> T:
        """Do something on the thread beside the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Do something on the thread beside the loop; for whoever has no loop."""
        return self._thread.submit(job)

    def lead(
        self,
        key: RoomKey,
        who: Who,
        event: Event,
        uid: str = "",
        then: Callable[[], None] | None = None,
    ) -> Future[bool]:
        """Let an instructor do something to a room; done only where it is theirs.

        Returns
        -------
        concurrent.futures.Future
            Whether it was allowed; or the error of a database that could not keep it.
        """
        name, now = uid or secrets.token_hex(16), self.clock()

        def job() -> bool:
            if not self.rooms.owns(who, key):
                _LOG.warning(
                    "refused to somebody who does not lead room %s: %s", key.id, event.kind
                )
                return False
            self.rooms.append(key.id, event, name, now)
            _LOG.info("room %s: %s", key.id, event.kind)
            return True

        done = self._thread.submit(job)
        done.add_done_callback(lambda _: self._soon(key.id))
        return done

    async def act(self, live: LiveRoom, role: Role, event: Event) -> bool:
        """Let a screen do something to its room, as far as its role may."""
        if not isinstance(event, MAY[role]) and not (
            role == "remote" and isinstance(event, Pressed)
        ):
            _LOG.warning("refused to a %s of room %s: %s", role, live.key.id, event.kind)
            return False
        uid, now = secrets.token_hex(16), self.clock()
        await self.work(lambda: self.rooms.append(live.key.id, event, uid, now))
        self.refresh(live)
        return True

    async def cast(self, live: LiveRoom, ballot: Ballot) -> bool:
        """Keep an answer; those that wait meanwhile are kept with it. Whether it is new.

        Raises
        ------
        StoreError
            Where it cannot be kept.
        """
        return await self._casting.cast(Cast(live.key.id, ballot))

    # What is new

    def refresh(self, live: LiveRoom) -> None:
        """Read what is new in a room, and show it; asked for twice, it is done once more."""
        live.stale = True
        if not live.busy:
            live.busy = True
            self._task(self._refresh(live))

    def changed_screens(self, live: LiveRoom) -> None:
        """Somebody has come or gone; where hundreds do, it is told a few times a second."""
        if not live.recounting:
            live.recounting = True
            asyncio.get_running_loop().call_later(_RECOUNT, self._recounted, live)

    def _recounted(self, live: LiveRoom) -> None:
        live.recounting = False
        if self._closed:
            return
        self._tell_present(live)
        for listener in list(live.listeners.values()):
            listener(())

    async def _refresh(self, live: LiveRoom) -> None:
        try:
            while live.stale:
                live.stale = False
                self._take(live, await self.work(self._looking(live)))
        except StoreError as error:
            _LOG.warning("room %s cannot be read: %s", live.key.id, error)
            asyncio.get_running_loop().call_later(_AGAIN, self.refresh, live)
        finally:
            live.busy = False

    def _looking(self, live: LiveRoom, *, counting: bool = False) -> Callable[[], Fresh]:
        sight = Sight(self.rooms, self.atlas, self.questions)
        counts = counting or live.counting
        return partial(sight.look, live.key, live.known, live.readers(), counting=counts)

    async def caught_up(self, live: LiveRoom) -> None:
        """Read every answer now: somebody who has answered may have come back."""
        self._take(live, await self.work(self._looking(live, counting=True)))

    def _take(self, live: LiveRoom, fresh: Fresh) -> None:
        if fresh.known.room.number < live.known.room.number:
            return
        before, live.known = live.known, fresh.known
        live.puts.update(fresh.puts)
        live.notes.update(fresh.notes)
        for language, sent in fresh.sees.items():
            if live.sees.get(language) == sent:
                continue
            live.sees[language] = sent
            for seat in live.seats:
                if seat.language == language:
                    seat.outbox.show("see", sent)
        for seat in list(live.seats):
            seat.follow(before, fresh.verdicts)
        for listener in list(live.listeners.values()):
            listener(fresh.events)

    # Other processes

    def _heard(self, notice: str) -> None:
        """A notice, on the bus's thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._notice, notice)

    def _notice(self, notice: str) -> None:
        if notice == EVERY:
            for one in self._live.values():
                self.refresh(one)
            return
        room, _, what = notice.partition(":")
        number = int(room) if room.isdecimal() else -1
        live = self._live.get(number)
        if live is None:
            return
        if what.startswith("present:"):
            self._count_elsewhere(live, what)
        elif what == "answers":
            self._gather(number)
        elif rooms_in([notice]):
            self.refresh(live)

    def _count_elsewhere(self, live: LiveRoom, what: str) -> None:
        _, _, told = what.partition(":")
        name, _, count = told.partition(":")
        if name != self._name and count.isdecimal():
            before, _ = live.elsewhere.get(name, (-1, 0.0))
            live.elsewhere[name] = (int(count), time.monotonic() + _BELIEVED)
            for listener in list(live.listeners.values()) if before != int(count) else ():
                listener(())

    def _soon(self, room: int) -> None:
        """Something was kept, on the thread: look at it on the loop."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look_at, room)

    def _look_at(self, room: int) -> None:
        live = self._live.get(room)
        if live is not None:
            self.refresh(live)

    def _gather(self, room: int) -> None:
        live = self._live.get(room)
        if live is not None and live.counting and not live.stale:
            live.stale = True
            asyncio.get_running_loop().call_later(_GATHER, self.refresh, live)

    def _tell_present(self, live: LiveRoom) -> None:
        if live.here != live.told_present:
            live.told_present = live.here
            notice = f"{live.key.id}:present:{self._name}:{live.here}"
            self._thread.submit(self._bus.tell, notice)

    def _beats(self) -> None:
        """Now and then: say again who is here, and put away rooms that nobody looks at."""
        loop = asyncio.get_running_loop()
        for number, live in list(self._live.items()):
            if live.idle:
                live.told_present -= 1
                if live.told_present < -_IDLE / _BEAT:
                    del self._live[number]
                    self._codes.pop(live.key.code, None)
            else:
                live.told_present = -1
                self._tell_present(live)
        self._beat = loop.call_later(_BEAT, self._beats)

    def _task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
