"""The viewer in a real browser: pointing, painting, hiding, cutting, recovering."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui
import pytest
from browser_samples import sample_pack, sample_scene, wait_until
from PIL import Image

from nmt_atlas.body.packs.gltf import GlbFile
from nmt_atlas.viewer.atlas_view import AtlasView

pytestmark = pytest.mark.browser
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"


class Shown:
    """A served viewer, its page and its Python side."""

    def __init__(self, page: Any, views: list[AtlasView], folder: Path) -> None:
        self.page, self.views, self.folder = page, views, folder

    @property
    def view(self) -> AtlasView:
        return self.views[-1]

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
        return dict(self.view.picked)

    def skin_points(self) -> np.ndarray:
        file = next(self.folder.glob("skin*.glb"))
        return GlbFile(file.read_bytes()).mesh("skin").points


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack") / "sample"
    sample_pack(folder)
    return folder


@pytest.fixture
def shown(page: Any, serve: Any, pack: Path) -> Shown:
    views: list[AtlasView] = []

    def app() -> Any:
        names = {"outer-right": "Outer ball (right)"}
        view = AtlasView(index_url="pack/sample/index.json", scene=sample_scene(), names=names)
        views.append(view)
        return view

    page.goto(serve(app, {"sample": pack}).url)
    page.wait_for_function(READY, timeout=60_000)
    wait_until(lambda: views and views[-1].ready == "sample")
    return Shown(page, views, pack)


def test_a_click_on_a_part_reaches_python(shown: Shown) -> None:
    canvas = shown.page.get_by_role("application")
    assert "keys" in canvas.get_attribute("aria-label")
    for part in ("outer-right", "outer-left", "rod"):
        picked = shown.click(shown.page.evaluate("id => nmtAtlas.project(id)", part))
        assert picked["part"] == part
        assert (picked["marker"], picked["button"]) == ("", 0)


def test_equal_clicks_count_and_the_background_is_empty(shown: Shown) -> None:
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "rod")
    first = shown.click(spot)
    shown.page.wait_for_timeout(700)
    second = shown.click(spot)
    assert (second["n"], second["part"]) == (first["n"] + 1, "rod")
    empty = shown.click({"x": 5, "y": 300})
    assert (empty["part"], empty["point"], empty["skin_vertex"]) == ("", None, -1)


def test_the_point_and_the_skin_vertex_are_where_was_clicked(shown: Shown) -> None:
    shown.page.wait_for_function("() => nmtAtlas.treesReady()")
    picked = shown.click(shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, -60, 900]))
    assert picked["part"] == "outer-right"
    assert np.linalg.norm(np.subtract(picked["point"], [-90, -60, 900])) < 6
    vertex = shown.skin_points()[picked["skin_vertex"]]
    assert np.linalg.norm(vertex - picked["skin_point"]) < 15
    assert vertex[1] < -120  # the near side of the skin


def test_a_hidden_part_is_neither_drawn_nor_picked(shown: Shown) -> None:
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "outer-right")
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 5, 900])
    assert shown.click(spot)["part"] == "outer-right"
    before = shown.picture()
    shown.change(scene=sample_scene(parts={"outer-right": {"visible": False}}))
    assert np.abs(shown.picture() - before).max() > 60
    assert shown.click(centre)["part"] == "inner-right"
    assert shown.page.evaluate("id => nmtAtlas.project(id)", "outer-right") is None


def test_a_faded_part_is_passed_through(shown: Shown) -> None:
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 5, 900])
    assert shown.click(centre)["part"] == "outer-right"
    shown.change(scene=sample_scene(parts={"outer-right": {"opacity": 0.2}}))
    assert shown.click(centre)["part"] == "inner-right"


def test_paint_colours_the_skin(shown: Shown) -> None:
    points = shown.skin_points()
    near = np.linalg.norm(points - [0, -190, 900], axis=1)
    chosen = np.flatnonzero(near < 80).astype("<u4")
    before = shown.picture()
    overlay = {
        "kind": "essential",
        "color": "#d01818",
        "vertices": chosen.tobytes(),
        "weights": np.full(len(chosen), 255, dtype=np.uint8).tobytes(),
    }
    shown.change(paint=[overlay])
    painted = shown.picture()
    spot = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [0, -190, 900])
    red, green, blue = painted[int(spot["y"]), int(spot["x"])]
    assert red > 110
    assert red > 2 * max(green, blue)
    shown.change(paint=[])
    assert np.abs(shown.picture() - before).max() < 12
    assert shown.page.evaluate("() => nmtAtlas.stats().paint_ms") < 30


def test_a_marker_is_a_button_with_its_name(shown: Shown) -> None:
    marker = {"id": "outer-1", "at": [-90, -60, 900], "radius": 6, "color": "#7b1fa2"}
    marker |= {"label": "Point one"}
    shown.change(scene=sample_scene(markers=[marker]))
    shown.page.get_by_role("button", name="Point one").click()
    wait_until(lambda: shown.view.picked.get("marker") == "outer-1")
    assert shown.view.picked["part"] == ""


def test_hovering_names_the_part(shown: Shown) -> None:
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "outer-right")
    shown.page.mouse.move(spot["x"], spot["y"])
    wait_until(lambda: shown.view.hovered == "outer-right")
    assert shown.page.get_by_role("tooltip").inner_text() == "Outer ball (right)"


def test_keys_turn_and_home_frames(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    canvas = shown.page.get_by_role("application")
    canvas.focus()
    start = shown.page.evaluate("() => nmtAtlas.camera()")
    canvas.press("ArrowRight")
    canvas.press("ArrowUp")

    def turned() -> bool:
        away = np.subtract(
            shown.view.camera_now.get("position", start["position"]), start["position"]
        )
        return abs(away[0]) > 50 and abs(away[2]) > 50

    wait_until(turned)
    canvas.press("Home")
    wait_until(lambda: abs(shown.view.camera_now["position"][0]) < 1)


def test_the_scene_moves_the_camera(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    camera = {"position": [0, 1200, 900], "target": [0, 0, 900]}
    shown.change(scene=sample_scene(camera=camera))
    wait_until(lambda: shown.view.camera_now.get("position") == [0, 1200, 900])
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 60, 900])
    assert shown.click(centre)["part"] == "outer-right"


def test_a_cut_opens_what_faces_the_eye(shown: Shown) -> None:
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 5, 900])
    shown.change(scene=sample_scene(clip=["y", 2.0]))
    assert shown.click(centre)["part"] == "inner-right"


def test_the_dark_theme_is_dark(shown: Shown) -> None:
    light = shown.picture()[10, 10].mean()
    shown.change(scene=sample_scene(theme="dark"))
    assert shown.picture()[10, 10].mean() < 80 < light


def test_a_missing_pack_is_said_in_words(page: Any, serve: Any, pack: Path) -> None:
    views: list[AtlasView] = []

    def app() -> Any:
        views.append(AtlasView(index_url="pack/nobody/index.json", scene=sample_scene()))
        return views[-1]

    page.goto(serve(app, {"sample": pack}).url)
    wait_until(lambda: views and views[-1].failure)
    assert "404" in views[-1].failure
    assert "could not be loaded" in page.get_by_role("alert").inner_text()


def test_without_webgl_python_is_told(page: Any, serve: Any, pack: Path) -> None:
    views: list[AtlasView] = []
    page.add_init_script("""
        const plain = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return kind.startsWith("webgl") ? null : plain.call(this, kind, ...more);
        };
    """)

    def app() -> Any:
        views.append(AtlasView(index_url="pack/sample/index.json", scene=sample_scene()))
        return views[-1]

    page.goto(serve(app, {"sample": pack}).url)
    wait_until(lambda: views and views[-1].failure)
    assert "WebGL" in views[-1].failure


def test_a_lost_context_comes_back(shown: Shown) -> None:
    before = shown.picture()
    lose = "() => { window.lost = nmtAtlas.viewer.drawing.renderer.getContext()"
    shown.page.evaluate(lose + ".getExtension('WEBGL_lose_context'); lost.loseContext(); }")
    wait_until(lambda: shown.view.failure)
    shown.page.evaluate("() => lost.restoreContext()")
    wait_until(lambda: not shown.view.failure)
    assert np.abs(shown.picture() - before).mean() < 2


def test_a_view_that_moves_keeps_its_canvas(page: Any, serve: Any, pack: Path) -> None:
    made: dict[str, Any] = {}

    def app() -> Any:
        view = AtlasView(index_url="pack/sample/index.json", scene=sample_scene())
        made.update(view=view, column=pn.Column(view, sizing_mode="stretch_both"))
        return made["column"]

    page.goto(serve(app, {"sample": pack}).url)
    page.wait_for_function(READY, timeout=60_000)
    page.evaluate("() => { window.first = nmtAtlas.viewer.stage.canvas; }")
    made["column"].objects = [pn.pane.Markdown("one moment")]
    page.wait_for_function("() => !first.isConnected")
    made["column"].objects = [made["view"]]
    page.wait_for_function("() => first.isConnected && nmtAtlas.viewer.stage.canvas === first")


def test_it_works_under_a_prefix_in_a_material_page(page: Any, serve: Any, pack: Path) -> None:
    views: list[AtlasView] = []

    def app() -> Any:
        views.append(AtlasView(index_url="pack/sample/index.json", scene=sample_scene()))
        return pmui.Page(title="Sample", main=[views[-1]])

    page.goto(serve(app, {"sample": pack}, prefix="/class").url)
    page.wait_for_function(READY, timeout=60_000)
    wait_until(lambda: views[-1].ready == "sample")
    assert re.search("SwiftShader|ANGLE", wait_until(lambda: views[-1].stats)["renderer"])
