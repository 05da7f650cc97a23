"""The viewer in a real browser: pointing, painting, hiding, cutting, recovering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui
import pytest
from browser_samples import Log, Site, sample_pack, sample_scene, serving, wait_until
from viewer_samples import BEGUN, READY, Shown, shown_on

from nmt_atlas.domain.picks import Sectioned, StillClick
from nmt_atlas.viewer.atlas_view import AtlasView

pytestmark = pytest.mark.browser
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack") / "sample"
    sample_pack(folder)
    return folder


@pytest.fixture(scope="module")
def sample(pack: Path) -> Iterator[tuple[Site, list[AtlasView]]]:
    """A server of the sample, and the views that it has made."""
    views: list[AtlasView] = []

    def app() -> Any:
        views.append(AtlasView(scene=sample_scene(), **BEGUN))
        return views[-1]

    with serving(app, {"sample": pack}) as site:
        yield site, views


@pytest.fixture(scope="module")
def one_view(one_page: tuple[Any, Log], sample: tuple[Site, list[AtlasView]], pack: Path) -> Shown:
    """A view that the module's tests share."""
    return shown_on(one_page[0], *sample, pack)


@pytest.fixture
def shown(one_view: Shown, shared_page: Any) -> Iterator[Shown]:
    """The shared view as it was in the beginning."""
    yield one_view
    one_view.begin_again()


@pytest.fixture
def alone(page: Any, sample: tuple[Site, list[AtlasView]], pack: Path) -> Shown:
    """A view of its own, to be spoilt."""
    return shown_on(page, *sample, pack)


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
    tip = shown.page.get_by_role("tooltip")
    tip.wait_for()
    assert tip.inner_text() == "Outer ball (right)"


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


CUT = {"normal": [0, -1, 0], "distance": -20.0}
"""Takes away what lies before y = 20, through both balls on the right."""


def test_a_cut_takes_away_what_lies_beyond_its_plane(shown: Shown) -> None:
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 20, 900])
    aside = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-130, 20, 900])
    shown.change(scene=sample_scene(clips=[CUT]))
    assert shown.click(centre)["part"] == "inner-right"
    met = shown.click(aside)
    assert met["part"] == "outer-right", "each part has a face of its own"
    assert met["point"] == pytest.approx([-130, 20, 900], abs=2)
    assert met["normal"] == pytest.approx([0, -1, 0])
    shown.change(scene=sample_scene(clips=[{"normal": [0, 1, 0], "distance": 2.0}]))
    assert shown.click(centre)["part"] == "outer-right"  # what faces the eye stays


def test_the_faces_of_a_cut_have_their_tissues_colours(shown: Shown) -> None:
    shown.change(scene=sample_scene(clips=[{"normal": [0, -1, 0], "distance": 0.0}]))
    picture, box = shown.picture(), shown.page.get_by_role("application").bounding_box()

    def seen(place: list[float]) -> np.ndarray:
        at = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", place)
        x, y = int(at["x"] - box["x"]), int(at["y"] - box["y"])
        return picture[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3).mean(axis=0)

    muscle, bone, cortex = seen([-130, 0, 870]), seen([0, 0, 900]), seen([18.6, 0, 900])
    assert muscle[0] > muscle[1] + 40, "muscle is red"
    assert bone[0] > bone[2] + 20
    assert cortex.mean() > bone.mean() + 15, "a bone has a pale rim"


def test_a_cut_is_dragged_and_told_when_it_is_let_go(shown: Shown) -> None:
    shown.change(scene=sample_scene(clips=[CUT]), tool="section")
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-130, 20, 900])
    mouse = shown.page.mouse
    mouse.move(centre["x"], centre["y"])
    mouse.down()
    mouse.move(centre["x"], centre["y"] + 30, steps=3)
    mouse.up()
    wait_until(lambda: bool(shown.view.sectioned))
    told = Sectioned.read(shown.view.sectioned)
    assert told is not None
    assert (told.number, told.normal) == (0, (0, -1, 0))
    assert told.distance < -25, "down is deeper"
    mouse.move(centre["x"], centre["y"])
    shown.page.keyboard.down("Shift")
    mouse.down()
    mouse.move(centre["x"] + 60, centre["y"], steps=3)
    mouse.up()
    shown.page.keyboard.up("Shift")
    wait_until(lambda: shown.view.sectioned["n"] > told.n)
    assert abs(shown.view.sectioned["normal"][0]) > 0.2, "Shift tilts it"


