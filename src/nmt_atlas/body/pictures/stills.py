"""Stills: a scene drawn off screen by PyVista, for handouts, questions and notebooks."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures.attached_actors import add_attachments
from nmt_atlas.body.pictures.cap_actors import add_caps
from nmt_atlas.body.pictures.divided import Half, halves_of, joined
from nmt_atlas.body.pictures.fibres import fibre_image
from nmt_atlas.body.pictures.ink_actors import add_ink
from nmt_atlas.body.pictures.lettering import lettered
from nmt_atlas.body.pictures.mark_actors import add_labels, add_marker
from nmt_atlas.body.pictures.opengl import need_opengl
from nmt_atlas.body.pictures.rule_actors import add_rules
from nmt_atlas.body.pictures.sight import Sight
from nmt_atlas.body.pictures.skin_actor import add_skin
from nmt_atlas.body.pictures.surfaces import clipped, look_of, polydata
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.body.posing import in_pose
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.look import LOOK, hex_of, srgb
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import Camera
from nmt_atlas.domain.ways import CameraPreset

if TYPE_CHECKING:
    import pyvista

    Plotter = pyvista.Plotter

_SELECTED = hex_of(srgb(LOOK.selection.accent))
_STRIPE = 9.0
"""Millimetres from stripe to stripe."""
_TENDON = (0.04, 0.08)
_FIBROUS = ("muscles", "ligaments")


def render(
    body: Body,
    scene: Scene,
    paint: Sequence[SkinPaint] = (),
    *,
    size: tuple[int, int] = (900, 1200),
    preset: CameraPreset = "anterior",
    focus: Sequence[str] = (),
) -> NDArray[np.uint8]:
    """Draw a scene.

    Parameters
    ----------
    body, scene
        Which body, and how it is shown.
    paint
        What is painted on the skin, lowest first; painted places show where the skin is hidden.
    size
        Width and height in pixels.
    preset
        Where the eye is, unless the scene has a camera.
    focus
        Part ids to frame; empty frames everything that is shown.

    Returns
    -------
    ndarray
        ``(height, width, 3)`` uint8 sRGB.

    Raises
    ------
    RenderError
        Where this machine has no OpenGL; the message names the packages to install.
    """
    drawn = (_drawn(body, one, preset=preset, focus=focus) for one in halves_of(scene, paint, size))
    return joined(tuple(drawn), size)


def _drawn(
    body: Body, half: Half, *, preset: CameraPreset, focus: Sequence[str]
) -> NDArray[np.uint8]:
    """One picture, or one half of it, with its names."""
    scene = half.scene
    scenery, camera, sight = _scenery(
        body, scene, half.paint, size=half.size, preset=preset, focus=focus, all_parts=False
    )
    try:
        scenery.render()
        drawn = np.asarray(scenery.screenshot(return_img=True), dtype=np.uint8)[..., :3]
        return lettered(drawn, sight.scene, camera, sight)
    finally:
        scenery.close()


def png(picture: NDArray[np.uint8]) -> bytes:
    """A picture of :func:`render` as a PNG file."""
    from PIL import Image

    data = io.BytesIO()
    Image.fromarray(picture).save(data, "PNG")
    return data.getvalue()


def plotter(
    body: Body,
    scene: Scene,
    paint: Sequence[SkinPaint] = (),
    *,
    size: tuple[int, int] = (900, 1200),
    preset: CameraPreset = "anterior",
    focus: Sequence[str] = (),
) -> pyvista.Plotter:
    """The scene as a PyVista plotter, to be changed or drawn; see :func:`render`.

    The caller closes it.
    """
    whole = _scenery(body, scene, paint, size=size, preset=preset, focus=focus, all_parts=True)
    return whole[0]


def _scenery(
    body: Body,
    scene: Scene,
    paint: Sequence[SkinPaint],
    *,
    size: tuple[int, int],
    preset: CameraPreset,
    focus: Sequence[str],
    all_parts: bool,
) -> tuple[pyvista.Plotter, Camera, Sight]:
    """The scene drawn, the camera, and what it sees.

    Without ``all_parts`` only what the camera sees is drawn, and no names are: they are written
    over the picture.
    """
    need_opengl()
    import pyvista

    body, scene = in_pose(body, scene)
    scenery = pyvista.Plotter(off_screen=True, window_size=list(size), lighting="none")
    ground = LOOK.ground[scene.theme]
    scenery.set_background(ground.between, top=ground.middle)
    _add_lights(scenery)
    shown = [part for part in body.index.parts if part.group != "skin" and look_of(scene, part)[0]]
    camera = scene.camera or frame(*_box(body, focus, shown), preset, aspect=size[0] / size[1])
    for part in shown:
        if all_parts or _in_sight(part, camera, size[0] / size[1]):
            _add_part(scenery, body, scene, part)
    if scene.attached:
        add_attachments(scenery, body, scene)
    add_skin(scenery, body, scene, paint)
    scenery.camera.position = camera.position
    scenery.camera.focal_point = camera.target
    scenery.camera.up = camera.up
    scenery.camera.view_angle = LOOK.field_of_view_deg
    sight = Sight(body, scene, camera)
    for marker in scene.markers:
        add_marker(scenery, marker, camera, sight.of_marker(marker))
    add_ink(scenery, scene, camera, size)
    add_rules(scenery, scene, camera)
    if all_parts:
        add_labels(scenery, scene, camera, sight)
    scenery.enable_anti_aliasing("ssaa")
    scenery.reset_camera_clipping_range()
    return scenery, camera, sight


def picture_of(
    mesh: Mesh, size: tuple[int, int] = (700, 700), beside: Sequence[Mesh] = ()
) -> bytes:
    """One mesh, as a PNG file, seen from its broad side.

    Parameters
    ----------
    mesh
        What is shown, red and with its edges.
    size
        Width and height in pixels.
    beside
        Meshes that are shown with it, pale and transparent.

    Raises
    ------
    RenderError
        Where this machine has no OpenGL.
    """
    need_opengl()
    import pyvista

    scenery: Any = pyvista.Plotter(off_screen=True, window_size=list(size))
    scenery.set_background("white")
    scenery.add_mesh(polydata(mesh), color="#b0483d", show_edges=True, line_width=0.3)
    for other in beside:
        scenery.add_mesh(polydata(other), color="#5a7d9a", opacity=0.35)
    low, high = (_point(corner) for corner in mesh.bounds)
    presets: tuple[CameraPreset, ...] = ("right", "anterior", "superior")
    preset = presets[int(np.argmin(np.ptp(mesh.points, axis=0)))]
    camera = frame(low, high, preset, aspect=size[0] / size[1])
    scenery.camera_position = [camera.position, camera.target, camera.up]
    scenery.camera.view_angle = LOOK.field_of_view_deg
    scenery.reset_camera_clipping_range()
    picture = scenery.screenshot(return_img=True)
    scenery.close()
    return png(np.asarray(picture, dtype=np.uint8)[..., :3])


def _in_sight(part: Part, camera: Camera, aspect: float) -> bool:
    """Whether the ball around a part reaches into the camera's pyramid."""
    low, high = (np.asarray(corner) for corner in part.bounds)
    radius = float(np.linalg.norm(high - low)) / 2
    eye = np.asarray(camera.position)
    ahead = np.asarray(camera.target) - eye
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-9)
    right = np.cross(ahead, np.asarray(camera.up))
    right = right / max(float(np.linalg.norm(right)), 1e-9)
    away = (low + high) / 2 - eye
    depth = float(away @ ahead)
    slope = float(np.tan(np.radians(LOOK.field_of_view_deg / 2)))
    spare = radius * float(np.hypot(1.0, slope * max(aspect, 1.0)))
    return (
        depth > -radius
        and abs(float(away @ np.cross(right, ahead))) < depth * slope + spare
        and abs(float(away @ right)) < depth * slope * aspect + spare
    )


