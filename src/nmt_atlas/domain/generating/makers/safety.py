"""What must not be treated, and how urgent a warning sign is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nmt_atlas.domain.condition import Condition, Urgency
from nmt_atlas.domain.generating.kit import Kit, Topic
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseOne, MustNot, Option
from nmt_atlas.domain.questions.must_not import Deed

NEVER, CAREFUL = "do-not-treat-general", "treat-with-care"
_URGENCY: dict[Urgency | None, str] = {
    "emergency": mark("Call the emergency services."),
    "same-day": mark("See that a physician sees them the same day."),
    "soon": mark("Send them to a physician soon."),
    None: mark("Go on with the session and note it."),
}
_HOW_URGENT = mark("“{name}”: what is done?")
_TODAY = mark("To whom must no session be given today?")
_WHO = mark("Somebody with: {heading}")
_SEE = mark("{name}. {summary}")


def _flags(kit: Kit) -> Sequence[Topic]:
    return [
        Topic("condition", one.id)
        for one in kit.stock.conditions.values()
        if one.topic == "red-flag" and one.urgency
    ]


def _urgent(asking: Asking) -> ChooseOne | None:
    kit = asking.kit
    flag = kit.stock.conditions[asking.topic.id]
    if not flag.summary.sources:
        return None
    options = [
        Option(text=kit.say(text), right=key == flag.urgency) for key, text in _URGENCY.items()
    ]
    return ChooseOne(
        id=f"urgency-{asking.ident}",
        prompt=kit.say(_HOW_URGENT, name=flag.name),
        explanation=kit.say(_SEE, name=flag.name, summary=flag.summary.text),
        sources=flag.summary.sources,
        options=tuple(options),
    )


def headings(kit: Kit, ident: str) -> Iterator[tuple[str, str]]:
    """The headings of a safety matter with what is said of each."""
    one = kit.stock.conditions.get(ident)
    for heading, fact in (one.facts if one else {}).items():
        yield heading, fact.text


def _never(kit: Kit) -> Sequence[Topic]:
    found = kit.stock.conditions
    return [Topic("condition", NEVER)] if NEVER in found and CAREFUL in found else []


def _must_not(asking: Asking) -> MustNot | None:
    kit, chance = asking.kit, asking.chance
    harmful = list(headings(kit, NEVER))
    careful = [one for one in headings(kit, CAREFUL) if one[0] not in dict(harmful)]
    if len(harmful) < 3 or len(careful) < 3:
        return None
    bad, fair = chance.sample(harmful, 3), chance.sample(careful, 3)
    document: Condition = kit.stock.conditions[NEVER]
    deeds = [
        Deed(text=kit.say(_WHO, heading=heading), harmful=True, why=why) for heading, why in bad
    ]
    deeds += [Deed(text=kit.say(_WHO, heading=heading), why=why) for heading, why in fair]
    return MustNot(
        id=f"must-not-{asking.ident}",
        prompt=kit.say(_TODAY),
        explanation=document.summary.text,
        sources=document.summary.sources or document.evidence.sources,
        deeds=tuple(deeds),
    )


MAKERS = (
    Maker("urgency", "choose-one", "pathology", _flags, _urgent),
    Maker("must-not", "must-not", "pathology", _never, _must_not),
)
