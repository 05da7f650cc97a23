"""The fields of a document, told by its own type: what a form shows of it.

A form names no kind of question. A new kind has its form as soon as it has its type::

    fields_of(ChooseOne)  # prompt, explanation, hint, options (text, right, why), view …
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState

Shape = Literal[
    "line", "words", "number", "choice", "flag", "link", "links", "lines", "things", "marks", "view"
]
"""How a field is filled in: a line, several lines of words, a number, one of a few, on or off, the
id of a document or several, several lines, several things with fields of their own, several
numbers, a view of the body."""

HIDDEN = frozenset({"kind", "id", "replaces", "broken", "made_from", "question", "steps"})
"""What no form shows: it follows from the rest, or has a place of its own."""

_LONG = frozenset({"prompt", "explanation", "words", "summary", "hint", "clue", "why"})

NAMES: Mapping[str, str] = {
    "title": mark("Title"),
    "summary": mark("Summary"),
    "level": mark("Level"),
    "topic": mark("Shelf"),
    "minutes": mark("Minutes"),
    "timed": mark("Against the clock"),
    "regions": mark("Regions"),
    "objectives": mark("Objectives"),
    "prerequisites": mark("Lessons that come before"),
    "language": mark("Language"),
    "author": mark("Author"),
    "licence": mark("Licence"),
    "sources": mark("Sources"),
    "words": mark("Words"),
    "view": mark("What the body shows"),
    "shows": mark("What the body shows with the explanation"),
    "prompt": mark("Question"),
    "explanation": mark("Explanation"),
    "hint": mark("Hint"),
    "options": mark("Answers to choose among"),
    "text": mark("Text"),
    "right": mark("Right"),
    "left": mark("Left"),
    "why": mark("Why"),
    "accept": mark("What is right"),
    "other_end": mark("What is at the other end"),
    "side": mark("Side"),
    "target": mark("What is asked"),
    "distractors": mark("What is offered beside it"),
    "camera": mark("Seen from"),
    "muscle": mark("Muscle"),
    "part": mark("Part of the body"),
    "end": mark("End"),
    "movements": mark("Movements"),
    "joint": mark("Joint"),
    "movement": mark("Movement"),
    "nerve": mark("Nerve"),
    "roots": mark("Right roots"),
    "among": mark("Roots to choose among"),
    "place": mark("Narrow place"),
    "pairs": mark("Pairs"),
    "extra": mark("What belongs to none"),
    "items": mark("Items, in the right order"),
    "first": mark("Where it begins"),
    "last": mark("Where it ends"),
    "deeds": mark("What might be done"),
    "harmful": mark("Must not be done"),
    "true": mark("The statement is true"),
    "reasons": mark("Reasons"),
    "labels": mark("Numbered parts"),
    "structure": mark("Part of the body"),
    "clue": mark("Where it lies"),
    "question": mark("Question"),
    "steps": mark("Steps"),
}
"""Names of fields (marked); one that is not here is named by its own word."""


KIND_NAMES: Mapping[str, str] = {
    "click-structure": mark("Click the structure"),
    "name-structure": mark("Name it, of several names"),
    "choose-referral": mark("Choose the picture of its pain"),
    "point-referral": mark("Point to its pain"),
    "choose-one": mark("Choose one answer"),
    "choose-several": mark("Choose several answers"),
    "type-name": mark("Type its name"),
    "place-point": mark("Place the trigger point"),
    "paint-referral": mark("Paint its pain"),
    "source-of-pain": mark("From the pain to its muscle"),
    "match-pairs": mark("Match pairs"),
    "put-in-order": mark("Put in order"),
    "find-attachment": mark("Find where it attaches"),
    "which-action": mark("Which movements"),
    "which-nerve": mark("Which nerve and roots"),
    "what-compresses": mark("What narrows the place"),
    "must-not": mark("What must not be done"),
    "true-false": mark("True or false, with a reason"),
    "label-picture": mark("Label the parts"),
}
"""Names of kinds of questions (marked); one that is not here is named by its own word."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes
    ----------
    name
        What it is called in the document.
    shape
        How it is filled in.
    options
        Of a choice: what there is to choose; "" where nothing need be chosen.
    kinds
        Of a link: the kinds of documents that it may name.
    inner
        Of things: what each of them consists of.
    least, most
        Of a list: how many there must be, and may be; of a number: its bounds. None: no bound.
    needed
        Whether the document is none without it.
    """

    name: str
    shape: Shape
    options: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    inner: tuple[Field, ...] = ()
    least: int | None = None
    most: int | None = None
    needed: bool = False


def name_of(field: str) -> str:
    """A field's name in English (marked), or its own word."""
    return NAMES.get(field, field.replace("_", " ").capitalize())