def _add_lights(scenery: pyvista.Plotter) -> None:
    import pyvista

    for position, strength, color in (
        ((-0.9, 0.9, 1.5), 0.70, "#fff6ea"),
        ((1.3, 0.1, 1.0), 0.30, "#dfe9ff"),
        ((0.0, -0.6, 1.2), 0.22, "#ffffff"),
        ((0.4, 0.9, -1.4), 0.30, "#ffffff"),
    ):
        light = pyvista.Light(
            position=position, intensity=strength, color=color, light_type="camera light"
        )
        scenery.add_light(light)


def _add_part(scenery: pyvista.Plotter, body: Body, scene: Scene, part: Part) -> None:
    _, opacity, own = look_of(scene, part)
    mesh = body.mesh(part.id, body.finest)
    color = own.color or body.index.colors.get(part.group, LOOK.unknown)
    selected = part.id in scene.selected
    if own.thicker:
        mesh = replace(mesh, points=mesh.points + own.thicker * mesh.normals())
    surface = clipped(polydata(mesh), scene)
    if opacity >= LOOK.solid_from:
        add_caps(scenery, mesh, scene, part, own.color or color)
    if not surface.n_points:
        return
    if own.moved:
        surface = surface.translate(own.moved)
    options: dict[str, Any] = {"color": color}
    if mesh.uv is not None and part.group.startswith(_FIBROUS):
        options = {"texture": _fibres(body, part, color, bool(own.hatched))}
    actor = scenery.add_mesh(
        surface,
        opacity=opacity,
        culling="back" if opacity < LOOK.solid_from else None,
        ambient=0.12 + 0.5 * (own.glow or 0.0) + (0.22 if selected else 0.0),
        diffuse=0.95,
        specular=0.22 if part.group != "bones" else 0.10,
        specular_power=22,
        show_scalar_bar=False,
        **options,
    )
    actor.prop.interpolation = "Phong"
    if selected:
        scenery.add_silhouette(surface, color=_SELECTED, line_width=6)


