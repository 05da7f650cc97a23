"""A viewer with the pack of a few balls, its page and its Python side."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from browser_samples import Site, sample_scene, wait_until
from PIL import Image

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.picks import Pick
from nmt_atlas.viewer.atlas_view import AtlasView

FRONT = [0, -1300, 900]
CAMERA = "() => nmtAtlas.camera().position"
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"


class Shown:
    """A served viewer, its page and its Python side."""

    def __init__(self, page: Any, view: AtlasView, folder: Path) -> None:
        self.page, self.view, self.folder = page, view, folder

    def settle(self) -> None:
        self.page.evaluate("() => nmtAtlas.frame()")

    def picture(self) -> np.ndarray:
        self.settle()
        shot = self.page.get_by_role("application").screenshot()
        return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)

    def change(self, **values: Any) -> None:
        frames = self.page.evaluate("() => nmtAtlas.stats().frames")
        self.view.param.update(**values)
        self.page.wait_for_function(f"() => nmtAtlas.stats().frames > {frames}")
        self.settle()

    def click(self, spot: dict[str, float], **more: Any) -> dict[str, Any]:
        before = self.view.picked.get("n", 0)
        self.page.mouse.click(spot["x"], spot["y"], **more)
        wait_until(lambda: self.view.picked.get("n", 0) > before)
        assert Pick.read(self.view.picked) is not None
        return dict(self.view.picked)

    def begin_again(self) -> None:
        """Take back what a test has changed."""
        self.page.emulate_media(reduced_motion="reduce")
        self.page.mouse.move(1, 1)
        self.view.param.update(scene=sample_scene(), aim=self.view.aim + 1, **BEGUN)
        wait_until(lambda: self.page.evaluate(CAMERA) == FRONT)
        self.page.wait_for_function("() => !nmtAtlas.viewer.following.telling")
        self.settle()
        wait_until(lambda: self.view.camera_now.get("position", FRONT) == FRONT)
        self.view.param.update(picked={}, camera_now={})
        self.page.emulate_media(reduced_motion="no-preference")

    def skin_points(self) -> np.ndarray:
        return Body(self.folder).mesh("skin").points


NAMES = {"outer-right": "Outer ball (right)"}
BEGUN: dict[str, Any] = {
    "sectioned": {},
    "index_url": "pack/sample/index.json",
    "names": NAMES,
    "paint": [],
    "tool": "pick",
    "silent": False,
    "texts": AtlasView().texts,
    "still": "",
    "still_text": "",
}


def shown_on(page: Any, site: Site, views: list[AtlasView], folder: Path) -> Shown:
    before = len(views)
    page.goto(site.url)
    page.wait_for_function(READY, timeout=60_000)
    wait_until(lambda: len(views) > before and views[-1].ready == "sample")
    page.wait_for_function("() => nmtAtlas.treesReady()", timeout=60_000)  # no draft is replaced
    return Shown(page, views[-1], folder)
