"""The words of a lesson's step: paragraphs and lists, with bold and slanted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_atlas.pages.rich import Rich

_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*")
_BULLET = re.compile(r"^\s*[-*•]\s+")


def paragraphs(text: str) -> tuple[Rich, ...]:
    """A step's words as paragraphs; a line that begins with ``-`` is an item of a list.

    ``**words**`` are bold, ``*words*`` slanted. All else is text, whatever it looks like.
    """
    return tuple(emphasised(one) for one in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        item = _BULLET.match(line)
        if (item or not line.strip()) and lines:
            yield " ".join(lines)
            lines = []
        if item:
            lines.append(f"• {line[item.end() :].strip()}")
        elif line.strip():
            lines.append(line.strip())


def emphasised(text: str) -> Rich:
    """Text whose marked words are bold or slanted."""
    found, end = Rich(), 0
    for one in _EMPHASIS.finditer(text):
        bold, slanted = one.groups()
        found = found + text[end : one.start()]
        found = found + (Rich.bold(bold) if bold else Rich.italic(slanted))
        end = one.end()
    return found + text[end:]
