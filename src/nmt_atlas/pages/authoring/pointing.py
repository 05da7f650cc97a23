"""What a click on the body, or what is selected there, names for a field."""

from __future__ import annotations

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.pages.visit import Visit


def named_by(visit: Visit, kinds: tuple[str, ...], part: str, marker: str = "") -> tuple[str, str]:
    """The document (id) of one of these kinds that a part or a marker stands for, and its side.

    Parameters
    ----------
    kinds
        The kinds that the field may name.
    part
        A part of the body; "" for none.
    marker
        A trigger point's mark (``id:side``); "" for none.

    Returns
    -------
    id, side
        Empty where it stands for none.
    """
    point, _, sided = marker.partition(":")
    if "trigger-point" in kinds:
        points = ((point, sided),) if point else visit.body.points_of(part) if part else ()
        return points[0] if points else ("", "")
    found = visit.structure(part) if part else None
    if found is None:
        return "", ""
    structure, side = split_part_id(part)
    library = visit.library
    for kind in kinds:
        if kind == "structure" and structure in library.structures:
            return structure, side
        if kind in {"muscle", "whole"}:
            muscle = library.muscle_of(structure)
            if muscle is not None:
                return muscle.id, side
        if kind == "nerve":
            nerve = next((one for one in library.nerves.values() if structure in one.parts), None)
            if nerve is not None:
                return nerve.id, side
    return "", ""
