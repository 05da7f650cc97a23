"""A plan on paper: its words, and tables with room for what is measured later."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.base import Frozen, Text
from nmt_atlas.domain.handout import Advice, Key


class PlanSheet(Frozen):
    """All words of a printed plan, in its language.

    Attributes
    ----------
    title, about
        What it is, and from when on.
    cares
        What a session is given with care for.
    goals
        A table: its heads, then a row a goal, whose last cells are empty to be filled in.
    course
        How often, and when it is looked at again.
    steps
        The work in its order, under headings.
    found
        What was measured and tested, as a table with heads.
    notes, foot
        Somebody's own words, and how sure this is.
    legend, picture
        What the picture's colours mean, and what it shows in words.
    words
        The headings of the sheet by what they are for.
    """

    language: str = "en"
    title: Text
    about: str = ""
    cares: tuple[str, ...] = ()
    goals: tuple[tuple[str, ...], ...] = ()
    course: tuple[str, ...] = ()
    steps: tuple[tuple[str, tuple[Advice, ...]], ...] = ()
    found: tuple[tuple[str, ...], ...] = ()
    notes: str = ""
    legend: tuple[Key, ...] = ()
    picture: str = ""
    words: Mapping[str, str] = {}
    foot: tuple[str, ...] = ()
