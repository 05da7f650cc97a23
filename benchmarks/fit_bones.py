"""The fast fitting aid for sphere-meshes: Gauss-Newton on the few numbers of the nodes.

The distance field is differentiable by hand: the nearest point of the nearest cone or plate is
a weighted mean of nodes, so a step of all nodes is one small least-squares problem. Nodes move
at most ``reach`` millimetres from where they were read, so that names stay true. Shapes given
by halves (``mirror``) are for ``fit_nodes.py``.

    python benchmarks/fit_bones.py meshes/bones/thigh/femur.json --write
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyvista as pv
from scipy.spatial import cKDTree

from fit import write_recipe
from measure import compare, load_reference, reference_files, sample, to_poly
from nmt_atlas.body.shapes import build
from nmt_atlas.body.shapes.loop import loop_weights
from nmt_atlas.body.shapes.nodes import catmull_rom
from nmt_atlas.domain.recipe import NodeMesh, Recipe


@dataclass(frozen=True)
class Plan:
    """One part: corners as rows of weights over the nodes, three corners a primitive."""

    carve: bool
    blend: float
    mix: np.ndarray
    corners: np.ndarray


def plans(shape: NodeMesh) -> list[Plan]:
    """The parts with every primitive's corners as linear mixtures of the nodes."""
    index = {name: k for k, name in enumerate(shape.nodes)}
    unit = np.eye(len(index))
    found = []
    for part in shape.parts:
        rows: list[np.ndarray] = []
        corners: list[tuple[int, int, int]] = []
        for chain in part.chains:
            points = unit[[index[n] for n in chain.nodes]]
            if len(points) == 1:
                points = np.repeat(points, 2, axis=0)
            elif chain.smooth and len(points) > 2:
                points = _curve_weights(points)
            first = len(rows)
            rows.extend(points)
            corners.extend(
                (first + k, first + k + 1, first + k + 1) for k in range(len(points) - 1)
            )
        if part.plates:
            first = len(rows)
            plates = np.array([[index[n] for n in plate] for plate in part.plates])
            weights, plates = loop_weights(plates, len(index), part.rounding)
            rows.extend(weights)
            corners.extend(map(tuple, plates + first))
        found.append(Plan(part.carve, part.blend, np.array(rows), np.array(corners)))
    return sorted(found, key=lambda plan: plan.carve)


def _curve_weights(points: np.ndarray) -> np.ndarray:
    """Catmull-Rom weights of the nodes (a linear map; its floor is kept away by an offset)."""
    size = len(points)
    basis = np.concatenate([np.zeros((size, 3)), 10.0 + np.eye(size)], axis=1)
    return (catmull_rom(basis)[:, 3:] - 10.0) @ points


