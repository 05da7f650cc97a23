"""A small fitting aid: reads first numbers off a reference mesh and nudges a recipe's numbers.

The recipe stays what it is, a few dozen readable numbers: positions move at most ``--reach``
millimetres from where they were read, so that names stay true, and are rounded to whole
millimetres (sizes to halves).

    python benchmarks/fit.py loft  muscles/soleus-right.ply --stations 8
    python benchmarks/fit.py sheet muscles/x.ply --origin "x,y,z x,y,z …" --insertion "…"
    python benchmarks/fit.py refine meshes/muscles/leg/soleus.json --write
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pyvista as pv
from scipy.ndimage import distance_transform_edt
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from measure import compare, load_reference, reference_files, sample, to_poly, voxels
from nmt_atlas.body.shapes import build
from nmt_atlas.body.shapes.curve import chord_parameter, frames, spline, unit
from nmt_atlas.body.shapes.loft import build_loft, loft_grid
from nmt_atlas.body.shapes.sheet import build_sheet, sheet_grid
from nmt_atlas.domain.recipe import Loft, Pieces, Recipe, Shape, Sheet


def inside_points(poly: pv.PolyData, spacing: float = 1.5) -> tuple[np.ndarray, np.ndarray]:
    """Points inside a closed surface and their depth below it (mm)."""
    bounds = np.array(poly.bounds)
    low, high = bounds[::2] - 3, bounds[1::2] + 3
    size = np.prod(high - low)
    spacing = float(np.clip((size / 3e6) ** (1 / 3), 0.4, spacing))
    counts = np.ceil((high - low) / spacing).astype(int) + 1
    mask = voxels(poly, low, counts, spacing)
    depth = distance_transform_edt(mask) * spacing
    index = np.argwhere(mask)
    return low + index * spacing, depth[mask]


def read_loft(
    poly: pv.PolyData,
    stations: int = 8,
    ends: tuple[np.ndarray, np.ndarray] | None = None,
    axis: np.ndarray | None = None,
    **options: float,
) -> Loft:
    """First stations of a loft: middle line, half sizes and twist of slabs of the reference.

    ``ends`` are rough origin and insertion points (default: the ends of the longest axis,
    upper end first); ``axis`` is the recipe's width axis.
    """
    points, _ = inside_points(poly)
    centre = points.mean(axis=0)
    main = np.linalg.svd(points[:: max(1, len(points) // 4000)] - centre)[2][0]
    if ends is None:
        main = main if main[2] < 0 else -main
        reach = (points - centre) @ main
        ends = (
            points[reach < np.quantile(reach, 0.01)].mean(0),
            points[reach > np.quantile(reach, 0.99)].mean(0),
        )
    line = np.linspace(ends[0], ends[1], stations)
    share = np.linspace(0.0, 1.0, stations)
    for _ in range(6):
        dense = spline(chord_parameter(line), line)(np.linspace(0, 1, 200))
        nearest = cKDTree(dense).query(points)[1] / 199.0
        low, high = np.quantile(nearest, [0.004, 0.996])
        where = low + (high - low) * np.clip(share, 0.02, 0.98)
        width = 0.6 * (high - low) / stations
        line = np.array(
            [
                points[np.abs(nearest - w) < width].mean(axis=0)
                if (np.abs(nearest - w) < width).any()
                else line[k]
                for k, w in enumerate(where)
            ]
        )
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        for k, other in ((0, 1), (-1, -2)):
            line[k] += 0.12 * (line[k] - line[other])
    knots = chord_parameter(line)
    tangent = unit(spline(knots, line)(knots, 1))
    dense = spline(knots, line)(np.linspace(0, 1, 200))
    nearest = cKDTree(dense).query(points)[1] / 199.0
    if axis is None:
        axis = _good_axis(points, nearest, knots, tangent, line)
    rows = []
    across, square = frames(tangent, axis, np.zeros(len(line)))
    last = None
    for k, w in enumerate(knots):
        slab = points[np.abs(nearest - w) < 0.5 / stations]
        local = np.stack([(slab - line[k]) @ across[k], (slab - line[k]) @ square[k]], 1)
        values, vectors = (
            np.linalg.eigh(np.cov(local.T)) if len(slab) > 8 else (np.array([1.0, 1.0]), np.eye(2))
        )
        angle = float(np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])))
        angle = (angle + 90) % 180 - 90
        if last is not None:
            angle += 180 * round((last - angle) / 180)
        last = angle
        rows.append((*line[k], 2 * values[1] ** 0.5, 2 * values[0] ** 0.5, angle))
    return Loft(
        stations=tuple(_round_station(row) for row in rows),
        width_axis=tuple(np.round(axis, 2)),
        **options,
    )


def _good_axis(points, nearest, knots, tangent, line) -> np.ndarray:
    """The coordinate axis that the sections are widest along in the middle of the shape."""
    middle = len(knots) // 2
    slab = points[np.abs(nearest - knots[middle]) < 0.2] - line[middle]
    slab = slab - np.outer(slab @ tangent[middle], tangent[middle])
    wide = np.linalg.svd(slab[:: max(1, len(slab) // 3000)], full_matrices=False)[2][0]
    return np.round(wide * np.sign(wide[np.argmax(np.abs(wide))]), 2)


def _round_station(row) -> tuple:
    x, y, z, a, b, t = row
    return (
        round(float(x)),
        round(float(y)),
        round(float(z)),
        max(0.5, round(float(a) * 2) / 2),
        max(0.5, round(float(b) * 2) / 2),
        round(float(t)),
    )


def read_sheet(
    poly: pv.PolyData,
    origin: np.ndarray,
    insertion: np.ndarray,
    lines: int = 5,
    points: int = 3,
    **options: float,
) -> Sheet:
    """First lines of a sheet between an origin line and an insertion line (polylines)."""
    inside, depth = inside_points(poly)
    tree = cKDTree(inside)
    v = np.linspace(0, 1, lines)
    start = np.stack([np.interp(v, chord_parameter(origin), origin[:, k]) for k in range(3)], 1)
    stop = np.stack(
        [np.interp(v, chord_parameter(insertion), insertion[:, k]) for k in range(3)], 1
    )
    all_lines, all_sizes = [], []
    for a, b in zip(start, stop, strict=True):
        line, sizes = [], []
        for share in np.linspace(0, 1, points):
            p = a + share * (b - a)
            for _ in range(8):
                near = tree.query(p, k=min(60, len(inside)))[1]
                weight = depth[near] ** 2
                target = (inside[near] * weight[:, None]).sum(0) / weight.sum()
                shift = target - p
                along = unit(b - a)
                shift -= (shift @ along) * along
                p = p + 0.8 * shift
                if share in (0.0, 1.0):
                    break
            line.append(p)
            near = tree.query(p, k=min(30, len(inside)))[1]
            sizes.append(2.0 * depth[near].max())
        all_lines.append(line)
        all_sizes.append(sizes)
    return Sheet(
        lines=tuple(tuple(tuple(round(float(c)) for c in p) for p in line) for line in all_lines),
        thickness=tuple(tuple(max(1.0, round(float(t) * 2) / 2) for t in row) for row in all_sizes),
        **options,
    )


class _Numbers:
    """A shape's numbers as one vector, and back."""

    def __init__(self, shape: Loft | Sheet) -> None:
        self.shape = shape
        if isinstance(shape, Loft):
            table = np.array(shape.stations, float)
            self.size = len(table)
            self.start = np.concatenate(
                [
                    table[:, :3].ravel(),
                    table[:, 3:5].ravel(),
                    table[:, 5],
                    [shape.power, shape.flat, shape.crescent],
                ]
            )
            self.kinds = np.concatenate(
                [np.zeros(3 * self.size), np.ones(2 * self.size), np.full(self.size, 2), [3, 4, 4]]
            )
        else:
            places = np.concatenate([np.array(line, float) for line in shape.lines])
            sizes = np.concatenate([np.array(row, float) for row in shape.thickness])
            self.counts = [len(line) for line in shape.lines]
            self.size = len(places)
            self.start = np.concatenate([places.ravel(), sizes, [shape.power]])
            self.kinds = np.concatenate([np.zeros(3 * self.size), np.ones(self.size), [3]])

    def bounds(self, reach: float) -> tuple[np.ndarray, np.ndarray]:
        span = np.array([reach, 0, 60.0, 0, 0])[self.kinds.astype(int)]
        low, high = self.start - span, self.start + span
        size = self.kinds == 1
        low[size], high[size] = np.minimum(0.5, self.start[size] * 0.4), self.start[size] * 1.6 + 4
        power, signed = self.kinds == 3, self.kinds == 4
        low[power], high[power] = (1.5, 6) if isinstance(self.shape, Loft) else (2, 10)
        low[signed], high[signed] = -0.8, 0.8
        return low, high

    def scale(self) -> np.ndarray:
        return np.array([1.0, 1.0, 6.0, 0.5, 0.1])[self.kinds.astype(int)]

    def shape_of(self, x: np.ndarray, *, rounded: bool = False) -> Loft | Sheet:
        f = (lambda v: float(round(v))) if rounded else float
        h = (lambda v: max(0.5, round(v * 2) / 2)) if rounded else float
        digits = (lambda v, d: round(float(v), d)) if rounded else (lambda v, d: float(v))
        n = self.size
        if isinstance(self.shape, Loft):
            p, s, t = x[: 3 * n].reshape(n, 3), x[3 * n : 5 * n].reshape(n, 2), x[5 * n : 6 * n]
            rows = tuple(
                (f(a[0]), f(a[1]), f(a[2]), h(b[0]), h(b[1]), f(c))
                for a, b, c in zip(p, s, t, strict=True)
            )
            return self.shape.model_copy(
                update={
                    "stations": rows,
                    "power": digits(x[-3], 1),
                    "flat": digits(x[-2], 2),
                    "crescent": digits(x[-1], 2),
                }
            )
        p, s = x[: 3 * n].reshape(n, 3), x[3 * n : 4 * n]
        edges = np.cumsum([0, *self.counts])
        lines = tuple(
            tuple((f(q[0]), f(q[1]), f(q[2])) for q in p[a:b])
            for a, b in zip(edges[:-1], edges[1:], strict=True)
        )
        sizes = tuple(
            tuple(h(q) for q in s[a:b]) for a, b in zip(edges[:-1], edges[1:], strict=True)
        )
        return self.shape.model_copy(
            update={"lines": lines, "thickness": sizes, "power": digits(x[-1], 1)}
        )


