"""Positions: how a body stands, sits or lies, as a pose with a name."""

from __future__ import annotations

from types import MappingProxyType

from pydantic import Field

from nmt_atlas.domain.base import Fact, Frozen, Id, Text


class Stance(Frozen):
    """A posture pattern as a pose, drawn as marked as it is shown.

    ``pose`` has the terms; half of each is half as marked. ``words`` say what is drawn, and who
    describes it.
    """

    SILENT = frozenset({"pose"})

    pose: tuple[Text, ...] = Field(min_length=1)
    words: Fact


class Position(Frozen):
    """A position that treatment and palpation name: standing, prone, an arm overhead.

    Attributes
    ----------
    pose
        The terms, as :mod:`nmt_atlas.domain.pose` reads them; none for standing at rest.
    about
        What it is taken for, and what is looked at in it.
    techniques
        Techniques that are done in it.
    client
        How it is taken, in plain words.
    """

    LINKS = MappingProxyType({"techniques": ("condition",)})
    SILENT = frozenset({"pose"})

    id: Id
    name: Text
    synonyms: tuple[str, ...] = ()
    pose: tuple[Text, ...] = ()
    about: Fact
    techniques: tuple[Id, ...] = ()
    client: Text
