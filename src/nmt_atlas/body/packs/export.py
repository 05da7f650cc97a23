"""Parts as files for other programs: STL, PLY, OBJ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.pack import Detail

Format = Literal["stl", "ply", "obj"]
FORMATS: tuple[Format, ...] = ("stl", "ply", "obj")


def export_bytes(mesh: Mesh, kind: Format) -> bytes:
    """A mesh in a file format of other programs, millimetres in the body frame."""
    import trimesh  # deferred: serving never needs it

    shape = trimesh.Trimesh(mesh.points, mesh.faces, process=False)
    data = shape.export(file_type=kind)
    return data.encode() if isinstance(data, str) else bytes(data)


def export_parts(
    body: Body, parts: Sequence[str], target: Path, detail: Detail = "standard"
) -> Path:
    """Write parts of a body as one file.

    Parameters
    ----------
    body
        Any body.
    parts
        Part ids; several become separate shells of one mesh.
    target
        The file to write; its ending (``.stl``, ``.ply``, ``.obj``) is the format.

    Returns
    -------
    Path
        ``target``.

    Raises
    ------
    UnknownIdError
        Where the body has no such part.
    AtlasError
        Where the format is unknown or the file cannot be written.
    """
    kind = next((known for known in FORMATS if target.suffix.lower() == f".{known}"), None)
    if kind is None or not parts:
        raise AtlasError(
            f"“{target.suffix}” is no format that parts can be written in."
            if parts
            else "no part was named.",
            where=str(target),
            remedy="Name at least one part and a file that ends with .stl, .ply or .obj.",
        )
    data = export_bytes(join([body.mesh(part, detail) for part in parts]), kind)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise AtlasError(
            f"the file cannot be written ({error.strerror}).",
            where=str(target),
            remedy="Choose a folder that exists and can be written.",
        ) from error
    return target
