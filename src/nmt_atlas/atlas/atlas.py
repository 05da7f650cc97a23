"""The documents with every body that they can be shown on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.finding import Findings
from nmt_atlas.atlas.halves import aspect_of, both_painted, with_other
from nmt_atlas.atlas.measuring import geometry_of
from nmt_atlas.atlas.names import Names
from nmt_atlas.atlas.pictures import Pictures
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.packs.sources import OWN, Body, bodies_dir, own_body, readable_bodies
from nmt_atlas.domain.errors import Problem, UnknownIdError
from nmt_atlas.domain.found import Found
from nmt_atlas.domain.narrowing import Answer
from nmt_atlas.domain.pain import PainDrawing
from nmt_atlas.domain.palpation import Step, plan
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.offering import offered
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.stamps import changed, stamp

if TYPE_CHECKING:
    from nmt_atlas.body.pictures.stills import Plotter
    from nmt_atlas.body.pictures.tint import SkinPaint

Change = Callable[[Scene], Scene]
"""What a caller alters in a scene before it is drawn."""


@dataclass(frozen=True)
class _Reading:
    """The documents as they were last read, and what was made of them since."""

    library: Library
    problems: tuple[Problem, ...]
    edition: int = 0
    views: dict[str, BodyView] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=dict)


def _offered(paths: DataPaths) -> tuple[Library, tuple[Problem, ...]]:
    """The documents that are fit to be shown, and what is wrong with the others."""
    library, problems, _ = offered(paths, lambda found: geometry_of(paths, found))
    return library, problems


class Atlas:
    """The documents with every body that can be shown.

    Parameters
    ----------
    paths
        Where the documents are.
    library
        Every valid document.
    problems
        What was wrong with the others.
    bodies
        Bodies by id; ``own`` is among them.
    cache
        Folder to keep what is painted in; None keeps it in memory only.
    body_problems
        What was wrong with bodies that are left out.
    """

    def __init__(
        self,
        paths: DataPaths,
        library: Library,
        problems: tuple[Problem, ...],
        bodies: Mapping[str, Body],
        *,
        cache: Path | None = None,
        body_problems: tuple[Problem, ...] = (),
    ) -> None:
        self.paths = paths
        self._stamp = stamp(paths)
        self._reading = _Reading(library, problems)
        self._bodies = dict(bodies)
        self._cache = cache
        self._body_problems = body_problems
        folders = {body_id: body.directory for body_id, body in self._bodies.items()}
        self.pictures = Pictures(paths, folders, cache)

    @classmethod
    def open(
        cls, paths: DataPaths | None = None, bodies: Path | None = None, cache: Path | None = None
    ) -> Atlas:
        """Read the documents and find the bodies; a damaged body is left out and told.

        Parameters
        ----------
        paths
            Where the documents are; None finds them.
        bodies
            Folder of imported bodies; None means the user's own.
        cache
            Folder to keep what is painted in; None means the user's own.

        Raises
        ------
        AtlasError
            Where the data folders are not found.
        """
        paths = paths or data_paths()
        library, problems = _offered(paths)
        found, body_problems = readable_bodies(bodies or bodies_dir())
        every = {OWN: own_body(paths), **{body.id: body for body in found}}
        cache = cache or paint_cache()
        return cls(paths, library, problems, every, cache=cache, body_problems=body_problems)

    @classmethod
    def of(cls, paths: DataPaths, bodies: Mapping[str, Path], cache: Path | None) -> Atlas:
        """An atlas of known folders, as a worker process opens it."""
        library, problems = _offered(paths)
        every = {body_id: Body(folder) for body_id, folder in bodies.items()}
        return cls(paths, library, problems, every, cache=cache)

    @property
    def library(self) -> Library:
        """Every valid document, as last read."""
        return self._reading.library

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with documents and bodies that are left out."""
        return (*self._reading.problems, *self._body_problems)

    @property
    def edition(self) -> int:
        """How often the documents were read again: what was made of them is of one edition."""
        return self._reading.edition

    def reread(self) -> tuple[Problem, ...]:
        """Read the documents again and show them from now on; meshes stay as they are.

        Library and bodies change in one step: whoever holds a :class:`BodyView` keeps the old
        documents until they ask for the body again.

        Returns
        -------
        tuple of Problem
            What is wrong with documents that are left out.

        Raises
        ------
        AtlasError
            Where the data folders are gone; what was read before stays.
        """
        mark = stamp(self.paths)
        library, problems = _offered(self.paths)
        self._reading = _Reading(library, problems, self._reading.edition + 1)
        self._stamp = mark
        self.pictures.forget()
        return self.problems

    def changed(self) -> bool:
        """Whether a document has changed, come or gone since they were read (milliseconds)."""
        return changed(self.paths, self._stamp)

    def prepare(self, body_id: str = OWN) -> None:
        """Read now what the first click and the first search need.

        The worker paints what no pack has painted.
        """
        view = self.body(body_id)
        view.warm()
        self.library.shelves.find("neck")
        self.suggest("neck", body_id)
        self.look_up("neck", body_id)
        if self._cache is not None and next(view.painter.unpainted(), None) is not None:
            self.pictures.prepared(body_id)

    def close(self) -> None:
        """End the drawing worker."""
        self.pictures.close()

    def body(self, body_id: str = OWN) -> BodyView:
        """A body as pages see it.

        Raises
        ------
        UnknownIdError
            Where no such body is installed.
        PackError
            Where its pack is missing or damaged.
        """
        if body_id not in self._bodies:
            raise UnknownIdError(
                f"the body “{body_id}” is not installed.",
                remedy=f"Install it with `nmt-atlas meshes install {body_id}`.",
            )
        reading = self._reading
        if body_id not in reading.views:
            source = self._bodies[body_id]
            reading.views[body_id] = BodyView(reading.library, self.paths, source, self._cache)
        return reading.views[body_id]

    def body_names(self) -> dict[str, str]:
        """Id and name of every body.

        Raises
        ------
        PackError
            Where the own body's pack is missing or damaged.
        """
        return {body_id: body.index.body.name for body_id, body in self._bodies.items()}

    def directory(self, body_id: str) -> Path:
        """The folder of a body's pack."""
        return self._bodies[body_id].directory

    def counts(self, body_id: str = OWN) -> dict[str, int]:
        """How many structures, points and documents there are."""
        parts = self.body(body_id).context.index.parts
        return {
            "muscles": sum(part.group.startswith("muscles") for part in parts),
            "bones": sum(part.group == "bones" for part in parts),
            "nerves": sum(part.group == "nerves" for part in parts),
            "trigger_points": len(self.library.trigger_points),
        }

    def pain_sources(
        self,
        drawing: PainDrawing,
        answers: Mapping[str, Answer] | None = None,
        findings: Findings | None = None,
    ) -> Found:
        """What a pain drawing leads to: red flags, ranked sources with reasons, questions.

        It is answered on the body that was drawn on; on the own body where that is not installed,
        with a notice.

        Parameters
        ----------
        drawing
            Where it hurts.
        answers
            Question -> ``yes`` or ``no``.
        findings
            Trigger point and side -> what palpation found there.
        """
        body = drawing.body if drawing.body in self._bodies else OWN
        return self.body(body).finder.find(drawing, answers or {}, findings or {})

    def palpation_plan(self, found: Found) -> tuple[Step, ...]:
        """The points to feel for after an answer, in an order in which one turns over seldom."""
        body = found.drawing.body if found.drawing.body in self._bodies else OWN
        view = self.body(body)
        places = {
            (row.trigger_point, row.side): at
            for row in found.rows
            if row.trigger_point and (at := view.place_if_any(row.trigger_point, row.side))
        }
        library = self.library
        return plan(found.rows, library.muscles, places, library.conditions.values())

    def search_names(self, body_id: str, language: str = "en") -> tuple[str, ...]:
        """As :meth:`Names.offered`."""
        return self._names(body_id).offered(language)

    def suggest(self, text: str, body_id: str, language: str = "en") -> tuple[str, ...]:
        """As :meth:`Names.suggest`."""
        return self._names(body_id).suggest(text, language)

    def look_up(self, text: str, body_id: str) -> tuple[str, str] | None:
        """As :meth:`Names.meaning`."""
        return self._names(body_id).meaning(text)

    def _names(self, body_id: str) -> Names:
        reading = self._reading
        if body_id not in reading.names:
            structures = self.body(body_id).context.structures
            reading.names[body_id] = Names(reading.library, structures)
        return reading.names[body_id]

    def picture(
        self,
        state: ViewState,
        taste: Taste = PLAIN,
        *,
        size: tuple[int, int] = (900, 1200),
        change: Change | None = None,
        more: Sequence[SkinPaint] = (),
    ) -> NDArray[np.uint8]:
        """A view state as a fine picture: paint, nerve, labels and cut as on the screen.

        Parameters
        ----------
        state, taste
            What is shown, the language of its labels and the theme.
        size
            Width and height in pixels.
        change
            What to alter in the scene before it is drawn.
        more
            What is painted on the skin besides what the state paints.

        Returns
        -------
        ndarray
            ``(height, width, 3)`` uint8 sRGB.

        Raises
        ------
        RenderError
            Where this machine has no OpenGL.
        """
        from nmt_atlas.body.pictures import stills

        view = self.body(state.body)
        scene = resolve(state, view.context, taste, aspect=aspect_of(size, state))
        scene = with_other(scene, state, view, taste)
        if change is not None:
            scene = change(scene)
        paint = (*both_painted(state, view), *more)
        return stills.render(view.source, scene, paint, size=size)

    def plotter(
        self, state: ViewState, taste: Taste = PLAIN, *, size: tuple[int, int] = (900, 1200)
    ) -> Plotter:
        """A view state as a PyVista plotter (off screen); the caller closes it.

        Raises
        ------
        RenderError
            Where this machine has no OpenGL.
        """
        from nmt_atlas.body.pictures import stills

        view = self.body(state.body)
        scene = resolve(state, view.context, taste, aspect=size[0] / size[1])
        return stills.plotter(view.source, scene, view.paint(state), size=size)


def paint_cache() -> Path:
    """Where this user's painted zones are kept."""
    return user_cache_path("nmt-atlas", appauthor=False) / "zones"
