"""Every kind of question has a widget, and is answered by its controls alone: no canvas needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from question_samples import COMMON, SAMPLES
from taken_samples import TAKEN, G, P, Presses, chosen, named

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.picks import Stroked
from nmt_atlas.domain.questions import KINDS, BaseQuestion, kind_name
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.asking import ASKING
from nmt_atlas.pages.asking.ground import Ground, InWords
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle

every_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)


@dataclass
class Taker:
    """A learner before one question."""

    visit: Visit
    page: LessonsPage

    def press(self, presses: Presses) -> None:
        leaf = self.page.left
        for ident, value in presses:
            if ident.startswith("tap:"):
                self.visit.view.canvas.picked = {
                    "n": len(self.said()),
                    "part": ident[4:],
                    "point": [0.0, 0.0, 0.0],
                }
                continue
            if ident == "bare:":
                zones = self.visit.body.zone_of(f"{P}-1", "right")
                weights = self.visit.body.weights_at
                bare = next(n for n in range(10**6) if weights(f"{P}-1", "right", n) == (0, 0))
                assert bare not in zones[0] | zones[1]
                pick = {"n": len(self.said()), "part": "skin", "skin_vertex": bare}
                self.visit.view.canvas.picked = pick
                continue
            verb, _, key = ident.partition(":")
            run = self.page.run
            placed = verb == "choose" and run is not None and key in run.choices
            pressed = f"choose:{run.choices.index(key)}" if placed and run else ident
            leaf.pressed = {"n": leaf.pressed.get("n", 0) + 1, "id": pressed, "value": value}

    @property
    def score(self) -> float | None:
        return self.visit.store.progress("l", "one").best.get("q")

    def said(self) -> str:
        return str(self.page.left.text)


def lesson_of(question: dict[str, Any]) -> Lesson:
    step = {"id": "ask", "title": "T", "question": {**COMMON, **question}}
    data = {"id": "one", "title": "T", "summary": "S", "minutes": 1, "objectives": ["O"]}
    return Lesson.model_validate({**data, "steps": [step], "sources": ["s"]})


def taker(atlas: Atlas, question: dict[str, Any]) -> Taker:
    require_bundle()
    library = atlas.library.having("lesson", {"one": lesson_of(question)})
    own = Atlas(atlas.paths, library, (), {"own": own_body(atlas.paths)})
    store = ProgressStore("sqlite://")
    clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)  # noqa: E731
    url = "pack/{}/index.json".format
    visit = Visit(own, AtlasView(), url, store=store, learner="l", clock=clock)
    page = LessonsPage(visit)
    visit.taps.first = page.on_tap
    page.open("one")
    _ = page.left
    return Taker(visit, page)


@pytest.fixture
def ask(drawn_at_once: None, small_atlas: Atlas) -> Iterator[Any]:
    made: list[Taker] = []

    def make(kind: type[BaseQuestion[Any]] | str, **more: Any) -> Taker:
        name = kind if isinstance(kind, str) else kind_name(kind)
        made.append(taker(small_atlas, {"kind": name, **TAKEN[name].own, **more}))
        return made[-1]

    yield make
    for one in made:
        one.visit.store.close()


def test_every_kind_has_a_widget_and_nothing_else_has() -> None:
    assert set(ASKING) == set(KINDS)
    assert set(TAKEN) == set(SAMPLES)


@every_kind
def test_it_is_answered_right_partly_and_wrong_by_its_controls(
    ask: Any, kind: type[BaseQuestion[Any]]
) -> None:
    taken = TAKEN[kind_name(kind)]
    for presses, score in ((taken.right, 1.0), (taken.wrong, 0.0), taken.partly or ((), None)):
        if score is None:
            continue
        one = ask(kind)
        one.press([("done:", True)])
        assert one.score is None, "nothing chosen is no answer"
        one.press(presses)
        assert one.score == pytest.approx(score)
        assert one.page.left.focus["id"] == "verdict", "the focus is on how it was"
        one.press(presses)
        assert len(one.visit.store.answers("l", "one")) == 1, "the first try counts"


@every_kind
def test_a_second_try_is_practice(ask: Any, kind: type[BaseQuestion[Any]]) -> None:
    taken, one = TAKEN[kind_name(kind)], ask(kind)
    one.press(taken.wrong)
    assert "Try it again" in one.said()
    one.press([("again:", True)])
    assert one.page.asking
    one.press(taken.right)
    assert "This was practice" in one.said()
    assert one.score == 0.0
    assert len(one.visit.store.answers("l", "one")) == 1


@every_kind
def test_nothing_is_told_while_it_asks(ask: Any, kind: type[BaseQuestion[Any]]) -> None:
    one = ask(kind)
    canvas = one.visit.view.canvas
    for labels in (False, True):
        one.visit.view.change(labels=labels)
        assert canvas.silent, "whoever turns names on, a question is open"
        texts = [label["text"] for label in canvas.scene.get("labels", [])]
        assert all(text.isdigit() for text in texts), "numbers, and no name"
        assert not any(marker.get("label") for marker in canvas.scene.get("markers", []))
    assert one.page.quiet, "the address tells nothing of what is shown"
    assert one.page.address() == {"lesson": "one", "step": "1"}
    assert "The sacrum" not in one.said()
    one.press(TAKEN[kind_name(kind)].right)
    assert not one.page.quiet
    assert not canvas.silent


@pytest.mark.parametrize("kind", ["choose-referral", "source-of-pain"])
def test_choices_are_pressed_by_their_place_and_not_by_what_they_are(ask: Any, kind: str) -> None:
    one = ask(kind)
    assert f"{P}-1" not in one.said()
    assert "choose:0" in one.said()


@every_kind
def test_afterwards_what_was_chosen_is_marked_and_no_control_is_left(
    ask: Any, kind: type[BaseQuestion[Any]]
) -> None:
    one = ask(kind)
    one.press(TAKEN[kind_name(kind)].wrong)
    kinds = {block["kind"] for block in one.page.left.blocks}
    assert not kinds & {"field", "switch", "select", "choice", "slider"}
    assert one.visit.view.canvas.tool == "pick"


def test_the_wrong_part_is_hatched_on_the_body(ask: Any) -> None:
    one = ask("click-structure")
    one.press(named(f"{G}-right"))
    assert one.visit.view.canvas.scene["parts"][f"{G}-right"]["hatched"]
    assert "hatched on the body" in one.said()


def test_painted_pain_has_no_marker_and_words_for_who_does_not_see_it(ask: Any) -> None:
    one = ask("source-of-pain")
    canvas = one.visit.view.canvas
    assert canvas.paint
    assert not canvas.scene.get("markers")
    assert "Essential zone: Buttock." in one.said()


def test_numbers_stand_on_the_picture(ask: Any) -> None:
    one = ask("label-picture")
    labels = one.visit.view.canvas.scene["labels"]
    assert {(one["part"], one["text"]) for one in labels} >= {(f"{P}-right", "1"), ("sacrum", "3")}


def strokes(one: Taker, vertices: list[int], *, erase: bool = False) -> None:
    one.page.on_stroke(Stroked(n=1, vertices=tuple(vertices), erase=erase))


def test_a_zone_that_was_painted_is_graded_by_overlap_and_stays_seen(ask: Any) -> None:
    one = ask("paint-referral")
    canvas, body = one.visit.view.canvas, one.visit.body
    assert canvas.tool == "brush"
    zone = sorted(body.zone_of(f"{P}-1", "right")[0])
    strokes(one, zone[: len(zone) // 3])
    assert [layer["kind"] for layer in canvas.paint] == ["drawn"]
    strokes(one, zone)
    one.press([("undo:", True), ("hand:", "erase"), ("size:", "30")])
    assert canvas.brush == {"size": 30, "erase": True}
    one.press([("hand:", "turn")])
    assert canvas.tool == "orbit"
    strokes(one, zone)
    strokes(one, zone[:5], erase=True)
    one.press([("done:", True)])
    assert one.score == 1.0
    assert {layer["kind"] for layer in canvas.paint} >= {"essential", "drawn"}
    assert "Overlap" in one.said()
    (kept,) = one.visit.store.answers("l", "one")
    assert len(str(kept.answer)) < 4 * len(zone)


def test_a_point_is_placed_in_millimetres(ask: Any) -> None:
    one = ask("place-point", side="right")
    mesh = one.visit.body.source.mesh(f"{P}-right", "phone")
    assert mesh.uv is not None
    at = mesh.points[np.argmin(np.abs(mesh.uv[:, 0] - 0.4))].tolist()
    pick = {"n": 1, "part": f"{P}-right", "point": at}
    one.visit.view.canvas.picked = pick
    assert one.score == 1.0
    assert "mm from the charted place" in one.said()
    ground = Ground(one.visit)
    near, far = (ground.stretch(f"{P}-1", share) for share in (0.45, 0.95))
    assert near is not None
    assert far is not None
    assert abs(near) < far


def test_a_place_is_reached_through_what_only_lies_over_the_muscle(ask: Any) -> None:
    one = ask("place-point", side="right")
    mesh = one.visit.body.source.mesh(f"{P}-right", "phone")
    at = mesh.points[np.argmin(np.abs(mesh.uv[:, 0] - 0.4))].tolist()
    over = next(part for part in one.visit.body.context.parts if one.visit.body.covers(part))
    pick = {"n": 1, "part": over, "point": [0, 0, 0], "beneath": [[f"{P}-right", at]]}
    one.visit.view.canvas.picked = pick
    assert one.score == 1.0


def test_a_bone_seen_through_a_gap_is_not_the_muscle_behind_it(ask: Any) -> None:
    one = ask("click-structure")
    one.visit.view.canvas.picked = {"n": 1, "part": "sacrum", "skin_vertex": 5}
    assert one.score == 0.0


def test_pictures_are_filled_in_and_named_by_their_letters_alone(small_atlas: Atlas) -> None:
    one = taker(small_atlas, {"kind": "choose-referral", **TAKEN["choose-referral"].own})
    (block,) = [block for block in one.page.left.blocks if block["kind"] == "pictures"]
    assert all(picture["label"].startswith("Picture ") for picture in block["pictures"])
    assert all(one["source"].startswith("data:image/png;base64,") for one in block["pictures"])


def test_only_what_is_shown_can_be_named(ask: Any) -> None:
    one = ask("click-structure", view={"layers": ["bones"]})
    one.press([("words:ask", "iri")])
    (field,) = [block for block in one.page.left.blocks if block["kind"] == "field"]
    assert field.get("options", []) == []


def test_leaving_puts_the_brush_away(ask: Any) -> None:
    one = ask("paint-referral")
    one.page.leave()
    assert one.visit.view.canvas.tool == "pick"
    assert one.visit.state.labels
    one.page.enter()
    assert one.visit.view.canvas.tool == "brush"


def test_ids_that_name_nothing_are_told_as_they_are(ask: Any) -> None:
    names = InWords(ask("choose-one").visit)
    assert names.structure("nobody") == names.point("nobody") == names.region("nobody") == "nobody"
    assert names.muscle("nobody") == names.document("nerve", "nobody") == "nobody"
    assert names.place(-1) == names.place(10**9) == ""
    assert names.part("sacrum") == "Sacrum"
    assert names.part("piriformis-left") == "Piriformis (left)"


def test_the_ground_knows_parts_points_and_regions(ask: Any) -> None:
    ground = Ground(ask("choose-one").visit)
    assert ground.part("sacrum", "right") == "sacrum"
    assert ground.part("piriformis", "left") == "piriformis-left"
    assert ground.part_with("piriformis-1", "left") == "piriformis-left"
    assert ground.regions_of("piriformis-1") == (("buttock",), ("thigh_back",))
    assert ground.meant("Piriformis") == {"piriformis"}


def test_a_view_of_the_explanation_is_shown(ask: Any) -> None:
    one = ask("choose-one", shows=ViewState(camera="left").to_dict())
    one.press(chosen("0"))
    assert one.visit.state.camera == "left"
