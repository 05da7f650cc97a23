"""The main job in a real browser, on every body: see, click, feel the pain, follow the nerve."""

from __future__ import annotations

import asyncio
import io
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser_samples import answers, free_port, wait_until
from nmt_atlas.pages.session import Session
from PIL import Image

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.body.bodyparts3d import install
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.library.paths import data_paths
from nmt_atlas.pages import frame as frames
from nmt_atlas.pages.lessons import LessonsPanel
from nmt_atlas.store.progress import ProgressStore

pytestmark = pytest.mark.browser

ARCHIVE = (
    Path(__file__).resolve().parents[3] / "shared/reference/bodyparts3d/isa_BP3D_4.0_obj_99.zip"
)
CHECKSUM = "fd86e60bb97b38b51a869a2043f26876f05cd4f2b2bbdb30667ba082526f53c4"
NO_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
};"""
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"


class Visit:
    """One visitor: the page in the browser and their session in Python."""

    def __init__(self, page: Any, url: str, visits: list[tuple[Session, LessonsPanel]]) -> None:
        self.page, self.url, self.visits = page, url, visits

    @property
    def session(self) -> Session:
        return self.visits[-1][0]

    @property
    def lessons(self) -> LessonsPanel:
        return self.visits[-1][1]

    def open(self, query: str = "") -> None:
        before = len(self.visits)
        self.page.goto(self.url + query)
        self.page.wait_for_function(READY, timeout=120_000)
        wait_until(lambda: len(self.visits) > before and bool(self.session.view.ready), 60)
        self.settle()

    def settle(self) -> None:
        self.page.evaluate("() => nmtAtlas.frame()")

    def until(self, true: Callable[[], Any], patience: float = 40) -> None:
        wait_until(true, patience)
        self.settle()

    def click_part(self, part: str) -> None:
        """A real click of the mouse on a visible place of a part."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        spot = self.page.evaluate("id => nmtAtlas.project(id)", part)
        assert spot, f"{part} cannot be seen"
        self.page.mouse.click(spot["x"], spot["y"])

    def click_point(self, point: tuple[float, float, float]) -> None:
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        spot = self.page.evaluate("p => nmtAtlas.projectPoint(p)", list(point))
        assert spot, f"{point} cannot be seen"
        self.page.mouse.click(spot["x"], spot["y"])

    def redness(self) -> float:
        """Share of the canvas that shows the deep red of an essential zone."""
        self.settle()
        shot = self.page.get_by_role("application").screenshot()
        r, g, b = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int).T
        return float(((r > 135) & (r - g > 75) & (b - g > 8)).mean())


