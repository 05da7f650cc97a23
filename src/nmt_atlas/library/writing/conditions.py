"""Conditions, postures, techniques, safety matters and guides written out."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.writing.page import (
    BODY,
    Article,
    Passage,
    Section,
    Tone,
    kept,
    line,
    references,
    said,
)
from nmt_atlas.library.writing.tests import tests_of

_KINDS = {
    "condition": mark("Condition"),
    "posture": mark("Posture"),
    "technique": mark("Technique"),
    "safety": mark("Safety"),
    "guide": mark("What this is about"),
    "contraindication": mark("Contraindication"),
    "endangerment": mark("Endangerment site"),
    "red-flag": mark("Warning sign"),
    "self-care": mark("Self-care"),
    "evidence": mark("How sure is this?"),
}


def condition_page(library: Documents, ident: str) -> Article:
    """A condition, a posture, a technique, a safety matter or a guide."""
    one = library.conditions[ident]
    flag = {
        "emergency": mark("Emergency: call for help at once"),
        "same-day": mark("Be seen by a physician the same day"),
        "soon": mark("See a physician soon"),
    }
    urgent = flag.get(one.urgency or "", "")
    tone: Tone = "plain" if not urgent else "emergency"
    return Article(
        kind="condition",
        id=ident,
        title=one.name,
        subtitle=urgent or _KINDS[one.topic or one.kind],
        sections=kept(
            Section(
                id="summary",
                title="",
                passages=(
                    *line(", ".join(one.synonyms), mark("Also called")),
                    *said("", one.summary, tone),
                ),
            ),
            *(
                Section(
                    id=f"fact-{name}",
                    title=_titled(name),
                    passages=said("", text, _tone_of(name)),
                )
                for name, text in one.facts.items()
            ),
            Section(id="signs", title=mark("What is seen"), passages=_signs(one)),
            Section(
                id="stance",
                title=mark("How it is shown on the body"),
                passages=said("", one.stance.words if one.stance else None),
            ),
            *_sites(library, one),
            *_linked(library, one),
        ),
        evidence=one.evidence,
    )


_VIEWS = {
    "side": mark("From the side"),
    "front": mark("From the front"),
    "back": mark("From behind"),
}


def _signs(one: Condition) -> tuple[Passage, ...]:
    """What is seen, side by side; the label stands before the first of each."""
    found: list[Passage] = []
    for view, label in _VIEWS.items():
        seen = [passage for sign in one.signs if sign.view == view for passage in said("", sign)]
        found += [
            passage.model_copy(update={"label": "" if number else label})
            for number, passage in enumerate(seen)
        ]
    return tuple(found)


def _titled(name: str) -> str:
    text = name.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def _tone_of(name: str) -> Tone:
    return (
        "caution" if any(word in name for word in (WHEN_TO_REFER, "caution", "danger")) else "plain"
    )


def _sites(library: Documents, one: Condition) -> Iterable[Section]:
    for number, site in enumerate(one.sites, start=1):
        yield Section(
            id=f"site-{number}",
            title=site.name,
            passages=said("", site.words, "caution"),
            references=references(library, site.structures, "structure"),
        )


def _linked(library: Documents, one: Condition) -> Iterable[Section]:
    groups = (
        ("tight", mark("Muscles that tend to be tight"), one.muscles_tight, BODY),
        ("weak", mark("Muscles that tend to be weak"), one.muscles_weak, BODY),
        ("nerves", mark("Nerves"), one.nerves, ("nerve",)),
        ("narrow-places", mark("Narrow places of nerves"), one.entrapments, ("entrapment",)),
        ("techniques", mark("Techniques"), one.techniques, ("condition",)),
        ("regions", mark("Regions"), one.regions, ("region",)),
    )
    for ident, title, ids, kinds in groups:
        yield Section(id=ident, title=title, references=references(library, ids, *kinds))
    yield Section(id="tests", title=mark("Tests"), references=tests_of(library, one.id))
