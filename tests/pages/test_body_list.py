"""The body as a list: what stands on it, and that choosing there is choosing on the body."""

from __future__ import annotations

from seen import act, choose, command, leaves, shown_on, text_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.beneath import SHARE, beneath
from nmt_atlas.pages.body_list import BodyListPage
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.visit import Visit


def opened(visit: Visit) -> tuple[Frame, BodyListPage]:
    frame = Frame(visit)
    command(frame, "body-list")
    page = frame.book.now
    assert isinstance(page, BodyListPage)
    return frame, page


def shelves(page: BodyListPage) -> dict[str, str]:
    """The groups, with how many they say they have."""
    (leaf,) = leaves(page.left)
    return {one["title"]: one["counted"] for one in leaf.blocks if one["kind"] == "shelf"}


def test_the_list_is_one_command_and_a_link_before_everything_else(visit: Visit) -> None:
    frame, page = opened(visit)
    assert [one["id"] for one in frame.shell.tools if one.get("skip")] == ["body-list"]
    assert frame.shell.left_title == "The body as a list"
    assert (frame.shell.left_open, frame.shell.right_open) == (True, False)
    assert shelves(page) == {"Hip": "4 structures"}


def test_what_is_chosen_in_the_list_is_selected_on_the_body(visit: Visit) -> None:
    frame, page = opened(visit)
    assert "Nothing is selected." in text_on(page.left)
    act(page.left, "open:hip")
    act(page.left, "pick:piriformis-right")
    assert visit.state.selection == ("piriformis-right",)
    assert "Selected: Piriformis (right)" in text_on(page.left)
    lines = shown_on(page.left, "hip")["items"]
    assert [one["id"] for one in lines if one.get("on")] == ["pick:piriformis-right"]
    assert frame.shell.right_open
    assert frame.shell.right_title == "Piriformis"
    assert frame.shell.title == "Piriformis · List · NMT Atlas"


def test_what_is_clicked_on_the_body_is_told_by_the_list(visit: Visit) -> None:
    _frame, page = opened(visit)
    visit.view.canvas.picked = {"n": 1, "part": "sacrum"}
    assert "Selected: Sacrum" in text_on(page.left)


def test_it_is_grouped_by_system_and_stands_in_the_address(visit: Visit) -> None:
    frame, page = opened(visit)
    choose(page.left, "by", "system")
    assert list(shelves(page)) == ["Deep muscles", "Bones", "Nerves"]
    choose(page.left, "on", "left")
    act(page.left, "open:bones")
    assert frame.shell.entry["search"].startswith("?page=list&by=system&on=left")
    again = Frame(visit)
    assert again.book.open("list", {"by": "nothing", "as": "table", "on": "left"}) == ()
    assert again.book.now.address() == {"as": "table", "on": "left"}


def test_a_table_names_its_columns_and_the_language_of_each(visit: Visit) -> None:
    _frame, page = opened(visit)
    choose(page.left, "as", "table")
    act(page.left, "open:hip")
    table = shown_on(page.left, "table:hip")
    assert table["caption"] == "Hip"
    assert table["heads"] == ["Name", "Latin", "Kind"]
    assert table["langs"] == ["", "la", ""]
    assert "Piriformis" in [row["cells"][0] for row in table["rows"]]
    act(page.left, "pick:piriformis-right")
    (row,) = [one for one in shown_on(page.left, "table:hip")["rows"] if one.get("on")]
    assert row["id"] == "pick:piriformis-right"


def test_the_regions_of_the_skin_say_what_lies_beneath_them(
    visit: Visit, small_atlas: Atlas
) -> None:
    found = beneath(small_atlas, "own")
    parts = {part for _, _, under in found for part in under}
    assert parts == {part.id for part in visit.body.context.index.parts} - {"skin"}
    assert 0 < SHARE < 0.5
    for _, side, under in found:
        other = {"right": "-left", "left": "-right"}.get(side, "-nowhere")
        assert not [part for part in under if part.endswith(other)]


def test_what_is_not_there_is_not_chosen(visit: Visit) -> None:
    _frame, page = opened(visit)
    act(page.left, "pick:wing-right")
    choose(page.left, "by", "colour")
    choose(page.left, "on", "top")
    assert visit.state.selection == ()
    assert page.address() == {}
