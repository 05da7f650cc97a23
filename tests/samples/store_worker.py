"""Writes answers of one new learner; run by the tests in processes of its own.

``store_worker.py URL PROCESSES COUNT``: that many processes open the database at the same moment,
each writes COUNT answers (0: until it is killed) and prints the name of each one that was
acknowledged. One process does it itself; more are forked, so that all are ready at once.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import UTC, datetime

from alembic import command  # noqa: F401  (a process that is forked has it already)

from nmt_atlas.store.progress import ProgressStore


def write(url: str, number: int, count: int) -> None:
    store = ProgressStore(url)
    for one in range(count) if count else itertools.count():
        uid = f"{number}-{one}"
        now = datetime.now(UTC)
        store.record("ada", "hip", f"q{one}", answer=[uid], score=1, now=now, uid=uid)
        os.write(1, f"{uid}\n".encode())
    store.close()


def fork(url: str, number: int, count: int, gate: int) -> None:
    if os.fork():
        return
    try:
        os.read(gate, 1)
        write(url, number, count)
    except BaseException as error:  # noqa: BLE001  (a forked process must end here)
        os.write(2, f"{error}\n".encode())
    os._exit(0)


def main(url: str, processes: str, count: str) -> None:
    if int(processes) == 1:
        write(url, os.getpid(), int(count))
        return
    gate, opener = os.pipe()
    for number in range(int(processes)):
        fork(url, number, int(count), gate)
    for _ in range(int(processes)):
        os.write(opener, b"x")
    for _ in range(int(processes)):
        os.wait()


main(*sys.argv[1:])
