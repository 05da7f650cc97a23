"""Going along a nerve, maps of the skin and two muscles side by side, without a browser."""

from typing import Any

import numpy as np
import pytest

from nmt_atlas.atlas import walking as atlas_walking
from nmt_atlas.domain.view_state import ViewState, read_query
from nmt_atlas.pages import walking
from nmt_atlas.pages.legend import LegendDesk
from nmt_atlas.pages.tools import command, tools_of
from nmt_atlas.pages.visit import Visit


@pytest.fixture(autouse=True)
def line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small library draws no nerve: this is its course."""
    course = np.linspace((-75.0, 15.0, 905.0), (-75.0, 15.0, 500.0), 100)
    monkeypatch.setattr(atlas_walking, "line_of", lambda *_: course)


def follow(visit: Visit) -> int:
    visit.follow("sciatic-nerve", "right")
    return len(walking.course_of(visit).stops)


def why(visit: Visit, ident: str) -> str:
    return next(one.why for one in tools_of(visit) if one.id == ident)


def test_without_a_nerve_there_is_no_strip_and_that_is_said(visit: Visit) -> None:
    assert walking.course_of(visit).stops == ()
    assert why(visit, "course-next") == "Follow a nerve first."
    assert not command(visit, "course-next")


def test_one_goes_on_and_back_and_to_the_whole_nerve(visit: Visit) -> None:
    count = follow(visit)
    assert count > 1
    command(visit, "course-next")
    assert visit.state.station == 1
    assert visit.state.spot is not None
    command(visit, "course-next")
    assert visit.state.station == 2
    assert [stop.number for stop in walking.course_of(visit).stops if stop.on] == [2]
    assert walking.course_of(visit).told.startswith(f"2 of {count}: ")
    command(visit, "course-back")
    assert visit.state.station == 1
    visit.hand.undo()
    assert visit.state.station == 2, "each stop is a step that can be taken back"
    command(visit, "course-end")
    assert (visit.state.station, visit.state.hidden, visit.state.faded) == (0, (), ())
    assert visit.state.nerve == "sciatic-nerve:right"


def test_who_flies_along_stops_at_the_last_station_and_can_begin_again(visit: Visit) -> None:
    count = follow(visit)
    command(visit, "course-play")
    assert visit.playing
    assert visit.state.station == 1
    for _ in range(count - 1):
        assert visit.playing
        command(visit, "course-next")
    assert (visit.state.station, visit.playing) == (count, False)
    command(visit, "course-play")
    assert (visit.state.station, visit.playing) == (1, True)
    command(visit, "course-play")
    assert not visit.playing


def test_a_station_is_told_by_its_number_and_foreign_text_leads_nowhere(visit: Visit) -> None:
    follow(visit)
    walking.go_to(visit, "2")
    assert visit.state.station == 2
    for other in ("", "0", "99", "-1", "two", "²"):
        walking.go_to(visit, other)
        assert visit.state.station == 2


def test_while_a_question_is_open_no_station_is_named(visit: Visit) -> None:
    follow(visit)
    visit.view.ask(visit.state, quiet=True)
    assert walking.course_of(visit).stops == ()


def test_its_muscles_are_shown_and_put_away_again(visit: Visit, monkeypatch: Any) -> None:
    follow(visit)
    before = visit.state.isolated
    monkeypatch.setattr(type(visit.body), "supplied", lambda *_: ("piriformis-right",))
    command(visit, "supplied")
    assert visit.state.isolated == ("piriformis-right",)
    command(visit, "supplied")
    assert visit.state.isolated == before


def test_an_address_restores_station_map_and_split(visit: Visit) -> None:
    state = ViewState(
        nerve="sciatic-nerve:right", station=2, chart="nerves", split="piriformis-right"
    )
    assert read_query(state.to_query()) == (state, ())
    broken, notices = read_query("station=100&chart=moon&split=nothing", ["piriformis-right"])
    assert broken == ViewState()
    assert len(notices) == 3


def test_a_map_covers_the_skin_and_is_taken_off_by_the_same_key(visit: Visit) -> None:
    command(visit, "dermatomes")
    assert visit.state.chart == "dermatomes"
    assert "skin" in visit.state.layers
    assert visit.state.skin == 1.0
    command(visit, "dermatomes")
    assert visit.state.chart == ""
    assert "skin" not in visit.state.layers


def test_two_muscles_stand_side_by_side_with_a_legend_for_each(visit: Visit) -> None:
    visit.select("piriformis-right")
    assert why(visit, "split").startswith("Select two muscles")
    visit.select("gluteus-medius-right", add=True)
    command(visit, "split")
    state = visit.state
    assert (state.selection, state.split) == (("piriformis-right",), "gluteus-medius-right")
    scene = visit.view.canvas.scene
    assert scene["selected"] == ["piriformis-right"]
    assert scene["other"]["selected"] == ["gluteus-medius-right"]
    halves = {one.get("half", 0) for one in visit.view.canvas.paint}
    names = " ".join(line.label for line in LegendDesk(visit).data().lines)
    assert "Piriformis" in names
    if 1 in halves:
        assert "Gluteus Medius" in names
    command(visit, "split")
    assert visit.state.split == ""
    assert "other" not in visit.view.canvas.scene
