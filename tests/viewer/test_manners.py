"""What no script of the page may do to who uses it, read off the sources (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "nmt_atlas"
SOURCES = {
    one.relative_to(PACKAGE).as_posix(): one.read_text(encoding="utf-8")
    for one in sorted(PACKAGE.rglob("*"))
    if one.suffix in (".js", ".html", ".py") and not {"dist", "test", "node_modules"} & {*one.parts}
}
HELD = {
    "menu.js": "a press beside it closes it",
    "pointer.js": "strokes, rectangles and turning, which end where it is let go",
    "zooming.js": "two fingers",
    "shell_sheets.js": "the sheet's grip, which is dragged",
    "shell_popover.js": "a press beside it closes it",
    "shell_search.js": "keeps the focus in the field",
    "leaf_field.js": "keeps the focus in the field",
}
"""Scripts that hear a pointer go down -> why they may."""


def saying(pattern: str) -> set[str]:
    """The names of the files in which something stands."""
    return {name.rpartition("/")[2] for name, text in SOURCES.items() if re.search(pattern, text)}


def test_the_sources_are_there() -> None:
    assert len([name for name in SOURCES if name.endswith(".js")]) > 100


def test_what_is_pressed_acts_when_it_is_let_go() -> None:
    """2.5.2: nothing is done by the pointer's going down that could not be taken back."""
    down = saying(
        r"addEventListener\(\s*\"(?:pointerdown|mousedown|touchstart)\"|listen\(\"pointerd"
    )
    assert down == set(HELD)


@pytest.mark.parametrize(
    ("pattern", "criterion"),
    [
        (
            r"animation[^;\n]*\binfinite\b|<blink|<marquee",
            "2.2.2, 2.3.1: nothing repeats by itself",
        ),
        (r"devicemotion|deviceorientation", "2.5.4: nothing is done by moving the device"),
        (r"user-scalable|maximum-scale", "1.4.4: every page can be zoomed"),
        (r"onpaste|addEventListener\(\s*\"paste\"", "3.3.8: whatever is typed can be pasted"),
        (r"autofocus\s*=", "3.2.1: a page that opens moves the focus nowhere"),
        (r"tabindex\"?\s*[:=,]\s*\"?[1-9]", "2.4.3: the order of the focus is the document's"),
    ],
)
def test_nothing_of_this_is_written_anywhere(pattern: str, criterion: str) -> None:
    assert saying(pattern) == set(), criterion


def test_only_the_search_answers_to_the_focus() -> None:
    """3.2.1: it offers examples there; nothing else happens by arriving."""
    assert saying(r"addEventListener\(\s*\"focus\"") == {"shell_search.js"}
