"""The Pain page on the own body: drawn by hand or by words, what it leads to, and its address."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest
from seen import act, choose, labels, press, shown_on, text_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.cli import main
from nmt_atlas.pages.client import ClientPage
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.frame import Frame, address_of
from nmt_atlas.pages.pain import PainPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.sheets import SHEETS

BY_ID = {one.id: one for one in COMMANDS}


def opened(visit: Visit, **keys: str) -> PainPage:
    frame = Frame(visit)
    frame.book.open("pain", keys)
    found = frame.book.now
    assert isinstance(found, PainPage)
    return found


@pytest.fixture
def page(whole_atlas: Atlas, make_visit: Any) -> PainPage:
    return opened(make_visit(whole_atlas))


def say_it(page: PainPage, *regions: str, side: str = "right") -> None:
    choose(page.left, "side:", side)
    for region in regions:
        act(page.left, "words:take", region)


def painted(page: PainPage, region: str, side: str) -> None:
    """What the browser tells when the brush has painted a region."""
    chart = page.visit.body.painter.chart
    vertices = [int(one) for one in chart.vertices(region, side)]  # type: ignore[arg-type]
    canvas = page.visit.view.canvas
    n = canvas.stroked.get("n", 0) + 1
    canvas.stroked = {"n": n, "vertices": vertices, "erase": canvas.brush["erase"]}


def tapped(page: PainPage, region: str, side: str) -> None:
    chart = page.visit.body.painter.chart
    vertex = int(chart.vertices(region, side)[0])  # type: ignore[arg-type]
    canvas = page.visit.view.canvas
    canvas.picked = {"n": canvas.picked.get("n", 0) + 1, "part": "", "skin_vertex": vertex}


def first(page: PainPage, count: int = 6) -> list[str]:
    return list(dict.fromkeys(row.of for row in page.looking.rows))[:count]


CHARTED = [
    (("temple",), "right", {"temporalis", "trapezius"}, "flag-headache-over-50"),
    (("buttock", "thigh_back"), "left", {"gluteus-minimus", "piriformis"}, "flag-cauda-equina"),
    (("thumb_radial_hand",), "right", {"brachialis", "scalenes"}, "flag-cold-limb"),
    (("heel",), "right", {"soleus", "quadratus-plantae"}, "flag-stress-fracture"),
    (("shoulder_front", "shoulder_outer"), "both", {"infraspinatus", "deltoid"}, "flag-heart"),
]


@pytest.mark.parametrize(("regions", "side", "expected", "flag"), CHARTED)
def test_words_and_the_brush_lead_where_the_charts_lead(
    page: PainPage, regions: tuple[str, ...], side: str, expected: set[str], flag: str
) -> None:
    say_it(page, *regions, side=side)
    assert expected & set(first(page))
    assert page.looking.found is not None
    assert flag in {one.id for one in page.looking.found.flags}
    shown = text_on(page.right)
    name = page.visit.library.conditions[flag].name
    assert shown.index(name) < shown.index("Where it may come from"), "flags stand on top"

    act(page.left, "clear:")
    assert page.looking.found is None
    sides = ("right", "left") if side == "both" else (side,)
    for one in sides:
        for region in regions:
            painted(page, region, one)
    assert expected & set(first(page))


@pytest.mark.slow
def test_page_command_and_notebook_rank_alike(
    page: PainPage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    painted(page, "buttock", "left")
    act(page.left, "like:numb")
    press(page.left, "Another area")
    say_it(page, "thigh_back", side="left")
    drawing = page.looking.drawing
    notebook = Atlas.open().pain_sources(drawing)
    monkeypatch.setattr("sys.stdin", io.StringIO(drawing.model_dump_json()))
    main(["find", "--drawing", "-", "--json"])
    command = json.loads(capsys.readouterr().out)
    keys = [row.key for row in page.looking.rows]
    assert keys == [row.key for row in notebook.rows]
    assert keys == [(row["what"], row["of"], row["side"]) for row in command["rows"]]
    assert [row.match for row in page.looking.rows] == [row["match"] for row in command["rows"]]


@pytest.mark.slow
def test_a_drawing_as_a_file_is_read_by_the_command(
    page: PainPage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted(page, "heel", "right")
    press(page.right.objects[0], "Drawing as a file")
    url, name = page._link
    assert name == "Open pain-drawing.json"
    saved = SHEETS.get(*url.split("/")[1:])
    assert saved is not None
    assert json.loads(saved)["time"].startswith("2")
    monkeypatch.setattr("sys.stdin", io.StringIO(saved.decode()))
    assert main(["find", "--drawing", "-", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["notices"] == []
    assert [row["of"] for row in told["rows"]] == [row.of for row in page.looking.rows]


def test_numb_skin_asks_nerves_first_and_says_why(page: PainPage) -> None:
    say_it(page, "buttock", "thigh_back", side="left")
    assert page.looking.rows[0].what == "trigger-point"
    act(page.left, "like:numb")
    assert page.looking.rows[0].what in ("nerve", "root")
    assert "Numb or tingling skin speaks for a nerve before a muscle." in text_on(page.right)


def test_a_match_is_a_bar_and_words_never_a_number(page: PainPage) -> None:
    say_it(page, "heel")
    rows = shown_on(page.right, "ranking")["rows"]
    assert {row["says"] for row in rows} <= {
        "Fits well",
        "Fits in part",
        "Fits a little",
        "Hardly fits",
    }
    assert {"charted", "common"} <= {chip for row in rows for chip in row["chips"]}
    tied = [row for row in page.looking.rows if row.tied]
    assert tied
    assert "tied: cannot be told apart" in rows[tied[0].rank]["chips"]
    assert "=" in rows[tied[0].rank]["rank"]
    assert not any(f"{row.match}" in text_on(page.right) for row in page.looking.rows)


def test_a_tap_fills_a_region_and_takes_it_out_again(page: PainPage) -> None:
    tapped(page, "heel", "left")
    assert page.hand.sketch.area.regions == ("heel",)
    assert page.hand.sketch.area.side == "left"
    assert page.visit.state.selection == (), "no click selects anything here"
    tapped(page, "heel", "left")
    assert page.hand.sketch.empty


def test_mirrored_strokes_are_on_both_sides(page: PainPage) -> None:
    act(page.left, "mirror:", True)
    painted(page, "temple", "right")
    skin = page.visit.body.source.skin().points
    sides = [skin[one][0] > 0 for one in page.hand.sketch.area.vertices]
    assert 0.4 < sum(sides) / len(sides) < 0.6
    assert {row.side for row in page.looking.rows[:4]} == {"right", "left"}


def test_undo_takes_strokes_back_before_views(page: PainPage) -> None:
    painted(page, "heel", "right")
    painted(page, "foot_sole", "right")
    assert BY_ID["undo"].refused(page.visit) == ""
    BY_ID["undo"].run(page.visit)
    BY_ID["undo"].run(page.visit)
    assert page.hand.sketch.empty
    BY_ID["redo"].run(page.visit)
    assert not page.hand.sketch.empty
    page.leave()
    assert page.visit.hand is page.visit.view


def test_the_brush_is_in_the_hand_only_here(page: PainPage) -> None:
    canvas = page.visit.view.canvas
    assert canvas.tool == "brush"
    groups = canvas.scene["groups"]
    assert [name for name in groups if groups[name].get("visible", True)] == ["skin"]
    choose(page.left, "tool:", "erase")
    assert canvas.brush["erase"]
    choose(page.left, "tool:", "turn")
    assert canvas.tool == "orbit"
    painted_before = len(canvas.paint)
    painted(page, "heel", "right")
    assert len(canvas.paint) == painted_before + 1
    page.visit.go("explore")
    assert canvas.tool == "pick"
    assert canvas.paint == []
    page.visit.go("pain")
    assert canvas.tool == "orbit"
    assert len(canvas.paint) == 1


def test_an_address_holds_the_drawing(page: PainPage, make_visit: Any) -> None:
    painted(page, "buttock", "left")
    say_it(page, "sacroiliac", side="left")
    choose(page.left, "strength:", "3")
    choose(page.left, "depth:", "deep")
    asked = page.looking.found.questions[0].id  # type: ignore[union-attr]
    page.looking.answer(asked, "yes")
    visit = page.visit
    keys = {name: value for name, value in page.address().items() if value}
    other = opened(make_visit(visit.atlas), **keys)
    assert other.visit.state.camera == "posterior", "what is drawn is looked at"
    assert other.hand.sketch.areas == page.hand.sketch.areas
    assert other.looking.answers == {asked: "yes"}
    assert [row.key for row in other.looking.rows] == [row.key for row in page.looking.rows]
    assert other.address() == page.address()


def test_the_text_of_a_large_drawing_is_fit_for_an_address(page: PainPage) -> None:
    for region in ("back", "thigh", "leg", "abdomen"):
        for part in page.visit.library.regions[region].parts or (region,):
            painted(page, part, "left")
            painted(page, part, "right")
    assert len(page.address()["drawn"]) <= 6000


def test_a_bad_link_is_told_and_the_rest_taken_up(page: PainPage, make_visit: Any) -> None:
    visit = make_visit(page.visit.atlas)
    told = opened(visit).restore(
        {"drawn": "1deadbeef~heel,nowhere.r3-.AAAA", "told": "x", "felt": "."}
    )
    assert len(told) == 2
    assert "another skin" in " ".join(told)
    address = address_of(visit.atlas, "?page=pain&drawn=junk&client=on")
    assert address.keys == {"drawn": "junk", "client": "on"}


@pytest.mark.slow
def test_nothing_and_everything_and_the_unknown_have_words(page: PainPage) -> None:
    assert page.topic == ""
    assert "Paint on the body where it hurts" in text_on(page.left)
    act(page.left, "words:take", "my aura")
    assert "The body chart has no “my aura”." in page.visit.notices.waiting[-1].text
    for region in page.visit.library.regions.values():
        if region.seeds:
            painted(page, region.id, "right")
            painted(page, region.id, "left")
    assert "Almost everything is drawn." in text_on(page.right)
    assert page.looking.rows == ()


def test_pointing_at_a_source_paints_it_and_pressing_keeps_it(page: PainPage) -> None:
    say_it(page, "buttock", side="left")
    canvas, rows = page.visit.view.canvas, page.looking.rows
    key = f"trigger-point.{rows[0].of}.{rows[0].side}"
    only = len(canvas.paint)
    page.over.point(key)
    assert len(canvas.paint) > only
    assert page.visit.state.overlay == ()
    page.over.point("")
    assert len(canvas.paint) == only
    page.over.show(key)
    assert page.visit.state.overlay == (f"{rows[0].id}:{rows[0].side}",)
    assert shown_on(page.right, "ranking")["rows"][0]["on"]
    page.over.show(key)
    assert page.visit.state.overlay == ()


def test_two_sources_stand_beside_each_other_in_two_hues(page: PainPage) -> None:
    say_it(page, "buttock", "thigh_back", side="left")
    act(page.left, "like:numb")
    muscles = [row for row in page.looking.rows if row.muscle]
    nerves = [row for row in page.looking.rows if row.what in ("nerve", "root")]
    for pair in (muscles[:2], nerves[:2], [muscles[0], nerves[0]]):
        page.over.paint((), ())
        for row in pair:
            page.over.show(f"{row.what}.{row.of}.{row.side}", beside=True)
        hues = page.over.on()
        assert len(hues) == 2, pair
        assert len(set(hues.values())) == 2, pair


def test_answers_narrow_and_are_taken_back(page: PainPage) -> None:
    say_it(page, "buttock", side="left")
    before = [row.key for row in page.looking.rows]
    asked = [one.id for one in page.looking.found.questions]  # type: ignore[union-attr]
    assert 1 <= len(asked) <= 5
    page.looking.answer(asked[0], "skip")
    assert [row.key for row in page.looking.rows] == before
    page.looking.answer(asked[1], "no")
    assert asked[1] in page.looking.answers
    assert asked[1] not in [one.id for one in page.looking.found.questions]  # type: ignore[union-attr]
    press(page.right.objects[0], "Take my answers back")
    assert [row.key for row in page.looking.rows] == before
    page.looking.answer("no such question", "yes")
    assert page.looking.answers == {}


def test_what_hands_find_changes_the_answer(page: PainPage) -> None:
    say_it(page, "buttock", "thigh_back", side="left")
    press(page.right.objects[0], "What to feel for")
    steps = page.looking.steps
    assert "Draw a line from the middle of the sacral edge" in text_on(page.right)
    step = steps[-1]
    key = f"{step.trigger_point}:{step.side}"
    page.looking.feel(key, "active")
    assert page.looking.rows[0].trigger_point == step.trigger_point or any(
        reason.code == "found-active" for reason in page.looking.rows[0].reasons
    )
    assert page.looking.steps == steps, "the plan stays as it was while it is worked through"
    assert page.address()["felt"] == f"{step.trigger_point}.{step.side[0]}.a"
    page.looking.feel(key, "active")
    assert page.looking.findings == {}
    page.looking.feel("no-such-point:left", "active")
    page.looking.feel(key, "cured")
    assert page.looking.findings == {}


def test_a_client_reads_plain_words_in_large(page: PainPage) -> None:
    say_it(page, "heel")
    act(page.left, "plain:", True)
    shown = text_on(page.right)
    muscle = page.visit.library.muscles["soleus"]
    assert muscle.client in shown
    assert "charted" not in shown
    assert len(shown_on(page.right, "ranking")["rows"]) == 5
    assert page.left.large
    assert page.address()["client"] == "on"


def test_a_handout_is_one_press_away(page: PainPage) -> None:
    say_it(page, "heel")
    row = next(row for row in page.looking.rows if row.muscle == "soleus")
    act(page.right.objects[0], f"handout:trigger-point.soleus.{row.side}")
    now = page.visit.taps.first.__self__.now  # type: ignore[attr-defined]
    assert isinstance(now, ClientPage)
    assert now.doc == "muscle/soleus"


def test_it_hurts_here_from_the_body(whole_atlas: Atlas, make_visit: Any) -> None:
    visit = make_visit(whole_atlas)
    frame = Frame(visit)
    visit.select("soleus-left")
    BY_ID["hurts-here"].run(visit)
    page = frame.book.now
    assert isinstance(page, PainPage)
    assert page.hand.sketch.area.side == "left"
    assert page.hand.sketch.area.regions[0].startswith("leg")
    assert "here" not in page.address()
    BY_ID["hurts-here"].run(visit)
    assert not page.hand.sketch.empty, "what hurts already is not wiped"


def test_on_a_narrow_window_the_sources_are_asked_for(page: PainPage) -> None:
    say_it(page, "sacrum")
    assert "Back to the drawing" not in labels(page.right)
    page.visit.width = 390
    page.refresh()
    assert page.topic == ""
    assert "Back to the drawing" in labels(page.right)
    say_it(page, "heel")
    press(page.left, "Where may it come from?")
    assert page.topic == "Where it may come from"
    press(page.right.objects[0], "Back to the drawing")
    assert page.topic == ""


def test_a_stroke_is_ranked_within_a_frame_or_two(page: PainPage) -> None:
    page.visit.body.finder.warm()
    painted(page, "buttock", "left")
    begun = time.process_time()
    painted(page, "thigh_back", "left")
    assert time.process_time() - begun < 0.15
    assert "Wipe all" in labels(page.left)


def test_a_phone_shows_the_sources_when_asked_and_leads_back(page: PainPage) -> None:
    page.visit.width = 390
    say_it(page, "temple")
    assert page.topic == ""
    press(page.left, "Where may it come from?")
    assert page.topic
    press(page.right, "Back to the drawing")
    assert page.topic == ""


def test_a_phone_names_the_sources_that_come_with_the_place(
    whole_atlas: Atlas, make_visit: Any
) -> None:
    visit = make_visit(whole_atlas)
    visit.width = 390
    frame = Frame(visit)
    frame.book.open("pain", {"here": "20000"})
    page = frame.book.now
    assert isinstance(page, PainPage)
    assert page.topic == "Where it may come from"
    press(page.right.objects[0], "Back to the drawing")
    assert page.topic == ""
    frame.book.open("assess")
    frame.book.open("pain")
    assert frame.book.now is page
    assert page.topic == "Where it may come from", "both sheets stand open again"


def test_a_link_to_a_place_turns_the_body_towards_it(page: PainPage) -> None:
    chart = page.visit.body.painter.chart
    label = next(at for at, one in enumerate(chart.regions) if one.id == "buttock")
    vertex = int(((chart.label == label) & chart.left).nonzero()[0][0])
    page.visit.pointed = -1
    page.restore({"here": str(vertex)})
    assert page.hand.sketch.area.regions == ("buttock",)
    assert page.visit.state.camera == "posterior"
    assert page.visit.state.spot is not None
    assert page.visit.state.spot[0] > 0, "its own side"


def test_what_was_clicked_is_not_turned_away(page: PainPage) -> None:
    vertex = int(page.visit.body.painter.chart.left.nonzero()[0][0])
    before = page.visit.state.camera
    page.visit.pointed = vertex
    page.restore({"here": str(vertex)})
    assert not page.hand.sketch.empty
    assert page.visit.state.camera == before
