"""Measures of a built mesh against a reference mesh: overlap, surface distance, volume."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyvista as pv
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Mesh

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
NAMES = Path(__file__).resolve().parent / "reference"


@dataclass(frozen=True)
class Fidelity:
    """One structure against its reference (millimetres)."""

    dice: float
    mean: float
    p95: float
    volume_ratio: float

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


def reference_files() -> dict[str, list[str]]:
    """Structure id -> reference files, from every table in ``benchmarks/reference``."""
    table: dict[str, list[str]] = {}
    for path in sorted(NAMES.glob("*.json")):
        table.update(json.loads(path.read_text(encoding="utf-8")))
    return table


def load_reference(files: list[str]) -> pv.PolyData:
    """Read and merge reference files (relative to the reference folder)."""
    read = {name: pv.read(REFERENCE / name).triangulate().clean() for name in files}
    meshes = [_own_side(mesh, name) for name, mesh in read.items()]
    merged = meshes[0] if len(meshes) == 1 else pv.merge(meshes)
    return merged.extract_surface(algorithm="dataset_surface").triangulate()


def _own_side(mesh: pv.PolyData, name: str) -> pv.PolyData:
    """A right-sided file without the shells that stray to the left of the median plane."""
    if not name.endswith("-right.ply"):
        return mesh
    parts = mesh.connectivity()
    shell = np.asarray(parts.cell_data["RegionId"])
    across = np.asarray(parts.cell_centers().points)[:, 0]
    own = [k for k in range(int(shell.max()) + 1) if across[shell == k].mean() < 1.5]
    if len(own) == shell.max() + 1:
        return mesh
    kept = parts.extract_cells(np.flatnonzero(np.isin(shell, own)))
    return kept.extract_surface(algorithm="dataset_surface").triangulate().clean()


def to_poly(mesh: Mesh) -> pv.PolyData:
    faces = np.hstack([np.full((len(mesh.faces), 1), 3), mesh.faces]).ravel()
    return pv.PolyData(mesh.points, faces)


def sample(poly: pv.PolyData, count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Evenly spread points of a surface with the face normals there."""
    points = np.asarray(poly.points, dtype=float)
    faces = poly.faces.reshape(-1, 4)[:, 1:]
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    cross = np.cross(b - a, c - a)
    area = np.linalg.norm(cross, axis=1)
    random = np.random.default_rng(seed)
    pick = random.choice(len(faces), size=count, p=area / area.sum())
    r, s = np.sqrt(random.random(count)), random.random(count)
    where = (
        (1 - r)[:, None] * a[pick] + (r * (1 - s))[:, None] * b[pick] + (r * s)[:, None] * c[pick]
    )
    return where, cross[pick] / np.maximum(area[pick], 1e-12)[:, None]


def voxels(poly: pv.PolyData, low: np.ndarray, counts: np.ndarray, spacing: float) -> np.ndarray:
    """Inside mask of a closed surface on a grid."""
    image = pv.ImageData(dimensions=counts, spacing=(spacing,) * 3, origin=low)
    mask = poly.voxelize_binary_mask(reference_volume=image)
    return np.asarray(mask.point_data["mask"]).reshape(counts, order="F").astype(bool)


def compare(built: pv.PolyData, reference: pv.PolyData, spacing: float | None = None) -> Fidelity:
    """Dice, symmetric mean and 95th percentile surface distance, volume ratio."""
    both = np.array([built.bounds, reference.bounds])
    low = both[:, ::2].min(axis=0) - 3
    high = both[:, 1::2].max(axis=0) + 3
    if spacing is None:
        spacing = float(np.clip(np.prod(high - low) ** (1 / 3) / 110, 0.5, 2.0))
    counts = np.ceil((high - low) / spacing).astype(int) + 1
    first = voxels(built, low, counts, spacing)
    second = voxels(reference, low, counts, spacing)
    total = first.sum() + second.sum()
    dice = 2.0 * (first & second).sum() / total if total else 0.0
    p, _ = sample(built, 6000)
    q, _ = sample(reference, 6000)
    gaps = np.concatenate([_distance(p, reference), _distance(q, built)])
    return Fidelity(
        float(dice),
        float(gaps.mean()),
        float(np.percentile(gaps, 95)),
        float(first.sum() / max(second.sum(), 1)),
    )


def _distance(points: np.ndarray, surface: pv.PolyData) -> np.ndarray:
    dense, _ = sample(surface, 40000, seed=2)
    return cKDTree(dense).query(points)[0]