def refine(
    shape: Loft | Sheet, poly: pv.PolyData, reach: float = 9.0, rounds: int = 14
) -> Loft | Sheet:
    """Nudge a shape's numbers to the reference by bounded least squares."""
    numbers = _Numbers(shape)
    where, normal = sample(poly, 12000, seed=5)
    tree = cKDTree(where)
    target, _ = sample(poly, 1500, seed=6)
    extent = float(np.linalg.norm(np.array(poly.bounds)[1::2] - np.array(poly.bounds)[::2]))
    edge = float(np.clip(extent / 30, 1.5, 7.0))

    mesher = build_loft if isinstance(shape, Loft) else build_sheet
    grid = (loft_grid if isinstance(shape, Loft) else sheet_grid)(shape, edge)

    def residual(x: np.ndarray) -> np.ndarray:
        mesh = mesher(numbers.shape_of(x), grid=grid).mesh
        points, own = mesh.points, mesh.normals()
        gap, near = tree.query(points)
        plane = np.einsum("ij,ij->i", points - where[near], normal[near])
        there = np.where(gap > 4, np.sign(plane) * gap, plane)
        back, index = cKDTree(points).query(target)
        plane = np.einsum("ij,ij->i", target - points[index], own[index])
        here = np.where(back > 2 * edge, np.sign(plane) * back, plane)
        pull = 0.02 * (x - numbers.start) / numbers.scale()
        return np.concatenate(
            [
                np.clip(there, -15, 15) / np.sqrt(len(there)),
                np.clip(here, -15, 15) / np.sqrt(len(here)),
                pull / np.sqrt(len(pull)),
            ]
        )

    low, high = numbers.bounds(reach)
    start = np.clip(numbers.start, low + 1e-6, high - 1e-6)
    found = least_squares(
        residual,
        start,
        bounds=(low, high),
        x_scale=numbers.scale(),
        diff_step=None,
        loss="soft_l1",
        f_scale=0.1,
        max_nfev=rounds,
        jac=lambda x: _jacobian(residual, x, numbers.scale(), low, high),
    )
    return numbers.shape_of(found.x, rounded=True)


