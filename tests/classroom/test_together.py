"""Several processes and one PostgreSQL: a class that lies in both, notices lost, a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from class_samples import NOW, QUESTION, Screen
from store_samples import Postgres, running_postgres

from nmt_atlas.classroom.bus import Alone, Listening, bus_of
from nmt_atlas.domain.classroom.events import Asked, Blanked, Revealed
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.store.progress import ProgressStore


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    yield from running_postgres()


@pytest.fixture
def stores(postgres: Postgres) -> Iterator[tuple[ProgressStore, ProgressStore]]:
    url = postgres.fresh()
    both = ProgressStore(url), ProgressStore(url)
    yield both
    for one in both:
        one.close()


@pytest.mark.slow
def test_a_class_lies_in_two_processes(
    run: Callable[..., Any], stores: tuple[ProgressStore, ProgressStore]
) -> None:
    async def story() -> None:
        async with run(on=stores[0]) as first, run(on=stores[1]) as second:
            assert isinstance(first._bus, Listening)
            key = first.rooms.open("ada", "Lecture", "names", NOW)
            first.listen(key, "the instructor's page", lambda _events: None)
            bea, cy = Screen(first), Screen(second)
            await bea.come(key.code)
            await cy.come(key.code, key="c" * 20, name="Cy")
            first.lead(key, "ada", Asked(question=QUESTION, view=ViewState()))
            for one in (bea, cy):
                await one.until("asked", lambda told: told["round"] == 2)
                await one.choose("soleus-right", 2)
            live = first.room(key)
            for _ in range(400):
                if live.known.tally and live.known.tally.answered == 2 == first.present(live):
                    break
                await asyncio.sleep(0.02)
            assert live.known.tally.answered == 2
            assert first.present(live) == 2
            second.lead(key, "ada", Revealed(round=2))
            for one in (bea, cy):
                await one.until("asked", lambda told: not told["open"])

    asyncio.run(story())


def test_a_server_that_was_restarted_is_heard_again(
    run: Callable[..., Any], stores: tuple[ProgressStore, ProgressStore], postgres: Postgres
) -> None:
    async def story() -> None:
        async with run(on=stores[0]) as first, run(on=stores[1]) as second:
            key = first.rooms.open("ada", "Lecture", "names", NOW)
            cy = Screen(second)
            await cy.come(key.code)
            await asyncio.get_running_loop().run_in_executor(None, postgres.restart)
            assert await asyncio.wrap_future(first.lead(key, "ada", Blanked(on=True)))
            await cy.until("room", lambda told: told["blank"])

    asyncio.run(story())


def test_notices_that_were_lost_are_made_up_for(
    run: Callable[..., Any], stores: tuple[ProgressStore, ProgressStore]
) -> None:
    async def story() -> None:
        async with (
            run(on=stores[0], bus=Alone()) as first,
            run(on=stores[1], bus=Alone()) as second,
        ):
            key = first.rooms.open("ada", "Lecture", "names", NOW)
            cy = Screen(second)
            await cy.come(key.code)
            await asyncio.wrap_future(first.lead(key, "ada", Blanked(on=True)))
            await asyncio.sleep(0.2)
            assert not cy.last("room")["blank"]
            second._notice("*")
            await cy.until("room", lambda told: told["blank"])

    asyncio.run(story())


def test_one_machine_needs_no_bus(tmp_path: Any) -> None:
    store = ProgressStore(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    assert isinstance(bus_of(store.database), Alone)
    store.close()
