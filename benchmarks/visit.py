"""What a visit costs the server: the atlas beside a plain Panel page and beside ``pn.pane.VTK``.

    python benchmarks/visit.py --json visit.json      # exits 1 where a limit is missed

Each contender gets a server process of its own on one core; visitors are real websockets without
browsers. *On the loop* is processor time of the one thread that serves everybody, so a busy
machine does not change it. Bytes are those of the websocket's messages before compression.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "samples"))

from tornado.httpclient import AsyncHTTPClient
from tornado.web import RequestHandler
from web_visitor import WebVisitor

from wire import free_port

ATLAS = "atlas"
LIMITS = {
    "page load, ms on the loop": 150.0,
    "click to paint, ms on the loop": 5.0,
    "search key, ms on the loop": 20.0,
    "kept after leaving, MB a visitor": 0.1,
    "100 idle visitors, MB each": 3.0,
    "30 clicking visitors on one core, p95 ms": 150.0,
}
"""What the atlas may cost at most."""
CLICKS = ("piriformis-right", "soleus-left", "gluteus-medius-right", "levator-scapulae-left")
PACE = 10.0
"""Seconds between two clicks of one visitor in a class."""
LONGEST = 900.0
"""Seconds after which a contender is given up."""


# --- the servers ------------------------------------------------------------------------------


class Meter(RequestHandler):
    """``/meter``: processor seconds of the loop's thread, resident memory, paint times."""

    paints: ClassVar[list[float]] = []

    def get(self) -> None:
        import gc

        if self.get_argument("collect", ""):
            gc.collect()
        self.write({"loop": time.thread_time(), "rss": resident(), "paints": self.paints})


def resident() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def time_paints() -> None:
    """Note the loop's time from a click's arrival until its paint is on the way."""
    from nmt_atlas.viewer.atlas_view import AtlasView

    began = AtlasView.__init__

    def init(view: Any, **params: Any) -> None:
        began(view, **params)
        at = [0.0]
        view.param.watch(lambda _: at.__setitem__(0, time.thread_time()), "picked")
        view.param.watch(
            lambda _: Meter.paints.append(1000 * (time.thread_time() - at[0])), "paint"
        )

    AtlasView.__init__ = init


def serve_atlas(port: int) -> Any:
    from nmt_atlas import app
    from nmt_atlas.atlas import Atlas

    time_paints()
    atlas = Atlas.open()
    atlas.prepare()
    return app.make_server(atlas, app.open_store(), port=port, address="127.0.0.1")


def serve_panel(port: int) -> Any:
    """A page with a few plain controls and a text that follows a click."""
    import panel as pn

    def page() -> Any:
        text = pn.pane.Markdown("Words")
        find = pn.widgets.TextInput(name="Find")
        press = pn.widgets.Button(name="Press")
        press.on_click(lambda _: setattr(text, "object", f"Pressed {press.clicks}"))
        find.param.watch(lambda event: setattr(text, "object", event.new), "value_input")
        switches = [pn.widgets.Checkbox(name=f"Layer {k}") for k in range(9)]
        return pn.Row(pn.Column(find, press, *switches), text)

    return pn.io.server.get_server({"/": page}, port=port, address="127.0.0.1", start=False)


def serve_vtk(port: int) -> Any:
    """The same meshes as the atlas shows at first."""
    import panel as pn

    from nmt_atlas.body.packs.sources import Body
    from nmt_atlas.library.paths import data_paths
    from viewer import vtk_app

    pack = data_paths().pack
    page = vtk_app(pack, "phone", Body(pack).skin().points)
    return pn.io.server.get_server(
        {"/": page},
        port=port,
        address="127.0.0.1",
        start=False,
        websocket_max_message_size=1 << 30,
    )


SERVERS = {ATLAS: serve_atlas, "panel": serve_panel, "vtk": serve_vtk}


def serve(contender: str, port: int) -> None:
    os.sched_setaffinity(0, {0})
    server = SERVERS[contender](port)
    server._tornado.add_handlers(r".*", [(r"/meter", Meter)])
    server.start()
    server.io_loop.start()


# --- measuring --------------------------------------------------------------------------------


