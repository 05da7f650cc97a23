"""Words that somebody has typed: kept as they are, told apart, turning no others round."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_JOINERS = "\u200c\u200d"
"""What joins the signs of one emoji, or keeps letters apart, is part of the word."""
_ISOLATE, _END = "\u2068", "\u2069"
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


def legible(text: str) -> str:
    """The text without control characters and signs that change its direction; a space for each."""
    return "".join(one if one.isprintable() or one in _JOINERS else " " for one in text)


def isolated(text: str) -> str:
    """The text fit to stand in a sentence: what is read from the right turns only itself."""
    if any(unicodedata.bidirectional(one) in _FROM_THE_RIGHT for one in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def told_apart(names: Iterable[str], nameless: str) -> tuple[str, ...]:
    """Names as a list shows them: equal ones are numbered, and one that is empty has a word.

    Parameters
    ----------
    names
        As somebody has typed them.
    nameless
        What stands for a name in which there is nothing to be seen.
    """
    shown = [" ".join(legible(name).split()) for name in names]
    shown = [isolated(name) if _seen(name) else nameless for name in shown]
    often, so_far = Counter(shown), Counter[str]()
    found = []
    for name in shown:
        so_far[name] += 1
        found.append(f"{name} ({so_far[name]})" if often[name] > 1 else name)
    return tuple(found)


def _seen(name: str) -> bool:
    return any(one not in _JOINERS and not one.isspace() for one in name)
