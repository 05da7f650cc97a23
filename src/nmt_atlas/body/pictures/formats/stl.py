"""STL: what is selected, for printing in three dimensions (millimetres, closed surfaces)."""

from __future__ import annotations

from nmt_atlas.body.mesh import join
from nmt_atlas.body.packs.export import export_bytes
from nmt_atlas.body.pictures.formats.base import PictureFormat, Shot
from nmt_atlas.body.posing import in_pose
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.language import mark


def write(shot: Shot) -> bytes:
    """The parts that are meant, each a shell of its own; of a divided view those of both halves.

    Raises
    ------
    RenderError
        Where no part is meant, or one has a hole that a printer would stumble over.
    """
    other = shot.scene.other.selected if shot.scene.other else ()
    parts = shot.parts or tuple(dict.fromkeys((*shot.scene.selected, *other)))
    if not parts:
        raise RenderError(
            "nothing is selected that could be printed.",
            remedy="Select a part on the body first, or name it.",
        )
    body, _ = in_pose(shot.body, shot.scene)
    meshes = {part: body.mesh(part, body.finest) for part in parts}
    for part, mesh in meshes.items():
        if not mesh.is_closed() or mesh.volume <= 0:
            raise RenderError(
                f"the surface of “{part}” is not closed, so it cannot be printed.",
                remedy="Choose another part or body.",
            )
    return export_bytes(join(list(meshes.values())), "stl")


FORMAT = PictureFormat(
    id="stl",
    media_type="model/stl",
    about=mark("What is selected, for 3D printing (STL)"),
    write=write,
)
