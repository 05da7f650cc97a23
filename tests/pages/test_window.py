"""What the window shows as data, and what is done where it is pressed."""

from __future__ import annotations

import pytest
from seen import command, working

from nmt_atlas.domain.view_state import DEFAULT_LAYERS
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def frame(visit: Visit) -> Frame:
    return Frame(visit)


def told(frame: Frame) -> str:
    now = frame.visit.notices.now
    return now.text if now else ""


def lines(frame: Frame) -> list[tuple[str, str]]:
    """Heading and label of every line that was found."""
    return [
        (group["title"], line["label"])
        for group in frame.shell.found.get("groups", [])
        for line in group["lines"]
    ]


def test_one_search_finds_structures_documents_and_commands(frame: Frame) -> None:
    working(frame, "search:ask", "pirif")
    assert lines(frame)[0] == ("Muscles", "Piriformis")
    assert frame.shell.found["query"] == "pirif"
    working(frame, "search:ask", "isolate")
    assert ("Do", "Isolate") in lines(frame)
    working(frame, "search:ask", "ambulance")
    assert lines(frame)[0][0] == "Safety"
    assert lines(frame)[-1][0] == "Library"


def test_what_is_called_nothing_leads_to_the_nearest_three(frame: Frame) -> None:
    working(frame, "search:ask", "qqzzpyri")
    assert "qqzzpyri" in frame.shell.found["note"]
    assert len(lines(frame)) == 3


def test_an_empty_search_gives_examples_and_one_letter_finds_nothing_else(frame: Frame) -> None:
    working(frame, "search:ask", "")
    assert {title for title, _ in lines(frame)} == {"For example"}
    working(frame, "search:ask", "p")
    assert {title for title, _ in lines(frame)} == {"For example"}


@pytest.mark.parametrize(
    ("key", "page", "changes"),
    [
        ("muscle/piriformis", "explore", {"selection": ("piriformis-right",)}),
        ("structure/sacrum", "explore", {"selection": ("sacrum",)}),
        (
            "trigger-point/piriformis-1",
            "explore",
            {"selection": ("piriformis-right",), "overlay": ("piriformis-1:right",)},
        ),
        ("nerve/sciatic-nerve", "explore", {"nerve": "sciatic-nerve:right"}),
        ("dermatome/dermatome-s1", "library", {"territory": ("dermatome-s1:right",)}),
        ("source/gray-2020", "library", {"selection": ()}),
        ("lesson/hip", "lessons", {}),
        ("all:ambulance", "library", {}),
        ("do:view-posterior", "explore", {"camera": "posterior"}),
    ],
)
def test_what_was_found_is_gone_to(
    frame: Frame, key: str, page: str, changes: dict[str, object]
) -> None:
    frame.book.open("library", {})
    if page == "explore" and key.startswith("do:"):
        frame.book.open("explore")
    working(frame, "search:take", key)
    assert frame.book.now.id == page
    state = frame.visit.state
    assert {name: getattr(state, name) for name in changes} == changes
    assert told(frame) == ""


def test_what_was_not_found_is_gone_nowhere(frame: Frame) -> None:
    for key in ("muscle/unicorn", "unicorn/one", "do:rocket", "", "muscle"):
        working(frame, "search:take", key)
    assert frame.book.now.id == "explore"
    assert frame.visit.state.selection == ()


def test_the_side_that_is_looked_at_is_kept(frame: Frame) -> None:
    frame.visit.select("gluteus-medius-left")
    working(frame, "search:take", "muscle/piriformis")
    assert frame.visit.state.selection == ("piriformis-left",)


def test_five_failed_searches_are_one_notice(frame: Frame) -> None:
    for number in range(5):
        working(frame, "search:enter", f"zzqq {number}")
    assert "zzqq 4" in told(frame)
    assert len(frame.visit.notices.waiting) == 1


# Tools


def refused(frame: Frame) -> set[str]:
    titles = (str(one["title"]) for one in frame.shell.tools if one.get("why"))
    return {title.partition(":")[0] for title in titles}


def test_tools_say_why_they_cannot_be_used(frame: Frame) -> None:
    usual = {"Isolate", "Hide", "Fade", "Undo", "Redo"}
    assert refused(frame) >= usual
    frame.visit.select("sacrum")
    assert refused(frame) & usual == {"Redo"}
    command(frame, "undo")
    assert refused(frame) & usual == usual - {"Redo"}
    command(frame, "hide")
    assert told(frame) == "Select something on the body first."
    command(frame, "rocket")
    frame.shell.commanded = {"n": "x"}


def test_a_tool_that_is_on_is_seen_to_be(frame: Frame) -> None:
    def on(ident: str) -> bool:
        return next(bool(one["on"]) for one in frame.shell.tools if one["id"] == ident)

    frame.visit.select("piriformis-right")
    assert (on("isolate"), on("labels")) == (False, True)
    command(frame, "isolate")
    command(frame, "labels")
    assert (on("isolate"), on("labels")) == (True, False)


