"""What ``find`` names, held against the pain guides of the manuals."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.domain.ranking import find
from nmt_atlas.domain.referral import CHARTED
from nmt_atlas.library import Library, data_paths, load_library

CHARTS: dict[str, Any] = json.loads((Path(__file__).with_name("charts.json")).read_text())[
    "regions"
]
FIRST = 10
UNGUIDED = {"shoulder_top"}
"""Regions that no guide of the manuals has."""


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library(data_paths({})).library


def found(library: Library, region: str) -> list[str]:
    rows = find(region, None, library.muscles.values(), library.regions)
    return list(dict.fromkeys(row.muscle for row in rows[:FIRST]))


def recall(first: Mapping[str, list[str]], regions: list[str]) -> float:
    wanted = [(region, muscle) for region in regions for muscle in CHARTS[region]["guides"]]
    return sum(muscle in first[region] for region, muscle in wanted) / len(wanted)


def supported(first: Mapping[str, list[str]]) -> float:
    rows = [(region, muscle) for region, muscles in first.items() for muscle in muscles]
    known = [muscle in CHARTS[one]["guides"] + CHARTS[one]["also"] for one, muscle in rows]
    return sum(known) / len(known)


def groups(library: Library) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for region in CHARTS:
        names.setdefault(library.regions[region].group, []).append(region)
    return names


def test_the_guides_name_regions_and_muscles_that_exist(real: Library) -> None:
    wide = {one.id for one in real.regions.values() if one.seeds and one.part_of == one.id}
    assert set(CHARTS) == wide - UNGUIDED
    for chart in CHARTS.values():
        named = chart["guides"] + chart["also"]
        assert len(named) == len(set(named))
        assert set(named) <= set(real.muscles)


def test_find_recalls_what_the_guides_list(real: Library) -> None:
    first = {region: found(real, region) for region in CHARTS}
    for region in CHARTS:
        missing = [one for one in CHARTS[region]["guides"] if one not in first[region]]
        told = f"without {', '.join(missing)}" if missing else ""
        sys.stdout.write(f"{region:22} {recall(first, [region]):.2f} {told}\n")
    by_group = {name: recall(first, regions) for name, regions in groups(real).items()}
    sys.stdout.write(f"{by_group}\nall {recall(first, list(CHARTS)):.3f}\n")
    sys.stdout.write(f"supported by a chart {supported(first):.3f}\n")
    assert recall(first, list(CHARTS)) >= 0.93
    assert min(by_group.values()) >= 0.70
    assert supported(first) >= 0.95


def test_no_region_is_left_alone(real: Library) -> None:
    first = {region: found(real, region) for region in CHARTS}
    assert [one for one in CHARTS if recall(first, [one]) < 0.5] == []


def test_no_inferred_answer_stands_above_a_charted_one(real: Library) -> None:
    for region in real.regions:
        rows = find(region, None, real.muscles.values(), real.regions)
        kinds = [row.evidence in CHARTED for row in rows]
        assert kinds == sorted(kinds, reverse=True), region


def test_how_many_answers_are_charted(real: Library) -> None:
    rows = [
        row
        for region in CHARTS
        for row in find(region, None, real.muscles.values(), real.regions)[:FIRST]
    ]
    shares = dict.fromkeys(("charted", "charted-by-few", "inferred", "anatomy"), 0.0)
    for row in rows:
        shares[row.evidence] += 1 / len(rows)
    sys.stdout.write(f"{ {kind: round(share, 3) for kind, share in shares.items()} }\n")
    assert shares["charted"] >= 0.85
    assert shares["inferred"] + shares["anatomy"] <= 0.05


def test_the_score_can_fail(real: Library) -> None:
    last = {
        region: [
            row.muscle for row in find(region, None, real.muscles.values(), real.regions)[::-1]
        ][:3]
        for region in CHARTS
    }
    assert recall(last, list(CHARTS)) < 0.6
    assert supported({region: ["soleus", "stylohyoid"] for region in CHARTS}) < 0.3
