"""How long the Anki package of a region takes, pictures and all; limit 60 s of one processor.

    python benchmarks/anki.py [--region forearm] [--count 40] [--json FILE]

Beside it the same package without pictures, which is what ``genanki`` itself takes. Exits 1 where
the limit is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nmt_atlas.cli.lessons import drawing
from nmt_atlas.library import data_paths, load_library
from nmt_atlas.library.lesson_exports import FORMATS, quiz_of
from nmt_atlas.library.made import Scope, quiz_id

LIMIT_S = 60.0


def timed(work: Callable[[], bytes]) -> tuple[bytes, float]:
    begun = time.process_time()
    made = work()
    return made, round(time.process_time() - begun, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--region", default="forearm")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    library, _ = load_library(data_paths())
    region = library.region_called(arguments.region).id
    lesson = library.lessons[quiz_id(Scope("region", region), arguments.count, 1)]
    anki = next(one for one in FORMATS if one.id == "anki")
    _, bare = timed(lambda: anki.write(quiz_of(library, lesson.title, [lesson])))
    made, whole = timed(lambda: anki.write(quiz_of(library, lesson.title, [lesson], *drawing())))
    told = {
        "questions": len(lesson.questions),
        "megabytes": round(len(made) / 1e6, 2),
        "seconds": whole,
        "seconds_without_pictures": bare,
        "limit": LIMIT_S,
    }
    print(json.dumps(told, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0 if whole <= LIMIT_S else 1


if __name__ == "__main__":
    sys.exit(main())
