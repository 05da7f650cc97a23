"""What people type, held against what must stand first, on the real documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_atlas.library import Library, data_paths, load_library

QUERIES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("queries.json").read_text(encoding="utf-8")
)["queries"]


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library(data_paths({})).library


def there(library: Library, key: str) -> bool:
    kind, _, ident = key.partition("/")
    return ident in library.of(kind)


def test_the_table_is_large_and_covers_every_kind(real: Library) -> None:
    asked = [one["text"] for one in QUERIES]
    assert len(asked) == len(set(asked))
    assert len(asked) >= 250
    kinds = {key.partition("/")[0] for one in QUERIES for key in one["first"]}
    offered = {kind.name for kind in real.kinds if kind.documents(real)}
    assert {"muscle", "nerve", "landmark", "region", "condition", "test"} <= kinds
    assert offered - kinds <= {"quantity"}
    for one in QUERIES:
        assert all(there(real, key) for key in one["first"]), one


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one["text"])
def test_what_must_stand_first(real: Library, query: dict[str, Any]) -> None:
    hits = real.search(query["text"])
    assert hits, "nothing was found"
    told = [f"{one.kind}/{one.id} ({one.matched}, {one.score})" for one in hits[:4]]
    assert f"{hits[0].kind}/{hits[0].id}" in query["first"], told
    assert {*query.get("among", ())} <= {f"{one.kind}/{one.id}" for one in hits[:3]}, told


def test_a_name_that_is_exact_beats_one_that_is_alike(real: Library) -> None:
    assert real.search("axis")[0].id == "vertebra-c2"
    for text, other in (
        ("coracoid process", "coronoid-process-ulna"),
        ("coronoid process", "coracoid-process"),
    ):
        named = {one.id for one in real.search(text) if one.matched}
        assert other not in named, "mentioned in a text at most"


def test_red_flags_stand_first_where_it_is_about_danger(real: Library) -> None:
    for text in ("chest pain", "swollen calf", "dolor de pecho", "saddle numbness"):
        kind, ident = real.search(text)[0].kind, real.search(text)[0].id
        assert kind == "condition", text
        assert real.conditions[ident].topic == "red-flag", text
