"""Who comes again sees the picture of the last visit until the body is drawn."""

from __future__ import annotations

import pytest
from house import Person

pytestmark = pytest.mark.browser

KEPT = "() => localStorage.getItem('nmt-atlas-first-picture')"
MARKS = "() => performance.getEntriesByType('mark').map(mark => mark.name)"


def test_the_picture_is_kept_shown_and_taken_away_again(person: Person) -> None:
    page = person.page
    person.open()
    assert "nmt:keepsake" not in page.evaluate(MARKS)
    page.wait_for_function(KEPT, timeout=60_000)
    person.open()
    assert "nmt:keepsake" in page.evaluate(MARKS)
    page.wait_for_function("() => !document.querySelector('#nmt-keepsake')")
    assert page.evaluate("() => nmtAtlas.viewer.stage.root.querySelectorAll('img').length") == 0


def test_a_view_that_was_not_opened_before_has_no_picture(person: Person) -> None:
    person.open()
    person.page.wait_for_function(KEPT, timeout=60_000)
    person.open("?camera=posterior")
    assert "nmt:keepsake" not in person.page.evaluate(MARKS)
