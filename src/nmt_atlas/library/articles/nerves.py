"""Nerves, their narrow places and the skin of spinal roots written out."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Entrapment, Nerve
from nmt_atlas.library.articles.page import (
    BODY,
    Article,
    Passage,
    Section,
    kept,
    line,
    references,
    said,
)
from nmt_atlas.library.catalogue import Library


def nerve_page(library: Library, ident: str) -> Article:
    """A nerve from its roots to the skin."""
    nerve = library.nerves[ident]
    traps = [one.id for one in library.entrapments_of(ident)]
    course = tuple(
        Passage(label=f"{number}. {one.name}", text=one.words, sources=tuple(nerve.sources))
        for number, one in enumerate(nerve.course, start=1)
    )
    return Article(
        kind="nerve",
        id=ident,
        title=nerve.name,
        subtitle=nerve.latin,
        sections=kept(
            Section(
                title=mark("Roots"),
                passages=line(f"{', '.join(nerve.roots)}. {nerve.roots_note}".strip(". ")),
            ),
            Section(title=mark("Its course"), passages=course),
            Section(title=mark("Other courses"), passages=_other_courses(nerve)),
            Section(
                title=mark("The skin that it serves"),
                passages=line(nerve.territory_words, sources=nerve.sources),
            ),
            Section(
                title=mark("Narrow places"), references=references(library, traps, "entrapment")
            ),
            Section(
                title=mark("Muscles that it supplies"),
                references=references(library, nerve.supplies, *BODY),
            ),
        ),
    )


def _other_courses(nerve: Nerve) -> tuple[Passage, ...]:
    """The usual course and the others with their frequencies."""
    others = tuple(
        Passage(label=one.name, text=f"{one.words} {one.frequency}.", sources=tuple(one.sources))
        for one in nerve.variants
    )
    return (*line(nerve.usual, sources=nerve.sources), *others)


def entrapment_page(library: Library, ident: str) -> Article:
    """A narrow place of a nerve."""
    trap = library.entrapments[ident]
    return Article(
        kind="entrapment",
        id=ident,
        title=trap.name,
        subtitle=mark("Narrow place of a nerve"),
        sections=kept(*_trap_text(library, trap), *_trap_links(library, trap)),
        evidence=trap.evidence,
    )


def _trap_text(library: Library, trap: Entrapment) -> tuple[Section, ...]:
    tests = tuple(
        passage for number, one in enumerate(trap.tests, 1) for passage in said(f"{number}.", one)
    )
    around = (
        *references(library, [trap.nerve], "nerve", "structure"),
        *references(library, trap.structures, "structure"),
    )
    felt = (
        *said("", trap.symptoms),
        *line(trap.territory_words, mark("On the skin"), trap.symptoms.sources),
    )
    return (
        Section(title=mark("The narrow place"), passages=said("", trap.words), references=around),
        Section(title=mark("What is felt"), passages=felt),
        Section(title=mark("When to refer"), passages=said("", trap.refer_when, "caution")),
        Section(title=mark("Tests"), passages=tests),
    )


def _trap_links(library: Library, trap: Entrapment) -> tuple[Section, ...]:
    groups = (
        (
            mark("Trigger points whose charted pain looks alike"),
            trap.imitators,
            ("trigger-point", *BODY),
        ),
        (mark("Muscles to address"), trap.address, BODY),
        (mark("Muscles that the nerve supplies beyond"), trap.muscles_supplied, BODY),
    )
    return tuple(
        Section(title=title, references=references(library, ids, *kinds))
        for title, ids, kinds in groups
    )


def dermatome_page(library: Library, ident: str) -> Article:
    """The skin of a spinal root."""
    root = library.dermatomes[ident]
    cited = root.sources
    return Article(
        kind="dermatome",
        id=ident,
        title=root.name,
        subtitle=mark("The skin of a spinal root"),
        sections=kept(
            Section(
                title=mark("Where it feels"),
                passages=(
                    *line(root.territory_words, sources=cited),
                    *line(root.landmark, mark("Landmark"), cited),
                    *line(root.myotome, mark("Key movement"), cited),
                    *line(root.reflex, mark("Reflex"), cited),
                    *line(root.note, tone="quiet"),
                ),
            ),
        ),
    )
