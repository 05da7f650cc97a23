"""Answers as JSON: strict, so that what is read back is what was given, on every database."""

from __future__ import annotations

import json

from pydantic import JsonValue

from nmt_atlas.domain.errors import StoreError

LONGEST = 50_000
"""Characters of JSON that one answer may have."""


def dumps(value: object) -> str:
    """Write JSON in ASCII; not-a-number and infinity are errors, for no database reads them."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def checked(answer: JsonValue) -> JsonValue:
    """An answer as it will be read back: tuples become lists, keys become texts.

    Raises
    ------
    StoreError
        Where it cannot be written as JSON, or is too long.
    """
    try:
        text = dumps(answer)
        read: JsonValue = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(
            f"this answer cannot be kept ({error}).",
            remedy="Give texts, numbers, lists and dictionaries of them.",
        ) from error
    if len(text) > LONGEST:
        raise StoreError(
            f"this answer is too long ({len(text):,} characters of JSON).",
            remedy=f"Keep it below {LONGEST:,}.",
        )
    return read
