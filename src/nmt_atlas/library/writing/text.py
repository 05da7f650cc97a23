"""An article as plain text, for terminals and files without markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from nmt_atlas.domain.language import ENGLISH, Say
from nmt_atlas.library.writing.evidence import EVIDENCE
from nmt_atlas.library.writing.page import TEACHES, Article, Item, Passage, Reference, Section

_LOUD = {"caution": "! ", "emergency": "!! "}


def as_text(page: Article, say: Say = ENGLISH.say, width: int = 88) -> str:
    """An article in lines.

    Parameters
    ----------
    page
        What to write.
    say
        Gives the interface's words in the reader's language.
    width
        Characters of a line.
    """
    lines = [page.title, *([say(page.subtitle)] if page.subtitle else [])]
    for section in page.sections:
        lines += ["", *_section(section, say, width)]
    if page.evidence is not None:
        note = f"{say(EVIDENCE[page.evidence.kind])}. {page.evidence.note}"
        lines += ["", say("How sure is this?"), *_wrapped(note, "  ", width)]
    if page.sources:
        lines += ["", say("Sources ({count})", count=len(page.sources))]
        for one in page.sources:
            lines += _wrapped(f"{one.authors} ({one.year}). {one.title}. [{one.id}]", "  ", width)
    lines += ["", *_wrapped(say(TEACHES), "", width)]
    return "\n".join(lines).strip() + "\n"


def _section(section: Section, say: Say, width: int) -> Iterator[str]:
    if section.title:
        yield say(section.title)
    indent = "  " if section.title else ""
    for passage in section.passages:
        yield from _passage(passage, say, indent, width)
    for item in section.items:
        yield from _item(item, say, indent, width)
    yield from _linked(section.references, indent, width)


def _item(item: Item, say: Say, indent: str, width: int) -> Iterator[str]:
    number = f"{item.number}. " if item.number else ""
    yield f"{indent}{number}{say(item.title)}"
    for passage in item.passages:
        yield from _passage(passage, say, f"{indent}  ", width)
    for inner in item.items:
        yield from _item(inner, say, f"{indent}  ", width)
    yield from _linked(item.references, f"{indent}  ", width)


def _passage(passage: Passage, say: Say, indent: str, width: int) -> Iterator[str]:
    label = f"{say(passage.label)}: " if passage.label else ""
    after = f" {say(passage.after)}" if passage.after else ""
    note = f" ({passage.note})" if passage.note else ""
    cited = f" [{', '.join(passage.sources)}]" if passage.sources else ""
    loud = _LOUD.get(passage.tone, "")
    yield from _wrapped(f"{loud}{label}{say(passage.text)}{after}{note}{cited}", indent, width)


def _linked(found: Iterable[Reference], indent: str, width: int) -> Iterator[str]:
    names = [f"{one.name} ({one.id})" for one in found]
    if names:
        yield from _wrapped(f"→ {', '.join(names)}", indent, width)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), width, initial_indent=indent, subsequent_indent=f"{indent}  "
    )
