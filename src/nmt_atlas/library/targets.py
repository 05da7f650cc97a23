"""What documents show on the body."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.ranging import Sides, limiters
from nmt_atlas.domain.story import Cue
from nmt_atlas.library.documents import Documents


class Target(Frozen):
    """What a document shows on the body, for no side in particular.

    Attributes
    ----------
    structures
        Structure ids to uncover and select.
    points
        Trigger point ids whose charted pain is painted.
    tight, weak
        Of these structures, those that are told apart as short or tight, and as weak.
    nerve
        The nerve (id) to follow, or to lay open beside the structures where there are any.
    place
        The narrow place (id) at ``at``; "" for none.
    territories
        Ids of documents whose territory or sites are painted.
    at
        A place (mm, right side or midline) to look at closely.
    """

    structures: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    nerve: str = ""
    territories: tuple[str, ...] = ()
    at: Point | None = None
    place: str = ""
    tight: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True where there is anything to show."""
        return bool(self.structures or self.nerve or self.territories)


def muscle_target(library: Documents, ident: str) -> Target:
    """The muscle with its charted pain."""
    muscle = library.muscles[ident]
    points = tuple(point.id for point in muscle.trigger_points)
    return Target(structures=muscle.parts, points=points)


def point_target(library: Documents, ident: str) -> Target:
    """Its part with its charted pain."""
    return Target(structures=(library.trigger_points[ident][1].part,), points=(ident,))


def nerve_target(library: Documents, ident: str) -> Target:
    """The nerve with the skin that it serves."""
    return Target(nerve=ident, territories=_painted(library, [ident]))


def entrapment_target(library: Documents, ident: str) -> Target:
    """The narrow place on its nerve, looked at closely."""
    trap = library.entrapments[ident]
    nerve = trap.nerve if trap.nerve in library.nerves else ""
    found = Target(nerve=nerve, territories=_painted(library, [ident]), at=trap.at, place=trap.id)
    return found if nerve else found.model_copy(update={"structures": trap.structures})


def dermatome_target(library: Documents, ident: str) -> Target:
    """The skin of the root."""
    return Target(territories=_painted(library, [ident]))


def condition_target(library: Documents, ident: str) -> Target:
    """What it is about: muscles, sites or nerves."""
    one = library.conditions[ident]
    tight = _parts_of(library, one.muscles_tight)
    weak = _parts_of(library, one.muscles_weak)
    sites = [name for site in one.sites for name in site.structures]
    single = one.sites[0].at if len(one.sites) == 1 else None
    apart = bool(tight and weak)
    return Target(
        structures=tuple(dict.fromkeys((*tight, *weak, *sites))),
        tight=tight if apart else (),
        weak=weak if apart else (),
        nerve=next((name for name in one.nerves if name in library.nerves), ""),
        territories=_painted(library, [ident, *one.entrapments]),
        at=single,
    )


def muscles_target(
    library: Documents, tight: Iterable[str], weak: Iterable[str], others: Iterable[str] = ()
) -> Target:
    """Muscles told apart as tight and weak, with others that are neither."""
    short, long = _parts_of(library, tight), _parts_of(library, weak)
    whole = (*short, *long, *_parts_of(library, others))
    return Target(structures=tuple(dict.fromkeys(whole)), tight=short, weak=long)


def _parts_of(library: Documents, muscles: Iterable[str]) -> tuple[str, ...]:
    """The parts of muscles; a part that is named itself (the low multifidus) stays alone."""
    found: dict[str, None] = {}
    for name in muscles:
        muscle = library.muscles.get(name)
        alone = (name,) if name in library.structures else ()
        found |= dict.fromkeys(muscle.parts if muscle else alone)
    return tuple(found)


def clinical_test_target(library: Documents, ident: str) -> Target:
    """What it asks about: its structures and muscles, or else its first nerve."""
    one = library.of("test")[ident]
    muscles = (library.muscles.get(name) for name in one.muscles)
    parts = (part for muscle in muscles if muscle for part in muscle.parts)
    structures = tuple(dict.fromkeys((*one.structures, *parts)))
    nerve = next((name for name in one.nerves if name in library.nerves), "")
    if nerve:
        return Target(nerve=nerve, structures=structures, territories=_painted(library, [nerve]))
    return Target(structures=structures)


def motion_target(library: Documents, ident: str) -> Target:
    """The muscles that work against a motion, as those that are felt where it is limited."""
    one = library.of("motion")[ident]
    if library.joints is None:
        return Target()
    side: Sides = "right" if one.sides == "each" else "midline"
    found = limiters(one, side, library.muscles.values(), library.joints)
    return Target(structures=_parts_of(library, dict.fromkeys(limiter.muscle for limiter in found)))


def landmark_target(library: Documents, ident: str) -> Target:
    """The structure that the landmark is a place of, looked at closely there."""
    one = library.palpable[ident]
    return Target(structures=(one.structure,), at=library.point_of(one.place))


def structure_target(_library: Documents, ident: str) -> Target:
    """Itself."""
    return Target(structures=(ident,))


def cue_target(library: Documents, cue: Cue) -> Target:
    """A cue as any document's target."""
    tight, weak = _parts_of(library, cue.tight), _parts_of(library, cue.weak)
    parts = tuple(library.trigger_points[one][1].part for one in cue.points)
    named = (*_parts_of(library, cue.muscles), *cue.structures, *tight, *weak, *parts)
    trap = library.entrapments.get(cue.place or "")
    nerve = cue.nerve or (trap.nerve if trap else "")
    if trap and nerve not in library.nerves:
        named = (*named, *trap.structures)
    painted = (*cue.skin, *((trap.id,) if trap and trap.territory else ()))
    return Target(
        structures=tuple(dict.fromkeys(named)),
        points=cue.points,
        nerve=nerve if nerve in library.nerves else "",
        territories=tuple(dict.fromkeys(one for one in painted if library.territory(one))),
        at=trap.at if trap else None,
        place=trap.id if trap else "",
        tight=tight,
        weak=weak,
    )


def story_target(library: Documents, ident: str) -> Target:
    """What its first moment shows."""
    return cue_target(library, library.of("story")[ident].moments[0].show)


def _painted(library: Documents, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if library.territory(one))
