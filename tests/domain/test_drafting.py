"""A draft is changed, taken back by name, copied, and compared with another version."""

from __future__ import annotations

import copy

from nmt_atlas.domain.drafting import (
    Drafting,
    as_written,
    at,
    copied,
    differences,
    ident_of,
    is_tried_out,
    new_lesson,
    place_of,
    place_told,
)
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.lesson import Lesson

SAY = ENGLISH.say


def begun() -> Drafting:
    return Drafting(new_lesson("calf", "The calf", "Look"))


def names(draft: Drafting) -> list[str]:
    return [done.told(SAY) for done, _ in draft.past]


def test_what_is_typed_on_at_one_place_is_one_step_back() -> None:
    draft = begun().put("/title", "T").put("/title", "Th").put("/summary", "S")
    assert names(draft) == ["change Title", "change Summary"]
    back = draft.undo().undo()
    assert back.data == begun().data
    assert back.redo().data["title"] == "Th", "all that was typed comes back at once"
    assert back.redo().redo().data == draft.data
    assert begun().undo() == begun() == begun().redo()


def test_another_change_ends_what_could_be_done_again() -> None:
    assert not begun().put("/title", "A").undo().put("/summary", "B").future


def test_changes_leave_the_draft_before_alone() -> None:
    first = begun()
    before = copy.deepcopy(first.data)
    draft, _ = first.new_step("choose-one")
    draft.put("/steps/1/question/options/0/text", "a").remove("/steps/0").move("/steps/0", 1)
    assert first.data == before


def test_steps_are_added_moved_and_deleted_by_name() -> None:
    draft, place = begun().new_step("choose-one", "Ask")
    question = draft.steps[place]["question"]
    assert (question["kind"], question["id"]) == ("choose-one", "calf-q2")
    assert question["sources"] == ["gray-2020"]
    moved = draft.move("/steps/1", -1)
    assert [one["id"] for one in moved.steps] == ["step-2", "step-1"]
    assert names(moved.remove("/steps/0")) == ["add Step 2", "move Step 2", "delete Step 1"]
    assert draft.move("/steps/1", 1) is draft, "there is no place after the last"
    again, _ = draft.remove("/steps/0").new_step("choose-one")
    assert again.steps[-1]["id"] == "step-3", "an id is not given twice"


def test_nothing_is_written_where_there_is_no_place() -> None:
    draft = begun()
    for pointer in ("/steps/9/title", "/nowhere/title", "/steps/x"):
        assert draft.put(pointer, "x") is draft
        assert draft.remove(pointer) is draft
    assert draft.add("/title", "x") is draft, "a title is no list"
    assert at(draft.data, "/steps/0/title/deep") is None


def test_a_value_that_is_taken_away_is_gone() -> None:
    draft = begun().put("/steps/0/view", {"camera": "left"}).put("/steps/0/view", None)
    assert "view" not in draft.steps[0]


def test_a_copy_has_ids_of_its_own() -> None:
    draft, _ = begun().new_step("type-name")
    made = copied({**draft.data, "made_from": "muscle/soleus"}, "mine", "Mine")
    assert (made["id"], made["title"]) == ("mine", "Mine")
    assert made["steps"][1]["question"]["id"] == "mine-q2"
    assert "made_from" not in made
    assert draft.steps[1]["question"]["id"] == "calf-q2"
    assert ident_of("Mi lección: the calf!", {"mi-lecci-n-the-calf"}) == "mi-lecci-n-the-calf-2"
    assert ident_of("…", ()) == "lesson"


def test_differences_follow_steps_by_their_ids() -> None:
    draft, _ = begun().new_step("type-name", "Name it")
    later = draft.move("/steps/1", -1).put("/steps/0/question/prompt", "What is it?")
    found = {one.pointer: (one.before, one.after) for one in differences(draft.data, later.data)}
    assert found == {
        "/steps/0/question/prompt": ("", "What is it?"),
        "/steps": ("step-1 step-2", "step-2 step-1"),
    }
    gone = differences(draft.data, draft.remove("/steps/1").data)
    assert [(one.pointer, one.before, one.after) for one in gone] == [("/steps/1", "Name it", "")]
    assert differences(draft.data, copy.deepcopy(draft.data)) == ()


def test_another_version_in_its_place_can_be_undone() -> None:
    draft = begun()
    other = draft.replaced({**draft.data, "title": "Older"})
    assert names(other) == ["go back to another version"]
    assert other.undo().data == draft.data
    assert draft.replaced(dict(draft.data)) is draft


def test_places_are_told_in_words() -> None:
    where = place_of("/steps/1/question/options/2/why")
    assert place_told(where, SAY) == "Step 2 · Question · Answer 3 · Why"
    assert place_told((), SAY) == "The lesson"


def test_a_lesson_is_written_as_people_write_it() -> None:
    data = new_lesson("calf", "The calf", "Look") | {"summary": "S", "objectives": ["O"]}
    assert as_written(Lesson.model_validate(data)) == {
        **data,
        "steps": [{"id": "step-1", "title": "Look"}],
    }
    assert is_tried_out("preview-calf")
    assert not is_tried_out("calf")
