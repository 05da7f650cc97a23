"""Writes answers of one new learner; run by the tests in processes of its own.

``store_worker.py URL GO NUMBER COUNT``: waits for the file GO, opens the database, writes COUNT
answers (0: until it is killed) and prints the name of each one that was acknowledged.
"""

from __future__ import annotations

import itertools
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from nmt_atlas.store.progress import ProgressStore


def main(url: str, go: str, number: str, count: str) -> None:
    print("ready", flush=True)
    while not Path(go).exists():
        time.sleep(0.005)
    store = ProgressStore(url)
    for one in range(int(count)) if int(count) else itertools.count():
        uid = f"{number}-{one}"
        store.record("ada", "hip", f"q{one}", answer=[uid], score=1, now=datetime.now(UTC), uid=uid)
        print(uid, flush=True)
    store.close()


main(*sys.argv[1:])
