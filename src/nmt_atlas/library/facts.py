"""Every text that stands on a source or tells a number, so that anyone can check it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from pydantic import BaseModel

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.numbers import numbers
from nmt_atlas.domain.quantity import Reading, told
from nmt_atlas.domain.questions.base import BaseQuestion
from nmt_atlas.domain.referral import Evidence, Muscle, TriggerPoint, pattern_kind
from nmt_atlas.domain.source import Source
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.walk import Value, prose, walk

One = TypeVar("One")

_INFERRED = ("inferred", "anatomy")
_SAID = frozenset({"explanation", "why"})
"""What a question says to be so; everything else of it is asked, or offered and often wrong."""

_NAMES = frozenset({"name", "latin", "synonyms", "title", "movement", "joint", "nerve"})


@dataclass(frozen=True, slots=True)
class Told:
    """One text of a document.

    Attributes
    ----------
    document
        ``kind/id``.
    field
        Where in the document it stands (a JSON pointer).
    text
        The text.
    sources
        What it stands on: its own sources, else those of what it is a part of.
    passage
        Where in the source it is said, where that is known.
    numbers
        The numbers that it tells, as they stand there.
    basis
        Of a pattern of pain: what it stands on (``charted``, ``inferred``, …). What is inferred
        or drawn from anatomy is not in its sources; they have what it was inferred from.
    """

    document: str
    field: str
    text: str
    sources: tuple[str, ...]
    passage: str
    numbers: tuple[str, ...]
    basis: str = ""


def facts(library: Documents) -> tuple[Told, ...]:
    """Every text that has a source or tells a number.

    Names, bibliography, and what a question asks or offers to choose among are none.
    """
    return tuple(
        one
        for kind, documents in sorted(library.kept.items())
        for ident, document in sorted(documents.items())
        if not isinstance(document, Source)
        for one in _of(f"{kind}/{ident}", document)
        if one.sources or one.numbers
    )


def figures(library: Documents) -> Mapping[str, int]:
    """How many documents, facts, numbers and sources there are, and how facts are cited."""
    found = facts(library)
    kept = library.kept
    judged = [
        (kind, getattr(document, "evidence", None))
        for kind, documents in kept.items()
        for document in documents.values()
    ]
    kinds = Counter(
        f"{kind}, evidence: {evidence.kind}"
        for kind, evidence in judged
        if isinstance(evidence, Evidence)
    )
    counted = Counter(len(one.sources) for one in found)
    cited = {source for one in found for source in one.sources}
    return {
        **{f"documents: {kind}": len(documents) for kind, documents in sorted(kept.items())},
        **dict(sorted(kinds.items())),
        "facts": len(found),
        "facts with one source": counted[1],
        "facts with two sources": counted[2],
        "facts with three or more sources": sum(n for many, n in counted.items() if many > 2),
        "numbers without a source": sum(1 for one in found if not one.sources),
        "facts with a passage": sum(1 for one in found if one.passage),
        "facts of patterns that nobody charted": sum(1 for one in found if one.basis in _INFERRED),
        "facts that tell a number": sum(1 for one in found if one.numbers),
        "numbers": sum(len(one.numbers) for one in found),
        "sources that facts cite": len(cited),
    }


BEGIN = "<!-- figures: `nmt-atlas facts --figures --into FILE` writes them -->"
END = "<!-- end of figures -->"


def with_figures(text: str, counted: Mapping[str, int]) -> str:
    """A Markdown text with the figures as a table between its two marks.

    Raises
    ------
    AtlasError
        Where the text lacks a mark.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise AtlasError("the marks between which figures stand are missing.", remedy=BEGIN)
    rows = "".join(f"| {name} | {number:,} |\n" for name, number in counted.items())
    return f"{before}{BEGIN}\n\n| figure | count |\n|---|---|\n{rows}\n{END}{after}"


def drawn(found: Sequence[One], many: int, seed: int) -> tuple[One, ...]:
    """Some of a list by lot, the same for the same seed, in the order of the list."""
    chosen = Random(seed).sample(range(len(found)), min(many, len(found)))
    return tuple(found[place] for place in sorted(chosen))


def _of(key: str, document: Frozen) -> Iterator[Told]:
    holders: dict[str, BaseModel] = {"": document}
    for one in walk(document):
        if isinstance(one.value, BaseModel):
            holders[one.pointer] = one.value
    for one in prose(document):
        if one.field in _NAMES or _only_asked(one, holders):
            continue
        holder = holders[_holding(one.pointer, holders)]
        text = str(one.value)
        if isinstance(holder, Reading):
            text = f"{told(holder.low, holder.high, getattr(document, 'unit', ''))}: {text}"
        yield Told(
            key,
            one.pointer,
            text,
            _sources(one, holders),
            _passage(one.pointer, holders),
            tuple(number.text for number in numbers(text)),
            _basis(one.pointer, holders),
        )


def _only_asked(one: Value, holders: Mapping[str, BaseModel]) -> bool:
    """Whether a text is what a question asks or offers, a wrong answer perhaps: no claim."""
    if one.field in _SAID:
        return False
    return any(isinstance(holder, BaseQuestion) for holder in _above(one.pointer, holders))


def _above(pointer: str, holders: Mapping[str, BaseModel]) -> Iterator[BaseModel]:
    """What holds a value, then what holds that, up to the document."""
    while True:
        pointer = _holding(pointer, holders)
        yield holders[pointer]
        if not pointer:
            return
        pointer = pointer.rpartition("/")[0]


def _passage(pointer: str, holders: Mapping[str, BaseModel]) -> str:
    """The passage of the first holder that has sources of its own, or of a zone's point."""
    for holder in _above(pointer, holders):
        if getattr(holder, "passage", "") or getattr(holder, "sources", ()):
            return str(getattr(holder, "passage", ""))
    return ""


def _basis(pointer: str, holders: Mapping[str, BaseModel]) -> str:
    """What a pattern of pain stands on; nothing of other facts."""
    point = next((one for one in _above(pointer, holders) if isinstance(one, TriggerPoint)), None)
    muscle = holders[""]
    if point is None or not isinstance(muscle, Muscle):
        return ""
    return pattern_kind(muscle, point)


def _holding(pointer: str, holders: Mapping[str, BaseModel]) -> str:
    while pointer not in holders:
        pointer = pointer.rpartition("/")[0]
    return pointer


def _sources(one: Value, holders: Mapping[str, BaseModel]) -> tuple[str, ...]:
    """Those of the field itself, else of what holds it, else of what holds that."""
    rest, inside = _holding(one.pointer, holders), one.pointer
    while True:
        holder = holders[rest]
        field = inside.removeprefix(rest).split("/")[1]
        for name in type(holder).model_fields:
            stem = name.removesuffix("_sources")
            if stem != name and field.startswith(stem) and getattr(holder, name):
                return tuple(getattr(holder, name))
        if isinstance(holder, Reading):
            return (holder.source,)
        found: tuple[str, ...] | None = getattr(holder, "leading", None)
        found = found or getattr(holder, "sources", None)
        if found:
            return tuple(found)
        if not rest:
            return ()
        inside, rest = rest, _holding(rest.rpartition("/")[0], holders)
