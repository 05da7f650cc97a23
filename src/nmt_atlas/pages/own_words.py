"""Own words to remember something by: written after an answer, shown with every later one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import LONGEST_TEXT, Dated, Kept, cleaned
from nmt_atlas.domain.questions import BaseQuestion
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings
from nmt_atlas.viewer.leaf import Block
from nmt_atlas.viewer.leaf_writing import Writing

_LABEL = mark("My own words to remember it by")
_HINT = mark("Shown with every answer about it, in lessons and in the review.")


class OwnWords:
    """The words of one visitor, by what they are about (``muscle/soleus``).

    Parameters
    ----------
    visit
        Whose they are.
    write
        Writes the page anew, once they were read.
    """

    def __init__(self, visit: Visit, write: Callable[[], None]) -> None:
        self._visit, self._write = visit, write
        self._store = Jottings(visit.store.database)
        self._words: dict[str, str] = {}
        self._asked = False

    def blocks(self, question: BaseQuestion[Any]) -> Iterator[Block]:
        """The field for what a question is about; nothing where it is about no document."""
        about = question.about()
        if not about:
            return
        if not self._asked:
            self._asked = True
            self._visit.keep(lambda: self._store.all(self._visit.learner), self._read)
        key = "/".join(about[0])
        say, value = self._visit.say, self._words.get(key, "")
        yield Writing(id=f"own:{key}", label=say(_LABEL), value=value, lines=2, hint=say(_HINT))

    def take(self, key: str, text: str, _file: str = "") -> None:
        """Keep what was written; nothing takes it away."""
        words = cleaned(text, LONGEST_TEXT)
        if words == self._words.get(key, ""):
            return
        self._words[key] = words
        visit, ident = self._visit, _ident(key)
        if not words:
            visit.keep(lambda: self._store.remove(visit.learner, ident, visit.clock()))
            return
        kept = Kept(id=ident, sort="mnemonic", name=self._named(key), text=words, document=key)
        visit.keep(lambda: self._store.keep(visit.learner, (kept,), visit.clock()))

    def _read(self, things: tuple[Dated, ...]) -> None:
        found = (one.kept for one in things if one.kept.sort == "mnemonic")
        self._words = {one.document: one.text for one in found} | self._words
        if self._words:
            self._write()

    def _named(self, key: str) -> str:
        kind, _, ident = key.partition("/")
        known = self._visit.library.of(kind).get(ident)
        return str(getattr(known, "name", ident))


def _ident(key: str) -> str:
    """One set of words for each document."""
    return f"words-{hashlib.sha256(key.encode()).hexdigest()[:40]}"
