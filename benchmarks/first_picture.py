"""How soon the body is seen and the controls answer: the app beside the barest page and two peers.

    python benchmarks/first_picture.py --json picture.json    # exits 1 where a limit is missed
    python benchmarks/first_picture.py --before HEAD~5        # beside another commit than 5ee9c52

`before` is the app of an earlier commit, checked out into a folder that is removed again. `bare` is a static page with the same bundle and pack: nothing can be sooner. `model-viewer` and
`online-3d-viewer` (from npm, fetched into a folder that is removed again) show the same meshes
from one glTF file. All are looked at from outside and alike, by the pixels in the middle of the
body in the frames that the browser puts on the screen: a screenshot would wait for the page's own
scripts, which run as soon as the body is seen.

`app over a line` is the app behind a relay of 20 Mbit/s and 40 ms: what a cache saves a later visit
is the way, and on one machine there is none.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
from PIL import Image

from viewer import FLAGS, chromium, drawn, wait_for_port
from wire import Wire, free_port

ROOT = Path(__file__).resolve().parents[1]
SIZE = {"width": 1400, "height": 850}
TRUNK = {"x": 610, "y": 265, "width": 120, "height": 220}
"""Where the trunk is on every one of the pages."""
GROUPS = ("muscles-superficial", "muscles-intermediate", "muscles-deep", "bones", "cartilage")
PACKAGES = {"model-viewer": "@google/model-viewer@4", "online-3d-viewer": "online-3d-viewer@0.16"}
BEFORE = "5ee9c52"
"""The commit whose controls took as long as the limit says twice of."""
LONGEST_MS = 120_000
LOOKED_MS = 8_000
LINE = {"rate": 20e6 / 8, "delay": 0.04}
"""A home's line: bytes a second to the browser, seconds to the server."""
LIMITS = {
    "first byte, s": 0.05,
    "first picture against the bare page": 1.25,
    "controls against before": 0.5,
    "later picture against first": 0.67,
    "later picture against first, over a line": 0.67,
    "later visit against first": 0.67,
    "later visit against first, over a line": 0.67,
}


# --- what is served ----------------------------------------------------------------------------


@contextmanager
def app_of(checkout: Path) -> Iterator[str]:
    """The whole app of a checkout, in a process of its own."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="nmt-benchmark-")
    more = {
        "PYTHONPATH": str(checkout / "src"),
        "NMT_ATLAS_DATABASE": f"sqlite:///{folder}/progress.sqlite3",
    }
    command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, **more}, cwd=checkout)
    try:
        wait_for_port(port, server)
        time.sleep(4)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def bare_page() -> Iterator[str]:
    """The bundle, the pack and a tag: no Bokeh, no Panel, no Python but for the files."""
    port = free_port()
    server = subprocess.Popen([sys.executable, __file__, "--bare", str(port)])
    try:
        wait_for_port(port, server)
        time.sleep(4)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def checked_out(commit: str) -> Iterator[Path | None]:
    """A folder with an earlier commit, built; None where this is no checkout that has it."""
    git = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory(prefix="nmt-before-") as scratch:
        folder = Path(scratch) / "before"
        made = subprocess.run(
            [*git, "add", "--detach", str(folder), commit], check=False, capture_output=True
        )
        if made.returncode:
            print(f"{commit} cannot be checked out: {made.stderr.decode().strip()[-200:]}")
            yield None
            return
        try:
            subprocess.run([sys.executable, "hatch_build.py"], cwd=folder, check=True)
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def serve_bare(port: int) -> None:
    import asyncio

    from tornado.web import Application, RequestHandler, StaticFileHandler

    from nmt_atlas import app
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.viewer.bundle import BUNDLE
    from nmt_atlas.viewer.serving import CachedGzip, SafeHeaders, compress_ahead, pack_routes

    atlas = Atlas.open()
    packs = {"own": atlas.directory("own")}
    head = app.first_look(atlas, "").head
    text = f"<!DOCTYPE html><meta charset=utf-8><title>bare</title>{head}<body></body>"

    class Page(RequestHandler):
        def get(self) -> None:
            self.write(text)

    async def run() -> None:
        compress_ahead(packs)
        routes: list[Any] = [(r"/", Page), *pack_routes(packs)]
        routes.append(
            (r"/components/.*/(atlas_view\.js)", StaticFileHandler, {"path": BUNDLE.parent})
        )
        Application(routes, transforms=[SafeHeaders, CachedGzip]).listen(port, "localhost")
        await asyncio.Event().wait()

    asyncio.run(run())


def as_one_file(target: Path) -> None:
    """The same meshes as one plain glTF file, one mesh a group, in metres and y up."""
    import numpy as np
    import trimesh

    from nmt_atlas.body.mesh import join
    from nmt_atlas.body.packs.sources import Body
    from nmt_atlas.library.paths import data_paths

    body = Body(data_paths().pack)
    scene = trimesh.Scene()
    for group in GROUPS:
        parts = [body.mesh(one.id, "standard") for one in body.index.parts if one.group == group]
        mesh = join(parts)
        points = np.column_stack([mesh.points[:, 0], mesh.points[:, 2], -mesh.points[:, 1]]) / 1000
        color = body.index.colors[group].lstrip("#")
        rgba = [int(color[k : k + 2], 16) for k in (0, 2, 4)] + [255]
        material = trimesh.visual.material.PBRMaterial(baseColorFactor=rgba)
        look = trimesh.visual.TextureVisuals(material=material)
        scene.add_geometry(trimesh.Trimesh(points, mesh.faces, visual=look, process=False))
    target.write_bytes(scene.export(file_type="glb"))


PAGES = {
    "model-viewer": """<script type=module
 src=node_modules/@google/model-viewer/dist/model-viewer.min.js></script>
