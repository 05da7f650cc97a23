"""A class in real browsers: an instructor, the projector, and three students, one with a phone.

Served as a school does it, once by one process with SQLite, once by two behind nginx with
PostgreSQL. The test sees what people see and no more. Two of the students have browsers that cannot
draw the body: every question can be answered without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import Log, free_port, wait_until
from class_people import NO_CANVAS, Instructor, Screen
from house import PATIENCE_MS
from nginx_samples import atlas_served, behind_nginx
from store_samples import running_postgres

pytestmark = [  # five browsers and whole servers: a busy machine takes its time
    pytest.mark.browser,
    pytest.mark.release,
    pytest.mark.timeout(1_800),
]

CALF = json.loads((Path(__file__).parents[2] / "lessons" / "calf.json").read_text(encoding="utf-8"))
PROMPTS = {
    step["question"]["kind"]: step["question"]["prompt"]
    for step in reversed(CALF["steps"])  # the first of each kind
    if "question" in step
}
POPLITEUS = PROMPTS["click-structure"]
SHORT = PROMPTS["choose-one"]
GLOWS = PROMPTS["type-name"]
PAINT = PROMPTS["paint-referral"]


@pytest.fixture(params=["one process, SQLite", "two processes, nginx, PostgreSQL"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The atlas as it is served; its address."""
    if request.param.startswith("one"):
        port = free_port()
        with atlas_served(f"sqlite:///{tmp_path / 'class.sqlite3'}", port, tmp_path):
            yield f"http://localhost:{port}/"
        return
    for postgres in running_postgres():
        with behind_nginx(postgres.fresh(), tmp_path) as url:
            yield url


@pytest.fixture
def window(chromium: Any, log: Log) -> Iterator[Callable[..., Any]]:
    """Open a window of a size."""
    contexts = []

    def make(width: int, height: int, *, drawing: bool = True) -> Any:
        contexts.append(
            chromium.new_context(
                viewport={"width": width, "height": height},
                has_touch=width < 500,
                permissions=["clipboard-read", "clipboard-write"],
            )
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        if not drawing:
            page.add_init_script(NO_CANVAS)
        page.on("request", lambda asked: log.urls.append(asked.url))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        return page

    yield make
    for one in contexts:
        one.close()
    assert log.foreign() == [], "a class must not ask any other machine"
    assert log.errors == []


def test_a_class_from_the_code_to_the_end(school: str, window: Callable[..., Any]) -> None:
    teacher = Instructor(window(1000, 700))
    code, projector = teacher.open_class(school)
    bea, cy, di = (
        Screen(window(*size, drawing=drawing))
        for size, drawing in (((390, 844), True), ((800, 600), False), ((800, 600), False))
    )
    wall = Screen(window(640, 360))
    wall.page.goto(projector, timeout=120_000)
    for one, name in ((bea, "Bea"), (cy, "Cy"), (di, "Di")):
        one.join(school, code, name)
    teacher.sees("3 students are here")
    for one in (bea, wall, teacher):
        one.drawn()

    # what is looked at is seen by all; who looks around comes back
    teacher.select("soleus", "Soleus")
    for one in (bea, wall):
        one.page.wait_for_function(
            "() => nmtAtlas.viewer.look.selected.some((one) => one.startsWith('soleus'))"
        )
    bea.page.get_by_role("application").focus()
    bea.page.keyboard.press("ArrowLeft")
    bea.page.keyboard.press("ArrowLeft")
    bea.button("Back to the class").wait_for(timeout=PATIENCE_MS)
    turned = bea.camera()
    bea.press("Back to the class")
    wait_until(lambda: bea.camera() != turned, 60)

    # a tap on the body, the same in words; a phone that is loaded anew knows its answer
    teacher.back_to_the_class()
    teacher.take_lesson("The calf")
    teacher.ask(POPLITEUS)
    for one in (bea, cy, di, wall):
        one.sees(POPLITEUS)
    bea.tap("popliteus-right")
    cy.say("tibialis posterior (r", "Tibialis posterior (right)")
    for one in (wall, teacher):
        one.sees("Answers: 2" if one is wall else "Answered: 2 of 3")
    bea.page.reload()
    bea.sees("You chose: Popliteus (right).")
    teacher.press("Reveal the answer")
    bea.sees("Right.")
    cy.sees("Not this time.")
    wall.sees("✓ Popliteus (right)")
    teacher.press("End the question")

    # a choice, voted on again
    teacher.ask(SHORT)
    di.choose("Soleus")
    teacher.press("Reveal the answer")
    di.sees("Not this time.")
    teacher.press("Vote again")
    di.choose("Gastrocnemius")
    teacher.press("Reveal the answer")
    di.sees("Right.")
    teacher.press("End the question")

    # words, and paint on the skin
    teacher.ask(GLOWS)
    cy.write("soleus")
    teacher.press("Reveal the answer")
    cy.sees("Right.")
    teacher.press("End the question")
    teacher.ask(PAINT)
    bea.sees(PAINT)
    bea.drawn()
    bea.paint()
    teacher.sees("Answered: 1 of 3")
    teacher.page.reload(timeout=120_000)  # as a machine that has slept finds it again
    teacher.sees("Answered: 1 of 3")
    teacher.press("Reveal the answer")
    wall.sees("Painted on the skin")
    teacher.press("End the question")

    # the end of it
    teacher.press("End the class")
    teacher.press("Yes, end it for everybody")
    for one in (bea, cy, di, wall):
        one.sees("The class is over.")
    teacher.press("Results as a table (CSV)")
    with teacher.page.expect_popup() as opened:
        teacher.page.get_by_role("link", name="Open the table").click(timeout=PATIENCE_MS)
    opened.value.close()
