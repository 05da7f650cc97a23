"""docs/teaching.md names the controls of a class as they are called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
TEXT = re.sub(r"\s+", " ", re.sub(r"(?m)^\* ", "", PAGE))
NAMED = sorted(set(re.findall(r"\*\*?(\w[^*]*)\*\*?", TEXT)))
CALLED = json.loads((ROOT / "languages" / "es" / "interface.json").read_text(encoding="utf-8"))
WORDS = {  # of the page itself
    "A question of a lesson",
    "Ask: where is …",
    "Where is it?",
    "pen",
    "what the class does not know yet",
}


def test_it_names_controls() -> None:
    assert len(NAMED) > 25


@pytest.mark.parametrize("name", [one for one in NAMED if one not in WORDS])
def test_what_it_names_is_there(name: str) -> None:
    assert name in CALLED
