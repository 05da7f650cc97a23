from __future__ import annotations

import pytest

from nmt_atlas.pages.lesson_words import emphasised, paragraphs


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("plain", [("plain", "")]),
        ("a **b** c", [("a ", ""), ("b", "strong"), (" c", "")]),
        ("*b*", [("b", "em")]),
        ("**b** and *i*", [("b", "strong"), (" and ", ""), ("i", "em")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("**open", [("**open", "")]),
        ("<b>x</b> [l](javascript:1)", [("<b>x</b> [l](javascript:1)", "")]),
    ],
)
def test_emphasis(text: str, styles: list[tuple[str, str]]) -> None:
    assert [(run.text, run.style) for run in emphasised(text).runs] == styles


def test_blank_lines_part_paragraphs_and_hyphens_make_lists() -> None:
    found = [str(one) for one in paragraphs("One\nline.\n\nTwo:\n- a\n- b *c*\n\n\nThree.")]
    assert found == ["One line.", "Two:", "• a", "• b c", "Three."]
    assert paragraphs("  \n ") == ()
