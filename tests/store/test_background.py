"""Pages hand work to the store's thread: in order, never waiting, nothing dropped."""

from __future__ import annotations

import gc
import sqlite3
import threading
import time
from datetime import UTC, datetime
from weakref import ref

import pytest

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store import background
from nmt_atlas.store.background import Recorder
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
SOON = 30  # seconds after which a test that would wait for ever fails


@pytest.fixture
def store(fresh_sqlite):
    kept = ProgressStore(fresh_sqlite())
    yield kept
    kept.close()


@pytest.fixture
def recorder(store):
    made = Recorder(store)
    yield made
    made.close()


def answer(number: int):
    return lambda store: store.record(
        "ada", "hip", f"q{number}", answer=number, score=1, now=NOW, uid=str(number)
    )


def test_work_keeps_its_order(recorder):
    for number in range(20):
        recorder.submit(answer(number))
    seen = recorder.submit(lambda store: [one.answer for one in store.answers("ada")])
    assert seen.result(SOON) == list(range(20))


def test_the_page_is_told_where_it_wants_to_be_told(recorder):
    calls: list[object] = []
    told: list[object] = []
    ready = threading.Event()

    def deliver(call):
        calls.append(call)
        ready.set()

    recorder.submit(lambda store: 42, told.append, deliver=deliver)
    assert ready.wait(SOON)
    assert told == [], "nothing changes a page on the store's thread"
    calls[0]()
    assert told == [42]


def test_a_failure_is_told_and_the_next_work_is_done(recorder, caplog):
    errors: list[StoreError] = []

    def broken(_store):
        raise StoreError("the disk is full", where="/secret/place")

    def faulty(_store):
        raise KeyError("a fault of the atlas")

    first = recorder.submit(broken, failed=errors.append)
    second = recorder.submit(faulty, failed=errors.append)
    assert recorder.submit(answer(1)).result(SOON)
    assert isinstance(first.exception(SOON), StoreError)
    assert isinstance(second.exception(SOON), KeyError)
    assert [error.public for error in errors] == [StoreError.PUBLIC] * 2
    assert "/secret/place" in caplog.text, "whoever runs the atlas reads it"
    assert "Traceback" in caplog.text


def test_a_visitor_who_has_left_stops_nobody(recorder, caplog):
    def gone(_call):
        raise RuntimeError("the document is destroyed")

    recorder.submit(lambda store: 1, print, deliver=gone)
    assert recorder.submit(answer(1)).result(SOON)
    assert "could not be told" in caplog.text


def test_a_locked_database_keeps_nobody_waiting(recorder, store):
    """The lock is given back only after the page has gone on: were it waited for, nobody would."""
    with sqlite3.connect(store.database.file) as other:
        other.execute("begin immediate")
        waiting = recorder.submit(answer(1))
        assert not waiting.done()
        other.rollback()
    other.close()
    assert waiting.result(SOON)


def test_closing_does_what_waits(store):
    recorder = Recorder(store)
    hold = threading.Event()
    recorder.submit(lambda _store: hold.wait(SOON))
    for number in range(5):
        recorder.submit(answer(number))
    hold.set()
    assert recorder.close()
    assert store.progress("ada", "hip").attempts == 5
    errors: list[StoreError] = []
    late = recorder.submit(answer(9), failed=errors.append)
    assert isinstance(late.exception(SOON), StoreError)
    assert len(errors) == 1
    assert recorder.close(), "twice does no harm"


def test_a_silent_database_does_not_keep_the_server_from_stopping(store, caplog):
    recorder = Recorder(store)
    hold = threading.Event()
    recorder.submit(lambda _store: hold.wait(SOON))
    recorder.submit(answer(1))
    assert not recorder.close(timeout=0.01)
    assert "left undone" in caplog.text
    hold.set()
    assert recorder.close()


def test_too_much_waiting_work_is_refused(store, monkeypatch):
    monkeypatch.setattr(background, "MOST", 2)
    recorder = Recorder(store)
    hold, begun = threading.Event(), threading.Event()
    recorder.submit(lambda _store: (begun.set(), hold.wait(SOON)))
    assert begun.wait(SOON)
    kept = [recorder.submit(answer(number)) for number in range(2)]
    refused = recorder.submit(answer(9))
    assert isinstance(refused.exception(SOON), StoreError)
    hold.set()
    assert all(one.result(SOON) for one in kept)
    assert recorder.close()


def test_nothing_holds_who_asked_while_it_waits_for_more(recorder):
    class Asking:
        """Somebody who leaves."""

    def ask():
        asking = Asking()
        recorder.submit(lambda _store: str(asking)).result(SOON)
        return ref(asking)

    gone, end = ask(), time.monotonic() + SOON
    while gone() is not None and time.monotonic() < end:
        gc.collect()
        time.sleep(0.01)
    assert gone() is None