def nearest(corners: np.ndarray, where: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distance, primitive and corner weights of the nearest primitive (``(n, 3, 4)`` corners)."""
    count = len(where)
    value, which, weights = np.full(count, 1e3), np.zeros(count, int), np.zeros((count, 3))
    centre = corners[:, :, :3].mean(axis=1)
    size = np.linalg.norm(corners[:, :, :3] - centre[:, None], axis=2).max(axis=1)
    large, small = corners[..., 3].max(axis=1), corners[..., 3].min(axis=1)
    for block in _blocks(where):
        x = where[block]
        middle = x.mean(axis=0)
        spread = np.linalg.norm(x - middle, axis=1).max()
        gap = np.linalg.norm(centre - middle, axis=1)
        near = np.flatnonzero(gap - size - large - spread <= (gap + size - small).min() + spread)
        d, w = _measure(corners[near], x)
        best = d.argmin(axis=1)
        row = np.arange(len(x))
        value[block], which[block], weights[block] = d[row, best], near[best], w[row, best]
    return value, which, weights


def _blocks(where: np.ndarray, size: int = 160) -> list[np.ndarray]:
    stack, done = [np.arange(len(where))], []
    while stack:
        block = stack.pop()
        if len(block) <= size:
            done.append(block)
            continue
        axis = np.ptp(where[block], axis=0).argmax()
        order = block[np.argsort(where[block, axis], kind="stable")]
        stack += [order[: len(order) // 2], order[len(order) // 2 :]]
    return done


def _measure(corners: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    a, b, c = (corners[None, :, k, :3] for k in range(3))
    p = x[:, None] - a
    ab, ac = b - a, c - a
    d00, d01, d11 = (ab * ab).sum(-1), (ab * ac).sum(-1), (ac * ac).sum(-1)
    r0, r1 = (p * ab).sum(-1), (p * ac).sum(-1)
    det = d00 * d11 - d01**2
    flat = det < 1e-6
    det = np.where(flat, 1.0, det)
    v, w = (d11 * r0 - d01 * r1) / det, (d00 * r1 - d01 * r0) / det
    weights = np.stack([1 - v - w, v, w], -1)
    bad = (weights < 0).any(axis=-1) | flat
    i, j = np.nonzero(bad)
    weights[i, j] = _edges(corners[j, :, :3], x[i])
    near = np.einsum("nmk,mkd->nmd", weights, corners[..., :3])
    radius = np.einsum("nmk,mk->nm", weights, corners[..., 3])
    return np.linalg.norm(x[:, None] - near, axis=-1) - radius, weights


def _edges(corners: np.ndarray, x: np.ndarray) -> np.ndarray:
    best, weights = np.full(len(x), np.inf), np.zeros((len(x), 3))
    rows = np.arange(len(x))
    for i, j in ((0, 1), (1, 2), (2, 0)):
        edge = corners[:, j] - corners[:, i]
        t = ((x - corners[:, i]) * edge).sum(1) / np.maximum((edge * edge).sum(1), 1e-9)
        t = np.clip(t, 0, 1)
        gap = np.linalg.norm(x - corners[:, i] - t[:, None] * edge, axis=1)
        nearer = gap < best
        best[nearer] = gap[nearer]
        weights[nearer] = 0
        weights[rows[nearer], i] = 1 - t[nearer]
        weights[rows[nearer], j] = t[nearer]
    return weights


def field(found: list[Plan], nodes: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distance field at ``x`` and its Jacobian ``(n, 4 m)`` over the nodes' numbers."""
    total, jacobian = np.full(len(x), 1e3), np.zeros((len(x), 4 * len(nodes)))
    for plan in found:
        value, row = _part(plan, nodes, x)
        if plan.carve:
            swap = -value > total
            total, jacobian[swap] = np.where(swap, -value, total), -row[swap]
            continue
        blend = max(plan.blend, 1e-6)
        h = np.maximum(blend - np.abs(total - value), 0) / blend
        share = np.where(value < total, 1 - h / 2, h / 2)[:, None]
        jacobian = share * row + (1 - share) * jacobian
        total = np.minimum(total, value) - h * h * blend / 4
    return total, jacobian


def _part(plan: Plan, nodes: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    corners = (plan.mix @ nodes)[plan.corners]
    value, which, weights = nearest(corners, x)
    near = (weights[:, :, None] * corners[which][..., :3]).sum(axis=1)
    normal = x - near
    normal /= np.maximum(np.linalg.norm(normal, axis=1), 1e-6)[:, None]
    share = np.einsum("nk,nkm->nm", weights, plan.mix[plan.corners[which]])
    pull = np.concatenate([-normal, -np.ones((len(x), 1))], axis=1)
    return value, (share[:, :, None] * pull[:, None]).reshape(len(x), -1)


def samples(
    poly: pv.PolyData, points: int, seed: int = 3
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points on and about a surface, their signed distance, and their weight."""
    surface, normal = sample(poly, points, seed=seed)
    random = np.random.default_rng(seed + 1)
    steps = random.choice([-0.8, 0.8, 2.0, 4.0], size=points)
    low, high = surface.min(axis=0) - 4, surface.max(axis=0) + 4
    spread = low + random.random((points // 2, 3)) * (high - low)
    where = np.concatenate([surface, surface + steps[:, None] * normal, spread])
    dense, facing = sample(poly, 50000, seed=8)
    gap, near = cKDTree(dense).query(where)
    side = np.sign(((where - dense[near]) * facing[near]).sum(axis=1))
    value = np.where(np.arange(len(where)) < points, 0.0, side * gap)
    keep = (value > -1.5) & (value < 10)
    weight = np.where(np.arange(len(where)) < points, 3.0, 1.0)
    return where[keep], value[keep], weight[keep]


def refine_bone(
    shape: NodeMesh,
    poly: pv.PolyData,
    reach: float = 9.0,
    steps: int = 25,
    points: int = 2500,
    grid: float | None = None,
    floor: float = 0.7,
) -> NodeMesh:
    """Nudge the nodes towards the reference; positions rounded to ``grid`` mm (radii to halves)."""
    x, target, weight = samples(poly, points)
    found = plans(shape)
    start = np.array(list(shape.nodes.values()), dtype=float)
    nodes, damping = start.copy(), 3.0
    cost, system = _system(found, nodes, start, x, target, weight)
    for _ in range(steps):
        left, right = system
        step = np.linalg.solve(
            left + damping * np.diag(np.diag(left)) * 0.05 + np.eye(len(left)) * damping, right
        )
        step = np.clip(step.reshape(nodes.shape), -2.0, 2.0)
        trial = _inside(nodes + step, start, reach, floor)
        new, new_system = _system(found, trial, start, x, target, weight)
        if new < cost:
            nodes, cost, system, damping = trial, new, new_system, max(damping * 0.4, 0.05)
        else:
            damping *= 4
            if damping > 3e4:
                break
    if grid is None:
        grid = 1.0 if np.ptp(np.asarray(poly.points), axis=0).max() > 60 else 0.5
    places = np.round(nodes[:, :3] / grid) * grid
    sizes = (
        np.maximum(np.round(nodes[:, 3] * 2) / 2, 0.5)
        if grid >= 1
        else np.maximum(np.round(nodes[:, 3] * 4) / 4, 0.5)
    )
    table = {
        name: (*map(float, p), float(r))
        for name, p, r in zip(shape.nodes, places, sizes, strict=True)
    }
    return shape.model_copy(update={"nodes": table})


def _inside(nodes: np.ndarray, start: np.ndarray, reach: float, floor: float) -> np.ndarray:
    nodes = np.clip(nodes, start - reach, start + reach)
    nodes[:, 3] = np.maximum(nodes[:, 3], np.minimum(floor, start[:, 3]))
    return nodes


def _system(found, nodes, start, x, target, weight):
    value, jacobian = field(found, nodes, x)
    gap = np.clip(value, -6, 6) - np.clip(target, -6, 6)
    jacobian[np.abs(value) >= 6] = 0
    huber = 1.5
    robust = weight / np.maximum(np.abs(gap) / huber, 1.0)
    cost = (weight * np.where(np.abs(gap) < huber, gap**2, huber * (2 * np.abs(gap) - huber))).sum()
    prior = 0.002 * weight.sum() / max(start.size, 1)
    shift = (nodes - start).ravel()
    cost += prior * (shift**2).sum()
    left = jacobian.T @ (robust[:, None] * jacobian) + prior * np.eye(len(shift))
    right = -jacobian.T @ (robust * gap) - prior * shift
    return cost, (left, right)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("recipes", nargs="+", type=Path)
    parser.add_argument("--reach", type=float, default=6.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    for path in args.recipes:
        recipe = Recipe.model_validate_json(path.read_text(encoding="utf-8"))
        poly = load_reference(reference_files()[recipe.id])
        shape = refine_bone(recipe.shape, poly, reach=args.reach)
        before, after = (compare(to_poly(build(s)), poly) for s in (recipe.shape, shape))
        better = after.mean < before.mean
        if args.write and better:
            write_recipe(path, recipe.model_copy(update={"shape": shape}))
        print(
            f"{recipe.id:30s} mean {before.mean:.2f}->{after.mean:.2f} p95 {after.p95:.1f} dice {after.dice:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
