"""Documents written out as pages to read: for professionals, and in plain words for clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles.conditions import condition_page
from nmt_atlas.library.articles.muscles import muscle_page, point_page
from nmt_atlas.library.articles.nerves import dermatome_page, entrapment_page, nerve_page
from nmt_atlas.library.articles.others import region_page, source_page, structure_page
from nmt_atlas.library.articles.page import (
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
from nmt_atlas.library.articles.plain import (
    plain_condition,
    plain_dermatome,
    plain_entrapment,
    plain_muscle,
    plain_nerve,
    plain_point,
)
from nmt_atlas.library.catalogue import Library, did_you_mean, named

__all__ = [
    "PLAIN",
    "TEACHES",
    "WRITERS",
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

WRITERS: Mapping[str, Callable[[Library, str], Article]] = {
    "muscle": muscle_page,
    "trigger-point": point_page,
    "nerve": nerve_page,
    "entrapment": entrapment_page,
    "dermatome": dermatome_page,
    "condition": condition_page,
    "region": region_page,
    "structure": structure_page,
    "source": source_page,
}
"""Kind of document -> what writes it out for professionals."""

PLAIN: Mapping[str, Callable[[Library, str], tuple[Section, ...]]] = {
    "muscle": plain_muscle,
    "trigger-point": plain_point,
    "nerve": plain_nerve,
    "entrapment": plain_entrapment,
    "dermatome": plain_dermatome,
    "condition": plain_condition,
}
"""Kind of document -> what writes it out in plain words; nothing where it has none."""


SHORT: Mapping[str, Callable[[Library, str, str], Article]] = {
    "muscle": lambda library, ident, part: muscle_page(library, ident, part=part, short=True),
    "nerve": lambda library, ident, _part: nerve_page(library, ident, short=True),
}
"""Kind of document -> what writes its short form; the others have but one form."""


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
        Which one; ``kind`` is a key of :data:`WRITERS`.
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
    documents: Mapping[str, object] = named(library, kind) if kind in WRITERS else {}
    if ident not in documents:
        raise UnknownIdError(
            f"The library has no {kind.replace('-', ' ') or 'document'} “{ident}”.",
            remedy=did_you_mean(ident, documents),
        )
    if short and kind in SHORT:
        page = SHORT[kind](library, ident, part)
    else:
        page = WRITERS[kind](library, ident)
    page = page.model_copy(update={"short": short})
    if plain and kind in PLAIN:
        page = _in_plain_words(page, PLAIN[kind](library, ident))
    found = [library.sources[one] for one in _cited(page) if one in library.sources]
    return page.model_copy(update={"sources": tuple(found)})


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
