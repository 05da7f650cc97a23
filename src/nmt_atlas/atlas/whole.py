"""The documents with every body that they can be shown on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.packs.sources import Body, bodies_dir, installed_bodies, own_body
from nmt_atlas.domain.errors import PackError, Problem, UnknownIdError
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.catalogue import Library
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.search import Hit

if TYPE_CHECKING:
    import pyvista


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
    """

    def __init__(
        self,
        paths: DataPaths,
        library: Library,
        problems: tuple[Problem, ...],
        bodies: Mapping[str, Body],
    ) -> None:
        self.paths = paths
        self.library = library
        self.problems = problems
        self._bodies = dict(bodies)
        self._views: dict[str, BodyView] = {}

    @classmethod
    def open(cls, paths: DataPaths | None = None, bodies: Path | None = None) -> Atlas:
        """Read the documents and find the bodies.

        Parameters
        ----------
        paths
            Where the documents are; None finds them.
        bodies
            Folder of imported bodies; None means the user's own.

        Raises
        ------
        AtlasError
            Where the data folders are not found.
        """
        paths = paths or data_paths()
        library, problems = load_library(paths)
        found = {"own": own_body(paths)}
        for body in installed_bodies(bodies or bodies_dir()):
            found[body.id] = body
        return cls(paths, library, problems, found)

    def body(self, body_id: str = "own") -> BodyView:
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
        if body_id not in self._views:
            self._views[body_id] = BodyView(self, self._bodies[body_id])
        return self._views[body_id]

    def body_names(self) -> dict[str, str]:
        """Id and name of every body that can be read."""
        names = {}
        for body_id, body in self._bodies.items():
            try:
                names[body_id] = body.index.body.name
            except PackError:
                if body_id == "own":
                    raise
        return names

    def directory(self, body_id: str) -> Path:
        """The folder of a body's pack."""
        return self._bodies[body_id].directory

    def counts(self, body_id: str = "own") -> dict[str, int]:
        """How many structures, points and documents there are."""
        parts = self.body(body_id).context.index.parts
        return {
            "muscles": sum(part.group.startswith("muscles") for part in parts),
            "bones": sum(part.group == "bones" for part in parts),
            "nerves": sum(part.group == "nerves" for part in parts),
            "trigger_points": len(self.library.trigger_points),
        }

    @lru_cache(maxsize=8)  # noqa: B019 - an atlas lives as long as the program
    def search_names(self, body_id: str, language: str = "en") -> tuple[str, ...]:
        """Every name that the search field suggests, without repeats, in order.

        The Latin names, and those of the language that is read.
        """
        if language == "la":
            return self.search_names(body_id)
        own = self._own_names(body_id) if language == "en" else {}
        names = {**own, **self._names_in(language, body_id)}
        if language != "en":
            structures = self.body(body_id).context.structures.values()
            latin = [one.latin for one in structures if one.latin and one.system != "skin"]
            names |= dict.fromkeys(latin, ("", ""))
        return tuple(sorted(names, key=str.casefold))

    def _names(self, body_id: str) -> dict[str, tuple[str, str]]:
        """Name in any language -> kind and id."""
        found = self._own_names(body_id)
        for language in self.library.languages:
            found = {**self._names_in(language, body_id), **found}
        return found

    def _names_in(self, language: str, body_id: str) -> dict[str, tuple[str, str]]:
        """Name in a language's catalogue -> kind and id, of what this body has."""
        structures = self.body(body_id).context.structures
        found: dict[str, tuple[str, str]] = {}
        for ident, name in self.library.catalogue(language).structures.items():
            if ident in self.library.nerves:
                found[name] = ("nerve", ident)
            elif ident in structures and structures[ident].system != "skin":
                found.setdefault(name, ("structure", ident))
            elif ident in self.library.muscles:
                found.setdefault(name, ("structure", self.library.muscles[ident].parts[0]))
        return found

    def _own_names(self, body_id: str) -> dict[str, tuple[str, str]]:
        """English or Latin name or synonym -> kind and id, of structures and nerves."""
        found: dict[str, tuple[str, str]] = {}
        for structure in self.body(body_id).context.structures.values():
            if structure.system == "skin":
                continue
            for name in (structure.name, structure.latin, *structure.synonyms):
                if name:
                    found.setdefault(name, ("structure", structure.id))
        for muscle in self.library.muscles.values():
            for name in (muscle.name, muscle.latin, *muscle.synonyms):
                found.setdefault(name, ("structure", muscle.parts[0]))
        for nerve in self.library.nerves.values():
            found[nerve.name] = ("nerve", nerve.id)
        return found

    def look_up(self, text: str, body_id: str) -> tuple[str, str] | None:
        """What a typed name means: ``(kind, id)`` with kind ``structure`` or ``nerve``."""
        names = self._names(body_id)
        if text in names:
            return names[text]
        return next(filter(None, (self._goal(hit) for hit in self.library.search(text))), None)

    def _goal(self, hit: Hit) -> tuple[str, str] | None:
        """What a search hit leads to."""
        library = self.library
        if hit.kind in {"nerve", "structure"}:
            return (hit.kind, hit.id)
        if hit.kind == "muscle":
            return ("structure", library.muscles[hit.id].parts[0])
        if hit.kind == "trigger-point":
            return ("structure", library.trigger_point(hit.id).part)
        if hit.kind == "entrapment":
            return ("nerve", library.entrapments[hit.id].nerve)
        return None

    def plotter(self, state: ViewState, size: tuple[int, int] = (900, 1200)) -> pyvista.Plotter:
        """A view state as a PyVista plotter (off screen).

        Raises
        ------
        RenderError
            Where this machine has no OpenGL.
        """
        from nmt_atlas.body.pictures import stills, tint

        view = self.body(state.body)
        scene = resolve(state, view.context)
        layers = [tint.SkinPaint(p.kind, p.color, p.vertices, p.weights) for p in view.paint(state)]
        return stills.plotter(view.source, scene, layers, size=size)
