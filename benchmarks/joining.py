"""How well nerves, vessels and ligaments are joined, and what stands out of the skin.

    python benchmarks/joining.py [--table]

Prints the figures of the own body; with `--table` as the table of `docs/body.md`. Fails where a
limit is broken: the limits stand at what was measured, so that nothing gets worse unseen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from nmt_atlas.body.making.measures import Measured, begins, ends, stands_out
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import data_paths

LIMITS: dict[str, tuple[float, int]] = {
    "begins": (3.0, 18),
    "ends": (3.0, 4),
    "out": (0.5, 0),
}
"""Figure -> millimetres that are good enough, and how many structures may have more."""
WORDS = {
    "begins": "nerves and vessels begin away from any other",
    "ends": "ligaments end away from what they hold",
    "out": "structures stand out of the skin",
}


def figures() -> dict[str, tuple[Measured, ...]]:
    """Every figure of the own body, all structures, the worst first."""
    body, recipes = own_body(data_paths()), load_recipes(data_paths())[0]
    return {
        "begins": begins(body, recipes),
        "ends": ends(body, recipes),
        "out": stands_out(body),
    }


def beyond(name: str, found: Sequence[Measured]) -> list[Measured]:
    """Those with more than is good enough."""
    return [one for one in found if one.mm > LIMITS[name][0]]


def row(name: str, found: Sequence[Measured]) -> str:
    """A row of the table in `docs/body.md`."""
    bad = beyond(name, found)
    worst = ", ".join(f"{one.structure} {one.mm:g}" for one in bad[:6]) or "none"
    return f"| {WORDS[name]} by more than {LIMITS[name][0]:g} mm | {len(bad)} | {worst} |"


def main(arguments: Sequence[str]) -> int:
    """Print all figures; 1 where a limit is broken."""
    found = figures()
    if "--table" in arguments:
        print("| what | structures | the worst (mm) |\n|---|---|---|")
    for name, measured in found.items():
        print(row(name, measured))
    return int(any(len(beyond(name, one)) > LIMITS[name][1] for name, one in found.items()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
