"""Addresses that name what is shown and tell only what differs: ``?show=muscle/piriformis:right``.

What stands before a view is a document with its side, or a prepared view (``show=view/…``). Every
other key of the view takes the place of what that shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from nmt_atlas.domain.language import ENGLISH, Say, mark
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.view_state import Known, ViewState, pairs_of

KEY = "show"
"""The key of an address that names what is shown."""
_NOT_SHOWN = mark("The atlas shows nothing as “{name}”; the rest of the link was restored.")


def spread(
    raw: Mapping[str, str], known: Known, say: Say = ENGLISH.say
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keys of an address with those of what it names below them.

    Returns
    -------
    keys, notices
        The keys, and a sentence where nothing is shown by that name.
    """
    named = raw.get(KEY, "")
    if not named:
        return dict(raw), ()
    base = known.shown(named) if known.shown else None
    if base is None:
        return dict(raw), (say(_NOT_SHOWN, name=short(named)),)
    return {**pairs_of(base.to_query()), **raw}, ()


def told_from(state: ViewState, name: str, base: ViewState) -> str:
    """The query of a state that tells only what differs from what ``name`` shows."""
    there, here = pairs_of(base.to_query()), pairs_of(state.to_query())
    differs = {key: value for key, value in here.items() if there.get(key) != value}
    default = ViewState().model_dump(mode="json")
    for key in there:
        if key not in here:
            differs[key] = _default(default[key])
    return urlencode({KEY: name, **differs}, quote_via=quote, safe=",:/")


def shortest(state: ViewState, bases: Iterable[tuple[str, ViewState]]) -> str:
    """The shortest query that leads to a state; bases are names with what they show."""
    queries = [state.to_query()]
    queries += [told_from(state, name, base) for name, base in bases if base.body == state.body]
    return min(queries, key=len)


def _default(value: object) -> str:
    """The default of a key as an address tells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(str(one) for one in value)
    return "null" if value is None else str(value)
