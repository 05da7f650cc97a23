"""What is new, for the window: read once a process from the list of changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nmt_atlas.domain.news import Release, read_changes

FILE = "CHANGELOG.md"
MOST = 2
"""So many versions are told."""


@cache
def releases(root: Path) -> tuple[Release, ...]:
    """The newest versions with their changes; none where the list is missing."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except OSError:
        return ()
    return read_changes(text)[:MOST]
