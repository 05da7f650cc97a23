from __future__ import annotations

import pytest

from nmt_atlas.domain.reading_age import grade, syllables

SPOKEN = {
    1: "the chair breathe used walked stretched knee clothe",
    2: "shoulder muscle people's little table giant nation special headache doing quiet fluid "
    "needed pushes houses patient science being",
    3: "piano video therapist physician area idea’s radio exercise",
    4: "trapezius emergency",
}


@pytest.mark.parametrize("word", [word for words in SPOKEN.values() for word in words.split()])
def test_most_words_are_counted_as_they_are_spoken(word: str) -> None:
    wanted = next(count for count, words in SPOKEN.items() if word in words.split())
    assert syllables(word) == wanted


def test_the_formula() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    two = grade("The cat sat. The dog ran off.")
    assert two == pytest.approx(0.39 * 3.5 + 11.8 - 15.59)


def test_long_words_and_sentences_are_harder() -> None:
    plain = "Sit up. Breathe out. Let the arm hang."
    hard = "Musculoskeletal deconditioning necessitates graduated rehabilitation of the extremity."
    assert grade(plain) < 1
    assert grade(hard) > 15


def test_words_that_must_be_heard_do_not_count() -> None:
    text = "Call an ambulance in an emergency."
    assert grade(text, {"ambulance", "emergency"}) < grade(text) - 5
    assert grade("emergency", {"emergency"}) == 0


def test_what_ends_a_sentence() -> None:
    words = ["one", "two", "three", "four", "five", "six"]
    for mark in (". ", "! ", "? ", ": ", "; ", "... "):
        assert grade(mark.join(words) + ".") == pytest.approx(0.39 * 1 + 11.8 - 15.59)
    assert grade("one two.three four") == pytest.approx(0.39 * 4 + 11.8 - 15.59)


def test_nothing_to_read_is_of_no_grade() -> None:
    assert grade("") == 0.0
    assert grade("12 %, 40!") == 0.0


def test_short_words_have_one_syllable_and_no_word_has_none() -> None:
    assert [syllables(word) for word in ("ion", "Ida", "the", "hmmm")] == [1, 1, 1, 1]
    assert syllables("idea") == 3
    assert syllables("SHOULDER") == 2
    assert syllables("it's") == syllables("it’s") == 1


def test_longer_words_weigh_as_the_formula_says() -> None:
    assert grade("Doing piano.") == pytest.approx(0.39 * 2 + 11.8 * 5 / 2 - 15.59)
