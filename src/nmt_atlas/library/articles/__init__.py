"""Documents written out as pages to read: for professionals, and in plain words for clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles.conditions import condition_page
from nmt_atlas.library.articles.muscles import muscle_page, point_page
from nmt_atlas.library.articles.nerves import dermatome_page, entrapment_page, nerve_page
from nmt_atlas.library.articles.others import region_page, source_page, structure_page
from nmt_atlas.library.articles.page import Article, Passage, Reference, Section
from nmt_atlas.library.articles.plain import (
    plain_condition,
    plain_dermatome,
    plain_entrapment,
    plain_muscle,
    plain_nerve,
    plain_point,
)
from nmt_atlas.library.catalogue import Library, did_you_mean, named

__all__ = ["PLAIN", "WRITERS", "Article", "Passage", "Reference", "Section", "article"]

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


def article(library: Library, kind: str, ident: str, *, plain: bool = False) -> Article:
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
    page = WRITERS[kind](library, ident)
    if plain and kind in PLAIN:
        page = _in_plain_words(page, PLAIN[kind](library, ident))
    found = [library.sources[one] for one in _cited(page) if one in library.sources]
    return page.model_copy(update={"sources": tuple(found)})


def _in_plain_words(page: Article, sections: tuple[Section, ...]) -> Article:
    if not sections:
        missing = Passage(text=mark("No plain text of this is written yet."), tone="quiet")
        sections = (Section(title=mark("In plain words"), passages=(missing,)),)
    return page.model_copy(update={"sections": sections, "evidence": None, "plain": True})


def _cited(page: Article) -> tuple[str, ...]:
    cited: dict[str, None] = {}
    for section in page.sections:
        for passage in section.passages:
            cited.update(dict.fromkeys(passage.sources))
    if page.evidence:
        cited.update(dict.fromkeys(page.evidence.sources))
    return tuple(cited)
