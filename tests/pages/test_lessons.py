from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import panel_material_ui as pmui
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.lesson import ChooseReferral, ClickStructure, NameStructure, Question
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.lessons import LessonsPanel
from nmt_atlas.pages.session import Session
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[ProgressStore]:
    kept = ProgressStore("sqlite://")
    yield kept
    kept.close()


@pytest.fixture
def learn(store: ProgressStore) -> Callable[[Session], LessonsPanel]:
    """Open the Lessons page of a visitor."""

    def make(session: Session) -> LessonsPanel:
        session.mode = "lessons"
        return LessonsPanel(session, store, "learner", lambda: NOW)

    return make


def tap(session: Session, part: str = "", vertex: int = -1) -> None:
    told = {"n": session.taps + 1, "part": part, "marker": "", "skin_vertex": vertex}
    session.view.picked = told


def best_vertex(session: Session, point: str, side: str) -> int:
    """The skin vertex in the middle of a point's essential zone."""
    painted = session.body.paint(ViewState(overlay=(f"{point}:{side}",)))
    (zone,) = [one for one in painted if one.kind == "essential"]
    return int(zone.vertices[np.argmax(zone.weights)])


def bare_vertex(session: Session, point: str, side: str) -> int:
    """A skin vertex outside every zone of a point."""
    painted = session.body.paint(ViewState(overlay=(f"{point}:{side}",)))
    inside = {int(vertex) for one in painted for vertex in one.vertices}
    count = len(session.body.source.skin().points)
    return next(vertex for vertex in range(count) if vertex not in inside)


def answer(panel: LessonsPanel, question: Question, *, right: bool) -> None:
    """Answer a question the way a person does: by a click or a choice."""
    session = panel.session
    match question:
        case ClickStructure():
            wanted = part_id(question.accept[0], question.side or "right")
            other = next(
                part for part in session.body.context.parts if question.accept[0] not in part
            )
            tap(session, wanted if right else other)
        case NameStructure() | ChooseReferral():
            panel._chose(question.target if right else question.distractors[0])
        case _:
            find = best_vertex if right else bare_vertex
            tap(session, vertex=find(session, question.target, question.side))


def alerts(panel: LessonsPanel) -> list[tuple[str, str]]:
    return [(one.severity, one.object) for one in panel.view.objects if isinstance(one, pmui.Alert)]


def test_a_click_is_graded_kept_and_explained(
    session: Session, learn: Callable[[Session], LessonsPanel], store: ProgressStore
) -> None:
    panel = learn(session)
    panel.open("hip")
    panel.go(1)
    assert session.state.selection == ()
    assert not session.state.labels, "names would give the answer away"
    tap(session)
    assert panel.verdict is None, "the background is no answer"
    tap(session, "gluteus-medius-right")
    assert panel.verdict is not None
    assert panel.verdict.outcome == "wrong"
    assert alerts(panel)[0] == (
        "error",
        "Not this time. It runs from the sacrum to the femur.",
    )
    assert session.state.selection == ("piriformis-right",), "the right answer is shown"
    assert store.progress("learner", "hip").best == {"hip-click-piriformis": 0.0}
    tap(session, "piriformis-left")
    assert panel.verdict.outcome == "wrong", "one answer counts"
    assert session.state.selection == ("piriformis-left",), "then clicks select again"
    panel.go(1)
    tap(session, "piriformis-left")
    assert store.progress("learner", "hip").best == {"hip-click-piriformis": 1.0}


def test_a_pointed_place_is_right_partly_right_or_wrong(
    session: Session, learn: Callable[[Session], LessonsPanel], store: ProgressStore
) -> None:
    panel = learn(session)
    panel.open("hip")
    painted = {one.kind: one for one in session.body.paint(session.state)}
    beyond = set(painted["spillover"].vertices) - set(painted["essential"].vertices)
    places = {
        0.0: bare_vertex(session, "piriformis-1", "right"),
        0.5: int(min(beyond)),
        1.0: best_vertex(session, "piriformis-1", "right"),
    }
    for score, vertex in places.items():
        panel.go(2)
        assert session.state.overlay == (), "the zone would give the answer away"
        tap(session, vertex=vertex)
        assert panel.verdict is not None
        assert panel.verdict.score == score
        assert session.state.overlay == ("piriformis-1:right",)
    progress = store.progress("learner", "hip")
    assert (progress.best, progress.attempts) == ({"hip-point-piriformis": 1.0}, 3)


def test_a_lesson_goes_on_where_it_was_left_and_ends(
    session: Session, learn: Callable[[Session], LessonsPanel]
) -> None:
    panel = learn(session)
    panel.open("hip")
    panel.go(1)
    panel.list_lessons()
    assert session.answering is None
    again = learn(session)
    again.open("hip")
    assert again.position == 1
    again.go(3)
    shown = " ".join(
        str(one.object) for one in again.view.objects if isinstance(one, pmui.Typography)
    )
    assert "Finished: The hip" in shown
    assert "Click piriformis." in shown, "what is not yet right is named"


def test_leaving_takes_no_clicks(
    session: Session, learn: Callable[[Session], LessonsPanel]
) -> None:
    panel = learn(session)
    panel.open("hip")
    panel.go(1)
    panel.list_lessons()
    tap(session, "piriformis-right")
    assert session.state.selection == ("piriformis-right",)
    assert panel.verdict is None


def test_a_broken_store_stops_no_lesson(
    session: Session,
    learn: Callable[[Session], LessonsPanel],
    store: ProgressStore,
    monkeypatch: Any,
) -> None:
    from nmt_atlas.domain.errors import StoreError

    def broken(*_given: object, **_more: object) -> None:
        raise StoreError("unable to open it", where="/srv/secret", public="the disk is full.")

    panel = learn(session)
    monkeypatch.setattr(store, "record", broken)
    panel.open("hip")
    panel.go(1)
    tap(session, "piriformis-right")
    assert panel.verdict is not None
    assert panel.verdict.outcome == "right"
    assert "the disk is full." in session.notice
    assert "/srv/secret" not in session.notice, "a visitor learns no path of the server"


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_every_lesson_of_the_library_can_be_taken(
    whole_atlas: Atlas,
    visit: Callable[[Atlas], Session],
    learn: Callable[[Session], LessonsPanel],
    store: ProgressStore,
    right: bool,
) -> None:
    session = visit(whole_atlas)
    panel = learn(session)
    assert whole_atlas.library.lessons
    for lesson in whole_atlas.library.lessons.values():
        panel.open(lesson.id)
        for number, step in enumerate(lesson.steps):
            panel.go(number)
            missing = set(step.view.selection) - set(session.body.context.parts)
            assert not missing, f"{lesson.id}, step {step.id}"
            if step.question is None:
                continue
            answer(panel, step.question, right=right)
            assert panel.verdict is not None, step.question.id
            wanted = "right" if right else "wrong"
            assert panel.verdict.outcome == wanted, step.question.id
            assert step.question.explanation in alerts(panel)[0][1]
        best = store.progress("learner", lesson.id).best
        assert set(best) == {question.id for question in lesson.questions}
        assert sum(best.values()) == (len(best) if right else 0)