def _jacobian(residual, x, scale, low, high) -> np.ndarray:
    base = residual(x)
    columns = []
    for k in range(len(x)):
        step = 0.25 * scale[k]
        if x[k] + step > high[k]:
            step = -step
        moved = x.copy()
        moved[k] += step
        columns.append((residual(moved) - base) / step)
    return np.array(columns).T


def _points(text: str) -> np.ndarray:
    return np.array([[float(v) for v in item.split(",")] for item in text.split()])


def refine_file(path: Path, reach: float, write: bool, files: list[str] | None = None) -> str:
    """Refine one recipe document; returns a line with the figures before and after."""
    recipe = Recipe.model_validate_json(path.read_text(encoding="utf-8"))
    poly = load_reference(files or reference_files()[recipe.id])
    before = compare(to_poly(build(recipe.shape, 3.0)), poly)
    if recipe.shape.kind == "nodes":
        from fit_nodes import refine_nodes

        shape = refine_nodes(recipe.shape, poly, reach=reach)
    else:
        shape = refine(recipe.shape, poly, reach=reach)
    after = compare(to_poly(build(shape, 3.0)), poly)
    better = after.mean < before.mean
    if write and better:
        write_recipe(path, recipe.model_copy(update={"shape": shape}))
    return f"{recipe.id:40s} dice {before.dice:.3f}->{after.dice:.3f} mean {before.mean:.2f}->{after.mean:.2f} p95 {after.p95:.1f} vol {after.volume_ratio:.2f} {'written' if write and better else ''}"


