"""What a browser says is read, or is nothing; nothing raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nmt_atlas.domain.classroom.speech import (
    LARGEST,
    Do,
    Hello,
    Ping,
    Press,
    Tap,
    read_said,
    vertices_of,
)

KEY = "k" * 20
GOOD: list[dict[str, Any]] = [
    {"say": "hello", "code": "bcd fgh", "key": KEY, "name": "Bea", "language": "es"},
    {"say": "press", "round": 3, "id": "choose:1", "uid": KEY, "n": 1, "painted": [3, 1, 1],
     "held": {"draft": {"choice": "x"}, "hand": "erase", "size": 20}},
    {"say": "tap", "round": 3, "uid": KEY, "n": 2, "pick": {"n": 1, "part": "soleus-right"}},
    {"say": "do", "what": "reveal"},
    {"say": "ping"},
]  # fmt: skip


def test_what_is_said_rightly_is_read() -> None:
    kinds = [type(read_said(json.dumps(one))) for one in GOOD]
    assert kinds == [Hello, Press, Tap, Do, Ping]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "1", '{"say": "shout"}', '{"say": "ping", "more": 1}',
        b"{}", None, "[" * 100_000, '{"say": "ping"}' + " " * LARGEST,
        json.dumps({**GOOD[0], "key": "short"}),
        json.dumps({**GOOD[0], "role": "instructor"}),
        json.dumps({**GOOD[1], "round": 0}),
        json.dumps({**GOOD[1], "round": "3"}),
        json.dumps({**GOOD[1], "painted": [-1]}),
        json.dumps({**GOOD[1], "painted": [1] * 60_001}),
        json.dumps({**GOOD[1], "held": {"size": 1e9}}),
        json.dumps({**GOOD[2], "pick": {"n": 1, "point": [0, 0, 1e99]}}),
        '{"say": "tap", "round": 3, "uid": "kkkkkkkkkkkkkkkkkkkk", "n": 2, "pick": {"n": NaN}}',
    ],
)  # fmt: skip
def test_what_is_not_is_nothing(text: object) -> None:
    assert read_said(text) is None


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=20),
    lambda x: some.lists(x, max_size=4) | some.dictionaries(some.text(max_size=8), x, max_size=4),
    max_leaves=8,
)


FIELDS = ["round", "id", "value", "held", "uid", "n", "pick", "painted"]
FIELDS += ["code", "key", "name", "role", "word", "what"]


@given(base=some.sampled_from(GOOD), key=some.sampled_from(FIELDS), value=JSON)
def test_one_wrong_value_is_read_or_is_nothing(
    base: dict[str, Any], key: str, value: object
) -> None:
    found = read_said(json.dumps({**base, key: value}))
    assert found is None or found.say == base["say"]


def test_painted_vertices_come_as_steps() -> None:
    assert vertices_of((3, 1, 10)) == {3, 4, 14}
    assert vertices_of(()) == frozenset()
    assert vertices_of((2**32 - 1, 5)) == {2**32 - 1}