def test_the_faces_of_a_cut_are_named_unless_nothing_may_be(shown: Shown) -> None:
    shown.change(scene=sample_scene(clips=[CUT]))
    label = shown.page.locator(".label", has_text="Outer ball (right)")
    label.wait_for()
    shown.change(silent=True)
    assert label.count() == 0


def test_a_part_that_is_moved_is_met_where_it_is_drawn(shown: Shown) -> None:
    parts = {"rod": {"moved": [0, 0, 90]}}
    shown.change(scene=sample_scene(parts=parts))
    there = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [0, 0, 990])
    before = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [0, 0, 900])
    assert shown.click(there)["part"] == "rod"
    assert shown.click(before)["part"] == ""


def test_turning_does_not_change_what_is_cut_away(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    cut = {"normal": [0, -1, 0], "distance": -2.0}
    behind = {"position": [0, 1300, 900], "target": [0, 0, 900]}
    shown.change(scene=sample_scene(clips=[cut]))
    shown.change(scene=sample_scene(clips=[cut], camera=behind))
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 60, 900])
    assert shown.click(centre)["part"] == "outer-right"


def test_what_is_no_plane_cuts_nothing(shown: Shown) -> None:
    centre = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", [-90, 5, 900])
    shown.change(scene=sample_scene(clips=[{"normal": [0, 0], "distance": 1}]))
    assert shown.click(centre)["part"] == "outer-right"


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
    assert views[-1].failure.count("WebGL") == 1, "said once"
    assert "WebGL" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("button").count() == 0, "nothing is offered that does nothing"
    assert page.get_by_role("application").count() == 0
    assert page.locator("img").count() == 0, "no picture yet, so no sign of a broken one"
    views[-1].param.update(still=PIXEL, still_text="The body from the front")
    page.get_by_role("img", name="The body from the front").click()
    wait_until(lambda: views[-1].still_clicked.get("n") == 1)
    assert StillClick.read(views[-1].still_clicked) is not None
    assert page.get_by_role("alert").count() == 0, "the picture's own line says why"


LOSE = """() => {
    window.lost = nmtAtlas.viewer.drawing.renderer.getContext().getExtension("WEBGL_lose_context");
    lost.loseContext();
}"""


def test_a_lost_context_comes_back(alone: Shown) -> None:
    before = alone.picture()
    alone.page.evaluate(LOSE)
    wait_until(lambda: alone.view.failure)
    alone.view.param.update(still=PIXEL, still_text="The body from the front")
    instead = alone.page.get_by_role("img", name="The body from the front")
    instead.wait_for()
    alone.page.evaluate("() => lost.restoreContext()")
    wait_until(lambda: not alone.view.failure)
    assert np.abs(alone.picture() - before).mean() < 2
    assert instead.count() == 0
    assert alone.page.get_by_role("alert").count() == 0


def test_a_short_loss_is_said_on_the_canvas_and_nowhere_else(alone: Shown) -> None:
    told: list[str] = []
    alone.view.param.watch(lambda event: told.append(event.new), "failure")
    for _ in range(2):
        alone.page.evaluate(LOSE)
        alone.page.get_by_role("alert").wait_for()
        alone.page.evaluate("() => lost.restoreContext()")
        alone.page.wait_for_function("() => nmtAtlas.viewer.stage.notice.hidden")
    alone.settle()
    assert told == []


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
        url = "pack/sample/index.json"
        views.append(AtlasView(index_url=url, scene=sample_scene(), tell_stats=True))
        return pmui.Page(title="Sample", main=[views[-1]])

    page.goto(serve(app, {"sample": pack}, prefix="/class").url)
    page.wait_for_function(READY, timeout=60_000)
    wait_until(lambda: views[-1].ready == "sample")
    assert re.search("SwiftShader|ANGLE", wait_until(lambda: views[-1].stats)["renderer"])


def camera(shown: Shown) -> list[float]:
    return list(shown.page.evaluate("() => nmtAtlas.camera().position"))


