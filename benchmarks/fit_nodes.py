"""The fitting aid for bones: moves the nodes of a sphere-mesh by gradient descent (needs torch)."""

from __future__ import annotations

import numpy as np
import pyvista as pv
import torch
from scipy.spatial import cKDTree

from measure import sample
from nmt_atlas.domain.recipe import NodeMesh


def refine_nodes(
    shape: NodeMesh, poly: pv.PolyData, reach: float = 9.0, steps: int = 260, points: int = 5000
) -> NodeMesh:
    """Nudge positions and radii of the nodes towards the reference's distance field."""
    torch.set_num_threads(1)
    where, target = distance_samples(poly, points)
    names = list(shape.nodes)
    start = torch.tensor([shape.nodes[name] for name in names], dtype=torch.float32)
    shift = torch.zeros_like(start, requires_grad=True)
    optimiser = torch.optim.Adam([shift], lr=0.35)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps, eta_min=0.02)
    x = torch.tensor(where, dtype=torch.float32)
    d = torch.tensor(target, dtype=torch.float32)
    weight = torch.where(d.abs() < 0.5, 3.0, 1.0)
    plan = _plan(shape, {name: k for k, name in enumerate(names)})
    for _ in range(steps):
        optimiser.zero_grad()
        field = field_of(shape, plan, start + shift, x)
        gap = field.clamp(-6, 6) - d.clamp(-6, 6)
        loss = (
            weight
            * torch.nn.functional.huber_loss(
                gap, torch.zeros_like(gap), delta=2.0, reduction="none"
            )
        ).mean() + 2e-4 * (shift**2).mean()
        loss.backward()
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            shift[:, :3].clamp_(-reach, reach)
            floor = torch.minimum(start[:, 3], torch.tensor(0.6))
            shift[:, 3] = torch.maximum(shift[:, 3], floor - start[:, 3])
    moved = (start + shift).detach().numpy()
    nodes = (
        {
            name: (
                float(round(p[0])),
                float(round(p[1])),
                float(round(p[2])),
                max(0.5, round(float(p[3]) * 2) / 2),
            )
            for name, p in zip(names, moved, strict=True)
        }
        if max(np.ptp(where, axis=0)) > 60
        else {
            name: tuple(
                round(float(c) * 2) / 2 if k < 3 else max(0.5, round(float(c) * 2) / 2)
                for k, c in enumerate(p)
            )
            for name, p in zip(names, moved, strict=True)
        }
    )
    return shape.model_copy(update={"nodes": nodes})


def distance_samples(poly: pv.PolyData, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Points about a surface and their signed distance (negative inside)."""
    surface, normal = sample(poly, points, seed=3)
    random = np.random.default_rng(4)
    steps = random.choice([-3.0, -1.2, 0.0, 0.0, 1.2, 3.0, 5.0], size=points)
    low, high = surface.min(axis=0) - 4, surface.max(axis=0) + 4
    spread = low + random.random((points // 2, 3)) * (high - low)
    where = np.concatenate([surface, surface + steps[:, None] * normal, spread])
    dense, facing = sample(poly, 60000, seed=8)
    gap, near = cKDTree(dense).query(where)
    image = poly.compute_normals(auto_orient_normals=False)
    inside = (
        pv.PolyData(where)
        .select_interior_points(image, method="signed_distance", check_surface=False)[
            "selected_points"
        ]
        .astype(bool)
    )
    side = np.where(inside, -1.0, 1.0)
    value = side * gap
    value[: len(surface)] = 0.0
    keep = np.abs(value) < 12
    return where[keep], value[keep]


def _plan(
    shape: NodeMesh, index: dict[str, int]
) -> list[tuple[bool, float, list[tuple[list[int], bool]], list[list[int]]]]:
    return [
        (
            part.carve,
            part.blend,
            [([index[n] for n in c.nodes], c.smooth) for c in part.chains],
            [[index[n] for n in plate] for plate in part.plates],
        )
        for part in shape.parts
    ]


def field_of(shape: NodeMesh, plan, nodes: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The same distance field as ``nmt_atlas.body.shapes.nodes``, differentiable."""
    total = None
    for carve, blend, chains, plates in sorted(plan, key=lambda p: p[0]):
        corners = []
        for row, smooth in chains:
            points = nodes[row] if len(row) > 1 else nodes[[row[0], row[0]]]
            if smooth and len(points) > 2:
                points = _catmull(points)
            corners.append(torch.stack([points[:-1], points[1:]], 1))
        fields = []
        if corners:
            segments = torch.cat(corners)
            fields += _both(shape, segments, x, _segments)
        if plates:
            fields += _both(shape, nodes[torch.tensor(plates)], x, _plates)
        own = torch.stack(fields).min(dim=0).values
        if carve:
            total = torch.maximum(total, -own)
        elif total is None:
            total = own
        elif blend <= 0:
            total = torch.minimum(total, own)
        else:
            h = (blend - (total - own).abs()).clamp(min=0) / blend
            total = torch.minimum(total, own) - h * h * blend * 0.25
    return total


def _both(shape, corners, x, measure):
    found = [measure(corners, x)]
    if shape.mirror:
        flip = torch.tensor([-1.0, 1, 1, 1])
        image = corners * flip + torch.tensor([2.0 * shape.mirror_x, 0, 0, 0])
        found.append(measure(image, x))
    return found


def _catmull(row: torch.Tensor, steps: int = 4) -> torch.Tensor:
    padded = torch.cat([(2 * row[0] - row[1])[None], row, (2 * row[-1] - row[-2])[None]])
    t = torch.linspace(0, 1, steps + 1)[:-1, None]
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    curve = torch.cat([*pieces, row[-1:]])
    return torch.cat([curve[:, :3], curve[:, 3:].clamp(min=0.3)], 1)


def _segments(corners: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    a, b = corners[:, 0], corners[:, 1]
    edge = b[:, :3] - a[:, :3]
    square = (edge * edge).sum(1).clamp(min=1e-9)
    t = ((x[:, None] - a[None, :, :3]) * edge).sum(-1) / square
    t = t.clamp(0, 1)
    nearest = a[None, :, :3] + t[..., None] * edge
    gap = (x[:, None] - nearest).square().sum(-1).clamp(min=1e-9).sqrt() - (
        a[:, 3] + t * (b[:, 3] - a[:, 3])
    )
    return gap.min(dim=1).values


def _plates(corners: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    ab, ac = b[:, :3] - a[:, :3], c[:, :3] - a[:, :3]
    p = x[:, None] - a[None, :, :3]
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    r0, r1 = (p * ab).sum(-1), (p * ac).sum(-1)
    det = (d00 * d11 - d01 * d01).clamp(min=1e-6)
    v, w = (d11 * r0 - d01 * r1) / det, (d00 * r1 - d01 * r0) / det
    u = 1 - v - w
    inside = (u >= 0) & (v >= 0) & (w >= 0)
    nearest = a[None, :, :3] + v[..., None] * ab + w[..., None] * ac
    radius = u * a[:, 3] + v * b[:, 3] + w * c[:, 3]
    face = (x[:, None] - nearest).square().sum(-1).clamp(min=1e-9).sqrt() - radius
    far = torch.full_like(face, 1e3)
    best = torch.where(inside, face, far).min(dim=1).values
    for first, second in ((a, b), (b, c), (c, a)):
        best = torch.minimum(best, _segments(torch.stack([first, second], 1), x))
    return best
