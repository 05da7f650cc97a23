"""The draft that is open: what is done to it, what is wrong with it, where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from nmt_atlas.atlas.drafts import faults_of
from nmt_atlas.domain.drafting import (
    PREVIEW,
    Drafting,
    Json,
    as_written,
    copied,
    ident_of,
    new_lesson,
    text_of,
)
from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.drafts import file_of
from nmt_atlas.library.lesson_imports import Heading, lesson_of
from nmt_atlas.library.own_writing import NotWrittenError, OwnDocuments
from nmt_atlas.library.reading import parse_json, validate
from nmt_atlas.pages.later import Later, aside, when_done
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.reach import REACHED
from nmt_atlas.viewer.sheets import SHEETS

_REST_MS = 600
_SOURCE = "gray-2020"
_KEPT_HERE = mark("{why} The draft is kept as long as this window is open.")


class Listed(NamedTuple):
    """A lesson of one's own: whether it is saved, and whether it is being written."""

    ident: str
    title: str
    saved: bool
    begun: bool


class Bench:
    """The draft of one visitor; it is an undoer (see :class:`nmt_atlas.pages.visit.Undoer`).

    Attributes
    ----------
    own
        Where drafts and lessons are written.
    draft
        The open draft; None while none is.
    faults
        What is wrong with it, as far as that is known.
    checking
        Whether the rules have not answered yet.
    listed
        All that can be gone on with, as it was last looked through.

    Parameters
    ----------
    visit
        The visitor.
    write
        Writes the page anew.
    """

    def __init__(self, visit: Visit, write: Callable[[], None]) -> None:
        self._visit = visit
        self._write = write
        self.own = OwnDocuments(
            visit.atlas.paths, lambda: REACHED.may_author and visit.may("author")
        )
        self.draft: Drafting | None = None
        self.faults: tuple[Problem, ...] = ()
        self.checking = False
        self.listed: tuple[Listed, ...] = ()
        self._file: tuple[str, str] = ("", "")
        self._rest = Later(self._rested, _REST_MS)
        self._unkept: dict[str, Drafting] = {}

    # Opening

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of all that can be gone on with."""
        return tuple(dict.fromkeys((*self._unkept, *self.own.drafts(), *self.own.ids())))

    def list(self) -> None:
        """Look through what can be gone on with, in a thread: files are read."""
        aside(self._look_through, self._listed)

    def _look_through(self) -> tuple[Listed, ...]:
        drafts, saved = set(self.own.drafts()), set(self.own.ids())
        found = []
        for ident in self.known:
            held = self._unkept.get(ident)
            data = held.data if held else self.own.draft(ident) or self.own.read(ident) or {}
            title = str(data.get("title") or ident)
            found.append(Listed(ident, title, ident in saved, ident in drafts or held is not None))
        return tuple(sorted(found, key=lambda one: one.title.casefold()))

    def _listed(self, found: tuple[Listed, ...]) -> None:
        if found != self.listed:
            self.listed = found
            if self.draft is None:
                self._write()

    def open(self, ident: str) -> bool:
        """Go on with a draft, or with a lesson of one's own; False where there is none."""
        if self.draft is not None and self.draft.ident == ident:
            return True
        held = self._unkept.get(ident)
        data = self.own.draft(ident) or self.own.read(ident)
        if held is None and data is None:
            return False
        self._take_up(held or Drafting(data or {}))
        return True

    def begin(self) -> None:
        """Begin a lesson."""
        say = self._visit.say
        title = say("My lesson")
        ident = ident_of(f"own {title}", self._taken)
        self._take_up(Drafting(new_lesson(ident, title, say("Look"), self._source)), keep=True)

    def copy(self, lesson: Lesson) -> None:
        """Begin with a copy of a lesson."""
        ident = ident_of(f"own {lesson.id}", self._taken)
        title = self._visit.say("{title} (my copy)", title=lesson.title)
        self._take_up(Drafting(copied(as_written(lesson), ident, title)), keep=True)

    def take_in(self, text: str, name: str, begun: Callable[[], None]) -> None:
        """Begin with a file: a lesson as JSON, faults and all, or questions as CSV or GIFT.

        It is read in a thread; what nothing can be made of is told.
        """
        aside(partial(self._read_in, text, name), partial(self._was_read, begun))

    def _read_in(self, text: str, name: str) -> tuple[Json | None, str]:
        """The lesson that a file makes, and what is told of it."""
        file = Path(name)
        title = file.stem.replace("-", " ").replace("_", " ").capitalize() or "Lesson"
        if file.suffix.lower() == ".json":
            data, problems = parse_json(text, name)
            if not isinstance(data, dict) or "steps" not in data:
                why = f" {problems[0]}" if problems else ""
                return None, self._visit.say("This file is no lesson.") + why
            title = str(data.get("title") or title)
            data.pop("$schema", None)
            return copied(data, ident_of(f"own {title}", self._taken), title), ""
        ident = ident_of(f"own {title}", self._taken)
        try:
            found = lesson_of(text, file, Heading(ident, title, self._source))
        except AtlasError as error:
            return None, str(error)
        left = "; ".join(found.left_out[:5])
        told = self._visit.say("Left out: {what}", what=left) if left else ""
        return as_written(found.lesson), told

    def _was_read(self, begun: Callable[[], None], found: tuple[Json | None, str]) -> None:
        data, told = found
        if told:
            self._visit.tell(told, "import")
        if data is not None:
            self._take_up(Drafting(data), keep=True)
            begun()

    def close(self) -> None:
        """Put the draft away."""
        self._rest.now()
        self.draft, self.faults = None, ()

    @property
    def _source(self) -> str:
        sources = self._visit.library.sources
        return _SOURCE if _SOURCE in sources else next(iter(sources), _SOURCE)

    @property
    def _taken(self) -> frozenset[str]:
        return frozenset((*self._visit.library.lessons, *self.known))

    def _take_up(self, draft: Drafting, *, keep: bool = False) -> None:
        self.draft = draft
        self._check_form()
        if keep:
            self._keep()
        self._ask_rules()

    # Changing

    def change(self, draft: Drafting) -> None:
        """Go on with a changed draft: what is wrong with it is told while one writes."""
        if draft is self.draft:
            return
        self.draft = draft
        self._check_form()
        self._write()
        self._rest()

    @property
    def can_undo(self) -> bool:
        """True where there is a step to take back."""
        return bool(self.draft and self.draft.past)

    @property
    def can_redo(self) -> bool:
        """True where a step was taken back."""
        return bool(self.draft and self.draft.future)

    @property
    def undo_name(self) -> str:
        """What the step back takes back, in the visitor's language; "" where there is none."""
        return self.draft.past[-1][0].told(self._visit.say) if self.draft and self.can_undo else ""

    @property
    def redo_name(self) -> str:
        """What the step forward does again; "" where there is none."""
        draft = self.draft
        return draft.future[-1][0].told(self._visit.say) if draft and self.can_redo else ""

    def undo(self) -> None:
        """Take the last change back."""
        if self.draft is not None:
            self.change(self.draft.undo())
            self._visit.settled(step=False)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.draft is not None:
            self.change(self.draft.redo())
            self._visit.settled(step=False)

    # What is wrong

    def _check_form(self) -> None:
        """Whether it is a lesson at all; that is known at once."""
        if self.draft is not None:
            self.faults = validate(Lesson, self.draft.data, file_of(self.draft.ident))[1]
            self.checking = not self.faults

    def _rested(self) -> None:
        self._keep()
        self._ask_rules()

    def _ask_rules(self, then: Callable[[], None] | None = None) -> None:
        """Have the worker hold the draft against every rule."""
        draft = self.draft
        if draft is None or not self.checking:
            if then is not None:
                then()
            return
        asked = self._visit.atlas.pictures.later(faults_of, text_of(draft.data))
        when_done(asked, partial(self._ruled, draft, then))

    def _ruled(
        self, draft: Drafting, then: Callable[[], None] | None, faults: tuple[Problem, ...]
    ) -> None:
        if self.draft is not None and self.draft.data == draft.data:
            self.faults, self.checking = faults, False
            self._write()
            if then is not None:
                then()

    # Keeping

    def _keep(self) -> None:
        """Write the draft beside the lessons; where that fails it is kept here, and told."""
        draft = self.draft
        if draft is not None:
            aside(partial(self._try, self.own.keep_draft, draft.data), partial(self._kept, draft))

    @staticmethod
    def _try(work: Callable[[Any], object], data: Any) -> str:
        """Why something was not written; "" where it was."""
        try:
            work(data)
        except NotWrittenError as error:
            return error.public
        return ""

    def _kept(self, draft: Drafting, why: str) -> None:
        if not why:
            self._unkept.pop(draft.ident, None)
            return
        self._unkept[draft.ident] = draft
        say = self._visit.say
        self._visit.tell(say(_KEPT_HERE, why=say(why)), "draft")

    def save(self) -> None:
        """Write it among the lessons of one's own, where nothing is wrong with it."""
        self._ask_rules(self._save)

    def _save(self) -> None:
        draft, say = self.draft, self._visit.say
        if draft is None:
            return
        if self.faults:
            told = say("Mend what is marked first: the draft is kept as it is.")
            self._visit.tell(told, "draft")
            return
        aside(partial(self._try, self._publish, draft.data), partial(self._saved, draft))

    def _publish(self, data: Json) -> None:
        self.own.save(data)
        self.own.drop_draft(str(data["id"]))

    def _saved(self, draft: Drafting, why: str) -> None:
        say = self._visit.say
        if why:
            self._kept(draft, why)
        else:
            self._unkept.pop(draft.ident, None)
            title = str(draft.data.get("title", ""))
            told = say("“{title}” is saved. It stands among the lessons in a moment.", title=title)
            self._visit.tell(told, "draft")
        self._write()

    def file(self) -> str:
        """The address of the draft as a file; the same until it has changed."""
        text = text_of(self.draft.data) if self.draft else ""
        if self._file[0] != text or not SHEETS.holds(self._file[1]):
            self._file = (text, SHEETS.put("lesson.json", text.encode()))
        return self._file[1]

    def drop(self) -> None:
        """Throw the draft away; a lesson that was saved stays."""
        draft, self.draft = self.draft, None
        if draft is not None:
            self._unkept.pop(draft.ident, None)
            self._done(self.own.drop_draft, draft.ident)

    def remove(self) -> None:
        """Take the lesson out of one's own; its versions stay, and so does the draft."""
        if self.draft is not None:
            self._done(self.own.remove, self.draft.ident)

    def _done(self, work: Callable[[str], object], ident: str) -> None:
        why = self._try(work, ident)
        if why:
            self._visit.tell(self._visit.say(why), "draft")

    def restore(self, number: int) -> None:
        """Go back to a version; that can be undone like any change."""
        draft = self.draft
        data = self.own.version(draft.ident, number) if draft else None
        if draft is not None and data is not None:
            self.change(draft.replaced(data))

    # Trying it out

    def preview(self) -> Lesson | None:
        """The draft to be tried out, faulty questions left out; None where it is no lesson."""
        draft = self.draft
        if draft is None:
            return None
        data = {**draft.data, "id": f"{PREVIEW}{draft.ident}", "prerequisites": []}
        lesson, faults = validate(Lesson, data, file_of(draft.ident))
        if lesson is None:
            kept = Lesson.spared(data, [one.pointer for one in faults])
            lesson = None if kept is None else validate(Lesson, kept, "")[0]
        return lesson

    def view_at(self, place: int) -> ViewState | None:
        """What a student sees at a step, counted from 0; None where the draft is no lesson yet."""
        lesson = self.preview()
        return None if lesson is None else lesson.view_at(place)
