"""Every kind of question is answered in a real browser: right, partly right and wrong, with the
mouse, with a finger, and by keyboard alone; each of these is one visit, which goes on from step to
step. Every kind is tried once at every change, all of it before a release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest
from browser_samples import Log, wait_until
from hands import PATIENCE_MS, Finger, Keyboard, Mouse
from house import House, Person
from kinds_asked import ANSWERS, LESSON, NAMES, OUTCOMES, POINTED, lesson
from question_samples import SAMPLES

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import Outcome
from nmt_atlas.library.reading import validate
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.lesson_step import OUTCOMES as TOLD

pytestmark = pytest.mark.browser

JUDGED = re.compile(r"Right\.|Partly right\.|Not this time\.")
HANDS: dict[str, type[Mouse]] = {"mouse": Mouse, "finger": Finger, "keyboard": Keyboard}


def asked(kind: str) -> Iterator[tuple[str, str, Outcome]]:
    """How a kind is answered: by which hands, how well.

    A finger gives every answer to what is pointed at; a control is tapped like any other control.
    """
    for hand in HANDS:
        for outcome in ANSWERS[kind]:
            if hand != "finger" or kind in POINTED or outcome == "right":
                yield hand, kind, outcome


ONCE = frozenset(
    found[number % len(found)] for number, kind in enumerate(NAMES) if (found := [*asked(kind)])
)
"""Every kind once, by hands and outcomes in turn: what is tried at every change."""
CASES = sorted(
    (one for kind in NAMES for one in asked(kind)),
    key=lambda one: ([*HANDS].index(one[0]), one not in ONCE),
)
"""Hand by hand, in each what is always tried first: so a visit goes on from step to step."""


def lesson_of(hand: str) -> str:
    """The lesson that somebody with this hand takes."""
    return f"{LESSON}-{hand}"


@pytest.fixture(scope="module")
def asking(house: House) -> House:
    """The app, with those lessons beside its own."""
    for hand in HANDS:
        name = lesson_of(hand)
        cases = [(kind, outcome) for one, kind, outcome in CASES if one == hand]
        made, faults = validate(Lesson, lesson(name, cases), name)
        assert made is not None, faults
        house.atlas.library.lessons.hold(made)
    return house


@pytest.fixture(scope="module")
def visitors(chromium: Any, asking: House) -> Iterator[Callable[[str], Mouse]]:
    """Somebody for each way to answer, at a browser of their own; nobody waits for the others."""
    with ExitStack() as open_:
        yield cache(lambda hand: open_.enter_context(visitor(chromium, asking, hand)))


@contextmanager
def visitor(chromium: Any, house: House, hand: str) -> Iterator[Mouse]:
    """Somebody who has answered nothing yet.

    Their screen is a coarse one: what is drawn without a graphics card costs by the pixel.
    """
    context = chromium.new_context(has_touch=hand == "finger", device_scale_factor=0.25)
    page, log = context.new_page(), Log()
    page.on("request", lambda asked: log.urls.append(asked.url))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    yield HANDS[hand](Person(page, house))
    context.close()
    assert log.foreign() == []
    assert log.errors == []


@pytest.fixture
def hands(visitors: Callable[[str], Mouse], hand: str) -> Mouse:
    """Who answers in this test."""
    return visitors(hand)


def come(hands: Mouse, lesson: str, step: str) -> None:
    """Be at a step: by its way on where that leads there, else by its address."""
    person = hands.person
    if not is_at(person, lesson, step):
        person.open(f"?page=lessons&lesson={lesson}&step={step}")
    wait_until(lambda: is_at(person, lesson, step) and person.lessons.asking, 40)


def is_at(person: Person, lesson: str, step: str) -> bool:
    if person.house.latest is None or person.page.url == "about:blank":
        return False
    page = person.frame.book.now
    run = getattr(page, "run", None)
    return run is not None and (run.lesson.id, run.reached) == (lesson, step)


def go_on(hands: Mouse) -> None:
    run = hands.person.lessons.run
    assert run is not None
    last = run.position == len(run.lesson.steps) - 1
    hands.press("Finish" if last else "Next")
    wait_until(lambda: hands.person.lessons.run is not run, 40)


def picture(person: Person) -> bytes:
    person.settle()
    return bytes(person.page.get_by_role("application").first.screenshot())


def test_every_kind_is_answered_here() -> None:
    assert set(ANSWERS) == set(NAMES)
    for kind, answers in ANSWERS.items():
        assert {"right", "wrong"} <= set(answers)
        assert ("partly" in answers) == (SAMPLES[kind].partly is not None), kind
        assert list(answers) == [one for one in OUTCOMES if one in answers]


@pytest.mark.parametrize(
    ("hand", "kind", "outcome"),
    [pytest.param(*one, marks=() if one in ONCE else pytest.mark.release) for one in CASES],
)
def test_a_question_is_answered(hands: Mouse, hand: str, kind: str, outcome: Outcome) -> None:
    person, lesson = hands.person, lesson_of(hand)
    ident = f"{lesson}-{kind}-{outcome}"
    come(hands, lesson, f"{kind}-{outcome}")
    run = person.lessons.run
    assert run is not None
    assert run.question is not None
    truth = run.question.truth()
    shows = hands.sees and bool(truth.structures or truth.points)
    before = picture(person) if shows else b""
    ANSWERS[kind][outcome](hands)
    told = person.page.get_by_role("status").filter(has_text=JUDGED).first
    told.wait_for(timeout=PATIENCE_MS)
    assert told.inner_text().startswith(TOLD[outcome][1])
    wait_until(lambda: ident in person.scores(lesson), 20)
    score = person.scores(lesson)[ident]
    assert (score >= 1, 0 < score < 1, score == 0) == tuple(one == outcome for one in OUTCOMES)
    (given,) = [one for one in person.lessons.run.answers if one.question == ident]
    assert given.score == score
    explained = run.question.explains(person.state, Ground(person.visit))
    assert person.state.selection == explained.selection, "the truth is on the body"
    assert person.state.overlay == explained.overlay
    if shows:
        assert picture(person) != before
    go_on(hands)
