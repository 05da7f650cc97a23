"""Every kind of question is answered in a real browser: right, partly right and wrong, with the
mouse, with a finger, and by keyboard alone; each of these is one visit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from browser_samples import Log, wait_until
from hands import PATIENCE_MS, Finger, Keyboard, Mouse
from house import House, Person
from kinds_asked import ANSWERS, LESSON, NAMES, OUTCOMES, lesson
from question_samples import SAMPLES

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.questions import Outcome
from nmt_atlas.library import DataPaths, data_paths
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.lesson_step import OUTCOMES as TOLD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("question-kinds")]

JUDGED = re.compile(r"Right\.|Partly right\.|Not this time\.")
CASES = [(kind, outcome) for kind in NAMES for outcome in ANSWERS[kind]]
HANDS: dict[str, type[Mouse]] = {"mouse": Mouse, "finger": Finger, "keyboard": Keyboard}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    """The atlas with that lesson beside its own."""
    folder = tmp_path_factory.mktemp("kinds")
    file = folder / "own" / "lessons" / f"{LESSON}.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(lesson()), encoding="utf-8")
    paths = DataPaths(data_paths({}).root, folder / "own")
    opened = Atlas.open(paths, bodies=folder / "none")
    assert opened.problems == ()
    try:
        opened.prepare("own")
    except PackError as error:
        pytest.skip(str(error))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def house(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The app with that lesson."""
    with House.running(atlas, tmp_path_factory.mktemp("store") / "p.sqlite3") as made:
        yield made


@pytest.fixture(scope="module", params=HANDS)
def hands(request: pytest.FixtureRequest, chromium: Any, house: House) -> Iterator[Mouse]:
    """Somebody who has answered nothing yet, at a browser of their own."""
    touched = request.param == "finger"
    size = {"width": 1280, "height": 800}
    context = chromium.new_context(viewport=size, has_touch=touched)
    page, log = context.new_page(), Log()
    page.on("request", lambda asked: log.urls.append(asked.url))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    yield HANDS[request.param](Person(page, house))
    context.close()
    assert log.foreign() == []
    assert log.errors == []


def come(hands: Mouse, step: str) -> None:
    """Be at a step: by its way on where that leads there, else by its address."""
    person = hands.person
    if not is_at(person, step):
        person.open(f"?page=lessons&lesson={LESSON}&step={step}")
    person.until(lambda: is_at(person, step) and person.lessons.asking)


def is_at(person: Person, step: str) -> bool:
    if person.house.latest is None or person.page.url == "about:blank":
        return False
    page = person.frame.book.now
    run = getattr(page, "run", None)
    return run is not None and run.reached == step


def go_on(hands: Mouse) -> None:
    run = hands.person.lessons.run
    assert run is not None
    last = run.position == len(run.lesson.steps) - 1
    hands.press("Finish" if last else "Next")
    hands.person.until(lambda: hands.person.lessons.run is not run)


def picture(person: Person) -> bytes:
    person.settle()
    return bytes(person.page.get_by_role("application").first.screenshot())


def test_every_kind_is_answered_here() -> None:
    assert set(ANSWERS) == set(NAMES)
    for kind, answers in ANSWERS.items():
        assert {"right", "wrong"} <= set(answers)
        assert ("partly" in answers) == (SAMPLES[kind].partly is not None), kind
        assert list(answers) == [one for one in OUTCOMES if one in answers]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "outcome"), CASES)
def test_a_question_is_answered(hands: Mouse, kind: str, outcome: Outcome) -> None:
    person, ident = hands.person, f"{LESSON}-{kind}-{outcome}"
    come(hands, f"{kind}-{outcome}")
    run = person.lessons.run
    assert run is not None
    assert run.question is not None
    truth = run.question.truth()
    shows = outcome == "right" and bool(truth.structures or truth.points)
    before = picture(person) if shows else b""
    ANSWERS[kind][outcome](hands)
    told = person.page.get_by_role("status").filter(has_text=JUDGED).first
    told.wait_for(timeout=PATIENCE_MS)
    assert told.inner_text().startswith(TOLD[outcome][1])
    wait_until(lambda: ident in person.scores(LESSON), 20)
    score = person.scores(LESSON)[ident]
    assert (score >= 1, 0 < score < 1, score == 0) == tuple(one == outcome for one in OUTCOMES)
    (given,) = [one for one in person.lessons.run.answers if one.question == ident]
    assert given.score == score
    explained = run.question.explains(person.state, Ground(person.visit))
    assert person.state.selection == explained.selection, "the truth is on the body"
    assert person.state.overlay == explained.overlay
    if shows:
        assert picture(person) != before
    go_on(hands)
