"""From painted skin to patterns: time and memory as patterns and skin grow, beside two others.

Run ``python benchmarks/lookup.py``. The same question (how much of a painted place does every
pattern cover) is asked of

* the atlas's sparse matrices, a row a skin vertex (``body/painting/patterns.py``);
* a plain loop over Python sets, as such look-ups are mostly written;
* ``scipy.spatial.cKDTree``: for every pattern, which painted vertices have a vertex of it near by.

Patterns are the real ones, repeated; finer skins are made by dividing every vertex into several. The
last lines time whole answers (``Atlas.pain_sources``): real drawings, all documents, questions and all;
what the Pain page does on the server between a stroke and the list that it sends; and a handout.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.finding import Finder
from nmt_atlas.atlas.handing import handout
from nmt_atlas.body.painting.patterns import Patterns
from nmt_atlas.domain.handout import Order
from nmt_atlas.domain.pain import drawing_of
from nmt_atlas.domain.picks import Stroked
from nmt_atlas.domain.ranking import find
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.pain import PainPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.atlas_view import AtlasView

NEAR = 4.0


def milliseconds(work: Callable[[], object], times: int = 9) -> float:
    """The median processor time of some work, after a first run that does not count."""
    work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return 1000 * statistics.median(spent)


def grown(patterns: Patterns, times: int, finer: int) -> Patterns:
    """The same patterns several times over, on a skin with several vertices in place of one."""

    def more(matrix: sparse.csr_array) -> sparse.csr_array:
        wide = sparse.hstack([matrix] * times).tocsr()
        return sparse.csr_array(wide[np.repeat(np.arange(wide.shape[0]), finer)])

    return Patterns(
        more(patterns.essential),
        more(patterns.spillover),
        np.repeat(patterns.areas / finer, finer),
        np.tile(patterns.sizes, times),
    )


def loop(patterns: Patterns) -> Callable[[Any], list[float]]:
    """A plain loop over sets of vertices."""
    columns = (patterns.essential + patterns.spillover).tocsc()
    sets = [
        set(columns.indices[a:b].tolist())
        for a, b in zip(columns.indptr, columns.indptr[1:], strict=False)
    ]

    def ask(vertices: Any) -> list[float]:
        asked = set(vertices.tolist())
        return [len(asked & one) / len(asked) for one in sets]

    return ask


def neighbours(patterns: Patterns, points: Any) -> Callable[[Any], list[float]]:
    """A tree of every pattern's vertices, asked for the painted ones."""
    columns = (patterns.essential + patterns.spillover).tocsc()
    trees = [
        cKDTree(points[columns.indices[a:b]]) if b > a else None
        for a, b in zip(columns.indptr, columns.indptr[1:], strict=False)
    ]

    def ask(vertices: Any) -> list[float]:
        asked = points[vertices]
        return [
            0.0
            if tree is None
            else float(np.isfinite(tree.query(asked, distance_upper_bound=NEAR)[0]).mean())
            for tree in trees
        ]

    return ask


def growth(finder: Finder) -> None:
    """A table of growth."""
    points = finder.painter.body.skin().points
    painted = finder.painter.chart.vertices("thigh_back", "left")
    print("patterns  vertices  painted |  atlas ms    MB |  loop ms |  cKDTree ms")
    for times, finer in ((1, 1), (2, 1), (4, 1), (1, 2), (1, 4)):
        patterns = grown(finder.patterns, times, finer)
        vertices = (painted[:, None] * finer + np.arange(finer)).reshape(-1)
        weights = patterns.areas[vertices][:, None]
        ours = milliseconds(lambda p=patterns, v=vertices, w=weights: p.reach(v, w))
        plainly = loop(patterns)
        plain = milliseconds(lambda ask=plainly, v=vertices: ask(v), 3)
        spread = np.repeat(points, finer, axis=0)
        nearly = neighbours(patterns, spread)
        tree = milliseconds(lambda ask=nearly, v=vertices: ask(v), 1)
        print(
            f"{len(patterns.sizes):8}  {len(patterns.areas):8}  {len(vertices):7} | {ours:9.2f} "
            f"{patterns.nbytes / 1e6:5.1f} | {plain:8.1f} | {tree:11.1f}"
        )


def stroke(atlas: Atlas, regions: tuple[str, ...]) -> float:
    """From a stroke over regions to the list as it is sent (ms); what is erased is not counted."""
    frame = Frame(Visit(atlas, AtlasView(), lambda body: f"pack/{body}/index.json"))
    frame.book.open("pain", {})
    page = frame.book.now
    assert isinstance(page, PainPage)
    assert page.left is not None
    assert page.right is not None
    chart, spent = atlas.body().painter.chart, []
    painted = tuple(int(one) for region in regions for one in chart.vertices(region, "left"))
    for number in range(1, 12):
        start = time.process_time()
        page.on_stroke(Stroked(n=2 * number, vertices=painted))
        spent.append(time.process_time() - start)
        assert page.looking.rows
        page.on_stroke(Stroked(n=2 * number + 1, vertices=painted, erase=True))
    return 1000 * statistics.median(spent[1:])


def main() -> None:
    """Print everything."""
    atlas = Atlas.open()
    finder, library = atlas.body().finder, atlas.library
    finder.warm()
    growth(finder)
    print(f"\nmemory of all zones, chart and regions: {finder.nbytes / 1e6:.1f} MB")
    for regions, side in (
        (("heel",), "right"),
        (("temple",), "both"),
        (("buttock", "thigh_back"), "left"),
        (("shoulder",), "both"),
    ):
        drawing = drawing_of(*regions, side=side)
        spent = milliseconds(lambda d=drawing: atlas.pain_sources(d), 25)
        print(f"pain_sources {' and '.join(regions)} ({side}): {spent:.1f} ms")
    muscles = library.muscles.values()
    spent = milliseconds(lambda: find("buttock", None, muscles, library.regions), 25)
    print(f"find --region buttock: {spent:.1f} ms")
    print(f"stroke over the buttock to the list: {stroke(atlas, ('buttock',)):.1f} ms")
    order = Order(kind="condition", id="carpal-tunnel-syndrome", side="right")
    print(f"handout: {milliseconds(lambda: handout(atlas, order), 3):.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
