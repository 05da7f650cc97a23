"""Prepared views written out."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.prepared import GROUPS
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import Action, Article, Section, kept, line, references


def view_page(library: Documents, ident: str) -> Article:
    """What a view shows, with the way to it."""
    one = library.of("view")[ident]
    kind, _, about = one.about.partition("/")
    more = references(library, [about], kind) if about else ()
    return Article(
        kind="view",
        id=ident,
        title=one.title,
        subtitle=GROUPS[one.group],
        sections=kept(
            Section(id="words", title="", passages=line(one.words, sources=one.sources)),
            Section(id="more", title=mark("More about it"), references=more),
            Section(
                id="regions",
                title=mark("Regions"),
                references=references(library, one.regions, "region"),
            ),
        ),
        actions=(Action(kind="view", id=ident, label=mark("Show this view")),),
    )
