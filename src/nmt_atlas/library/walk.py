"""Walks documents: every value with its JSON pointer, every text, every link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from nmt_atlas.domain.questions import KINDS
from nmt_atlas.domain.view_state import ViewState

LinkKind = str
"""``source``, ``structure``, ``muscle``, ``whole``, ``nerve``, ``entrapment``, ``region``,
``trigger-point``, ``condition``, ``dermatome``, ``lesson``."""

_BODY = ("muscle", "structure", "whole")

_SOURCE_FIELDS = frozenset({"sources", "action_sources"})

_LINKS: Mapping[tuple[str, str], tuple[LinkKind, ...]] = {
    ("Muscle", "parts"): ("structure",),
    ("Muscle", "antagonists"): _BODY,
    ("Muscle", "synergists"): _BODY,
    ("Muscle", "associated"): _BODY,
    ("Muscle", "entraps"): ("entrapment", "nerve", "structure"),
    ("TriggerPoint", "part"): ("structure",),
    ("Zone", "regions"): ("region",),
    ("Innervation", "nerve_id"): ("nerve", "structure"),
    ("Nerve", "parts"): ("structure",),
    ("Nerve", "supplies"): _BODY,
    ("NerveVariant", "structure"): ("structure",),
    ("Station", "entrapment"): ("entrapment",),
    ("Entrapment", "nerve"): ("nerve", "structure"),
    ("Entrapment", "structures"): ("structure",),
    ("Entrapment", "muscles_supplied"): _BODY,
    ("Entrapment", "imitators"): ("trigger-point", "muscle"),
    ("Entrapment", "address"): _BODY,
    ("Condition", "regions"): ("region",),
    ("Condition", "muscles_tight"): _BODY,
    ("Condition", "muscles_weak"): _BODY,
    ("Condition", "nerves"): ("nerve",),
    ("Condition", "entrapments"): ("entrapment",),
    ("Condition", "techniques"): ("condition",),
    ("Site", "structures"): ("structure",),
    ("Lesson", "regions"): ("region",),
    ("Region", "part_of"): ("region",),
    **{(kind.__name__, field): to for kind in KINDS for field, to in kind.links.items()},
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value inside a document.

    Attributes
    ----------
    pointer
        Where it stands (RFC 6901).
    owner, field
        The domain type and the field that hold it.
    value
        A text, a number, a model; lists are given item by item.
    """

    pointer: str
    owner: str
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another document."""

    pointer: str
    target: str
    kinds: tuple[LinkKind, ...]


def walk(model: BaseModel, pointer: str = "") -> Iterator[Value]:
    """Every value of a document, depth first; models themselves come before what they hold."""
    owner = type(model).__name__
    for name in type(model).model_fields:
        yield from _walk_value(getattr(model, name), f"{pointer}/{name}", owner, name)


def _walk_value(value: object, pointer: str, owner: str, name: str) -> Iterator[Value]:
    if isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            yield from _walk_value(item, f"{pointer}/{number}", owner, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk_value(item, f"{pointer}/{key}", owner, name)
    else:
        yield Value(pointer, owner, name, value)
        if isinstance(value, BaseModel) and not isinstance(value, ViewState):
            yield from walk(value, pointer)


def links(model: BaseModel) -> Iterator[Link]:
    """Every reference of a document to another one."""
    for one in walk(model):
        if not isinstance(one.value, str):
            continue
        if one.field in _SOURCE_FIELDS:
            yield Link(one.pointer, one.value, ("source",))
        elif kinds := _LINKS.get((one.owner, one.field)):
            yield Link(one.pointer, one.value, kinds)


_NO_PROSE = frozenset(
    {
        "id",
        "kind",
        "topic",
        "urgency",
        "fma",
        "through",
        "roots",
        "root",
        "region",
        "layer",
        "side",
        "camera",
        "language",
        "licence",
        "level",
        "role",
        "rarity",
        "only_side",
        "replaces",
        "author",
        "seeds",
    }
)


def prose(model: BaseModel) -> Iterator[Value]:
    """Every text that a person reads: no ids, anchors, choices or links."""
    for one in walk(model):
        linked = one.field in _SOURCE_FIELDS or (one.owner, one.field) in _LINKS
        if isinstance(one.value, str) and one.value and not linked and one.field not in _NO_PROSE:
            yield one
