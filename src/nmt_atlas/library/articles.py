"""Documents written out as pages to read: for professionals, and in plain words for clients."""

from __future__ import annotations

from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.library import Library
from nmt_atlas.library.writing.page import (
    TEACHES,
    Action,
    Article,
    Item,
    Passage,
    Reference,
    Section,
    passages_of,
    references_of,
)

__all__ = [
    "PLAIN",
    "SHORT",
    "TEACHES",
    "Action",
    "Article",
    "Item",
    "Passage",
    "Reference",
    "Section",
    "article",
    "passages_of",
    "references_of",
]

PLAIN = frozenset(kind.name for kind in KINDS if kind.plain)
"""The kinds of documents that have a text in plain words."""

SHORT = frozenset(kind.name for kind in KINDS if kind.short)
"""The kinds of documents that have a short form; the others are written alike in both."""


def article(
    library: Library,
    kind: str,
    ident: str,
    *,
    plain: bool = False,
    short: bool = False,
    part: str = "",
) -> Article:
    """A document as a page to read.

    Parameters
    ----------
    library
        The documents.
    kind, ident
        Which one; ``kind`` is the name of one of the library's kinds.
    plain
        The text for clients, where such documents have one; where it is not written yet the
        article says so.
    short
        What is needed beside the body, where a document has such a form.
    part
        The structure that the reader looks at, for the short form of a muscle.

    Raises
    ------
    UnknownIdError
        Where there is no such document.
    """
    found = next((one for one in library.kinds if one.name == kind), None)
    documents = found.documents(library) if found else {}
    if found is None or ident not in documents:
        raise UnknownIdError(
            f"The library has no {kind.replace('-', ' ') or 'document'} “{ident}”.",
            remedy=did_you_mean(ident, documents),
        )
    if short and found.short:
        page = found.short(library, ident, part)
    else:
        page = found.page(library, ident)
    if plain and found.plain:
        page = _in_plain_words(page, found.plain(library, ident))
    if found.target and found.target(library, ident):
        shown = Action(kind="show", id=ident, label=mark("Show on the body"))
        page = page.model_copy(update={"actions": (*page.actions, shown)})
    cited = [library.sources[one] for one in _cited(page) if one in library.sources]
    return page.model_copy(update={"short": short, "sources": tuple(cited)})


def _in_plain_words(page: Article, sections: tuple[Section, ...]) -> Article:
    if not sections:
        missing = Passage(text=mark("No plain text of this is written yet."), tone="quiet")
        title = mark("In plain words")
        sections = (Section(id="plain-words", title=title, passages=(missing,)),)
    return page.model_copy(update={"sections": sections, "evidence": None, "plain": True})


def _cited(page: Article) -> tuple[str, ...]:
    cited: dict[str, None] = {}
    for passage in passages_of(page):
        cited.update(dict.fromkeys(passage.sources))
    if page.evidence:
        cited.update(dict.fromkeys(page.evidence.sources))
    return tuple(cited)
