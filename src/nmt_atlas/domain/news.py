"""What is new, read from the list of changes (Keep a Changelog) as plain lines."""

from __future__ import annotations

import re

from nmt_atlas.domain.base import Frozen

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`]+")


class Release(Frozen):
    """One version with its changes, as they are told to people."""

    name: str
    lines: tuple[str, ...]


def read_changes(text: str) -> tuple[Release, ...]:
    """The versions of a list of changes, newest first, each with one line a change.

    Parameters
    ----------
    text
        Markdown: a heading of the second level a version, a list item a change.
    """
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("## "):
            found.append((line[3:].replace("[", "").replace("]", "").strip(), []))
        elif line.startswith("- ") and found:
            found[-1][1].append(line[2:])
        elif line.startswith("  ") and line.strip() and found and found[-1][1]:
            found[-1][1][-1] += f" {line.strip()}"
    return tuple(
        Release(name=name, lines=tuple(_plain(one) for one in lines))
        for name, lines in found
        if lines
    )


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()
