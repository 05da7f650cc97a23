"""How much skin and fat lies over muscle and bone, region by region.

    python benchmarks/cover.py [BODY]

Prints the table of `docs/body.md`: what each row of the skin's recipe says, and what the skin of
the own body (or of a figure that was made) has there. Fails where the own body's is off by more
than a fifth and half a millimetre.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from nmt_atlas.body.making.skin.wanted import Told, below_skin, cover_told
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.cli.meshes import find_body
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library.loading import load_library, load_skin
from nmt_atlas.library.paths import data_paths

LIMITS = (0.5, 0.2)
"""So far the median of a row may be off: millimetres, and a share of what is wanted."""


def figures(body: Body, recipe: SkinRecipe) -> tuple[Told, ...]:
    """Every row of the recipe that names regions, as it is on a body."""
    paths = data_paths()
    chart = Painter(body, load_library(paths).library, paths).chart
    tissue = below_skin(
        (body.structures[part.structure], part.side, body.mesh(part.id))
        for part in body.index.parts
    )
    own = {figure.id: figure.cover for figure in recipe.figures}
    rows = {row.name: row for row in (*recipe.cover, *own.get(body.id, ()))}
    return cover_told(body.skin(), tissue, chart, tuple(rows.values()))


def off(one: Told) -> bool:
    """Whether a row is farther off than is good enough."""
    return abs(one.median - one.wanted) > LIMITS[0] + LIMITS[1] * one.wanted


def main(arguments: Sequence[str]) -> int:
    """Print all rows; 1 where the own body's are off."""
    recipe = load_skin(data_paths())[0]
    if recipe is None:
        sys.exit("There is no recipe of the skin.")
    found = figures(find_body(arguments[0] if arguments else "own"), recipe)
    print("| where | wanted, mm | here, mm | 5 to 95 of 100 |\n|---|---|---|---|")
    for one in found:
        name = one.row.replace("-", " ")
        print(f"| {name} | {one.wanted:g} | {one.median:.1f} | {one.low:.1f} to {one.high:.1f} |")
    return int(any(off(one) for one in found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
