"""Learners' progress in a real SQLite file."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'deep' / 'progress.sqlite3'}"


@pytest.fixture
def store(url):
    store = ProgressStore(url)
    yield store
    store.close()


def test_best_score_is_kept_across_attempts(store):
    for score in (0.0, 1.0, 0.5):
        store.record("ada", "sciatica", "q1", answer="piriformis", score=score, now=NOW)
    store.record("ada", "sciatica", "q2", answer="x", score=0.5, now=NOW)
    progress = store.progress("ada", "sciatica")
    assert progress.best == {"q1": 1.0, "q2": 0.5}
    assert progress.attempts == 4
    assert progress.share(3) == pytest.approx(0.5)


def test_learners_and_lessons_do_not_mix(store):
    store.record("ada", "one", "q", answer="", score=1, now=NOW)
    assert store.progress("ben", "one").best == {}
    assert store.progress("ada", "two").best == {}


def test_progress_survives_reopening(store, url):
    store.reach("ada", "one", "step-3", NOW)
    store.close()
    again = ProgressStore(url)
    assert again.progress("ada", "one").step == "step-3"
    again.close()


def test_forget_begins_anew(store):
    store.record("ada", "one", "q", answer="", score=1, now=NOW)
    store.reach("ada", "one", "s", NOW)
    store.forget("ada", "one")
    progress = store.progress("ada", "one")
    assert (progress.best, progress.step, progress.attempts) == ({}, "", 0)


def test_a_name_is_kept(store):
    store.ensure_learner("ada", NOW, "Ada")
    store.ensure_learner("ada", NOW)
    assert store.learner_name("ada") == "Ada"


def test_an_unwritable_folder_is_one_clear_message(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(StoreError, match="folder"):
        ProgressStore(f"sqlite:///{blocker / 'x' / 'p.sqlite3'}")


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "p.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match="NMT_ATLAS_DATABASE"):
        ProgressStore(f"sqlite:///{path}")


def test_a_newer_database_is_left_alone(store, url):
    store.close()
    with create_engine(url).begin() as connection:
        connection.execute(text("insert into upgrade values (99, '2030-01-01')"))
    with pytest.raises(StoreError, match="newer"):
        ProgressStore(url)


def test_an_address_that_cannot_be_read():
    with pytest.raises(StoreError, match="address"):
        ProgressStore("no such thing")


def test_a_database_in_memory_serves_every_thread():
    store = ProgressStore("sqlite://")
    other = threading.Thread(
        target=lambda: store.record("ada", "one", "q", answer="", score=1, now=NOW)
    )
    other.start()
    other.join()
    assert store.progress("ada", "one").best == {"q": 1.0}
    store.close()
