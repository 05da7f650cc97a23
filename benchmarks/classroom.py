"""A class under load: real websocket clients against real server processes, beside a plain Panel app.

``python benchmarks/classroom.py --students 30 [--processes 1] [--database URL] [--soak MINUTES] [--json FILE]``

The clients join all at once, follow the instructor through views of the body, and answer questions
within two seconds of each other. It exits with 1 where a limit is missed (``LIMITS``). ``--database
postgresql`` starts a PostgreSQL of its own. The peer is a Panel app that shows one line of text to
each student over a Bokeh websocket of their own: no body, no questions. Processor time is told
beside waiting time, because it does not depend on what else runs: of it follows what many classes at
once would take.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "samples"))

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

LIMITS = {"join_s": 60.0, "megabytes_a_student": 3.0}
"""Whatever the number of students."""
SMALL_MS, LARGE_MS = 200.0, 500.0
"""Of 95 in 100 followers and answers: up to 30 students, and more."""
VIEWS, QUESTIONS, SPREAD_S = 20, 5, 2.0
ROUND_S = VIEWS * 15 + 60
"""What a round of the soak takes in a class: a view every quarter of a minute, a question a minute."""
OWNER = "bench"
PEERS = 60
"""The peer is asked to serve no more: of 300 that come at once it drops sessions before they open."""


# The server's side: a process with the whole app, led by lines of JSON


def serve(port: int) -> None:
    """Serve the whole app, and do to a class what stands on standard input."""
    import threading

    from nmt_atlas import app
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.classroom.hub import Hub
    from nmt_atlas.pages.teaching.putting import Putting

    asyncio.set_event_loop(asyncio.new_event_loop())
    atlas = Atlas.open()
    atlas.prepare()
    store = app.open_store()
    hub = Hub(atlas, store, Putting(atlas))
    server = app.make_server(atlas, store, port=port, hub=hub)
    server.start()

    def heed() -> None:
        for line in sys.stdin:
            print(json.dumps(done(atlas, hub, json.loads(line))), flush=True)
        server.io_loop.add_callback(server.io_loop.stop)

    threading.Thread(target=heed, daemon=True).start()
    print(json.dumps({"ready": True}), flush=True)
    server.io_loop.start()
    hub.close()


def done(atlas: Any, hub: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Do one thing."""
    from nmt_atlas.domain.classroom.events import Asked, Closed, Revealed, Shown
    from nmt_atlas.domain.view_state import ViewState

    what = wanted["do"]
    if what == "memory":
        return {"kB": resident(os.getpid()), "cpu": time.process_time()}
    if what == "open":
        return {"code": hub.rooms.open(OWNER, "Load", "nicknames", hub.clock()).code}
    key = hub.rooms.find(wanted["code"])
    if what == "show":
        parts = [part.id for part in atlas.body("own").context.index.parts]
        event: Any = Shown(view=ViewState(selection=(parts[wanted["n"] * 7 % len(parts)],)))
    elif what == "ask":
        lesson = (
            atlas.library.lessons["region-calf"]
            if "region-calf" in atlas.library.lessons
            else next(
                atlas.library.lessons[one]
                for one in atlas.library.lessons
                if atlas.library.lessons[one].questions
            )
        )
        kinds = [s for s in lesson.steps if s.question is not None and s.question.takes == "part"]
        step = kinds[wanted["n"] % len(kinds)]
        event = Asked(question=step.question, view=step.view)
    else:
        rounds = [one.number for one in hub.rooms.since(key.id) if one.event.kind == "asked"]
        event = (Revealed if what == "reveal" else Closed)(round=rounds[-1])
    hub.lead(key, OWNER, event).result()
    return {"done": what}


def panel(port: int) -> None:
    """The peer: a plain Panel app whose text follows a number on standard input."""
    import threading

    import panel as pn

    panes: list[tuple[Any, Any]] = []

    def page() -> Any:
        pane = pn.pane.Markdown("0")
        panes.append((pane, pn.state.curdoc))
        return pn.Column(
            pane,
            pn.widgets.RadioButtonGroup(options=["A", "B", "C"]),
            pn.widgets.Button(name="Answer"),
        )

    server = pn.serve(page, port=port, show=False, start=False, websocket_origin="*")
    server.start()

    def heed() -> None:
        for line in sys.stdin:
            wanted = json.loads(line)
            if wanted["do"] == "show":
                for pane, document in list(panes):
                    document.add_next_tick_callback(
                        lambda pane=pane, n=wanted["n"]: pane.param.update(object=f"view {n}")
                    )
            print(json.dumps({"kB": resident(os.getpid()), "cpu": time.process_time()}), flush=True)
        server.io_loop.add_callback(server.io_loop.stop)

    threading.Thread(target=heed, daemon=True).start()
    print(json.dumps({"ready": True}), flush=True)
    server.io_loop.start()