def test_turning_the_body_sends_no_tools_anew(frame: Frame) -> None:
    sent: list[str] = []
    frame.shell.param.watch(
        lambda event: sent.append(event.name), ["tools", "pages", "legend", "doors", "settings"]
    )
    frame.visit.view.canvas.camera_now = {"position": [900, 0, 900], "target": [0, 0, 900]}
    assert sent == []


# The legend


def test_a_line_of_the_legend_takes_its_paint_off_and_puts_it_back(frame: Frame) -> None:
    frame.visit.select("piriformis-right")
    legend = frame.shell.legend
    assert [one["label"] for one in legend["lines"]] == [
        "Piriformis: main pain",
        "Piriformis: spillover",
    ]
    assert legend["lines"][1]["pattern"] == "dotted"
    first = legend["lines"][0]["id"]
    working(frame, "legend", first)
    assert frame.visit.state.overlay == ()
    assert [one["off"] for one in frame.shell.legend["lines"]] == [True, True]
    working(frame, "legend", first)
    assert frame.visit.state.overlay == ("piriformis-1:right",)
    assert not any(one.get("off") for one in frame.shell.legend["lines"])
    working(frame, "legend", "unicorn")
    frame.visit.select("")
    assert frame.shell.legend == {}


def test_a_followed_nerve_stands_in_the_legend(frame: Frame) -> None:
    frame.visit.follow("sciatic-nerve", "right")
    (line,) = frame.shell.legend["lines"]
    assert (line["label"], line["pattern"]) == ("Sciatic nerve", "line")
    working(frame, "legend", line["id"])
    assert frame.visit.state.nerve == ""


@pytest.mark.parametrize(
    ("look", "framed"),
    [
        ("muscle", {"focus": ("piriformis-right",), "zones": ()}),
        ("pain", {"focus": (), "zones": ("piriformis-1:right",)}),
        ("both", {"focus": ("piriformis-right",), "zones": ("piriformis-1:right",)}),
    ],
)
def test_what_is_looked_at_is_said(
    frame: Frame, look: str, framed: dict[str, tuple[str, ...]]
) -> None:
    assert "look" not in frame.shell.legend
    frame.visit.select("piriformis-right")
    frame.visit.view.change(**framed)
    assert frame.shell.legend["look"] == look
    working(frame, "look", "muscle")
    assert frame.shell.legend["look"] == "muscle"


def test_layers_that_are_off_are_said_and_put_back(frame: Frame) -> None:
    assert "taken" not in frame.shell.legend
    frame.visit.view.change(layers=("bones",))
    assert "Deep muscles" in frame.shell.legend["taken"]
    working(frame, "restore")
    assert frame.visit.state.layers == DEFAULT_LAYERS
    assert "taken" not in frame.shell.legend


# The first screen


def test_doors_go_with_the_first_action_and_stay_away(frame: Frame) -> None:
    assert [one["id"] for one in frame.shell.doors] == ["study", "teach", "client"]
    frame.visit.view.canvas.camera_now = {"position": [900, 0, 900], "target": [0, 0, 900]}
    assert frame.shell.doors, "turning the body is no choice"
    frame.visit.select("sacrum")
    assert frame.shell.doors == []
    frame.visit.select("")
    assert frame.shell.doors == []
    assert not frame.visit.taste.welcome
    assert "welcome" not in frame.shell.entry["search"]


@pytest.mark.parametrize(("door", "page"), [("study", "lessons"), ("client", "pain")])
def test_a_door_leads_somewhere(frame: Frame, door: str, page: str) -> None:
    working(frame, "door", door)
    assert frame.book.now.id == page
    assert frame.shell.doors == []


def test_who_has_been_here_goes_past_the_doors(frame: Frame) -> None:
    working(frame, "door", "none")
    assert frame.shell.doors == []
    assert frame.book.now.id == "explore"


def test_the_client_is_read_to_in_plain_words(frame: Frame) -> None:
    working(frame, "door", "client")
    assert frame.shell.entry["search"] == "?page=pain&client=on"


def test_what_cannot_be_set_or_pressed_changes_nothing(
    frame: Frame, caplog: pytest.LogCaptureFixture
) -> None:
    before = frame.visit.taste
    for ident, value in [
        ("set:language", "xx"),
        ("set:rocket", "on"),
        ("rocket", ""),
    ]:
        working(frame, ident, value)
    frame.shell.pressed = {"n": 1}
    assert frame.visit.taste == before
    assert "not there" in caplog.text
    assert "could not be read" in caplog.text


def test_the_search_rests_while_a_question_is_open(frame: Frame) -> None:
    view = frame.visit.view
    view.ask(view.state, quiet=True)
    frame.searching.enter("piriformis")
    frame.searching.take("muscle/piriformis")
    assert not frame.visit.state.selection
    assert told(frame) == "The search rests while a question is open."
    view.ask(view.state, quiet=False)
    frame.searching.enter("piriformis")
    assert frame.visit.state.selection == ("piriformis-right",)