def test_a_view_that_is_asked_for_again_is_gone_to(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    canvas = shown.page.get_by_role("application")
    for press in ("ArrowRight", "ArrowLeft"):
        canvas.press(press)
        canvas.press(press)
        wait_until(lambda: abs(shown.view.camera_now.get("position", [0])[0]) > 50)
        shown.view.param.update(scene=sample_scene())
        wait_until(lambda: camera(shown) == [0, -1300, 900])
        wait_until(lambda: shown.view.camera_now["position"] == [0, -1300, 900])


def test_a_change_of_the_scene_leaves_a_turned_body_turned(shown: Shown) -> None:
    canvas = shown.page.get_by_role("application")
    canvas.press("ArrowRight")
    wait_until(lambda: abs(shown.view.camera_now.get("position", [0])[0]) > 50)
    turned = camera(shown)
    now = {key: shown.view.camera_now[key] for key in ("position", "target", "up")}
    shown.change(scene=sample_scene(selected=["rod"], camera=now))
    assert camera(shown) == turned


def test_where_a_drag_ended_is_known_before_the_next_click(shown: Shown) -> None:
    heard: list[str] = []
    for name in ("camera_now", "picked"):
        shown.view.param.watch(lambda event: heard.append(event.name), name)
    mouse = shown.page.mouse
    mouse.move(20, 280)
    mouse.down()
    mouse.move(120, 280, steps=4)
    mouse.up()
    mouse.click(20, 280)
    wait_until(lambda: "picked" in heard)
    assert heard[0] == "camera_now"


BLIND: list[dict[str, Any]] = [
    {"position": [0, 0, 900], "target": [0, 0, 900]},
    {"position": [0, -1300, 900], "target": [0, 0, 900], "up": [0, 0, 0]},
    {"position": [0, -1300, 900], "target": [0, 0, 900], "up": [0, 1, 0]},
    {"position": [float("nan"), -1300, 900], "target": [0, 0, 900]},
    {"position": [0, float("-inf"), 900], "target": [0, 0, 900]},
]


def test_a_camera_that_sees_nothing_is_passed_over(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    for blind in BLIND:
        shown.change(scene=sample_scene(camera=blind))
        assert camera(shown) == [0, -1300, 900], blind
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "rod")
    assert shown.click(spot)["part"] == "rod"


def test_a_name_goes_when_the_camera_moves(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "outer-right")
    tip = shown.page.get_by_role("tooltip")
    for key in ("ArrowRight", "Home"):
        shown.page.mouse.move(spot["x"], spot["y"])
        shown.page.mouse.move(spot["x"] + 1, spot["y"])
        tip.wait_for()
        shown.page.get_by_role("application").press(key)
        tip.wait_for(state="hidden")


def test_keys_say_which_side_is_seen(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    shown.view.texts = {"frontLeft": "Delante, lado izquierdo"}
    canvas = shown.page.get_by_role("application")
    for _ in range(5):
        canvas.press("ArrowRight")
    shown.page.get_by_text("Delante, lado izquierdo").wait_for(state="attached")
    canvas.press("Home")
    shown.page.get_by_text("Front", exact=True).wait_for(state="attached")


def test_a_question_betrays_no_name_and_leads_nowhere(shown: Shown) -> None:
    marker = {"id": "outer-1", "at": [-90, -60, 900], "radius": 6, "color": "#7b1fa2"}
    marker |= {"label": "Point one"}
    label = {"text": "Outer ball", "at": [90, 0, 900]}
    shown.change(silent=True, scene=sample_scene(markers=[marker], labels=[label]))
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "outer-left")
    shown.page.mouse.move(spot["x"], spot["y"])
    shown.page.wait_for_function("() => nmtAtlas.viewer.stage.canvas.classList.contains('over')")
    assert shown.page.get_by_role("tooltip").count() == 0
    shown.page.mouse.dblclick(spot["x"], spot["y"])
    shown.settle()
    assert camera(shown) == [0, -1300, 900]
    said = shown.page.evaluate("() => nmtAtlas.viewer.stage.root.getHTML()")
    assert "Outer" not in said
    assert "Point one" not in said
    assert "outer-1" not in said
    shown.page.get_by_role("button", name="Marked place 1").click()
    wait_until(lambda: shown.view.picked.get("marker") == "outer-1")
    shown.change(silent=False)
    assert shown.page.get_by_role("button", name="Point one").count() == 1


def test_a_double_click_comes_closer(shown: Shown) -> None:
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "outer-left")
    shown.page.mouse.dblclick(spot["x"], spot["y"])
    wait_until(lambda: shown.view.camera_now.get("target", [0])[0] > 50)


def test_a_tool_that_only_turns_tells_no_click(shown: Shown) -> None:
    spot = shown.page.evaluate("id => nmtAtlas.project(id)", "rod")
    told = shown.click(spot)["n"]
    shown.view.tool = "orbit"
    shown.page.wait_for_function("() => nmtAtlas.viewer.pointer.tool.id === 'orbit'")
    shown.page.mouse.click(spot["x"], spot["y"])
    shown.view.tool = "pick"
    shown.page.wait_for_function("() => nmtAtlas.viewer.pointer.tool.id === 'pick'")
    assert shown.click(spot)["n"] == told + 1


