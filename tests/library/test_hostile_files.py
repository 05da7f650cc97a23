"""One file never stops the others, whatever is in it; each fault is told of that document."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library import DataPaths, Library, load_library
from nmt_atlas.library.checking import check_documents
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.reading import LARGEST, MOST, validate

SOURCE = {"id": "x", "kind": "book", "authors": "A", "year": 1, "title": "T", "used_for": "u"}


def told(paths: DataPaths, content: bytes | str) -> Problem:
    """The one problem of a source with this content; everything else is read."""
    file = paths.root / "sources" / "x.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return only_problem(paths)


def only_problem(paths: DataPaths) -> Problem:
    library, problems = load_library(paths)
    assert set(library.lessons) == {"hip"}
    (problem,) = problems
    assert problem.file == "sources/x.json"
    assert len(str(problem)) < 400
    return problem


def spoilt(**changes: Any) -> str:
    return json.dumps(SOURCE | changes)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[" * 5000 + "]" * 5000, "brackets"),
        ('{"id": ' * 3000, "brackets"),
        (json.dumps(SOURCE).replace("1,", "1" * 5000 + ",", 1), "digits"),
        (spoilt(title="half \ud800"), "U+D800"),
        (spoilt(title="zero \x00"), "U+0000"),
        (spoilt(title="bell \x07"), "U+0007"),
        (json.dumps({**SOURCE, "k\x00": 1}), "U+0000"),
        (json.dumps(SOURCE | {"year": float("nan")}), "NaN"),
        (json.dumps(SOURCE).replace(" 1,", " 1e999,"), "1e999"),
        (json.dumps(SOURCE | {"year": -float("inf")}), "-Infinity"),
        (json.dumps(SOURCE).encode("utf-16"), "UTF-16"),
        (b"\xff" + json.dumps(SOURCE).encode(), "no text"),
        ("", "broken JSON"),
        ("null", "null"),
        (" " * (LARGEST + 1), "5 MB"),
    ],
)
def test_a_hostile_file_is_one_problem(paths: DataPaths, content: bytes | str, found: str) -> None:
    assert found in told(paths, content).found


def test_faults_point_into_the_document(paths: DataPaths) -> None:
    assert told(paths, spoilt(title="zero \x00")).pointer == "/title"


def test_a_mark_before_the_first_character_is_read_over(paths: DataPaths) -> None:
    (paths.root / "sources" / "x.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(SOURCE).encode())
    library, problems = load_library(paths)
    assert problems == ()
    assert library.source("x").title == "T"


def test_escapes_that_are_plain_text_are_read(paths: DataPaths) -> None:
    (paths.root / "sources" / "x.json").write_text(spoilt(title="\\u0000 é \U0001f9b4 \\ud800"))
    assert load_library(paths).problems == ()


def test_a_pipe_a_folder_and_a_device_are_no_documents(paths: DataPaths) -> None:
    file = paths.root / "sources" / "x.json"
    os.mkfifo(file)
    assert "no file" in only_problem(paths).found
    file.unlink()
    file.mkdir()
    assert "no file" in only_problem(paths).found
    file.rmdir()
    file.symlink_to("/dev/zero")
    assert only_problem(paths).found


def test_a_link_out_of_the_folder_is_not_followed(paths: DataPaths, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.txt"
    secret.write_text("root:x:0:0")
    file = paths.root / "sources" / "x.json"
    file.symlink_to(secret)
    problem = only_problem(paths)
    assert "link" in problem.found
    assert "root" not in str(problem), "nothing of the target is quoted"
    file.unlink()
    file.symlink_to("nowhere.json")
    assert "cannot be read" in only_problem(paths).found


def test_a_link_within_the_folder_is_read(paths: DataPaths) -> None:
    (paths.root / "drafts").mkdir()
    (paths.root / "drafts" / "x.json").write_text(json.dumps(SOURCE))
    (paths.root / "sources" / "x.json").symlink_to("../drafts/x.json")
    assert load_library(paths).library.source("x").title == "T"


def test_thousands_of_faults_are_told_in_a_hundred(paths: DataPaths) -> None:
    many = json.dumps({**SOURCE, **{f"k{n}": n for n in range(MOST + 20)}})
    (paths.root / "sources" / "x.json").write_text(many)
    problems = load_library(paths).problems
    assert len(problems) == MOST + 1
    assert "20 more" in problems[-1].found


@pytest.mark.parametrize("name", ["meshes/skin_map.json", "lessons", "sources", "meshes"])
def test_what_is_missing_is_told(paths: DataPaths, name: str) -> None:
    (paths.root / name).rename(paths.root / "away")
    problems = check_documents(paths).problems
    assert (name, "folders") in {(one.file, one.rule) for one in problems}


# Any value in any place

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.sampled_from(["10" * 300, "9" * 5000, "<b>", "{x}", "../..", "piriformis-1:right", ""]),
    st.integers(min_value=10**400, max_value=10**401),
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a document."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    found: list[tuple[Any, ...]] = []
    for key, value in pairs:
        found.append((*path, key))
        if isinstance(value, (dict, list)):
            found += places(value, (*path, key))
    return found


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(data)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return changed


FILED = {kind.name: kind for kind in KINDS if kind.folders}
EXAMPLES = {
    name: json.loads(
        (Path(__file__).parent / "kinds" / f"{name}.json").read_text(encoding="utf-8")
    )["good"]
    for name in FILED
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_any_place_is_read_or_told(data: st.DataObject) -> None:
    kind = FILED[data.draw(st.sampled_from(list(FILED)), label="kind")]
    good = EXAMPLES[kind.name]
    path = data.draw(st.sampled_from(places(good)), label="place")
    document, problems = validate(kind.type, put(good, path, data.draw(VALUES)), "x.json")
    assert (document is None) == bool(problems)
    for problem in problems:
        assert problem.found
        assert problem.expected
        str(problem).encode()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_rules_and_pages_take_whatever_is_valid(library: Library, data: st.DataObject) -> None:
    from nmt_atlas.library.articles import article
    from nmt_atlas.library.checking import broken_rules

    kind = FILED[data.draw(st.sampled_from(list(FILED)), label="kind")]
    good = EXAMPLES[kind.name]
    path = data.draw(st.sampled_from(places(good)), label="place")
    document, _ = validate(kind.type, put(good, path, data.draw(VALUES)), "x.json")
    if document is None:
        return
    ident = str(getattr(document, "id", ""))
    changed = library.having(kind.name, {**library.of(kind.name), ident: document})
    for problem in broken_rules(changed):
        str(problem).encode("utf-8", "surrogatepass")
    for plain in (False, True):
        assert article(changed, kind.name, ident, plain=plain).title
    assert changed.shelves.find("a") is not None
