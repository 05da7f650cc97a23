"""Lessons by template: one about a document, a quiz about anything, a practice examination."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.generating.choosing import make_questions
from nmt_atlas.domain.generating.kit import Kit, Topic
from nmt_atlas.domain.generating.maker import Area, Wish
from nmt_atlas.domain.generating.makers import MAKERS
from nmt_atlas.domain.generating.movements import in_words
from nmt_atlas.domain.generating.untold import names_of
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.memory import card_of
from nmt_atlas.domain.questions import RECALLS, BaseQuestion
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState

MADE_FROM = ("muscle", "nerve", "entrapment", "condition")
"""Kinds of documents of which a lesson is made."""
QUESTIONS = 8
"""So many questions a made lesson has, where its document gives them."""
_SURE = ("click-structure", "type-name", "point-referral", "urgency")
"""Makers that make a question of every one of their topics."""
_MINUTES_A_STEP = 1.0
_MOST_MINUTES = 120
_REASON = ("must-not", "true-false", "match-pairs", "source-of-pain")
"""Kinds that ask to reason: they come last."""

EXAM_ITEMS, EXAM_MINUTES = 100, 110
WEIGHTS: dict[Area, int] = {
    "anatomy": 11,
    "kinesiology": 12,
    "pathology": 14,
    "techniques": 15,
    "assessment": 17,
}
"""Per cent of the US massage licensing examination (MBLEx), as its owner publishes them.

