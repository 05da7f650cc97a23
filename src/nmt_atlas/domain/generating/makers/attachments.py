"""Where muscles arise and end, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from nmt_atlas.domain.generating.kit import Kit, Topic, low
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseOne, Option
from nmt_atlas.domain.referral import Muscle

End = Literal["origin", "insertion"]
_PLAIN = frozenset(
    """
    the of and to a an on in at by with from between into its it as or for below above
    beside part parts upper lower inner outer middle front back side sides half third
    thirds quarter border borders surface head heads line end ends both each near next own
    one two over deep medial lateral anterior posterior superior inferior short long small
    first last bone muscle process aspect through together via tendon fascia fibres bundle
    bundles root roots around base body edge margin ridge rim crest shaft tip tubercle
    tuberosity facet surfaces
    """.split()  # noqa: SIM905
)
"""Words that two places may share and still be different ones."""
_PROMPTS: dict[End, str] = {
    "origin": mark("Where does {muscle} arise?"),
    "insertion": mark("Where does {muscle} insert?"),
}
_TOLD = mark("{muscle}. Origin: {origin} Insertion: {insertion}")


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a place that tell it from others, without their endings."""
    found = re.findall(r"[^\W\d_]{3,}|[CTLS]\d+", text.casefold())
    return frozenset(word[:5] for word in found if word not in _PLAIN)


def elsewhere(kit: Kit, muscle: Muscle, end: End) -> tuple[Muscle, ...]:
    """Muscles whose place shares no telling word with either end of this one, the likest first."""
    return kit.once(("elsewhere", muscle.id, end), lambda: _elsewhere(kit, muscle, end))


def _elsewhere(kit: Kit, muscle: Muscle, end: End) -> tuple[Muscle, ...]:
    own = words_of(f"{muscle.name} {muscle.origin.text} {muscle.insertion.text}")
    found = []
    for ident in kit.alike[muscle.id]:
        other = kit.stock.muscles[ident]
        words = words_of(getattr(other, end).text)
        named = words_of(muscle.name) & words_of(other.name)
        if words and not words & own and not named:
            found.append(other)
    return tuple(found)


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("muscle", one.id) for one in kit.stock.muscles.values() if kit.common(one)]


def shuffled_near(asking: Asking, found: Sequence[Muscle]) -> Sequence[Muscle]:
    """The nearest of a list by chance, as far down as the level lets."""
    reach = {"hard": 8, "medium": 18, "easy": len(found)}[asking.level]
    near = list(found[:reach])
    asking.chance.shuffle(near)
    return near


def _maker(end: End) -> Maker:
    def make(asking: Asking) -> ChooseOne | None:
        kit = asking.kit
        muscle = kit.stock.muscles[asking.topic.id]
        found = elsewhere(kit, muscle, end)
        wrong: list[Muscle] = []
        for one in shuffled_near(asking, found):
            taken = frozenset().union(*(words_of(getattr(at, end).text) for at in wrong))
            if len(wrong) < 3 and not taken & words_of(getattr(one, end).text):
                wrong.append(one)
        fact = getattr(muscle, end)
        if len(wrong) < 3 or not fact.sources or words_of(muscle.name) & words_of(fact.text):
            return None
        options = [Option(text=fact.text, right=True)]
        options += [Option(text=getattr(one, end).text, why=f"({one.name})") for one in wrong]
        told = {"origin": muscle.origin.text, "insertion": muscle.insertion.text}
        return ChooseOne(
            id=f"{end}-{asking.ident}",
            prompt=kit.say(_PROMPTS[end], muscle=low(muscle.name)),
            explanation=kit.say(_TOLD, muscle=muscle.name, **told),
            sources=fact.sources,
            options=tuple(options),
        )

    return Maker(end, "choose-one", "anatomy", _topics, make)


MAKERS = (_maker("origin"), _maker("insertion"))
