"""Which landmark is found and felt so: names that are taken for each other are offered first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nmt_atlas.domain.generating.alike import names_alike
from nmt_atlas.domain.generating.kit import Kit, Topic, choose
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.palpable import Palpable
from nmt_atlas.domain.questions import ChooseOne, Option

_WRONG = 3
_PROMPT = mark("A landmark is felt. {direction} {felt} Which one is it?")


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("landmark", one) for one in kit.stock.of("landmark")]


def _names(one: Palpable) -> Iterator[str]:
    return (name.casefold() for name in (one.name, *one.synonyms))


def _told_apart(one: Palpable, other: Palpable) -> bool:
    """Whether a document says how the two are told apart."""
    return bool((one.apart and other.id in one.alike) or (other.apart and one.id in other.alike))


def _elsewhere(one: Palpable, other: Palpable) -> bool:
    """Whether one cannot be meant by the words of the other."""
    within = any(a in b or b in a for a in _names(one) for b in _names(other))
    near = one.structure == other.structure or one.region == other.region
    return not within and (not near or _told_apart(one, other))


def _wrong(one: Palpable, landmarks: Mapping[str, Palpable], prompt: str) -> list[str]:
    """The names of others, those first that it is taken for and that sound like it."""
    ranked = sorted(
        (not _told_apart(one, other), -names_alike(one.name, other.name), other.id)
        for other in landmarks.values()
        if other.id != one.id and _elsewhere(one, other)
    )
    names = dict.fromkeys(landmarks[ident].name for *_, ident in ranked)
    return [name for name in names if name.casefold() not in prompt.casefold()]


def _felt(asking: Asking) -> ChooseOne | None:
    kit = asking.kit
    landmarks: Mapping[str, Palpable] = kit.stock.of("landmark")
    one = landmarks[asking.topic.id]
    prompt = kit.say(_PROMPT, direction=one.feel.direction, felt=one.feel.felt)
    chosen = choose(asking.chance, _wrong(one, landmarks, prompt), _WRONG, asking.level)
    if not chosen or any(name in prompt.casefold() for name in _names(one)):
        return None
    told = (one.what, *((one.apart,) if one.apart else ()))
    structure = kit.stock.structures.get(one.structure)
    return ChooseOne(
        id=f"felt-landmark-{asking.ident}",
        prompt=prompt,
        explanation=" ".join(fact.text for fact in told),
        sources=tuple(dict.fromkeys((*one.feel.sources, *one.what.sources))),
        options=(Option(text=one.name, right=True), *(Option(text=name) for name in chosen)),
        shows=kit.view(structure).changed(selection=(kit.part(structure),)) if structure else None,
    )


MAKERS = (Maker("felt-landmark", "choose-one", "assessment", _topics, _felt),)