def resident(process: int) -> int:
    """Kilobytes of memory that a process holds."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("VmRSS")))


class Process:
    """A server of the class, or of the peer."""

    def __init__(self, mode: str, port: int, environment: dict[str, str]) -> None:
        command = [sys.executable, __file__, mode, str(port)]
        self.port = port
        self.running = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        while "ready" not in (line := self.running.stdout.readline()):  # type: ignore[union-attr]
            if not line:
                raise SystemExit(f"the server on port {port} did not start")

    def do(self, **wanted: Any) -> dict[str, Any]:
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.write(json.dumps(wanted) + "\n")
        self.running.stdin.flush()
        while not (line := self.running.stdout.readline()).startswith("{"):
            assert line, "the server has ended"
        return dict(json.loads(line))

    async def ask(self, **wanted: Any) -> dict[str, Any]:
        return await asyncio.get_running_loop().run_in_executor(None, lambda: self.do(**wanted))

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.running.stdin.close()  # type: ignore[union-attr]
        try:
            self.running.wait(15)
        except subprocess.TimeoutExpired:
            self.running.kill()


# The students


def begun_with(sent: str | bytes) -> tuple[str, str]:
    """What is said, and how it begins: three hundred clients on this machine read no more of it."""
    text = (
        sent
        if isinstance(sent, str)
        else zlib.decompressobj().decompress(sent, 80).decode("utf-8", "ignore")
    )
    return text[8:].partition('"')[0], text[:120]


class Student:
    """One phone: a websocket, and when it was told what."""

    def __init__(self, port: int, code: str, number: int) -> None:
        self.url = f"ws://localhost:{port}/class/ws"
        self.code, self.number = code, number
        self.times: dict[str, list[float]] = {}
        self.news: dict[str, asyncio.Event] = {}
        self.round = self.asked = 0
        self.socket: Any = None

    async def join(self) -> None:
        self.socket = await websocket_connect(self.url, ping_interval=0)
        hello = {
            "say": "hello",
            "code": self.code,
            "key": f"student-{self.number:04}-{secrets.token_hex(8)}",
            "name": f"S{self.number}",
        }
        await self.socket.write_message(json.dumps(hello))
        self.reading = asyncio.ensure_future(self.read())
        await self.until("welcome", 1)
        await self.until("see", 1)

    async def read(self) -> None:
        while (sent := await self.socket.read_message()) is not None:
            now = time.perf_counter()
            kind, text = begun_with(sent)
            if kind == "asked":
                self.round = int(text.partition('"round":')[2].partition(",")[0].strip("}"))
                self.asked = max(self.asked, self.round)
            self.times.setdefault(kind, []).append(now)
            self.news.setdefault(kind, asyncio.Event()).set()

    async def until(self, kind: str, count: int, patience: float = 60) -> float:
        """When it was told something for the so-manieth time."""
        end = time.perf_counter() + patience
        while len(self.times.get(kind, [])) < count:
            event = self.news.setdefault(kind, asyncio.Event())
            event.clear()
            await asyncio.wait_for(event.wait(), max(0.01, end - time.perf_counter()))
        return self.times[kind][count - 1]

    async def until_asked(self, last: int, patience: float = 60) -> None:
        """Wait for a question after the last one; what ends that one may come late."""
        end = time.perf_counter() + patience
        while self.round <= last:
            event = self.news.setdefault("asked", asyncio.Event())
            event.clear()
            await asyncio.wait_for(event.wait(), max(0.01, end - time.perf_counter()))

    def seen(self, kind: str) -> int:
        return len(self.times.get(kind, []))

    async def answer(self, after: float) -> float:
        """Answer by a click on the body; milliseconds until the server says that it is kept."""
        await asyncio.sleep(after)
        before = self.seen("kept")
        parts = ("soleus-right", "gastrocnemius-lateral-right", "plantaris-right", "tibia-right")
        pick = {
            "n": 1,
            "part": parts[self.number % 4],
            "point": [-100.0 + self.number % 9, 20.0, 250.0],
        }
        n = sum(len(one) for one in self.times.values()) % 9000 + 1
        begun = time.perf_counter()
        await self.socket.write_message(
            json.dumps(
                {
                    "say": "tap",
                    "round": self.round,
                    "pick": pick,
                    "uid": secrets.token_hex(8),
                    "n": n,
                }
            )
        )
        return 1000 * (await self.until("kept", before + 1) - begun)


def high(values: list[float]) -> float:
    """The value that 95 in 100 stay below."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


