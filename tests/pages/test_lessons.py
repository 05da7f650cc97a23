"""The Lessons page: what is clicked or chosen is answered, kept, told, and found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from answering import answer_to

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.errors import Problem, StoreError
from nmt_atlas.domain.questions import (
    ClickStructure,
    PointReferral,
)
from nmt_atlas.domain.run import END
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[ProgressStore]:
    kept = ProgressStore("sqlite://")
    yield kept
    kept.close()


@dataclass
class Clock:
    """A clock that is put forward by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Learner:
    """One visitor on the Lessons page."""

    visit: Visit
    page: LessonsPage
    clock: Clock
    went: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def tap(self, part: str = "", vertex: int = -1) -> None:
        canvas = self.visit.view.canvas
        n = int((canvas.picked or {}).get("n", 0)) + 1
        canvas.picked = {"n": n, "part": part, "marker": "", "skin_vertex": vertex}

    def shown(self) -> list[dict[str, Any]]:
        """Every block, those in folds too."""
        return list(walk(self.page.left.blocks))

    def texts(self) -> str:
        """What is read, the labels of buttons too."""
        return " | ".join(filter(None, map(read, self.shown())))

    def alerts(self) -> list[tuple[str, str]]:
        """What stands in a box: its tone and its words."""
        return [(one["tone"], read(one)) for one in self.shown() if one.get("tone") in BOXES]

    def buttons(self) -> dict[str, dict[str, Any]]:
        held = [one for block in self.shown() for one in block.get("buttons", ())]
        held += [one for block in self.shown() for one in block.get("pictures", ())]
        return {one["label"]: one for one in held}

    def press(self, label: str) -> None:
        button = self.buttons()[label]
        assert not button.get("off"), label
        self.tell(button["id"])

    def tell(self, ident: str, value: bool | str = True) -> None:
        """As the browser tells that something was pressed."""
        leaf = self.page.left
        leaf.pressed = {"n": leaf.pressed.get("n", 0) + 1, "id": ident, "value": value}


BOXES = {"info", "success", "caution", "emergency"}


