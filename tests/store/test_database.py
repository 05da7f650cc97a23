"""Addresses, drivers, and what is said where a database cannot be used."""

from __future__ import annotations

import socket
import sqlite3
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store import database
from nmt_atlas.store.database import Database, read_url
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def refused(url: str) -> StoreError:
    with pytest.raises(StoreError) as caught:
        ProgressStore(url)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_goes_by_psycopg(scheme):
    assert read_url(f"{scheme}://atlas@host/db").drivername == "postgresql+psycopg"


def test_the_user_s_own_file_where_none_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setattr(database, "user_data_path", lambda *_, **__: tmp_path)
    assert database.database_url() == f"sqlite:///{tmp_path / 'progress.sqlite3'}"
    monkeypatch.setenv(database.DATABASE, "postgresql://school")
    assert database.database_url() == "postgresql://school"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("no such thing", "address"),
        ("postgresql://ann:s3cret@host:many/db", "address"),
        ("mysql://ann:s3cret@host/db", "SQLite or PostgreSQL"),
        ("postgresql+nothing://ann:s3cret@host/db", r"nmt-atlas\[school\]"),
        ("postgresql://ann:s3cret@host/db?connect_timeout=x", "cannot be used"),
        ("postgresql://ann@127.0.0.1:9/db?password=s3cret", "reached"),
        ("postgresql://ann:s3cret@127.0.0.1:9/db", "reached"),
        ("postgresql://ann:p%40s3cret@127.0.0.1:9/db", "reached"),
    ],
)
def test_no_password_is_ever_printed(url, says):
    pytest.importorskip("psycopg")
    error = refused(url)
    assert "s3cret" not in str(error)
    with pytest.raises(StoreError, match=says):
        raise error


def test_a_password_in_what_the_driver_says_is_hidden(monkeypatch):
    psycopg = pytest.importorskip("psycopg")

    def chatty(*_given: object, **_more: object) -> None:
        raise psycopg.OperationalError("no luck with\n password=s3cret at //ann:s3cret@host")

    monkeypatch.setattr(psycopg, "connect", chatty)
    error = refused("postgresql://ann:s3cret@host/db")
    assert "no luck" in str(error)
    assert "s3cret" not in str(error)


def test_without_the_driver_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refused("postgresql://ann:s3cret@host/db")
    assert "pip install nmt-atlas[school]" in error.remedy
    assert "s3cret" not in str(error)


@pytest.mark.slow
def test_a_host_that_does_not_answer_is_given_up(monkeypatch):
    """It once kept ``serve`` silent for 40 seconds."""
    pytest.importorskip("psycopg")
    monkeypatch.setitem(database._DEFAULTS, "connect_timeout", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        error = refused(f"postgresql://ann@127.0.0.1:{silent.getsockname()[1]}/db")
    assert "timeout" in error.what


def test_patience_is_a_few_seconds():
    assert int(database._DEFAULTS["connect_timeout"]) <= 5
    assert database.PATIENCE <= 5


def test_visitors_learn_neither_paths_nor_hosts(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    folder = refused(f"sqlite:///{blocker / 'x' / 'p.sqlite3'}")
    assert "folder" in folder.what
    assert database.DATABASE in folder.remedy
    garbage = tmp_path / "p.sqlite3"
    garbage.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    other = refused(f"sqlite:///{garbage}")
    for error in (folder, other):
        assert str(tmp_path) in str(error), "whoever runs the atlas is told"
        assert str(tmp_path) not in error.public
        assert error.public == StoreError.PUBLIC


def test_a_locked_file_is_told_as_busy(fresh_sqlite, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    store = ProgressStore(fresh_sqlite())
    with sqlite3.connect(store.database.file) as other:
        other.execute("begin immediate")
        assert store.progress("ada", "hip").best == {}, "readers go on"
        with pytest.raises(StoreError, match="database is busy") as caught:
            store.record("ada", "hip", "q", answer="", score=1, now=NOW)
        assert "busy" in caught.value.public
        other.rollback()
    other.close()
    store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    assert store.progress("ada", "hip").attempts == 1
    store.close()


def test_a_full_disk_is_told_as_such(fresh_sqlite):
    store = ProgressStore(fresh_sqlite())
    with store.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 8}")
    answer = "x" * 20_000
    store.record("ada", "hip", "q", answer=answer, score=1, now=NOW)
    with pytest.raises(StoreError, match="database is full") as caught:
        store.record("ada", "hip", "q", answer=answer * 2, score=1, now=NOW)
    assert "disk" in caught.value.public
    assert [one.answer for one in store.answers("ada")] == [answer]
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="read-only files are otherwise there")
def test_a_file_that_may_not_be_written(fresh_sqlite):
    url = fresh_sqlite()
    ProgressStore(url).close()
    file = Database(url).file
    assert file is not None
    file.chmod(stat.S_IRUSR)
    if _may_write(file):
        pytest.skip("this user may write every file")
    error = refused(url)
    assert database.DATABASE in error.remedy


def _may_write(file: Path) -> bool:
    try:
        file.open("a").close()
    except OSError:
        return False
    return True


def test_the_first_answer_after_a_restart_is_kept(postgres):
    store = ProgressStore(postgres.fresh())
    store.record("ada", "hip", "q1", answer="", score=1, now=NOW)
    postgres.restart()
    store.record("ada", "hip", "q2", answer="", score=1, now=NOW)
    assert store.progress("ada", "hip").best == {"q1": 1.0, "q2": 1.0}
    store.close()


def test_a_connection_lost_in_mid_answer_is_replaced(postgres):
    store = ProgressStore(postgres.fresh())
    lost: list[int] = []

    def work(connection):
        number = connection.execute(text("select pg_backend_pid()")).scalar_one()
        if not lost:
            lost.append(number)
            with store.database.engine.connect() as other:
                other.execute(text(f"select pg_terminate_backend({number}, 5000)"))
        return connection.execute(text("select 42")).scalar_one()

    assert store.database.write(work) == 42
    assert lost
    store.close()


def test_a_lock_on_postgresql_is_told_as_busy(postgres, monkeypatch):
    monkeypatch.setitem(database._DEFAULTS, "options", "-c lock_timeout=50")
    store = ProgressStore(postgres.fresh())
    with store.database.engine.connect() as other:
        other.execute(text("lock table answer in exclusive mode"))
        with pytest.raises(StoreError, match="database is busy"):
            store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    store.close()


def test_a_server_that_stops_is_told_as_not_reached(postgres):
    store = ProgressStore(postgres.fresh())
    postgres.stop()
    try:
        with pytest.raises(StoreError, match="cannot be reached") as caught:
            store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    finally:
        postgres.start()
    assert str(postgres.folder) not in caught.value.public
    store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    store.close()