<model-viewer src=body.glb camera-controls style="width:100vw;height:95vh"></model-viewer>""",
    "online-3d-viewer": """<script src=node_modules/online-3d-viewer/build/engine/o3dv.min.js></script>
<div id=v style="width:100vw;height:95vh"></div><script>onload = () => {
 const at = new OV.EmbeddedViewer(document.getElementById("v"), {});
 at.LoadModelFromUrlList(["body.glb"]); };</script>""",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def peer(name: str, folder: Path) -> Iterator[str]:
    """A static page with a peer."""
    (folder / f"{name}.html").write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body style='margin:0'>{PAGES[name]}"
    )
    server = ThreadingHTTPServer(("localhost", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/{name}.html"
    server.shutdown()


def fetch_peers(folder: Path) -> None:
    """Install the peers with npm."""
    sys.path.insert(0, str(ROOT))
    from hatch_build import node_programs

    node, npm = node_programs()
    command = [node, str(npm), "install", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*command, *PACKAGES.values()], cwd=folder, check=True, capture_output=True)


# --- measuring ---------------------------------------------------------------------------------


def first_byte(url: str) -> float:
    """Seconds until the page's first byte; median of five."""
    spent = []
    for _ in range(6):
        began = time.perf_counter()
        with urllib.request.urlopen(url) as answer:
            answer.read(1)
            spent.append(time.perf_counter() - began)
    return statistics.median(spent[1:])


class Screen:
    """The frames that a page puts on the screen."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._frames: list[tuple[float, str]] = []
        self._session = page.context.new_cdp_session(page)
        self._session.on("Page.screencastFrame", self._take)
        self._session.send("Page.startScreencast", {"format": "jpeg", "quality": 70})

    def _take(self, frame: dict[str, Any]) -> None:
        self._frames.append((frame["metadata"]["timestamp"], frame["data"]))
        self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def until_drawn(self) -> float:
        """When the body was first seen, as of ``time.time()``."""
        end = time.time() + LONGEST_MS / 1000
        while time.time() < end:
            for at, data in self._frames:
                if _holds_body(data):
                    self._session.send("Page.stopScreencast")
                    return at
            self._frames.clear()
            self._page.wait_for_timeout(20)
        raise TimeoutError("no picture")


def _holds_body(frame: str) -> bool:
    image = Image.open(io.BytesIO(base64.b64decode(frame))).convert("RGB")
    (x, y), (width, height) = (TRUNK["x"], TRUNK["y"]), (TRUNK["width"], TRUNK["height"])
    scale = image.width / SIZE["width"]
    box = [round(edge * scale) for edge in (x, y, x + width, y + height)]
    return drawn(np.asarray(image.crop(box)).astype(int))


def one_visit(context: Any, url: str, app: bool) -> dict[str, float]:
    """Seconds until the picture, and until the controls are there and one has answered."""
    page = context.new_page()
    page.set_default_timeout(LONGEST_MS)
    screen = Screen(page)
    began = time.time()
    found = {}
    page.goto(url, wait_until="commit")
    if app:
        library = page.get_by_role("button", name="Library", exact=True)
        library.wait_for()
        found["controls, s"] = time.time() - began
    found["picture, s"] = screen.until_drawn() - began
    if app:
        library.click()
        page.get_by_role("combobox", name="Kind").wait_for()
        found["an answer, s"] = time.time() - began
    page.wait_for_timeout(1500)
    page.close()
    return found


def look_around(context: Any, url: str) -> None:
    """A visit without haste or a click, as most are: the browser has time to keep what it may."""
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(LOOKED_MS)
    page.close()


def visits(browser: Any, url: str, app: bool, rounds: int) -> dict[str, float]:
    """Medians of first and later visits, each round with an empty cache."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        context = browser.new_context(viewport=SIZE)
        for visit in ("first", "later"):
            for what, seconds in one_visit(context, url, app).items():
                found.setdefault(f"{visit} visit: {what}", []).append(seconds)
            if visit == "first":
                look_around(context, url)
        context.close()
    return {name: statistics.median(values) for name, values in found.items()}


