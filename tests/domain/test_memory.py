"""Cards, ratings and days: what fsrs says, and the rule by which answers are rated."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler
from question_samples import COMMON, SAMPLES

from nmt_atlas.domain.memory import (
    LEECH,
    Memory,
    Studying,
    card_of,
    forecast,
    interval,
    rating_of,
    recalled,
    rescheduled,
    reviewed,
)
from nmt_atlas.domain.questions import KINDS, ClickStructure, NameStructure, kind_name

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
def test_days_are_those_of_fsrs(retention):
    chance = random.Random(f"days {retention}")
    studying = Studying(retention=retention)
    scheduler = Scheduler(desired_retention=retention, enable_fuzzing=False)
    for number in range(60):
        at, card, memory = NOW, Card(card_id=number, due=NOW), None
        for _ in range(12):
            rating = chance.choice([1, 2, 3, 3, 3, 4])
            card, _ = scheduler.review_card(card, Rating(rating), at)
            memory = reviewed(memory, rating, at, studying)
            assert memory.due == card.due
            assert memory.stability == card.stability
            assert memory.difficulty == card.difficulty
            assert memory.state == card.state.name.lower()
            if memory.state == "review":
                assert rescheduled(memory, studying).due == card.due
            later = at + timedelta(days=40)
            known = scheduler.get_card_retrievability(card, later)
            assert recalled(memory, later, studying) == known
            at = max(card.due, at) + timedelta(hours=chance.choice([0, 1, 30, 400]))


def test_another_zone_is_the_same_moment():
    madrid = NOW.astimezone(timezone(timedelta(hours=1)))
    assert reviewed(None, 3, madrid) == reviewed(None, 3, NOW)


@pytest.mark.parametrize(
    ("score", "more", "rating"),
    [
        (0.0, {}, 1),
        (0.49, {}, 1),
        (0.5, {}, 2),
        (1.0, {}, 3),
        (1.0, {"hints": 1}, 2),
        (1.0, {"duration_ms": 3_999}, 4),
        (1.0, {"duration_ms": 4_000}, 3),
        (1.0, {"duration_ms": 45_001}, 2),
        (1.0, {"duration_ms": 600_001}, 3),
        (1.0, {"duration_ms": 1_000, "hints": 1}, 2),
        (0.0, {"said": 4}, 4),
        (1.0, {"said": 1}, 1),
    ],
)
def test_how_an_answer_is_rated(score, more, rating):
    assert rating_of(score, **more) == rating


def test_an_answer_that_comes_late_never_turns_the_clock_back():
    first = reviewed(None, 3, NOW)
    late = reviewed(first, 3, NOW - timedelta(days=3))
    assert late.last == NOW
    assert late.answers == 2


def test_a_card_that_is_forgotten_again_and_again_is_a_leech():
    memory = reviewed(None, 4, NOW)
    for _ in range(LEECH):
        assert not memory.leech
        memory = reviewed(memory, 1, memory.due)
        memory = reviewed(memory, 3, memory.due)
        assert memory.state == "review"
    assert memory.lapses == LEECH
    assert memory.leech


def test_forgetting_what_was_never_learned_is_no_lapse():
    assert reviewed(reviewed(None, 1, NOW), 1, NOW).lapses == 0


def test_a_higher_wish_brings_cards_sooner():
    memory = reviewed(None, 4, NOW)
    sooner = rescheduled(memory, Studying(retention=0.95))
    later = rescheduled(memory, Studying(retention=0.8))
    assert sooner.due < memory.due < later.due
    assert rescheduled(memory, Studying()) == memory
    learning = reviewed(None, 3, NOW)
    assert rescheduled(learning, Studying(retention=0.8)) == learning
    assert interval(10, Studying(retention=0.8)) > interval(10)


def test_two_lessons_share_the_card_of_a_fact_and_kinds_do_not():
    common = {"prompt": "?", "explanation": "!", "sources": ["gray-2020"]}
    one = ClickStructure(id="one", accept=("soleus",), **common)
    two = ClickStructure(id="two", accept=("soleus",), **common)
    both = ClickStructure(id="both", accept=("soleus", "plantaris"), **common)
    name = NameStructure(id="n", target="soleus", distractors=("plantaris", "popliteus"), **common)
    assert card_of(one) == card_of(two) == "click-structure:soleus"
    assert card_of(name) == "name-structure:soleus"
    assert card_of(both) == "click-structure:plantaris+soleus"
    assert card_of(one.model_copy(update={"side": "left"})) == card_of(one)


@pytest.mark.parametrize("kind", KINDS, ids=kind_name)
def test_every_kind_has_a_card_that_begins_with_its_name(kind):
    question = kind.model_validate(COMMON | SAMPLES[kind_name(kind)].good)
    name, _, fact = card_of(question).partition(":")
    assert name == kind_name(kind)
    assert fact


def test_the_forecast_counts_days_as_the_learner_lives_them():
    dues = [NOW - timedelta(days=9), NOW, NOW + timedelta(days=1), NOW + timedelta(days=40)]
    assert forecast(dues, NOW, 3) == (2, 1, 0)
    midnight = [datetime(2026, 3, 2, 3, tzinfo=UTC)]
    assert forecast(midnight, NOW, 2) == (1, 0)
    assert forecast(midnight, NOW, 2, offset_minutes=120) == (0, 1)


def test_memory_is_plain_data():
    memory = reviewed(None, 3, NOW)
    assert Memory.model_validate_json(memory.model_dump_json()) == memory
