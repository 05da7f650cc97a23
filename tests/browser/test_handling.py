"""The hand on the canvas in a real browser: mouse, fingers, trackpad, keys, names, the cube."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import Log, Site, sample_pack, sample_scene, serving, wait_until
from viewer_samples import BEGUN, Shown, shown_on

from nmt_atlas.domain.picks import Enclosed, MenuChosen, Pick
from nmt_atlas.viewer.atlas_view import AtlasView

pytestmark = pytest.mark.browser
MENU = [
    {"id": "hide", "label": "Hide", "off": ""},
    {"id": "fade", "label": "Fade", "off": "Not now."},
    {"id": "isolate", "label": "Isolate", "off": ""},
]
REGIONS = [{"id": "region-knee", "label": "Knee"}]
OFFERED: dict[str, Any] = {"menu": MENU, "regions": REGIONS, "scale": 1.0}
SAID = "() => nmtAtlas.viewer.stage.spoken.textContent"
DISTANCE = "() => nmtAtlas.viewer.rig.distance"
POSITION = "() => nmtAtlas.camera().position"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack") / "sample"
    sample_pack(folder)
    return folder


@pytest.fixture(scope="module")
def sample(pack: Path) -> Iterator[tuple[Site, list[AtlasView]]]:
    views: list[AtlasView] = []

    def app() -> Any:
        views.append(AtlasView(scene=sample_scene(), **BEGUN, **OFFERED))
        return views[-1]

    with serving(app, {"sample": pack}) as site:
        yield site, views


@pytest.fixture(scope="module")
def one_view(one_page: tuple[Any, Log], sample: tuple[Site, list[AtlasView]], pack: Path) -> Shown:
    made = shown_on(one_page[0], *sample, pack)
    made.page.wait_for_function("() => nmtAtlas.treesReady()")
    return made


@pytest.fixture
def shown(one_view: Shown, shared_page: Any) -> Iterator[Shown]:
    """The view as it was in the beginning; whatever a test does, nothing scrolls the page."""
    one_view.page.emulate_media(reduced_motion="reduce")
    yield one_view
    assert one_view.page.evaluate("() => [scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]
    one_view.page.keyboard.press("Escape")
    one_view.begin_again()
    one_view.view.param.update(enclosed={}, menu_chosen={}, **OFFERED)


def spot_of(shown: Shown, part: str) -> dict[str, float]:
    return dict(shown.page.evaluate("id => nmtAtlas.project(id)", part))


def chosen(shown: Shown) -> MenuChosen:
    return wait_until(lambda: MenuChosen.read(shown.view.menu_chosen))


class Fingers:
    """Fingers on the screen, as the browser gets them from one."""

    def __init__(self, page: Any) -> None:
        self.client = page.context.new_cdp_session(page)

    def at(self, kind: str, *places: tuple[float, float], when: float | None = None) -> None:
        """Put fingers down, move or lift them; ``when`` is a time of the clock, s."""
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        asked: dict[str, Any] = {"type": kind, "touchPoints": points}
        if when is not None:
            asked["timestamp"] = when
        self.client.send("Input.dispatchTouchEvent", asked)

    def drag(self, *ways: tuple[tuple[float, float], tuple[float, float]], steps: int = 8) -> None:
        self.at("touchStart", *(begin for begin, _ in ways))
        for step in range(1, steps + 1):
            share = step / steps
            now = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in ways]
            self.at("touchMove", *now)
        self.at("touchEnd")

    def taps(self, x: float, y: float, count: int = 1) -> None:
        """Quick taps, however slow the machine is that plays them."""
        now = time.time()
        for k in range(count):
            self.at("touchStart", (x, y), when=now + 0.15 * k)
            self.at("touchEnd", when=now + 0.15 * k + 0.05)


def test_the_cube_has_six_faces_and_each_goes_there(shown: Shown) -> None:
    cube = shown.page.get_by_role("group", name="Look from a side")
    names = ["Front", "Back", "Right side", "Left side", "From above", "From below"]
    for number, name in enumerate(names):
        assert cube.get_by_role("button", name=name, exact=True).count() == 1, number
    back = cube.get_by_role("button", name="Back", exact=True)
    back.focus()
    back.press("Enter")
    assert chosen(shown).id == "view-posterior"
    wait_until(lambda: shown.page.evaluate(POSITION)[1] > 1200)
    assert shown.page.evaluate(DISTANCE) == pytest.approx(1300, rel=0.01)
    shown.settle()
    letters = "() => nmtAtlas.viewer.handling.cube.letters.map((one) => one.textContent)"
    assert shown.page.evaluate(letters) == ["L", "R"]
    cube.get_by_role("button", name="Back", exact=True).click()
    wait_until(lambda: shown.view.menu_chosen["n"] == 2)


def test_a_region_is_chosen_beside_the_cube(shown: Shown) -> None:
    shown.page.get_by_role("button", name="Regions").click()
    shown.page.get_by_role("menuitem", name="Knee").click()
    assert chosen(shown).id == "region-knee"


def test_a_right_click_opens_a_menu_that_keys_operate(shown: Shown) -> None:
    spot = spot_of(shown, "outer-right")
    shown.page.mouse.click(spot["x"], spot["y"], button="right")
    menu = shown.page.get_by_role("menu", name="Outer ball (right)")
    menu.wait_for()
    active = "() => nmtAtlas.viewer.stage.root.getRootNode().activeElement.textContent"
    assert shown.page.evaluate(active) == "Hide"
    shown.page.keyboard.press("ArrowDown")
    assert shown.page.evaluate(active) == "FadeNot now."
    shown.page.keyboard.press("Enter")
    assert menu.is_visible(), "what is off does nothing"
    shown.page.keyboard.press("End")
    shown.page.keyboard.press("Enter")
    told = chosen(shown)
    assert (told.id, told.part) == ("isolate", "outer-right")
    assert shown.view.picked == {}, "a right click selects nothing by itself"
    shown.page.mouse.click(spot["x"], spot["y"], button="right")
    shown.page.keyboard.press("Escape")
    assert menu.count() == 0
    tag = "() => nmtAtlas.viewer.stage.root.getRootNode().activeElement.tagName"
    assert shown.page.evaluate(tag) == "CANVAS", "the focus goes back to the body"


def test_a_finger_held_still_opens_the_menu_and_turns_nothing(shown: Shown) -> None:
    spot = spot_of(shown, "outer-left")
    fingers = Fingers(shown.page)
    before = shown.page.evaluate(POSITION)
    fingers.at("touchStart", (spot["x"], spot["y"]))
    shown.page.get_by_role("menuitem", name="Hide").wait_for()
    fingers.at("touchMove", (spot["x"] + 60, spot["y"] + 60))
    fingers.at("touchEnd")
    assert shown.page.evaluate(POSITION) == before
    shown.page.get_by_role("menuitem", name="Hide").click()
    assert chosen(shown).part == "outer-left"


def test_fingers_turn_move_and_zoom_and_a_downward_drag_stays_on_the_page(shown: Shown) -> None:
    fingers = Fingers(shown.page)
    shown.page.evaluate("() => { window.same = true; }")
    fingers.drag(((320, 120), (320, 480)))
    turned = shown.page.evaluate(POSITION)
    assert turned[2] > 1100, "one finger turns"
    assert shown.page.evaluate("() => window.same"), "and never loads the page anew"
    target = shown.page.evaluate("() => nmtAtlas.camera().target")
    fingers.drag(((250, 250), (330, 300)), ((350, 250), (430, 300)))
    moved = shown.page.evaluate("() => nmtAtlas.camera().target")
    assert abs(moved[0] - target[0]) > 20, "two that go together move"
    far = shown.page.evaluate(DISTANCE)
    fingers.drag(((290, 280), (150, 280)), ((350, 280), (490, 280)))
    assert shown.page.evaluate(DISTANCE) < 0.6 * far, "two that part come closer"
    shown.settle()
    assert shown.view.picked == {}, "none of that is a tap"


def test_two_taps_come_closer(shown: Shown) -> None:
    spot = spot_of(shown, "outer-left")
    Fingers(shown.page).taps(spot["x"], spot["y"], 2)
    wait_until(lambda: shown.page.evaluate(DISTANCE) < 800)
    assert wait_until(lambda: Pick.read(shown.view.picked)).part == "outer-left"


def test_shift_and_a_drag_select_what_is_seen_there(shown: Shown) -> None:
    left, right = spot_of(shown, "outer-right"), spot_of(shown, "rod")
    before = shown.page.evaluate(POSITION)
    mouse = shown.page.mouse
    shown.page.keyboard.down("Shift")
    mouse.move(left["x"] - 90, 150)
    mouse.down()
    mouse.move(right["x"] + 10, 400, steps=5)
    frame = "() => !nmtAtlas.viewer.stage.frame.hidden"
    assert shown.page.evaluate(frame)
    mouse.up()
    shown.page.keyboard.up("Shift")
    found = wait_until(lambda: Enclosed.read(shown.view.enclosed))
    assert set(found.parts) == {"outer-right", "rod"}, "not what lies behind, nor beside"
    assert shown.page.evaluate(POSITION) == before
    assert not shown.page.evaluate(frame)


def test_keys_lead_through_everything_that_is_seen(shown: Shown) -> None:
    canvas = shown.page.get_by_role("application")
    canvas.press("n")
    assert shown.page.evaluate(SAID).endswith(", 1 of 3")
    seen = []
    for _ in range(3):
        canvas.press("Enter")
        seen.append(wait_until(lambda: Pick.read(shown.view.picked)).part)
        shown.view.picked = {}
        canvas.press("PageDown")
    assert set(seen) == {"outer-right", "outer-left", "rod"}
    canvas.press("N")
    canvas.press("Space")
    assert wait_until(lambda: Pick.read(shown.view.picked)).modifiers == ("shift",)
    canvas.press("Shift+F10")
    shown.page.get_by_role("menu").wait_for()


def test_in_a_question_keys_name_nothing_and_can_answer(shown: Shown) -> None:
    shown.change(silent=True)
    canvas = shown.page.get_by_role("application")
    for number in (1, 2, 3):
        canvas.press("n")
        assert shown.page.evaluate(SAID) == f"Place {number} of 3"
    canvas.press("Enter")
    assert wait_until(lambda: Pick.read(shown.view.picked)).part
    spot = spot_of(shown, "rod")
    shown.page.mouse.click(spot["x"], spot["y"], button="right")
    assert shown.page.get_by_role("menu").count() == 0


def test_a_trackpads_swipe_turns_and_its_pinch_zooms(shown: Shown) -> None:
    roll = """(values) => {
        const { canvas } = nmtAtlas.viewer.stage;
        const how = { bubbles: true, cancelable: true, composed: true };
        const event = new WheelEvent("wheel", { clientX: 320, clientY: 280, ...how, ...values });
        return !canvas.dispatchEvent(event);
    }"""
    assert shown.page.evaluate(roll, {"deltaX": 30, "deltaY": 2})
    assert shown.page.evaluate(POSITION)[0] > 100
    assert shown.page.evaluate(DISTANCE) == pytest.approx(1300)
    assert shown.page.evaluate(roll, {"deltaY": -10, "ctrlKey": True})
    assert shown.page.evaluate(DISTANCE) == pytest.approx(1300 * 0.905, rel=0.01)


def test_the_wheel_keeps_what_is_under_the_pointer(shown: Shown) -> None:
    place = [-90, -60, 900]
    before = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", place)
    shown.page.mouse.move(before["x"], before["y"])
    for _ in range(3):
        shown.page.mouse.wheel(0, -100)
    wait_until(lambda: shown.page.evaluate(DISTANCE) < 1000)
    after = shown.page.evaluate("p => nmtAtlas.projectPoint(p)", place)
    assert after["x"] == pytest.approx(before["x"], abs=3)
    assert after["y"] == pytest.approx(before["y"], abs=3)


def test_a_name_is_looked_up_anew_once_the_camera_rests(shown: Shown) -> None:
    spot = spot_of(shown, "outer-right")
    tip = shown.page.get_by_role("tooltip")
    shown.page.mouse.move(spot["x"], spot["y"])
    shown.page.mouse.move(spot["x"] + 1, spot["y"])
    tip.wait_for()
    shown.page.get_by_role("application").press("+")
    tip.wait_for(state="hidden")
    tip.wait_for()
    assert tip.inner_text() == "Outer ball (right)"


def labelled(style: str = "names") -> dict[str, Any]:
    labels = [
        {"text": f"Ball number {k}", "at": [-90 + 6 * k, -58, 900 + 4 * k], "part": "outer-right"}
        for k in range(5)
    ]
    return sample_scene(labels=labels, label_style=style)


BOXES = """() => {
    const shown = nmtAtlas.viewer.stage.root.querySelectorAll(".label:not([hidden])");
    return [...shown].map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return [left, top, right, bottom];
    });
}"""
ENDS = """() => [...nmtAtlas.viewer.stage.root.querySelectorAll(".overlay line")].map((line) => {
    const part = nmtAtlas.viewer.pickAt(line.x1.baseVal.value, line.y1.baseVal.value).hit?.part;
    return line.style.display === "none" ? "" : part;
})"""


def apart(boxes: list[list[float]]) -> bool:
    pairs = [(a, b) for k, a in enumerate(boxes) for b in boxes[k + 1 :]]
    return all(a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3] for a, b in pairs)


@pytest.mark.parametrize("scale", [1.0, 1.85])
def test_names_stand_apart_and_their_leaders_end_on_the_part(shown: Shown, scale: float) -> None:
    shown.change(scale=scale, scene=labelled())
    for press in ("", "ArrowRight", "ArrowUp"):
        if press:
            shown.page.get_by_role("application").press(press)
        shown.settle()
        boxes = shown.page.evaluate(BOXES)
        assert len(boxes) == 5
        assert apart(boxes)
        assert boxes[0][3] - boxes[0][1] > 16 * scale
        assert set(shown.page.evaluate(ENDS)) == {"outer-right"}


@pytest.mark.parametrize("style", ["numbers", "touch"])
def test_numbers_and_dots_say_their_name_when_pressed(shown: Shown, style: str) -> None:
    shown.change(scene=labelled(style))
    html = "() => nmtAtlas.viewer.stage.root.getHTML()"
    assert "Ball number" not in shown.page.evaluate(html)
    third = shown.page.get_by_role("button", name="Marked place 3")
    box = third.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    third.focus()
    third.press("Enter")
    shown.page.get_by_text("Ball number 2").wait_for()
    assert "Ball number 1" not in shown.page.evaluate(html)


def test_the_side_is_said_when_the_body_rests(shown: Shown) -> None:
    Fingers(shown.page).drag(((200, 280), (460, 280)))
    wait_until(lambda: "side" in shown.page.evaluate(SAID))


def test_a_context_lost_in_the_background_is_no_failure_and_comes_back(shown: Shown) -> None:
    hide = """(hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    before = shown.picture()
    shown.page.evaluate(hide, True)
    shown.page.evaluate("""() => {
        window.lost = nmtAtlas.viewer.drawing.gl.getExtension("WEBGL_lose_context");
        lost.loseContext();
    }""")
    shown.page.wait_for_timeout(3600)
    assert shown.view.failure == ""
    shown.page.evaluate(hide, False)
    shown.page.evaluate("() => lost.restoreContext()")
    shown.page.wait_for_function("() => nmtAtlas.viewer.stage.notice.hidden")
    assert abs(shown.picture() - before).mean() < 2
    shown.page.evaluate("() => { delete document.hidden; }")


COUNT = """() => {
    const { renderer } = nmtAtlas.viewer.drawing;
    const { geometries, textures } = renderer.info.memory;
    const nodes = nmtAtlas.viewer.stage.root.querySelectorAll("*").length;
    return { geometries, textures, programs: renderer.info.programs.length, nodes };
}"""
WARM = """async () => {
    const { viewer } = nmtAtlas;
    const scene = viewer.look;
    for (const part of ["outer-right", "outer-left", "rod"]) {
        viewer.hand.light(part, { x: 300, y: 200 });
        for (const selected of [[part], []]) {
            viewer.show({ ...scene, selected, parts: { [part]: { glow: 1 } } });
            await nmtAtlas.frame();
            await viewer.drawing.settled();
        }
    }
    viewer.show(scene);
}"""
SELECT = """async (count) => {
    const { viewer } = nmtAtlas;
    const parts = ["outer-right", "outer-left", "rod"];
    const scene = viewer.look;
    for (let n = 0; n < count; n++) {
        const part = parts[n % 3];
        viewer.hand.light(part, { x: 300, y: 200 });
        viewer.show({ ...scene, selected: [part], parts: { [part]: { glow: 1 } },
            labels: [{ text: part, at: [0, 0, 900], part }] });
        if (n % 10 === 0) await new Promise((done) => requestAnimationFrame(done));
    }
    viewer.hand.light("", { x: 0, y: 0 });
    viewer.show(scene);
    await nmtAtlas.frame();
}"""


def test_nothing_grows_over_five_hundred_selections(
    page: Any, sample: tuple[Site, list[AtlasView]], pack: Path
) -> None:
    shown_on(page, *sample, pack)
    page.wait_for_function("() => nmtAtlas.treesReady()")
    page.evaluate(WARM)
    for _ in range(2):  # every program has been needed once, for moving and for resting pictures
        page.evaluate(SELECT, 60)
        page.wait_for_function("() => nmtAtlas.viewer.drawing.fineDrawn")
    before = page.evaluate(COUNT)
    page.evaluate(SELECT, 500)
    page.wait_for_function("() => nmtAtlas.viewer.drawing.fineDrawn")
    assert page.evaluate(COUNT) == before
