"""What is one person's own: language, theme, keys, tone of skin. Nobody follows or undoes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import ValidationError

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.skin_look import SKIN, Tone

Language = Literal["en", "la", "es"]
Theme = Literal["light", "dark"]
Switch = Literal["on", "off"]


class Taste(Frozen):
    """How a person reads: apart from what is shown, which others may see and follow.

    Attributes
    ----------
    language
        The interface's and the names' language; ``la`` is English with Latin names.
    theme
        Light or dark ground.
    letters
        Whether keys of one sign do something: who speaks to the machine, or meets keys by
        accident, turns them off.
    tone
        Which tone of skin the body is shown in; kept by the browser, and no address carries it on.
    welcome
        Whether the first screen's doors are still shown; no address carries it on.
    """

    language: Language = "en"
    theme: Theme = "light"
    letters: Switch = "on"
    tone: Tone = SKIN.plain
    welcome: bool = True

    def changed(self, **changes: object) -> Self:
        """A copy with some values changed (validated)."""
        return type(self).model_validate({**self.model_dump(), **changes})

    def to_pairs(self) -> dict[str, str]:
        """The taste as keys of an address; defaults are left out."""
        return self.model_dump(exclude_defaults=True, exclude={"tone", "welcome"})


PLAIN = Taste()
"""English on a light ground."""


def read_taste(values: Mapping[str, str]) -> tuple[Taste, tuple[str, ...]]:
    """Read a taste from an address, key by key; the tone of skin stands in none.

    Returns
    -------
    taste, refused
        What could be read, and the keys that could not.
    """
    taste, refused = PLAIN, []
    for key in Taste.model_fields:
        if key in values and key != "tone":
            try:
                taste = taste.changed(**{key: values[key]})
            except ValidationError:
                refused.append(key)
    return taste, tuple(refused)
