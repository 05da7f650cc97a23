"""Several processes on one database: all start, and no acknowledged answer is lost."""

from __future__ import annotations

import os

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


@forks
def test_processes_that_start_together_all_write(url):
    """A fresh database, one new learner: some did not start, and some answers were lost."""
    all_written(url, 8)


def killed(url) -> set[str]:
    """The answers that a writer saw acknowledged before it was killed in the middle of one."""
    process = start_workers(url, 1, 0)
    assert process.stdout is not None
    seen = [process.stdout.readline().strip() for _ in range(5)]
    process.kill()
    rest, errors = process.communicate()
    assert errors == ""
    return {*seen, *rest.split("\n")[:-1]}


@pytest.mark.parametrize("kills", [1, pytest.param(200, marks=pytest.mark.slow)])
def test_what_was_acknowledged_outlives_a_kill(url, kills):
    for _ in range(kills):
        acknowledged = killed(url)
        store = ProgressStore(url)
        kept = {one.uid for one in store.answers("ada")}
        assert acknowledged <= kept
        store.close()


@forks
@pytest.mark.slow
def test_many_rounds_of_starts_and_first_answers(fresh_of, kind):
    for _ in range(3):
        all_written(fresh_of(kind), 40)
