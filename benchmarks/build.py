"""How long the own body takes to build: from nothing, unchanged, and after one edit.

    python benchmarks/build.py                     # the three times, against the stated limits
    python benchmarks/build.py --muscle soleus     # edit another muscle
    python benchmarks/build.py --bytes             # the edited body once more from nothing: same?

Recipes are copied to a temporary folder, so nothing of the repository changes. Fails where a
limit is broken or the same recipes give other bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from nmt_atlas.body.making.build import build_pack
from nmt_atlas.library.paths import DataPaths, data_paths

LIMITS = {"from nothing": 600.0, "unchanged": 20.0, "after one edit": 20.0}
"""Seconds on two cores."""
STEP = 0.1


def copied(folder: Path) -> DataPaths:
    """The recipes, without the pack, below a folder."""
    source = data_paths().meshes
    shutil.copytree(source, folder / "meshes", ignore=shutil.ignore_patterns("pack"))
    return DataPaths(folder)


def edit(paths: DataPaths, muscle: str) -> None:
    """Make one muscle a little fuller."""
    found = list(paths.meshes.glob(f"muscles/*/{muscle}.json"))
    if len(found) != 1:
        sys.exit(f"There is no muscle {muscle}.")
    data = json.loads(found[0].read_text(encoding="utf-8"))
    shapes = data["shape"].get("pieces", [data["shape"]])
    for shape in shapes:
        shape["power"] = shape.get("power", 2.2 if shape["kind"] == "loft" else 4.0) + STEP
    found[0].write_text(json.dumps(data), encoding="utf-8")


def timed(paths: DataPaths, out: Path, cache: Path) -> tuple[float, str]:
    """Seconds of one build, and a hash over what it wrote."""
    start = time.perf_counter()
    build_pack(paths, out, cache_dir=cache)
    seconds = time.perf_counter() - start
    total = hashlib.sha256()
    for path in sorted(out.iterdir()):
        total.update(path.name.encode() + path.read_bytes())
    return seconds, total.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--muscle", default="gluteus-maximus", help="which one is edited")
    parser.add_argument("--bytes", action="store_true", help="build the edited body twice")
    args = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = copied(folder)
        prints = {}
        for step, limit in LIMITS.items():
            if step == "after one edit":
                edit(paths, args.muscle)
            seconds, prints[step] = timed(paths, folder / "pack", folder / "cache")
            late = seconds > limit
            broken += late
            print(f"{step:16} {seconds:7.1f} s of {limit:5.0f}{'  TOO LONG' if late else ''}")
        if prints["unchanged"] != prints["from nothing"]:
            print("the unchanged recipes gave other bytes")
            broken += 1
        if args.bytes:
            _, again = timed(paths, folder / "again", folder / "other-cache")
            same = again == prints["after one edit"]
            print("edited, from nothing:", "the same bytes" if same else "OTHER BYTES")
            broken += not same
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
