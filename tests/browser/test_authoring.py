"""A lesson is written in a real browser while the body is used, tried out, saved, and taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import wait_until
from house import House, Person

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths, data_paths
from nmt_atlas.pages.authoring.page import AuthoringPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CALF = "?page=author&camera=posterior&focus=soleus-right&isolated=soleus-right,plantaris-right"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def house(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The app with an empty folder of one's own."""
    monkeypatch.setattr(app, "RENEWED_MS", 300)
    atlas = Atlas.open(
        DataPaths(data_paths({}).root, own), bodies=tmp_path / "none", cache=tmp_path / "cache"
    )
    with House.running(atlas, tmp_path / "p.sqlite3") as made:
        yield made
    atlas.close()


def writing(person: Person) -> AuthoringPage:
    page = person.frame.book.now
    assert isinstance(page, AuthoringPage)
    return page


def write(person: Person, pointer: str, text: str) -> None:
    """Write in the field of a pointer, and wait until Python has it."""
    field = person.page.locator(f'[data-id="put:{pointer}"]')
    field.fill(text, timeout=60_000)
    person.until(lambda: _at(person, pointer) == text)


def _at(person: Person, pointer: str) -> Any:
    from nmt_atlas.domain.drafting import at

    draft = writing(person).bench.draft
    return at(draft.data, pointer) if draft else None


def ask(person: Person, title: str, place: int) -> str:
    """Add a step with a question of a kind, by its title; the question's pointer."""
    kinds = person.page.get_by_role("combobox", name="Add a step with a question")
    kinds.select_option(label=title, timeout=60_000)
    person.page.get_by_role("heading", name=f"Step {place + 1} of {place + 1}").wait_for()
    return f"/steps/{place}/question"


def test_a_lesson_is_written_tried_out_saved_and_taken(person: Person, own: Path) -> None:
    page = person.page
    person.open(CALF)
    person.press("New lesson")
    page.get_by_role("textbox", name="Title", exact=True).wait_for(timeout=60_000)
    write(person, "/title", "The calf by hand")
    write(person, "/summary", "Where soleus lies and what it does.")
    write(person, "/objectives/0", "Find soleus and say what it does.")

    where = ask(person, "Click the structure", 1)
    page.get_by_role("button", name="Click What is right on the body").click()
    person.until(lambda: writing(person).hands.armed == f"{where}/accept")
    person.click("soleus-right")
    person.until(lambda: _at(person, f"{where}/accept") == ["soleus"])
    write(person, f"{where}/prompt", "Click soleus.")
    write(person, f"{where}/explanation", "It lies under gastrocnemius.")
    page.get_by_role("group", name="Objectives").get_by_role("button").first.click()
    person.until(lambda: _at(person, f"{where}/objectives") == [1])

    where = ask(person, "Choose one answer", 2)
    write(person, f"{where}/prompt", "What does soleus do at the ankle?")
    for number, text in enumerate(("It bends it upwards", "It pushes off", "Nothing")):
        write(person, f"{where}/options/{number}/text", text)
    page.get_by_role("switch", name="Right").nth(1).click()
    write(person, f"{where}/explanation", "It is a plantar flexor.")

    where = ask(person, "Type its name", 3)
    name = page.get_by_role("combobox", name="Add by name: What is asked")
    name.fill("soleus")
    page.get_by_role("option", name="Soleus", exact=True).click(timeout=60_000)
    person.until(lambda: _at(person, f"{where}/target") == "soleus")
    write(person, f"{where}/prompt", "Which muscle glows?")
    write(person, f"{where}/explanation", "It is soleus.")

    where = ask(person, "Put in order", 4)
    write(person, f"{where}/prompt", "From the skin to the bone:")
    for number, text in enumerate(("Skin", "Gastrocnemius", "Soleus")):
        write(person, f"{where}/items/{number}", text)
    write(person, f"{where}/first", "the skin")
    write(person, f"{where}/last", "the bone")
    write(person, f"{where}/explanation", "Gastrocnemius covers soleus.")
    undo = page.get_by_role("button", name="Undo: change Step 5 · Question · Explanation")
    undo.first.click()
    person.until(lambda: _at(person, f"{where}/explanation") == "")
    page.get_by_role("button", name="Redo: change Step 5 · Question · Explanation").first.click()
    person.until(lambda: _at(person, f"{where}/explanation") == "Gastrocnemius covers soleus.")
    wait_until(lambda: not writing(person).bench.checking, 120)
    assert writing(person).bench.faults == ()

    page.get_by_role("button", name="Preview: take it as a student").click()
    person.sees("You try a draft out: no answer is kept.")
    person.heading("From the skin to the bone:")
    person.press("Previous")
    person.press("Back to the draft")
    page.get_by_role("heading", name="The calf by hand").wait_for(timeout=60_000)
    assert not (own / "lessons").exists(), "nothing is saved by trying it out"
    assert list((own / ".drafts" / "lessons").iterdir()), "the draft is kept"

    person.press("Save")
    saved = own / "lessons" / "own-my-lesson.json"
    wait_until(saved.exists, 60)
    wait_until(lambda: "own-my-lesson" in person.house.atlas.library.lessons, 120)

    person.open("?page=lessons&lesson=own-my-lesson&step=step-2")
    person.heading("Click soleus.")
    person.click("soleus-right")
    person.is_told("Right.")
    wait_until(lambda: person.scores("own-my-lesson") == {"own-my-lesson-q2": 1.0}, 20)
