"""Reads the documents again while people look at them, where they have changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor
from contextlib import suppress

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.domain.errors import AtlasError, Problem

_LOG = logging.getLogger(__name__)


class Renewal:
    """Looks whether documents have changed, come or gone, and reads them again.

    The rules are the worker's to check, in a process of its own; what it found is kept by the mark
    of the documents, so that here they are only read.

    Parameters
    ----------
    atlas
        The documents with every body.
    told
        Called with every fault that was not there before.
    """

    def __init__(self, atlas: Atlas, told: Callable[[str], None]) -> None:
        self.atlas = atlas
        self._told = told
        self._known = set(atlas.problems)
        self._failure = ""

    def look(self) -> bool:
        """Read the documents again where they have changed; True where they were.

        It takes milliseconds where nothing has changed, seconds else: not for the event loop.
        Where they cannot be read, what was read before stays, and that is told once.
        """
        atlas = self.atlas
        try:
            if not atlas.changed():
                return False
            with suppress(AtlasError, BrokenExecutor):  # else the rules are checked here
                atlas.pictures.later(_checked, atlas.edition + 1).result()
            problems = atlas.reread()
            atlas.prepare()
        except AtlasError as error:
            if str(error) != self._failure:
                self._failure = str(error)
                self._told(str(error))
            return False
        _LOG.info("documents were read again; faults: %d", len(problems))
        self._failure = ""
        self._tell(problems)
        return True

    def _tell(self, problems: Iterable[Problem]) -> None:
        found = set(problems)
        for problem in sorted(found - self._known, key=str):
            self._told(f"left out: {problem}")
        self._known = found


def _checked(atlas: Atlas, edition: int) -> None:
    """In the worker: check the documents as they stand now."""
    del edition  # it only tells one question from the next
    atlas.reread()
