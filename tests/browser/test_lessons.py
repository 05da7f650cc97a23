"""A lesson taken in a real browser: real clicks, drawn pictures, another page, a reload."""

from __future__ import annotations

import pytest
from browser_samples import wait_until
from house import Person

pytestmark = pytest.mark.browser

LESSON = "sciatica-and-piriformis"


def test_a_lesson_is_taken_with_real_clicks(person: Person) -> None:
    questions = [one.id for one in person.house.atlas.library.lesson(LESSON).questions]
    person.open(f"?page=lessons&lesson={LESSON}&step=find-piriformis")
    person.sees("Click it on the body.")

    person.press("Library")
    person.page.get_by_role("combobox", name="Kind").wait_for(timeout=60_000)
    person.press("Learn")
    person.sees("Click it on the body.")
    person.click("piriformis-right")
    person.is_told("Right.")
    wait_until(lambda: person.scores(LESSON) == {questions[0]: 1.0}, 20)

    person.press("Next")
    person.press("Gemellus inferior")
    person.is_told("You chose: Gemellus inferior")
    person.press("Next")
    person.page.get_by_role("button", name="Picture D").wait_for(timeout=60_000)
    person.press("Picture A")
    person.sees("Picture A, ")

    person.press("Next")
    person.sees("Click the place on the body.")
    person.click(person.painted("piriformis-tp1:right"))
    person.is_told("Right.")
    person.open(f"?page=lessons&lesson={LESSON}&step=_end")
    person.sees("Score:")
    wait_until(lambda: set(person.scores(LESSON)) == set(questions[:4]), 20)

    person.page.reload()
    person.sees("Finished: Sciatica and piriformis")
    person.open(f"?page=lessons&lesson={LESSON}&step=name-neighbour")
    person.is_told("You chose: Gemellus inferior")
    person.open("?page=lessons")
    shelf = person.page.locator("summary").filter(has_text="Nerves and narrow places")
    shelf.click(timeout=60_000)
    person.sees("Best score")
    person.sees("Go on")


def test_a_quiz_is_one_press_away_from_a_selection_and_from_a_document(person: Person) -> None:
    person.open("?selection=soleus-right")
    quizzed(person, "quiz-muscle-soleus-10-")
    person.page.get_by_role("button", name="Skip this question").wait_for(timeout=60_000)
    person.open("?page=library&doc=test/thompson")
    quizzed(person, "quiz-parts-")


def quizzed(person: Person, lesson: str) -> None:
    """Press the button by its name; the strip's, where that has room, comes before the card's."""
    button = person.page.get_by_role("button", name="Make me a quiz", exact=True)
    button.last.click(timeout=60_000)
    person.until(lambda: person.frame.book.now.id == "lessons" and person.lessons.run is not None)
    run = person.lessons.run
    assert run is not None
    assert run.lesson.id.startswith(lesson)
