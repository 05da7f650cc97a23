"""Writes answers of one new learner; run by the tests in processes of its own.

``store_worker.py URL PROCESSES COUNT``: that many processes open the database at the same moment,
each writes COUNT answers (0: until it is killed) and prints the name of each one that was
acknowledged. They are forked, so that all are ready at once.

``store_worker.py URL``: for every line that it reads, one process writes answers until it is
killed; its number stands before them, and ``ended`` after them.
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


def fork(url: str, number: int | None, count: int, gate: int) -> int:
    """A process that waits at the gate and writes; its number."""
    if child := os.fork():
        return child
    try:
        os.read(gate, 1)
        write(url, os.getpid() if number is None else number, count)
    except BaseException as error:  # noqa: BLE001  (a forked process must end here)
        os.write(2, f"{error}\n".encode())
    os._exit(0)


def together(url: str, processes: int, count: int) -> None:
    gate, opener = os.pipe()
    for number in range(processes):
        fork(url, number, count, gate)
    os.write(opener, b"x" * processes)
    for _ in range(processes):
        os.wait()


def one_after_another(url: str) -> None:
    gate, opener = os.pipe()
    for _ in sys.stdin:
        child = fork(url, None, 0, gate)
        os.write(1, f"{child}\n".encode())
        os.write(opener, b"x")
        os.wait()
        os.write(1, b"ended\n")


if len(sys.argv) == 2:
    one_after_another(sys.argv[1])
else:
    together(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
