"""An Anki package of a lesson, made by the worker: its pictures take seconds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.lesson_exports import quiz_of
from nmt_atlas.library.lesson_exports.anki import FORMAT

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

_PICTURE = (480, 600)


def anki_package(atlas: Atlas, lesson: str, language: str, pictured: bool) -> bytes:
    """A lesson (id) as an Anki package; empty where there is no such lesson.

    Parameters
    ----------
    pictured
        Whether the questions that need a picture are among them.
    """
    library = atlas.library.in_language(language)
    found = library.lessons.get(lesson)
    if found is None:
        return b""

    @lru_cache(maxsize=200)
    def draw(state: ViewState) -> bytes:
        return atlas.body(state.body).picture(state, _PICTURE).png()

    return FORMAT.write(quiz_of(library, found.title, [found], draw if pictured else None))
