"""Every kind of question works in a class: put, answered by its controls alone, judged, told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from question_samples import COMMON, SAMPLES
from taken_samples import TAKEN, G, P, Presses

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.beside import Beside
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.classroom.packets import see_packet, unpacked
from nmt_atlas.domain.classroom.ballots import Ballot, Spot
from nmt_atlas.domain.classroom.events import Asked, Revealed, read_event
from nmt_atlas.domain.classroom.room import Live, Numbered, Room
from nmt_atlas.domain.classroom.speech import Held, Press
from nmt_atlas.domain.classroom.tally import Tally, tally_of
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import KINDS, Answer, PaintedArea, kind_name
from nmt_atlas.domain.questions.paint_referral import packed
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.teaching.putting import Putting

STRANGE = ("done:", "choose:99", "choose:\0", "set:x", "pick::", "typed:take", "order:99")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
every_kind = pytest.mark.parametrize("kind", sorted(map(kind_name, KINDS)))


def asked(kind: str) -> Asked:
    event = read_event({"kind": "asked", "question": {"kind": kind, **COMMON, **TAKEN[kind].own}})
    assert isinstance(event, Asked)
    return event


def live_of(kind: str) -> Live:
    event = asked(kind)
    return Live(round=2, since=2, question=event.question, view=event.view)


class Sitting:
    """A student before one question: a browser that holds what the server has sent."""

    def __init__(self, putting: Putting, live: Live) -> None:
        self.putting, self.live = putting, live
        self.held = Held()
        self.told = ""
        self.answer: Answer | None = None

    def press(self, presses: Presses) -> None:
        for ident, value in presses:
            kind, _, key = ident.partition(":")
            if kind in ("tap", "bare"):
                part = key or "skin"
                vertex = self._bare() if kind == "bare" else -1
                pick = Pick(n=1, part=part, point=(0.0, 0.0, 0.0), skin_vertex=vertex)
                self.answer = self.putting.tap(self.live, pick)
                continue
            choices = self.live.question.choices(self.live.seed)
            placed = kind == "choose" and key in choices
            pressed = f"choose:{choices.index(key)}" if placed else ident
            said = Press(round=2, id=pressed, value=value, held=self.held, uid="u" * 20, n=1)
            done = self.putting.press(self.live, said, "en")
            self.held, self.told = done.held, done.told
            self.answer = done.answer or self.answer

    def _bare(self) -> int:
        body = self.putting._atlas.body("own")
        return next(n for n in range(10**6) if body.weights_at(f"{P}-1", "right", n) == (0, 0))


@pytest.fixture
def putting(drawn_at_once: None, small_atlas: Atlas) -> Putting:
    return Putting(small_atlas)


@every_kind
def test_it_is_answered_by_its_controls_and_judged(putting: Putting, kind: str) -> None:
    taken = TAKEN[kind]
    for presses, score in ((taken.right, 1.0), (taken.wrong, 0.0), taken.partly or ((), None)):
        if score is None:
            continue
        one = Sitting(putting, live_of(kind))
        one.press([("done:", True)])
        assert one.answer is None
        assert one.told
        one.press(presses)
        assert one.answer is not None
        assert putting.grade(one.live, one.answer).score == pytest.approx(score)
        assert putting.spoken(one.live, one.answer, "es")
        assert putting.counted(one.live, one.answer, "en")
        told = json.dumps(putting.verdict(one.live, one.answer, "en"))
        assert one.live.question.explanation in told


@every_kind
def test_what_is_sent_while_it_is_open_tells_no_answer(
    putting: Putting, small_atlas: Atlas, kind: str
) -> None:
    live = live_of(kind)
    sent = json.dumps(putting.put(live, Held(), "en"))
    assert sent != "[]"
    assert live.question.explanation not in sent
    assert '"right"' not in sent
    room = Room().after(Numbered(2, asked(kind), NOW))
    seen = unpacked(see_packet(small_atlas, room, putting, None, "en"))
    assert seen["silent"]
    texts = [one["text"] for one in seen["scene"].get("labels", [])]
    assert all(text.isdigit() for text in texts)
    assert not any(one.get("label") for one in seen["scene"].get("markers", []))
    revealed = room.after(Numbered(3, Revealed(round=2), NOW))
    assert not unpacked(see_packet(small_atlas, revealed, putting, Tally(), "en"))["silent"]


@every_kind
def test_what_was_answered_is_counted(putting: Putting, kind: str) -> None:
    live, ballots = live_of(kind), []
    for number, presses in enumerate((TAKEN[kind].right, TAKEN[kind].right, TAKEN[kind].wrong)):
        one = Sitting(putting, live)
        one.press(presses)
        assert one.answer is not None
        score = putting.grade(live, one.answer).score
        kept = one.answer.model_dump(mode="json")
        ballots.append(Ballot(uid=str(number), round=2, member=number, n=1, answer=kept,
                              score=score, spot=Spot(at=(0.0, 0.0, 900.0)), at=NOW))  # fmt: skip
    tally = tally_of(live.question, ballots, lambda one: putting.counted(live, one, "en"))
    assert (tally.answered, tally.right, tally.wrong) == (3, 2, 1)
    assert any(one.count == 2 and one.right for one in tally.rows)


def test_names_are_offered_for_what_is_typed(putting: Putting) -> None:
    one = Sitting(putting, live_of("click-structure"))
    one.press([("words:ask", "pirif")])
    assert one.held.query == "pirif"
    field = putting.put(one.live, one.held, "en")[-1]
    assert [key for key, _ in field["options"]] == [f"{P}-left", f"{P}-right"]
    one.press([("words:take", "nobody")])
    assert "names that are offered" in one.told
    assert one.answer is None


def test_a_painted_answer_is_a_heat_map(putting: Putting, small_atlas: Atlas) -> None:
    live = live_of("paint-referral")
    zone = sorted(small_atlas.body("own").zone_of(f"{P}-1", "right")[0])
    steps = (zone[0], *(b - a for a, b in pairwise(zone)))
    said = Press(round=2, id="done:", painted=steps, uid="u" * 20, n=1)
    done = putting.press(live, said, "en")
    assert isinstance(done.answer, PaintedArea)
    assert putting.grade(live, done.answer).score == 1.0
    assert putting.spoken(live, done.answer, "en") == "You painted on the skin."
    kept = [
        Ballot(uid=str(n), round=2, member=n, n=1, score=1.0, at=NOW,
               answer=PaintedArea(area=packed(zone[: len(zone) // n])).model_dump(mode="json"))
        for n in (1, 2)
    ]  # fmt: skip
    tally = tally_of(live.question, kept, lambda one: putting.counted(live, one, "en"))
    assert {share for _, share in tally.heat} == {0.5, 1.0}
    room = Room().after(Numbered(2, asked("paint-referral"), NOW))
    room = room.after(Numbered(3, Revealed(round=2), NOW))
    seen = unpacked(see_packet(small_atlas, room, putting, tally, "en"))
    assert "drawn" in {one["kind"] for one in seen["paint"]}


def test_places_along_a_muscle_are_counted_in_bands(putting: Putting) -> None:
    live = live_of("place-point")
    one = Sitting(putting, live)
    one.press([("choose:0.5", True)])
    assert one.answer is not None
    assert putting.counted(live, one.answer, "en") == ("0 to 8 mm off",)
    one.press([(f"tap:{G}-right", True)])
    assert putting.counted(live, one.answer, "en") == ("In another place",)


def test_what_no_control_holds_is_no_answer(putting: Putting) -> None:
    for kind in sorted(SAMPLES):
        live = live_of(kind)
        for ident in (
            "done:",
            "choose:99",
            "choose:\u0000",
            "set:x",
            "pick::",
            "typed:take",
            "order:99",
        ):
            strange: dict[str, Any] = {"choice": "No such thing", "order": "9,9,x", "held": "maybe"}
            said = Press(round=2, id=ident, value="No such thing", held=Held(draft=strange),
                         uid="u" * 20, n=1)  # fmt: skip
            done = putting.press(live, said, "en")
            if done.answer is not None:
                assert putting.grade(live, done.answer).score < 1


def test_a_class_begins_where_its_view_is(putting: Putting) -> None:
    live = live_of("click-structure")
    assert putting.explained(live) != ViewState()
    assert putting.aside(live).painted == ()


def test_dots_and_heat_are_laid_on_the_body(small_atlas: Atlas) -> None:
    body = small_atlas.body("own")
    dots = (((0.0, 0.0, 900.0), "12"), ((9.0, 0.0, 900.0), "1"))
    laid = Beside(dots=dots, heat=((3, 0.5), (10**6, 1.0)))
    scene = laid.on(resolve(ViewState(), body.context), body)
    assert [(one.kind, one.label) for one in scene.markers] == [("pin", "12"), ("pin", "1")]
    assert [one.text for one in scene.labels] == ["12"]
    assert scene.groups["skin"].visible
    (layer,) = laid.paint(body)
    assert (layer.kind, layer.vertices.tolist(), layer.weights.tolist()) == ("drawn", [3], [128])
