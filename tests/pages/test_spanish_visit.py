"""A visit in Spanish: no English text of the interface is left on the panels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from seen import texts_on, window_texts, working

from nmt_atlas.domain.taste import Taste
from nmt_atlas.library.languages import interface_texts
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.registry import PAGES
from nmt_atlas.pages.searching import Searching
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def spanish(visit: Visit) -> Visit:
    visit.read_in(Taste(language="es"))
    return visit


def panels(page: Page) -> list[str]:
    page.refresh()
    return [text for panel in (page.left, page.right) if panel for text in texts_on(panel)]


def test_the_pages_show_no_english(spanish: Visit) -> None:
    frame = Frame(spanish)
    shown = [*window_texts(frame.shell)]
    spanish.follow("sciatic-nerve", "right")
    for kind in PAGES:
        frame.book.open(kind.id)
        shown += panels(frame.book.now)
    spanish.select("piriformis-right")
    frame.book.open("explore")
    shown += panels(frame.book.now)
    lessons = frame.book.open("lessons", {"lesson": "hip"})
    assert lessons == ()
    shown += panels(frame.book.now)
    shown += window_texts(frame.shell)
    assert "¡Isolate!" in shown
    assert "¡I study!" in shown
    assert any(one.startswith("¡Piriforme: ") for one in shown)
    assert "Nervio ciático" in shown
    assert "La cadera" in shown
    assert set(shown) & set(interface_texts()) == set()


def test_the_body_and_the_window_speak_spanish(spanish: Visit) -> None:
    assert spanish.view.canvas.names["piriformis-right"] == "¡Piriforme (right)!"
    assert spanish.view.canvas.texts["zoomIn"] == "¡Zoom in!"
    assert Frame(spanish).shell.texts["skip"] == "¡Skip to the body!"


def test_pages_are_written_anew_in_another_language(visit: Visit) -> None:
    frame = Frame(visit)
    explore = frame.book.now
    assert isinstance(explore, ExplorePage)
    frame.book.open("lessons", {"lesson": "hip"})
    lessons = frame.book.now
    assert isinstance(lessons, LessonsPage)
    assert any("The hip" in one for one in panels(lessons))
    frame.book.open("explore")
    working(frame, "set:language", "es")
    assert visit.taste.language == "es"
    for page in (explore, lessons):
        assert set(panels(page)) & set(interface_texts()) == set()
    assert set(window_texts(frame.shell)) & set(interface_texts()) == set()
    assert any("La cadera" in one for one in panels(lessons))
    working(frame, "set:language", "en")
    assert "Skin opacity" in panels(explore)
    assert visit.view.canvas.texts["zoomIn"] == "Zoom in"


def test_a_spanish_name_finds_its_structure(
    spanish: Visit, make_visit: Callable[..., Visit]
) -> None:
    def found(visit: Visit, text: str) -> list[str]:
        search = Searching(visit)
        search.ask(text)
        return [line.label for group in search.found.groups for line in group.lines]

    assert "Piriforme" in found(spanish, "pirif")
    assert "Piriformis" not in found(spanish, "pirif")
    assert found(spanish, "gluteo med")[0] == "Glúteo medio", "accents need not be typed"
    Frame(spanish).searching.enter("Glúteo medio")
    assert spanish.state.selection == ("gluteus-medius-right",)
    Searching(spanish).enter("nervio ciatico")
    assert spanish.state.nerve == "sciatic-nerve:right"
    Searching(spanish).enter("zzqqxx")
    assert spanish.notices.now is not None
    assert "zzqqxx" in spanish.notices.now.text
    assert "Piriforme" not in found(make_visit(spanish.atlas), "pirif")