@pytest.fixture(scope="module")
def bodies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with BodyParts3D installed, where a test asks for it and its archive is at hand."""
    folder = tmp_path_factory.mktemp("bodies")
    wanted = any("[bodyparts3d]" in item.name for item in request.session.items)
    if wanted and ARCHIVE.exists():
        install(ARCHIVE, CHECKSUM, folder / "bodyparts3d", own_body(data_paths()), lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def visits() -> list[tuple[Session, LessonsPanel]]:
    return []


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    bodies: Path,
    visits: list[tuple[Session, LessonsPanel]],
) -> Iterator[str]:
    """The whole app on a free port; every visit is remembered."""
    atlas = Atlas.open(bodies=bodies)
    store = ProgressStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'p.sqlite3'}")
    port = free_port()
    patch = pytest.MonkeyPatch()

    def page_of(session: Session, lessons: LessonsPanel, address: str) -> Any:
        visits.append((session, lessons))
        return frames.page_of(session, lessons, address)

    patch.setattr(app, "page_of", page_of)
    servers: list[Any] = []

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        servers.append(app.make_server(atlas, store, port=port))
        servers[0].start()
        servers[0].io_loop.start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    wait_until(lambda: servers and answers(port), 60)
    yield f"http://localhost:{port}/"
    servers[0].io_loop.add_callback(servers[0].io_loop.stop)
    thread.join(10)
    patch.undo()
    store.close()


@pytest.fixture
def visit(page: Any, site: str, visits: list[tuple[Session, LessonsPanel]]) -> Visit:
    page.set_viewport_size({"width": 1280, "height": 800})
    return Visit(page, site, visits)


@pytest.fixture(params=["own", pytest.param("bodyparts3d", marks=pytest.mark.slow)])
def body(request: pytest.FixtureRequest, bodies: Path) -> str:
    """Every body that the story is told on."""
    if request.param != "own" and not (bodies / request.param / "index.json").exists():
        pytest.skip("the BodyParts3D archive is not at hand")
    return str(request.param)


def test_piriformis_its_points_its_pain_and_the_nerve_below_it(visit: Visit, body: str) -> None:
    visit.open(
        f"?body={body}&camera=posterior&focus=piriformis-right,hip-bone-left"
        "&layers=muscles-deep,bones"
    )
    visit.until(lambda: visit.session.state.body == body)
    visit.page.wait_for_function(READY, timeout=120_000)
    bare = visit.redness()
    visit.click_part("piriformis-right")
    visit.until(lambda: visit.session.state.selection == ("piriformis-right",))
    assert visit.session.state.overlay == ("piriformis-tp1:right", "piriformis-tp2:right")
    visit.page.get_by_role("heading", name="Piriformis", exact=True).wait_for()
    visit.until(lambda: visit.redness() > bare + 0.01)

    switch = visit.page.get_by_role("switch", name="Piriformis, medial point")
    switch.click()
    visit.until(lambda: visit.session.state.overlay == ("piriformis-tp2:right",))

    visit.page.get_by_role("button", name="Show the sciatic nerve").click()
    visit.until(lambda: visit.session.state.nerve == "sciatic-nerve:right")
    seen = "() => nmtAtlas.treesReady() && nmtAtlas.project('sciatic-nerve-right')"
    visit.page.wait_for_function(seen, timeout=60_000)


def test_the_median_nerve_through_the_carpal_tunnel(visit: Visit, body: str) -> None:
    visit.open(f"?body={body}")
    visit.page.get_by_role("button", name="Nerves", exact=True).click()
    visit.until(lambda: visit.session.mode == "nerves")
    visit.page.get_by_role("combobox", name="Nerve").click()
    visit.page.get_by_role("menuitem", name="Median nerve").click()
    visit.until(lambda: visit.session.state.nerve == "median-nerve:right")
    visit.page.get_by_role("button", name=re.compile("Carpal tunnel")).first.click()
    marker = visit.session.view.scene["markers"]
    assert any(one["id"] == "carpal-tunnel-median:right" for one in marker)


@pytest.mark.slow
def test_a_link_restores_the_view_and_says_what_it_could_not(visit: Visit) -> None:
    visit.open("?camera=posterior&selection=soleus-right,no-such-part&skin=0.4")
    visit.until(lambda: visit.session.state.selection == ("soleus-right",))
    state = visit.session.state
    assert state.skin == 0.4
    alert = visit.page.get_by_role("alert").filter(has_text="no-such-part")
    alert.wait_for()
    assert "selection=soleus-right" in visit.page.url or visit.session.state.selection


@pytest.mark.slow
def test_isolate_hide_fade_and_undo(visit: Visit) -> None:
    visit.open("?camera=posterior&selection=gluteus-maximus-right")
    visit.page.get_by_role("button", name="Isolate").click()
    visit.until(lambda: visit.session.state.isolated == ("gluteus-maximus-right",))
    visit.page.get_by_role("button", name="Undo").click()
    visit.until(lambda: visit.session.state.isolated == ())
    visit.page.get_by_role("button", name="Hide").click()
    visit.until(lambda: visit.session.state.hidden == ("gluteus-maximus-right",))
    assert visit.page.evaluate("id => nmtAtlas.project(id)", "gluteus-maximus-right") is None
    visit.page.get_by_role("button", name="Show all").click()
    visit.until(lambda: visit.session.state.hidden == ())


@pytest.mark.slow
def test_search_reveals_a_deep_muscle_on_the_chosen_side(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Left", exact=True).first.click()
    field = visit.page.get_by_role("combobox", name="Find a structure")
    field.fill("Quadratus lumb")
    visit.page.get_by_role("option", name="Quadratus lumborum", exact=True).click()
    visit.until(lambda: visit.session.state.selection == ("quadratus-lumborum-left",))
    assert "muscles-superficial" not in visit.session.state.layers


def test_a_quiz_lesson_is_answered_with_real_clicks(visit: Visit) -> None:
    visit.open("?page=lessons")
    visit.page.get_by_role("heading", name="Lessons").wait_for()
    lesson = visit.session.atlas.library.lesson("sciatica-and-piriformis")
    visit.lessons.open(lesson.id)
    questions = [n for n, step in enumerate(lesson.steps) if step.question]
    visit.lessons.go(questions[0])
    visit.until(lambda: visit.session.answering is not None)
    visit.click_part("piriformis-right")
    visit.until(lambda: visit.lessons.verdict is not None)
    assert visit.lessons.verdict is not None
    assert visit.lessons.verdict.outcome == "right"
    visit.page.get_by_role("alert").filter(has_text="Right.").wait_for()

    visit.page.get_by_role("button", name="Next").click()
    visit.page.get_by_role("button", name="Quadratus femoris").click()
    visit.until(lambda: visit.lessons.verdict is not None)
    visit.page.get_by_role("button", name="Next").click()
    visit.page.get_by_role("img", name="Referral picture A").wait_for()
    visit.page.get_by_role("button", name="Picture A").click()
    visit.until(lambda: visit.lessons.verdict is not None)

    visit.lessons.go(questions[3])
    visit.until(lambda: visit.session.answering is not None)
    place = visit.session.body.painter.layers(("piriformis-tp1:right",), ())["essential"]
    vertex = int(place[0][np.argmax(place[1])])
    visit.click_point(tuple(visit.session.body.source.skin().points[vertex]))
    visit.until(lambda: visit.lessons.verdict is not None)
    assert visit.lessons.verdict.score > 0

    progress = visit.lessons.store.progress(visit.lessons.learner, lesson.id)
    assert set(progress.best) == {question.id for question in lesson.questions}
    learner = visit.lessons.learner
    visit.open("?page=lessons")
    assert visit.lessons.learner == learner
    visit.page.get_by_role("button", name="Go on").first.wait_for()


def test_without_webgl_a_drawn_picture_can_be_clicked(visit: Visit) -> None:
    visit.page.add_init_script(NO_WEBGL)
    visit.page.goto(visit.url + "?camera=posterior")
    picture = visit.page.get_by_alt_text(re.compile("^The body"))
    picture.wait_for(timeout=90_000)
    visit.page.get_by_text("cannot draw 3D pictures").first.wait_for()
    box = picture.bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] * 0.53, box["y"] + box["height"] * 0.52)
    wait_until(lambda: visit.session.state.selection != (), 60)
    (part,) = visit.session.state.selection
    assert part in visit.session.body.context.parts
    context = visit.session.body.context
    name = context.name(context.parts[part].structure, "en")
    visit.page.get_by_role("heading", name=name, exact=True).wait_for()
    visit.page.get_by_role("alert").filter(has_text="A picture drawn on the server").wait_for()


@pytest.mark.slow
def test_a_narrow_window_shows_the_body_and_slides_the_panels_over_it(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 900})
    visit.open("?camera=posterior")
    search = visit.page.get_by_role("combobox", name="Find a structure")
    search.wait_for(state="hidden", timeout=60_000)
    wait_until(lambda: not visit.session.view.window_width > 640, 60)
    canvas = visit.page.get_by_role("application").bounding_box()
    assert canvas["width"] > 600
    visit.click_part("trapezius-middle-right")
    visit.until(lambda: visit.session.state.selection == ("trapezius-middle-right",))
    visit.page.get_by_role("button", name="Open contextbar").click()
    visit.page.get_by_role("heading", name="Trapezius", exact=False).first.wait_for()
