"""Kinds of documents: one file a kind, and this list.

Loading, search, shelves, articles, targets, tables, schemas and commands walk over the list; none
of them names a kind. ``docs/architecture.md`` shows how a kind is added.
"""

from __future__ import annotations

from nmt_atlas.library.kinds import (
    clue,
    condition,
    dermatome,
    entrapment,
    joint,
    landmark,
    lesson,
    motion,
    muscle,
    nerve,
    origin,
    position,
    quantity,
    region,
    source,
    story,
    structure,
    test,
    trigger_point,
    view,
)
from nmt_atlas.library.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    muscle.KIND,
    trigger_point.KIND,
    nerve.KIND,
    entrapment.KIND,
    dermatome.KIND,
    origin.KIND,
    condition.KIND,
    test.KIND,
    motion.KIND,
    clue.KIND,
    landmark.KIND,
    lesson.KIND,
    view.KIND,
    story.KIND,
    region.KIND,
    structure.KIND,
    joint.KIND,
    position.KIND,
    quantity.KIND,
    source.KIND,
)
"""Every kind; shelves stand in this order, and an id that names several is of the first."""
