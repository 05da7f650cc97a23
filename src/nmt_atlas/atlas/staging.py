"""What a moment of a story shows on a body."""

from __future__ import annotations

from nmt_atlas.atlas.looming import without_looming
from nmt_atlas.atlas.showing import Surroundings, view_of
from nmt_atlas.domain import actions
from nmt_atlas.domain.pose import Pose
from nmt_atlas.domain.story import Cue
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import other_way
from nmt_atlas.library.documents import Documents as Library
from nmt_atlas.library.targets import cue_target


def staged(cue: Cue, body: Surroundings, side: str = "right") -> ViewState:
    """The state of a cue on a side of a body; the whole body where the body has nothing of it."""
    library = body.context.library
    plain = ViewState(body=body.context.index.body.id, labels=True)
    state = view_of(cue_target(library, cue), plain, body, side) or plain
    if cue.look == "skin" and (state.overlay or state.territory):
        way = body.views.facing_paint(state.overlay, state.territory)
        state = actions.look_at_pain(state, way or "anterior")
    if cue.camera:
        state = state.changed(camera=other_way(cue.camera) if side == "left" else cue.camera)
    if cue.stands:
        state = _standing(state, cue.stands, library, side)
    return without_looming(state, body)


def _standing(state: ViewState, ident: str, library: Library, side: str) -> ViewState:
    """A posture as marked as it is drawn, with the plumb line, or a position."""
    posture = library.conditions.get(ident)
    stance = posture.stance if posture else None
    position = library.of("position").get(ident)
    terms = stance.pose if stance else position.pose if position else ()
    pose, _ = Pose.read(terms)
    pose = pose.mirrored() if side == "left" else pose
    return state.changed(pose=pose.texts, plumb=stance is not None)
