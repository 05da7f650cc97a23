"""Cards, due days, settings and what is taken back, on every kind of database."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.memory import Memory, Studying, reviewed
from nmt_atlas.store.progress import ProgressStore

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SOLEUS = "click-structure:soleus"


def answer(store: ProgressStore, at: datetime, card: str = SOLEUS, **more: object) -> bool:
    told = {"answer": 1, "score": 1.0, "card": card, **more}
    return store.record("ada", "made", "q", now=at, **told)  # type: ignore[arg-type]


def known(question: str) -> str:
    return {"old": SOLEUS}.get(question, "")


def through(*answers: tuple[int, datetime], studying: Studying | None = None) -> Memory | None:
    memory = None
    for rating, at in answers:
        memory = reviewed(memory, rating, at, studying or Studying())  # type: ignore[arg-type]
    return memory


def test_every_answer_is_a_review_of_its_card(store):
    answer(store, NOW)
    answer(store, NOW + DAY, score=0.0)
    answer(store, NOW + 2 * DAY, hints=1)
    expected = through((3, NOW), (1, NOW + DAY), (2, NOW + 2 * DAY))
    assert store.memory.all("ada") == {SOLEUS: expected}
    assert store.memory.one("ada", SOLEUS) == expected
    assert store.memory.one("ada", "click-structure:tibia") is None
    assert store.memory.all("ben") == {}


def test_an_answer_sent_twice_is_one_review(store):
    assert answer(store, NOW, uid="one")
    assert not answer(store, NOW + DAY, uid="one", score=0.0)
    assert store.memory.one("ada", SOLEUS) == through((3, NOW))


def test_an_answer_that_comes_late_is_put_where_it_belongs(store):
    answer(store, NOW)
    answer(store, NOW + 9 * DAY)
    answer(store, NOW + 3 * DAY, score=0.0)
    assert store.memory.one("ada", SOLEUS) == through(
        (3, NOW), (1, NOW + 3 * DAY), (3, NOW + 9 * DAY)
    )


def test_what_is_due_comes_the_longest_overdue_first(store):
    for number in range(5):
        answer(store, NOW + number * DAY, f"k:{number}")
    later = NOW + 30 * DAY
    assert [card for card, _ in store.memory.due("ada", later)] == [f"k:{n}" for n in range(5)]
    assert [card for card, _ in store.memory.due("ada", later, limit=2)] == ["k:0", "k:1"]
    assert store.memory.due("ada", NOW - DAY) == ()
    assert store.memory.due("nobody", later) == ()


def test_what_is_taken_back_is_forgotten_and_stays_in_the_log(store):
    answer(store, NOW, uid="one")
    answer(store, NOW + DAY, uid="two", score=0.0)
    assert store.memory.take_back("ada", "two", NOW + DAY)
    assert store.memory.one("ada", SOLEUS) == through((3, NOW))
    assert [one.uid for one in store.answers("ada")] == ["one", "two"]
    assert [one.rating for one in store.memory.history("ada", NOW)] == [3]
    assert not store.memory.take_back("ada", "two", NOW + DAY), "twice is once"
    assert store.memory.take_back("ada", "one", NOW + DAY)
    assert store.memory.all("ada") == {}


def test_the_last_answer_is_taken_back_one_after_the_other(store):
    answer(store, NOW, uid="one")
    answer(store, NOW + DAY, uid="two")
    assert store.memory.take_back_last("ada", NOW)
    assert store.memory.one("ada", SOLEUS) == through((3, NOW))
    assert store.memory.take_back_last("ada", NOW)
    assert not store.memory.take_back_last("ada", NOW)
    assert not store.memory.take_back_last("nobody", NOW)


def test_a_card_tells_by_which_question_it_was_asked_last(store):
    store.record("ada", "a", "q1", answer=1, score=1, now=NOW, card=SOLEUS)
    store.record("ada", "b", "q2", answer=1, score=1, now=NOW, card=SOLEUS)
    assert store.memory.asked_last("ada", [SOLEUS, "k:other"]) == {SOLEUS: "q2"}
    assert store.memory.asked_last("nobody", [SOLEUS]) == {}


def test_nobody_takes_back_what_somebody_else_answered(store):
    answer(store, NOW, uid="one")
    store.ensure_learner("ben", NOW)
    assert not store.memory.take_back("ben", "one", NOW)
    assert not store.memory.take_back("nobody", "one", NOW)
    assert store.memory.one("ada", SOLEUS) == through((3, NOW))


def test_another_wish_moves_the_days_and_not_what_is_known(store):
    answer(store, NOW, rating=4)
    before = store.memory.one("ada", SOLEUS)
    wish = Studying(retention=0.95, fresh=5)
    store.memory.study("ada", wish, NOW)
    after = store.memory.one("ada", SOLEUS)
    assert store.memory.studying("ada") == wish
    assert store.memory.studying("ben") == Studying()
    assert after.due < before.due
    assert after.stability == before.stability
    assert after == through((4, NOW), studying=wish)


def test_other_parameters_count_from_the_beginning(store):
    from fsrs import Scheduler

    answer(store, NOW, rating=4)
    answer(store, NOW + 20 * DAY)
    own = tuple(one * 1.1 for one in Scheduler().parameters[:4])
    wish = Studying(parameters=(*own, *Scheduler().parameters[4:]))
    store.memory.study("ada", wish, NOW)
    expected = through((4, NOW), (3, NOW + 20 * DAY), studying=wish)
    assert store.memory.one("ada", SOLEUS) == expected


def test_answers_without_a_card_find_it_by_their_question(store):
    for day in range(3):
        store.record("ada", "hip", "old", answer="", score=1, now=NOW + day * DAY)
    store.record("ada", "hip", "gone", answer="", score=1, now=NOW)
    assert store.memory.all("ada") == {}
    assert store.memory.catch_up("ada", known) == 3
    assert store.memory.catch_up("ada", known) == 0
    assert store.memory.all("ada") == {
        SOLEUS: through((3, NOW), (3, NOW + DAY), (3, NOW + 2 * DAY))
    }
    assert store.memory.catch_up("nobody", known) == 0


def test_cards_are_made_again_from_the_log_alone(store):
    from sqlalchemy import text

    for number in range(7):
        answer(store, NOW + number * DAY, f"k:{number % 3}", score=number % 2)
    kept = store.memory.all("ada")
    store.database.write(lambda one: one.execute(text("delete from card")))
    store.memory.catch_up("ada", known)
    assert store.memory.all("ada") == kept


def test_history_tells_when_how_and_on_which_clock(store):
    answer(store, NOW - DAY)
    answer(store, NOW, duration_ms=900)
    (past,) = store.memory.history("ada", NOW)
    assert (past.card, past.rating, past.at, past.duration_ms) == (SOLEUS, 4, NOW, 900)


def test_two_windows_at_once_lose_nothing(store):
    store.ensure_learner("ada", NOW)

    def window(name: int) -> None:
        for number in range(15):
            answer(store, NOW + (2 * number + name) * DAY, uid=f"{name}-{number}")

    threads = [threading.Thread(target=window, args=(name,)) for name in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert store.memory.one("ada", SOLEUS) == through(*((3, NOW + n * DAY) for n in range(30)))


def test_hints_below_zero_are_refused(store):
    with pytest.raises(StoreError, match="hints"):
        answer(store, NOW, hints=-1)
