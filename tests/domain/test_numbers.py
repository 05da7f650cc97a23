"""Numbers in texts: digits and words, ranges, units, shares."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.numbers import numbers
from nmt_atlas.domain.quantity import Quantity, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about five to seven centimetres below", ("five to seven centimetres", 50, 70, "mm")),
        ("at 5–7 cm", ("5–7 cm", 50, 70, "mm")),
        ("two fingers below", ("two fingers", 30, 40, "mm")),
        ("in nine of ten people", ("nine of ten", 90, 90, "percent")),
        ("in about 85 of 100 limbs", ("85 of 100", 85, 85, "percent")),
        ("one person in ten", ("one person in ten", 10, 10, "percent")),
        ("a pooled 83.1 %", ("83.1 %", 83.1, 83.1, "percent")),
        ("flexed to 90 degrees", ("90 degrees", 90, 90, "degrees")),
        ("a right angle (90°)", ("90°", 90, 90, "degrees")),
        ("held for one minute", ("one minute", 60, 60, "seconds")),
        ("the first three and a half toes", ("three and a half", 3.5, 3.5, "")),
        ("the next three fingers", ("three", 3, 3, "")),
        ("one and a half of them", ("one and a half", 1.5, 1.5, "")),
        ("6,062 cadavers", ("6,062", 6062, 6062, "")),
        ("after two weeks", ("two weeks", 14, 14, "days")),
    ],
)
def test_a_number_is_read(text: str, expected: tuple[str, float, float, str]) -> None:
    (found,) = numbers(text)
    assert (found.text, found.low, found.high, found.unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["from C5 and T12", "one of them", "the other one", "CNV3", "tp1", "(Smoll 2010)"]
)
def test_names_and_pronouns_are_no_numbers(text: str) -> None:
    assert list(numbers(text)) == []


def test_several_numbers_of_a_text() -> None:
    found = [one.text for one in numbers("16.9 % of 6,062 cadavers; 3 to 4 mm")]
    assert found == ["16.9 %", "6,062", "3 to 4 mm"]


def test_a_range_is_told() -> None:
    assert told(50, 70, "mm") == "5 to 7 cm"
    assert told(3, 3, "mm") == "3 mm"
    assert told(83.1, 90, "percent") == "83.1 to 90 %"
    assert told(30, 60, "seconds") == "30 to 60 seconds"


def test_the_range_holds_every_reading() -> None:
    reading = {"low": 30, "high": 95, "of": "limbs", "source": "gray-2020"}
    data = {"id": "a", "name": "A", "text": "A.", "unit": "percent", "about": ["a"]}
    good = Quantity.model_validate({**data, "low": 30, "high": 95, "readings": [reading]})
    assert (good.told, good.sources) == ("30 to 95 %", ("gray-2020",))
    with pytest.raises(ValidationError, match="holds every reading"):
        Quantity.model_validate({**data, "low": 40, "high": 95, "readings": [reading]})
