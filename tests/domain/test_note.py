"""Notes: names of every kind, told apart; files that are read again."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.note import Dated, Kept, apart, cleaned, collections_of, told_apart
from nmt_atlas.domain.note_files import FILES, as_csv, as_json, as_markdown, read_file

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def dated(*kept: Kept) -> list[Dated]:
    return [Dated(kept=one, made_at=WHEN, changed_at=WHEN) for one in kept]


THINGS = (
    Kept(id="1", name="=1+1", text="one\n# two", collection="Neck", at=(1.5, -2.0, 900.0)),
    Kept(id="2", sort="favourite", document="muscle/soleus", name="- dash"),
    Kept(id="3", sort="view", view="show=view/section-leg", name="ألم"),
    Kept(id="4", strokes=(((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),), name="'quoted"),
)


def test_equal_and_empty_names_are_told_apart() -> None:
    kept = [Kept(id=str(n), name=name) for n, name in enumerate(["", "a", "A", "", "a (2)", "a"])]
    names = list(told_apart(kept).values())
    assert names == ["Untitled", "a", "A (3)", "Untitled (2)", "a (2)", "a (4)"] or (
        len({one.casefold() for one in names}) == len(names)
    )
    assert names[:2] == ["Untitled", "a"]
    assert len({one.casefold() for one in names}) == len(names)


def test_a_name_from_right_to_left_turns_nothing_around_it() -> None:
    assert apart("ألم") == "\u2068ألم\u2069"
    assert apart("pain") == "pain"
    assert cleaned("a\u202eb\u0000c\n d ") == "abc d"
    assert cleaned("👩‍⚕️") == "👩‍⚕️"
    assert len(cleaned("x" * 999)) == 300


def test_a_favourite_names_a_document_and_ids_are_ids() -> None:
    with pytest.raises(ValidationError):
        Kept(id="x", sort="favourite")
    with pytest.raises(ValidationError):
        Kept(id="../x")
    with pytest.raises(ValidationError):
        Kept(id="x", at=(1e9, 0.0, 0.0))


def test_json_is_read_again_whole() -> None:
    assert read_file(as_json(dated(*THINGS))) == (THINGS, 0)


def test_csv_is_no_formula_and_is_read_again_without_drawings() -> None:
    text = as_csv(dated(*THINGS))
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows[1:] for cell in row)
    found, left_out = read_file(text)
    assert left_out == 0
    assert found[:3] == THINGS[:3]
    assert found[3].name == "'quoted"


def test_markdown_is_text() -> None:
    text = as_markdown(dated(*THINGS))
    assert "## Neck" in text
    assert "\\# two" in text
    assert "\n# two" not in text
    assert set(FILES) == {"json", "csv", "md"}
    assert collections_of(THINGS) == ("Neck",)


@pytest.mark.parametrize(
    "text", ["", "[1]", "{}", '{"nmt-atlas-notes": 2, "kept": []}', "a,b\n1,2", "[" * 9000]
)
def test_what_is_no_file_of_notes_is_refused(text: str) -> None:
    with pytest.raises(StateError, match="no file of notes"):
        read_file(text)


def test_entries_that_cannot_be_read_are_counted() -> None:
    text = '{"nmt-atlas-notes": 1, "kept": [{"id": "a"}, {"id": "?"}, 7, {"id": "b", "new": 1}]}'
    found, left_out = read_file(text)
    assert ([one.id for one in found], left_out) == (["a", "b"], 2)
