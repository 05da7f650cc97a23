"""The viewer beside ``pn.pane.VTK``: the same meshes, the same browser, the same run.

    python benchmarks/viewer.py                     # the embedded pack
    python benchmarks/viewer.py --pack DIR --detail phone --json result.json

Each contender gets a server process of its own and a headless Chromium with software graphics.
Times are taken from outside, by looking at the page's pixels, in the same way for both; bytes are
counted on the wire (HTTP and websocket as they are sent, compressed) by a relay before the server.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wire import Wire, free_port

SHOWN = ("muscles-superficial", "muscles-intermediate", "muscles-deep", "bones", "skin")
RED = "#d01818"
SIZE = {"width": 800, "height": 700}
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
TARGETS = {
    "first picture, s": 4.0,
    "server memory per further visitor, MB": 100.0,
    "click to painted overlay, s": 5.0,
}
"""How many times better than the peer."""
LIMITS = {
    "received by a first visit, MB": 8.0,
    "overlay beyond one frame, ms": 100.0,
    "received by a first visit, kB": 8000.0,
    "received by a later visit, kB": 100.0,
}
"""What ours may be at most."""


# --- the two servers -------------------------------------------------------------------------


def painted(points: np.ndarray) -> np.ndarray:
    """Numbers of the skin's vertices on the front of the trunk that are painted."""
    front = points[(np.abs(points[:, 0]) < 60) & (points[:, 2] > 1000) & (points[:, 2] < 1200)]
    centre = front[np.argmin(front[:, 1])]
    return np.flatnonzero(np.linalg.norm(points - centre, axis=1) < 90)


def camera(points: np.ndarray) -> dict[str, list[float]]:
    """From the front, the whole body in view."""
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return {"position": [middle[0], middle[1] - 4300, middle[2]], "target": middle.tolist()}


def our_app(pack: Path, detail: str, skin: np.ndarray) -> Callable[[], Any]:
    import panel as pn
    from panel.io.resources import BASE_TEMPLATE

    from nmt_atlas.viewer.atlas_view import AtlasView
    from nmt_atlas.viewer.head_start import HEAD, PAGE_TEMPLATE, Room, head_start

    groups: dict[str, Any] = {group: {} for group in SHOWN}
    groups["skin"] = {"opacity": 0.18}
    chosen = painted(skin).astype("<u4")
    weights = np.full(len(chosen), 255, dtype=np.uint8)
    overlay = {"kind": "essential", "color": RED}
    overlay |= {"vertices": chosen.tobytes(), "weights": weights.tobytes()}

    def app() -> Any:
        scene = {"groups": groups, "camera": camera(skin)}
        view = AtlasView(index_url="pack/body/index.json", scene=scene, detail=detail)
        head = head_start(view.index_url, scene, detail, Room("42px 0 0 0"))
        pn.state.curdoc.template = BASE_TEMPLATE.environment.from_string(PAGE_TEMPLATE)
        pn.state.curdoc.template_variables[HEAD] = head
        button = pn.widgets.Button(name="Paint")
        button.on_click(lambda _: view.param.update(paint=[overlay]))
        return pn.Column(button, view, sizing_mode="stretch_both")

    return app


def vtk_app(pack: Path, detail: str, skin: np.ndarray) -> Callable[[], Any]:
    import panel as pn
    import pyvista as pv
    import vtk

    from nmt_atlas.body.packs.sources import Body

    pn.extension("vtk")
    body = Body(pack)
    shown = [part for part in body.index.parts if part.group in SHOWN]
    meshes = {part.id: body.mesh(part.id, detail) for part in shown}

    def actor(part: Any) -> Any:
        mesh = meshes[part.id]
        data = pv.PolyData.from_regular_faces(mesh.points.astype(np.float32), mesh.faces)
        data.point_data.SetNormals(pv.convert_array(mesh.normals().astype(np.float32)))
        mapper = vtk.vtkPolyDataMapper()
        mapper.SetInputData(data)
        made = vtk.vtkActor()
        made.SetMapper(mapper)
        color = body.index.colors[part.group].lstrip("#")
        made.GetProperty().SetColor(*(int(color[k : k + 2], 16) / 255 for k in (0, 2, 4)))
        if part.group == "skin":
            made.GetProperty().SetOpacity(0.18)
        return made

    def app() -> Any:
        renderer = vtk.vtkRenderer()
        renderer.SetBackground(0.95, 0.94, 0.91)
        skins = []
        for part in shown:
            made = actor(part)
            renderer.AddActor(made)
            skins += [made] if part.group == "skin" else []
        place = camera(skin)
        eye = renderer.GetActiveCamera()
        eye.SetPosition(*place["position"])
        eye.SetFocalPoint(*place["target"])
        eye.SetViewUp(0, 0, 1)
        eye.SetViewAngle(26)
        window = vtk.vtkRenderWindow()
        window.SetOffScreenRendering(1)
        window.AddRenderer(renderer)
        pane = pn.pane.VTK(window, sizing_mode="stretch_both")
        button = pn.widgets.Button(name="Paint")

        def paint(_: Any) -> None:
            mapper = skins[0].GetMapper()
            colors = np.tile(np.array([216, 169, 141], dtype=np.uint8), (len(skin), 1))
            colors[painted(skin)] = (208, 24, 24)
            array = pv.convert_array(colors, name="paint")
            mapper.GetInput().GetPointData().SetScalars(array)
            skins[0].GetProperty().SetOpacity(0.9)
            pane.param.trigger("object")

        button.on_click(paint)
        return pn.Column(button, pane, sizing_mode="stretch_both")

    return app