def _fibres(body: Body, part: Part, color: str, hatched: bool) -> pyvista.Texture:
    import pyvista

    tendon = body.tendon(part.id) or _TENDON
    seed = zlib.crc32(part.structure.encode())
    image = _fibre_image(color, part.length, part.width, tendon, seed)
    if hatched:
        image = _striped(image, part)
    texture: pyvista.Texture = pyvista.Texture(image)
    texture.InterpolateOn()
    texture.MipmapOn()
    return texture


def _striped(image: NDArray[np.uint8], part: Part) -> NDArray[np.uint8]:
    """The picture of a muscle's surface with pale stripes across, some millimetres wide."""
    rows, columns = np.mgrid[: image.shape[0], : image.shape[1]]
    along = columns / image.shape[1] * max(part.length, 1.0)
    across = rows / image.shape[0] * max(part.width, 1.0)
    pale = ((along + across) / _STRIPE) % 1.0 < LOOK.hatch.share
    striped = image.astype(float)
    striped[pale] += 0.62 * (220.0 - striped[pale])
    return np.asarray(striped, dtype=np.uint8)


_fibre_image = lru_cache(maxsize=256)(fibre_image)


def _box(body: Body, focus: Sequence[str], shown: Sequence[Part]) -> tuple[Point, Point]:
    chosen = [body.part(name) for name in focus] or list(shown) or list(body.index.parts)
    bounds = np.array([part.bounds for part in chosen])
    return _point(bounds[:, 0].min(axis=0)), _point(bounds[:, 1].max(axis=0))


def _point(values: NDArray[np.float64]) -> Point:
    x, y, z = (float(value) for value in values)
    return (x, y, z)