def kind_title(kind: str) -> str:
    """A kind's name in English (marked), or its own word."""
    return KIND_NAMES.get(kind, kind.replace("-", " ").capitalize())


@cache
def fields_of(kind: type[BaseModel]) -> tuple[Field, ...]:
    """The fields that a form of a type shows, in the type's own order."""
    found = (
        _field(kind, name, info) for name, info in kind.model_fields.items() if name not in HIDDEN
    )
    return tuple(one for one in found if one is not None)


def blank(kind: type[BaseModel]) -> dict[str, Any]:
    """A document to begin with: what is needed is there and empty, what need not be is left out."""
    found: dict[str, Any] = {}
    for one in fields_of(kind):
        if one.needed:
            found[one.name] = _blank_of(one)
    return found


def _blank_of(one: Field) -> object:
    """What a field holds before anybody has filled it in."""
    many = range(one.least or 0)
    if one.shape == "things":
        return [{part.name: _blank_of(part) for part in one.inner if part.needed} for _ in many]
    empty: Mapping[Shape, object] = {
        "lines": [""] * len(many),
        "links": [],
        "marks": [],
        "flag": False,
        "number": one.least or 0,
        "choice": next(iter(one.options), ""),
        "view": {},
    }
    return empty.get(one.shape, "")


def _field(owner: type[BaseModel], name: str, info: FieldInfo) -> Field | None:
    """What a field of a type is; None for one that no form can fill in."""
    bounds = dict(_bounds(info.metadata))
    plain, optional = _without_none(info.annotation)
    many = _items(plain)
    kinds = ("source",) if name.endswith("sources") else getattr(owner, "LINKS", {}).get(name, ())
    made: dict[str, Any] = {"name": name, "needed": info.is_required(), **bounds}
    if kinds:
        return Field(shape="links" if many else "link", kinds=tuple(kinds), **made)
    if many is not None:
        return _list(many, made)
    options = _options(plain)
    if options:
        return Field(shape="choice", options=("", *options) if optional else options, **made)
    shape: Shape | None = _SHAPES.get(plain) if isinstance(plain, type) else None
    if shape is None and _is_text(plain):
        shape = "words" if name in _LONG else "line"
    return None if shape is None else Field(shape=shape, **made)


_SHAPES: Mapping[type, Shape] = {ViewState: "view", bool: "flag", int: "number", float: "number"}


def _list(item: object, made: Mapping[str, Any]) -> Field | None:
    """A field of several."""
    plain, _ = _without_none(item)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return Field(shape="things", inner=fields_of(plain), **made)
    if plain is int:
        return Field(shape="marks", **made)
    return Field(shape="lines", **made) if _is_text(plain) else None


def _without_none(kind: object) -> tuple[object, bool]:
    """A type without the metadata around it, and whether there may be none of it."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) not in (Union, types.UnionType):
        return kind, False
    rest = [one for one in get_args(kind) if one is not type(None)]
    return (_without_none(rest[0])[0], True) if len(rest) == 1 else (kind, True)


def _items(kind: object) -> object | None:
    """What a list holds; None where it is none."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _options(kind: object) -> tuple[str, ...]:
    """The words of a choice; none where it is no choice."""
    return tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()


def _is_text(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, str)


_BOUNDS = {"min_length": "least", "ge": "least", "gt": "least", "max_length": "most", "le": "most"}


def _bounds(metadata: Iterable[object]) -> dict[str, int]:
    """How many there must be and may be, or how large a number may be."""
    found: dict[str, int] = {}
    for one in metadata:
        for told, bound in _BOUNDS.items():
            value = getattr(one, told, None)
            if isinstance(value, (int, float)):
                found[bound] = int(value) + (told == "gt")
    return found
