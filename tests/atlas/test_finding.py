"""From drawings to sources on the own body, as page, command and notebook get them."""

from __future__ import annotations

import io
import json
import statistics
import time
from itertools import combinations
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.packs.reading import skin_file
from nmt_atlas.cli import main
from nmt_atlas.domain.found import Found
from nmt_atlas.domain.pain import QUALITIES, PainArea, PainDrawing, drawing_of


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.open()


def first(found: Found, count: int = 5) -> list[str]:
    return list(dict.fromkeys(row.of for row in found.rows))[:count]


def codes(found: Found) -> list[str]:
    return [notice.code for notice in found.notices]


@pytest.mark.parametrize(
    ("regions", "expected", "flag"),
    [
        (("temple",), {"temporalis", "trapezius"}, "flag-headache-over-50"),
        (("buttock", "thigh_back"), {"gluteus-minimus", "piriformis"}, "flag-cauda-equina"),
        (("heel",), {"soleus", "quadratus-plantae"}, "flag-stress-fracture"),
        (("shoulder_front", "shoulder_outer"), {"infraspinatus", "deltoid"}, "flag-heart"),
        (("groin",), {"hip-joint"}, "flag-hip-child"),
    ],
)
def test_drawings_lead_where_the_charts_lead(
    atlas: Atlas, regions: tuple[str, ...], expected: set[str], flag: str
) -> None:
    found = atlas.pain_sources(drawing_of(*regions, side="right"))
    assert expected & set(first(found))
    assert flag in {one.id for one in found.flags}
    assert found.rows[0].reasons
    assert sum(found.weights) == pytest.approx(1, abs=0.001)


def test_painted_skin_leads_like_the_region_that_it_lies_in(atlas: Atlas) -> None:
    view = atlas.body()
    vertices = view.painter.chart.vertices("heel", "right")
    skin = skin_file(view.source.index).sha256
    painted = PainDrawing(
        skin=skin, areas=(PainArea(vertices=tuple(int(one) for one in vertices)),)
    )
    assert first(atlas.pain_sources(painted)) == first(
        atlas.pain_sources(drawing_of("heel", side="right"))
    )
    assert {row.side for row in atlas.pain_sources(painted).rows[:4]} == {"right"}


def test_both_sides_lead_to_both(atlas: Atlas) -> None:
    found = atlas.pain_sources(drawing_of("shoulder_outer", side="both"))
    assert {row.side for row in found.rows if row.of == found.rows[0].of} == {"right", "left"}
    assert (found.rows[0].rank, found.rows[0].tied) == (1, True)


def test_tingling_ranks_nerves_first_and_organs_only_warn(atlas: Atlas) -> None:
    found = atlas.pain_sources(drawing_of("thumb", "fingers_volar", quality=["tingle"]))
    assert found.rows[0].of == "median-nerve"
    assert found.rows[0].reasons[0].code == "nerve-signs"
    chest = atlas.pain_sources(drawing_of("chest", quality=["pressure"]))
    assert chest.flags[0].id == "flag-heart"
    assert chest.flags[0].because == "quality"
    assert "heart" in {row.of for row in chest.warnings}
    assert "organ" not in {row.what for row in chest.rows}


def test_every_red_flag_appears_for_some_area_with_its_urgency(atlas: Atlas) -> None:
    flags = {one.id: one for one in atlas.library.conditions.values() if one.topic == "red-flag"}
    seen: dict[str, str] = {}
    for region in atlas.library.regions:
        for flag in atlas.pain_sources(drawing_of(region, quality=QUALITIES)).flags:
            seen.setdefault(flag.id, flag.because)
            assert flag.urgency == flags[flag.id].urgency
            assert flag.words
    assert set(seen) == set(flags)
    assert {one.id for one in flags.values() if one.qualities} == {
        name for name, because in seen.items() if because == "quality"
    }


def test_every_organ_warns_where_its_flags_stand(atlas: Atlas) -> None:
    for organ in (one for one in atlas.library.origins.values() if one.system == "organ"):
        essential = [zone.regions[0] for zone in organ.zones if zone.kind == "essential"]
        side = organ.only_side or "both"
        found = atlas.pain_sources(drawing_of(*essential, side=side))
        assert organ.id in {row.of for row in found.warnings}, organ.id
        assert set(organ.flags) & {flag.id for flag in found.flags}, organ.id


# Bad input


def test_nothing_drawn_says_so_and_keeps_the_flags_for_everybody(atlas: Atlas) -> None:
    found = atlas.pain_sources(PainDrawing())
    assert codes(found) == ["nothing-drawn"]
    assert found.rows == found.questions == ()
    assert {flag.because for flag in found.flags} == {"always"}


