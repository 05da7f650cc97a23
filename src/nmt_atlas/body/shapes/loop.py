"""Loop subdivision of plates: rounded surfaces over a few named nodes.

Subdivision is linear, so the result is told as weights over the nodes: positions and radii of
all new corners are ``weights @ nodes``.
"""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Floats, Ints

Edge = tuple[int, int]


def loop_weights(triangles: Ints, count: int, levels: int) -> tuple[Floats, Ints]:
    """Weights of a subdivided mesh over its ``count`` first vertices, and its triangles.

    Edges of one triangle (borders), or of more than two (where plates meet), are creases:
    they are rounded along themselves only; where other than two creases meet, the vertex stays.

    Parameters
    ----------
    triangles
        ``(m, 3)`` vertex numbers.
    count
        How many vertices there are.
    levels
        How often each triangle is cut in four.

    Returns
    -------
    weights
        ``(k, count)``, each row adding up to one.
    triangles
        ``(m * 4**levels, 3)`` row numbers of the weights.
    """
    weights = np.eye(count)
    for _ in range(levels):
        step, triangles = _subdivide(triangles, len(weights))
        weights = step @ weights
    return weights, triangles


def _subdivide(triangles: Ints, count: int) -> tuple[Floats, Ints]:
    opposite: dict[Edge, list[int]] = {}
    for a, b, c in triangles.tolist():
        for i, j, k in ((a, b, c), (b, c, a), (c, a, b)):
            opposite.setdefault((min(i, j), max(i, j)), []).append(k)
    middle = {edge: count + k for k, edge in enumerate(opposite)}
    step = np.zeros((count + len(middle), count))
    _move_vertices(step, opposite, count)
    for (i, j), across in opposite.items():
        row = step[middle[i, j]]
        if len(across) == 2:
            row[[i, j]] += 3 / 8
            for k in across:
                row[k] += 1 / 8
        else:
            row[[i, j]] += 1 / 2
    return step, _quarters(triangles, middle)


def _move_vertices(step: Floats, opposite: dict[Edge, list[int]], count: int) -> None:
    near: list[list[int]] = [[] for _ in range(count)]
    crease: list[list[int]] = [[] for _ in range(count)]
    for (i, j), across in opposite.items():
        for a, b in ((i, j), (j, i)):
            near[a].append(b)
            if len(across) != 2:
                crease[a].append(b)
    for vertex in range(count):
        row = step[vertex]
        ring = near[vertex]
        if len(crease[vertex]) == 2:
            row[vertex] += 3 / 4
            row[crease[vertex]] += 1 / 8
        elif crease[vertex] or not ring:
            row[vertex] += 1.0
        else:
            share = 3 / 16 if len(ring) == 3 else 3 / (8 * len(ring))
            row[vertex] += 1 - share * len(ring)
            row[ring] += share


def _quarters(triangles: Ints, middle: dict[Edge, int]) -> Ints:
    found = []
    for a, b, c in triangles.tolist():
        ab, bc, ca = (middle[min(i, j), max(i, j)] for i, j in ((a, b), (b, c), (c, a)))
        found += [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    return np.array(found, dtype=np.int32)
