"""Puts together what a server is watched by, of what it has."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from sqlalchemy import text

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.domain.language import Say
from nmt_atlas.school.measures import Measures
from nmt_atlas.school.school import School
from nmt_atlas.school.settings import SchoolSettings
from nmt_atlas.school.vitals import Look, Vitals, pack_reason
from nmt_atlas.school.watch import WORD, Watch
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.reach import REACHED

_LOG = logging.getLogger(__name__)
Gauges = dict[str, tuple[str, Callable[[], float]]]


def watch_over(atlas: Atlas, store: ProgressStore, gauges: Gauges, *, prefix: str = "") -> Watch:
    """The watch over a server.

    Parameters
    ----------
    atlas
        Its documents and bodies.
    store
        Its database.
    gauges
        What else is measured: name -> (what it is, how it stands now).
    prefix
        The path below which all is served.
    """
    measures: Measures | None = None
    try:
        measures = Measures(gauges)
    except ModuleNotFoundError:
        _LOG.debug("prometheus-client is not installed: nothing is measured")
    word = os.environ.get(WORD, "")
    return Watch(Vitals(_looks(atlas, store)), measures, word=word, prefix=prefix)


def school_of(
    settings: SchoolSettings | None, atlas: Atlas, store: ProgressStore, prefix: str = ""
) -> School | None:
    """The school of a server; None where nobody signs in."""
    if settings is None:
        return None

    def speaker(language: str) -> Say:
        return atlas.library.catalogue(language).say

    secure = REACHED.now.base.startswith("https://")

    def questions(ident: str) -> tuple[str, ...]:
        lesson = atlas.library.lessons.get(ident)
        return tuple(one.id for one in lesson.questions) if lesson else ()

    return School(settings, store, speaker, prefix=prefix, secure=secure, questions=questions)


def _looks(atlas: Atlas, store: ProgressStore) -> dict[str, Look]:
    """How each part is looked at."""

    def database() -> str:
        store.database.read(lambda one: one.execute(text("select 1")).scalar())
        return ""

    def documents() -> str:
        return "" if atlas.library.muscles else "there are none."

    bodies: dict[str, Look] = {
        f"body {name}": (lambda name=name: pack_reason(atlas.directory(name)))  # type: ignore[misc]
        for name in atlas.body_names()
    }
    return {"database": database, "documents": documents, **bodies}
