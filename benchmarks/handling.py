"""What pointing and selecting cost beside one frame, on the embedded body.

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

LIMITS = {"hover, ms": 20.0, "select, ms": 40.0, "next structure, ms": 400.0}
"""Medians beyond one frame; the first of the keys asks the whole canvas once."""

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
    return { hover: median(hover), select: median(select), step, frame: nmtAtlas.stats().frame_ms };
}"""


def wait_for_server(port: int, seconds: float = 90.0) -> None:
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
        page.wait_for_function("() => window.nmtAtlas?.treesReady()", timeout=120_000)
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
    named = {"hover, ms": "hover", "select, ms": "select", "next structure, ms": "step"}
    for limit, key in named.items():
        print(f"{limit:24} {found[key]:8.1f}   at most {LIMITS[limit]:.0f}")
    print(f"{'light frame, ms':24} {found['frame']:8.1f}")
    return int(any(found[key] > LIMITS[limit] for limit, key in named.items()))


if __name__ == "__main__":
    sys.exit(main())
