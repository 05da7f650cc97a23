"""Two dates of a case compared on the skin that they were painted on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from nmt_atlas.domain.casefile import Change, Day, Drawn, compared

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas
    from nmt_atlas.atlas.body_view import BodyView


def drawn_on(body: BodyView, vertices: Collection[int], words: str = "") -> Drawn:
    """What is painted on a body, with the area (mm²) that it stands for."""
    canvas = body.finder.canvas
    kept = tuple(sorted(one for one in vertices if 0 <= one < len(canvas.areas)))
    area = float(canvas.areas[list(kept)].sum()) if kept else 0.0
    return Drawn(body=body.id, skin=canvas.skin, words=words, vertices=kept, area=round(area, 1))


def change_between(atlas: Atlas, before: Day, after: Day) -> Change:
    """Two dates compared; by area where their skin is that of an installed body.

    On a skin that is no longer here every vertex counts alike: they lie nearly evenly.
    """
    skins = before.skins | after.skins
    body = next((name for name, _ in skins), "")
    if len(skins) == 1 and body in atlas.body_names():
        canvas = atlas.body(body).finder.canvas
        if (body, canvas.skin) in skins:
            areas = {at: float(canvas.areas[at]) for at in before.vertices | after.vertices}
            return compared(before, after, areas)
    return compared(before, after, {})
