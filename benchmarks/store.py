"""A review of 200 cards over 100,000 answers, on SQLite and PostgreSQL side by side.

``python benchmarks/store.py [--answers 100000] [--cards 200]``: prints one row a database and fails
where the slowest of 95 in 100 steps takes 50 ms or more. A step is what one answer costs: keep it,
review its card, and ask what is due next. Beside it the processor time of this program, which other
work on the machine moves less (PostgreSQL's own is not in it), and how busy the machine was.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "samples"))

from sqlalchemy import insert
from store_samples import Postgres, binaries

from nmt_atlas.store import tables
from nmt_atlas.store.progress import ProgressStore

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
FACTS = 1_500
LIMIT_MS = 50.0


def fill(store: ProgressStore, answers: int) -> float:
    """Put a long log into the database; seconds to compute every card of it."""
    store.record("ada", "made", "q", answer=0, score=1, now=BEGAN, card="k:0")
    learner = store.ensure_learner("ada", BEGAN)
    chance = random.Random(1)
    step = timedelta(days=300) / answers
    rows = [
        {
            "uid": uuid.UUID(int=chance.getrandbits(128)).hex,
            "learner_id": learner,
            "lesson": "made",
            "question": "q",
            "kind": "k",
            "answer": number,
            "score": float(chance.random() < 0.8),
            "run": 1,
            "at": BEGAN + number * step,
            "zone": "UTC",
            "offset_minutes": 0,
            "card": f"k:{chance.randrange(FACTS)}",
            "hints": 0,
        }
        for number in range(answers)
    ]
    store.database.write_patiently(lambda one: one.execute(insert(tables.Answer), rows), 60)
    store.database.write_patiently(lambda one: one.execute(tables.Card.__table__.delete()), 60)
    begun = time.perf_counter()
    store.memory.catch_up("ada", str)
    return time.perf_counter() - begun


def review(store: ProgressStore, cards: int) -> list[tuple[float, float]]:
    """Milliseconds of each step of a review, by the clock and of this processor."""
    chance = random.Random(2)
    now = BEGAN + timedelta(days=330)
    taken = []
    due = store.memory.due("ada", now)
    for _ in range(cards):
        card, _memory = due[0]
        now += timedelta(seconds=8)
        begun, worked = time.perf_counter(), time.process_time()
        score = float(chance.random() < 0.8)
        store.record("ada", "review", "q", answer=1, score=score, now=now, kind="k", card=card)
        due = store.memory.due("ada", now, limit=20)
        clock, work = time.perf_counter() - begun, time.process_time() - worked
        taken.append((1000 * clock, 1000 * work))
    return taken


def measure(name: str, url: str, answers: int, cards: int) -> bool:
    store = ProgressStore(url)
    made = fill(store, answers)
    taken = review(store, cards)
    store.close()
    told = []
    for kind, column in (("step", 0), ("processor", 1)):
        steps = [one[column] for one in taken]
        slow = statistics.quantiles(steps, n=20)[-1]
        told.append(f"{kind} p50 {statistics.median(steps):6.2f} ms  p95 {slow:6.2f} ms")
    busy = f"load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
    print(f"{name:<11} {answers:>8,} answers  {cards} cards  {'  '.join(told)}  {busy}")
    print(f"{'':<11} all cards anew {made:5.2f} s")
    return statistics.quantiles([one[0] for one in taken], n=20)[-1] < LIMIT_MS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--cards", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'store.sqlite3'}"
        fast = [measure("SQLite", file, given.answers, given.cards)]
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed here")
    else:
        server = Postgres(programs)
        try:
            fast.append(measure("PostgreSQL", server.fresh(), given.answers, given.cards))
        finally:
            server.remove()
    return 0 if all(fast) else 1


if __name__ == "__main__":
    sys.exit(main())