class Site:
    """A contender's server and what it says of itself."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"

    async def meter(self, collect: bool = False) -> dict[str, Any]:
        client = AsyncHTTPClient(force_instance=True)
        url = f"{self.url}meter{'?collect=1' if collect else ''}"
        answer = await client.fetch(url, request_timeout=600)
        return dict(json.loads(answer.body))

    async def cost(self, work: Callable[[], Awaitable[Any]], quiet: float = 1.0) -> float:
        """Milliseconds on the loop that something takes until it is quiet again."""
        idle = await self.idle(quiet)
        before = await self.meter()
        await work()
        await asyncio.sleep(quiet)
        after = await self.meter()
        return max(1000 * (after["loop"] - before["loop"]) - idle, 0.0)

    async def idle(self, seconds: float) -> float:
        before = await self.meter()
        await asyncio.sleep(seconds)
        return 1000 * ((await self.meter())["loop"] - before["loop"])


def labelled(visitor: WebVisitor, *words: str) -> str:
    """The id of the first model whose label holds one of the words; '' where there is none."""
    for one in visitor.models.values():
        given = one.get("attributes", {})
        text = str(given.get("label") or given.get("title") or given.get("name") or "")
        if any(word in text for word in words):
            return str(one["id"])
    return ""


def pressed(n: int, ident: str, value: str) -> dict[str, Any]:
    """What a leaf tells as JavaScript would send it."""
    given = {"n": n, "id": ident, "value": value}
    return {"type": "map", "entries": [[key, value] for key, value in given.items()]}


def picked(n: int, part: str) -> dict[str, Any]:
    """A click on a part as JavaScript would send it."""
    given = {"n": n, "part": part, "marker": "", "skin_vertex": -1, "modifiers": [], "button": 0}
    return {"type": "map", "entries": [[key, value] for key, value in given.items()]}


def camera(step: int) -> dict[str, Any]:
    given = {
        "position": [100.0 + step, -2000.0, 900.0],
        "target": [0.0, 0.0, 900.0],
        "up": [0, 0, 1],
    }
    return {"type": "map", "entries": [[key, value] for key, value in given.items()]}


async def actions(contender: str, visitor: WebVisitor) -> dict[str, Callable[[int], Any]]:
    """What is done on a contender's page: name -> something to do for the n-th time."""
    if contender == ATLAS:
        view = visitor.find("AtlasView")["id"]
        window = visitor.find("Shell")["id"]

        def type_into(n: int) -> Any:
            return visitor.set(window, "pressed", pressed(n + 1, "search:ask", "gluteus"[: n + 1]))

        return {
            "click": lambda n: visitor.set(view, "picked", picked(n, CLICKS[n % len(CLICKS)])),
            "camera rest": lambda n: visitor.set(view, "camera_now", camera(n)),
            "search key": type_into,
        }
    press = labelled(visitor, "Press", "Paint")
    found = {"click": lambda _: visitor.event("button_click", model={"id": press})}
    search = labelled(visitor, "Find")
    if search:
        found["search key"] = lambda n: visitor.set(search, "value_input", "gluteus"[: n + 1])
    return found


async def one_visit(contender: str, site: Site) -> dict[str, float]:
    """Costs of a page load and of each action; medians of five."""
    await (warm := WebVisitor(site.url)).open()
    warm.close()
    loads, found = [], {}
    visitor = warm
    for _ in range(3):
        visitor.close()
        visitor = WebVisitor(site.url)
        loads.append(await site.cost(visitor.open))
    found["page load, ms on the loop"] = statistics.median(loads)
    found["page load, kB received"] = visitor.received / 1e3
    reading = asyncio.create_task(drain(visitor))
    for name, act in (await actions(contender, visitor)).items():
        await act(0)
        await asyncio.sleep(1.5)
        spent, before = [], (visitor.sent, visitor.received)
        for n in range(1, 6):
            spent.append(await site.cost(lambda n=n, act=act: act(n)))
        found[f"{name}, ms on the loop"] = statistics.median(spent)
        found[f"{name}, kB sent"] = (visitor.sent - before[0]) / 5e3
        found[f"{name}, kB received"] = (visitor.received - before[1]) / 5e3
    reading.cancel()
    visitor.close()
    paints = (await site.meter())["paints"]
    if paints:
        found["click to paint, ms on the loop"] = statistics.median(paints[2:] or paints)
    return found


async def drain(visitor: WebVisitor) -> None:
    """Take in what the server sends."""
    while True:
        await visitor.take()


