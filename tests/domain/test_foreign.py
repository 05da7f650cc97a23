from __future__ import annotations

import pytest

from nmt_atlas.domain.foreign import isolated, legible, told_apart
from nmt_atlas.domain.handout import clean
from nmt_atlas.domain.view_state import short

DOCTOR = "\U0001f469\u200d\u2695\ufe0f"
HEBREW = "שיעור 3 (חזרה)"
PERSIAN = "می\u200cروم"


@pytest.mark.parametrize("name", ["Ana", "x" * 300, DOCTOR, HEBREW, PERSIAN, "<b>&amp;", "a-b_c"])
def test_a_name_is_kept_as_it_was_typed(name: str) -> None:
    assert legible(name) == name
    assert name in isolated(name)
    assert clean(name, 400, "The name") == name


@pytest.mark.parametrize("sign", ["\u202e", "\u202b", "\u2067", "\u2069", "\x00", "\u200f"])
def test_no_name_turns_what_stands_beside_it(sign: str) -> None:
    assert legible(f"a{sign}b") == "a b"
    assert sign not in clean(f"a{sign}b", 9, "The name")
    assert sign not in short(f"a{sign}b")


def test_what_is_read_from_the_right_stands_alone() -> None:
    assert isolated(HEBREW) == f"\u2068{HEBREW}\u2069"
    assert isolated("Ana (3)") == "Ana (3)"
    assert short(HEBREW) == f"\u2068{HEBREW}\u2069"


def test_equal_and_empty_names_are_told_apart() -> None:
    found = told_apart(["Ana", "", "Ana ", "Bo", " \u200d", "Ana"], "Without a name")
    assert found == (
        "Ana (1)",
        "Without a name (1)",
        "Ana (2)",
        "Bo",
        "Without a name (2)",
        "Ana (3)",
    )


def test_an_emoji_of_several_signs_is_quoted_whole() -> None:
    assert short(DOCTOR) == DOCTOR
    assert len(short("x" * 300)) == 40
