from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmt_atlas.domain.sided import Sided, tag


@given(st.text())
def test_every_tag_is_read_and_written_back(text: str) -> None:
    assert str(Sided.read(text)) == (text[:-1] if text.find(":") == len(text) - 1 != -1 else text)
    assert Sided.read(text).other.other == Sided.read(text)


@pytest.mark.parametrize(
    ("text", "ident", "side", "has"),
    [
        ("piriformis-1:right", "piriformis-1", "right", True),
        ("piriformis-1:left", "piriformis-1", "left", True),
        ("piriformis-1", "piriformis-1", "", False),
        ("piriformis-1:up", "piriformis-1", "up", False),
        ("a:right:left", "a", "right:left", False),
    ],
)
def test_a_tag_is_taken_apart(text: str, ident: str, side: str, has: bool) -> None:
    read = Sided.read(text)
    assert (read.id, read.side, read.has_side) == (ident, side, has)
    assert str(read) == text


def test_the_other_side() -> None:
    assert str(Sided.read("soleus-1:right").other) == "soleus-1:left"
    assert str(Sided.read("soleus-1").other) == "soleus-1"
    assert tag("soleus-1", "left") == "soleus-1:left"
    assert tag("soleus-1", "") == "soleus-1"
