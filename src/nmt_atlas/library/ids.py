"""Looking up by id, with help where the id is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from nmt_atlas.domain.errors import UnknownIdError

Value = TypeVar("Value")


def by_id(found: Mapping[str, Value], wanted: str, what: str) -> Value:
    """The value with an id.

    Raises
    ------
    UnknownIdError
        With the closest ids that exist.
    """
    try:
        return found[wanted]
    except KeyError:
        raise UnknownIdError(
            f"There is no {what} “{wanted}”.", remedy=did_you_mean(wanted, found)
        ) from None


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """A sentence that offers the closest known ids; empty where none is close."""
    close = difflib.get_close_matches(wanted, list(dict.fromkeys(known)), n=3, cutoff=0.6)
    return f"Did you mean {', '.join(f'“{one}”' for one in close)}?" if close else ""
