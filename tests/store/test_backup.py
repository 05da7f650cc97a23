"""Backups: whole or not at all, and into either kind of database."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections import Counter
from datetime import UTC, datetime

import pytest

from nmt_atlas.cli import main
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.memory import Studying
from nmt_atlas.store import backup as module
from nmt_atlas.store.backup import back_up, restore
from nmt_atlas.store.database import DATABASE, Database
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.upgrading import HEAD

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
COUNTS = Counter(
    {"learner": 2, "identity": 3, "place": 3, "answer": 45, "withdrawn": 1, "setting": 1}
)


def fill(store: ProgressStore) -> None:
    store.ensure_learner("ada", NOW, "Ada Ñ")
    store.recognise("ada", Identity("account", "ada"), NOW)
    for number in range(42):
        name = f"q{number % 7}"
        store.record("ada", "hip", name, answer=[number, "ñ\0\ud800"], score=0.5, now=NOW)
    store.start_over("ada", "hip", NOW)
    store.record("ada", "hip", "q", answer=None, score=1, now=NOW, rating=2, duration_ms=5)
    store.record("ada", "neck", "q", answer=0.0, score=0, now=NOW)
    store.record("ben", "hip", "q", answer="x", score=1 / 3, now=NOW, uid="b", card="k:x", hints=2)
    store.memory.study("ben", Studying(retention=0.8), NOW)
    assert store.memory.take_back("ben", "b", NOW)


@pytest.fixture
def full(store, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 10)
    fill(store)
    return store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.jsonl"


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_backup_goes_into_either_kind_of_database(full, fresh_of, into, file):
    assert back_up(full.database, file, NOW) == COUNTS
    other = Database(fresh_of(into))
    assert restore(file, other) == COUNTS
    restored = ProgressStore(other.url.render_as_string(hide_password=False))
    for learner in ("ada", "ben", Identity("account", "ada")):
        assert restored.answers(learner) == full.answers(learner)
        assert restored.progress_of(learner) == full.progress_of(learner)
        assert restored.learner_name(learner) == full.learner_name(learner)
    again = file.with_name("again.jsonl")
    back_up(restored.database, again, NOW)
    assert again.read_bytes() == file.read_bytes()
    restored.record("eve", "hip", "q", answer="", score=1, now=NOW)
    assert len(restored.answers("ada")) == 44, "ids count on after the restored ones"
    restored.close()
    other.close()


@pytest.fixture
def small(fresh_sqlite, file):
    """A backup of three answers, as lines."""
    store = ProgressStore(fresh_sqlite())
    for number in range(3):
        store.record("ada", "hip", f"q{number}", answer=number, score=1, now=NOW)
    back_up(store.database, file, NOW)
    store.close()
    return file.read_bytes().splitlines(keepends=True)


def damages(lines: list[bytes]) -> dict[str, list[bytes]]:
    lost_row = [*lines[:3], *lines[4:]]
    changed = [line.replace(b'"score":1.0', b'"score":0.0') for line in lines]
    return {
        "truncated": lines[:-1],
        "cut in a line": [*lines[:-2], lines[-2][:20]],
        "a lost row": lost_row,
        "a changed row": changed,
        "a row twice": [*lines[:4], lines[3], *lines[4:]],
        "another table": [lines[0], b'{"table":"sqlite_master","row":{}}\n', *lines[1:]],
        "a column too few": [lines[0], b'{"table":"learner","row":{"id":1}}\n', *lines[1:]],
        "a time that is none": [line.replace(b"2026-01-02T", b"soon") for line in lines],
        "a time without zone": [line.replace(b"+00:00", b"") for line in lines],
        "something after the end": [*lines, b"{}\n"],
        "no text": [lines[0], b"\xff\xfe\n", *lines[1:]],
        "deep": [lines[0], b"[" * 100_000 + b"\n"],
        "empty": [],
        "no heading": lines[1:],
        "something else": [b"hello\n"],
        "a list": [b"[]\n"],
        "a newer one": [lines[0].replace(f'"{HEAD}"'.encode(), b'"9999"'), *lines[1:]],
    }


@pytest.mark.parametrize("what", list(damages([b""] * 9)))
def test_a_damaged_backup_is_refused_and_nothing_restored(small, file, fresh_sqlite, what):
    file.write_bytes(b"".join(damages(small)[what]))
    url = fresh_sqlite()
    database = Database(url)
    with pytest.raises(StoreError) as caught:
        restore(file, database)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert database.file is not None
    assert not database.file.exists(), "it is read whole before the database is touched"
    database.close()


def test_a_database_in_use_is_not_restored_into(small, file, url):
    store = ProgressStore(url)
    store.record("ben", "hip", "q", answer="mine", score=1, now=NOW)
    with pytest.raises(StoreError, match="not empty"):
        restore(file, store.database)
    assert [one.answer for one in store.answers("ben")] == ["mine"]
    assert store.answers("ada") == ()
    store.close()


def test_a_file_that_is_there_is_kept(small, file, fresh_sqlite):
    database = Database(fresh_sqlite())
    with pytest.raises(StoreError, match="already"):
        back_up(database, file, NOW)
    assert file.read_bytes() == b"".join(small)
    assert back_up(database, file, NOW, replace=True)["answer"] == 0
    assert file.read_bytes() != b"".join(small)
    database.close()


def test_a_full_disk_leaves_no_half_backup(small, file, fresh_sqlite, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module.os, "fsync", full)
    database = Database(fresh_sqlite())
    with pytest.raises(StoreError, match="No space left"):
        back_up(database, file, NOW, replace=True)
    assert file.read_bytes() == b"".join(small), "the old one is as it was"
    assert [one.name for one in file.parent.iterdir() if one.is_file()] == [file.name]
    database.close()


def test_a_backup_of_an_older_database_upgrades_it_first(fresh_sqlite, file):
    from pathlib import Path

    url = fresh_sqlite()
    database = Database(url)
    script = Path(__file__).parent / "released" / "state_1.sqlite.sql"
    database.write(
        lambda one: [
            one.exec_driver_sql(each) for each in script.read_text().split(";\n") if each.strip()
        ]
    )
    assert back_up(database, file, NOW) == Counter(
        {"learner": 4, "identity": 4, "place": 4, "answer": 4}
    )
    database.close()


def older(lines: list[bytes], revision: str) -> list[bytes]:
    """A backup as the revision before would have written it: without what came since."""
    told = [json.loads(line) for line in lines[:-1]]
    told[0]["revision"] = revision
    told = [one for one in told if one.get("table") not in ("withdrawn", "setting")]
    for one in told[1:]:
        if one["table"] == "answer":
            del one["row"]["card"], one["row"]["hints"]
    written = [json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in told]
    counts = {name: COUNTS[name] for name in ("learner", "identity", "place", "answer")}
    end = {"end": counts, "sha256": hashlib.sha256(b"".join(written)).hexdigest()}
    return [*written, json.dumps(end).encode() + b"\n"]


def test_a_backup_of_the_revision_before_is_read(full, file, fresh_sqlite):
    back_up(full.database, file, NOW)
    lines = older(file.read_bytes().splitlines(keepends=True), "0002")
    file.write_bytes(b"".join(lines))
    store = ProgressStore(fresh_sqlite())
    assert restore(file, store.database)["answer"] == COUNTS["answer"]
    (kept,) = store.answers("ben")
    assert (kept.card, kept.hints, kept.score) == ("", 0, 1 / 3)
    store.close()


def test_a_backup_that_says_an_older_revision_and_is_not_is_damaged(full, file, fresh_sqlite):
    back_up(full.database, file, NOW)
    file.write_bytes(
        file.read_bytes().replace(f'"revision":"{HEAD}"'.encode(), b'"revision":"0002"')
    )
    database = Database(fresh_sqlite())
    with pytest.raises(StoreError, match="no row of this database"):
        restore(file, database)
    database.close()


# The commands


@pytest.fixture
def named(url, monkeypatch):
    monkeypatch.setenv(DATABASE, url)
    return url


def test_the_commands_tell_back_up_and_restore(named, fresh_of, file, monkeypatch, capsys):
    store = ProgressStore(named)
    store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    store.close()
    assert main(["database", "backup", "-o", str(file)]) == 0
    assert "1 learners, 1 answers" in capsys.readouterr().out
    monkeypatch.setenv(DATABASE, fresh_of("sqlite"))
    assert main(["database", "restore", str(file)]) == 0
    assert main(["database", "info", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert {key: facts[key] for key in ("kind", "state", "revision", "learners", "answers")} == {
        "kind": "sqlite",
        "state": "current",
        "revision": HEAD,
        "learners": 1,
        "answers": 1,
    }
    assert facts["last_answer"] == "2026-01-02T03:04:05.678901Z"
    assert main(["database", "info"]) == 0
    assert "answers  1" in capsys.readouterr().out


def test_info_hides_the_password_and_changes_nothing(named, kind, capsys):
    if kind == "sqlite":
        assert main(["database", "info"]) == 1
        assert "there is no database here" in capsys.readouterr().err
        return
    assert main(["database", "info", "--json"]) == 0
    told = capsys.readouterr().out
    assert json.loads(told)["state"] == "empty"
    assert "s3cret" not in told
    assert main(["database", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "empty"


@pytest.mark.parametrize(
    "command",
    [
        ["database", "backup", "-o", "/no/such/folder/b.jsonl"],
        ["database", "restore", "/no/such/file.jsonl"],
        ["database", "restore", "/"],
    ],
    ids=["no folder", "no file", "a folder"],
)
def test_a_command_that_fails_says_one_line(fresh_sqlite, monkeypatch, capsys, command):
    url = fresh_sqlite()
    ProgressStore(url).close()
    monkeypatch.setenv(DATABASE, url)
    assert main(command) == 1
    said = capsys.readouterr().err
    assert said.startswith("nmt-atlas: ")
    assert said.count("\n") == 1