def write_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe so that a person can read it: one station, line or node a row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = recipe.model_dump(mode="json", exclude_defaults=True) | {
        "shape": _shape_table(recipe.shape)
    }
    path.write_text(format_json(table), encoding="utf-8")


def _shape_table(shape: Shape) -> dict[str, object]:
    """A shape without its defaults but with its kind, and so for each of its pieces."""
    table = {"kind": shape.kind} | shape.model_dump(mode="json", exclude_defaults=True)
    if isinstance(shape, Pieces):
        table["pieces"] = [_shape_table(piece) for piece in shape.pieces]
    return table


def format_json(value: object, depth: int = 0) -> str:
    """JSON with short rows kept on one line; whole numbers without a point."""
    flat = json.dumps(_whole(value), ensure_ascii=False)
    if len(flat) + 2 * depth < 96 or not isinstance(value, (dict, list, tuple)):
        return flat + ("\n" if depth == 0 else "")
    pad, end = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict):
        body = ",\n".join(
            f"{pad}{json.dumps(k)}: {format_json(v, depth + 1)}" for k, v in value.items()
        )
        text = "{\n" + body + "\n" + end + "}"
    else:
        text = "[\n" + ",\n".join(pad + format_json(v, depth + 1) for v in value) + "\n" + end + "]"
    return text + ("\n" if depth == 0 else "")


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, (list, tuple)):
        return [_whole(v) for v in value]
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    return value


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    loft = commands.add_parser("loft")
    loft.add_argument("reference", nargs="+")
    loft.add_argument("--stations", type=int, default=8)
    loft.add_argument("--ends", type=_points)
    sheet = commands.add_parser("sheet")
    sheet.add_argument("reference", nargs="+")
    sheet.add_argument("--origin", type=_points, required=True)
    sheet.add_argument("--insertion", type=_points, required=True)
    sheet.add_argument("--lines", type=int, default=5)
    nudge = commands.add_parser("refine")
    nudge.add_argument("recipes", nargs="+", type=Path)
    nudge.add_argument("--reach", type=float, default=9.0)
    nudge.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.command == "refine":
        for path in args.recipes:
            print(refine_file(path, args.reach, args.write), flush=True)
        return
    poly = load_reference(args.reference)
    if args.command == "loft":
        shape = read_loft(
            poly, args.stations, None if args.ends is None else (args.ends[0], args.ends[-1])
        )
    else:
        shape = read_sheet(poly, args.origin, args.insertion, args.lines)
    print(compare(to_poly(build(shape, 3.0)), poly))
    print(
        format_json(
            {"shape": shape.model_dump(mode="json", exclude_defaults=True) | {"kind": shape.kind}}
        )
    )


if __name__ == "__main__":
    main()
