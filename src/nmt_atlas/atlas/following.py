"""What is shown with a followed nerve: its parts, its kin, its roots, and what narrows it."""

from __future__ import annotations

from collections.abc import Container, Mapping

from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.domain.anatomy import Structure, mirror_point, part_id
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Marker
from nmt_atlas.domain.sided import Sided, tag
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library

_ROOT = LOOK.markers["root"]


def nerve_parts(library: Library, nerve_tag: str, variant: str = "") -> tuple[str, ...]:
    """The part ids that draw a nerve ``id:side``; empty for no or an unknown nerve.

    A chosen variant (``<structure>-variant-…``) stands for the structure that it varies.
    """
    nerve_id, _, side = nerve_tag.partition(":")
    nerve = library.nerves.get(nerve_id)
    if nerve is None:
        return ()
    varied = variant.partition("-variant-")[0]
    drawn = (variant if part == varied else part for part in nerve.parts)
    return tuple(part_id(part, side or "right") for part in drawn)


def beside_nerve(
    library: Library,
    structures: Mapping[str, Structure],
    parts: Container[str],
    nerve_id: str,
    side: str,
) -> tuple[str, ...]:
    """Part ids of the structures that form a nerve's narrow places."""
    beside: dict[str, None] = {}
    for trap in library.entrapments_of(nerve_id):
        for structure_id in trap.structures:
            structure = structures.get(structure_id)
            if structure is not None:
                beside[part_id(structure_id, side if structure.paired else "midline")] = None
    return tuple(part for part in beside if part in parts)


def kin_of(library: Library, nerve_tag: str) -> tuple[str, ...]:
    """Part ids of the nerves that share a root with a nerve ``id:side``, on its side."""
    nerve_id, _, side = nerve_tag.partition(":")
    nerve = library.nerves.get(nerve_id)
    if nerve is None:
        return ()
    own = set(nerve_parts(library, nerve_tag))
    kin = (
        part
        for ident, other in library.nerves.items()
        if set(other.roots) & set(nerve.roots)
        for part in nerve_parts(library, f"{ident}:{side}")
    )
    return tuple(dict.fromkeys(part for part in kin if part not in own))


def root_marks(state: ViewState, context: SceneContext) -> tuple[Marker, ...]:
    """Where the roots of a followed nerve leave the spine, each with its name."""
    named = Sided.read(state.nerve)
    nerve = context.library.nerves.get(named.id)
    if nerve is None:
        return ()
    places = ((root, context.library.landmarks.get(f"root-{root.lower()}")) for root in nerve.roots)
    return tuple(
        Marker(
            id=tag(root, named.side),
            at=mirror_point(place.at) if named.side == "left" else place.at,
            radius=_ROOT.radius,
            color=_ROOT.color,
            label=root if state.labels else "",
            kind="root",
        )
        for root, place in places
        if place is not None
    )
