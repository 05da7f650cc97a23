"""Text with emphasis. Text is text: whatever is not said here in so many words is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from nmt_atlas.viewer.leaf import Run

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>&#!~|+={}^$@]|[.:](?=\S)|^[-]|-(?=-)|(?<=-)-|^\d+[.)]",
)
"""Characters that Markdown or HTML might take for markup."""

_TAGS = {"strong": ("<b>", "</b>"), "em": ("<i>", "</i>"), "small": ("<small>", "</small>")}


@dataclass(frozen=True)
class Rich:
    """Text that our own code has given emphasis.

    Attributes
    ----------
    runs
        Words, each in one style.
    """

    runs: tuple[Run, ...] = ()

    @classmethod
    def plain(cls, text: str) -> Rich:
        """Text without emphasis."""
        return cls((Run(text=text),) if text else ())

    @classmethod
    def bold(cls, text: str) -> Rich:
        """Text in bold letters."""
        return cls((Run(text=text, style="strong"),) if text else ())

    @classmethod
    def italic(cls, text: str) -> Rich:
        """Text in slanted letters."""
        return cls((Run(text=text, style="em"),) if text else ())

    @classmethod
    def latin(cls, text: str) -> Rich:
        """A Latin name: in slanted letters, and read aloud as Latin."""
        return cls((Run(text=text, style="em", lang="la"),) if text else ())

    @classmethod
    def english(cls, text: str) -> Rich:
        """English text on a page of another language."""
        return cls((Run(text=text, lang="en"),) if text else ())

    @classmethod
    def small(cls, text: str) -> Rich:
        """Text in small letters."""
        return cls((Run(text=text, style="small"),) if text else ())

    @classmethod
    def dot(cls, color: str) -> Rich:
        """A dot in a colour (hex)."""
        return cls((Run(color=color),))

    def __add__(self, other: Rich | str) -> Rich:
        """Both, one after the other."""
        return Rich((*self.runs, *rich(other).runs))

    def __bool__(self) -> bool:
        """True where there is anything to read."""
        return bool(self.runs)

    def markup(self) -> str:
        """As Material's texts take it, which read HTML and Markdown: every word escaped."""
        return "".join(map(_marked_up, self.runs))

    def __str__(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def rich(text: Rich | str) -> Rich:
    """Text as rich text; a plain one has no emphasis, whatever stands in it."""
    return text if isinstance(text, Rich) else Rich.plain(text)


def inert(text: str) -> str:
    """Text that neither HTML nor Markdown takes for markup; it reads the same."""
    return _MARKDOWN.sub(lambda found: "".join(map(_entity, found[0])), text)


def titled(text: str) -> str:
    """Text for the titles of Material's cards and folds, which read HTML."""
    return escape(text)


def _entity(char: str) -> str:
    return char if char.isalnum() else f"&#{ord(char)};"


def _marked_up(run: Run) -> str:
    before, after = _TAGS.get(run.style, ("", ""))
    dot = f'<span style="color:{run.color}">●</span> ' if run.color else ""
    return f"{dot}{before}{_folded(run.text)}{after}"


def _folded(text: str) -> str:
    """The words on one line, since blank and indented lines mean something in Markdown."""
    line = inert(" ".join(text.split()))
    return f"{' ' * text[:1].isspace()}{line}{' ' * (text[-1:].isspace() and len(text) > 1)}"
