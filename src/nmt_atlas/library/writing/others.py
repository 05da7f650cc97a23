"""Regions, structures without a document of their own, and sources written out."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.condition import red_flags
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Nerve
from nmt_atlas.domain.ranking import Row, find
from nmt_atlas.domain.referral import CHARTED
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.walk import links
from nmt_atlas.library.writing.page import (
    Action,
    Article,
    Item,
    Passage,
    Reference,
    Section,
    kept,
    line,
    references,
)

_NOT_SEEN = mark("This entry was not compared with a record of the work yet.")

_CHARTED = 20
"""How many trigger points a region's page lists."""


def region_page(library: Documents, ident: str) -> Article:
    """A region of the body chart: signs that need a physician, then charted points."""
    region = library.regions[ident]
    flags = red_flags(ident, library.conditions.values(), library.regions)
    rows = find(ident, None, library.muscles.values(), library.regions)[:_CHARTED]
    return Article(
        kind="region",
        id=ident,
        title=region.name,
        subtitle=mark("Region of the body chart"),
        sections=kept(
            Section(
                id="covers",
                title="",
                passages=line(region.covers, mark("Covers"), region.sources),
                references=references(library, region.parts, "region"),
            ),
            Section(
                id="physician",
                title=mark("First of all: signs that need a physician"),
                passages=tuple(
                    Passage(label=one.name, text=one.summary.text, tone="emergency")
                    for one in flags
                ),
            ),
            *_points_here(library, rows),
        ),
    )


def _points_here(library: Documents, rows: tuple[Row, ...]) -> Iterator[Section]:
    """The points that refer to a region: charted, charted but rare, only inferred."""
    titles = {
        "points": mark("Trigger points that are charted to refer here"),
        "rare-points": mark("Charted to refer here, but rare"),
        "inferred-points": mark("Not charted, only inferred"),
    }
    for group, title in titles.items():
        names = dict.fromkeys(row.trigger_point for row in rows if _group(row) == group)
        found = references(library, names, "trigger-point")
        yield Section(id=group, title=title, references=found)


def _group(row: Row) -> str:
    if row.evidence not in CHARTED:
        return "inferred-points"
    return "rare-points" if row.rarity == "rare" else "points"


def structure_page(library: Documents, ident: str) -> Article:
    """A bone, ligament, vessel or other structure."""
    one = library.structures[ident]
    nerves = [nerve for nerve in library.nerves.values() if ident in nerve.parts]
    traps = [trap.id for trap in library.entrapments.values() if ident in trap.structures]
    return Article(
        kind="structure",
        id=ident,
        title=one.name,
        subtitle=one.latin,
        sections=kept(
            Section(
                id="names",
                title="",
                passages=(
                    *line(", ".join(one.synonyms), mark("Also called")),
                    *line(one.system.capitalize(), mark("Kind")),
                    *line(one.fma, mark("Foundational Model of Anatomy"), tone="quiet"),
                ),
                references=references(library, [one.whole], "muscle"),
            ),
            Section(
                id="nerves",
                title=mark("The nerve that it draws"),
                items=tuple(_nerve(library, nerve) for nerve in nerves),
            ),
            Section(
                id="narrow-places",
                title=mark("Nerves that are narrowed beside it"),
                references=references(library, traps, "entrapment"),
            ),
        ),
    )


def _nerve(library: Documents, nerve: Nerve) -> Item:
    """Where a nerve begins, with the way along it."""
    return Item(
        kind="nerve",
        id=nerve.id,
        title=nerve.name,
        passages=line(nerve.course[0].words, sources=nerve.sources),
        references=references(library, [nerve.id], "nerve"),
        actions=(Action(kind="follow", id=nerve.id, label=mark("Follow this nerve")),),
    )


def source_page(library: Documents, ident: str) -> Article:
    """A source and every document that cites it."""
    one = library.sources[ident]
    users = tuple(_users(library, ident))
    where = ". ".join(
        text
        for text in (
            one.container,
            f"doi:{one.doi}" if one.doi else "",
            f"ISBN {one.isbn}" if one.isbn else "",
            one.url,
        )
        if text
    )
    return Article(
        kind="source",
        id=ident,
        title=one.title,
        subtitle=f"{one.authors} ({one.year})",
        sections=kept(
            Section(
                id="about",
                title="",
                passages=(
                    *line(where, mark("Published")),
                    *line(one.used_for, mark("Used for")),
                    *line(one.licence, mark("Licence")),
                    *line(one.seen, mark("Entry compared with")),
                    *line("" if one.seen else _NOT_SEEN, tone="quiet"),
                    *line(one.note, tone="quiet"),
                ),
            ),
            Section(id="users", title=mark("Documents that cite it"), references=users),
        ),
    )


def _users(library: Documents, ident: str) -> Iterator[Reference]:
    for kind, documents in library.kept.items():
        for name, document in documents.items():
            if any(one.target == ident and one.kinds == ("source",) for one in links(document)):
                yield from references(library, [name], kind)


def lesson_page(library: Documents, ident: str) -> Article:
    """A lesson: what it is about and what is learned, without its questions."""
    one = library.lessons[ident]
    return Article(
        kind="lesson",
        id=ident,
        title=one.title,
        subtitle=mark("Lesson"),
        sections=kept(
            Section(id="summary", title="", passages=line(one.summary, sources=one.sources)),
            Section(
                id="objectives",
                title=mark("What you will learn"),
                passages=tuple(p for text in one.objectives for p in line(text)),
            ),
            Section(
                id="steps",
                title=mark("Steps"),
                items=tuple(
                    Item(kind="step", id=step.id, title=step.title, number=number)
                    for number, step in enumerate(one.steps, start=1)
                ),
            ),
            Section(
                id="regions",
                title=mark("Regions"),
                references=references(library, one.regions, "region"),
            ),
        ),
        actions=(Action(kind="open", id=ident, label=mark("Begin the lesson")),),
    )
