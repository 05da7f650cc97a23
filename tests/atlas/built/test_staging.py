"""Every view of every story on the built body: it resolves, and something of it is seen."""

from __future__ import annotations

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.atlas.staging import staged
from nmt_atlas.domain.story import Cue
from nmt_atlas.domain.view_state import read_query
from nmt_atlas.library.telling import storied, story_of, told


@pytest.mark.parametrize("side", ["right", "left"])
def test_every_view_of_every_story_shows_what_it_tells_of(atlas: Atlas, side: str) -> None:
    body, library = atlas.body(), atlas.library
    seen = 0
    for kind, ident in storied(library):
        for story in {told(library, kind, ident), story_of(library, ident)}:
            for moment in story.moments:
                state = staged(moment.show, body, side)
                assert read_query(state.to_query(), body.context.parts) == (state, ())
                if moment.show != Cue():
                    shown = (*state.selection, *state.overlay, *state.territory, state.nerve)
                    assert any(shown), (ident, moment.id)
                seen += 1
    assert seen > 1000


def test_every_view_of_the_edited_stories_can_be_drawn(atlas: Atlas) -> None:
    body = atlas.body()
    for story in atlas.library.of("story").values():
        for moment in story.moments:
            scene = resolve(staged(moment.show, body), body.context)
            assert scene.camera is not None
            assert any(look.visible for look in scene.groups.values()), (story.id, moment.id)


def test_the_left_side_is_looked_at_from_its_own_side(atlas: Atlas) -> None:
    cue = Cue(muscles=("sternocleidomastoid",), camera="anterior-right")
    ways = [staged(cue, atlas.body(), side).camera for side in ("right", "left")]
    assert ways == ["anterior-right", "anterior-left"]
