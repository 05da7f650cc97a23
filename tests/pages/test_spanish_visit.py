"""A visit in Spanish: no English text of the interface is left on the panels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from seen import act, shown_on, texts_on

from nmt_atlas.domain.taste import Taste
from nmt_atlas.library.languages import interface_texts
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.registry import PAGES
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
    shown = [*texts_on(frame.shell.bar)]
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
    assert "¡Find a structure!" in shown
    assert "Piriforme" in shown
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
    assert "The hip" in panels(lessons)
    frame.book.open("explore")
    act(explore.left, "side", "left")
    act(explore.left, "names", "es")
    assert visit.taste.language == "es"
    for page in (explore, lessons):
        assert set(panels(page)) & set(interface_texts()) == set()
    assert shown_on(explore.left, "side")["value"] == "left"
    assert "La cadera" in panels(lessons)
    act(explore.left, "names", "en")
    assert "Find a structure" in panels(explore)
    assert visit.view.canvas.texts["zoomIn"] == "Zoom in"


def test_a_spanish_name_finds_its_structure(
    spanish: Visit, make_visit: Callable[..., Visit]
) -> None:
    explore = ExplorePage(spanish)

    def suggested(page: ExplorePage, text: str) -> list[str]:
        act(page.left, "find:ask", text)
        return [name for name, _ in shown_on(page.left, "find").get("options", [])]

    assert "Piriforme" in suggested(explore, "pirif")
    assert "Piriformis" not in suggested(explore, "pirif")
    assert suggested(explore, "gluteo med") == ["Glúteo medio"], "accents need not be typed"
    act(explore.left, "find:take", "Glúteo medio")
    assert spanish.state.selection == ("gluteus-medius-right",)
    act(explore.left, "find:take", "nervio ciatico")
    assert spanish.state.nerve == "sciatic-nerve:right"
    act(explore.left, "find:take", "nada de nada")
    assert spanish.notices.now is not None
    assert "nada de nada" in spanish.notices.now.text
    english = ExplorePage(make_visit(spanish.atlas))
    assert "Piriforme" not in suggested(english, "pirif")
