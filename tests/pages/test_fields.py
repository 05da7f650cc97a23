"""What was typed is read even where a button is told before the field that was left for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import panel_material_ui as pmui
import pytest
from param.parameterized import edit_constant

import nmt_atlas.pages
from nmt_atlas.pages.fields import empty, fill, typed

PAGES = Path(nmt_atlas.pages.__file__).parent
FIELDS = {"TextInput", "TextAreaInput", "PasswordInput"}


def read_too_early(source: str) -> Iterator[str]:
    """Text fields whose ``value`` a page uses itself."""
    tree = ast.parse(source)
    made = {
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if ast.unparse(node.value.func).rpartition(".")[2] in FIELDS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("value"):
            owner = ast.unparse(node.value)
            if owner in made:
                yield f"{owner}.{node.attr}"


def test_no_page_reads_a_field_before_it_has_told_what_was_typed() -> None:
    found = {
        str(path.relative_to(PAGES)): told
        for path in PAGES.rglob("*.py")
        if (told := sorted(read_too_early(path.read_text(encoding="utf-8"))))
    }
    assert not found, "take nmt_atlas.pages.fields"


def test_a_page_that_does_is_found() -> None:
    source = "self._by = pmui.TextInput(label='x')\nclean(self._by.value or '')\n"
    assert list(read_too_early(source)) == ["self._by.value"]


@pytest.mark.parametrize("kind", [pmui.TextInput, pmui.TextAreaInput, pmui.PasswordInput])
def test_every_key_counts_and_leaving_the_field_does_not_matter(kind: type) -> None:
    field = kind(label="Name", value="old")
    assert typed(field) == "old"
    with edit_constant(field):
        field.value_input = ""
    assert typed(field) == "", "what was taken out is out"
    with edit_constant(field):
        field.value_input = "new"
    assert typed(field) == "new"
    fill(field, "filled")
    assert (typed(field), field.value) == ("filled", "filled")
    empty(field)
    assert (typed(field), field.value) == ("", "")


def test_a_text_that_comes_after_its_field_was_emptied_does_not_come_back() -> None:
    field = pmui.PasswordInput(label="Passphrase")
    with edit_constant(field):
        field.value_input = "four words"
    empty(field)
    field.value = "four words"  # left, and told late
    assert (typed(field), field.value) == ("", "")
    with edit_constant(field):
        field.value_input = "four words"
    field.value = "four words"
    assert typed(field) == "four words", "what is typed anew stays"


def test_what_is_typed_at_once_after_stays() -> None:
    field = pmui.TextInput(label="Goal")
    fill(field, "Sit")
    empty(field)
    with edit_constant(field):
        field.value_input = "Sit"
    field.value = "Sit"
    assert typed(field) == "Sit"
