"""How a document becomes a story: the template, and the texts that its moments name.

The template follows the order in which a course explains a condition: what it is, where it is
felt, which muscles and nerves take part, what is looked for, what is done, what to expect, and when
to refer. ``docs/authoring.md`` says how a story is edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nmt_atlas.domain.base import Fact, Frozen
from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.domain.story import MOST, Cue, Moment, Ref, Story
from nmt_atlas.library.documents import Documents

KIND = "story"
_TOLD = ("condition", "posture")


def storied(library: Documents) -> Iterator[tuple[str, str]]:
    """Kind and id of every document that has a story: edited by hand, or made by the template."""
    for one in library.conditions.values():
        if one.kind in _TOLD:
            yield "condition", one.id
    for ident in library.entrapments:
        yield "entrapment", ident


SHELVES = ("edited", "condition", "posture", "entrapment")


def stories(library: Documents) -> dict[str, tuple[tuple[str, str], ...]]:
    """Id and title of every story, by shelf: ``edited`` by hand, or the kind of its document."""
    found: dict[str, dict[str, str]] = {
        "edited": {},
        "condition": {},
        "posture": {},
        "entrapment": {},
    }
    for kind, ident in storied(library):
        edited = library.of(KIND).get(ident)
        document = library.of(kind)[ident]
        shelf = "edited" if edited else str(getattr(document, "kind", kind))
        found[shelf][ident] = edited.title if edited else document.name
    return {
        shelf: tuple(sorted(titles.items(), key=lambda pair: pair[1]))
        for shelf, titles in found.items()
    }


def story_of(library: Documents, ident: str) -> Story:
    """The story of a document, as it was edited by hand, or else by the template.

    Raises
    ------
    UnknownIdError
        Where no document with a story has this id.
    """
    edited = library.of(KIND).get(ident)
    if isinstance(edited, Story):
        return edited
    for kind, one in storied(library):
        if one == ident:
            return told(library, kind, ident)
    raise UnknownIdError(f"There is no story of “{ident}”.")


def told(library: Documents, kind: str, ident: str) -> Story:
    """A document as a story, by the template alone."""
    if kind == "entrapment":
        trap = library.entrapments[ident]
        return _story("entrapment", trap, _of_entrapment(library, trap))
    one = library.conditions[ident]
    return _story("condition", one, _of_condition(library, one))


def words_of(library: Documents, refs: Iterable[Ref]) -> tuple[Fact, ...]:
    """The texts that a moment tells, with their sources.

    Raises
    ------
    UnknownIdError
        Where a text is not there.
    """
    return tuple(_text(library, ref) for ref in refs)


def _story(kind: str, document: Condition | Entrapment, moments: Iterable[Moment]) -> Story:
    every = tuple(moments)
    *before, last = every  # the last, when to refer, is never left out
    kept = (*before[: MOST - 1], last)
    return Story.model_validate(
        {"id": document.id, "title": document.name, "kind": kind, "moments": kept}
    )


def _of_condition(library: Documents, one: Condition) -> Iterator[Moment]:
    here = f"condition/{one.id}#"
    tight, weak = _muscles(library, one.muscles_tight), _muscles(library, one.muscles_weak)
    traps = tuple(name for name in one.entrapments if library.territory(name))
    whole = Cue(
        tight=tight,
        weak=weak,
        nerve=next((name for name in one.nerves if name in library.nerves), None),
        skin=() if tight or weak else traps,
    )
    apart = Cue(tight=tight, weak=weak) if tight or weak else whole
    client = (f"{here}client",) if one.client else ()
    yield _moment("what", mark("What it is"), (f"{here}summary",), whole, client)
    if not traps:
        yield from _charted(library, (*tight, *weak))
    if "posture" in one.facts and one.kind == "posture":
        stood = apart.model_copy(update={"stands": one.id}) if one.stance else apart
        yield _moment("seen", mark("What is seen"), (f"{here}facts.posture",), stood)
    yield _moment("chain", mark("How it comes about"), (f"{here}facts.chain",), apart)
    for name in (traps or one.entrapments)[:1]:
        yield _place(library, name)
    for name in traps[:1]:
        yield _felt(name)
    for name in dict.fromkeys((*tight[:1], *weak[:1])):
        yield from _muscle(library, name)
    worked = Cue(muscles=tight or weak) if tight or weak else whole
    care = _care(library, tight)
    yield _moment("palpation", mark("What is felt for"), (f"{here}facts.palpation",), worked)
    done = (f"{here}facts.release", f"{here}facts.strengthening")
    yield _moment("done", mark("What is done"), done, worked, care)
    yield _moment("course", mark("What to expect"), (f"{here}facts.course",), whole)
    refer = (f"{here}facts.{WHEN_TO_REFER}",)
    yield _moment("refer", mark("When to refer"), refer, whole, refer)


def _felt(trap: str) -> Moment:
    """Where a narrow place beside a condition is felt: another thing than the condition."""
    says, plain = (f"entrapment/{trap}#symptoms",), (f"entrapment/{trap}#territory_words",)
    cue = Cue(skin=(trap,), look="skin")
    return _moment("felt", mark("Where the narrow place is felt"), says, cue, plain)


def _charted(library: Documents, muscles: Iterable[str]) -> Iterator[Moment]:
    """Where it is felt: the charted pain of the first muscle that has any."""
    for name in muscles:
        points = library.muscles[name].trigger_points
        if points:
            first = points[0]
            client = (f"trigger-point/{first.id}#client",) if first.client else ()
            says, cue = (f"trigger-point/{first.id}#zones",), Cue(points=(first.id,), look="skin")
            yield _moment("felt", mark("Where it is felt"), says, cue, client)
            return


def _of_entrapment(library: Documents, trap: Entrapment) -> Iterator[Moment]:
    here = f"entrapment/{trap.id}#"
    place = Cue(place=trap.id, nerve=trap.nerve if trap.nerve in library.nerves else None)
    client = (f"{here}client",) if trap.client else ()
    yield _moment("place", mark("The narrow place"), (f"{here}words",), place, client)
    nerve = library.nerves.get(trap.nerve)
    if nerve and nerve.territory_words:
        course = (f"nerve/{nerve.id}#territory_words",)
        told_plainly = (f"nerve/{nerve.id}#client",) if nerve.client else ()
        yield _moment(
            "nerve", mark("The nerve and its skin"), course, Cue(nerve=nerve.id), told_plainly
        )
    forms = Cue(structures=trap.structures, nerve=place.nerve)
    felt = Cue(skin=(trap.id,), look="skin") if trap.territory else place
    says = (f"{here}symptoms",)
    yield _moment("felt", mark("Where it is felt"), says, felt, (f"{here}territory_words",))
    for name in [one for one in trap.imitators if one in library.trigger_points][:2]:
        says = (f"trigger-point/{name}#zones",)
        known = library.trigger_points[name][1].client
        plain = (f"trigger-point/{name}#client",) if known else ()
        cue = Cue(points=(name,), look="skin")
        yield _moment(f"like-{name}", mark("What feels alike"), says, cue, plain)
    yield _moment("sure", mark("How sure is this?"), (f"{here}evidence.note",), forms)
    for name in _muscles(library, trap.address)[:2]:
        yield from _muscle(library, name)
    if trap.tests:
        yield _moment("test", mark("What is tested"), (f"{here}tests.0",), place)
    refer = (f"{here}refer_when",)
    yield _moment("refer", mark("When to refer"), refer, place, refer)


def _place(library: Documents, name: str) -> Moment:
    trap = library.entrapments[name]
    nerve = trap.nerve if trap.nerve in library.nerves else None
    plain = (f"entrapment/{name}#client",) if trap.client else ()
    says = (f"entrapment/{name}#words",)
    return _moment(f"at-{name}", trap.name, says, Cue(place=name, nerve=nerve), plain)


def _muscle(library: Documents, name: str) -> Iterator[Moment]:
    """A muscle with its charted pain: what overloads it, or else where it begins."""
    muscle = library.muscles[name]
    says = f"muscle/{name}#overload" if muscle.overload else f"muscle/{name}#origin"
    points = tuple(point.id for point in muscle.trigger_points)
    client = (f"muscle/{name}#client",) if muscle.client else ()
    plain = (*client, *_care(library, (name,)))
    yield _moment(
        f"muscle-{name}", muscle.name, (says,), Cue(muscles=(name,), points=points), plain
    )


def _care(library: Documents, muscles: Iterable[str]) -> tuple[Ref, ...]:
    named = (name for name in muscles if library.muscles[name].self_care)
    return tuple(f"muscle/{name}#self_care" for name in named)[:1]


def _muscles(library: Documents, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in library.muscles)


def _moment(
    ident: str, title: str, says: tuple[Ref, ...], show: Cue, plain: tuple[Ref, ...] = ()
) -> Moment:
    return Moment(id=ident, title=title, says=says, plain=plain, show=show)


def _text(library: Documents, ref: Ref) -> Fact:
    key, _, path = ref.partition("#")
    kind, _, ident = key.partition("/")
    document = library.of(kind).get(ident)
    if document is None:
        raise UnknownIdError(f"There is no {kind} “{ident}”.", where=ref)
    whole = document[-1] if isinstance(document, tuple) else document
    found: object = whole
    for step in path.split("."):
        found = _step(found, step)
    if isinstance(found, Fact):
        return found
    if isinstance(found, tuple):
        found = " ".join(str(getattr(one, "words", one)) for one in found)
    if not isinstance(found, str) or not found:
        raise UnknownIdError("There is no such text.", where=ref)
    return Fact(text=found, sources=_sources(whole))


def _step(found: object, step: str) -> object:
    if isinstance(found, Mapping):
        return found.get(step)
    if isinstance(found, tuple) and step.isdecimal():
        return found[int(step)] if int(step) < len(found) else None
    named = isinstance(found, Frozen) and step in type(found).model_fields
    return getattr(found, step) if named else None


def _sources(document: object) -> tuple[str, ...]:
    """What a text without sources of its own stands on."""
    for holder in (document, *(getattr(document, name, None) for name in ("evidence", "tells"))):
        found = getattr(holder, "sources", ())
        if found:
            return tuple(found)
    return ()
