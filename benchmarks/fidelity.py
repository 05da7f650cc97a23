"""The own body against real anatomy (BodyParts3D 4.0): overlap, surface distance, crossing.

    python benchmarks/fidelity.py                 # table by part, worst first
    python benchmarks/fidelity.py --json out.json --crossing

The reference is not part of this repository; without it the benchmark says so and stops.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyvista as pv
from platformdirs import user_cache_path

from measure import REFERENCE, compare, load_reference, reference_files, to_poly
from nmt_atlas.body.making.build import Workshop
from nmt_atlas.body.making.cache import SolidCache
from nmt_atlas.body.making.settling import crossings
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import data_paths

if TYPE_CHECKING:
    from nmt_atlas.body.mesh import Mesh

Parts = dict[str, tuple[str, "Mesh"]]
ENDS = 0.1
"""Share of a muscle's length at either end that is its attachment."""
CACHE = user_cache_path("nmt-atlas", appauthor=False) / "build"


def built_parts() -> Parts:
    """Structure id -> system and finished mesh (right side or midline) at full resolution."""
    recipes, problems = load_recipes(data_paths())
    if problems:
        sys.exit("\n".join(map(str, problems)))
    kept = {name: one for name, one in recipes.items() if one.system != "skin"}
    workshop = Workshop(kept, SolidCache(CACHE))
    return {
        part.structure.id: (part.structure.system, part.mesh)
        for part in workshop.parts()
        if part.side in ("right", "midline")
    }


def measure(parts: Parts) -> list[dict[str, object]]:
    """One row for each structure with a reference, worst mean distance first."""
    rows: list[dict[str, object]] = []
    for name, files in reference_files().items():
        if name not in parts or not all((REFERENCE / file).exists() for file in files):
            continue
        system, mesh = parts[name]
        found = compare(to_poly(mesh), load_reference(files))
        warped = any("3.0" in file for file in files)
        rows.append({"id": name, "system": system, "warped": warped, **found.as_dict()})
    return sorted(rows, key=lambda row: -float(str(row["mean"])))


def summary(rows: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    """Medians and tails by system."""
    found = {}
    for system in sorted({str(row["system"]) for row in rows}):
        of = [row for row in rows if row["system"] == system]
        dice = np.array([float(str(row["dice"])) for row in of])
        mean = np.array([float(str(row["mean"])) for row in of])
        found[system] = {
            "structures": float(len(of)),
            "dice_median": float(np.median(dice)),
            "dice_5th_percentile": float(np.percentile(dice, 5)),
            "mean_median": float(np.median(mean)),
            "mean_worst": float(mean.max()),
        }
    return found


def crossing(parts: Parts) -> list[dict[str, object]]:
    """Pairs of muscles that share more than 1 % of the smaller one's volume, exactly."""
    muscles = {name: mesh for name, (system, mesh) in parts.items() if system == "muscle"}
    rows: list[dict[str, object]] = [
        {"one": one, "other": other, "share": round(share, 4)}
        for one, other, share in crossings(muscles, load_recipes(data_paths())[0])
        if share > 0.01
    ]
    return sorted(rows, key=lambda row: -float(str(row["share"])))


def into_bone(parts: Parts) -> list[dict[str, object]]:
    """Muscles that enter a bone by more than 2 mm away from their ends, deepest first."""
    bones = {name: to_poly(mesh) for name, (system, mesh) in parts.items() if system == "bone"}
    rows: list[dict[str, object]] = []
    for name, (system, mesh) in parts.items():
        if system != "muscle" or mesh.uv is None:
            continue
        belly = mesh.points[(mesh.uv[:, 0] > ENDS) & (mesh.uv[:, 0] < 1 - ENDS)]
        for bone, poly in bones.items():
            low, high = np.array(poly.bounds)[::2], np.array(poly.bounds)[1::2]
            near = belly[((belly > low) & (belly < high)).all(axis=1)]
            if not len(near):
                continue
            found = pv.PolyData(near).compute_implicit_distance(poly)["implicit_distance"]
            depth = -float(np.asarray(found).min())
            if depth > 2.0:
                rows.append({"muscle": name, "bone": bone, "depth": round(depth, 2)})
    return sorted(rows, key=lambda row: -float(str(row["depth"])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--crossing", action="store_true", help="measure shared volumes too")
    args = parser.parse_args()
    if not REFERENCE.exists():
        sys.exit(f"There is no reference at {REFERENCE}; the benchmark needs it.")
    parts = built_parts()
    rows = measure(parts)
    print(f"{'structure':42} {'system':10} {'dice':>6} {'mean':>6} {'p95':>6} {'volume':>7}")
    for row in rows:
        print(
            f"{row['id']:42} {row['system']:10} {row['dice']:6.3f} {row['mean']:6.2f} "
            f"{row['p95']:6.2f} {row['volume_ratio']:7.2f}"
        )
    totals = summary(rows)
    for system, figures in totals.items():
        print(system, {key: round(value, 3) for key, value in figures.items()})
    result: dict[str, object] = {"rows": rows, "summary": totals}
    if args.crossing:
        pairs = crossing(parts)
        result["crossing"] = pairs
        print(f"{len(pairs)} pairs of muscles share more than 1 % of the smaller one")
        for pair in pairs[:40]:
            print(f"{pair['one']:36} {pair['other']:36} {100 * float(str(pair['share'])):5.1f} %")
        entered = into_bone(parts)
        result["into_bone"] = entered
        print(f"{len(entered)} muscles lie more than 2 mm in a bone away from their ends")
        for row in entered[:30]:
            print(f"{row['muscle']:36} {row['bone']:36} {float(str(row['depth'])):5.1f} mm")
    if args.json:
        args.json.write_text(json.dumps(result, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
