"""Documents of joints that refer pain and of organs that are felt on the skin."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.origin import Origin
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row, side_of
from nmt_atlas.library.tables.columns import (
    CLIENT,
    EVIDENCE,
    ID,
    NAME,
    SOURCES,
    SYNONYMS,
    Column,
    Table,
    every,
    fact,
    field,
)
from nmt_atlas.library.targets import Target
from nmt_atlas.library.writing.page import (
    Article,
    Passage,
    Section,
    kept,
    line,
    references,
    said,
)

_SUBTITLE = {
    "joint": mark("A joint that refers pain"),
    "organ": mark("An organ that is felt on the skin: a warning, never an answer"),
}


def _page(library: Documents, ident: str) -> Article:
    one: Origin = library.of("origin")[ident]
    zones = tuple(
        Passage(text=zone.words, sources=one.sources, zone=zone.kind) for zone in one.zones
    )
    flags = references(library, one.flags, "condition")
    warnings = tuple(
        Passage(
            label=library.conditions[flag.id].name,
            text=library.conditions[flag.id].summary.text,
            sources=library.conditions[flag.id].summary.sources,
            tone="emergency",
        )
        for flag in flags
    )
    return Article(
        kind="origin",
        id=ident,
        title=one.name,
        subtitle=_SUBTITLE[one.system],
        evidence=one.evidence,
        sections=kept(
            Section(
                id="physician",
                title=mark("First of all: signs that need a physician"),
                passages=warnings,
                references=flags,
            ),
            Section(id="felt", title=mark("Where it is felt"), passages=zones),
            Section(
                id="changes",
                title=mark("What changes it"),
                passages=(
                    *said(mark("Worse with"), one.worse),
                    *said(mark("Eased by"), one.eases),
                ),
            ),
            Section(
                id="parts",
                title=mark("On the body"),
                references=references(library, one.structures, "structure"),
            ),
        ),
    )


def _plain(library: Documents, ident: str) -> tuple[Section, ...]:
    one: Origin = library.of("origin")[ident]
    words = line(one.client, sources=one.sources)
    return kept(Section(id="plain-words", title=mark("In plain words"), passages=words))


def _target(library: Documents, ident: str) -> Target:
    return Target(structures=library.of("origin")[ident].structures, territories=(ident,))


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("origin").values():
        yield Entry("origin", one.id, one.system, one.name), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("origin").values():
        yield Named(one.id, one.name, one.synonyms)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("origin").values():
        yield {
            **row(one.id, one.name, system=one.system, flags=list(one.flags)),
            "side": one.only_side or side_of(paired=True),
        }


TABLE = Table(
    "origins",
    "Joints that refer pain, and organs that are felt on the skin.",
    every("origin"),
    (
        ID,
        NAME,
        SYNONYMS,
        field("system", "joint, or organ (which is a warning and never an answer)."),
        field("structures", "The parts that the body shows.", "list", "structures"),
        Column(
            "zones", "Where it is felt, in words.", lambda one: [z.words for z in one.zones], "list"
        ),
        field("only_side", "The side of an organ that lies on one."),
        *fact("worse", "What brings it on."),
        *fact("eases", "What eases it."),
        field("flags", "The red flags of an organ.", "list", "conditions"),
        CLIENT,
        *EVIDENCE,
        SOURCES,
    ),
)

KIND = Kind(
    name="origin",
    type=Origin,
    schema="origin",
    folders=("conditions/joint-referral", "conditions/organ-referral"),
    shelves={
        "joint": mark("Joints that refer pain"),
        "organ": mark("Organs that are felt on the skin"),
    },
    entries=_entries,
    names=_names,
    weight=-0.01,
    page=_page,
    plain=_plain,
    tables=(TABLE,),
    target=_target,
    lists=(Listing("origins", _rows, ("id", "name", "system", "side", "flags")),),
    counts={"origins": lambda library: len(library.of("origin"))},
)
