"""An assessment in a real browser: seen, measured, tested, planned, printed, kept."""

from __future__ import annotations

import urllib.request

import pytest
from browser_samples import SLOWER, wait_until
from house import Person

from nmt_atlas.pages.assess import AssessPage

pytestmark = [pytest.mark.browser, pytest.mark.release]


def turn(person: Person, name: str) -> None:
    """Turn to a part of the assessment."""
    tab = person.page.get_by_role("tab", name=name, exact=True)
    tab.click()
    assert tab.get_attribute("aria-selected") == "true"


def test_an_assessment_from_what_is_seen_to_a_printed_plan(person: Person) -> None:
    person.page.emulate_media(reduced_motion="reduce")
    person.page.set_viewport_size({"width": 1210, "height": 560})
    person.page.set_default_timeout(120_000 * SLOWER)
    person.open("?page=assess")
    page, assess = person.page, person.frame.book.now
    assert isinstance(assess, AssessPage)

    turn(person, "Posture")
    page.get_by_text("From the side", exact=True).click()
    page.locator('[data-id="see:head-forward"]').click()
    wait_until(lambda: assess.seen == {"head-forward"})
    person.heading("In which order")

    turn(person, "Range")
    page.get_by_role("combobox", name="Joint").select_option("shoulder")
    motion = page.get_by_role("group", name="Flexion of the shoulder", exact=True)
    for side, value in (("Right", "140"), ("Left", "168")):
        field = motion.get_by_role("spinbutton", name=side)
        field.fill(value)
        field.press("Tab")
    wait_until(lambda: assess.assessed.ranges == {"shoulder-flexion": {"right": 140, "left": 168}})
    person.sees("28° less than the other side")
    page.locator('[data-id="limits:shoulder-flexion:right"]').click()
    wait_until(lambda: person.state.tight)
    person.sees("May be short")
    page.locator('[data-id="aim:shoulder-flexion:right"]').click()
    wait_until(lambda: assess.plan.goals)

    turn(person, "Tests")
    page.get_by_role("combobox", name="Tests").select_option("hip")
    given = page.get_by_role("group", name="Modified Thomas test, right", exact=True)
    given.get_by_role("button", name="Positive").click()
    wait_until(lambda: assess.assessed.result("thomas", "right") == "positive")
    person.heading("What the tests gave")

    turn(person, "Plan")
    person.press("Print the plan (PDF)")
    link = page.get_by_role("link", name="Open the plan")
    link.wait_for(timeout=120_000 * SLOWER)
    with urllib.request.urlopen(link.evaluate("one => one.href")) as sheet:
        assert sheet.read(5) == b"%PDF-"

    person.press("Keep in a case file")
    wait_until(lambda: person.frame.book.now.id == "cases")
    kept = person.visit.tray
    assert kept is not None
    assert {one.kind for one in kept.findings} == {"angle", "test"}
    assert kept.agreed.goals[0].motion == "shoulder-flexion"
