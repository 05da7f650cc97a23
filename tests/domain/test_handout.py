from __future__ import annotations

import pytest

from nmt_atlas.domain.handout import HandoutError, clean, helps_of


def test_signs_are_taken_apart_by_how_soon() -> None:
    found = helps_of(
        "Emergency: two weak legs. Same day for an X-ray: bone that hurts. Soon: a weak foot. "
        "Most of it starts at the spine: rarely here."
    )
    assert [(one.urgency, one.words) for one in found] == [
        ("emergency", "Two weak legs."),
        ("same-day", "For an X-ray: bone that hurts."),
        ("soon", "A weak foot. Most of it starts at the spine: rarely here."),
    ]


def test_more_words_before_the_colon_are_kept() -> None:
    (only,) = helps_of("Emergency, and no touch: pain on the neck bones after a crash.")
    assert only.words == "And no touch: pain on the neck bones after a crash."


def test_a_second_group_of_the_same_urgency_needs_no_word_of_its_own() -> None:
    found = helps_of("Soon: a weak hand. Soon, too: pain after a fall. Pronto, también: fiebre.")
    assert [one.urgency for one in found] == ["soon", "soon", "soon"]
    assert [one.words for one in found] == ["A weak hand.", "Pain after a fall.", "Fiebre."]


def test_spanish_says_how_soon_as_well() -> None:
    found = helps_of("Emergencia: pérdida de fuerza. El mismo día: fiebre. Pronto: dolor nocturno.")
    assert [one.urgency for one in found] == ["emergency", "same-day", "soon"]


def test_a_sign_of_no_urgency_is_kept() -> None:
    (only,) = helps_of("Pain that nothing eases.")
    assert (only.urgency, only.words) == (None, "Pain that nothing eases.")


def test_notes_lose_control_characters_and_keep_lines() -> None:
    assert clean(" one\r\ntwo\x00\u202ethree\t ", 99, "The note") == "one\ntwo  three"


def test_a_note_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(HandoutError, match="11 characters; there is room for 10"):
        clean("x" * 11, 10, "The note")