async def a_class(processes: list[Process], students: int, soak: float) -> dict[str, Any]:
    """Join, follow and answer."""
    code = (await processes[0].ask(do="open"))["code"]
    lead = processes[0]
    warm = [Student(one.port, code, 9_000 + n) for n, one in enumerate(processes)]
    await asyncio.gather(*(one.join() for one in warm))
    base = sum([(await one.ask(do="memory"))["kB"] for one in processes])
    phones = [
        Student(one.port, code, n)
        for n, one in zip(range(students), itertools.cycle(processes), strict=False)
    ]
    spent = [await cpu(processes)]
    begun = time.perf_counter()
    await asyncio.gather(*(one.join() for one in phones))
    join_s = time.perf_counter() - begun
    spent.append(await cpu(processes))
    follow, kept = [], []
    for n in range(VIEWS):
        follow += await show(lead, code, phones, n)
    spent.append(await cpu(processes))
    for n in range(QUESTIONS):
        kept += await ask(lead, code, phones, n)
    spent.append(await cpu(processes))
    joining, following, answering = (b - a for a, b in itertools.pairwise(spent))
    after = sum([(await one.ask(do="memory"))["kB"] for one in processes])
    found = {
        "students": students,
        "processes": len(processes),
        "join_s": round(join_s, 2),
        "follow_ms_median": round(statistics.median(follow), 1),
        "follow_ms_95": round(high(follow), 1),
        "answer_ms_median": round(statistics.median(kept), 1),
        "answer_ms_95": round(high(kept), 1),
        "megabytes_a_student": round((after - base) / 1024 / students, 3),
        "cpu_ms_a_join": round(1000 * joining / students, 2),
        "cpu_ms_a_view_a_student": round(1000 * following / VIEWS / students, 3),
        "cpu_ms_a_view": round(1000 * following / VIEWS, 1),
        "cpu_ms_an_answer": round(1000 * answering / QUESTIONS / students, 2),
    }
    if soak:
        found |= await soaked(lead, processes, code, phones, soak)
    for one in [*phones, *warm]:
        one.socket.close()
    return found


async def cpu(processes: list[Process]) -> float:
    """Seconds of processor time that the servers have taken: whatever else the machine does."""
    return sum([(await one.ask(do="memory"))["cpu"] for one in processes])


async def show(lead: Process, code: str, phones: list[Student], n: int) -> list[float]:
    before = [one.seen("see") for one in phones]
    begun = time.perf_counter()
    doing = asyncio.ensure_future(lead.ask(do="show", code=code, n=n + 1))
    at = await asyncio.gather(
        *(one.until("see", count + 1) for one, count in zip(phones, before, strict=True))
    )
    await doing
    await asyncio.sleep(0.15)
    return [1000 * (one - begun) for one in at]


async def ask(lead: Process, code: str, phones: list[Student], n: int) -> list[float]:
    last = max(one.asked for one in phones)
    await lead.ask(do="ask", code=code, n=n)
    await asyncio.gather(*(one.until_asked(last) for one in phones))
    took = await asyncio.gather(*(one.answer(random.uniform(0, SPREAD_S)) for one in phones))
    await lead.ask(do="reveal", code=code)
    await lead.ask(do="close", code=code)
    await asyncio.sleep(0.3)
    return list(took)


async def soaked(
    lead: Process, processes: list[Process], code: str, phones: list[Student], minutes: float
) -> dict[str, Any]:
    """Go on for a while as fast as it goes: views and questions of hours in minutes."""
    sizes, rounds, end = [], 0, time.perf_counter() + 60 * minutes
    while time.perf_counter() < end:
        for n in range(VIEWS):
            await show(lead, code, phones, n)
        await ask(lead, code, phones, rounds)
        for one in phones:
            one.times = {kind: [] for kind in one.times}
        rounds += 1
        sizes.append(sum([(await one.ask(do="memory"))["kB"] for one in processes]) / 1024)
    half = len(sizes) // 2
    growth = statistics.mean(sizes[half:]) - statistics.mean(sizes[:half]) if half else 0.0
    return {
        "soak_minutes": minutes,
        "soak_rounds": rounds,
        "soak_views": rounds * VIEWS,
        "soak_hours_of_class": round(rounds * ROUND_S / 3600, 1),
        "soak_growth_mb": round(growth, 2),
    }