def test_everything_drawn_ranks_nothing(atlas: Atlas) -> None:
    count = len(atlas.body().source.skin().points)
    found = atlas.pain_sources(PainDrawing(areas=(PainArea(vertices=tuple(range(count))),)))
    assert codes(found) == ["everywhere"]
    assert found.rows == ()
    assert found.flags


def test_a_stroke_off_the_body_and_an_unknown_region_are_left_out(atlas: Atlas) -> None:
    area = PainArea(regions=("heel", "hell"), vertices=(-3, 99_999_999), side="right")
    found = atlas.pain_sources(PainDrawing(areas=(area,)))
    assert [(one.code, one.value) for one in found.notices] == [
        ("unknown-region", "hell"),
        ("off-body", "2"),
    ]
    assert first(found) == first(atlas.pain_sources(drawing_of("heel", side="right")))


def test_another_skin_or_body_keeps_the_regions_only(atlas: Atlas) -> None:
    area = PainArea(regions=("heel",), vertices=(1, 2, 3))
    other = PainDrawing(skin="0" * 64, areas=(area,))
    assert codes(atlas.pain_sources(other)) == ["other-skin"]
    away = PainDrawing(body="mars", areas=(area,))
    found = atlas.pain_sources(away)
    assert [(one.code, one.value) for one in found.notices] == [("other-body", "mars")]
    assert found.rows


# Narrowing and palpation on real documents


def test_an_answer_narrows_and_contradictions_are_told(atlas: Atlas) -> None:
    drawing = drawing_of("shoulder_outer", "arm_lateral", side="right")
    found = atlas.pain_sources(drawing)
    assert 1 <= len(found.questions) <= 5
    asked = found.questions[0]
    after = atlas.pain_sources(drawing, {asked.id: "yes"})
    assert asked.id not in {one.id for one in after.questions}
    assert after.rows[0].of in asked.speaks_for
    one, other = next(
        (one.id, two.id)
        for one, two in combinations(found.questions, 2)
        if not set(one.speaks_for) & set(two.speaks_for)
    )
    assert "answers-disagree" not in codes(atlas.pain_sources(drawing, {one: "yes"}))
    told = atlas.pain_sources(drawing, {one: "yes", other: "yes"})
    assert "answers-disagree" in codes(told)
    assert told.rows


def test_a_plan_has_places_positions_and_dangers(atlas: Atlas) -> None:
    found = atlas.pain_sources(drawing_of("neck_side", "chest_front", side="right"))
    steps = atlas.palpation_plan(found)
    assert steps
    assert all(step.side in ("right", "left") and len(step.at) == 3 for step in steps)
    turns = [step.lying for step in steps]
    assert len(list(dict.fromkeys(turns))) == sum(
        at == 0 or turns[at - 1] != turn for at, turn in enumerate(turns)
    )
    assert any(step.near for step in steps)
    active = {(steps[0].trigger_point, steps[0].side): "active"}
    after = atlas.pain_sources(found.drawing, findings=active)  # type: ignore[arg-type]
    assert after.rows[0].of == steps[0].muscle
    assert after.unexplained


# One answer everywhere, and fast


@pytest.mark.slow
def test_command_and_notebook_give_the_same(
    atlas: Atlas, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = drawing_of("heel", side="right")
    monkeypatch.setattr("sys.stdin", io.StringIO(drawing.model_dump_json()))
    assert main(["find", "--drawing", "-", "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    found = atlas.pain_sources(drawing).model_dump(mode="json", exclude={"drawing"})
    assert told == found
    assert main(["find", "--region", "heel", "--side", "right", "--full", "--json"]) == 0
    full = json.loads(capsys.readouterr().out)
    assert {"flags", "rows", "questions"} <= set(full)
    assert full["rows"] == found["rows"]
    assert {"evidence", "rarity", "match", "muscle", "trigger_point", "side"} <= set(
        full["rows"][0]
    )


def test_a_drawing_is_answered_in_milliseconds_from_little_memory(atlas: Atlas) -> None:
    finder = atlas.body().finder
    finder.warm()
    assert finder.nbytes < 10_000_000
    drawing = drawing_of("buttock", "thigh_back", side="left")
    spent = []
    for _ in range(15):
        start = time.process_time()
        finder.find(drawing)
        spent.append(time.process_time() - start)
    assert statistics.median(spent) < 0.02, "5 ms are measured by benchmarks/lookup.py"
