"""The open draft on its page: what can be done, what is wrong, its steps, and the form of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain.drafting import Drafting, at, differences, place_of, place_told
from nmt_atlas.domain.forms import kind_title
from nmt_atlas.domain.language import Say
from nmt_atlas.pages.authoring.bench import Bench
from nmt_atlas.pages.authoring.form import Form
from nmt_atlas.pages.authoring.step_form import kinds_of, lesson_form, step_form
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, File, Heading, Line, Shelf

_FAULTS, _VERSIONS, _CHANGES = 30, 12, 40


def draft_blocks(
    visit: Visit, bench: Bench, form: Form, place: int, opened: str
) -> Iterator[Block]:
    """The blocks of the open draft.

    Parameters
    ----------
    place
        The step that is worked on, counted from 0; -1 for the lesson itself.
    opened
        Which shelf is unfolded: ``faults``, ``steps``, ``versions`` or ``rest``.
    """
    draft, say = bench.draft, visit.say
    if draft is None:
        return
    yield Buttons(buttons=(Button(id="shelf:", label=say("All lessons of your own")),))
    yield Heading(text=str(draft.data.get("title") or say("Without a name")), level=2)
    yield _tools(bench, say)
    yield from _faults(bench, say, opened)
    yield from _steps(bench, draft, form, place, opened)
    yield from step_form(form, draft, place) if place >= 0 else lesson_form(form)
    yield from _versions(bench, draft, say, opened)
    yield from _rest(bench, say, opened)


def _tools(bench: Bench, say: Say) -> Block:
    undo = say("Undo: {what}", what=bench.undo_name) if bench.can_undo else say("Undo")
    redo = say("Redo: {what}", what=bench.redo_name) if bench.can_redo else say("Redo")
    return Buttons(
        id="tools",
        label=say("The draft"),
        buttons=(
            Button(id="save:", label=say("Save"), main=True),
            Button(id="try:", label=say("Preview"), told=say("Preview: take it as a student")),
            Button(id="undo:", label=say("Undo"), told=undo, off=not bench.can_undo),
            Button(id="redo:", label=say("Redo"), told=redo, off=not bench.can_redo),
        ),
    )


def _faults(bench: Bench, say: Say, opened: str) -> Iterator[Block]:
    """What is wrong, in words; each leads to where it is."""
    count = len(bench.faults)
    if not count:
        told = say("Being checked …") if bench.checking else say("Nothing is wrong with it.")
        yield words(told, "quiet" if bench.checking else "success", "checked")
        return
    lines = [
        Line(
            id=f"fault:{one.pointer}",
            label=place_told(place_of(one.pointer), say),
            hint=say("Found {found}; expected {expected}", found=one.found, expected=one.expected),
        )
        for one in bench.faults[:_FAULTS]
    ]
    yield Shelf(
        id="faults",
        title=say("To mend"),
        count=count,
        open=opened == "faults",
        items=tuple(lines) if opened == "faults" else (),
    )


def _steps(bench: Bench, draft: Drafting, form: Form, place: int, opened: str) -> Iterator[Block]:
    """The lesson and its steps; the one that is worked on is marked."""
    say = form.say
    faulty = {one.pointer.split("/")[2] for one in bench.faults
              if one.pointer.startswith("/steps/")}  # fmt: skip
    lines = [Line(id="part:", label=say("About the lesson"), on=place < 0)]
    for number, step in enumerate(draft.steps):
        question = step.get("question")
        kind = question.get("kind", "") if isinstance(question, dict) else ""
        hints = (say(kind_title(str(kind))) if kind else say("Words"),
                 say("to mend") if str(number) in faulty else "")  # fmt: skip
        lines.append(
            Line(
                id=f"part:{number}",
                label=f"{number + 1}. {_title(step, say)}",
                hint=" · ".join(filter(None, hints)),
                on=number == place,
            )
        )
    title = say("Steps")
    is_open = place < 0 or opened == "steps"
    count = len(draft.steps)
    items = tuple(lines) if is_open else ()
    yield Shelf(id="steps", title=title, count=count, open=is_open, items=items)
    yield Buttons(buttons=(Button(id="words:", label=say("Add a step with words")),))
    yield kinds_of(form, f"add:{len(draft.steps)}", say("Add a step with a question"))


def _title(step: dict[str, Any], say: Say) -> str:
    prompt = at(step, "/question/prompt")
    text = " ".join(str(prompt or step.get("title") or say("Without a name")).split())
    return text if len(text) <= 70 else f"{text[:69]}…"


def _versions(bench: Bench, draft: Drafting, say: Say, opened: str) -> Iterator[Block]:
    """What was saved before, and in what each differs from the draft."""
    known = bench.own.versions(draft.ident)
    saved = bench.own.read(draft.ident)
    if not known and saved is None:
        return
    is_open = opened == "versions"
    yield Shelf(id="versions", title=say("Versions"), count=len(known) + (saved is not None),
                open=is_open)  # fmt: skip
    if not is_open:
        return
    if saved is not None:
        yield words(say("What differs from what is saved:"), "quiet")
        yield from _changes(saved, draft, say)
    for one in known[:_VERSIONS]:
        day = f"{say.date(one.saved.date())} {one.saved:%H:%M} UTC"
        count = len(differences(bench.own.version(draft.ident, one.number) or {}, draft.data))
        label = say("Version {number} of {day}", number=one.number, day=day)
        told = say.plural(count, "{count} difference", "{count} differences")
        back = say("Go back to version {number}", number=one.number)
        yield words(f"{label} · {told}", "quiet")
        yield Buttons(buttons=(Button(id=f"version:{one.number}", label=back),))


def _changes(saved: dict[str, Any], draft: Drafting, say: Say) -> Iterator[Block]:
    found = differences(saved, draft.data)
    for one in found[:_CHANGES]:
        where = place_told(place_of(one.pointer), say)
        empty = say("nothing")
        told = say("{where}: from “{before}” to “{after}”", where=where,
                   before=one.before or empty, after=one.after or empty)  # fmt: skip
        yield words(told)
    if not found:
        yield words(say("Nothing differs."))


def _rest(bench: Bench, say: Say, opened: str) -> Iterator[Block]:
    """Hand it on as a file; throw it away."""
    is_open = opened == "rest"
    yield Shelf(id="rest", title=say("File, delete"), count=3, open=is_open,
                counted=say("JSON"))  # fmt: skip
    if not is_open:
        return
    yield File(label=say("Take it away as a file (JSON)"), href=bench.file())
    yield Buttons(
        buttons=(
            Button(id="drop:", label=say("Throw the draft away")),
            Button(id="remove:", label=say("Take the saved lesson out of the list")),
        )
    )
