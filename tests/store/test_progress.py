"""Learners' progress, on every kind of database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.learners import Identity
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


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
    store.record("ben", "two", "q", answer="", score=1, now=NOW)
    assert store.progress("ben", "one").best == {}
    assert store.progress("ada", "two").best == {}
    assert store.progress("nobody", "one").best == {}
    assert [one.lesson for one in store.answers("ben")] == ["two"]


def test_progress_survives_reopening(store, url):
    store.reach("ada", "one", "step-3", NOW)
    store.close()
    again = ProgressStore(url)
    assert again.progress("ada", "one").step == "step-3"
    again.close()


def test_the_last_step_reached_counts(store):
    for step in ("look", "click", "look"):
        store.reach("ada", "hip", step, NOW)
    store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    assert store.progress("ada", "hip").step == "look"


def test_start_over_begins_anew_and_deletes_nothing(store):
    store.record("ada", "one", "q", answer="first", score=1, now=NOW)
    store.record("ada", "two", "q", answer="other", score=1, now=NOW)
    store.reach("ada", "one", "s", NOW)
    store.start_over("ada", "one", LATER)
    progress = store.progress("ada", "one")
    assert (progress.best, progress.step, progress.attempts) == ({}, "", 0)
    assert progress.ever == {"q": 1.0}, "what was once known stays told"
    assert (progress.run, progress.begun_at) == (2, LATER)
    assert store.progress("ada", "two").best == {"q": 1.0}
    store.record("ada", "one", "q", answer="second", score=0.5, now=NOW)
    progress = store.progress("ada", "one")
    assert progress.best == {"q": 0.5}, "the order of the log counts, not a clock set back"
    assert progress.ever == {"q": 1.0}
    assert progress.attempts == 1
    assert [(one.answer, one.run) for one in store.answers("ada", "one")] == [
        ("first", 1),
        ("second", 2),
    ]


def test_starting_over_what_was_never_begun(store):
    store.start_over("ada", "one", NOW)
    assert store.progress("ada", "one").best == {}


def test_an_answer_sent_twice_counts_once(store):
    given = {"answer": "x", "score": 1, "now": NOW, "uid": "a1"}
    assert store.record("ada", "one", "q", **given)
    assert not store.record("ada", "one", "q", **{**given, "answer": "y"})
    assert [one.answer for one in store.answers("ada")] == ["x"]


def test_all_that_an_answer_says_is_kept(store):
    store.record(
        "ada",
        "hip",
        "q",
        answer={"part": "piriformis-right", "at": [1.5, -2, None], "sure": True},
        score=0.25,
        now=datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Madrid")),
        kind="click-structure",
        rating=3,
        duration_ms=4200,
    )
    (kept,) = store.answers("ada", "hip")
    assert kept.answer == {"part": "piriformis-right", "at": [1.5, -2, None], "sure": True}
    assert (kept.kind, kept.score, kept.rating, kept.duration_ms) == (
        "click-structure",
        0.25,
        3,
        4200,
    )
    assert kept.at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert (kept.zone, kept.offset_minutes) == ("Europe/Madrid", 120)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (UTC, ("UTC", 0)),
        (timezone(timedelta(hours=5, minutes=30)), ("+05:30", 330)),
        (timezone(-timedelta(hours=3, minutes=30)), ("-03:30", -210)),
    ],
)
def test_a_zone_without_a_name_is_its_offset(store, zone, told):
    store.record("ada", "hip", "q", answer="", score=1, now=NOW.astimezone(zone))
    (kept,) = store.answers("ada")
    assert (kept.zone, kept.offset_minutes) == told
    assert kept.at == NOW
    assert kept.at.tzinfo is UTC, "aware, whatever the database keeps"


def test_a_time_without_zone_is_refused(store):
    bare = NOW.replace(tzinfo=None)
    for write in (
        lambda: store.record("ada", "hip", "q", answer="", score=1, now=bare),
        lambda: store.reach("ada", "hip", "look", bare),
        lambda: store.start_over("ada", "hip", bare),
        lambda: store.ensure_learner("ada", bare),
    ):
        with pytest.raises(StoreError, match="zone"):
            write()
    assert store.answers("ada") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": float("nan")},
        {"score": 1.5},
        {"score": -1},
        {"rating": 5},
        {"duration_ms": -1},
        {"duration_ms": 2**40},
        {"uid": "x" * 65},
        {"kind": "a\0b"},
        {"answer": float("inf")},
        {"answer": {1, 2}},
        {"answer": "x" * 60_000},
    ],
    ids=lambda one: "-".join(one) if isinstance(one, dict) else None,
)
def test_an_impossible_answer_is_one_message(store, wrong):
    with pytest.raises(StoreError, match="answer"):
        store.record("ada", "hip", "q", **{"answer": "", "score": 1, "now": NOW, **wrong})
    assert store.answers("ada") == ()


@pytest.mark.parametrize("key", ["", "x" * 256, "a\0b", "\ud800", "a\nb"], ids=range(5))
def test_a_key_that_no_database_could_hold_is_one_message(store, key):
    with pytest.raises(StoreError, match="printable"):
        store.record(key, "hip", "q", answer="", score=1, now=NOW)


def test_a_name_is_kept(store):
    store.ensure_learner("ada", NOW, "Ada")
    store.ensure_learner("ada", NOW)
    assert store.learner_name("ada") == "Ada"
    assert store.learner_name("ben") == ""
    store.ensure_learner("ada", NOW, "Ada\0 " + "L" * 300)
    assert store.learner_name("ada").startswith("Ada LLL")


def test_identities_lead_to_one_learner(store):
    store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    account = Identity("account", "ada")
    assert store.progress(account, "hip").best == {}, "another provider's ada is somebody else"
    assert store.recognise("ada", account, NOW)
    assert store.recognise("ada", account, NOW), "twice does no harm"
    assert store.progress(account, "hip").best == {"q": 1.0}
    assert store.ensure_learner(account, NOW) == store.ensure_learner("ada", NOW)
    assert not store.recognise("ben", account, NOW), "nobody takes another's identity"
    assert store.progress(account, "hip").best == {"q": 1.0}


def test_all_lessons_come_in_one_query(store):
    for lesson in ("hip", "neck", "wrist"):
        store.record("ada", lesson, "q", answer="", score=0.5, now=NOW)
        store.record("ada", lesson, "r", answer="", score=1, now=NOW)
    store.reach("ada", "ankle", "look", NOW)
    store.start_over("ada", "neck", NOW)
    asked: list[str] = []
    event.listen(
        store.database.engine,
        "before_cursor_execute",
        lambda *given: asked.append(given[2]),
    )
    found = store.progress_of("ada")
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) == 1
    assert set(found) == {"ankle", "hip", "neck", "wrist"}
    assert found == {lesson: store.progress("ada", lesson) for lesson in found}
    assert found["ankle"].step == "look"
    assert found["hip"].best == {"q": 0.5, "r": 1.0}
    assert (found["neck"].best, found["neck"].ever) == ({}, {"q": 0.5, "r": 1.0})
    assert store.progress_of("nobody") == {}


def test_an_answer_is_kept_whole_or_not_at_all(store, monkeypatch):
    """One transaction: where the answer cannot be kept, no learner and no place are left."""
    from nmt_atlas.store import log

    def broken(*_given: object) -> object:
        raise StoreError("the disk is full")

    monkeypatch.setattr(log, "zone_of", broken)
    with pytest.raises(StoreError):
        store.record("ada", "hip", "q", answer="", score=1, now=NOW)
    monkeypatch.undo()
    assert store.progress_of("ada") == {}


def test_a_database_in_memory_serves_every_thread():
    store = ProgressStore("sqlite://")
    others = [
        threading.Thread(
            target=lambda n=number: store.record("ada", "one", f"q{n}", answer="", score=1, now=NOW)
        )
        for number in range(8)
    ]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert store.progress("ada", "one").attempts == 8
    store.close()


def test_what_is_kept_can_be_compared(store):
    store.record("ada", "hip", "q", answer=(1, 2), score=1, now=NOW, uid="a")
    (kept,) = store.answers("ada")
    assert kept.answer == [1, 2], "as it will be read back from every database"
    assert replace(kept, uid="b") != kept
