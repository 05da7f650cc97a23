"""A translation says the same numbers, denials and urgency."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.same_meaning import differences


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("Do not press here.", "No presione aquí."),
        ("Hold for 30 seconds, twice.", "Mantenga 30 segundos, dos veces."),
        ("This is an emergency.", "Es una urgencia."),
        ("Often painless.", "A menudo no duele."),
        ("The middle finger.", "El dedo medio."),
    ],
)
def test_the_same_meaning_is_silent(english: str, text: str) -> None:
    assert list(differences(english, text, "es")) == []


@pytest.mark.parametrize(
    ("english", "text", "found"),
    [
        ("Do not press here.", "Presione aquí.", "nothing that says a denial"),
        ("Press here.", "No presione aquí.", "a denial"),
        ("Hold for 30 seconds.", "Mantenga 20 segundos.", "20"),
        ("Four in ten.", "Cinco de diez.", "nothing that says four"),
        ("See a doctor the same day.", "Vea a un médico.", "nothing that says the same day"),
        ("Call an ambulance.", "Llame.", "nothing that says an emergency"),
    ],
)
def test_another_meaning_is_found(english: str, text: str, found: str) -> None:
    assert found in [one for one, _ in differences(english, text, "es")]


def test_of_an_unknown_language_only_figures_are_compared() -> None:
    assert list(differences("No 5.", "Fünf.", "de")) == [("none", "the figures 5")]
    assert list(differences("Not 5.", "5.", "de")) == []
