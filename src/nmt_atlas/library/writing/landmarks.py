"""Palpable landmarks written out."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.palpable import Feel
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    BODY,
    Action,
    Article,
    Passage,
    Section,
    kept,
    line,
    references,
    said,
)


def landmark_page(library: Documents, ident: str) -> Article:
    """What it is, how to feel it, what attaches there, what it is taken for."""
    one = library.palpable[ident]
    at = library.point_of(one.place)
    look = Action(kind="look", id=ident, label=mark("Look closely"), at=at)
    return Article(
        kind="landmark",
        id=ident,
        title=one.name,
        subtitle=one.latin,
        sections=kept(
            Section(
                id="what",
                title=mark("What it is"),
                passages=(
                    *said("", one.what),
                    *line(", ".join(one.synonyms), mark("Also called")),
                ),
                references=references(library, [one.structure], "structure"),
            ),
            Section(id="caution", title=mark("Caution"), passages=said("", one.caution, "caution")),
            Section(id="feel", title=mark("How to feel it"), passages=_felt(one.feel)),
            Section(
                id="attaches",
                title=mark("What attaches here"),
                references=references(library, one.attaches, *BODY),
            ),
            Section(
                id="alike",
                title=mark("Not to be taken for"),
                passages=said("", one.apart),
                references=references(library, one.alike, "landmark"),
            ),
            Section(
                id="region",
                title=mark("Region of the body chart"),
                references=references(library, [one.region], "region"),
            ),
        ),
        actions=(look,) if at is not None else (),
    )


def _felt(feel: Feel) -> tuple[Passage, ...]:
    return (
        *line(feel.position, mark("Position")),
        *line(feel.direction, mark("Direction")),
        *line(feel.felt, mark("Felt as"), feel.sources),
    )
