"""One body with the documents laid over it: places, paint, views, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.atlas.scene import SceneContext, resolve
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.painter import SkinPainter
from nmt_atlas.body.pictures.raster import Drawn, Picture, draw, painted, rgb, visible_parts
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id, split_part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.taste import Theme
from nmt_atlas.domain.view_state import Camera, CameraPreset, ViewState

if TYPE_CHECKING:
    from nmt_atlas.atlas.whole import Atlas

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

    def picture(self, state: ViewState, size: tuple[int, int], theme: Theme = "light") -> Picture:
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
        return draw(things, camera, size, theme=theme)

    def skin_vertex_near(self, drawn: Picture, part: str, vertex: int) -> int:
        """The skin vertex over a vertex of a drawn part; -1 for the background."""
        if vertex < 0:
            return -1
        mesh = self.source.mesh(part, "phone") if part else self.source.skin()
        return int(self._skin_tree.query(mesh.points[vertex])[1])