def test_wheel_and_trackpad_zoom_the_body_and_not_the_page(shown: Shown) -> None:
    shown.page.mouse.move(320, 280)
    shown.page.mouse.wheel(0, 100)
    wait_until(lambda: shown.view.camera_now)
    away = np.linalg.norm(np.subtract(camera(shown), shown.view.camera_now["target"]))
    assert 1.08 < away / 1300 < 1.14, "about a tenth a notch"
    kept = shown.page.evaluate("""() => ["canvas", ".tools button"].map((where) => {
        const pinch = new WheelEvent("wheel", {
            ctrlKey: true, deltaY: 5, bubbles: true, cancelable: true, composed: true });
        return !nmtAtlas.viewer.stage.root.querySelector(where).dispatchEvent(pinch);
    })""")
    assert kept == [True, True]


FINGERS = """() => {
    const { canvas } = nmtAtlas.viewer.stage;
    canvas.setPointerCapture = canvas.releasePointerCapture = () => {}; // no real fingers
    const finger = (kind, pointerId, clientX) => canvas.dispatchEvent(new PointerEvent(kind, {
        pointerId, clientX, clientY: 280, pointerType: "touch", bubbles: true, composed: true }));
    const spread = (left, right) => {
        finger("pointermove", 1, left);
        finger("pointermove", 2, right);
        return nmtAtlas.viewer.rig.distance;
    };
    finger("pointerdown", 1, 280);
    finger("pointerdown", 2, 360);
    const seen = [spread(278, 364), spread(270, 364), spread(230, 410)];
    finger("pointerup", 1, 230);
    finger("pointerup", 2, 410);
    return seen;
}"""


def test_two_fingers_that_drift_do_not_zoom(shown: Shown) -> None:
    drifting, begun, spread = shown.page.evaluate(FINGERS)
    assert drifting == pytest.approx(1300)
    assert begun == pytest.approx(1300), "zooming begins where the fingers are by then"
    assert spread < 0.8 * begun
    shown.settle()
    assert shown.view.picked == {}, "two fingers are no tap"


def test_what_the_card_holds_is_given_back(alone: Shown) -> None:
    alone.change(
        scene=sample_scene(selected=["rod"], clips=[{"normal": [0, 0, 1], "distance": 920}])
    )
    held = alone.page.evaluate("""async () => {
        const { viewer } = nmtAtlas;
        const before = viewer.drawing.held;
        viewer.dispose();
        return [before, viewer.drawing.held, viewer.drawing.gl.isContextLost()];
    }""")
    assert held[0]["geometries"] > 3
    assert held[1:] == [{"geometries": 0, "textures": 0, "programs": 0}, True]


def test_one_context_for_the_life_of_the_page(page: Any, serve: Any, pack: Path) -> None:
    page.add_init_script("""
        window.made = 0;
        const plain = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (...how) {
            window.made += how[0].startsWith("webgl");
            return plain.apply(this, how);
        };
    """)
    made: dict[str, Any] = {}

    def app() -> Any:
        view = AtlasView(index_url="pack/sample/index.json", scene=sample_scene())
        made.update(view=view, column=pn.Column(view, sizing_mode="stretch_both"))
        return made["column"]

    page.goto(serve(app, {"sample": pack}).url)
    page.wait_for_function(READY, timeout=60_000)
    before = page.evaluate("() => { window.gl = nmtAtlas.viewer.drawing.gl; return made; }")
    for _ in range(3):
        made["column"].objects = [pn.pane.Markdown("one moment")]
        page.get_by_text("one moment").wait_for()
        made["column"].objects = [made["view"]]
        page.wait_for_function("() => nmtAtlas.viewer.stage.canvas.isConnected")
    assert page.evaluate("() => [made, gl.isContextLost()]") == [before, False]
    made["column"].objects = [pn.pane.Markdown("gone for good")]
    page.wait_for_function("() => gl.isContextLost() && !window.nmtAtlas", timeout=30_000)


def test_a_context_that_dies_at_first_use_is_said(page: Any, serve: Any, pack: Path) -> None:
    views: list[AtlasView] = []
    page.add_init_script("""
        const draw = WebGL2RenderingContext.prototype.drawElements;
        WebGL2RenderingContext.prototype.drawElements = function (...what) {
            this.getExtension("WEBGL_lose_context")?.loseContext();
            return draw.apply(this, what);
        };
    """)

    def app() -> Any:
        views.append(AtlasView(index_url="pack/sample/index.json", scene=sample_scene()))
        return views[-1]

    page.goto(serve(app, {"sample": pack}).url)
    page.get_by_role("alert").wait_for(timeout=60_000)
    wait_until(lambda: views[-1].failure)
    assert "graphics card" in views[-1].failure
