"""What a document as a page to read consists of; no markup, so that any reader can show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from nmt_atlas.domain.base import Fact, Frozen
from nmt_atlas.domain.referral import Evidence
from nmt_atlas.domain.source import Source
from nmt_atlas.library.browse import point_title
from nmt_atlas.library.catalogue import Library, named

BODY = ("muscle", "structure")
"""Kinds of links that name a muscle or another part of the body."""

Tone = Literal["plain", "quiet", "caution", "emergency"]


class Reference(Frozen):
    """Another document that is mentioned."""

    kind: str
    id: str
    name: str

    @property
    def key(self) -> str:
        """``kind/id``, as addresses name it."""
        return f"{self.kind}/{self.id}"


class Passage(Frozen):
    """One paragraph; ``sources`` are the ids of what it stands on."""

    text: str
    label: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    tone: Tone = "plain"


class Section(Frozen):
    """A heading with its paragraphs and the documents that it names."""

    title: str
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()


class Article(Frozen):
    """A document as a page.

    Attributes
    ----------
    kind, id
        The document.
    title, subtitle
        Its name, and its Latin name or what kind of thing it is.
    sections
        The text; empty sections are left out.
    evidence
        What kind of knowledge it stands on; None for documents that only describe anatomy.
    sources
        Every source that it cites, in order of first citation.
    plain
        Whether this is the text for clients.
    """

    kind: str
    id: str
    title: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    evidence: Evidence | None = None
    sources: tuple[Source, ...] = ()
    plain: bool = False


def kept(*sections: Section) -> tuple[Section, ...]:
    """Sections that say anything."""
    return tuple(one for one in sections if one.passages or one.references)


def said(label: str, fact: Fact | None, tone: Tone = "plain") -> tuple[Passage, ...]:
    """A fact as a paragraph; nothing where there is none."""
    if fact is None:
        return ()
    return (Passage(label=label, text=fact.text, note=fact.note, sources=fact.sources, tone=tone),)


def line(
    text: str, label: str = "", sources: Iterable[str] = (), tone: Tone = "plain"
) -> tuple[Passage, ...]:
    """A text as a paragraph; nothing where it is empty."""
    if not text:
        return ()
    return (Passage(text=text, label=label, sources=tuple(sources), tone=tone),)


def references(library: Library, ids: Iterable[str], *kinds: str) -> tuple[Reference, ...]:
    """Links to documents; a structure that a muscle document treats links to that muscle.

    Parameters
    ----------
    kinds
        Kinds to look among, in this order. Ids that name nothing are left out.
    """
    found: dict[str, Reference] = {}
    for ident in ids:
        one = _reference(library, ident, kinds)
        if one is not None:
            found.setdefault(one.key, one)
    return tuple(found.values())


def _reference(library: Library, ident: str, kinds: tuple[str, ...]) -> Reference | None:
    for kind in kinds:
        document = named(library, kind).get(ident)
        if document is None:
            continue
        if kind == "structure":
            whole = library.structures[ident].whole
            if whole in library.muscles:
                return Reference(kind="muscle", id=whole, name=library.muscles[whole].name)
        if kind == "trigger-point":
            muscle, point = library.trigger_points[ident]
            return Reference(kind=kind, id=ident, name=point_title(muscle, point))
        name = str(getattr(document, "name", "") or getattr(document, "title", ""))
        return Reference(kind=kind, id=ident, name=name)
    return None
