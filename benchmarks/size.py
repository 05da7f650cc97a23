"""How large a pack is, against the same meshes written by other libraries in the same run.

    python benchmarks/size.py [PACK_FOLDER]

Peers: trimesh's binary glTF (float positions, 32-bit indices) and, where it is installed,
meshoptimizer's compressed buffers. Prints one line a file and fails where a budget is broken:
8 MB for all files as they are committed, 2.5 MB gzip for the first picture (bones, superficial and
intermediate muscles at the detail `standard`).
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import numpy as np

from nmt_atlas.body.packs.gltf import GlbFile
from nmt_atlas.body.packs.reading import verify
from nmt_atlas.body.packs.wrapping import unwrapped, wrapped
from nmt_atlas.domain.pack import PackFile

FIRST_PICTURE = ("bones", "muscles-superficial", "muscles-intermediate")
TOTAL_BUDGET = 8_000_000
FIRST_BUDGET = 2_500_000


def trimesh_bytes(data: bytes) -> bytes:
    """The same parts as trimesh writes them."""
    import trimesh

    scene = trimesh.Scene()
    file = GlbFile(data)
    for name in file.ids:
        mesh = file.mesh(name)
        scene.add_geometry(trimesh.Trimesh(mesh.points, mesh.faces, process=False), name)
    return scene.export(file_type="glb", include_normals=True)


def meshopt_bytes(data: bytes) -> int | None:
    """Positions (16 bit) and indices of the same parts, compressed by meshoptimizer."""
    try:
        import meshoptimizer
    except ImportError:
        return None
    total = 0
    file = GlbFile(data)
    for name in file.ids:
        mesh = file.mesh(name)
        low, high = mesh.bounds
        grid = (mesh.points - low) / max(float((high - low).max()), 1e-9) * 65535
        packed = np.zeros((len(grid), 4), np.uint16)
        packed[:, :3] = grid.round()
        count, size = len(packed), packed.strides[0]
        total += len(meshoptimizer.encode_vertex_buffer(packed, count, size))
        indices = mesh.faces.astype(np.uint32).ravel()
        total += len(meshoptimizer.encode_index_buffer(indices, len(indices), count))
    return total


def line(folder: Path, file: PackFile) -> tuple[int, int]:
    data = unwrapped(folder / file.path)
    zipped = len(wrapped(file.path, data)[1])
    peer = trimesh_bytes(data)
    meshopt = meshopt_bytes(data)
    print(
        f"{file.group:22} {file.detail:9} {file.triangles:8} tri  {len(data):9} B  "
        f"gzip {zipped:8}  | trimesh {len(peer):9} B  gzip {len(gzip.compress(peer, 9)):8}"
        + (f"  | meshopt {meshopt:8}" if meshopt is not None else "")
    )
    return len(data), zipped


def main(folder: Path) -> int:
    index = verify(folder)
    raw, zipped = {}, {}
    for file in index.files:
        if file.path not in raw:
            raw[file.path], zipped[file.path] = line(folder, file)
    first = sum(
        zipped[file.path]
        for file in index.files
        if file.detail == "standard" and file.group in FIRST_PICTURE
    )
    if index.paint is not None:
        print(f"{'paint':22} {index.paint.bytes:9} B")
    total = sum(path.stat().st_size for path in folder.iterdir())
    print(f"all files {total} B of {TOTAL_BUDGET}; first picture {first} B gzip of {FIRST_BUDGET}")
    return int(total > TOTAL_BUDGET or first > FIRST_BUDGET)


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1] / "meshes" / "pack"
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
