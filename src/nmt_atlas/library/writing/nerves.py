"""Nerves, their narrow places and the skin of spinal roots written out."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Entrapment, Nerve, Station
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    BODY,
    Action,
    Article,
    Item,
    Passage,
    Section,
    kept,
    line,
    names,
    references,
    said,
)
from nmt_atlas.library.writing.tests import place_references, place_tests


def nerve_page(library: Documents, ident: str, *, short: bool = False) -> Article:
    """A nerve from its roots to the skin; the short form opens its narrow places where they lie."""
    nerve = library.nerves[ident]
    course = tuple(
        _station(library, nerve, number, one, opened=short)
        for number, one in enumerate(nerve.course, start=1)
    )
    supplied = references(library, nerve.supplies, *BODY)
    roots = f"{', '.join(nerve.roots)}. {nerve.roots_note}".strip(". ")
    return Article(
        kind="nerve",
        id=ident,
        title=nerve.name,
        subtitle=nerve.latin,
        sections=kept(
            Section(
                id="roots", title=mark("Roots"), passages=line(roots, sources=nerve.roots_sources)
            ),
            Section(id="course", title=mark("Its course"), items=course),
            Section(id="courses", title=mark("Other courses"), items=_courses(nerve)),
            _narrow_places(library, nerve, short=short),
            Section(
                id="territory",
                title=mark("The skin that it serves"),
                passages=line(
                    nerve.territory_words, sources=nerve.territory_sources or nerve.leading
                ),
            ),
            Section(
                id="muscles",
                title=mark("Muscles that it supplies"),
                references=supplied,
            ),
        ),
        actions=(Action(kind="follow", id=ident, label=mark("Follow this nerve")),),
    )


def _station(library: Documents, nerve: Nerve, number: int, one: Station, *, opened: bool) -> Item:
    trap = library.entrapments.get(one.entrapment or "")
    return Item(
        kind="station",
        id=f"{number}",
        title=one.name,
        number=number,
        at=one.at,
        passages=line(one.words, sources=one.sources or nerve.leading),
        references=references(library, [trap.id], "entrapment") if trap and not opened else (),
        items=(narrow_place(library, trap),) if trap and opened else (),
    )


def _courses(nerve: Nerve) -> tuple[Item, ...]:
    """The usual course and the others with their frequencies; nothing where there is but one."""
    if not nerve.variants:
        return ()
    usual = mark("Usual course")
    return (
        Item(
            kind="course",
            id="",
            title=usual,
            passages=line(nerve.usual, sources=nerve.usual_sources or nerve.leading),
            actions=(Action(kind="course", id="", label=usual),),
        ),
        *(
            Item(
                kind="course",
                id=one.structure,
                title=one.name,
                passages=(
                    *line(one.words, sources=one.sources),
                    *line(f"{one.frequency.rstrip('.')}.", tone="quiet"),
                ),
                actions=(Action(kind="course", id=one.structure, label=one.name),),
            )
            for one in nerve.variants
        ),
    )


def _narrow_places(library: Documents, nerve: Nerve, *, short: bool) -> Section:
    """Links to all of them, or (short) those that stand at no station, written out."""
    traps = library.entrapments_of(nerve.id)
    if not short:
        linked = references(library, [one.id for one in traps], "entrapment")
        return Section(id="narrow-places", title=mark("Narrow places"), references=linked)
    told = {one.entrapment for one in nerve.course}
    rest = tuple(narrow_place(library, one) for one in traps if one.id not in told)
    return Section(id="narrow-places", title=mark("More narrow places"), items=rest)


def narrow_place(library: Documents, trap: Entrapment) -> Item:
    """A narrow place in short: what it is, how it feels, what looks like it, when to refer."""
    alike = references(library, trap.imitators, "trigger-point", *BODY)
    tests = place_tests(library, trap.tests, mark("Test"))
    look = Action(kind="look", id=trap.id, label=mark("Look closely"), at=trap.at)
    return Item(
        kind="entrapment",
        id=trap.id,
        title=trap.name,
        passages=(
            *said("", trap.words),
            *said(mark("Felt as"), trap.symptoms),
            *names(mark("Can look like it"), alike),
            *tests,
            *said(mark("When to refer"), trap.refer_when, "caution"),
        ),
        references=references(library, [trap.id], "entrapment"),
        actions=(look,),
    )


def entrapment_page(library: Documents, ident: str) -> Article:
    """A narrow place of a nerve."""
    trap = library.entrapments[ident]
    return Article(
        kind="entrapment",
        id=ident,
        title=trap.name,
        subtitle=mark("Narrow place of a nerve"),
        sections=kept(*_trap_text(library, trap), *_trap_links(library, trap)),
        evidence=trap.evidence,
        actions=(Action(kind="look", id=ident, label=mark("Look closely"), at=trap.at),),
    )


def _trap_text(library: Documents, trap: Entrapment) -> tuple[Section, ...]:
    around = (
        *references(library, [trap.nerve], "nerve", "structure"),
        *references(library, trap.structures, "structure"),
    )
    felt: tuple[Passage, ...] = (
        *said("", trap.symptoms),
        *line(trap.territory_words, mark("On the skin"), trap.symptoms.sources),
    )
    return (
        Section(
            id="narrow-place",
            title=mark("The narrow place"),
            passages=said("", trap.words),
            references=around,
        ),
        Section(id="felt", title=mark("What is felt"), passages=felt),
        Section(
            id="refer",
            title=mark("When to refer"),
            passages=said("", trap.refer_when, "caution"),
        ),
        Section(
            id="tests",
            title=mark("Tests"),
            passages=place_tests(library, trap.tests),
            references=place_references(library, trap.tests),
        ),
    )


def _trap_links(library: Documents, trap: Entrapment) -> tuple[Section, ...]:
    groups = (
        (
            "alike",
            mark("Trigger points whose charted pain looks alike"),
            trap.imitators,
            ("trigger-point", *BODY),
        ),
        ("address", mark("Muscles to address"), trap.address, BODY),
        (
            "supplied",
            mark("Muscles that the nerve supplies beyond"),
            trap.muscles_supplied,
            BODY,
        ),
    )
    return tuple(
        Section(id=ident, title=title, references=references(library, ids, *kinds))
        for ident, title, ids, kinds in groups
    )


def dermatome_page(library: Documents, ident: str) -> Article:
    """The skin of a spinal root."""
    root = library.dermatomes[ident]
    cited = root.leading
    return Article(
        kind="dermatome",
        id=ident,
        title=root.name,
        subtitle=mark("The skin of a spinal root"),
        sections=kept(
            Section(
                id="skin",
                title=mark("Where it feels"),
                passages=(
                    *line(root.territory_words, sources=cited),
                    *line(root.landmark, mark("Landmark"), root.landmark_sources or cited),
                    *line(root.myotome, mark("Key movement"), root.myotome_sources or cited),
                    *line(root.reflex, mark("Reflex"), root.reflex_sources or cited),
                    *line(root.note, tone="quiet"),
                ),
            ),
        ),
    )
