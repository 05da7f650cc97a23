"""A class from its opening to its end, and everything that goes wrong in between."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from class_samples import NOW, QUESTION, Clock, Screen
from sqlalchemy import event

from nmt_atlas.classroom import hub as module
from nmt_atlas.classroom.packets import word_of
from nmt_atlas.domain.classroom.ballots import counting
from nmt_atlas.domain.classroom.events import Asked, Blanked, Closed, Ended, Revealed, Shown, Timed
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.store.progress import ProgressStore

NOISE: list[dict[str, Any]] = [
    {"say": "press", "round": number, "id": ident, "n": 1, "uid": "u" * 20}
    for number in (2, 9)
    for ident in ("done:", "set:x", "choose:", "::", "")
]
NOISE += [
    {"say": "tap", "round": 2, "n": 1, "uid": "u" * 20, "pick": {"n": 1, "part": part}}
    for part in ("", "x", "soleus-right")
]
NOISE += [{"say": "do", "what": "reveal"}, {"say": "shout"}, {"say": "hello", "code": 7}]
VIEW = ViewState(selection=("soleus-right",))


def test_a_class_from_opening_to_end(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code, name=None)
            assert bea.last("who") == {"say": "who", "naming": "names", "title": "Tuesday"}
            await bea.come(f" {key.code.upper()} ")
            assert (await bea.until("welcome", bool))["name"] == "Bea"
            hub.lead(key, "ada", Shown(view=VIEW))
            await bea.until("see", lambda one: one["selection"] == ["soleus-right"])
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            asked = await bea.until("asked", lambda one: one["round"] == 3)
            assert (asked["open"], asked["takes"], asked["given"]) == (True, "part", "")
            assert "soleus" not in json.dumps(asked)
            await bea.choose("soleus-right", 3)
            assert (await bea.until("kept", bool))["given"] == "You chose: soleus-right."
            hub.lead(key, "ada", Revealed(round=3))
            told = await bea.until("asked", lambda one: not one["open"])
            assert told["blocks"][0]["runs"][0]["text"] == "soleus-right"
            hub.lead(key, "ada", Closed(round=3))
            await bea.until("asked", lambda one: one["round"] == 0)
            hub.lead(key, "ada", Ended())
            assert (await bea.until("room", lambda one: one["ended"]))["led"] is True

    asyncio.run(story())


def test_nobody_leads_a_class_that_is_not_theirs(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            refused = hub.lead(key, "mallory", Blanked(on=True))
            assert await asyncio.wrap_future(refused) is False
            assert len(hub.rooms.since(key.id)) == 1
            bea, wall, thief, remote = (Screen(hub) for _ in range(4))
            await bea.come(key.code)
            await bea.say(say="do", what="blank")
            assert "does not lead" in bea.last("told")["text"]
            await wall.come(key.code, role="screen", word=word_of(key.secret, "screen"))
            await wall.say(say="do", what="blank")
            assert "does not lead" in wall.last("told")["text"]
            await thief.come(key.code, role="remote", word=word_of(key.secret, "screen"))
            assert thief.last("refused")
            assert thief.seat.live is None
            await remote.come(key.code, role="remote", word=word_of(key.secret, "remote"))
            await remote.say(say="do", what="blank")
            await bea.until("room", lambda one: one["blank"])

    asyncio.run(story())


def test_an_answer_counts_once_late_ones_not_and_the_last_one_counts(
    run: Callable[..., Any],
) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code)
            await bea.choose("tibia-right", 2)
            assert "Nothing is asked" in bea.last("told")["text"]
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            await bea.until("asked", lambda one: one["round"] == 2)
            await bea.choose("tibia-right", 2, uid="a" * 16, n=1)
            await bea.choose("tibia-right", 2, uid="a" * 16, n=1)
            await bea.choose("soleus-right", 2, uid="c" * 16, n=3)
            await bea.choose("fibula-right", 2, uid="b" * 16, n=2)
            kept = [one for _, one in hub.rooms.ballots(key.id)]
            assert len(kept) == 3
            assert [one.answer["part"] for one in counting(kept)] == ["soleus-right"]
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW, again=2))
            await bea.until("asked", lambda one: one["round"] == 3)
            await bea.choose("tibia-right", 2, n=4)
            assert "too late" in bea.last("told")["text"]
            assert len(hub.rooms.ballots(key.id)) == 3

    asyncio.run(story())


def test_a_process_dies_in_the_middle_of_a_question(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code)
            await asyncio.wrap_future(hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW)))
            await bea.until("asked", lambda one: one["round"] == 2)
            await bea.choose("tibia-right", 2)
            await bea.until("kept", bool)
        async with run() as second:
            again = Screen(second)
            await again.come(key.code, name=None)
            assert again.last("welcome")["name"] == "Bea"
            asked = await again.until("asked", lambda one: one["round"] == 2)
            assert (asked["open"], asked["given"]) == (True, "You chose: tibia-right.")
            await again.choose("soleus-right", 2, n=2)
            await again.until("kept", bool)
            live = second.room(key)
            await asyncio.wrap_future(second.lead(key, "ada", Revealed(round=2)))
            await again.until("asked", lambda one: not one["open"])
            assert (live.known.tally.answered, live.known.tally.right) == (1, 1)

    asyncio.run(story())


def test_away_while_the_class_moved_on_twice(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code)
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            await bea.until("asked", lambda one: one["round"] == 2)
            bea.seat.leave()
            for event in (Revealed(round=2), Closed(round=2), Asked(question=QUESTION, view=VIEW)):
                await asyncio.wrap_future(hub.lead(key, "ada", event))
            back = Screen(hub)
            await back.come(key.code, name=None)
            await back.until("asked", lambda one: one["round"] == 5 and one["open"])
            await back.choose("soleus-right", 2, n=2)
            assert "too late" in back.last("told")["text"]
            await back.choose("soleus-right", 5, n=3)
            await back.until("kept", lambda one: one["round"] == 5)

    asyncio.run(story())


def test_500_come_at_once_and_all_are_let_in(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Lecture", "nicknames", NOW)
            screens = [Screen(hub, f"10.0.{n // 250}.{n % 250}") for n in range(500)]
            await asyncio.gather(
                *(one.come(key.code, f"key-of-a-student-{n:04}", f"S{n}")
                  for n, one in enumerate(screens))
            )  # fmt: skip
            assert all(one.last("welcome") for one in screens)
            live = hub.room(key)
            assert live.here == hub.present(live) == 500
            assert len(hub.rooms.members(key.id)) == 500
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            await asyncio.gather(
                *(one.until("asked", lambda a: a["round"] == 2) for one in screens)
            )
            await asyncio.gather(*(one.choose("soleus-right", 2) for one in screens))
            assert len(hub.rooms.ballots(key.id)) == 500

    asyncio.run(story())


def test_the_same_student_twice_is_one(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            one, other = Screen(hub), Screen(hub)
            await one.come(key.code)
            await other.come(key.code, name=None)
            live = hub.room(key)
            assert (live.here, len(live.seats)) == (1, 2)
            other.seat.leave()
            assert live.here == 1
            one.seat.leave()
            assert live.here == 0

    asyncio.run(story())


def test_who_takes_nothing_is_let_go_and_told_when_they_come_back(
    run: Callable[..., Any],
) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            slow, quick = Screen(hub), Screen(hub)
            await slow.come(key.code)
            await quick.come(key.code, key="q" * 20, name="Quick")
            slow.stuck = asyncio.Event()
            for number in range(300):
                slow.seat.outbox.show("see", f'{{"say": "see", "number": {number}}}')
            assert slow.seat.outbox.waiting <= 4
            for _ in range(100):
                if slow.ended:
                    break
                await asyncio.sleep(0.02)
            assert slow.ended
            slow.seat.leave()
            hub.lead(key, "ada", Blanked(on=True))
            await quick.until("room", lambda one: one["blank"])
            back = Screen(hub)
            await back.come(key.code, name=None)
            assert "too slow" in (await back.until("told", bool))["text"]

    asyncio.run(story())


@pytest.mark.slow
def test_nonsense_ends_only_who_says_it(run: Callable[..., Any]) -> None:
    async def story() -> None:
        chance = random.Random(20260301)
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            good, bad = Screen(hub), Screen(hub)
            await good.come(key.code)
            for _ in range(4):
                await bad.seat.take(bytes(chance.randbytes(40)))
            assert not bad.ended
            await bad.seat.take("{" * 1_000)
            assert bad.ended
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            await good.until("asked", lambda one: one["round"] == 2)
            for _ in range(200):
                noise = Screen(hub)
                await noise.come(key.code)
                await noise.say(**chance.choice(NOISE))
                noise.seat.leave()
            assert hub.room(key).known.room.live.phase == "open"
            await good.choose("soleus-right", 2)
            await good.until("kept", bool)

    asyncio.run(story())


def test_wrong_codes_from_one_network_are_stopped(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            for _ in range(45):
                guess = Screen(hub, "10.9.9.9")
                await guess.come("zzzzzz")
            assert "Wait a minute" in guess.last("refused")["text"]
            there = Screen(hub, "10.9.9.8")
            await there.come(key.code)
            assert there.last("welcome")

    asyncio.run(story())


def test_a_clock_that_jumps_back_gives_nobody_more_time(
    run: Callable[..., Any], clock: Clock
) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            await asyncio.wrap_future(hub.lead(key, "ada", Timed(seconds=60)))
            clock.now = NOW - timedelta(days=1)
            bea = Screen(hub)
            await bea.come(key.code)
            assert (await bea.until("room", bool))["left"] == 60
            clock.now = NOW + timedelta(seconds=45)
            cy = Screen(hub)
            await cy.come(key.code, key="c" * 20)
            assert (await cy.until("room", bool))["left"] == 15

    asyncio.run(story())


def test_a_database_that_is_away_is_told_and_waited_for(
    run: Callable[..., Any], store: ProgressStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code)
            hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW))
            await bea.until("asked", lambda one: one["round"] == 2)
            lock = sqlite3.connect(str(store.database.file), isolation_level=None)
            lock.execute("begin immediate")
            await bea.choose("soleus-right", 2)
            assert "cannot be reached" in (await bea.until("told", bool))["text"]
            assert not bea.last("kept")
            lock.execute("rollback")
            lock.close()
            await bea.choose("soleus-right", 2)
            await bea.until("kept", bool)

    def impatient(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    monkeypatch.setattr(module, "_AGAIN", 0.05)
    event.listen(store.database.engine, "connect", impatient)
    store.database.engine.dispose()
    asyncio.run(story())


def test_two_instructors_windows_change_one_room_and_nothing_is_done_twice(
    run: Callable[..., Any],
) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            told: list[int] = []
            for name in ("one", "other"):
                hub.listen(key, name, lambda events: told.extend(e.number for e in events))
            await asyncio.wrap_future(hub.lead(key, "ada", Asked(question=QUESTION, view=VIEW)))
            both = [hub.lead(key, "ada", Revealed(round=2)) for _ in range(2)]
            await asyncio.gather(*map(asyncio.wrap_future, both))
            await asyncio.wrap_future(hub.lead(key, "ada", Closed(round=2)))
            await asyncio.wrap_future(hub.lead(key, "ada", Revealed(round=2)))
            for _ in range(100):
                if told.count(6) == 2:
                    break
                await asyncio.sleep(0.01)
            assert sorted(told) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
            assert hub.room(key).known.room.live is None
            hub.unlisten(key, "one")
            assert list(hub.room(key).listeners) == ["other"]

    asyncio.run(story())
