"""Documents of one's own, written while the app runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import wait_until
from house import House, Person

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths, data_paths

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"


@pytest.fixture
def lesson() -> dict[str, Any]:
    """The lesson of the authoring guide."""
    text = GUIDE.read_text(encoding="utf-8")
    block = text[text.index('{\n  "id": "calf-and-heel"') :]
    found: dict[str, Any] = json.loads(block[: block.index("```")])
    return found


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of somebody's own documents."""
    folder = tmp_path / "own" / "lessons"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def house(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The app with those documents."""
    monkeypatch.setattr(app, "RENEWED_MS", 200)
    paths = DataPaths(data_paths({}).root, own.parent)
    atlas = Atlas.open(paths, bodies=tmp_path / "none", cache=tmp_path / "cache")
    with House.running(atlas, tmp_path / "p.sqlite3") as made:
        yield made
    atlas.close()


def come_back(person: Person) -> None:
    """Go to another page and back to the lessons."""
    person.press("Library")
    person.page.get_by_role("combobox", name="Kind").wait_for(timeout=60_000)
    person.press("Learn")


def shelf(person: Person) -> Any:
    """The shelf of lessons on talking with clients, unfolded."""
    title = person.page.locator("summary").filter(has_text="Talking with clients")
    title.wait_for(timeout=60_000)
    found = person.page.locator("details.shelf").filter(has=title)
    if found.get_attribute("open") is None:
        title.click()
    found.get_by_role("button").first.wait_for(timeout=60_000)
    return found


def test_a_lesson_that_is_written_appears_and_its_faults_are_told(
    person: Person, own: Path, lesson: dict[str, Any]
) -> None:
    atlas = person.house.atlas
    lesson["topic"] = "client"
    person.open("?page=lessons")
    person.heading("Lessons")
    assert shelf(person).get_by_role("button").filter(has_text=lesson["title"]).count() == 0

    file = own / "calf-and-heel.json"
    file.write_text(json.dumps(lesson), encoding="utf-8")
    wait_until(lambda: atlas.edition == 1, 120)
    come_back(person)
    shelf(person).get_by_role("button").filter(has_text=lesson["title"]).wait_for(timeout=60_000)

    lesson["steps"][1]["question"]["accept"] = ["solues"]
    file.write_text(json.dumps(lesson), encoding="utf-8")
    wait_until(lambda: atlas.edition == 2, 120)
    come_back(person)
    person.sees("own/lessons/calf-and-heel.json#/steps/1/question/accept/0")
    shelf(person).get_by_role("button").filter(has_text=lesson["title"]).wait_for(timeout=60_000)
    assert len(atlas.library.lessons[lesson["id"]].questions) == 0, "the broken one is left out"
