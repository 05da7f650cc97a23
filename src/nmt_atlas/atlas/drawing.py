"""Pictures without any graphics driver: a state, and a referral pattern on the bare skin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nmt_atlas.atlas.context import Box, SceneContext
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures.raster import Drawn, Picture, draw, visible_parts
from nmt_atlas.body.pictures.tint import SkinPaint, rgb_of, skin_colors
from nmt_atlas.body.pictures.tone import tinted
from nmt_atlas.body.posing import in_pose
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.look import LOOK, srgb
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.taste import Taste, Theme
from nmt_atlas.domain.view_state import ViewState

_PATTERN = (400, 400)
"""Pixels of a pattern's picture."""
_AROUND, _LEAST = 1.1, 360.0
"""A pattern is shown with so much around it, or so many millimetres, to be recognised."""
_CLEAR = 90
"""Where pain is painted more strongly than this (of 255), the skin is drawn under it."""
_COVERS = 0.5
"""A skin more opaque than this hides what lies below; a clearer one is left out."""


def drawn_state(
    body: Body,
    context: SceneContext,
    state: ViewState,
    paint: Sequence[SkinPaint],
    *,
    size: tuple[int, int],
    theme: Theme = "light",
) -> Picture:
    """A state drawn, with what lies under each pixel."""
    resolved = resolve(state, context, Taste(theme=theme), aspect=size[0] / size[1])
    body, scene = in_pose(body, resolved)
    things = [*_parts(body, context, scene), *_skin(body, context, scene, state, paint)]
    camera = scene.camera or frame((-300, -250, -80), (300, 100, 1650))
    return draw(things, camera, size, theme=theme, clips=scene.clips)


def pattern_picture(skin: Mesh, paint: Sequence[SkinPaint], camera: str, box: Box | None) -> bytes:
    """A small picture (PNG) of paint on the bare skin.

    Parameters
    ----------
    skin
        The skin.
    paint
        What is painted on it.
    camera
        The way from which it is seen.
    box
        What the picture is framed on (mm); None frames the whole skin.
    """
    colors = _painted(skin, rgb_of(LOOK.groups["skin"].color), paint)
    low, high = _wider(box) if box else _corners(skin)
    seen = frame(low, high, camera)
    return draw([Drawn("skin", skin, colors)], seen, _PATTERN).png()


def _wider(box: Box) -> Box:
    """A box with enough around it to know which part of the body it shows."""
    middle = [(a + b) / 2 for a, b in zip(*box, strict=True)]
    longest = max(b - a for a, b in zip(*box, strict=True))
    half = max(longest * _AROUND, _LEAST) / 2
    x, y, z = middle
    return (x - half, y - half, z - half), (x + half, y + half, z + half)


def _corners(skin: Mesh) -> Box:
    low, high = (tuple(float(c) for c in corner) for corner in skin.bounds)
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def _parts(body: Body, context: SceneContext, scene: Scene) -> Iterator[Drawn]:
    groups = {part.id: part.group for part in context.index.parts}
    accent, mixed = np.array(srgb(LOOK.selection.accent)), LOOK.selection.mixed
    for part in visible_parts(scene, groups):
        mesh = body.mesh(part, "phone")
        look = scene.parts.get(part)
        plain = context.index.colors.get(groups[part], LOOK.unknown)
        base = rgb_of((look.color if look else None) or plain)
        if look and look.moved:
            mesh = replace(mesh, points=mesh.points + np.asarray(look.moved))
        if part in scene.selected:
            base = (1 - mixed) * base + mixed * accent
        yield Drawn(part, mesh, np.tile(base, (len(mesh.points), 1)))


def _skin(
    body: Body,
    context: SceneContext,
    scene: Scene,
    state: ViewState,
    paint: Sequence[SkinPaint],
) -> Iterator[Drawn]:
    """The whole skin where it is shown opaque, else only what is painted on it."""
    if not paint and not scene.groups["skin"].visible:
        return
    skin = body.skin()
    keep = np.zeros(len(skin.points), bool)
    for layer in paint:
        keep[layer.vertices[layer.weights > _CLEAR]] = True
    if "skin" in state.layers and scene.groups["skin"].opacity > _COVERS:
        keep[:] = True
    base = rgb_of(context.index.colors.get("skin", LOOK.unknown))
    tints = body.tints()
    if tints is not None:
        base = tinted(body.at_rest.skin().points, tints, scene.tone, base)
    shown = Mesh(skin.points, skin.faces[keep[skin.faces].all(axis=1)])
    yield Drawn("", shown, _painted(skin, base, paint))


def _painted(skin: Mesh, base: Floats, paint: Sequence[SkinPaint]) -> Floats:
    return skin_colors(len(skin.points), base, 1.0, paint)[:, :3]
