"""What is tight or weak in a condition, what a test tells, how a technique is thought to work."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.generating.kit import Kit, Topic, choose
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.generating.makers.attachments import words_of
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseOne, ChooseSeveral, Option

_TIGHT = mark("Which of these muscles are held to be tight with {name}?")
_WEAK = mark("Which of these muscles are held to be weak with {name}?")
_TELLS = mark("What is the {test} for?")
_STEPS = mark("Which technique is this? “{words}”")
_WORTH = mark("{tells} {worth}")


def _muscled(kit: Kit, *, tight: bool) -> Sequence[Topic]:
    return [
        Topic("condition", one.id)
        for one in kit.stock.conditions.values()
        if len(_muscles(one, tight=tight)) >= 2
    ]


def _muscles(condition: Condition, *, tight: bool) -> tuple[str, ...]:
    own, other = condition.muscles_tight, condition.muscles_weak
    if not tight:
        own, other = other, own
    return tuple(one for one in own if one not in other)


def unsaid(kit: Kit, condition: Condition) -> tuple[str, ...]:
    """Muscles that a condition's document nowhere names, those like its own first."""
    named = {*condition.muscles_tight, *condition.muscles_weak}
    muscles = kit.stock.muscles
    helpers = {other for one in named if one in muscles for other in muscles[one].synergists}
    named |= helpers
    texts = [condition.summary.text, condition.client]
    texts += [f"{one.text} {one.note}" for one in condition.facts.values()]
    words = " ".join(texts).casefold()
    first = next(iter(condition.muscles_tight or condition.muscles_weak))
    if first not in kit.alike:
        return ()
    return tuple(
        ident
        for ident in kit.alike[first]
        if ident not in named
        and kit.common(kit.stock.muscles[ident])
        and not _spoken(kit.stock.muscles[ident].name, words)
    )


def _spoken(name: str, words: str) -> bool:
    """Whether a text names a muscle, or the group that it belongs to by its first word."""
    return name.casefold() in words or name.casefold().split()[0] in words


def _sided(tight: bool) -> Maker:
    word = "tight" if tight else "weak"

    def make(asking: Asking) -> ChooseSeveral | None:
        kit, chance = asking.kit, asking.chance
        condition = kit.stock.conditions[asking.topic.id]
        own = [one for one in _muscles(condition, tight=tight) if one in kit.stock.muscles]
        if len(own) < 2:
            return None
        right = chance.sample(own, min(3, len(own)))
        wrong = choose(chance, unsaid(kit, condition), 3, asking.level)
        if not wrong:
            return None
        names = [kit.stock.muscles[ident].name for ident in (*right, *wrong)]
        prompt = _TIGHT if tight else _WEAK
        return ChooseSeveral(
            id=f"{word}-{asking.ident}",
            prompt=kit.say(prompt, name=condition.name),
            explanation=condition.summary.text,
            sources=condition.summary.sources or condition.evidence.sources,
            options=tuple(Option(text=name, right=n < len(right)) for n, name in enumerate(names)),
        )

    return Maker(word, "choose-several", "pathology", lambda kit: _muscled(kit, tight=tight), make)


def _tests(kit: Kit) -> Sequence[Topic]:
    return [Topic("test", one.id) for one in kit.stock.tests.values() if one.tells.sources]


def apart(kit: Kit, test: ClinicalTest) -> tuple[ClinicalTest, ...]:
    """Tests that look at something else: none of what they name is shared, nor a telling word."""
    own = _subjects(test)
    words = words_of(f"{test.name} {test.tells.text} {test.positive.text}")
    found = [
        one
        for one in kit.stock.tests.values()
        if one.id != test.id and not own & _subjects(one) and not words & words_of(one.tells.text)
    ]
    return tuple(sorted(found, key=lambda one: (one.area != test.area, one.id)))


def _subjects(test: ClinicalTest) -> frozenset[str]:
    return frozenset((*test.structures, *test.muscles, *test.nerves, *test.conditions))


def _tells(asking: Asking) -> ChooseOne | None:
    kit = asking.kit
    test = kit.stock.tests[asking.topic.id]
    wrong = choose(asking.chance, apart(kit, test), 3, asking.level)
    if len(wrong) < 3 or words_of(test.name) & words_of(test.tells.text):
        return None
    options = [Option(text=test.tells.text, right=True)]
    options += [Option(text=one.tells.text, why=f"({one.name})") for one in wrong]
    return ChooseOne(
        id=f"test-{asking.ident}",
        prompt=kit.say(_TELLS, test=test.name),
        explanation=kit.say(_WORTH, tells=test.tells.text, worth=test.worth.text),
        sources=tuple(dict.fromkeys((*test.tells.sources, *test.worth.sources))),
        options=tuple(options),
    )


def _techniques(kit: Kit) -> Sequence[Topic]:
    return [
        Topic("condition", one.id)
        for one in kit.stock.conditions.values()
        if one.kind == "technique" and _steps(one)
    ]


def _steps(condition: Condition) -> str:
    found = condition.facts.get("steps")
    return found.text if found else ""


def _technique(asking: Asking) -> ChooseOne | None:
    kit = asking.kit
    technique = kit.stock.conditions[asking.topic.id]
    steps = _steps(technique)
    named = words_of(" ".join((technique.name, *technique.synonyms)))
    others = [
        one
        for one in kit.stock.conditions.values()
        if one.kind == "technique"
        and one.id != technique.id
        and not words_of(" ".join((one.name, *one.synonyms))) & words_of(steps)
        and not words_of(one.name) & named
    ]
    wrong = choose(asking.chance, others, 3, asking.level)
    if len(wrong) < 3 or named & words_of(steps):
        return None
    fact = technique.facts["steps"]
    options = [Option(text=technique.name, right=True)]
    options += [Option(text=one.name) for one in wrong]
    return ChooseOne(
        id=f"technique-{asking.ident}",
        prompt=kit.say(_STEPS, words=steps),
        explanation=technique.summary.text,
        sources=fact.sources or technique.evidence.sources,
        options=tuple(options),
    )


MAKERS = (
    _sided(True),
    _sided(False),
    Maker("test", "choose-one", "assessment", _tests, _tells),
    Maker("technique", "choose-one", "techniques", _techniques, _technique),
)
