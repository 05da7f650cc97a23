"""The atlas as one object: the documents and the bodies that they are shown on.

Pages, commands and notebooks use it; it knows no web page::

    from nmt_atlas.atlas import Atlas
    from nmt_atlas.domain.view_state import ViewState

    atlas = Atlas.open()
    atlas.plotter(ViewState(selection=("piriformis-right",), camera="posterior")).show()
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.painting import SkinPainter
from nmt_atlas.body.raster import Drawn, Picture, draw, painted, rgb, visible_parts
from nmt_atlas.body.sources import Body, bodies_dir, installed_bodies, own_body
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id, split_part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import PackError, Problem, UnknownIdError
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.view_state import Camera, CameraPreset, ViewState
from nmt_atlas.library.catalogue import Library
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths, data_paths
from nmt_atlas.library.scene import SceneContext, resolve
from nmt_atlas.library.search import Hit

if TYPE_CHECKING:
    import pyvista

COLORS: Mapping[str, str] = {
    "essential": "#c8102e",
    "spillover": "#f08a4b",
    "territory": "#2f6fb0",
}
_SKIN = "#e3c4ad"


@dataclass(frozen=True)
class Paint:
    """One kind of overlay on the skin: vertex numbers and weights (0..255)."""

    kind: str
    color: str
    vertices: np.ndarray
    weights: np.ndarray

    def wire(self) -> dict[str, object]:
        """The overlay as the browser takes it."""
        return {
            "kind": self.kind,
            "color": self.color,
            "vertices": self.vertices.astype("<u4").tobytes(),
            "weights": self.weights.astype(np.uint8).tobytes(),
        }


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
        from nmt_atlas.body import stills

        view = self.body(state.body)
        scene = resolve(state, view.context)
        layers = [
            stills.SkinPaint(p.kind, p.color, p.vertices, p.weights) for p in view.paint(state)
        ]
        return stills.plotter(view.source, scene, layers, size=size)


class BodyView:
    """One body with the documents laid over it.

    Parameters
    ----------
    atlas
        The documents.
    source
        The body.
    """

    def __init__(self, atlas: Atlas, source: Body) -> None:
        self.atlas = atlas
        self.source = source
        self.id = source.id
        self.context = SceneContext(source.index, atlas.library, self.place_of)
        self._places: dict[tuple[str, str], Point] = {}
        self._pictures: dict[tuple[str, str, str], bytes] = {}

    @cached_property
    def painter(self) -> SkinPainter:
        """Places and paint on this body's skin."""
        return SkinPainter(self.source, self.atlas.library, self.atlas.paths)

    def names(self, language: str) -> dict[str, str]:
        """Part id -> the name to show, with its side."""
        say = self.atlas.library.catalogue(language).say
        shown = {}
        for part in self.context.index.parts:
            name = self.context.name(part.structure, language)
            if part.side == "right":
                name = say("{name} (right)", name=name)
            elif part.side == "left":
                name = say("{name} (left)", name=name)
            shown[part.id] = name
        return shown

    def place_of(self, point_id: str, side: str) -> Point:
        """Where a trigger point lies in this body (mm)."""
        key = (point_id, side)
        if key not in self._places:
            point = self.atlas.library.trigger_point(point_id)
            right = self.painter.place(point.part, point.place)
            self._places[key] = mirror_point(right) if side == "left" else right
        return self._places[key]

    def points_of(self, part: str) -> tuple[tuple[str, str], ...]:
        """Trigger point ids and sides that lie in a part."""
        structure_id, side = split_part_id(part)
        structure = self.context.structures.get(structure_id)
        muscle = self.atlas.library.muscles.get(structure.whole) if structure else None
        if muscle is None:
            return ()
        sides = ("right", "left") if side == "midline" else (side,)
        return tuple(
            (point.id, one)
            for point in muscle.trigger_points
            for one in sides
            if point.part == structure_id and point.only_side in (None, one)
        )

    def paint(self, state: ViewState) -> tuple[Paint, ...]:
        """What a state paints on the skin, spillover first so that essential lies over it."""
        layers = self.painter.layers(state.overlay, state.territory)
        return tuple(
            Paint(kind, COLORS[kind], vertices, weights)
            for kind, (vertices, weights) in layers.items()
        )

    def weights_at(self, point_id: str, side: str, vertex: int) -> tuple[float, float]:
        """Essential and spillover weight (0..1) of a point's pattern at a skin vertex."""
        layers = self.painter.layers((f"{point_id}:{side}",), ())
        found = []
        for kind in ("essential", "spillover"):
            vertices, weights = layers.get(kind, (np.zeros(0, np.uint32), np.zeros(0, np.uint8)))
            hit = weights[vertices == vertex]
            found.append(float(hit[0]) / 255 if len(hit) else 0.0)
        return found[0], found[1]

    @cached_property
    def _skin_tree(self) -> cKDTree:
        return cKDTree(self.source.skin().points)

    def facing(self, part: str) -> CameraPreset:
        """The side from which a part is covered least: where its nearest skin looks."""
        return self.facing_point(self.context.parts[part].centre)

    def facing_point(self, at: Point) -> CameraPreset:
        """The preset that looks at a place (mm) through the nearest skin."""
        skin = self.source.skin().points
        near = self._skin_tree.query(at, k=40)[1]
        toward = skin[near].mean(axis=0) - np.asarray(at)
        if abs(toward[0]) > 1.6 * abs(toward[1]):
            return "left" if toward[0] > 0 else "right"
        return "posterior" if toward[1] > 0 else "anterior"

    def close_up(self, at: Point, reach: float, facing: str) -> Camera:
        """A camera that looks at a place (mm) with ``reach`` mm around it."""
        low = (at[0] - reach, at[1] - reach, at[2] - reach)
        high = (at[0] + reach, at[1] + reach, at[2] + reach)
        return frame(low, high, facing)

    def middle_of(self, territory: Sequence[str]) -> Point | None:
        """The middle (mm) of the skin that ``id:side`` tags paint; None where they paint none."""
        return self.painter.middle(territory)

    def beside_nerve(self, nerve_id: str, side: str) -> tuple[str, ...]:
        """Part ids of the structures that form a nerve's narrow places."""
        beside: dict[str, None] = {}
        for trap in self.atlas.library.entrapments_of(nerve_id):
            for structure_id in trap.structures:
                structure = self.context.structures.get(structure_id)
                if structure is not None:
                    beside[part_id(structure_id, side if structure.paired else "midline")] = None
        return tuple(part for part in beside if part in self.context.parts)

    def with_nerve(self, state: ViewState, nerve_id: str, side: str) -> ViewState:
        """The state with a nerve shown beside what is selected, its cover taken off."""
        layers = actions.show_layer(state, "nerves", on=True).layers
        return state.changed(layers=layers, nerve=f"{nerve_id}:{side}")

    def dressed(self, view: ViewState, painted_too: bool) -> ViewState:
        """A lesson's view on this body: what it lacks left out, pain painted where asked."""
        known = self.context.parts
        kept = {
            name: tuple(part for part in getattr(view, name) if part in known)
            for name in ("selection", "hidden", "isolated", "faded", "focus")
        }
        view = view.changed(**kept)
        if painted_too and view.selection and not view.overlay:
            tags = [f"{p}:{s}" for part in view.selection for p, s in self.points_of(part)]
            view = view.changed(overlay=tuple(tags))
        return view

    def pattern_picture(self, point_id: str, side: str, camera: str) -> bytes:
        """A small picture (PNG) of a point's referral pattern on the skin."""
        key = (point_id, side, camera)
        if key not in self._pictures:
            state = ViewState(overlay=(f"{point_id}:{side}",))
            layers = [(p.vertices, p.weights, p.color) for p in self.paint(state)]
            skin = self.source.skin()
            colors = painted(np.tile(rgb(_SKIN), (len(skin.points), 1)), layers)
            low, high = (tuple(float(c) for c in corner) for corner in skin.bounds)
            whole = frame((low[0], low[1], low[2]), (high[0], high[1], high[2]), camera)
            picture = draw([Drawn("skin", skin, colors)], whole, (300, 500))
            self._pictures[key] = picture.png()
        return self._pictures[key]

    def picture(self, state: ViewState, size: tuple[int, int]) -> Picture:
        """A state drawn without any graphics driver, with what lies under each pixel."""
        scene = resolve(state, self.context)
        groups = {part.id: part.group for part in self.context.index.parts}
        colors = self.context.index.colors
        things = []
        for part in visible_parts(scene, groups):
            mesh = self.source.mesh(part, "phone")
            look = scene.parts.get(part)
            base = rgb((look.color if look and look.color else None) or colors[groups[part]])
            if part in scene.selected:
                base = 0.45 * base + 0.55 * np.array([1.0, 0.85, 0.3])
            things.append(Drawn(part, mesh, np.tile(base, (len(mesh.points), 1))))
        layers = [(p.vertices, p.weights, p.color) for p in self.paint(state)]
        if layers or scene.groups["skin"].visible:
            skin = self.source.skin()
            tinted = painted(np.tile(rgb(_SKIN), (len(skin.points), 1)), layers)
            keep = np.zeros(len(skin.points), bool)
            for vertices, weights, _ in layers:
                keep[vertices[weights > 90]] = True
            if "skin" in state.layers and state.skin > 0.5:
                keep[:] = True
            faces = skin.faces[keep[skin.faces].all(axis=1)]
            things.append(Drawn("", type(skin)(skin.points, faces), tinted))
        camera = scene.camera or frame((-300, -250, -80), (300, 100, 1650))
        return draw(things, camera, size, theme=state.theme)

    def skin_vertex_near(self, drawn: Picture, part: str, vertex: int) -> int:
        """The skin vertex over a vertex of a drawn part; -1 for the background."""
        if vertex < 0:
            return -1
        mesh = self.source.mesh(part, "phone") if part else self.source.skin()
        return int(self._skin_tree.query(mesh.points[vertex])[1])
