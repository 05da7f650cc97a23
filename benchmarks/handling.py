"""What pointing, selecting, painting and cutting cost beside one frame, on the embedded body.

python benchmarks/handling.py
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from viewer import FLAGS, SIZE
from wire import free_port

LIMITS = {
    "hover, ms": 20.0,
    "select, ms": 40.0,
    "overlay, ms": 80.0,
    "next structure, ms": 400.0,
    "frame of a cut / of turning": 2.0,
}
"""Medians beyond one frame; the first of the keys asks the whole canvas once. The last: a section
that is dragged is drawn at no less than half the rate of turning."""

MEASURE = """async () => {
    const { viewer } = nmtAtlas;
    const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
    const timed = (work) => {
        const began = performance.now();
        work();
        return performance.now() - began;
    };
    const { width, height } = viewer.canvas3d;
    const hover = [];
    for (let n = 0; n < 60; n++) {
        const touch = { x: width * (0.4 + 0.2 * ((n * 0.618) % 1)), y: height * (0.1 + 0.013 * n) };
        hover.push(timed(() => viewer.hand.light(viewer.hand.at(touch, false).hit?.part ?? "", touch)));
    }
    const parts = [...viewer.infos.keys()];
    const select = [];
    for (let n = 0; n < 60; n++) {
        const part = parts[(n * 37) % parts.length];
        select.push(timed(() => viewer.show({ ...viewer.look, selected: [part], parts: { [part]: { glow: 1 } } })));
    }
    const step = timed(() => viewer.handling.step(1));
    await nmtAtlas.frame();
    const many = 4000;
    const overlay = [];
    for (let n = 0; n < 20; n++) {
        const vertices = Uint32Array.from({ length: many }, (_, k) => k * 3 + n);
        const bytes = new Uint8Array(vertices.buffer);
        const weights = new Uint8Array(many).fill(255);
        const painted = { kind: "essential", color: "#d01818", vertices: bytes, weights };
        overlay.push(timed(() => viewer.paint([painted])));
    }
    viewer.paint([]);
    const drawn = async (work) => {
        const times = [];
        for (let n = 0; n < 16; n++) {
            const began = performance.now();
            work(n);
            await viewer.drawing.drawn();
            times.push(performance.now() - began);
        }
        return median(times);
    };
    const { target, up } = viewer.rig.now();
    const turned = await drawn((n) => {
        const angle = n / 10;
        const position = [1800 * Math.sin(angle), -1800 * Math.cos(angle), target[2]];
        viewer.rig.go({ position, target, up }, true);
    });
    const cut = await drawn((n) => viewer.cutting.put([{ normal: [0, 0, 1], distance: 1100 + 4 * n }]));
    viewer.cutting.put([]);
    return {
        "hover, ms": median(hover),
        "select, ms": median(select),
        "overlay, ms": median(overlay),
        "next structure, ms": step,
        "frame of a cut / of turning": cut / turned,
        "turning, ms": turned,
        "light frame, ms": nmtAtlas.stats().frame_ms,
    };
}"""


def wait_for_server(port: int, seconds: float = 240.0) -> None:
    """Wait until something listens on a port of this machine."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"no server within {seconds:.0f} s")


def measured(url: str) -> dict[str, float]:
    """Milliseconds, as a browser counts them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=found, args=FLAGS)
        page: Any = browser.new_page(viewport=SIZE)
        page.goto(url)
        page.wait_for_function("() => window.nmtAtlas?.treesReady()", timeout=300_000)
        page.evaluate("() => nmtAtlas.frame()")
        result: dict[str, float] = page.evaluate(MEASURE)
        browser.close()
    return result


def main() -> int:
    """Measure, print, and fail where a limit is passed."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--no-browser"]
        command += ["--port", str(port)]
        about = os.environ | {"NMT_ATLAS_DATABASE": f"sqlite:///{Path(folder) / 'p.sqlite3'}"}
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, env=about, stdout=quiet, stderr=quiet)
        try:
            wait_for_server(port)
            found = measured(f"http://localhost:{port}/")
        finally:
            server.terminate()
            server.wait()
    for name, value in found.items():
        limit = f"   at most {LIMITS[name]:.0f}" if name in LIMITS else ""
        print(f"{name:30} {value:8.1f}{limit}")
    return int(any(found[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
