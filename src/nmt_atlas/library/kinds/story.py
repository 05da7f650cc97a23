"""Documents of stories that were edited by hand; the others are made by the template."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.story import Story
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.columns import ID, Table, every, field
from nmt_atlas.library.targets import story_target
from nmt_atlas.library.telling import words_of
from nmt_atlas.library.writing.page import Article, Passage, Section, kept, references


def _page(library: Documents, ident: str) -> Article:
    """Moment by moment, with the words that are told."""
    story: Story = library.of("story")[ident]
    moments = [
        Section(
            id=one.id,
            title=one.title,
            passages=tuple(
                Passage(text=said.text, note=said.note, sources=said.sources)
                for said in words_of(library, one.says)
            ),
        )
        for one in story.moments
    ]
    about = references(library, (ident,), story.kind)
    told = Section(id="about", title=mark("What it is about"), references=about)
    return Article(
        kind="story",
        id=ident,
        title=story.title,
        subtitle=mark("Story"),
        sections=kept(*moments, told),
    )


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("story").values():
        yield Entry("story", one.id, "story", one.title), one


def _names(library: Documents) -> Iterator[Named]:
    return (Named(one.id, one.title) for one in library.of("story").values())


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("story").values():
        yield row(one.id, one.title, kind=one.kind, moments=len(one.moments))


TABLE = Table(
    "stories",
    "Stories that were edited by hand.",
    every("story"),
    (ID, field("title", "What it is called."), field("kind", "Kind of its document.")),
)

KIND = Kind(
    name="story",
    type=Story,
    schema="story",
    folders=("stories",),
    shelves={"story": mark("Stories")},
    entries=_entries,
    names=_names,
    page=_page,
    tables=(TABLE,),
    target=story_target,
    lists=(Listing("stories", _rows, ("id", "name", "kind", "moments")),),
    counts={"stories": lambda library: len(library.of("story"))},
)
