"""Lessons are written on a page: by typing, choosing, clicking; tried out, saved, guarded."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from seen import text_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.drafting import at
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import KINDS, kind_name
from nmt_atlas.library import DataPaths
from nmt_atlas.pages.authoring.page import AuthoringPage
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Leaf
from nmt_atlas.viewer.reach import REACHED, Reach


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mine")


@pytest.fixture
def page(
    small_atlas: Atlas,
    own: Path,
    make_visit: Callable[..., Visit],
    monkeypatch: pytest.MonkeyPatch,
) -> AuthoringPage:
    """The page of one visitor, whose worker works at once."""
    paths = DataPaths(small_atlas.paths.root, own)
    atlas = Atlas(paths, small_atlas.library, (), {"own": own_body(paths)})

    def at_once(job: Callable[..., Any], *args: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(job(atlas, *args))
        return done

    monkeypatch.setattr(atlas.pictures, "later", at_once)
    made = AuthoringPage(make_visit(atlas))
    assert made.left is not None
    made.enter()
    return made


def press(page: AuthoringPage, ident: str, value: str | bool = True) -> None:
    leaf: Leaf = page.left
    leaf.pressed = {"n": leaf.pressed.get("n", 0) + 1, "id": ident, "value": value}


def write(page: AuthoringPage, pointer: str, text: str) -> None:
    leaf: Leaf = page.left
    n = leaf.written.get("n", 0) + 1
    leaf.written = {"n": n, "id": f"put:{pointer}", "text": text}


def take(page: AuthoringPage, name: str, text: str) -> None:
    leaf: Leaf = page.left
    n = leaf.written.get("n", 0) + 1
    leaf.written = {"n": n, "id": "file:", "text": text, "name": name}


def data(page: AuthoringPage) -> dict[str, Any]:
    assert page.bench.draft is not None
    return page.bench.draft.data


def told(page: AuthoringPage) -> str:
    return page.visit.notices.now.text if page.visit.notices.now else ""


def written(page: AuthoringPage) -> dict[str, Any]:
    """A whole lesson, written by hand."""
    press(page, "new:")
    write(page, "/title", "The hip")
    write(page, "/summary", "What lies in the hip.")
    write(page, "/objectives/0", "Find it.")
    press(page, "add:1", "choose-one")
    for pointer, text in {
        "prompt": "Which is deep?",
        "explanation": "The deep one.",
        "options/0/text": "This",
        "options/1/text": "That",
        "options/2/text": "None",
    }.items():
        write(page, f"/steps/1/question/{pointer}", text)
    press(page, "flag:/steps/1/question/options/1/right", value=True)
    press(page, "mark:/steps/1/question/objectives:1", value=True)
    return data(page)


def test_a_lesson_is_written_checked_and_saved(page: AuthoringPage, own: Path) -> None:
    lesson = written(page)
    assert page.bench.faults == ()
    assert "Nothing is wrong with it." in text_on(page.left)
    question = lesson["steps"][1]["question"]
    assert [one.get("right", False) for one in question["options"]] == [False, True, False]
    assert question["objectives"] == [1]
    file = own / "lessons" / f"{lesson['id']}.json"
    assert not file.exists()
    press(page, "save:")
    assert json.loads(file.read_text(encoding="utf-8")) == lesson
    assert "is saved" in told(page)
    assert page.bench.own.drafts() == ()


def test_what_is_wrong_is_told_where_it_is_and_is_not_saved(page: AuthoringPage, own: Path) -> None:
    written(page)
    write(page, "/steps/1/question/prompt", "")
    assert [one.pointer for one in page.bench.faults] == ["/steps/1/question/prompt"]
    fields = [one for tab in page.left.blocks if tab["kind"] == "tabs" for one in tab["blocks"]]
    faults = [one["fault"] for tab in fields for one in tab["blocks"] if one.get("fault")]
    assert faults == ["Expected: text that is not empty"]
    press(page, "save:")
    assert not (own / "lessons").exists()
    assert "Mend what is marked first" in told(page)
    press(page, "open:faults", value=True)
    assert "Step 2 · Question · Question" in text_on(page.left)
    page.turn(-1)
    press(page, "fault:/steps/1/question/prompt")
    assert page.place == 1


def test_a_rule_that_is_broken_is_told_while_one_writes(page: AuthoringPage) -> None:
    written(page)
    press(page, "mark:/steps/1/question/objectives:1", value=False)
    assert [one.rule for one in page.bench.faults] == ["objectives-tested"]


@pytest.mark.parametrize("kind", [kind_name(one) for one in KINDS])
def test_every_kind_of_question_has_its_form(page: AuthoringPage, kind: str) -> None:
    press(page, "new:")
    press(page, "add:1", kind)
    assert data(page)["steps"][1]["question"]["kind"] == kind
    ids = text_on(page.left)
    assert "Explanation" in ids
    press(page, "del:/steps/1/question")
    assert "question" not in data(page)["steps"][1]


def test_what_is_clicked_on_the_body_is_named_with_its_side(page: AuthoringPage) -> None:
    press(page, "new:")
    press(page, "add:1", "type-name")
    where = "/steps/1/question/target"
    pick = Pick(n=1, part="piriformis-left")
    assert not page.on_tap(pick), "no field waits for a click"
    press(page, f"arm:{where}")
    assert page.on_tap(pick)
    assert (at(data(page), where), at(data(page), "/steps/1/question/side")) == (
        "piriformis",
        "left",
    )
    assert not page.on_tap(Pick(n=2, part="sacrum")), "one click is enough for one name"
    press(page, "add:2", "click-structure")
    where = "/steps/2/question/accept"
    press(page, f"arm:{where}")
    for n, part in enumerate(("piriformis-left", "sacrum", "sacrum")):
        assert page.on_tap(Pick(n=n, part=part))
    assert at(data(page), where) == ["piriformis", "sacrum"]
    page.on_tap(Pick(n=9))
    assert "click another part" in told(page)


def test_what_is_selected_and_what_is_typed_is_named_too(page: AuthoringPage) -> None:
    press(page, "new:")
    press(page, "add:1", "point-referral")
    where = "/steps/1/question/target"
    press(page, f"chosen:{where}")
    assert "Select it on the body first." in told(page)
    page.visit.view.change(selection=("piriformis-right",))
    press(page, f"chosen:{where}")
    assert at(data(page), where) == page.visit.body.points_of("piriformis-right")[0][0]
    press(page, f"del:{where}")
    assert at(data(page), where) is None
    press(page, f"link:{where}:ask", "pirif")
    assert page.hands.asked[2]
    press(page, f"link:{where}:take", page.hands.asked[2][0][0])
    assert at(data(page), where) == page.visit.body.points_of("piriformis-right")[0][0]
    press(page, f"link:{where}:take", "nobody")
    assert "Choose one of the names" in told(page)


def test_a_view_is_captured_and_shown_again(page: AuthoringPage) -> None:
    press(page, "new:")
    page.turn(0)
    seen = page.visit.state.changed(camera="left", isolated=("piriformis-right",))
    page.visit.show(seen)
    press(page, "view:/steps/0/view")
    page.visit.show(seen.changed(camera="anterior", isolated=()))
    page.turn(-1)
    page.turn(0)
    assert page.visit.state == seen
    press(page, "del:/steps/0/view")
    assert "view" not in data(page)["steps"][0]


def test_undo_of_the_window_takes_back_what_was_written_by_name(page: AuthoringPage) -> None:
    written(page)
    hand = page.visit.hand
    assert hand.undo_name == "change Step 2 · Question · Objectives"
    hand.undo()
    assert "objectives" not in data(page)["steps"][1]["question"]
    assert hand.redo_name == "change Step 2 · Question · Objectives"
    hand.redo()
    assert data(page)["steps"][1]["question"]["objectives"] == [1]
    press(page, "del:/steps/1")
    assert page.place == 0, "what is deleted is worked on no more"
    page.leave()
    assert page.visit.hand is page.visit.view


def test_steps_and_answers_are_moved_copied_and_deleted(page: AuthoringPage) -> None:
    written(page)
    press(page, "twin:/steps/1")
    steps = data(page)["steps"]
    ids = [one["question"]["id"] for one in steps[1:]]
    assert len(set(ids)) == 2
    assert steps[1]["question"]["prompt"] == steps[2]["question"]["prompt"]
    press(page, "up:/steps/2")
    assert [one["question"]["id"] for one in data(page)["steps"][1:]] == ids[::-1]
    assert page.place == 1
    options = "/steps/1/question/options"
    press(page, f"item:{options}")
    press(page, f"down:{options}/0")
    press(page, f"del:{options}/3")
    assert [one["text"] for one in at(data(page), options)] == ["That", "This", "None"]


def test_a_draft_is_tried_out_without_a_trace(page: AuthoringPage) -> None:
    lesson, visit = written(page), page.visit
    went: list[tuple[str, dict[str, str]]] = []
    visit.opener = lambda name, keys: went.append((name, dict(keys)))
    press(page, "try:")
    ((name, keys),) = went
    assert (name, keys["step"]) == ("lessons", "step-2")
    lessons = LessonsPage(visit)
    assert lessons.left is not None
    assert lessons.restore(keys) == ()
    assert "no answer is kept" in text_on(lessons.left)
    lessons.left.pressed = {"n": 1, "id": "choose:1", "value": True}
    assert lessons.run is not None
    assert lessons.run.given is not None
    assert visit.store.answers(visit.learner, keys["lesson"]) == ()
    assert visit.store.progress(visit.learner, keys["lesson"]).step == ""
    lessons.left.pressed = {"n": 2, "id": f"draft:{lesson['id']}", "value": True}
    assert went[-1] == ("author", {"draft": lesson["id"], "part": "2"})


def test_files_are_taken_in_faults_and_all(page: AuthoringPage) -> None:
    take(page, "calf.json", json.dumps({"id": "hip", "title": "Calf", "steps": [{"id": "a"}]}))
    assert data(page)["title"] == "Calf"
    assert data(page)["id"] == "own-calf", "it takes the place of no lesson"
    assert page.bench.faults
    page.close()
    take(page, "quiz.gift", "::Q::Which is it? {=this ~that ~other}\n\nWrite about it. {}")
    assert [one["question"]["kind"] for one in data(page)["steps"]] == ["choose-one"]
    assert "essays are not asked here" in told(page)
    page.close()
    take(page, "quiz.csv", "prompt,right,wrong_1,wrong_2\nWhich?,this,that,other\n")
    assert data(page)["steps"][0]["question"]["prompt"] == "Which?"
    page.close()
    for name, text in (("a.json", "{"), ("a.json", "[]"), ("a.xyz", "x"), ("a.csv", "a,b\n1,2")):
        take(page, name, text)
        assert page.bench.draft is None
        assert told(page)


def test_a_built_in_lesson_is_copied_to_be_changed(page: AuthoringPage) -> None:
    press(page, "from::ask", "h")
    ident = next(iter(page.visit.library.lessons))
    press(page, "from::take", ident)
    lesson = page.visit.library.lessons[ident]
    assert data(page)["id"] == f"own-{ident}"
    assert len(data(page)["steps"]) == len(lesson.steps)
    assert not {one.id for one in lesson.questions} & {
        one["question"]["id"] for one in data(page)["steps"] if "question" in one
    }
    assert page.bench.faults == ()


def test_versions_are_told_apart_and_brought_back(page: AuthoringPage) -> None:
    lesson = written(page)
    press(page, "save:")
    write(page, "/title", "Another title")
    press(page, "open:versions", value=True)
    assert "Title: from “The hip” to “Another title”" in text_on(page.left)
    press(page, "save:")
    press(page, "version:1")
    assert data(page) == lesson
    page.bench.undo()
    assert data(page)["title"] == "Another title"


def test_drafts_are_found_again_by_another_visit(
    page: AuthoringPage, make_visit: Callable[..., Visit]
) -> None:
    lesson = written(page)
    other = AuthoringPage(make_visit(page.visit.atlas))
    assert other.restore({"draft": lesson["id"], "part": "2"}) == ()
    assert (data(other), other.place) == (lesson, 1)
    assert other.address() == {"draft": lesson["id"], "part": "2"}
    assert other.restore({"draft": "nothing"}) == ("There is no draft “nothing”.",)
    page.close()
    assert "The hip" in text_on(page.left)
    press(page, f"mine:{lesson['id']}")
    press(page, "drop:")
    assert page.bench.own.drafts() == ()


def test_where_others_reach_the_server_nothing_is_written(
    page: AuthoringPage, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(page)
    before = sorted(one.name for one in own.rglob("*.json"))
    monkeypatch.setattr(REACHED, "now", Reach("0.0.0.0"))
    write(page, "/title", "Changed by somebody")
    press(page, "save:")
    assert sorted(one.name for one in own.rglob("*.json")) == before
    assert "This server lets nobody write lessons" in text_on(page.left)
    assert "New lesson" not in text_on(page.left)
    assert page.restore({"draft": data(page)["id"]}) == ()
    assert page.bench.draft is None


def test_a_full_disk_keeps_the_draft(page: AuthoringPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    lesson = written(page)
    press(page, "save:")
    assert told(page) == (
        "The disk is full: nothing was written. The draft is kept as long as this window is open."
    )
    page.close()
    press(page, f"mine:{lesson['id']}")
    assert data(page) == lesson


def test_what_no_field_names_is_not_written(page: AuthoringPage) -> None:
    lesson = written(page)
    for pointer in ("/id", "/made_from", "/steps/0/id", "/steps/1/question/kind", "/x", ""):
        write(page, pointer, "x")
    press(page, "pick:/id", "x")
    press(page, "add:9", "no-such-kind")
    press(page, "part:99999999999")
    assert data(page) == lesson
