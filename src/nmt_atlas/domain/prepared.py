"""Prepared views: what a class is shown again and again, kept as documents."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from nmt_atlas.domain.base import Frozen, Id, RegionId, Text
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState

Group = Literal["region", "nerve", "referral", "posture", "section"]

GROUPS: dict[Group, str] = {
    "region": mark("Regions, layer by layer"),
    "nerve": mark("Nerves and their narrow places"),
    "referral": mark("Referral patterns"),
    "posture": mark("Posture patterns"),
    "section": mark("Sections"),
}
"""The decks of the gallery, in order, with their headings."""


class PreparedView(Frozen):
    """A view of the body with a title and words.

    Attributes
    ----------
    group
        The deck that it belongs to; within it views stand by ``place``, then by title.
    words
        What to look at, in one or two sentences.
    about
        The document that says more, as ``kind/id``; "" for none.
    """

    LINKS = MappingProxyType({"regions": ("region",), "sources": ("source",)})
    SILENT = frozenset({"group", "about"})

    id: Id
    title: Text
    words: Text
    group: Group
    place: int = 0
    regions: tuple[RegionId, ...] = ()
    about: str = ""
    view: ViewState
    sources: tuple[Id, ...] = ()


def deck(views: tuple[PreparedView, ...], group: Group) -> tuple[PreparedView, ...]:
    """The views of one deck in their order."""
    found = (one for one in views if one.group == group)
    return tuple(sorted(found, key=lambda one: (one.place, one.title.casefold(), one.id)))


def beside(views: tuple[PreparedView, ...], ident: str, step: int) -> PreparedView | None:
    """The view some steps further in the deck of a view; None at the deck's ends.

    Parameters
    ----------
    views
        Every view.
    ident
        The present view; where it is not among them, the first deck begins.
    step
        1 for the next, -1 for the one before.
    """
    present = next((one for one in views if one.id == ident), None)
    if present is None:
        first = deck(views, next(iter(GROUPS)))
        return first[0] if first else None
    row = deck(views, present.group)
    at = row.index(present) + step
    return row[at] if 0 <= at < len(row) else None
