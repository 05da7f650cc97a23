"""How long a key in the search takes, beside difflib and rapidfuzz over the same names.

    python benchmarks/search.py [--json FILE]

Every beginning of every sixth question of ``tests/library/queries.json`` is one key. Exits 1 where
the limit is missed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from rapidfuzz import fuzz, process

from nmt_atlas.library import data_paths, load_library

LIMIT_MS = 10.0
QUERIES = Path(__file__).resolve().parents[1] / "tests" / "library" / "queries.json"


def keys() -> list[str]:
    asked = [one["text"] for one in json.loads(QUERIES.read_text(encoding="utf-8"))["queries"]]
    return [text[:length] for text in asked[::6] for length in range(1, len(text) + 1)]


def timed(work, texts: list[str]) -> dict[str, float]:
    work(texts[0])
    taken = []
    for text in texts:
        begun = time.perf_counter()
        work(text)
        taken.append(1000 * (time.perf_counter() - begun))
    return {"median_ms": round(median(taken), 3), "p95_ms": round(quantiles(taken, n=20)[-1], 3)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    library, _ = load_library(data_paths())
    texts = keys()
    names = sorted({hit.name for text in texts for hit in library.search(text)})
    few = texts[:: max(1, len(texts) // 120)]
    told = {
        "keys": len(texts),
        "names": len(names),
        "ours": timed(library.search, texts),
        "rapidfuzz": timed(lambda text: process.extract(text, names, scorer=fuzz.WRatio), few),
        "difflib": timed(lambda text: difflib.get_close_matches(text, names, cutoff=0.4), few),
    }
    told["difflib_over_ours"] = round(told["difflib"]["median_ms"] / told["ours"]["median_ms"], 1)
    print(json.dumps(told, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return int(told["ours"]["p95_ms"] > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
