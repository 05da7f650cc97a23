"""First answers last as long as a learner's own answers say, drawn towards what is usual."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, Scheduler

from nmt_atlas.domain.fitting import ENOUGH, Once, Second, fitted, seconds

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def learner(stability: float, count: int = 400, rating: int = 3) -> list[Once]:
    """Answers of somebody whose first answers last so many days (until nine of ten know it)."""
    chance = random.Random(f"{stability}/{count}")
    decay = -DEFAULT_PARAMETERS[20]
    factor = 0.9 ** (1 / decay) - 1
    found = []
    for number in range(count):
        days = chance.randint(1, 12)
        share = (1 + factor * days / stability) ** decay
        found.append(Once(f"c{number}", rating, NOW))
        again = 3 if chance.random() < share else 1
        found.append(Once(f"c{number}", again, NOW + timedelta(days=days)))
    return sorted(found, key=lambda one: one.at)


@pytest.mark.parametrize("stability", [0.6, 2.3, 9.0])
def test_the_stability_that_made_the_answers_is_found(stability):
    parameters = fitted(learner(stability, 3000))
    assert parameters[2] == pytest.approx(stability, rel=0.25)
    assert parameters[4:] == tuple(round(one, 4) for one in DEFAULT_PARAMETERS[4:])
    Scheduler(parameters=parameters)


def test_few_answers_change_little_and_too_few_nothing():
    assert fitted(learner(0.5, ENOUGH - 1)) == ()
    assert fitted([]) == ()
    usual = DEFAULT_PARAMETERS[2]
    few, many = (fitted(learner(0.5, count))[2] for count in (ENOUGH, 3000))
    assert many < few < usual


def test_what_was_easier_lasts_no_shorter():
    parameters = fitted(learner(20.0, rating=1) + learner(0.3, rating=4))
    assert list(parameters[:4]) == sorted(parameters[:4])


def test_only_the_first_answer_and_the_next_day_count():
    answers = [
        Once("a", 3, NOW),
        Once("a", 1, NOW + timedelta(minutes=10)),
        Once("a", 1, NOW + timedelta(days=4)),
        Once("a", 3, NOW + timedelta(days=9)),
        Once("b", 1, NOW),
    ]
    assert seconds(answers) == {3: [Second(4, False)]}