def measured(rounds: int, before: str, peers: bool) -> dict[str, dict[str, float]]:
    from playwright.sync_api import sync_playwright

    results: dict[str, dict[str, float]] = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        with bare_page() as url:
            results["bare"] = visits(browser, url, False, rounds)
        with app_of(ROOT) as url:
            results["app"] = {"first byte, s": first_byte(url)}
            results["app"] |= visits(browser, url, True, rounds)
            far = Wire(int(url.rpartition(":")[2].strip("/")), **LINE)
            slow = f"http://localhost:{far.port}/"
            time.sleep(2)  # it starts
            results["app over a line"] = visits(browser, slow, True, rounds)
        if before:
            with checked_out(before) as folder:
                if folder:
                    with app_of(folder) as url:
                        results["before"] = {"first byte, s": first_byte(url)}
                        results["before"] |= visits(browser, url, True, rounds)
        if peers:
            with tempfile.TemporaryDirectory(prefix="nmt-peers-") as scratch:
                folder = Path(scratch)
                fetch_peers(folder)
                as_one_file(folder / "body.glb")
                for name in PACKAGES:
                    with peer(name, folder) as url:
                        results[name] = visits(browser, url, False, rounds)
        browser.close()
    return results


def judged(results: dict[str, dict[str, float]]) -> dict[str, float]:
    """What the limits are put on."""
    app, bare, far = (results[name] for name in ("app", "bare", "app over a line"))
    picture, later = "first visit: picture, s", "later visit: controls, s"
    found = {
        "first byte, s": app["first byte, s"],
        "first picture against the bare page": app[picture] / bare[picture],
        "later picture against first": app["later visit: picture, s"] / app[picture],
        "later picture against first, over a line": far["later visit: picture, s"] / far[picture],
        "later visit against first": app[later] / app["first visit: controls, s"],
        "later visit against first, over a line": far[later] / far["first visit: controls, s"],
    }
    if "before" in results:
        controls = "first visit: controls, s"
        found["controls against before"] = app[controls] / results["before"][controls]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--before", default=BEFORE, help="a commit to compare with; '' for none")
    parser.add_argument("--no-peers", action="store_true", help="without what npm brings")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--bare", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        serve_bare(asked.bare)
        return 0
    results = measured(asked.rounds, asked.before, not asked.no_peers)
    for name, found in results.items():
        print(name, *(f"  {key}: {value:.2f}" for key, value in found.items()), sep="\n")
    found = judged(results)
    for name, value in found.items():
        word = "held" if value <= LIMITS[name] else "MISSED"
        print(f"{name:42}{value:8.3f}  at most {LIMITS[name]:g}: {word}")
    machine = {"cores": os.cpu_count(), "load": os.getloadavg()}
    print(f"machine: {machine['cores']} cores, load {machine['load'][0]:.1f} at the end")
    if asked.json:
        asked.json.write_text(json.dumps({"machine": machine, **results}, indent=1) + "\n")
    return int(any(value > LIMITS[name] for name, value in found.items()))


if __name__ == "__main__":
    sys.exit(main())
