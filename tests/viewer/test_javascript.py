"""The viewer's JavaScript: lint, types, unit tests, and that Python reads what it tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any, get_args

import pytest
from javascript_samples import JS, ROOT, Workshop, workshop

from nmt_atlas.domain import picks
from nmt_atlas.domain.label_layout import Wanted, lay_out
from nmt_atlas.domain.picks import EVENTS, Tool, described, read_event
from nmt_atlas.domain.ways import sees

CAMERAS: list[dict[str, Any]] = [
    {"position": [0, -1300, 900], "target": [0, 0, 900], "up": [0, 0, 1]},
    {"position": [0, 0, 3000], "target": [0, 0, 900], "up": [0, -1, 0]},
    {"position": [0, 0, 900], "target": [0, 0, 900], "up": [0, 0, 1]},
    {"position": [0, 0, 3000], "target": [0, 0, 900], "up": [0, 0, -2]},
    {"position": [0, 5, 900], "target": [0, 0, 900], "up": [0, 0, 0]},
    {"position": [0, 0.0005, 900], "target": [0, 0, 900], "up": [0, 0, 1]},
    {"position": [0, 0.2, 2900], "target": [0, 0, 900], "up": [0, 0, 1]},
    {"position": [0, 0.3, 2900], "target": [0, 0, 900], "up": [0, 0, 1]},
]


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop() as made:
        yield made


@pytest.mark.slow
def test_the_linter_has_nothing_to_say(shop: Workshop) -> None:
    assert shop.run("../node_modules/eslint/bin/eslint.js", ".") == ""


@pytest.mark.slow
def test_the_types_fit(shop: Workshop) -> None:
    assert shop.run("../node_modules/typescript/bin/tsc") == ""


def test_the_unit_tests_pass(shop: Workshop) -> None:
    said = shop.run("--test", "--test-reporter=tap", "test/*.test.js")
    passed = re.search(r"^# pass (\d+)$", said, flags=re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) > 50


@pytest.mark.slow
def test_a_fault_is_found(shop: Workshop) -> None:
    """The three above fail where something is wrong."""
    name = shop.folder / "src" / "faulty.js"
    name.write_text("export const one = (/** @type {string} */ text) => text * 2;\nvar two = 2;\n")
    test = shop.folder / "test" / "faulty.test.js"
    test.write_text(
        'import { test } from "node:test";\ntest("no", () => { throw new Error(); });\n'
    )
    try:
        for command in (
            ["../node_modules/eslint/bin/eslint.js", "src/faulty.js"],
            ["../node_modules/typescript/bin/tsc"],
            ["--test", "test/faulty.test.js"],
        ):
            with pytest.raises(AssertionError, match="faulty"):
                shop.run(*command)
    finally:
        name.unlink()
        test.unlink()


def told(shop: Workshop) -> list[tuple[str, Any]]:
    said = shop.run("test/tell_all.js", json.dumps(CAMERAS))
    return [(name, value) for name, value in map(json.loads, said.splitlines())]


def test_python_reads_what_javascript_tells(shop: Workshop) -> None:
    said = told(shop)
    events = {name for name, _ in said} - {"tools", "sees"}
    assert events == {kind.parameter for kind in EVENTS if not kind.plain}
    for name, value in said:
        if name in events:
            assert read_event(name, value) is not None, (name, value)


def test_both_know_the_same_tools_and_blind_cameras(shop: Workshop) -> None:
    said = told(shop)
    assert dict(said)["tools"] == list(get_args(Tool))
    seen = [value for name, value in said if name == "sees"]
    assert len(seen) == len(CAMERAS)
    for camera, by_javascript in seen:
        assert sees(*map(tuple, camera.values())) is by_javascript, camera


LAYOUT = """
// @ts-nocheck
import { layOut } from "../src/label_layout.js";
const { wanted, room, taken } = JSON.parse(process.argv[2]);
const ready = wanted.map(([x, y, w, h]) => ({ x, y, w, h, way: -1 }));
const spots = layOut(ready, { room, taken });
process.stdout.write(JSON.stringify(spots.map((spot) => spot && [...spot.box, ...spot.end])));
"""


def test_names_stand_in_stills_where_they_stand_in_the_browser(shop: Workshop) -> None:
    (shop.folder / "test" / "layout.js").write_text(LAYOUT)
    some = Random(11)
    wanted = [
        (250 + 300 * some.random(), 80 + 440 * some.random(), 60 + 90 * some.random(), 22.0)
        for _ in range(40)
    ]
    room, taken = (0.0, 0.0, 800.0, 600.0), [(380.0, 280.0, 420.0, 320.0)]
    given = {"wanted": wanted, "room": room, "taken": taken}
    by_javascript = json.loads(shop.run("test/layout.js", json.dumps(given)))
    (shop.folder / "test" / "layout.js").unlink()  # what is checked after this knows nothing of it
    spots = lay_out([Wanted(*one) for one in wanted], room, taken)
    assert sum(spot is not None for spot in spots) > 20
    for spot, told_there in zip(spots, by_javascript, strict=True):
        if spot is None:
            assert told_there is None
        else:
            assert told_there == pytest.approx((*spot.box, *spot.end), abs=1e-6)


def examples(heading: str) -> dict[str, str]:
    """The pieces of code of one section of the architecture page, by the file that each names."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.split(f"### {heading}\n")[1].split("\n##")[0]
    found = re.findall(r"^`([^`\n]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", section, flags=re.M | re.S)
    return dict(found)


@pytest.mark.slow
def test_a_tool_is_added_as_the_architecture_page_tells(shop: Workshop) -> None:
    pieces = examples("Add a tool")
    known: dict[str, Any] = dict(vars(picks))
    exec(pieces["domain/picks.py"], known)
    probe = known["Probe"]
    sources = shop.folder / "src"
    (sources / "events.json").write_text(json.dumps(described([*EVENTS, probe])))
    (sources / "tools" / "probe.js").write_text(pieces["tools/probe.js"])
    index = sources / "tools" / "index.js"
    written = index.read_text()
    index.write_text(pieces["tools/index.js"])
    try:
        said = [value for name, value in told(shop) if name == "probed"]
        shop.run("../node_modules/eslint/bin/eslint.js", "src/tools")
        shop.run("../node_modules/typescript/bin/tsc")
        shop.run("--test", "test/tools.test.js")
    finally:
        index.write_text(written)
        (sources / "tools" / "probe.js").unlink()
        (sources / "events.json").write_bytes((JS / "src" / "events.json").read_bytes())
    assert said
    assert all(probe.read(value) is not None for value in said)
    assert probe.read({"n": 1, "start": [0, 0, 0], "end": [0, 0, float("nan")]}) is None


def test_the_bundle_is_made_without_the_tools_of_development() -> None:
    package = json.loads((JS / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((JS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    held = {
        name for name, about in lock.items() if not about.get("dev") and not about.get("optional")
    }
    wanted = {f"node_modules/{name}" for name in package["dependencies"]}
    assert held - {""} == wanted
    hook = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    assert '"--omit=dev"' in hook
