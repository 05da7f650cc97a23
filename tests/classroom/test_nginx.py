"""Two processes behind nginx, as `examples/nginx.conf` sets it up: who goes where, and on."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browser_samples import free_port
from class_phones import Phone, worker
from class_samples import NOW, QUESTION
from nginx_samples import nginx_before
from store_samples import Postgres, running_postgres
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from nmt_atlas.domain.classroom.events import Asked
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.rooms import Rooms


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    yield from running_postgres()


async def marked(url: str, mark: str = "") -> tuple[str, str]:
    """Which process answers a page, and the mark that its browser keeps."""
    headers = {"Cookie": f"nmt_atlas_way={mark}"} if mark else {}
    answer = await AsyncHTTPClient().fetch(url, headers=headers)
    kept = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
    return answer.body.decode(), kept


@pytest.mark.slow
def test_pages_stay_where_they_were_made_and_screens_go_on_where_a_process_ends(
    postgres: Postgres, tmp_path: Path
) -> None:
    store = ProgressStore(postgres.fresh())
    rooms = Rooms(store.database)
    url, way_in = store.database.url.render_as_string(hide_password=False), free_port()
    here = f"http://localhost:{way_in}/"

    async def story(processes: dict[str, object]) -> None:
        seen = set()
        for _ in range(24):
            first, mark = await marked(here)
            seen.add(first)
            assert {(await marked(here, mark)) for _ in range(3)} == {(first, mark)}
        assert seen == set(processes), "both processes have pages"

        client = AsyncHTTPClient()
        script = await client.fetch(f"{here}class/app.js")
        assert "immutable" in script.headers["Cache-Control"]
        with pytest.raises(HTTPClientError, match="421"):
            await client.fetch(f"{here}class", headers={"Host": "evil.example"})

        key = rooms.open("ada", "Lecture", "names", NOW)
        phones = [Phone(way_in, key.code, f"{n}" * 20) for n in range(4)]
        for number, one in enumerate(phones):
            await one.come(f"S{number}")
        rooms.append(key.id, Asked(question=QUESTION, view=ViewState()), "a" * 16, NOW)
        for one in phones:
            await one.told("asked", lambda told: told["round"] == 2)
        process = next(iter(processes.values()))
        process.send_signal(signal.SIGKILL)  # type: ignore[attr-defined]
        for one in phones:
            one.socket.close()
            await one.come()
            await one.told("asked", lambda told: told["round"] == 2 and told["open"])
            await one.choose("soleus-right", 1)
            await one.told("kept")
        assert len(rooms.ballots(key.id)) == 4
        for one in phones:
            await one.leave()

    with ExitStack() as stack:
        served = [stack.enter_context(worker(url)) for _ in range(2)]
        ports = (served[0][0], served[1][0])
        stack.enter_context(nginx_before(ports, way_in, tmp_path))
        asyncio.run(story({str(process.pid): process for _, process in served}))
    store.close()