def walk(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Blocks and everything that lies in them."""
    for one in blocks:
        yield one
        yield from walk(one.get("blocks", []))


def read(block: dict[str, Any]) -> str:
    """What is read of a block."""
    runs = "".join(run.get("text", "") for run in block.get("runs", ()))
    held = [one["label"] for one in (*block.get("buttons", ()), *block.get("pictures", ()))]
    options = [label for _, label in block.get("options", ())]
    lines = [one[key] for one in block.get("items", ()) for key in ("label", "hint") if key in one]
    own = [runs, block.get("text", ""), block.get("title", ""), block.get("label", "")]
    return " | ".join(filter(None, [*own, *held, *options, *lines]))


Learn = Callable[..., Learner]


@pytest.fixture
def learn(store: ProgressStore) -> Learn:
    """Open the Lessons page of a visitor."""
    require_bundle()

    def make(
        atlas: Atlas, who: str = "learner", clock: Clock | None = None, **more: Any
    ) -> Learner:
        clock = clock or Clock()
        url = "pack/{}/index.json".format
        visit = Visit(atlas, AtlasView(), url, store=store, learner=who, clock=clock, **more)
        page = LessonsPage(visit)
        visit.taps.first = page.on_tap
        page.enter()
        learner = Learner(visit, page, clock)
        visit.opener = lambda to, keys: learner.went.append((to, dict(keys)))
        return learner

    return make


@pytest.fixture
def hip(small_atlas: Atlas, learn: Learn) -> Learner:
    """A learner who has opened the small lesson: look, click, point."""
    learner = learn(small_atlas)
    learner.page.open("hip")
    return learner


@pytest.mark.parametrize(("camera", "cut"), [("inferior", True), ("anterior", False)])
def test_no_body_looms_behind_a_sole(
    small_atlas: Atlas, learn: Learn, camera: str, cut: bool
) -> None:
    lessons = small_atlas.library.lessons
    look = lessons["hip"].steps[0]
    view = ViewState(camera=camera, spot=(-60.0, -100.0, -60.0, 40.0))
    steps = (look.model_copy(update={"view": view}),)
    lessons.hold(lessons["hip"].model_copy(update={"id": "preview-sole", "steps": steps}))
    learner = learn(small_atlas)
    learner.page.open("preview-sole")
    assert bool(learner.visit.state.clip) == cut


def zone(visit: Visit, point: str, side: str, kind: str) -> Any:
    painted = visit.body.paint(ViewState(overlay=(f"{point}:{side}",)))
    return next(one for one in painted if one.kind == kind)


def best_vertex(visit: Visit, point: str, side: str) -> int:
    """The skin vertex in the middle of a point's essential zone."""
    essential = zone(visit, point, side, "essential")
    return int(essential.vertices[np.argmax(essential.weights)])


def bare_vertex(visit: Visit, point: str, side: str) -> int:
    """A skin vertex outside every zone of a point."""
    painted = visit.body.paint(ViewState(overlay=(f"{point}:{side}",)))
    inside = {int(vertex) for one in painted for vertex in one.vertices}
    count = len(visit.body.source.skin().points)
    return next(vertex for vertex in range(count) if vertex not in inside)


def best(store: ProgressStore, who: str = "learner", lesson: str = "hip") -> dict[str, float]:
    return store.progress(who, lesson).best


# Answering


def test_a_click_is_graded_kept_and_explained(hip: Learner, store: ProgressStore) -> None:
    hip.page.next()
    assert hip.visit.state.selection == ()
    assert not hip.visit.state.labels, "names would give the answer away"
    hip.tap()
    assert hip.page.asking, "the background is no answer"
    hip.clock.now += timedelta(seconds=3)
    hip.tap("gluteus-medius-right")
    severity, told = hip.alerts()[0][0], hip.texts()
    assert severity == "caution"
    assert "It runs from the sacrum to the femur" in told
    assert hip.visit.state.selection == ("piriformis-right",), "the right answer is shown"
    assert hip.visit.state.labels
    (kept,) = store.answers("learner", "hip")
    assert (kept.question, kept.kind, kept.score) == ("hip-click-piriformis", "click-structure", 0)
    assert (kept.answer, kept.duration_ms) == ({"part": "gluteus-medius-right"}, 3000)
    assert kept.at == NOW + timedelta(seconds=3)


def test_a_wrong_answer_says_what_was_chosen_and_a_right_one_does_not(hip: Learner) -> None:
    hip.page.next()
    hip.tap("gluteus-medius-left")
    assert "Gluteus Medius (left)" in hip.alerts()[0][1]
    hip.page.start_over("hip")
    hip.page.next()
    hip.tap("piriformis-right")
    assert hip.alerts()[0][0] == "success"
    assert "You chose" not in hip.alerts()[0][1]


def test_one_answer_counts_and_then_clicks_select_again(hip: Learner, store: ProgressStore) -> None:
    hip.page.next()
    hip.tap("gluteus-medius-right")
    hip.tap("piriformis-left")
    assert hip.visit.state.selection == ("piriformis-left",), "an answered question takes no click"
    hip.page.previous()
    hip.page.next()
    assert not hip.page.asking, "answered stays answered"
    hip.tap("piriformis-right")
    assert best(store) == {"hip-click-piriformis": 0.0}
    assert store.progress("learner", "hip").attempts == 1


def test_while_a_question_is_open_clicks_do_nothing_else(hip: Learner) -> None:
    hip.page.go(2)
    shown = hip.visit.state
    hip.tap("gluteus-medius-right")
    assert hip.page.asking, "no place of the skin was clicked"
    assert hip.visit.state == shown
    hip.page.go(0)
    hip.tap("gluteus-medius-right")
    assert hip.visit.state.selection == ("gluteus-medius-right",), "a step that asks nothing"


def test_a_pointed_place_is_right_partly_right_or_wrong(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    visit = learn(small_atlas, "nobody").visit
    painted = {
        kind: zone(visit, "piriformis-1", "right", kind) for kind in ("essential", "spillover")
    }
    beyond = set(painted["spillover"].vertices) - set(painted["essential"].vertices)
    places = {
        0.0: bare_vertex(visit, "piriformis-1", "right"),
        0.5: int(min(beyond)),
        1.0: best_vertex(visit, "piriformis-1", "right"),
    }
    for score, vertex in places.items():
        learner = learn(small_atlas, f"learner {score}")
        learner.page.open("hip", "point")
        assert learner.visit.state.overlay == (), "the zone would give the answer away"
        learner.tap(vertex=vertex)
        assert learner.visit.state.overlay == ("piriformis-1:right",)
        assert best(store, f"learner {score}") == {"hip-point-piriformis": score}


def test_a_place_is_told_by_the_body_chart(hip: Learner) -> None:
    hip.page.go(2)
    vertex = bare_vertex(hip.visit, "piriformis-1", "right")
    hip.tap(vertex=vertex)
    region = hip.visit.body.painter.chart.region_at(vertex).name
    assert f"You chose: {region}" in hip.alerts()[0][1]


def test_a_region_answers_without_a_pointer(hip: Learner, store: ProgressStore) -> None:
    hip.page.go(2)
    hip.tell("words:ask", "butt")
    (offered,) = [one["options"] for one in hip.shown() if one["kind"] == "field"]
    assert offered[0] == ["buttock", "Buttock"]
    hip.tell("words:take", "buttock")
    assert best(store) == {"hip-point-piriformis": 1.0}


def test_a_part_answers_without_a_pointer(hip: Learner, store: ProgressStore) -> None:
    hip.page.next()
    hip.tell("words:take", "Nobody")
    assert hip.page.asking, "a name that is none is no answer"
    hip.tell("words:take", "Piriformis (right)")
    assert best(store) == {"hip-click-piriformis": 1.0}


def test_the_same_answer_of_two_windows_counts_once(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    windows = [learn(small_atlas), learn(small_atlas)]
    for one in windows:
        one.page.open("hip", "click")
    windows[0].tap("gluteus-medius-right")
    windows[1].tap("piriformis-right")
    assert best(store) == {"hip-click-piriformis": 0.0}, "the first try counts"
    assert len(store.answers("learner", "hip")) == 1


def test_what_is_pressed_beside_another_question_is_no_answer_to_this(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    """A slow browser still shows the question before: its button must not answer the next."""
    learner = learn(small_atlas)
    learner.page.open("hip", "point")
    leaf = learner.page.left
    finish = learner.buttons()["Finish"]["id"]
    for act in ("words:take", "set:region", finish):
        leaf.pressed = {
            "n": leaf.pressed.get("n", 0) + 1,
            "id": act,
            "value": "x",
            "of": "hip/click",
        }
        assert learner.page.asking
        assert learner.page.run.reached == "point"
    assert store.answers("learner", "hip") == ()
    assert any("no answer to this question" in one.text for one in learner.visit.notices.waiting)
    leaf.pressed = {"n": 99, "id": finish, "value": True, "of": leaf.topic}
    assert learner.page.run.reached == "_end"


def test_what_leads_away_is_done_beside_whatever_it_was_pressed(
    small_atlas: Atlas, learn: Learn
) -> None:
    """A step that has just changed keeps nobody in the lesson."""
    learner = learn(small_atlas)
    learner.page.open("hip", "point")
    learner.page.left.pressed = {"n": 1, "id": "close:", "value": True, "of": "hip/click"}
    assert learner.page.run is None


def test_own_words_are_kept_and_shown_with_every_answer_about_it(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    def fields(learner: Learner) -> list[dict[str, Any]]:
        return [one for one in learner.shown() if one["kind"] == "writing"]

    learner = learn(small_atlas)
    learner.page.open("hip", "click")
    assert fields(learner) == [], "not while it asks: they may be the answer"
    learner.tap("piriformis-right")
    (field,) = fields(learner)
    leaf = learner.page.left
    leaf.written = {"n": 1, "id": field["id"], "text": "A pear <b>form</b>"}
    again = learn(small_atlas)
    again.page.open("hip", "click")
    (field,) = fields(again)
    assert field["value"] == "A pear <b>form</b>"
    again.page.left.written = {"n": 1, "id": field["id"], "text": ""}
    third = learn(small_atlas)
    third.page.open("hip", "click")
    assert "value" not in fields(third)[0]
    other = learn(small_atlas, who="other")
    other.page.open("hip", "click")
    assert fields(other) == []


# Walking


def test_next_goes_one_step_on_and_says_what_was_skipped(
    hip: Learner, store: ProgressStore
) -> None:
    hip.press("Next")
    assert store.progress("learner", "hip").step == "click"
    assert "skipped" not in hip.texts()
    hip.press("Skip this question")
    assert store.progress("learner", "hip").step == "point"
    assert hip.alerts()[0][0] == "info"
    assert "is skipped" in hip.alerts()[0][1]
    hip.press("Previous")
    assert hip.page.asking, "a skipped question can be answered"
    assert store.answers("learner", "hip") == ()


def test_the_summary_tells_skipped_from_wrong_and_leads_back(hip: Learner) -> None:
    hip.page.next()
    hip.tap("gluteus-medius-right")
    hip.page.next()
    hip.press("Finish")
    shown = hip.texts()
    assert "Finished: The hip" in shown
    assert "Score: 0 of 2" in shown
    assert "Not this time. Click piriformis." in shown
    assert "Skipped. Where is it charted?" in shown
    hip.press("Read: Piriformis")
    assert hip.went == [("library", {"doc": "structure/piriformis"})]
    hip.press("Step 3")
    assert hip.page.asking


def test_all_right_is_said(hip: Learner) -> None:
    hip.page.next()
    hip.tap("piriformis-right")
    hip.page.next()
    hip.tap(vertex=best_vertex(hip.visit, "piriformis-1", "right"))
    hip.page.next()
    assert "Score: 2 of 2" in hip.texts()
    assert hip.alerts() == [("success", "Every question answered right.")]


def test_objectives_and_author_are_shown(hip: Learner) -> None:
    assert "Find piriformis" in hip.texts()
    assert "by A teacher" in hip.texts()
    hip.page.next()
    assert "Find piriformis" not in hip.texts()


def test_an_open_question_tells_no_title(hip: Learner) -> None:
    """The title of a lesson or a step may be the very answer."""
    hip.page.next()
    assert "The hip" not in hip.texts()
    assert "Click | " not in hip.texts()
    hip.tap("piriformis-right")
    assert "The hip" in hip.texts()


def test_a_quiz_says_its_first_question_first(small_atlas: Atlas, learn: Learn) -> None:
    lesson = small_atlas.library.lessons["hip"]
    asked = lesson.model_copy(update={"steps": lesson.steps[1:]})
    learner = learn(with_lesson(small_atlas, asked))
    learner.page.open("hip")
    assert "Find piriformis" not in learner.texts()


def timed(atlas: Atlas) -> Atlas:
    lesson = atlas.library.lessons["hip"]
    return with_lesson(atlas, lesson.model_copy(update={"timed": True, "minutes": 2}))


def test_the_clock_of_an_examination_runs_on_over_a_reload(
    small_atlas: Atlas, learn: Learn
) -> None:
    learner = learn(timed(small_atlas))
    learner.page.open("hip", "click")
    (clock,) = [one for one in learner.shown() if one["kind"] == "clock"]
    assert clock["left"] == 120
    again = learn(timed(small_atlas), clock=Clock(NOW + timedelta(seconds=50)))
    again.page.open("hip")
    (later,) = [one for one in again.shown() if one["kind"] == "clock"]
    assert (later["left"], later["until"]) == (70, clock["until"])
    again.page.start_over("hip")
    (fresh,) = [one for one in again.shown() if one["kind"] == "clock"]
    assert fresh["left"] == 120


def test_when_the_time_is_up_it_is_told_and_nothing_is_lost(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    learner = learn(timed(small_atlas))
    learner.page.open("hip", "click")
    learner.clock.now += timedelta(minutes=2)
    learner.tell("clock:over")
    assert "The time is up" in learner.visit.notices.now.text  # type: ignore[union-attr]
    assert "The time is up" in learner.texts()
    learner.tap("piriformis-right")
    assert best(store) == {"hip-click-piriformis": 1.0}


def test_the_list_leads_on_and_waits_with_what_needs_more(small_atlas: Atlas, learn: Learn) -> None:
    lesson = small_atlas.library.lessons["hip"]
    after = lesson.model_copy(update={"id": "after", "title": "After", "prerequisites": ("hip",)})
    learner = learn(
        Atlas(
            small_atlas.paths,
            small_atlas.library.having("lesson", {"hip": lesson, "after": after}),
            (),
            {"own": own_body(small_atlas.paths)},
        )
    )
    assert "Begin here | The hip" in learner.texts()
    assert "after “The hip”" in learner.texts()
    learner.page.open("hip", END)
    learner.page.close()
    assert "What comes next | After" in learner.texts()
    assert "after “The hip”" not in learner.texts()


def test_what_the_atlas_makes_stands_folded_and_opens(small_atlas: Atlas, learn: Learn) -> None:
    learner = learn(small_atlas)
    (shelf,) = [one for one in learner.shown() if one.get("id") == "made-muscle"]
    assert shelf["count"]
    assert not shelf.get("items")
    learner.tell("open:made-muscle", True)
    learner.tell("begin:about-muscle-piriformis")
    assert learner.page.run is not None
    assert learner.page.run.lesson.made_from == "muscle/piriformis"


def test_a_quiz_is_two_clicks_away(small_atlas: Atlas, learn: Learn) -> None:
    learner = learn(small_atlas)
    area = small_atlas.library.structures["piriformis"].region
    learner.tell("about:", f"area:{area}")
    learner.tell("count:", "20")
    learner.tell("quiz:")
    ((page, keys),) = learner.went
    assert page == "lessons"
    assert keys["lesson"].startswith(f"quiz-area-{area}-20-")
    assert learner.visit.library.lessons[keys["lesson"]].questions


def test_a_hint_is_a_button(small_atlas: Atlas, learn: Learn) -> None:
    lesson = small_atlas.library.lessons["hip"]
    asked = lesson.steps[1].question
    assert asked is not None
    steps = list(lesson.steps)
    steps[1] = steps[1].model_copy(update={"question": asked.model_copy(update={"hint": "Deep."})})
    learner = learn(with_lesson(small_atlas, lesson.model_copy(update={"steps": tuple(steps)})))
    learner.page.open("hip", "click")
    assert "Deep" not in learner.texts()
    learner.press("A hint (costs 25 %)")
    assert "Deep" in learner.texts()
    learner.tap("piriformis-right")
    assert learner.alerts()[0][0] == "success", "right all the same"
    assert "The hint cost 25 %" in learner.texts()
    assert learner.visit.store.progress("learner", "hip").best == {"hip-click-piriformis": 0.75}


def with_lesson(atlas: Atlas, lesson: Any) -> Atlas:
    library = atlas.library.having("lesson", {**atlas.library.lessons, lesson.id: lesson})
    return Atlas(atlas.paths, library, (), {"own": own_body(atlas.paths)})


# Coming back


def test_what_was_answered_stays_answered_after_a_reload(
    hip: Learner, small_atlas: Atlas, learn: Learn
) -> None:
    hip.page.next()
    hip.tap("gluteus-medius-right")
    again = learn(small_atlas)
    again.page.open("hip")
    assert again.page.run is not None
    assert again.page.run.reached == "click"
    assert not again.page.asking
    assert "You chose" in again.alerts()[0][1]
    assert again.visit.state.selection == ("piriformis-right",), "with the right answer shown"


def test_a_finished_lesson_shows_its_result_after_a_reload(
    hip: Learner, small_atlas: Atlas, learn: Learn
) -> None:
    hip.page.go(3)
    assert hip.page.address() == {"lesson": "hip", "step": END}
    again = learn(small_atlas)
    assert "Region by region: 1 done" in again.texts()
    again.page.restore(hip.page.address())
    assert "Finished: The hip" in again.texts()


def test_starting_over_asks_again_and_loses_nothing(hip: Learner, store: ProgressStore) -> None:
    hip.page.next()
    hip.tap("piriformis-right")
    hip.page.start_over("hip")
    assert hip.page.run is not None
    assert (hip.page.run.reached, hip.page.run.number) == ("look", 2)
    hip.page.next()
    assert hip.page.asking
    hip.tap("gluteus-medius-right")
    assert best(store) == {"hip-click-piriformis": 0.0}
    assert [one.score for one in store.answers("learner", "hip")] == [1.0, 0.0]
    assert [one.run for one in store.answers("learner", "hip")] == [1, 2]


def test_starting_over_leaves_other_lessons_and_learners_alone(
    hip: Learner, small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    store.record("learner", "other", "q", answer="x", score=1.0, now=NOW)
    somebody = learn(small_atlas, "somebody")
    somebody.page.open("hip", "click")
    somebody.tap("piriformis-right")
    hip.page.start_over("hip")
    assert best(store, lesson="other") == {"q": 1.0}
    assert store.progress("somebody", "hip").run == 1
    assert best(store, "somebody") == {"hip-click-piriformis": 1.0}


def test_each_learner_has_their_own_progress(
    hip: Learner, small_atlas: Atlas, learn: Learn
) -> None:
    hip.page.next()
    hip.tap("piriformis-right")
    somebody = learn(small_atlas, "somebody")
    assert "Begin" in somebody.texts()
    assert "Best score" not in somebody.texts()
    assert "Best score 50" in learn(small_atlas).texts()


def test_the_best_score_stands_in_the_list_only_where_a_lesson_was_begun(
    small_atlas: Atlas, learn: Learn, hip: Learner
) -> None:
    fresh = learn(small_atlas, "fresh")
    assert "Best score" not in fresh.texts()
    assert "Start over" not in fresh.texts()
    hip.page.next()
    hip.tap("piriformis-right")
    hip.page.start_over("hip")
    hip.page.next()
    hip.tap("gluteus-medius-right")
    hip.page.close()
    assert "Best score 50" in hip.texts(), "the best of all runs"
    assert "Go on" in hip.texts()


def test_scores_of_questions_that_are_gone_do_not_count(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    for question in ("gone", "hip-click-piriformis"):
        store.record("learner", "hip", question, answer="x", score=1.0, now=NOW)
    assert "Best score 50" in learn(small_atlas).texts()


def test_an_answer_to_an_earlier_form_is_told_and_counts_for_nothing(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    lesson = small_atlas.library.lessons["hip"]
    asked = lesson.steps[1].question
    assert asked is not None
    steps = list(lesson.steps)
    renewed = asked.model_copy(update={"id": "hip-click-2", "replaces": asked.id})
    steps[1] = steps[1].model_copy(update={"question": renewed})
    store.record("learner", "hip", asked.id, answer="x", score=1.0, now=NOW)
    learner = learn(with_lesson(small_atlas, lesson.model_copy(update={"steps": tuple(steps)})))
    assert "Best score 0" in learner.texts()
    learner.page.open("hip", "click")
    assert learner.page.asking
    assert "has changed since you answered it" in learner.texts()


def test_a_log_of_the_first_release_is_understood(
    small_atlas: Atlas, learn: Learn, store: ProgressStore
) -> None:
    store.record(
        "learner", "hip", "hip-click-piriformis", answer="piriformis-right", score=1.0, now=NOW
    )
    learner = learn(small_atlas)
    learner.page.open("hip", "click")
    assert not learner.page.asking
    assert learner.alerts()[0][0] == "success"


# The address


def test_lesson_and_step_stand_in_the_address_and_come_back_from_it(
    hip: Learner, small_atlas: Atlas, learn: Learn
) -> None:
    moved = hip.visit.moved
    hip.page.next()
    assert hip.page.address() == {"lesson": "hip", "step": "2"}, "a step's name may tell"
    assert hip.visit.moved > moved
    again = learn(small_atlas, "somebody")
    assert again.page.restore({"lesson": "hip", "step": "point"}) == ()
    assert again.page.address() == {"lesson": "hip", "step": "3"}
    assert again.page.restore({"lesson": "hip", "step": "2"}) == ()
    assert again.page.address() == {"lesson": "hip", "step": "2"}, "Back goes a step back"
    again.page.restore({})
    assert again.page.address() == {}
    assert "Begin" in again.texts() or "Go on" in again.texts()


def test_a_lesson_that_does_not_exist_is_told(
    hip: Learner, small_atlas: Atlas, learn: Learn
) -> None:
    (notice,) = learn(small_atlas).page.restore({"lesson": "hipp"})
    assert "hipp" in notice


def test_an_unknown_step_is_the_first(small_atlas: Atlas, learn: Learn) -> None:
    learner = learn(small_atlas)
    learner.page.restore({"lesson": "hip", "step": "<b>"})
    assert learner.page.address() == {"lesson": "hip", "step": "1"}


def test_closing_takes_the_lesson_out_of_the_address_and_off_the_body(hip: Learner) -> None:
    assert hip.visit.state.overlay == ("piriformis-1:right",)
    hip.press("All lessons")
    assert hip.page.address() == {}
    state = hip.visit.state
    assert (state.overlay, state.selection, state.labels) == ((), (), True)
    hip.tap("piriformis-right")
    assert hip.visit.state.selection == ("piriformis-right",), "no question hears it"


def test_a_question_still_listens_after_a_look_at_another_page(
    hip: Learner, store: ProgressStore
) -> None:
    hip.page.next()
    hip.page.leave()
    assert hip.visit.state.labels, "names are off only while the question is open"
    hip.visit.select("gluteus-medius-right")
    hip.page.enter()
    assert not hip.visit.state.labels
    assert hip.visit.state.selection == ()
    hip.tap("piriformis-right")
    assert best(store) == {"hip-click-piriformis": 1.0}


def test_leaving_an_answered_question_changes_nothing(hip: Learner) -> None:
    hip.page.next()
    hip.tap("piriformis-right")
    shown = hip.visit.state
    hip.page.leave()
    assert hip.visit.state == shown


# When something fails


def test_a_broken_store_stops_no_lesson(
    small_atlas: Atlas, learn: Learn, store: ProgressStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise StoreError("the disk is full", where="/secret/place")

    for name in ("record", "reach", "progress", "progress_of", "answers", "start_over"):
        monkeypatch.setattr(store, name, broken)
    learner = learn(small_atlas)
    assert "Begin" in learner.texts()
    learner.page.open("hip", "click")
    learner.tap("piriformis-right")
    assert learner.alerts()[0][0] == "success"
    told = " ".join(one.text for one in learner.visit.notices.waiting)
    assert "Your progress cannot be kept" in told
    assert "/secret/place" not in told
    learner.page.start_over("hip")
    assert learner.page.run is not None
    assert learner.page.run.reached == "look"


def test_a_slow_store_opens_the_lesson_that_was_asked_for_last(
    small_atlas: Atlas, learn: Learn
) -> None:
    waiting: list[Callable[[], None]] = []

    class Slow:
        def submit(self, work: Any, then: Any, failed: Any) -> None:
            waiting.append(lambda: then(work()))

    learner = learn(small_atlas, recorder=Slow())
    learner.page.open("hip")
    assert learner.page.run is None, "the page does not wait"
    assert learner.texts() == "", "no list is seen in passing"
    assert learner.page.address() == {"lesson": "hip"}
    learner.page.close()
    for work in list(waiting):
        work()
    assert learner.page.run is None, "the list was asked for last"


def test_faults_of_documents_are_told_as_text_by_file_and_pointer(
    small_atlas: Atlas, learn: Learn
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    problems = tuple(
        Problem(f"lessons/{hostile}.json", f"/steps/{n}", hostile, "words") for n in range(14)
    )
    paths = small_atlas.paths
    learner = learn(Atlas(paths, small_atlas.library, problems, {"own": own_body(paths)}))
    shown = learner.texts()
    assert "14 faults" in shown
    assert "and 2 more" in shown
    assert f"lessons/{hostile}.json#/steps/3" in shown


def test_nothing_of_a_lesson_is_markup(small_atlas: Atlas, learn: Learn) -> None:
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(2))"
    lesson = small_atlas.library.lessons["hip"]
    asked = lesson.steps[1].question
    assert asked is not None
    bad = asked.model_copy(update={"prompt": hostile, "explanation": hostile, "hint": hostile})
    steps = list(lesson.steps)
    steps[1] = steps[1].model_copy(
        update={"question": bad, "title": hostile, "words": f"**{hostile}**"}
    )
    changed = {"title": hostile, "summary": hostile, "author": hostile, "objectives": (hostile,)}
    learner = learn(
        with_lesson(small_atlas, lesson.model_copy(update={"steps": tuple(steps), **changed}))
    )
    assert hostile in learner.texts(), "as text: a leaf knows no markup"
    for go in (lambda: learner.page.open("hip", "look"), learner.page.next):
        go()
        assert hostile in learner.texts()
    learner.press("A hint (costs 25 %)")
    learner.tap("gluteus-medius-right")
    assert learner.texts().count(hostile) >= 4
    learner.page.go(3)
    assert hostile in learner.texts()


def test_another_language_is_read_in_at_once(hip: Learner) -> None:
    hip.page.next()
    hip.visit.read_in(Taste(language="es"))
    hip.page.forget()
    assert "La cadera" not in hip.texts(), "what it is about may be the answer"
    assert "¡Previous!" in hip.texts()
    assert hip.page.asking
    hip.page.previous()
    assert "La cadera" in hip.texts()
    assert hip.visit.taste.language == "es"


@pytest.mark.slow
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_every_lesson_of_the_library_can_be_taken(
    whole_atlas: Atlas, learn: Learn, store: ProgressStore, right: bool
) -> None:
    learner = learn(whole_atlas)
    page, visit = learner.page, learner.visit
    assert whole_atlas.library.lessons
    for lesson in whole_atlas.library.lessons.values():
        page.open(lesson.id)
        for step in lesson.steps:
            assert page.run is not None
            assert page.run.step == step
            missing = set(step.view.selection) - set(visit.body.context.parts)
            assert not missing, f"{lesson.id}, step {step.id}"
            if step.question is not None:
                answer(learner, step.question, right=right)
                assert page.run.given is not None, step.question.id
                assert page.run.given.score == float(right), step.question.id
                assert learner.alerts()[0][0] == ("success" if right else "caution")
            page.next()
        scores = best(store, lesson=lesson.id)
        assert set(scores) == {question.id for question in lesson.questions}
        assert sum(scores.values()) == (len(scores) if right else 0)


def answer(learner: Learner, question: Any, *, right: bool) -> None:
    """Answer a question the way a person does: by a click or a choice."""
    visit = learner.visit
    match question:
        case ClickStructure():
            wanted = part_id(question.accept[0], question.side or "right")
            parts = visit.body.context.parts
            other = next(part for part in parts if question.accept[0] not in part)
            learner.tap(wanted if right else other)
        case PointReferral():
            find = best_vertex if right else bare_vertex
            learner.tap(vertex=find(visit, question.target, question.side))
        case _:
            names = {one: found.name for one, found in visit.body.context.structures.items()}
            learner.page.give(answer_to(question, Ground(visit), names, right=right))
