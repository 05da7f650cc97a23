"""A drawing in the making, and its compact text."""

from __future__ import annotations

import base64
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmt_atlas.domain.pain import PainArea
from nmt_atlas.domain.sketch import MOST_AREAS, MOST_STEPS, Sketch, Steps
from nmt_atlas.domain.sketch_text import LONGEST, read_sketch, write_sketch

SKIN = "0123456789abcdef"
KNOWN = {"buttock", "thigh_back", "heel"}


def nothing_named(_vertices: object) -> dict[str, tuple[str, ...]]:
    return {}


def written(sketch: Sketch) -> str:
    return write_sketch(sketch, SKIN, nothing_named)  # type: ignore[arg-type]


def test_strokes_fill_the_present_area_and_the_eraser_takes_from_all() -> None:
    two = Sketch().stroked([3, 1, 2]).begun().stroked([9])
    assert [area.vertices for area in two.areas] == [(1, 2, 3), (9,)]
    wiped = two.stroked([2, 9], erase=True)
    assert [area.vertices for area in wiped.areas] == [(1, 3), ()]
    assert len(wiped.drawing("own", SKIN).areas) == 1


def test_a_region_tapped_again_is_taken_out() -> None:
    one = Sketch().filled("buttock", "left").filled("thigh_back", "left")
    assert one.area.regions == ("buttock", "thigh_back")
    assert one.filled("buttock", "left").area.regions == ("thigh_back",)


def test_another_side_is_another_area_but_the_same_region_alone_is_on_both() -> None:
    both = Sketch().filled("buttock", "left").filled("buttock", "right")
    assert [(area.regions, area.side) for area in both.areas] == [(("buttock",), "both")]
    two = Sketch().filled("buttock", "left").filled("heel", "right")
    assert [(area.regions, area.side) for area in two.areas] == [
        (("buttock",), "left"),
        (("heel",), "right"),
    ]


def test_another_area_begins_as_the_one_before_was_told() -> None:
    first = Sketch().filled("heel", "right").strong(3).deep("deep").like("burn")
    assert first.begun().area == PainArea(strength=3, depth="deep", quality=("burn",))
    assert first.begun().begun().now == 1, "an empty area is taken up before a new one is made"


def test_there_are_never_more_areas_than_may_be() -> None:
    sketch = Sketch()
    for number in range(MOST_AREAS + 5):
        sketch = sketch.stroked([number]).begun()
    assert len(sketch.areas) == MOST_AREAS


def test_dropping_leaves_an_area_to_draw_in() -> None:
    assert Sketch().filled("heel", "right").dropped(0) == Sketch()
    assert Sketch().dropped(7) == Sketch()


def test_regions_alone_name_no_skin() -> None:
    assert Sketch().filled("heel", "right").drawing("own", SKIN).skin == ""
    assert Sketch().stroked([1]).drawing("own", SKIN).skin == SKIN


def test_steps_are_undone_and_done_again() -> None:
    one, two = Sketch().stroked([1]), Sketch().stroked([1, 2])
    steps = Steps().to(one).to(two)
    assert steps.undone().sketch == one
    assert steps.undone().undone().undone().sketch == Sketch()
    assert steps.undone().redone().sketch == two
    assert steps.undone().to(one.begun()).future == ()
    for number in range(MOST_STEPS + 9):
        steps = steps.to(Sketch().stroked([number]))
    assert len(steps.past) == MOST_STEPS


vertices = st.sets(st.integers(0, 4999), max_size=300).map(lambda found: tuple(sorted(found)))
areas = st.builds(
    PainArea,
    regions=st.lists(st.sampled_from(sorted(KNOWN)), unique=True).map(tuple),
    vertices=vertices,
    side=st.sampled_from(["right", "left", "both"]),
    strength=st.sampled_from([1, 2, 3]),
    depth=st.sampled_from([None, "surface", "deep"]),
    quality=st.sampled_from([(), ("ache",), ("tingle", "numb")]),
).filter(lambda area: not area.empty)


@given(st.lists(areas, min_size=1, max_size=4))
def test_a_text_is_read_as_it_was_written(drawn: list[PainArea]) -> None:
    sketch = Sketch(tuple(drawn))
    text = written(sketch)
    found, lost = read_sketch(text, SKIN, 5000, KNOWN)
    assert (found.areas, lost) == (sketch.areas, ())


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_sketch(text, SKIN, 5000, KNOWN)
    read_sketch(f"1{SKIN[:8]}~{text}", SKIN, 5000, KNOWN)
    read_sketch(f"1{SKIN[:8]}~.l2-.{text}", SKIN, 5000, KNOWN)


def test_what_is_lost_is_said_and_the_rest_kept() -> None:
    text = written(Sketch().filled("heel", "right").begun().stroked([5, 6]))
    found, lost = read_sketch(text, "another skin", 5000, KNOWN)
    assert (found.area.regions, lost) == (("heel",), ("other-skin",))
    found, lost = read_sketch(text, SKIN, 6, {"buttock"})
    assert found.empty
    assert set(lost) == {"unknown-region", "unreadable"}
    assert read_sketch("2xyz~heel.r2-.", SKIN, 9, KNOWN) == (Sketch(), ("unreadable",))


def test_a_packed_flood_is_refused() -> None:
    flood = base64.urlsafe_b64encode(zlib.compress(bytes(9_000_000), 9)).decode().rstrip("=")
    found, lost = read_sketch(f"1{SKIN[:8]}~.l2-.{flood}", SKIN, 5000, KNOWN)
    assert found.empty
    assert lost == ("unreadable",)


def test_what_is_too_long_for_an_address_is_written_as_regions() -> None:
    scattered = tuple(sorted(Random(3).sample(range(60_000), 20_000)))
    sketch = Sketch().stroked(scattered).begun().filled("heel", "right")
    assert len(written(Sketch().stroked(scattered[:50]))) < LONGEST
    text = write_sketch(sketch, SKIN, lambda _: {"left": ("buttock",)})
    found, _ = read_sketch(text, SKIN, 60_000, KNOWN)
    assert len(text) <= LONGEST
    assert [area.regions for area in found.areas] == [("buttock",), ("heel",)]


@pytest.mark.parametrize("strokes", [200, 3000])
def test_a_patch_of_skin_is_short(strokes: int) -> None:
    assert len(written(Sketch().stroked(range(1000, 1000 + strokes)))) < 60
