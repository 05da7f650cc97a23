"""What a document as a page to read consists of; no markup, so that any reader can show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Fact, Frozen, Point
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import Evidence, ZoneKind
from nmt_atlas.domain.source import Source
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.words import point_title

BODY = ("muscle", "structure")
"""Kinds of links that name a muscle or another part of the body."""

Tone = Literal["plain", "quiet", "caution", "emergency"]
ActionKind = Literal[
    "paint", "follow", "beside", "look", "look-at", "course", "show", "open", "view"
]

TEACHES = mark(
    "This teaches; it does not diagnose. The same area can hurt from joints, nerves, organs or "
    "vessels."
)
"""What stands below every article."""


class Reference(Frozen):
    """Another document that is mentioned; ``kind`` and ``id`` open its article."""

    kind: str
    id: str
    name: str

    @property
    def key(self) -> str:
        """``kind/id``, as addresses name it."""
        return f"{self.kind}/{self.id}"


class Action(Frozen):
    """Something that a reader can do with the body, as data: a page makes a button of it.

    No side is named; the page knows on which one the reader is.

    Attributes
    ----------
    kind
        ``paint`` (a switch: a trigger point's charted pain on the skin), ``follow`` (a nerve
        from its roots on), ``beside`` (lay a nerve open beside what is selected, keeping what
        is painted), ``look`` (look closely at ``at``), ``look-at`` (what is selected, its
        painted pain, or both: ``muscle``, ``pain``, ``both``), ``course`` (draw another course
        of the nerve), ``show`` (the whole document on the body), ``open`` (a lesson, from its
        start) or ``view`` (a prepared view).
    id
        The trigger point, the nerve, the narrow place, the structure that draws the course (empty
        for the usual one), or the document.
    label
        What the button says: an English text for ``say``, with blanks for ``values``.
    values
        What goes into the blanks of ``label``.
    at
        A place in the body frame (mm, right side or midline); None where there is none.
    """

    kind: ActionKind
    id: str
    label: str
    values: dict[str, str] = Field(default_factory=dict)
    at: Point | None = None


class Passage(Frozen):
    """One paragraph.

    Attributes
    ----------
    text, label
        Texts for ``say``: words of the document, or English words of the interface.
    after
        A word after the text, for ``say``: ``(other side)``.
    note
        Where sources disagree, or what is disputed.
    sources
        The ids of what it stands on.
    tone
        How loud it is said: ``caution`` and ``emergency`` are never left out.
    zone
        The kind of zone that it describes, whose colour may stand before it; empty for none.
    references
        The documents that ``text`` names, so that a page may show links in its place.
    """

    text: str
    label: str = ""
    after: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    tone: Tone = "plain"
    zone: ZoneKind | Literal[""] = ""
    references: tuple[Reference, ...] = ()


class Item(Frozen):
    """One of several things of a section: a trigger point, a station of a nerve, a narrow place.

    Attributes
    ----------
    kind, id
        The document, as a :class:`Reference` names it; ``station``, ``course`` and ``step`` are no
        documents (a course's ``id`` is the structure that draws it, empty for the usual one).
    title
        Its name, for ``say``.
    number
        Its place in the row, from 1; 0 where it has none.
    at
        The share (0..1) of a nerve's drawn course where a station begins.
    part
        The structure that a trigger point lies in.
    side
        The one side on which a trigger point is charted; None for both.
    passages, references, actions
        What is said of it, where it leads, what can be done.
    items
        What stands below it: the narrow place at a station.
    """

    kind: str
    id: str
    title: str
    number: int = 0
    at: float = 0.0
    part: str = ""
    side: Literal["right", "left"] | None = None
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    actions: tuple[Action, ...] = ()
    items: tuple[Item, ...] = ()


class Section(Frozen):
    """A heading with its paragraphs, the things below it and the documents that it names.

    Attributes
    ----------
    id
        Names the section whatever its language: ``anatomy``, ``points`` (all, or those of the part
        that was asked for), ``other-points``, ``handling``, ``nerves``, ``linked``; ``roots``,
        ``courses``, ``course``, ``territory``, ``narrow-places``, ``muscles``; ``refer``...
    title
        For ``say``; empty for the first lines of a page.
    actions, passages, items, references
        Shown in this order.
    """

    id: str
    title: str
    passages: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()
    references: tuple[Reference, ...] = ()
    actions: tuple[Action, ...] = ()


class Article(Frozen):
    """A document as a page: the one way in which documents are written out.

    Card, library, nerves, handout and commands render it; none of them reads a document itself.

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
    actions
        What can be done with the whole of it.
    plain
        Whether this is the text for clients.
    short
        Whether this is the short form: what is needed beside the body, in that order. Marks of
        sources may be left out there; the list of sources is complete.
    """

    kind: str
    id: str
    title: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    evidence: Evidence | None = None
    sources: tuple[Source, ...] = ()
    actions: tuple[Action, ...] = ()
    plain: bool = False
    short: bool = False

    @property
    def key(self) -> str:
        """``kind/id``, as addresses name it."""
        return f"{self.kind}/{self.id}"

    def section(self, ident: str) -> Section | None:
        """The section with an id; None where this page has none."""
        return next((one for one in self.sections if one.id == ident), None)


def passages_of(page: Article | Section | Item) -> Iterator[Passage]:
    """Every paragraph, those of items too, in the order in which they are shown."""
    if isinstance(page, Article):
        for section in page.sections:
            yield from passages_of(section)
        return
    yield from page.passages
    for item in page.items:
        yield from passages_of(item)


def references_of(page: Article | Section | Item) -> Iterator[Reference]:
    """Every document that is linked to, those of items and paragraphs too."""
    if isinstance(page, Article):
        for section in page.sections:
            yield from references_of(section)
        return
    for passage in page.passages:
        yield from passage.references
    for item in page.items:
        yield from references_of(item)
    yield from page.references


def kept(*sections: Section) -> tuple[Section, ...]:
    """Sections that say anything."""
    return tuple(one for one in sections if one.passages or one.items or one.references)


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


def names(label: str, found: tuple[Reference, ...]) -> tuple[Passage, ...]:
    """Documents as a line of their names; nothing where there are none."""
    if not found:
        return ()
    text = ", ".join(one.name for one in found)
    return (Passage(label=label, text=text, references=found),)


def references(library: Documents, ids: Iterable[str], *kinds: str) -> tuple[Reference, ...]:
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


def _reference(library: Documents, ident: str, kinds: tuple[str, ...]) -> Reference | None:
    for kind in kinds:
        document = library.of(kind).get(ident)
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
