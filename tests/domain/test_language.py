from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.language import ENGLISH, Catalogue, Texts, blanks, mark
from nmt_atlas.domain.view_state import read_query

SPANISH = Catalogue(
    language="es",
    structures={"sacrum": "Sacro"},
    interface={"Hide": "Ocultar", "{count} bones": "{count} huesos"},
)


def test_a_text_is_given_in_its_language_and_else_in_english() -> None:
    assert SPANISH.say("Hide") == "Ocultar"
    assert SPANISH.say("{count} bones", count=3) == "3 huesos"
    assert SPANISH.say("{count} nerves", count=2) == "2 nerves"
    assert ENGLISH.say("{count} bones", count=3) == "3 bones"
    assert SPANISH.name("sacrum", "Sacrum") == "Sacro"
    assert SPANISH.name("ulna", "Ulna") == "Ulna"


def test_braces_without_values_stay() -> None:
    assert ENGLISH.say("a {b}") == "a {b}"
    assert mark("Hide") == "Hide"


def test_no_text_is_empty() -> None:
    with pytest.raises(ValidationError):
        Texts.model_validate({"sacrum": ""})


def test_the_blanks_of_a_text() -> None:
    assert blanks("{b} of {a}") == {"a", "b"}
    assert blanks("none") == frozenset()
    assert blanks("{a") == {"{a"}, "what cannot be read equals no other text's blanks"


def test_notices_of_a_link_are_in_the_readers_language() -> None:
    english = "This body has no “{names}” ({key}); everything else was restored."
    spanish = Catalogue(language="es", interface={english: "Falta «{names}» ({key})."})
    _, said = read_query("selection=wing", {"sacrum"}, spanish.say)
    assert said == ("Falta «wing» (selection).",)
    assert read_query("selection=wing", {"sacrum"})[1][0].startswith("This body has no “wing”")


@pytest.mark.parametrize(
    "text", ["{x} cosas", "{} cosas", "{count:q} cosas", "{count.y}", "{", "{count!x}"]
)
def test_a_translation_with_other_blanks_falls_back_to_english(text: str) -> None:
    spoilt = Catalogue(language="es", interface={"{count} things": text})
    assert spoilt.say("{count} things", count=3) == "3 things"


def test_counts_numbers_and_days_are_written_as_the_language_has_them() -> None:
    words = {"{count} bone": "{count} hueso", "{count} bones": "{count} huesos"}
    spanish = Catalogue(language="es", interface=words)
    for say, one, many in ((ENGLISH.say, "1 bone", "1,206 bones"), (spanish.say, "1 hueso", "")):
        assert say.plural(1, "{count} bone", "{count} bones") == one
        assert say.plural(1206, "{count} bone", "{count} bones") == (many or "1206 huesos")
        assert say.plural(0, "{count} bone", "{count} bones").startswith("0 ")
    assert spanish.say.plural(12_345, "{count} bone", "{count} bones") == "12.345 huesos"
    assert (ENGLISH.say.number(12_345.5), spanish.say.number(12_345.5)) == ("12,345.5", "12.345,5")
    day = date(2026, 11, 30)
    assert ENGLISH.say.date(day) == "November 30, 2026"
    assert spanish.say.date(day) == "30 de noviembre de 2026"
    assert Catalogue(language="la").say.number(0.5) == "0.5"