def serve(contender: str, pack: Path, detail: str, port: int) -> None:
    """Run one contender's server until it is ended."""
    import panel as pn

    from nmt_atlas.body.packs.sources import Body
    from nmt_atlas.viewer.serving import compress_ahead, pack_routes, server_options

    skin = Body(pack).skin().points
    make = our_app if contender == "ours" else vtk_app
    more: dict[str, Any] = {"websocket_max_message_size": 1 << 30}
    if contender == "ours":
        compress_ahead({"body": pack})
        more |= {"extra_patterns": pack_routes({"body": pack}), **server_options()}
    pn.serve(make(pack, detail, skin), port=port, address="127.0.0.1", show=False, **more)


# --- measuring -------------------------------------------------------------------------------


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status names no VmRSS")


def pixels(page: Any) -> np.ndarray:
    """The middle of the page, where the trunk is."""
    from PIL import Image

    clip = {"x": SIZE["width"] / 2 - 60, "y": SIZE["height"] / 2 - 160, "width": 120, "height": 220}
    shot = page.screenshot(clip=clip, timeout=900_000)
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


def wait_for(page: Any, seen: Callable[[np.ndarray], bool], seconds: float = 900.0) -> float:
    """Seconds until the page's pixels look so."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        if seen(pixels(page)):
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(f"nothing was seen in {seconds:.0f} s")


def drawn(picture: np.ndarray) -> bool:
    """True where a body stands before the background."""
    return float(picture.std(axis=(0, 1)).max()) > 14


def reddened(before: np.ndarray) -> Callable[[np.ndarray], bool]:
    """Seen where many pixels turned clearly redder."""

    def seen(now: np.ndarray) -> bool:
        moved = np.abs(now - before).sum(axis=2) > 60
        red = (now[..., 0] > 110) & (now[..., 0] > 1.8 * now[..., 1])
        return int((moved & red).sum()) > 400

    return seen


def frame_ms(page: Any) -> float:
    """Milliseconds a picture while the body is turned with the mouse."""
    x, y = SIZE["width"] / 2, SIZE["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    twice = "() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))"
    page.evaluate(twice)
    began = time.perf_counter()
    for step in range(8):
        page.mouse.move(x + 6 * (step + 1), y)
        page.evaluate(twice)
    spent = (time.perf_counter() - began) / 8
    page.mouse.up()
    return spent * 1000


def frame_seconds(page: Any) -> float:
    """Seconds from a turn of the body with the mouse until it is seen: one frame, median of 5."""
    x, y = SIZE["width"] / 2, SIZE["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    spent = []
    for step in range(5):
        page.wait_for_timeout(2500)
        before = pixels(page)
        began = time.perf_counter()
        page.mouse.move(x + 40 * (step + 1), y)
        wait_for(page, lambda now, old=before: float(np.abs(now - old).mean()) > 4)
        spent.append(time.perf_counter() - began)
    page.mouse.up()
    return sorted(spent)[2]


def overlay_seconds(page: Any) -> float:
    """Seconds from the click on the button until the overlay is seen."""
    box = page.get_by_role("button", name="Paint").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(3000)
    before = pixels(page)
    began = time.perf_counter()
    page.mouse.down()
    page.mouse.up()
    wait_for(page, reddened(before))
    return time.perf_counter() - began


def started(contender: str, pack: Path, detail: str) -> tuple[subprocess.Popen[bytes], Wire]:
    """A server of its own for one contender, behind a relay that counts."""
    port = free_port()
    wire = Wire(port)
    if contender == "app":
        command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--no-browser"]
    else:
        command = [sys.executable, __file__, "--pack", str(pack), "--detail", detail]
        command += ["--serve", contender]
    folder = tempfile.mkdtemp(prefix="nmt-benchmark-")
    more = {
        "BOKEH_ALLOW_WS_ORIGIN": f"127.0.0.1:{wire.port}",
        "NMT_ATLAS_DATABASE": f"sqlite:///{folder}/progress.sqlite3",
    }
    server = subprocess.Popen([*command, "--port", str(port)], env={**os.environ, **more})
    wait_for_port(port, server)
    time.sleep(3)  # a class does not come in the second in which its server starts
    return server, wire


def measure(contender: str, pack: Path, detail: str, visitors: int) -> dict[str, float]:
    """All figures of one contender."""
    from playwright.sync_api import sync_playwright

    server, wire = started(contender, pack, detail)
    url = f"http://127.0.0.1:{wire.port}/"
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            page = browser.new_context(viewport=SIZE).new_page()
            page.set_default_timeout(900_000)
            began = time.perf_counter()
            page.goto(url)
            wait_for(page, drawn)
            first = time.perf_counter() - began
            page.wait_for_timeout(4000)
            received = wire.received
            turning = frame_ms(page)
            frame = frame_seconds(page) if contender == "ours" else 0.0
            page.goto(url)
            wait_for(page, drawn)
            overlay = overlay_seconds(page)
            start = resident(server.pid)
            for _ in range(visitors):
                other = browser.new_context(viewport=SIZE).new_page()
                other.set_default_timeout(900_000)
                other.goto(url)
                wait_for(other, drawn)
                other.wait_for_timeout(1000)
            grown = (resident(server.pid) - start) / visitors
            browser.close()
    finally:
        server.terminate()
        server.wait(10)
    found = {
        "first picture, s": first,
        "received by a first visit, MB": received / 1e6,
        "server memory per further visitor, MB": max(grown, 0.05),  # less cannot be told apart
        "a picture while turning, ms": turning,
        "click to painted overlay, s": overlay,
    }
    if frame:  # the peer goes on drawing while it is turned, so that no single frame can be seen
        found["one frame (a turn until it is seen), s"] = frame
        found["overlay beyond one frame, ms"] = max(1000 * (overlay - frame), 0.0)
    return found


def measure_app() -> dict[str, float]:
    """The whole app as it is served: its first picture, and what visits cost on the wire."""
    from playwright.sync_api import sync_playwright

    server, wire = started("app", Path(), "auto")
    url = f"http://127.0.0.1:{wire.port}/"
    ready = "() => window.nmtAtlas && window.nmtAtlas.stats().first_picture_ms > 0"
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            context = browser.new_context(viewport={"width": 1400, "height": 850})
            found: dict[str, float] = {}
            for visit in ("first", "later"):
                page = context.new_page()
                page.set_default_timeout(900_000)
                before, began = wire.received, time.perf_counter()
                page.goto(url)
                page.wait_for_function(ready)
                found[f"first picture of a {visit} visit, s"] = time.perf_counter() - began
                page.wait_for_function("() => window.nmtAtlas.treesReady()")
                page.wait_for_timeout(1000)
                found[f"received by a {visit} visit, kB"] = (wire.received - before) / 1e3
                page.close()
            browser.close()
    finally:
        server.terminate()
        server.wait(10)
    return found


def wait_for_port(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the server did not answer within two minutes")


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("NMT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise SystemExit("No Chromium found: install one, or name it in NMT_CHROMIUM.")
    return found


def table(results: dict[str, dict[str, float]]) -> str:
    """The figures side by side with ratios, targets and limits."""
    rows = [f"{'':42}{'pn.pane.VTK':>14}{'AtlasView':>14}{'ratio':>10}{'expected':>12}"]
    for key, ours in results["ours"].items():
        peer = results["vtk"].get(key)
        expected = f">= {TARGETS[key]:.0f}x" if key in TARGETS else ""
        expected = f"<= {LIMITS[key]:.0f}" if key in LIMITS else expected
        beside = (
            f"{peer:14.2f}{ours:14.2f}{peer / ours:9.1f}x"
            if peer
            else f"{'':14}{ours:14.2f}{'':10}"
        )
        rows.append(f"{key:42}{beside}{expected:>12}")
    rows.append("\nthe app as it is served")
    for key, value in results["app"].items():
        expected = f"<= {LIMITS[key]:.0f}" if key in LIMITS else ""
        rows.append(f"{key:42}{'':14}{value:14.2f}{'':10}{expected:>12}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--pack", type=Path, default=root / "meshes" / "pack")
    parser.add_argument("--detail", choices=["phone", "standard"], default="standard")
    parser.add_argument("--visitors", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--serve", choices=["ours", "vtk"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve, asked.pack, asked.detail, asked.port)
        return
    results = {"app": measure_app()}
    for contender in ("ours", "vtk"):
        load = os.getloadavg()[0]
        results[contender] = measure(contender, asked.pack, asked.detail, asked.visitors)
        print(f"{contender}: measured (load average before: {load:.1f})", flush=True)
    print(table(results))
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
