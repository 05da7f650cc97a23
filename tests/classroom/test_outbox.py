"""What waits for a screen: the newest of each kind, words in order, and an end to waiting."""

from __future__ import annotations

import asyncio

from nmt_atlas.classroom.outbox import Outbox


def test_the_newest_of_each_kind_is_sent_and_every_word() -> None:
    async def story() -> list[object]:
        sent: list[object] = []
        gate = asyncio.Event()

        async def write(packet: object) -> None:
            await gate.wait()
            sent.append(packet)

        box = Outbox(write, lambda: None)
        box.show("see", "see 1")
        await asyncio.sleep(0)
        for number in (2, 3, 4):
            box.show("see", f"see {number}")
            box.tell(f"word {number}")
        box.show("room", "room")
        assert box.waiting == 5
        gate.set()
        await asyncio.sleep(0.05)
        return sent

    sent = asyncio.run(story())
    assert sent == ["see 1", "word 2", "word 3", "word 4", "see 4", "room"]


def test_who_takes_nothing_or_lets_too_many_words_pile_up_is_given_up() -> None:
    async def story() -> tuple[int, bool]:
        gone: list[int] = []

        async def never(_packet: object) -> None:
            await asyncio.Event().wait()

        slow = Outbox(never, lambda: gone.append(1), patience=0.02)
        slow.show("see", "x")
        await asyncio.sleep(0.1)
        full = Outbox(never, lambda: gone.append(2))
        for number in range(100):
            full.tell(str(number))
        full.show("see", "y")
        await asyncio.sleep(0)
        return sum(gone), slow.closed and full.closed and not full.waiting

    assert asyncio.run(story()) == (3, True)


def test_a_screen_that_breaks_off_ends_quietly() -> None:
    async def story() -> bool:
        async def broken(_packet: object) -> None:
            raise ConnectionError

        box = Outbox(broken, lambda: None)
        box.tell("x")
        await asyncio.sleep(0.01)
        return box.closed

    assert asyncio.run(story())
