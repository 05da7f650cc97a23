"""Forms are told by types: every kind of question has one, and a new kind needs no new form."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest
from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, Text
from nmt_atlas.domain.forms import (
    HIDDEN,
    KIND_NAMES,
    NAMES,
    blank,
    fields_of,
    kind_title,
    name_of,
)
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import KINDS, BaseQuestion, kind_name


class Thing(Frozen):
    LINKS: ClassVar = {"place": ("structure",)}

    place: Id
    note: str = ""
    strange: bool = False


class Riddle(Frozen):
    """A kind that nobody has foreseen."""

    LINKS: ClassVar = {"key": ("muscle",)}

    prompt: Text
    key: Id
    way: Literal["in", "out"] | None = None
    things: tuple[Thing, ...] = Field(min_length=2, max_length=4)
    how_often: int = Field(default=1, ge=1, le=9)


@pytest.mark.parametrize("kind", [Lesson, Step, *KINDS], ids=lambda kind: kind.__name__)
def test_every_field_that_a_person_fills_in_has_a_way_to_be_filled_in(kind: type[Any]) -> None:
    shown = {one.name for one in fields_of(kind)}
    assert shown == set(kind.model_fields) - HIDDEN
    assert {one for field in fields_of(kind) for one in (field.name, *_inner(field))} <= set(NAMES)


def _inner(field: Any) -> list[str]:
    return [one.name for one in field.inner]


@pytest.mark.parametrize("kind", KINDS, ids=kind_name)
def test_every_kind_has_a_name_and_begins_with_what_it_needs(kind: type[BaseQuestion[Any]]) -> None:
    assert kind_title(kind_name(kind)) == KIND_NAMES[kind_name(kind)]
    begun = blank(kind)
    needed = {name for name, info in kind.model_fields.items() if info.is_required()}
    assert set(begun) == needed - HIDDEN


def test_a_kind_that_nobody_foresaw_has_its_form() -> None:
    fields = {one.name: one for one in fields_of(Riddle)}
    assert {name: one.shape for name, one in fields.items()} == {
        "prompt": "words",
        "key": "link",
        "way": "choice",
        "things": "things",
        "how_often": "number",
    }
    assert fields["way"].options == ("", "in", "out")
    assert (fields["things"].least, fields["things"].most) == (2, 4)
    assert (fields["how_often"].least, fields["how_often"].most) == (1, 9)
    assert [one.shape for one in fields["things"].inner] == ["link", "line", "flag"]
    assert blank(Riddle) == {"prompt": "", "key": "", "things": [{"place": ""}, {"place": ""}]}
    assert name_of("how_often") == "How often"
    assert kind_title("riddle-me") == "Riddle me"


def test_the_things_of_a_list_are_apart() -> None:
    first, second = blank(Riddle)["things"]
    first["place"] = "soleus"
    assert second["place"] == ""
