"""Sphere-meshes: bones as named nodes joined by round cones and plates.

The distance to a round cone or plate is taken as the distance to the nearest point of the
segment or triangle less the radius interpolated there.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Ints, Mesh
from nmt_atlas.body.shapes.loop import loop_weights
from nmt_atlas.body.shapes.solid import Solid, outward
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import NodeMesh, NodePart

_FAR = 1e3
_MARGIN = 9.0
_MANY = 48
"""From so many primitives on, a part is measured block by block of the grid."""
_CANDIDATES = 96
_SMALL = 3
_SMALL_CELLS = np.stack(np.meshgrid(*(np.arange(_SMALL),) * 3, indexing="ij"), -1).reshape(-1, 3)
_BLOCK = 6
_CELLS = np.stack(np.meshgrid(*(np.arange(_BLOCK),) * 3, indexing="ij"), -1).reshape(-1, 3)


def build_nodes(shape: NodeMesh) -> Solid:
    """Contour a sphere-mesh, smooth it, and orient it outward.

    Raises
    ------
    RecipeError
        Where a chain or plate names an unknown node, or nothing is left to contour.
    """
    parts = [_both_halves(shape, primitives(shape, part)) for part in shape.parts]
    low, high = _bounds(parts)
    counts = np.ceil((high - low) / shape.spacing).astype(int) + 1
    field = np.full(counts, _FAR, dtype=np.float32)
    order = sorted(range(len(parts)), key=lambda k: shape.parts[k].carve)
    filled = not shape.solid
    for k in order:
        if shape.parts[k].carve and not filled:
            _fill_hollows(field)
            filled = True
        _add_part(field, low, shape, shape.parts[k], parts[k])
    if not filled:
        _fill_hollows(field)
    return Solid(contour(field, low, shape.spacing, shape.smoothing))


def primitives(shape: NodeMesh, part: NodePart) -> Floats:
    """The part's segments and plates as ``(n, 3, 4)`` corners ``x, y, z, r``.

    A segment repeats its last corner; smooth chains are divided along Catmull-Rom curves.
    """
    found: list[Floats] = []
    for chain in part.chains:
        row = np.array([_node(shape, name) for name in chain.nodes])
        if len(row) == 1:
            row = np.repeat(row, 2, axis=0)
        elif chain.smooth and len(row) > 2:
            row = catmull_rom(row)
        found.extend(np.stack([a, b, b]) for a, b in zip(row[:-1], row[1:], strict=True))
    if part.plates:
        found.extend(_plates(shape, part))
    if not found:
        raise RecipeError(
            f"part {part.name!r} has neither chains nor plates", remedy="Give it one, or remove it."
        )
    return np.array(found)


def _plates(shape: NodeMesh, part: NodePart) -> Floats:
    """Corners ``(n, 3, 4)`` of the part's plates, rounded as often as it says."""
    names = list(dict.fromkeys(name for plate in part.plates for name in plate))
    nodes = np.array([_node(shape, name) for name in names])
    triangles = np.array([[names.index(name) for name in plate] for plate in part.plates])
    if part.rounding:
        weights, triangles = loop_weights(triangles, len(names), part.rounding)
        nodes = weights @ nodes
    return np.asarray(nodes[triangles])


def _node(shape: NodeMesh, name: str) -> tuple[float, float, float, float]:
    if name not in shape.nodes:
        raise RecipeError(
            f"node {name!r} is not among the recipe's nodes",
            remedy="Check the spelling, or add the node.",
        )
    return shape.nodes[name]


def catmull_rom(row: Floats, steps: int = 4) -> Floats:
    """A Catmull-Rom curve through ``(n, d)`` points, ``steps`` pieces between neighbours."""
    padded = np.concatenate([[2 * row[0] - row[1]], row, [2 * row[-1] - row[-2]]])
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    curve = np.concatenate([*pieces, row[-1:]])
    curve[:, 3:] = np.maximum(curve[:, 3:], 0.3)
    return np.asarray(curve)


