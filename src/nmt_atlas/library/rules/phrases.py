"""Words that a text should not have, with what is said instead: what several rules look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.source import Source
from nmt_atlas.library.library import Library
from nmt_atlas.library.walk import prose


def forbidden(library: Library, phrases: Mapping[str, str], rule: str) -> Iterator[Problem]:
    """Look for phrases in everything but the titles of sources.

    Parameters
    ----------
    library
        The documents.
    phrases
        A pattern, in letters of any case -> what is said instead.
    rule
        The rule that asks.
    """
    for file, document in library.all():
        if isinstance(document, Source):
            continue
        for one in prose(document):
            for pattern, instead in phrases.items():
                for match in re.finditer(pattern, str(one.value), flags=re.IGNORECASE):
                    yield Problem(file, one.pointer, f"“{match.group()}”", instead, rule)