async def memory(contender: str, site: Site, many: int) -> dict[str, float]:
    """Memory of visitors while they are there, and what stays when they left."""
    await asyncio.sleep(12)
    before = (await site.meter(collect=True))["rss"]
    visitors = [await WebVisitor(site.url).open() for _ in range(many)]
    during = (await site.meter(collect=True))["rss"]
    for visitor in visitors:
        visitor.close()
    await asyncio.sleep(40 if contender != ATLAS else 15)
    first = (await site.meter(collect=True))["rss"]
    visitors = [await WebVisitor(site.url).open() for _ in range(many)]
    for visitor in visitors:
        visitor.close()
    await asyncio.sleep(40 if contender != ATLAS else 15)
    after = (await site.meter(collect=True))["rss"]
    return {
        f"{many} idle visitors, MB each": (during - before) / many,
        "kept after leaving, MB a visitor": max(after - first, 0.0) / many,
    }


async def a_class(site: Site, many: int, seconds: float) -> dict[str, float]:
    """Visitors who click at a class's pace: time from a click until its answer."""
    visitors = [await WebVisitor(site.url).open() for _ in range(many)]
    waits: list[float] = []

    async def sit(visitor: WebVisitor, late: float) -> None:
        await asyncio.sleep(late)
        view = visitor.find("AtlasView")["id"]
        for n in range(1, int(seconds / PACE) + 1):
            began = time.perf_counter()
            await visitor.set(view, "picked", picked(n, CLICKS[n % len(CLICKS)]))
            await visitor.changed("scene")
            waits.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(max(PACE - (time.perf_counter() - began), 0))

    spread = [PACE * k / many for k in range(many)]
    await asyncio.gather(*map(sit, visitors, spread))
    for visitor in visitors:
        visitor.close()
    waits.sort()
    return {
        f"{many} clicking visitors on one core, p50 ms": waits[len(waits) // 2],
        f"{many} clicking visitors on one core, p95 ms": waits[int(0.95 * (len(waits) - 1))],
    }


async def measure(contender: str, port: int, quick: bool) -> dict[str, float]:
    site = Site(port)
    found = await one_visit(contender, site)
    many = {"vtk": 3, "panel": 20, ATLAS: 10 if quick else 100}[contender]
    found |= await memory(contender, site, many)
    if contender == ATLAS:
        found |= await a_class(site, 5 if quick else 30, 20 if quick else 60)
    return found


def run(contender: str, quick: bool) -> dict[str, float]:
    """All figures of one contender, whose server runs in a process of its own."""
    from viewer import wait_for_port

    port, folder = free_port(), tempfile.mkdtemp(prefix="nmt-benchmark-")
    more = {"NMT_ATLAS_DATABASE": f"sqlite:///{folder}/progress.sqlite3"}
    command = [sys.executable, __file__, "--serve", contender, "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, **more}, stderr=subprocess.DEVNULL)
    try:
        wait_for_port(port, server)
        time.sleep(2)
        return asyncio.run(asyncio.wait_for(measure(contender, port, quick), LONGEST))
    finally:
        server.terminate()
        server.wait(20)


def missed(found: dict[str, float]) -> list[str]:
    """Limits of the atlas that are not held, in words."""
    told = []
    for name, most in LIMITS.items():
        value = found.get(name)
        if value is None:
            told.append(f"{name}: not measured")
        elif value > most:
            told.append(f"{name}: {value:.2f}, at most {most:g}")
    return told


def table(results: dict[str, dict[str, float]]) -> str:
    names = list(dict.fromkeys(name for found in results.values() for name in found))
    rows = [f"{'':48}" + "".join(f"{one:>12}" for one in results) + f"{'at most':>12}"]
    for name in names:
        cells = [
            f"{found[name]:12.2f}" if name in found else f"{'–':>12}" for found in results.values()
        ]
        most = f"{LIMITS[name]:12g}" if name in LIMITS else ""
        rows.append(f"{name:48}" + "".join(cells) + most)
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer visitors; no limit is judged")
    parser.add_argument("--only", choices=SERVERS, action="append")
    parser.add_argument("--serve", choices=SERVERS, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve, asked.port)
        return 0
    results = {one: run(one, asked.quick) for one in asked.only or SERVERS}
    print(table(results))
    machine = {"cores": os.cpu_count(), "load": os.getloadavg()}
    print(f"machine: {machine['cores']} cores, load {machine['load'][0]:.1f} at the end")
    if asked.json:
        asked.json.write_text(json.dumps({"machine": machine, **results}, indent=1) + "\n")
    told = [] if asked.quick or ATLAS not in results else missed(results[ATLAS])
    print("\n".join(f"missed: {one}" for one in told))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
