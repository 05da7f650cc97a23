"""Walks documents: every value with its JSON pointer, every text, every link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from nmt_atlas.domain.view_state import ViewState

LinkKind = str
"""``source``, ``structure``, ``muscle``, ``whole``, ``nerve``, ``entrapment``, ``region``,
``trigger-point``, ``condition``, ``test``, ``dermatome``, ``lesson``."""


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
    owner: type[BaseModel]
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
    owner = type(model)
    for name in owner.model_fields:
        yield from _walk_value(getattr(model, name), f"{pointer}/{name}", owner, name)


def _walk_value(value: object, pointer: str, owner: type[BaseModel], name: str) -> Iterator[Value]:
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
        if isinstance(one.value, str) and (kinds := _kinds_of(one)):
            yield Link(one.pointer, one.value, kinds)


def _kinds_of(one: Value) -> tuple[LinkKind, ...]:
    """The kinds that a value names a document of; empty where it names none."""
    if one.field == "sources" or one.field.endswith("_sources"):
        return ("source",)
    links: Mapping[str, tuple[LinkKind, ...]] = getattr(one.owner, "LINKS", {})
    return links.get(one.field, ())


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
        silent = one.field in _NO_PROSE or one.field in getattr(one.owner, "SILENT", ())
        if isinstance(one.value, str) and one.value and not silent and not _kinds_of(one):
            yield one
