"""A case file in a real browser: switched on, kept twice, compared, exported, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house import Person

from nmt_atlas.pages.cases import CasesPage
from nmt_atlas.pages.pain import PainPage
from nmt_atlas.store.casefile import FOLDER, CaseFiles

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "four plain words here"


def cases(person: Person) -> CasesPage:
    person.until(lambda: isinstance(person.frame.book.now, CasesPage))
    found = person.frame.book.now
    assert isinstance(found, CasesPage)
    return found


def fill(person: Person, label: str, text: str) -> None:
    field = person.page.get_by_label(label, exact=True)
    field.wait_for(timeout=60_000)
    field.fill(text)


def act(person: Person, ident: str) -> None:
    person.page.locator(f'[data-id="{ident}"]').first.click(timeout=60_000)


def draw(person: Person, *names: str) -> None:
    """Draw regions by their names, and have the drawing wait to be kept."""
    act(person, "draw:")
    person.until(lambda: isinstance(person.frame.book.now, PainPage))
    page = person.frame.book.now
    assert isinstance(page, PainPage)
    for name in names:
        before = len(page.hand.steps.past)
        field = person.page.get_by_role("combobox", name="Where does it hurt?")
        field.wait_for(timeout=60_000)
        field.fill(name)
        person.page.get_by_role("option", name=name).first.wait_for(timeout=60_000)
        person.page.keyboard.press("ArrowDown")
        person.page.keyboard.press("Enter")
        person.until(lambda done=before: len(page.hand.steps.past) == done + 1)  # type: ignore[misc]
    act(person, "keep:")
    person.until(lambda: person.visit.tray is not None)


def keep(person: Person, day: str) -> None:
    """Keep what waits under a date."""
    page = cases(person)
    fill(person, "Date", day)
    fill(person, "Goal", f"Goal of {day}")
    act(person, "add:")
    person.until(lambda: page.keeper.case is not None and len(page.keeper.case.days) > 0)
    person.until(lambda: person.visit.tray is None and not page.keeper.busy)


def test_a_case_file_from_the_first_switch_to_the_last_erasing(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = CaseFiles(tmp_path / "sealed")
    monkeypatch.setenv(FOLDER, str(files.folder))
    person.open("?page=cases")
    page = cases(person)
    assert not files.on
    act(person, "on:")
    person.until(lambda: files.on)

    fill(person, "Label (not a name)", "A-17")
    fill(person, "Passphrase", WORDS)
    act(person, "begin:")
    person.until(lambda: page.keeper.case is not None)
    sealed = files.path("A-17").read_bytes()
    assert b"days" not in sealed, "nobody reads it without the passphrase"

    draw(person, "Buttock")
    keep(person, "2026-11-03")
    draw(person, "Back of thigh")
    keep(person, "2026-11-24")
    assert page.keeper.case is not None
    first, second = page.keeper.case.days
    assert (first.goals, second.goals) == (("Goal of 2026-11-03",), ("Goal of 2026-11-24",))

    person.page.get_by_label("Compare with").select_option("2026-11-03", timeout=60_000)
    person.sees("Overlap (Jaccard index)")
    alike = len(first.vertices & second.vertices) / len(first.vertices | second.vertices)
    assert 0 < alike < 1
    assert {one["kind"] for one in page.visit.view.canvas.paint} > {"essential"}

    person.page.get_by_text("Export and erase").first.click(timeout=60_000)
    act(person, "export:")
    link = person.page.get_by_role("link", name="Open case-a-17.json")
    link.wait_for(timeout=60_000)
    given = person.page.request.get(link.evaluate("one => one.href"))
    told = json.loads(given.text())
    assert [one["day"] for one in told["days"]] == ["2026-11-03", "2026-11-24"]

    act(person, "close:")
    person.until(lambda: page.keeper.case is None)
    assert person.page.get_by_label("Passphrase", exact=True).input_value() == ""
    person.page.get_by_text("Erase a case file").first.click(timeout=60_000)
    act(person, "erase:A-17")
    person.sees("nothing brings it back")
    assert files.labels() == ("A-17",), "asked once more before anything is lost"
    act(person, "erase:A-17")
    person.until(lambda: files.labels() == ())
