"""The window around the body, without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from seen import leaves, press, tell, text_on, working

from nmt_atlas.atlas import Atlas
from nmt_atlas.pages.frame import Frame, address_of, room_at
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.head_start import Room

Come = Callable[[str], Frame]


@pytest.fixture
def come(small_atlas: Atlas, make_visit: Callable[..., Visit]) -> Come:
    """Come in at an address."""

    def make(search: str) -> Frame:
        address = address_of(small_atlas, search)
        return Frame(make_visit(small_atlas, state=address.state, taste=address.taste), address)

    return make


@pytest.fixture
def frame(come: Come) -> Frame:
    return come("")


def told(frame: Frame) -> str:
    now = frame.visit.notices.now
    return now.text if now else ""


def back(frame: Frame, search: str) -> None:
    """What the browser tells after Back or Forward."""
    frame.shell.visited = {"n": frame.shell.visited.get("n", 0) + 1, "search": search}


def test_a_visit_begins_with_what_can_be_shown(small_atlas: Atlas) -> None:
    address = address_of(
        small_atlas, "?body=nobody&camera=left&selection=piriformis-left,no-such&page=unicorn"
    )
    state = address.state
    assert (state.body, state.camera, state.selection) == ("own", "left", ("piriformis-left",))
    assert address.page == ""
    assert [word for word in ("nobody", "no-such", "unicorn") if word in str(address.notices)] == [
        "nobody",
        "no-such",
        "unicorn",
    ]


@pytest.mark.parametrize(
    "search",
    [
        "?overlay=piriformis-9:right",
        "?overlay=piriformis-1:middle",
        "?territory=unicorn:left",
        "?nerve=unicorn:left",
        "?nerve=sciatic-nerve:left&variant=sciatic-nerve-variant-x",
        "?page=unicorn",
        "?page=library&doc=muscle/unicorn",
        "?page=lessons&lesson=unicorn",
        "?body=unicorn",
        "?theme=plaid",
    ],
)
def test_what_a_link_names_and_is_not_here_is_told_once(come: Come, search: str) -> None:
    frame = come(search)
    assert told(frame)
    assert len(frame.visit.notices.waiting) == 1
    assert text_on(frame.notices.panel).startswith(told(frame))


def test_a_notice_is_short_whatever_the_link_says(come: Come) -> None:
    long = "x" * 60_000
    for key in ("selection", "overlay", "body", "page", "theme", "clip", "camera", "nerve"):
        assert 0 < len(told(come(f"?{key}={long}"))) <= 300
    assert len(told(come(f"?page=library&doc=muscle/{long}"))) <= 300
    assert len(told(come(f"?page=lessons&lesson={long}"))) <= 300


def test_a_notice_is_taken_away(come: Come) -> None:
    frame = come("?page=unicorn")
    press(frame.notices.panel, "Dismiss")
    assert told(frame) == ""
    assert frame.notices.panel.blocks == []
    (leaf,) = leaves(frame.notices.panel)
    tell(leaf, "dismiss:" + "9" * 5000, True)
    tell(leaf, "launch:rocket", True)


def test_sheets_are_made_when_their_page_is_opened(frame: Frame) -> None:
    assert set(frame.book._made) == {"explore"}
    frame.book.open("lessons")
    first = frame.shell.left
    assert first is not None
    assert (frame.shell.left_open, frame.shell.left_title) == (True, "Learn")
    frame.book.open("explore")
    assert not frame.shell.left_open
    frame.book.open("lessons")
    assert frame.shell.left is first, "and not made again"


def test_what_is_read_takes_the_place_of_the_shelves(frame: Frame) -> None:
    shell = frame.shell
    frame.book.open("library", {})
    assert (shell.left_open, shell.right_open, shell.reading) == (True, False, True)
    frame.visit.go("library", doc="muscle/piriformis")
    assert (shell.left_open, shell.right_open) == (False, True)
    assert shell.right_title == "Piriformis"
    press(shell.right, "All documents")
    assert (shell.left_open, shell.right_open) == (True, False)


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("", Room(doors=True)),
        ("?selection=piriformis-right", Room(right=True)),
        ("?page=nerves&nerve=sciatic-nerve:left", Room(right=True)),
        ("?page=library", Room(left=True, reading=True)),
        ("?page=library&doc=muscle/piriformis", Room(right=True, reading=True)),
        ("?page=lessons", Room(left=True)),
        ("?welcome=false", Room()),
    ],
)
def test_the_head_start_knows_what_will_float_over_the_body(
    come: Come, small_atlas: Atlas, search: str, wanted: Room
) -> None:
    assert room_at(address_of(small_atlas, search)) == wanted
    shell = come(search).shell
    assert Room(shell.left_open, shell.right_open, shell.reading, bool(shell.doors)) == wanted


@pytest.mark.slow
def test_a_picture_is_drawn_where_the_browser_cannot_and_goes_when_it_can(frame: Frame) -> None:
    canvas = frame.visit.view.canvas
    canvas.failure = "no WebGL 2"
    assert canvas.still.startswith("data:image/png")
    assert "no WebGL 2" in told(frame)
    canvas.failure = ""
    assert canvas.still == ""


def test_the_ground_is_a_setting(come: Come) -> None:
    frame = come("?theme=dark")
    assert frame.shell.dark
    working(frame, "set:theme", "light")
    assert frame.visit.taste.theme == "light"
    assert not frame.shell.dark
    assert "theme" not in frame.visit.view.canvas.scene


def test_keys_of_one_letter_can_be_turned_off_and_stay_so_in_the_address(frame: Frame) -> None:
    assert frame.shell.letters
    working(frame, "set:letters", "off")
    assert not frame.shell.letters
    assert "letters=off" in frame.shell.entry["search"]


# The address


@pytest.mark.parametrize(
    "search",
    [
        "?selection=piriformis-left&overlay=piriformis-1:left",
        "?page=library&doc=muscle/piriformis",
        "?page=lessons&lesson=hip",
        "?nerve=sciatic-nerve:left",
        "?page=library&shelf=region&words=plain",
        "?language=es&theme=dark",
    ],
)
def test_a_link_is_taken_up_whole(come: Come, search: str) -> None:
    frame = come(search)
    written = frame.shell.entry["search"]
    assert not frame.shell.entry["push"], "coming in is no step"
    for pair in search.lstrip("?").split("&"):
        assert pair in written
    assert told(frame) == ""


def test_no_key_outlives_its_page(come: Come) -> None:
    frame = come("?page=lessons&lesson=hip")
    frame.book.open("explore")
    assert "lesson" not in frame.shell.entry["search"]
    assert come("?lesson=hip").book.now.id == "explore"
    assert "lesson" not in come("?lesson=hip").shell.entry["search"]
    frame.book.open("lessons", {"lesson": "hip"})
    press(frame.book.now.left, "All lessons")
    assert "lesson=hip" not in frame.shell.entry["search"]
    assert frame.shell.entry["search"].startswith("?page=lessons")


def test_what_one_would_come_back_to_is_a_step_and_turning_is_none(frame: Frame) -> None:
    shell, visit = frame.shell, frame.visit

    def pushed() -> bool:
        return bool(shell.entry["push"])

    visit.select("piriformis-right")
    assert pushed()
    before = shell.entry["search"]
    visit.view.canvas.camera_now = {"position": [900, 0, 900], "target": [0, 0, 900]}
    assert shell.entry["search"] != before
    assert not pushed()
    visit.view.change(layers=("bones",))
    assert pushed()
    visit.view.change(skin=0.4)
    assert not pushed()
    frame.book.open("library")
    assert pushed()
    working(frame, "set:theme", "dark")
    assert not pushed()
    visit.go("library", doc="muscle/piriformis")
    assert pushed()


def test_back_shows_what_was_there(frame: Frame) -> None:
    visit = frame.visit
    visit.select("piriformis-right")
    first = frame.shell.entry["search"]
    visit.go("library", doc="muscle/gluteus-medius")
    second = frame.shell.entry["search"]
    visit.go("explore")
    visit.follow("sciatic-nerve", "left")
    back(frame, second)
    assert frame.book.now.id == "library"
    assert frame.book.address().keys == {"doc": "muscle/gluteus-medius"}
    assert visit.state.nerve == ""
    assert not frame.shell.entry["push"], "going back is no new step"
    assert [one["id"] for one in frame.shell.pages if one.get("on")] == ["library"]
    back(frame, first)
    assert (frame.book.now.id, visit.state.selection) == ("explore", ("piriformis-right",))
    back(frame, "")
    assert visit.state.selection == ()
    back(frame, second)
    assert frame.shell.entry["search"] == second


def test_back_keeps_language_and_theme(frame: Frame) -> None:
    working(frame, "set:theme", "dark")
    back(frame, "?selection=piriformis-right")
    assert frame.visit.taste.theme == "dark"
    assert "theme=dark" in frame.shell.entry["search"]


def test_what_is_no_address_is_dropped(frame: Frame, caplog: pytest.LogCaptureFixture) -> None:
    frame.visit.select("piriformis-right")
    for raw in ({"n": 1}, {"n": "x", "search": ""}, {"n": 2, "search": 5}):
        frame.shell.visited = raw
    assert frame.visit.state.selection == ("piriformis-right",)
    assert "could not be read" in caplog.text


def test_names_come_back_when_a_question_is_left(come: Come) -> None:
    frame = come("?page=lessons&lesson=hip")
    press(frame.book.now.left, "Next")
    assert not frame.visit.state.labels, "names would give the answer away"
    frame.book.open("explore")
    assert frame.visit.state.labels


def test_an_old_link_to_the_nerves_leads_to_the_body(come: Come) -> None:
    frame = come("?page=nerves&nerve=sciatic-nerve:left")
    assert frame.book.now.id == "explore"
    assert frame.visit.state.nerve == "sciatic-nerve:left"
    assert frame.shell.entry["search"] == "?nerve=sciatic-nerve:left"
    assert told(frame) == ""


def test_an_open_question_stands_over_the_body(come: Come) -> None:
    frame = come("?page=lessons&lesson=hip")
    assert frame.shell.caption == ""
    press(frame.book.now.left, "Next")
    assert frame.shell.caption
    frame.book.open("explore")
    assert frame.shell.caption == ""


def test_a_question_still_listens_after_a_look_at_another_page(come: Come) -> None:
    frame = come("?page=lessons&lesson=hip")
    press(frame.book.now.left, "Next")
    frame.book.open("library")
    frame.book.open("lessons")
    frame.visit.view.canvas.picked = {"n": 1, "part": "piriformis-right"}
    assert "Right." in text_on(frame.book.now.left)
