"""What a link may name in this atlas."""

from __future__ import annotations

from functools import partial

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.atlas.showing import target_of, view_of
from nmt_atlas.domain.address import Address, Places
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.based import shortest
from nmt_atlas.domain.view_state import Known, ViewState
from nmt_atlas.library.documents import OWN


def known_on(atlas: Atlas, body_id: str) -> Known:
    """What a view of a body may name.

    Raises
    ------
    UnknownIdError
        Where no such body is installed.
    """
    library, context = atlas.library, atlas.body(body_id).context
    painted = (*library.nerves, *library.entrapments, *library.dermatomes, *library.conditions)
    return Known(
        parts=context.parts,
        points=library.trigger_points,
        territories=frozenset(one for one in painted if library.territory(one)),
        nerves=library.nerves,
        variants=frozenset(one for one in context.structures if "-variant-" in one),
        joints=library.of("joint"),
        shown=partial(shown_by, atlas, body_id),
    )


def shown_by(atlas: Atlas, body_id: str, name: str) -> ViewState | None:
    """What a name in an address shows on a body: a prepared view, or a document on its side.

    Parameters
    ----------
    name
        ``view/section-thigh``, ``muscle/piriformis:left``; without a side it is the right one.
    """
    kind, _, tagged = name.partition("/")
    ident, _, side = tagged.partition(":")
    if kind == "view":
        found = atlas.library.of("view").get(ident)
        return found.view.changed(body=body_id) if found else None
    if side not in ("", *PAIRED):
        return None
    target = target_of(atlas.library, kind, ident)
    start = ViewState(body=body_id)
    return view_of(target, start, atlas.body(body_id), side or "right") if target else None


def read_link(atlas: Atlas, query: str) -> Address:
    """What a link's query names in this atlas, on any of its bodies."""
    return Address.read(query, Places(bodies=atlas.body_names(), known=partial(known_on, atlas)))


def short_query(atlas: Atlas, state: ViewState) -> str:
    """The shortest query that leads to a state from anywhere that has the same documents."""
    names = [f"view/{ident}" for ident in _built_in_views(atlas)]
    for part in state.selection[:1]:
        structure, side = split_part_id(part)
        muscle = atlas.library.muscle_of(structure)
        if muscle and side in PAIRED:
            names.append(f"muscle/{muscle.id}:{side}")
    if state.nerve:
        names.append(f"nerve/{state.nerve}")
    shown = ((name, shown_by(atlas, state.body, name)) for name in names)
    return shortest(state, ((name, base) for name, base in shown if base is not None))


def _built_in_views(atlas: Atlas) -> list[str]:
    """Those that everybody has: not one's own, and not in place of a built-in one."""
    library = atlas.library
    views = library.of("view")
    return [one for one in views if not library.file_of("view", one).startswith(f"{OWN}/")]


PAIRED = ("right", "left")