async def a_panel_class(process: Process, students: int) -> dict[str, Any]:
    """The same of a plain Panel app: join, and a text that follows."""
    base = (await process.ask(do="memory"))["kB"]
    cpu = (await process.ask(do="memory"))["cpu"]
    begun = time.perf_counter()
    phones = await asyncio.gather(*(panel_student(process.port) for _ in range(students)))
    join_s = time.perf_counter() - begun
    follow = []
    for n in range(VIEWS):
        start = time.perf_counter()
        doing = asyncio.ensure_future(process.ask(do="show", n=n + 1))
        at = await asyncio.gather(*(patched(one, f"view {n + 1}") for one in phones))
        await doing
        follow += [1000 * (one - start) for one in at]
    now = await process.ask(do="memory")
    for one in phones:
        one.close()
    return {
        "panel_students": students,
        "panel_join_s": round(join_s, 2),
        "panel_follow_ms_95": round(high(follow), 1),
        "panel_megabytes_a_student": round((now["kB"] - base) / 1024 / students, 3),
        "panel_cpu_s_a_student": round((now["cpu"] - cpu) / students, 3),
    }


async def panel_student(port: int) -> Any:
    """A Bokeh session as a browser opens it: the page, its token, the websocket, the document."""
    import re

    client = AsyncHTTPClient(force_instance=True, max_clients=500)
    page = await client.fetch(f"http://localhost:{port}/", request_timeout=300, connect_timeout=300)
    client.close()
    token = re.search(r'"token":"([^"]+)"', page.body.decode())
    assert token is not None
    asked = HTTPRequest(
        f"ws://localhost:{port}/ws",
        headers={"Origin": f"http://localhost:{port}"},
        connect_timeout=300,
        request_timeout=300,
    )
    socket = await websocket_connect(asked, subprotocols=["bokeh", token[1]])
    await read_bokeh(socket)
    header = {"msgid": secrets.token_hex(8), "msgtype": "PULL-DOC-REQ"}
    for piece in (header, {}, {}):
        await socket.write_message(json.dumps(piece))
    while "roots" not in await read_bokeh(socket):
        pass
    return socket


async def read_bokeh(socket: Any) -> str:
    """One message of Bokeh's protocol: header, metadata, content."""
    pieces = [await socket.read_message() for _ in range(3)]
    return str(pieces[2])


async def patched(socket: Any, text: str) -> float:
    while text not in await read_bokeh(socket):
        pass
    return time.perf_counter()


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """The class, and the peer after it."""
    from browser_samples import free_port

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        url = given.database or f"sqlite:///{folder}/class.sqlite3"
        if url == "postgresql":
            from store_samples import Postgres, binaries

            programs = binaries()
            if programs is None:
                raise SystemExit("PostgreSQL is not installed")
            postgres = Postgres(programs)
            stack.callback(postgres.remove)
            url = postgres.fresh()
        if given.processes > 1 and url.startswith("sqlite"):
            raise SystemExit("several processes need --database postgresql")
        environment = {"NMT_ATLAS_DATABASE": url}
        servers = [
            stack.enter_context(Process("--serve", free_port(), environment))
            for _ in range(given.processes)
        ]
        found = asyncio.run(a_class(servers, given.students, given.soak))
        found["database"] = url.partition(":")[0]
    if not given.alone:
        with Process("--panel", free_port(), {}) as peer:
            found |= asyncio.run(a_panel_class(peer, min(given.students, PEERS)))
    return found


def missed(found: dict[str, Any]) -> list[str]:
    """The limits that were missed, in words."""
    limit = SMALL_MS if found["students"] <= 30 else LARGE_MS
    wanted = {"follow_ms_95": limit, "answer_ms_95": limit, **LIMITS}
    told = [
        f"{name} is {found[name]}, not below {most}"
        for name, most in wanted.items()
        if found[name] > most
    ]
    if found.get("soak_growth_mb", 0) > 10:
        told.append(f"memory grew by {found['soak_growth_mb']} MB")
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--database", default="", help="an address, or `postgresql` for one of its own"
    )
    parser.add_argument("--soak", type=float, default=0.0, help="minutes to go on at full speed")
    parser.add_argument("--alone", action="store_true", help="without the peer")
    parser.add_argument("--json", type=Path)
    for mode in ("--serve", "--panel"):
        parser.add_argument(mode, type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve or given.panel:
        (serve if given.serve else panel)(given.serve or given.panel)
        return 0
    found = measure(given)
    for name, value in found.items():
        print(f"{name:28} {value}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    told = missed(found)
    for line in told:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
