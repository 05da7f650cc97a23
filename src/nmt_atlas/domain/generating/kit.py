"""What questions are made of: the documents, looked up in ways that makers need."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from nmt_atlas.domain.actions import layers_to_see
from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.generating.alike import likeness
from nmt_atlas.domain.generating.areas import chart_regions
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.language import ENGLISH, Say
from nmt_atlas.domain.nerve import Dermatome, Entrapment, Nerve
from nmt_atlas.domain.referral import CHARTED, Muscle, TriggerPoint, pattern_kind, rarity_of
from nmt_atlas.domain.region import Region
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.viewpoint import Viewpoints
from nmt_atlas.domain.ways import CameraPreset, Way

T = TypeVar("T")
Level = Literal["easy", "medium", "hard"]
"""How near to the truth what is wrong lies."""


class Topic(NamedTuple):
    """A document that a question is made of: its kind and its id."""

    kind: str
    id: str


class Stock(Protocol):
    """The documents, as far as questions are made of them."""

    @property
    def structures(self) -> Mapping[str, Structure]: ...  # noqa: D102
    @property
    def wholes(self) -> Mapping[str, tuple[Structure, ...]]: ...  # noqa: D102
    @property
    def muscles(self) -> Mapping[str, Muscle]: ...  # noqa: D102
    @property
    def trigger_points(self) -> Mapping[str, tuple[Muscle, TriggerPoint]]: ...  # noqa: D102
    @property
    def nerves(self) -> Mapping[str, Nerve]: ...  # noqa: D102
    @property
    def entrapments(self) -> Mapping[str, Entrapment]: ...  # noqa: D102
    @property
    def dermatomes(self) -> Mapping[str, Dermatome]: ...  # noqa: D102
    @property
    def conditions(self) -> Mapping[str, Condition]: ...  # noqa: D102
    @property
    def tests(self) -> Mapping[str, ClinicalTest]: ...  # noqa: D102
    @property
    def joints(self) -> Joints | None: ...  # noqa: D102
    def of(self, kind: str, /) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def regions(self) -> Mapping[str, Region]: ...  # noqa: D102
    @property
    def viewpoints(self) -> Viewpoints: ...  # noqa: D102


class Kit:
    """The documents with what follows from them.

    Attributes
    ----------
    stock
        The documents, in the language that is asked in.
    say
        The texts of questions in that language.
    """

    def __init__(self, stock: Stock, say: Say = ENGLISH.say) -> None:
        self.stock = stock
        self.say = say

    def once(self, key: tuple[object, ...], find: Callable[[], T]) -> T:
        """What is looked up but once of the same documents."""
        if key not in self._found:
            self._found[key] = find()
        found: T = self._found[key]
        return found

    @cached_property
    def _found(self) -> dict[tuple[object, ...], Any]:
        return {}

    # Structures

    @cached_property
    def seen(self) -> tuple[Structure, ...]:
        """Structures that can be seen on the body, each with a name that no other has."""
        counted = self.stock.viewpoints.shares.get("part", {})
        names: dict[str, set[str]] = {}
        for one in self.stock.structures.values():
            for name in (one.name, *one.synonyms):
                names.setdefault(name.casefold(), set()).add(one.whole)
        return tuple(
            one
            for one in self.stock.structures.values()
            if not one.variant_of
            and "-variant-" not in one.id
            and one.system != "skin"
            and (one.id in counted or not counted)
            and len(names[one.name.casefold()]) == 1
        )

    def muscle_of(self, structure: Structure) -> Muscle | None:
        """The muscle document of a structure."""
        return self.stock.muscles.get(structure.whole) or self.stock.muscles.get(structure.id)

    def part(self, structure: Structure) -> str:
        """The part that shows a structure on the right."""
        return part_id(structure.id, "right" if structure.paired else "midline")

    def view(self, structure: Structure, around: Iterable[Structure] = ()) -> ViewState:
        """A structure uncovered, from where most of it is seen; ``around`` is framed with it."""
        framed = (self.part(structure), *(self.part(one) for one in around))
        layers = tuple(dict.fromkeys((*layers_to_see(structure), structure.group)))
        camera = self.stock.viewpoints.best([("part", structure.id, 1.0)]) or "anterior"
        return ViewState(camera=camera, layers=layers, focus=framed, labels=False)

    def pain_from(self, point: str) -> CameraPreset:
        """The side that shows most of a point's pain."""
        shares = self.stock.viewpoints.of("pain", point)
        ways: dict[CameraPreset, Way] = {
            "anterior": "anterior",
            "posterior": "posterior",
            "right": "right",
        }
        if shares is None:
            return "anterior"
        counted = self.stock.viewpoints.ways
        return max(ways, key=lambda way: shares[counted.index(ways[way])])

    # Muscles

    @cached_property
    def alike(self) -> Mapping[str, tuple[str, ...]]:
        """Muscle -> the other muscles, the most likely to be mistaken for it first."""
        muscles = self.stock.muscles
        return {
            one.id: tuple(
                sorted(
                    (ident for ident in muscles if ident != one.id),
                    key=lambda ident, one=one: (-likeness(one, muscles[ident]), ident),  # type: ignore[misc]
                )
            )
            for one in muscles.values()
        }

    def common(self, muscle: Muscle) -> bool:
        """Whether most people have a muscle."""
        return muscle.presence is None or muscle.presence.middle >= 50

    def near(self, muscle: str, ident: str) -> int:
        """How far down the list of those alike a muscle stands; large for what is not alike."""
        return self._ranks.get(muscle, {}).get(ident, 10_000)

    @cached_property
    def _ranks(self) -> Mapping[str, Mapping[str, int]]:
        return {
            one: {ident: n for n, ident in enumerate(others)} for one, others in self.alike.items()
        }

    # Trigger points

    @cached_property
    def charted(self) -> tuple[TriggerPoint, ...]:
        """Points whose pattern somebody charted, that are not rare, each with a name of its own."""
        names = Counter(point.name for _, point in self.stock.trigger_points.values())
        return tuple(
            point
            for muscle, point in self.stock.trigger_points.values()
            if pattern_kind(muscle, point) in CHARTED
            and rarity_of(muscle, point) != "rare"
            and names[point.name] == 1
        )

    def point(self, point: TriggerPoint) -> str:
        """A trigger point with its muscle's name."""
        muscle = self.stock.trigger_points[point.id][0].name
        if muscle.casefold() in point.name.casefold():
            return point.name
        return f"{muscle} ({low(point.name)})"

    def felt(self, point: TriggerPoint, *kinds: str) -> frozenset[str]:
        """Body-chart regions that a point's zones (of these kinds, or all) name, small ones."""
        wanted = kinds or ("essential", "spillover")
        named = {one for zone in point.zones if zone.kind in wanted for one in zone.regions}
        return frozenset(named)

    def within(self, regions: Iterable[str]) -> frozenset[str]:
        """Regions with all that lie in them, and that they lie in: what might be meant."""
        return frozenset(one for region in regions for one in self._family.get(region, {region}))

    @cached_property
    def _family(self) -> Mapping[str, frozenset[str]]:
        regions = self.stock.regions
        up: dict[str, set[str]] = {ident: {ident} for ident in regions}
        for ident, region in regions.items():
            at = region
            while at.part_of != at.id and at.part_of in regions and at.part_of not in up[ident]:
                up[ident].add(at.part_of)
                at = regions[at.part_of]
        for group in regions.values():
            for part in group.parts:
                for chain in up.values():
                    if part in chain:
                        chain.add(group.id)
        down: dict[str, set[str]] = {ident: set(chain) for ident, chain in up.items()}
        for ident, chain in up.items():
            for larger in chain:
                down.setdefault(larger, set()).add(ident)
        return {ident: frozenset(found) for ident, found in down.items()}

    # Nerves

    @cached_property
    def kin(self) -> Mapping[str, frozenset[str]]:
        """Nerve -> nerves that it comes from or gives off, itself among them."""
        found = {ident: {ident} for ident in self.stock.nerves}
        for ident, nerve in self.stock.nerves.items():
            for part in nerve.parts:
                whole = self.stock.structures[part].whole if part in self.stock.structures else ""
                for other in (part, whole):
                    if other in found:
                        found[ident].add(other)
                        found[other].add(ident)
        for plexus in (one for one in self.stock.nerves.values() if one.id.endswith("-plexus")):
            for other, nerve in self.stock.nerves.items():
                if set(plexus.roots) & set(nerve.roots):
                    found[other].add(plexus.id)
                    found[plexus.id].add(other)
        return {ident: self._closed(found, ident) for ident in found}

    @staticmethod
    def _closed(found: Mapping[str, set[str]], start: str) -> frozenset[str]:
        """All that a nerve is joined to, not through a plexus."""
        seen, todo = {start}, [start]
        while todo:
            one = todo.pop()
            if one != start and one.endswith("-plexus"):
                continue
            new = found[one] - seen
            seen |= new
            todo.extend(new)
        return frozenset(seen)

    def supply(self, muscle: Muscle) -> frozenset[str]:
        """Every nerve that any document lets supply a muscle, with its kin."""
        return self.once(("supply", muscle.id), lambda: self._supply(muscle))

    def _supply(self, muscle: Muscle) -> frozenset[str]:
        told = {one.nerve_id for one in muscle.innervation if one.nerve_id}
        told |= {nerve.id for nerve in self.stock.nerves.values() if muscle.id in nerve.supplies}
        words = " ".join(f"{one.nerve} {one.note}" for one in muscle.innervation).casefold()
        told |= {
            nerve.id
            for nerve in self.stock.nerves.values()
            if nerve.name.casefold().removesuffix(" nerve") in words
        }
        return frozenset(other for one in told for other in self.kin.get(one, {one}))

    # Where things belong

    def tags(self, topic: Topic) -> frozenset[str]:
        """What a topic belongs to, as ``kind/id``: muscles, nerves, regions, itself."""
        if topic not in self._tags:
            self._tags[topic] = frozenset({f"{topic.kind}/{topic.id}"} | set(self._told(topic)))
        return self._tags[topic]

    @cached_property
    def _tags(self) -> dict[Topic, frozenset[str]]:
        return {}

    def _told(self, topic: Topic) -> Iterable[str]:
        stock, ident = self.stock, topic.id
        match topic.kind:
            case "structure":
                yield from self._of_structure(stock.structures[ident])
            case "muscle":
                yield from self._of_muscle(stock.muscles[ident])
            case "trigger-point":
                muscle, point = stock.trigger_points[ident]
                yield from self._of_muscle(muscle)
                yield from (f"region/{one}" for one in self.within(self.felt(point)))
            case "nerve":
                nerve = stock.nerves[ident]
                yield from (f"muscle/{one}" for one in nerve.supplies)
                yield from (f"entrapment/{one.id}" for one in self.traps(ident))
                for part in nerve.parts:
                    if part in stock.structures:
                        yield from self._in_area(stock.structures[part].region)
            case "entrapment":
                trap = stock.entrapments[ident]
                yield f"nerve/{trap.nerve}"
                for part in trap.structures:
                    if part in stock.structures:
                        yield from self._of_structure(stock.structures[part])
            case "condition":
                one = stock.conditions[ident]
                yield f"condition-kind/{one.kind}"
                yield from (f"region/{at}" for at in self.within(one.regions))
                yield from (f"muscle/{at}" for at in (*one.muscles_tight, *one.muscles_weak))
                yield from (f"nerve/{at}" for at in one.nerves)
            case "landmark":
                mark = stock.of("landmark")[ident]
                yield from (f"region/{at}" for at in self.within((mark.region,)))
                yield from (f"muscle/{at}" for at in mark.attaches if at in stock.muscles)
                yield f"structure/{mark.structure}"
            case "test":
                test = stock.tests[ident]
                yield from (f"muscle/{at}" for at in test.muscles)
                yield from (f"nerve/{at}" for at in test.nerves)
                yield from (f"condition/{at}" for at in test.conditions)
                yield from (f"region/{at}" for at in self.within((test.area,)))

    def traps(self, nerve: str) -> tuple[Entrapment, ...]:
        """The narrow places of a nerve."""
        return tuple(one for one in self.stock.entrapments.values() if one.nerve == nerve)

    def _of_structure(self, structure: Structure) -> Iterable[str]:
        yield f"structure/{structure.id}"
        yield f"group/{structure.group}"
        yield f"system/{structure.system}"
        yield from self._in_area(structure.region)
        muscle = self.muscle_of(structure)
        if muscle is not None:
            yield f"muscle/{muscle.id}"
            yield from self._nerves_of(muscle)

    def _of_muscle(self, muscle: Muscle) -> Iterable[str]:
        yield f"muscle/{muscle.id}"
        yield f"muscle-group/{muscle.region.replace(' ', '-')}"
        yield from self._nerves_of(muscle)
        for part in muscle.parts:
            if part in self.stock.structures:
                yield f"structure/{part}"
                yield from self._in_area(self.stock.structures[part].region)

    def _nerves_of(self, muscle: Muscle) -> Iterable[str]:
        return (f"nerve/{one.nerve_id}" for one in muscle.innervation if one.nerve_id)

    def _in_area(self, area: str) -> Iterable[str]:
        yield f"area/{area}"
        yield from (f"region/{one}" for one in self._area_regions(area))

    def _area_regions(self, area: str) -> frozenset[str]:
        if area not in self._areas:
            self._areas[area] = chart_regions(area, self.stock.regions)
        return self._areas[area]

    @cached_property
    def _areas(self) -> dict[str, frozenset[str]]:
        return {}


def choose(chance: random.Random, ranked: Sequence[T], count: int, level: Level) -> tuple[T, ...]:
    """Some of a list in which the most deceptive stand first, by how hard it shall be."""
    reach = {"hard": count + 2, "medium": 4 * count, "easy": len(ranked)}[level]
    pool = list(ranked[:reach])
    return tuple(chance.sample(pool, count)) if len(pool) >= count else ()


def low(name: str) -> str:
    """A name inside a sentence: a capital only where the word is one by itself."""
    second = name[1:2]
    return name[:1].lower() + name[1:] if second.islower() or second == " " else name