def distance(corners: Floats, points: Floats) -> Floats:
    """Signed distance of ``(n, 3)`` points to one segment or plate (``(3, 4)`` corners)."""
    a, b, c = corners[:, :3]
    ra, rb, rc = corners[:, 3]
    if np.array_equal(corners[1], corners[2]):
        t = _segment_share(points, a, b)
        nearest = a + t[:, None] * (b - a)
        return np.asarray(np.linalg.norm(points - nearest, axis=1) - (ra + t * (rb - ra)))
    weights = _triangle_weights(points, a, b, c)
    nearest = weights @ corners[:, :3]
    return np.asarray(np.linalg.norm(points - nearest, axis=1) - weights @ np.array([ra, rb, rc]))


def _segment_share(points: Floats, a: Floats, b: Floats) -> Floats:
    edge = b - a
    square = float(edge @ edge)
    if square < 1e-12:
        return np.zeros(len(points))
    return np.asarray(np.clip((points - a) @ edge / square, 0.0, 1.0))


def _triangle_weights(points: Floats, a: Floats, b: Floats, c: Floats) -> Floats:
    """Barycentric weights ``(n, 3)`` of the nearest point of the triangle."""
    ab, ac = b - a, c - a
    gram = np.array([[ab @ ab, ab @ ac], [ab @ ac, ac @ ac]])
    right = np.stack([(points - a) @ ab, (points - a) @ ac])
    determinant = gram[0, 0] * gram[1, 1] - gram[0, 1] ** 2
    if determinant < 1e-9:
        t = _segment_share(points, a, c)
        return np.stack([1 - t, np.zeros_like(t), t], axis=1)
    v = (gram[1, 1] * right[0] - gram[0, 1] * right[1]) / determinant
    w = (gram[0, 0] * right[1] - gram[0, 1] * right[0]) / determinant
    weights = np.stack([1 - v - w, v, w], axis=1)
    outside = (weights < 0).any(axis=1)
    if outside.any():
        weights[outside] = _edge_weights(points[outside], a, b, c)
    return weights


def _edge_weights(points: Floats, a: Floats, b: Floats, c: Floats) -> Floats:
    corners = np.stack([a, b, c])
    best = np.full(len(points), np.inf)
    weights = np.zeros((len(points), 3))
    for i, j in ((0, 1), (1, 2), (2, 0)):
        t = _segment_share(points, corners[i], corners[j])
        gap = np.linalg.norm(points - corners[i] - t[:, None] * (corners[j] - corners[i]), axis=1)
        nearer = gap < best
        best[nearer] = gap[nearer]
        weights[nearer] = 0.0
        weights[nearer, i] = 1 - t[nearer]
        weights[nearer, j] = t[nearer]
    return weights


def smooth_min(a: Floats, b: Floats, k: float) -> Floats:
    """Polynomial smooth union of two distance fields over ``k`` millimetres."""
    if k <= 0:
        return np.minimum(a, b)
    h = np.maximum(k - np.abs(a - b), 0.0) / k
    return np.asarray(np.minimum(a, b) - h * h * k * 0.25)


def _bounds(parts: list[Floats]) -> tuple[Floats, Floats]:
    corners = np.concatenate([part.reshape(-1, 4) for part in parts])
    radius = corners[:, 3:]
    return (corners[:, :3] - radius).min(axis=0) - 4.0, (corners[:, :3] + radius).max(axis=0) + 4.0


def _add_part(field: Floats, low: Floats, shape: NodeMesh, part: NodePart, found: Floats) -> None:
    own = np.full(field.shape, _FAR, dtype=np.float32)
    margin = min(_MARGIN, 1.25 * part.blend + 2.0 * shape.spacing + 1.0)
    if len(found) >= _MANY:
        _add_many(own, low, shape.spacing, margin, found)
        found = found[:0]
    for corners in found:
        window = _window(corners, low, shape.spacing, field.shape, margin)
        if window is None:
            continue
        block = own[window]
        index = _near(window, corners, low, shape.spacing, margin)
        origin = low + shape.spacing * np.array([w.start for w in window])
        found_here = distance(corners, origin + shape.spacing * index)
        at = tuple(index.T)
        block[at] = np.minimum(block[at], found_here)
    if part.carve:
        np.maximum(field, -own, out=field)
    else:
        field[...] = smooth_min(field, own, part.blend)


