"""What people type for a thing that has another name."""

from __future__ import annotations

from types import MappingProxyType

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Text


class Said(Frozen):
    """Words that people type, and what they mean by them: ``kind/id``, the best first."""

    SILENT = frozenset({"means"})

    say: tuple[Text, ...] = Field(min_length=1)
    means: tuple[Text, ...] = Field(min_length=1)


class Everyday(Frozen):
    """Everyday words and groups, in every language.

    ``fillers`` are words that never matter (``of``, ``my``), ``weak`` ones that may be left out
    where nothing is found with them (``pain``); ``joints``
    and ``movements`` are how people call those of the muscle documents.
    """

    LINKS = MappingProxyType({})
    SILENT = frozenset({"fillers", "weak", "joints", "movements"})

    words: tuple[Said, ...]
    fillers: tuple[Text, ...] = ()
    weak: tuple[Text, ...] = ()
    joints: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    movements: dict[str, tuple[Text, ...]] = Field(default_factory=dict)


NOTHING_SAID = Everyday(words=())
"""Where there is no such document."""
