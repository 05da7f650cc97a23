"""A visit in Spanish: no English text of the interface is left on the panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.taste import Taste
from nmt_atlas.library.languages import interface_texts
from nmt_atlas.pages.card import InfoCard
from nmt_atlas.pages.explore import ExplorePanel
from nmt_atlas.pages.lessons import LessonsPanel
from nmt_atlas.pages.nerves import NervePanel
from nmt_atlas.pages.session import Session
from nmt_atlas.store.progress import ProgressStore

SHOWN = ("object", "label", "title", "description", "placeholder")


def texts_on(thing: Any) -> Iterator[str]:
    """Every text that a panel and what lies in it show."""
    for name in SHOWN:
        value = getattr(thing, name, None)
        if isinstance(value, str) and value:
            yield value
    options = getattr(thing, "options", None)
    if isinstance(options, dict):
        yield from options
    for one in getattr(thing, "objects", None) or ():
        yield from texts_on(one)


def lessons_of(session: Session, tmp_path: Path) -> LessonsPanel:
    store = ProgressStore(f"sqlite:///{tmp_path / 'progress.sqlite3'}")
    return LessonsPanel(session, store, "learner", lambda: datetime.now(UTC))


@pytest.fixture
def spanish(session: Session) -> Session:
    session.read_in(Taste(language="es"))
    return session


def test_the_panels_show_no_english(spanish: Session, tmp_path: Path) -> None:
    lessons = lessons_of(spanish, tmp_path)
    panels = [ExplorePanel(spanish), NervePanel(spanish), lessons, InfoCard(spanish)]
    shown = [text for panel in panels for text in texts_on(panel.__panel__())]
    spanish.follow("sciatic-nerve", "right")
    shown += texts_on(panels[1].__panel__())
    spanish.select("piriformis-right")
    shown += texts_on(panels[3].__panel__())
    lessons.open("hip")
    shown += texts_on(lessons.view)
    lessons.go(1)
    shown += texts_on(lessons.view)
    assert "¡Find a structure!" in shown
    assert "Piriforme" in shown
    assert "Nervio ciático" in shown
    assert "La cadera" in shown
    assert set(shown) & set(interface_texts()) == set()


def test_the_body_speaks_spanish(spanish: Session) -> None:
    assert spanish.view.names["piriformis-right"] == "¡Piriforme (right)!"
    assert spanish.view.texts["zoomIn"] == "¡Zoom in!"


def test_panels_are_written_anew_in_another_language(session: Session, tmp_path: Path) -> None:
    explore, nerves = ExplorePanel(session), NervePanel(session)
    lessons = lessons_of(session, tmp_path)
    lessons.open("hip")
    explore.side.value = "left"
    assert "The hip" in [*texts_on(lessons.view)]
    explore.names.value = "es"
    assert session.taste.language == "es"
    for panel in (explore, nerves, lessons):
        assert set(texts_on(panel.__panel__())) & set(interface_texts()) == set()
    assert explore.side.value == "left"
    assert "La cadera" in [*texts_on(lessons.view)]
    explore.names.value = "en"
    assert "Find a structure" in [*texts_on(explore.__panel__())]
    assert session.view.texts["zoomIn"] == "Zoom in"


def test_a_lesson_keeps_the_language(spanish: Session, tmp_path: Path) -> None:
    lessons_of(spanish, tmp_path).open("hip")
    assert spanish.taste.language == "es"


def test_a_spanish_name_finds_its_structure(
    spanish: Session, visit: Callable[[Atlas], Session]
) -> None:
    explore = ExplorePanel(spanish)
    assert "Piriforme" in explore.search.options
    assert "Piriformis" not in explore.search.options
    explore.search.value = "Glúteo medio"
    assert spanish.state.selection == ("gluteus-medius-right",)
    explore.search.value = "nervio ciatico"
    assert spanish.state.nerve == "sciatic-nerve:right"
    explore.search.value = "nada de nada"
    assert "nada de nada" in spanish.notice
    assert "Piriforme" not in ExplorePanel(visit(spanish.atlas)).search.options