https://mblex.fsmtb.org/mblex/exam-content/: ethics and law (16) and guidelines for practice (15)
are the rest; the documents say nothing of those, so a practice examination asks the five others in
their proportion.
"""

_OBJECTIVES: dict[Area, str] = {
    "anatomy": mark("Find it, name it, and say what belongs to it."),
    "kinesiology": mark("Say which movements are made."),
    "pathology": mark("Tell what is held to be behind it, and what is urgent."),
    "techniques": mark("Tell the techniques apart."),
    "assessment": mark("Reason from a finding to what it may mean."),
}
_AREA = {maker.kind: maker.area for maker in MAKERS} | {maker.id: maker.area for maker in MAKERS}


def about(kit: Kit, kind: str, ident: str) -> Lesson | None:
    """The lesson that is made from a document; None where it gives no question.

    Parameters
    ----------
    kind
        ``muscle``, ``nerve``, ``entrapment`` or ``condition``.
    ident
        The document's id.
    """
    if kind not in _STEPS or ident not in _documents(kit, kind):
        return None
    document = _documents(kit, kind)[ident]
    questions: tuple[BaseQuestion[Any], ...] = ()
    told = names_of(kit, (ident,))
    near = (frozenset({f"{kind}/{ident}"}), related(kit, kind, ident))
    for tags in (*near, around(kit, kind, ident)):
        if tags and len(questions) < QUESTIONS:
            wish = Wish(tags=tags, told=told)
            questions = _filled(kit, questions, wish, QUESTIONS, f"about/{ident}")
        if not questions and tags == near[1]:
            return None  # nothing is asked of itself, nor of what belongs to it
    if not questions:
        return None
    say, name = kit.say, document.name
    summary = say(
        "Made from the atlas's page “{name}”: what it says, and questions about it.", name=name
    )
    heading = (f"about-{kind}-{ident}", say("About: {name}", name=name), summary)
    steps = _STEPS[kind](kit, document)
    return _lesson(kit, heading, steps, in_order(questions), made_from=f"{kind}/{ident}")


def related(kit: Kit, kind: str, ident: str) -> frozenset[str]:
    """What belongs to a document, to ask about where it gives too few questions by itself."""
    if kind != "condition":
        return frozenset()
    one = kit.stock.conditions[ident]
    return frozenset(
        (
            *(f"muscle/{at}" for at in (*one.muscles_tight, *one.muscles_weak)),
            *(f"nerve/{at}" for at in one.nerves),
            *(f"entrapment/{at}" for at in one.entrapments),
            *(f"structure/{at}" for site in one.sites for at in site.structures),
        )
    )


def around(kit: Kit, kind: str, ident: str) -> frozenset[str]:
    """The areas of the body that one thing lies in, as tags: what is asked besides."""
    kinds = {"muscle", "nerve", "entrapment", "structure"}
    found = kit.tags(Topic(kind, ident)) if kind in kinds else frozenset()
    return frozenset(tag for tag in found if tag.startswith("area/"))


def makeable(kit: Kit) -> tuple[tuple[str, str], ...]:
    """Every document (kind and id) about which there is something to ask."""
    return kit.once(("makeable",), lambda: _makeable(kit))


def _makeable(kit: Kit) -> tuple[tuple[str, str], ...]:
    """A few topics give no question in the end: where a document has no surer one it is tried."""
    sure = {
        tag
        for maker in MAKERS
        if maker.id in _SURE
        for topic in maker.topics(kit)
        for tag in kit.tags(topic)
    }
    return tuple(
        (kind, ident)
        for kind in MADE_FROM
        for ident in _documents(kit, kind)
        if ({f"{kind}/{ident}"} | related(kit, kind, ident)) & sure
        or about(kit, kind, ident) is not None
    )


def quiz(
    kit: Kit,
    ident: str,
    title: str,
    wish: Wish,
    *,
    count: int,
    seed: int | str,
    around: frozenset[str] = frozenset(),
) -> Lesson | None:
    """A quiz: questions and nothing else; None where the documents give no question of that.

    ``around`` are tags of what is asked about where there are too few questions.
    """
    questions = make_questions(kit, MAKERS, wish, count, seed)
    if len(questions) < count and around:
        questions = _filled(kit, questions, replace(wish, tags=around), count, seed)
    if not questions:
        return None
    summary = kit.say("Questions made from the documents of the atlas.")
    return _lesson(kit, (ident, title, summary), (), questions, made_from=f"quiz/{ident}")


def _filled(
    kit: Kit, questions: tuple[BaseQuestion[Any], ...], wish: Wish, count: int, seed: int | str
) -> tuple[BaseQuestion[Any], ...]:
    """Questions and, up to a count, others that are wished for."""
    taken = {card_of(one) for one in questions}
    more = make_questions(kit, MAKERS, wish, count + len(questions), seed)
    new = tuple(one for one in more if card_of(one) not in taken)
    return (*questions, *new)[:count]


def together(kit: Kit, ident: str, title: str, questions: Sequence[BaseQuestion[Any]]) -> Lesson:
    """A lesson of questions that were chosen elsewhere: what is due, what was wrong."""
    summary = kit.say("What is due today, the longest overdue first.")
    return _lesson(kit, (ident, title, summary), (), questions, made_from="review/due")


def exam(kit: Kit, ident: str, seed: int | str) -> Lesson:
    """A practice examination: a hundred items, the areas weighted as the real one publishes."""
    found: list[BaseQuestion[Any]] = []
    for area, share in shares(EXAM_ITEMS).items():
        wish = Wish(areas=frozenset({area}))
        found += make_questions(kit, MAKERS, wish, share, f"{seed}/{area}")
    missing = EXAM_ITEMS - len(found)
    taken = {one.id for one in found}
    if missing > 0:
        spare = make_questions(kit, MAKERS, Wish(), EXAM_ITEMS + missing, f"{seed}/spare")
        found += [one for one in spare if one.id not in taken][:missing]
    title = kit.say("Practice examination {seed}", seed=seed)
    summary = kit.say(
        "A hundred questions in 110 minutes. The areas are weighted as the US massage licensing "
        "examination publishes them; ethics, law and guidelines for practice are not asked."
    )
    lesson = _lesson(kit, (ident, title, summary), (), found, made_from=f"exam/{ident}")
    return lesson.model_copy(
        update={
            "minutes": EXAM_MINUTES,
            "level": "advanced",
            "topic": "examination",
            "timed": True,
        }
    )


def shares(items: int) -> dict[Area, int]:
    """How many of so many items each area has; the largest remainders are rounded up."""
    total = sum(WEIGHTS.values())
    exact = {area: items * weight / total for area, weight in WEIGHTS.items()}
    found = {area: int(share) for area, share in exact.items()}
    left = items - sum(found.values())
    for area in sorted(exact, key=lambda one: int(exact[one]) - exact[one])[:left]:
        found[area] += 1
    return found


def in_order(questions: Sequence[BaseQuestion[Any]]) -> tuple[BaseQuestion[Any], ...]:
    """Recall first, then recognition, reasoning last."""

    def place(question: BaseQuestion[Any]) -> int:
        kind = str(question.model_dump(include={"kind"})["kind"])
        return 0 if kind in RECALLS else 2 if kind in _REASON else 1

    return tuple(sorted(questions, key=place))


def _lesson(
    kit: Kit,
    heading: tuple[str, str, str],
    steps: Iterable[Step],
    questions: Sequence[BaseQuestion[Any]],
    *,
    made_from: str,
) -> Lesson:
    ident, title, summary = heading
    areas = tuple(dict.fromkeys(_area(one) for one in questions))
    numbers = {area: n for n, area in enumerate(areas, 1)}
    told = tuple(steps)
    asked = tuple(
        Step(
            id=f"q{n}",
            title=kit.say("Question {number}", number=n),
            question=one.model_copy(update={"objectives": (numbers[_area(one)],)}),
        )
        for n, one in enumerate(questions, 1)
    )
    minutes = round(_MINUTES_A_STEP * (len(told) + len(asked)))
    return Lesson(
        id=ident,
        title=title,
        summary=summary,
        minutes=min(max(1, minutes), _MOST_MINUTES),
        objectives=tuple(kit.say(_OBJECTIVES[area]) for area in areas),
        author=kit.say("the atlas, by template"),
        made_from=made_from,
        steps=(*told, *asked),
        sources=tuple(dict.fromkeys(source for one in questions for source in one.sources)),
    )


def _area(question: BaseQuestion[Any]) -> Area:
    for maker in MAKERS:
        if question.id.startswith(f"{maker.id}-"):
            return maker.area
    return _AREA[str(question.model_dump(include={"kind"})["kind"])]


def _documents(kit: Kit, kind: str) -> Any:  # noqa: ANN401
    stock = kit.stock
    return {
        "muscle": stock.muscles,
        "nerve": stock.nerves,
        "entrapment": stock.entrapments,
        "condition": stock.conditions,
    }[kind]


def _step(ident: str, title: str, words: str, view: ViewState) -> Step:
    return Step(id=ident, title=title, words=words, view=view)


def _of_muscle(kit: Kit, muscle: Any) -> Iterable[Step]:  # noqa: ANN401
    say = kit.say
    structure = kit.stock.structures.get(muscle.parts[0])
    view = kit.view(structure) if structure else ViewState()
    parts = tuple(
        kit.part(kit.stock.structures[one]) for one in muscle.parts if one in kit.stock.structures
    )
    view = view.changed(selection=parts, labels=True)
    place = say(
        "{latin}. Origin: {origin} Insertion: {insertion}",
        latin=muscle.latin,
        origin=muscle.origin.text,
        insertion=muscle.insertion.text,
    )
    yield _step("where", say("Where it lies"), place, view)
    nerves = "; ".join(f"{one.nerve} ({', '.join(one.roots)})" for one in muscle.innervation)
    does = f"{'; '.join(in_words(muscle.actions))}. {say('Nerve: {nerves}.', nerves=nerves)}"
    yield _step("does", say("What it does"), does, view)
    if muscle.trigger_points:
        pain = " ".join(
            f"{point.name}: {zone.words}"
            for point in muscle.trigger_points
            for zone in point.zones
            if zone.kind == "essential"
        )
        points = tuple(tag(one.id, one.only_side or "right") for one in muscle.trigger_points)
        painted = view.changed(overlay=points, camera=kit.pain_from(muscle.trigger_points[0].id))
        yield _step("pain", say("Where its pain is charted"), pain, painted)
    if muscle.palpation:
        felt = muscle.palpation
        words = f"{felt.position} {felt.landmark} {felt.direction} {felt.felt} {felt.avoid}"
        yield _step("felt", say("How it is felt, and what to avoid"), words, view)


def _of_nerve(kit: Kit, nerve: Any) -> Iterable[Step]:  # noqa: ANN401
    view = ViewState(nerve=f"{nerve.id}:right", focus=tuple(
        part_id(one, "right") for one in nerve.parts if one in kit.stock.structures
    ), layers=("bones", "cartilage", "ligaments", "nerves"))  # fmt: skip
    for n, station in enumerate(nerve.course, 1):
        yield _step(f"s{n}", station.name, station.words, view)


def _of_place(kit: Kit, trap: Any) -> Iterable[Step]:  # noqa: ANN401
    say = kit.say
    view = ViewState(nerve=f"{trap.nerve}:right", spot=(*trap.at, 90.0))
    yield _step("where", say("What narrows the nerve"), trap.words.text, view)
    yield _step("felt", say("What that feels like"), trap.symptoms.text, view)
    yield _step("refer", say("When to refer"), trap.refer_when.text, view)


def _of_condition(kit: Kit, condition: Any) -> Iterable[Step]:  # noqa: ANN401
    view = ViewState(
        tight=_parts(kit, condition.muscles_tight), weak=_parts(kit, condition.muscles_weak)
    )
    yield _step("what", kit.say("What it is"), condition.summary.text, view)
    facts: dict[str, Fact] = condition.facts
    for n, (heading, fact) in enumerate(facts.items(), 1):
        yield _step(f"f{n}", heading[:1].upper() + heading[1:], fact.text, view)


def _parts(kit: Kit, muscles: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        kit.part(kit.stock.structures[part])
        for ident in muscles
        if ident in kit.stock.muscles
        for part in kit.stock.muscles[ident].parts
        if part in kit.stock.structures
    )


_STEPS: dict[str, Callable[[Kit, Any], Iterable[Step]]] = {
    "muscle": _of_muscle,
    "nerve": _of_nerve,
    "entrapment": _of_place,
    "condition": _of_condition,
}