def _add_many(own: Floats, low: Floats, spacing: float, margin: float, found: Floats) -> None:
    """Distance to many small primitives at once, small block by small block.

    A block's points are measured against all primitives that may be nearest to one of them:
    those hardly further from the block's middle than the nearest is.
    """
    tree = cKDTree(found[:, :, :3].mean(axis=1))
    corner = _near_blocks(tree, own.shape, low, spacing, reach=margin + _size(found))
    half = spacing * (_SMALL - 1) * 0.5 * np.sqrt(3.0)
    for corners in np.array_split(corner, max(1, len(corner) // 4000)):
        middle = low + spacing * (corners + 0.5 * (_SMALL - 1))
        near = tree.query(middle, k=min(_CANDIDATES, len(found)))[1]
        pairs = np.repeat(middle, near.shape[1], axis=0)
        gap = paired_distance(found[near.ravel()], pairs).reshape(near.shape)
        least = gap.min(axis=1, keepdims=True)
        block, column = np.nonzero((gap <= least + 2.4 * half) & (np.abs(least) < margin + half))
        _measure_blocks(own, low, spacing, corners[block], found[near[block, column]])
        inside = np.flatnonzero(least[:, 0] <= -margin - half)
        at = tuple(_cells(corners[inside], own.shape).T)
        own[at] = np.minimum(own[at], -margin)


def _near_blocks(
    tree: cKDTree, shape: tuple[int, ...], low: Floats, spacing: float, *, reach: float
) -> Ints:
    """First corners ``(n, 3)`` of the small blocks with a primitive's middle within ``reach``."""
    reach += spacing * (_SMALL - 1) * 0.5 * np.sqrt(3.0)
    blocks = -(-np.array(shape) // _SMALL)
    corner = np.stack(np.meshgrid(*(np.arange(n) for n in blocks), indexing="ij"), -1)
    corner = corner.reshape(-1, 3) * _SMALL
    middle = low + spacing * (corner + 0.5 * (_SMALL - 1))
    gap = tree.query(middle, distance_upper_bound=reach)[0]
    return np.asarray(corner[np.isfinite(gap)])


def _size(found: Floats) -> float:
    """How far the largest primitive reaches from its middle."""
    spread = np.linalg.norm(found[:, :, :3] - found[:, :, :3].mean(axis=1)[:, None], axis=2)
    return float((spread + found[:, :, 3]).max())


def _cells(corner: Ints, shape: tuple[int, ...]) -> Ints:
    index = (corner[:, None] + _SMALL_CELLS).reshape(-1, 3)
    return np.asarray(index[(index < np.array(shape)).all(axis=1)])


def _measure_blocks(
    own: Floats, low: Floats, spacing: float, corner: Ints, corners: Floats
) -> None:
    """Lower the field in each block ``corner`` to the distance to its primitive ``corners``."""
    for part in np.array_split(np.arange(len(corner)), max(1, len(corner) // 4000)):
        index = (corner[part][:, None] + _SMALL_CELLS).reshape(-1, 3)
        which = np.repeat(part, len(_SMALL_CELLS))
        within = (index < np.array(own.shape)).all(axis=1)
        index, which = index[within], which[within]
        value = paired_distance(corners[which], low + spacing * index).astype(own.dtype)
        np.minimum.at(own, tuple(index.T), value)


def paired_distance(corners: Floats, points: Floats) -> Floats:
    """Signed distance of each of ``(n, 3)`` points to its own plate, ``(n, 3, 4)`` corners."""
    a, b, c = (corners[:, k, :3] for k in range(3))
    ab, ac, ap = b - a, c - a, points - a
    aa, bb, mixed = _dot(ab, ab), _dot(ac, ac), _dot(ab, ac)
    right, left = _dot(ap, ab), _dot(ap, ac)
    determinant = aa * bb - mixed * mixed
    flat = determinant < 1e-9
    safe = np.where(flat, 1.0, determinant)
    v = (bb * right - mixed * left) / safe
    w = (aa * left - mixed * right) / safe
    weights = np.stack([1.0 - v - w, v, w], axis=1)
    outside = np.flatnonzero(flat | (weights < 0).any(axis=1))
    if len(outside):
        weights[outside] = _paired_edges(corners[outside], points[outside])
    nearest = np.einsum("nk,nkd->nd", weights, corners)
    return np.asarray(np.linalg.norm(points - nearest[:, :3], axis=1) - nearest[:, 3])


def _paired_edges(corners: Floats, points: Floats) -> Floats:
    """Weights of the nearest point on the edges of each point's own plate."""
    best = np.full(len(points), np.inf)
    weights = np.zeros((len(points), 3))
    rows = np.arange(len(points))
    for i, j in ((0, 1), (1, 2), (2, 0)):
        start, edge = corners[:, i, :3], corners[:, j, :3] - corners[:, i, :3]
        square = np.maximum(_dot(edge, edge), 1e-12)
        t = np.clip(_dot(points - start, edge) / square, 0.0, 1.0)
        aside = points - start - t[:, None] * edge
        gap = _dot(aside, aside)
        nearer = rows[gap < best]
        best[nearer] = gap[nearer]
        weights[nearer] = 0.0
        weights[nearer, i] = 1.0 - t[nearer]
        weights[nearer, j] = t[nearer]
    return weights


def _dot(a: Floats, b: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", a, b))


def _window(
    corners: Floats, low: Floats, spacing: float, counts: tuple[int, ...], margin: float
) -> tuple[slice, ...] | None:
    radius = corners[:, 3:]
    first = np.floor(((corners[:, :3] - radius).min(axis=0) - margin - low) / spacing)
    last = np.ceil(((corners[:, :3] + radius).max(axis=0) + margin - low) / spacing) + 1
    first = np.clip(first, 0, counts).astype(int)
    last = np.clip(last, 0, counts).astype(int)
    if (first >= last).any():
        return None
    return tuple(slice(int(a), int(b)) for a, b in zip(first, last, strict=True))


def _near(
    window: tuple[slice, ...], corners: Floats, low: Floats, spacing: float, margin: float
) -> Ints:
    """Indices ``(n, 3)`` in the window of the grid points about one segment or plate.

    Whole blocks of the window that lie further off than ``margin`` are left out.
    """
    size = np.array([w.stop - w.start for w in window])
    blocks = -(-size // _BLOCK)
    corner = np.stack(np.meshgrid(*(np.arange(n) for n in blocks), indexing="ij"), -1)
    corner = corner.reshape(-1, 3) * _BLOCK
    origin = low + spacing * np.array([w.start for w in window])
    middle = origin + spacing * (corner + 0.5 * (_BLOCK - 1))
    reach = margin + spacing * (_BLOCK - 1) * 0.5 * np.sqrt(3.0)
    corner = corner[distance(corners, middle) < reach]
    index = (corner[:, None] + _CELLS).reshape(-1, 3)
    return np.asarray(index[(index < size).all(axis=1)].astype(np.int32))


def _fill_hollows(field: Floats) -> None:
    """Make the outside regions that do not reach the border of the grid inside, in place."""
    from scipy.ndimage import label

    labels, count = label(field > 0)
    hollow = (labels > 0) & (labels != labels[0, 0, 0])
    if count > 1:
        field[hollow] = -1.0


def _both_halves(shape: NodeMesh, found: Floats) -> Floats:
    """The primitives with their mirror images where the recipe gives one half only."""
    if not shape.mirror:
        return found
    image = found.copy()
    image[..., 0] = 2.0 * shape.mirror_x - image[..., 0]
    return np.concatenate([found, image])


def contour(field: Floats, low: Floats, spacing: float, smoothing: int) -> Mesh:
    """The zero surface of a distance field on a grid, smoothed without shrinking.

    Raises
    ------
    RecipeError
        Where the field holds no surface.
    """
    import pyvista as pv

    image = pv.ImageData(dimensions=field.shape, spacing=(spacing,) * 3, origin=tuple(low))
    image.point_data["distance"] = np.asarray(field, dtype=np.float32).ravel(order="F")
    surface = image.contour([0.0], scalars="distance", method="flying_edges")
    if surface.n_cells == 0:
        raise RecipeError("the shape is empty", remedy="Check the radii and what is carved away.")
    if smoothing:
        surface = surface.smooth_taubin(n_iter=smoothing, pass_band=0.1)
    faces: Ints = np.asarray(surface.faces).reshape(-1, 4)[:, 1:].astype(np.int32)
    return outward(Mesh(np.asarray(surface.points, dtype=np.float64), faces))
