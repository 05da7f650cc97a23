"""What a link may name in this atlas."""

from __future__ import annotations

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.domain.view_state import Known


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
    )
