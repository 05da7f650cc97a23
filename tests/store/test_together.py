"""Several processes on one database: all start, and no acknowledged answer is lost."""

from __future__ import annotations

import os
import signal
from subprocess import Popen

import pytest
from store_samples import start_workers

from nmt_atlas.store.progress import ProgressStore

PROCESSES = 8
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def all_written(url, each) -> None:
    """Eight programs begin with one learner at the same moment."""
    said, errors = start_workers(url, PROCESSES, each).communicate()
    assert errors == ""
    names = {f"{number}-{one}" for number in range(PROCESSES) for one in range(each)}
    assert sorted(said.split()) == sorted(names)
    store = ProgressStore(url)
    assert {one.uid for one in store.answers("ada")} == names
    assert store.progress("ada", "hip").attempts == PROCESSES * each
    store.close()


@pytest.mark.slow
@forks
def test_processes_that_start_together_all_write(url):
    """A fresh database, one new learner: some did not start, and some answers were lost."""
    all_written(url, 8)


def killed(writers: Popen[str]) -> set[str]:
    """The answers that a writer saw acknowledged before it was killed in the middle of one."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    print("one more", file=writers.stdin, flush=True)
    number = int(writers.stdout.readline())
    seen = {writers.stdout.readline().strip() for _ in range(5)}
    os.kill(number, signal.SIGKILL)
    rest = [line.strip() for line in iter(writers.stdout.readline, "ended\n")]
    return seen | set(rest)


@forks
@pytest.mark.parametrize("kills", [1, pytest.param(200, marks=pytest.mark.slow)])
def test_what_was_acknowledged_outlives_a_kill(url, kills):
    writers = start_workers(url)
    for _ in range(kills):
        acknowledged = killed(writers)
        store = ProgressStore(url)
        kept = {one.uid for one in store.answers("ada")}
        assert len(acknowledged) >= 5
        assert acknowledged <= kept
        store.close()
    _, errors = writers.communicate()
    assert errors == ""


@forks
@pytest.mark.slow
def test_many_rounds_of_starts_and_first_answers(fresh_of, kind):
    for _ in range(3):
        all_written(fresh_of(kind), 40)
