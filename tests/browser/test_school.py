"""A school in a browser: work is set, done and graded; nobody sees what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import Log
from house import PATIENCE_MS
from school_people import Pupil, a_school

pytestmark = [pytest.mark.browser, pytest.mark.release]

LESSON = "What a trigger point is, and what is disputed"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[str]:
    with a_school(tmp_path) as url:
        yield url


@pytest.fixture
def somebody(chromium: Any, log: Log, school: str) -> Iterator[Callable[[], Pupil]]:
    """Somebody at a browser of their own."""
    contexts = []

    def come() -> Pupil:
        contexts.append(chromium.new_context(viewport={"width": 900, "height": 700}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda asked: log.urls.append(asked.url))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        return Pupil(page, school)

    yield come
    for one in contexts:
        one.close()
    assert log.foreign() == []
    assert log.errors == []


def test_work_is_set_done_and_graded_and_each_sees_their_own(
    somebody: Callable[[], Pupil],
) -> None:
    anna, bea = somebody(), somebody()
    anna.sign_in("anna", "?page=work", word="not this one")
    anna.sees("Name and password do not fit.")
    anna.sign_in("anna", "?page=work")
    anna.fill("A new group", "Course 7")
    anna.press("Make the group")
    anna.sees("Nobody has joined yet.")
    code = anna.page.get_by_text(re.compile("^Code to join:")).first.inner_text()
    code = code.removeprefix("Code to join:").replace(" ", "").strip()
    anna.take("Lesson", "disputed", LESSON)
    anna.press(f"Set “{LESSON}”")
    anna.page.locator("summary").filter(has_text=LESSON).wait_for()

    # a student joins by the link, does a part of it, and reads how they stand
    bea.sign_in("bea", f"?page=work&join={code}")
    bea.sees("Nothing is set to you.")
    bea.fill("How your instructor reads you", "Bea R.")
    bea.press("Join")
    bea.page.get_by_role("button", name=LESSON).first.click()
    bea.open("?page=lessons&lesson=what-a-trigger-point-is&step=q6")
    bea.press("A latent point")
    bea.page.get_by_role("button", name="Next", exact=True).wait_for()
    bea.open("?page=work")
    bea.sees("1 of 11 answered")

    # what is not for students does not open, and is not offered; nobody else's group either
    assert "Class" not in bea.pages()
    for query in ("?page=class", "?page=author"):
        bea.open(query)
        bea.sees("Your account may not do that.")
        assert bea.page.get_by_text("Lead a class").count() == 0
    bea.open(f"?page=work&group={code}")
    bea.sees("What is set to me")
    assert bea.page.get_by_text("Grades").count() == 0
    assert bea.page.get_by_text("A new group").count() == 0

    # the instructor reads the grade, and writes no documents for all
    anna.open(f"?page=work&group={code}")
    row = anna.page.get_by_role("row").filter(has_text="Bea R.")
    row.get_by_text("(1/11)").wait_for()
    assert "Class" in anna.pages()
    anna.open("?page=author")
    anna.sees("Your account may not do that.")
    bea.open("logout")
    bea.open("?page=work")
    bea.page.get_by_label("Password").wait_for()
