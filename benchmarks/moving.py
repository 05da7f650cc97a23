"""What moving costs in the browser: a frame in a pose beside one at rest, and from pose to picture.

    python benchmarks/moving.py [--json FILE] [--detail phone]

The app's own body in a headless Chromium with software graphics. Every frame is drawn and waited for
within the page, at rest and in a pose by turns, so that what else the machine does falls on both; what
is told is medians and their ratios. It ends with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from pathlib import Path
from typing import Any

from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.dual import Dual, duals_of
from nmt_atlas.domain.pose import SEGMENTS, Pose, transforms
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import data_paths
from viewer import FLAGS, SIZE, chromium, started

POSE = (
    "elbow-right:flexion=90,hip-left:flexion=70,knee-left:flexion=90,shoulder-right:abduction=120"
)
RATIO, WIRE_KB, BEYOND_MS = 1.2, 1200.0, 60.0
"""A frame in a pose costs at most so many times one at rest; weights, and a pose beyond a frame."""

FRAMES = """async ([pose, rounds]) => {
  const { viewer } = nmtAtlas;
  const { posing, drawing } = viewer;
  const gl = drawing.renderer.getContext();
  const draw = () => {
    const began = performance.now();
    drawing.draw(false);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - began;
  };
  posing.take(pose);
  while (!posing.duals) await new Promise((done) => setTimeout(done, 50));
  draw();
  const found = { rest: [], posed: [], taking: [] };
  for (let k = 0; k < rounds; k++) {
    posing.set(null);
    draw();
    found.rest.push(draw());
    const began = performance.now();
    posing.take(pose);
    const taken = performance.now() - began;
    const first = draw();
    const posed = draw();
    found.posed.push(posed);
    found.taking.push(taken + first - posed);
  }
  return found;
}"""


def frames(pose: dict[str, Dual], detail: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of frames at rest and in a pose, and of taking it beyond a frame."""
    from playwright.sync_api import sync_playwright

    server, wire = started("ours", data_paths().pack, detail)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            page = browser.new_context(viewport=SIZE).new_page()
            page.set_default_timeout(600_000)
            page.goto(f"http://127.0.0.1:{wire.port}/")
            page.wait_for_function("() => window.nmtAtlas?.viewer.loaded?.ready")
            found: dict[str, list[float]] = page.evaluate(FRAMES, [pose, rounds])
            browser.close()
    finally:
        server.terminate()
        server.wait(10)
    return found


def told(found: dict[str, list[float]]) -> dict[str, Any]:
    """The figures, each beside its limit."""
    rest, posed, taking = (statistics.median(found[key]) for key in ("rest", "posed", "taking"))
    weights = own_body(data_paths()).index.weights
    return {
        "a frame at rest, ms": (rest, None),
        "a frame in a pose, ms": (posed, None),
        "in a pose to at rest": (posed / rest, RATIO),
        "a pose beyond one frame, ms": (max(taking, 0.0), BEYOND_MS),
        "weights on the wire, kB": (weights.bytes / 1000 if weights else 0.0, WIRE_KB),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--detail", default="standard", choices=("phone", "standard"))
    parser.add_argument("--rounds", type=int, default=12)
    asked = parser.parse_args()
    pose, unknown = Pose.read(POSE)
    assert not unknown
    joints = load_library(data_paths()).library.of("joint")
    found = told(frames(duals_of(SEGMENTS, transforms(joints, pose)), asked.detail, asked.rounds))
    print(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores")
    for name, (value, limit) in found.items():
        beside = "" if limit is None else f"   ≤ {limit:g}" + ("" if value <= limit else "  MISSED")
        print(f"{name:32} {value:8.2f}{beside}")
    if asked.json:
        asked.json.write_text(json.dumps({name: value for name, (value, _) in found.items()}))
    return int(any(limit is not None and value > limit for value, limit in found.values()))


if __name__ == "__main__":
    sys.exit(main())
