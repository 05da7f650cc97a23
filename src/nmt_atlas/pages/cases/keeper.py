"""Who opens, keeps and closes case files for one visitor; the passphrase stays in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from nmt_atlas.domain.casefile import CaseFile, Day
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.later import Later, aside, at_once, to_this_page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.casefile import CaseFiles

T = TypeVar("T")
IDLE = timedelta(minutes=15)
"""An open case file that nobody has touched for so long is closed."""


class Keeper:
    """The case files of this machine, and the one that is open.

    Attributes
    ----------
    files
        Where they lie; None where none are kept: the atlas is served to others too.
    case
        The one that is open; None while all are closed.
    labels
        Their labels, as they were read last.
    busy
        Whether a file is being opened or written.

    Parameters
    ----------
    visit
        The visitor.
    told
        Called when anything has changed.
    """

    def __init__(self, visit: Visit, told: Callable[[], None]) -> None:
        self.visit, self._told = visit, told
        self.files: CaseFiles | None = visit.cases
        self.case: CaseFile | None = None
        self.labels: tuple[str, ...] = ()
        self.busy = False
        self._passphrase = ""
        self._used = visit.clock()
        self._idle = Later(self.expire, rest_ms=int(IDLE.total_seconds() * 1000))

    @property
    def on(self) -> bool:
        """Whether case files are kept on this machine."""
        return self.files is not None and self.files.on

    @property
    def today(self) -> date:
        """The date here and now."""
        return self._now().astimezone().date()

    def _now(self) -> datetime:
        return self.visit.clock()

    def look(self) -> None:
        """Read which files there are; close what nobody has touched for long."""
        self.labels = self.files.labels() if self.files else ()
        self.expire()

    def expire(self) -> None:
        """Close the file where nobody has touched it for long."""
        if self.case and self._now() - self._used >= IDLE:
            self.close()

    def used(self) -> None:
        """Somebody does something: the time begins anew."""
        self._used = self._now()
        if self.case and to_this_page() is not at_once:
            self._idle()

    # Switching on and off

    def switch(self, *, on: bool) -> None:
        """Keep case files on this machine, or no more."""
        files = self.files
        if files is not None:
            self._do(files.switch_on if on else files.switch_off, lambda _: self.look())

    # One file

    def open(self, label: str, passphrase: str) -> None:
        """Open a case file."""
        files = self.files
        if files is not None and not self.busy:
            self._do(lambda: files.read(label, passphrase), lambda one: self._at(one, passphrase))

    def begin(self, label: str, passphrase: str) -> None:
        """Begin a case file; one that is there is never written over."""
        files, say = self.files, self.visit.say
        if files is None or self.busy:
            return
        if label in files.labels():
            self.visit.tell(say("There is a case file “{name}” already.", name=label), "cases")
            return

        def work() -> CaseFile:
            files.path(label)
            made = CaseFile(label=label)
            files.keep(made, passphrase)
            return made

        self._do(work, lambda one: self._at(one, passphrase))

    def add(self, more: Day, then: Callable[[], None]) -> None:
        """Keep more under a date; ``then`` is called once it is written."""
        if self.case is not None:
            self._keep(self.case.added(more), then)

    def drop(self, day: date) -> None:
        """Take a date out."""
        if self.case is not None:
            self._keep(self.case.without(day))

    def erase(self, label: str) -> None:
        """Erase a case file, open or not."""
        files = self.files
        if files is not None:
            if self.case and self.case.label == label:
                self.close()
            self._do(lambda: files.erase(label), lambda _: self.look())

    def close(self) -> None:
        """Close the file and forget the passphrase."""
        self.case, self._passphrase = None, ""
        self._told()

    def _keep(self, case: CaseFile, then: Callable[[], None] = lambda: None) -> None:
        files, passphrase = self.files, self._passphrase
        if files is None or self.busy:
            return

        def work() -> CaseFile:
            files.keep(case, passphrase)
            return case

        def kept(one: CaseFile) -> None:
            self._at(one, passphrase)
            then()

        self._do(work, kept)

    def _at(self, case: CaseFile, passphrase: str) -> None:
        self.case, self._passphrase = case, passphrase
        self.look()
        self.used()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something with the files beside the event loop, and tell where it fails."""

        def attempt() -> tuple[T | None, StoreError | None]:
            try:
                return work(), None
            except StoreError as error:
                return None, error

        def done(found: tuple[T | None, StoreError | None]) -> None:
            self.busy = False
            made, error = found
            if error is None:
                then(made)  # type: ignore[arg-type]
            else:
                self.visit.tell(self._named(error), "cases")
            self._told()

        self.busy = True
        self._told()
        aside(attempt, done)

    def _named(self, error: StoreError) -> str:
        """Why it failed, with the file's name: it lies on the visitor's own machine."""
        say = self.visit.say
        why = say(error.public)
        return say(NAMED, file=error.where, why=why) if error.where else why


NAMED = mark("{file}: {why}")
