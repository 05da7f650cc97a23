"""A lesson while it is written: plain data that may be faulty, and steps to take back by name.

A draft is the JSON of a lesson as it would be saved. Every change gives another :class:`Drafting`,
with what it was called, so that it can be undone in words ("delete Step 3").
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nmt_atlas.domain.forms import blank, name_of
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import KINDS, BaseQuestion, kind_name

PREVIEW = "preview-"
"""What the id of a lesson begins with that is only tried out: nothing of it is kept."""

Json = dict[str, Any]
_MOST_STEPS = 200
_KINDS: Mapping[str, type[BaseQuestion[Any]]] = {kind_name(one): one for one in KINDS}

_CHANGED = mark("change {what}")
_ADDED = mark("add {what}")
_REMOVED = mark("delete {what}")
_MOVED = mark("move {what}")
_VERSION = mark("go back to another version")


@dataclass(frozen=True, slots=True)
class Done:
    """A change, and where: ``what`` is its text with a blank (marked), ``where`` in words."""

    what: str
    where: tuple[tuple[str, int], ...]
    pointer: str = ""

    def told(self, say: Say) -> str:
        """What was done, in words."""
        return say(self.what, what=place_told(self.where, say))


@dataclass(frozen=True, slots=True)
class Drafting:
    """A draft with all that was done to it.

    Attributes
    ----------
    data
        The lesson as plain data. It is never changed in place.
    past, future
        What was done and can be taken back, with the data before; what was taken back, with the
        data after.
    """

    data: Json
    past: tuple[tuple[Done, Json], ...] = ()
    future: tuple[tuple[Done, Json], ...] = ()

    @property
    def ident(self) -> str:
        """The lesson's id."""
        return str(self.data.get("id", ""))

    @property
    def steps(self) -> list[Json]:
        """The steps, as far as they are any."""
        found = self.data.get("steps")
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    # Changes

    def put(self, pointer: str, value: object) -> Drafting:
        """Write a value; None takes it away. What is typed on at one place is one change."""
        data = copy.deepcopy(self.data)
        holder, key = _holder(data, pointer)
        if holder is None or at(self.data, pointer) == value:
            return self
        if isinstance(holder, list):
            holder[int(key)] = value
        elif value is None:
            holder.pop(key, None)
        else:
            holder[key] = value
        done = Done(_CHANGED, place_of(pointer), pointer)
        if self.past and self.past[-1][0] == done and isinstance(value, str):
            return replace(self, data=data, future=())
        return self._after(done, data)

    def add(self, pointer: str, value: object, place: int | None = None) -> Drafting:
        """Put something into a list, at its end or at a place."""
        data = copy.deepcopy(self.data)
        holder, key = _holder(data, pointer)
        if not isinstance(holder, dict):
            return self
        items = holder.setdefault(key, [])
        if not isinstance(items, list) or len(items) >= _MOST_STEPS:
            return self
        where = len(items) if place is None else place
        items.insert(where, copy.deepcopy(value))
        return self._after(Done(_ADDED, place_of(f"{pointer}/{where}")), data)

    def remove(self, pointer: str) -> Drafting:
        """Take something out of a list, or a value away."""
        data = copy.deepcopy(self.data)
        holder, key = _holder(data, pointer)
        if isinstance(holder, list) and key.isdecimal() and int(key) < len(holder):
            del holder[int(key)]
        elif isinstance(holder, dict) and key in holder:
            del holder[key]
        else:
            return self
        return self._after(Done(_REMOVED, place_of(pointer)), data)

    def move(self, pointer: str, by: int) -> Drafting:
        """Move something within its list."""
        data = copy.deepcopy(self.data)
        holder, key = _holder(data, pointer)
        if not isinstance(holder, list) or not key.isdecimal():
            return self
        here, there = int(key), int(key) + by
        if not (here < len(holder) and 0 <= there < len(holder)):
            return self
        holder.insert(there, holder.pop(here))
        return self._after(Done(_MOVED, place_of(pointer)), data)

    def replaced(self, data: Json) -> Drafting:
        """Another version in its place."""
        return self if data == self.data else self._after(Done(_VERSION, ()), copy.deepcopy(data))

    def _after(self, done: Done, data: Json) -> Drafting:
        return Drafting(data, (*self.past, (done, self.data))[-200:])

    def undo(self) -> Drafting:
        """Take the last change back."""
        if not self.past:
            return self
        done, before = self.past[-1]
        return Drafting(before, self.past[:-1], (*self.future, (done, self.data)))

    def redo(self) -> Drafting:
        """Do again what was taken back last."""
        if not self.future:
            return self
        done, after = self.future[-1]
        return Drafting(after, (*self.past, (done, self.data)), self.future[:-1])

    # Steps

    def new_step(self, kind: str = "", title: str = "", **values: object) -> tuple[Drafting, int]:
        """Add a step at the end, with a question of a kind where one is named.

        Returns
        -------
        draft, place
            The draft, and the place of the new step.
        """
        place = len(self.steps)
        number = self._free()
        step: Json = {"id": f"step-{number}", "title": title or str(place + 1)}
        if kind in _KINDS:
            step["question"] = {
                "kind": kind,
                **blank(_KINDS[kind]),
                "id": f"{self.ident}-q{number}",
                "sources": list(self.data.get("sources", ()))[:1],
                **values,
            }
        return self.add("/steps", step), place

    def _free(self) -> int:
        """A number that no step and no question of this lesson has."""
        questions = [one.get("question") or {} for one in self.steps]
        ids = [str(one.get("id", "")) for one in (*self.steps, *questions)]
        used = [int(found[0]) for one in ids if (found := re.findall(r"\d+$", one))]
        return max(used, default=0) + 1


def new_lesson(ident: str, title: str, step: str, source: str = "gray-2020") -> Json:
    """A lesson to begin with."""
    return {
        "id": ident,
        "title": title,
        "summary": "",
        "minutes": 10,
        "objectives": [""],
        "author": "",
        "steps": [{"id": "step-1", "title": step, "words": ""}],
        "sources": [source],
    }


def copied(lesson: Mapping[str, Any], ident: str, title: str) -> Json:
    """A copy of a lesson under another id, whose questions have ids of their own."""
    found = copy.deepcopy(dict(lesson)) | {"id": ident, "title": title}
    found.pop("made_from", None)
    for number, step in enumerate(found.get("steps", ()), 1):
        if isinstance(step, dict) and isinstance(step.get("question"), dict):
            step["question"]["id"] = f"{ident}-q{number}"
            step["question"].pop("replaces", None)
    return found


def as_written(lesson: Lesson) -> Json:
    """A lesson as people write it: without what is left at its default, kinds told."""
    data: Json = lesson.model_dump(mode="json", exclude_defaults=True)
    for step, told in zip(lesson.steps, data["steps"], strict=True):
        if step.question is not None:
            told["question"] = {"kind": kind_name(type(step.question)), **told["question"]}
    return data


def text_of(data: Mapping[str, Any]) -> str:
    """The document as a file of it reads."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def ident_of(title: str, taken: Container[str]) -> str:
    """An id for a title, that nothing has yet."""
    words = re.findall(r"[a-z0-9]+", title.lower()) or ["lesson"]
    start = "-".join(words)[:60].strip("-")
    number, found = 1, start
    while found in taken:
        number += 1
        found = f"{start}-{number}"
    return found


def is_tried_out(lesson: str) -> bool:
    """Whether a lesson (id) is a draft that somebody tries out: nothing of it is kept."""
    return lesson.startswith(PREVIEW)


# Places


def at(data: object, pointer: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """What stands at a pointer; None for nothing."""
    for key in _keys(pointer):
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and key.isdecimal() and int(key) < len(data):
            data = data[int(key)]
        else:
            return None
    return data


def _keys(pointer: str) -> list[str]:
    return [one for one in pointer.split("/")[1:] if one]


def _holder(data: Json, pointer: str) -> tuple[Any, str]:
    """What holds the value at a pointer, and the value's key; (None, "") for nothing."""
    *way, key = _keys(pointer) or [""]
    here = at(data, "".join(f"/{one}" for one in way))
    if isinstance(here, dict):
        return here, key
    fits = isinstance(here, list) and key.isdecimal() and int(key) < len(here)
    return (here, key) if fits else (None, "")


def place_of(pointer: str) -> tuple[tuple[str, int], ...]:
    """A pointer as names of fields, each with its number in a list (counted from 1; 0 for none)."""
    found: list[tuple[str, int]] = []
    for key in _keys(pointer):
        if key.isdecimal() and found:
            found[-1] = (found[-1][0], int(key) + 1)
        else:
            found.append((key, 0))
    return tuple(found)


_ONE_OF = {
    "steps": mark("Step {number}"),
    "options": mark("Answer {number}"),
    "reasons": mark("Reason {number}"),
    "pairs": mark("Pair {number}"),
    "objectives": mark("Objective {number}"),
}


def place_told(where: tuple[tuple[str, int], ...], say: Say) -> str:
    """A place in words: ``Step 2 · Answer 3 · Why``."""
    told = []
    for field, number in where:
        if not number:
            told.append(say(name_of(field)))
        elif field in _ONE_OF:
            told.append(say(_ONE_OF[field], number=number))
        else:
            told.append(f"{say(name_of(field))} {number}")
    return " · ".join(told) or say("The lesson")


# Differences


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two versions differ: where, what stood there, what stands there now."""

    pointer: str
    before: str
    after: str


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """In what two versions of a lesson differ; steps are told apart by their ids, not by place."""
    found: list[Difference] = []
    top = {key: value for key, value in old.items() if key != "steps"}
    _compare(top, {key: value for key, value in new.items() if key != "steps"}, "", found)
    before = {_id_of(one): one for one in old.get("steps", ())}
    after = {_id_of(one): (place, one) for place, one in enumerate(new.get("steps", ()))}
    for ident, (place, step) in after.items():
        if ident in before:
            _compare(before[ident], step, f"/steps/{place}", found)
        else:
            found.append(Difference(f"/steps/{place}", "", _shown(step)))
    gone = [(place, one) for place, one in enumerate(old.get("steps", ()))
            if _id_of(one) not in after]  # fmt: skip
    found += [Difference(f"/steps/{place}", _shown(one), "") for place, one in gone]
    kept = [one for one in before if one in after]
    if kept != [one for one in after if one in before]:
        found.append(Difference("/steps", " ".join(kept), " ".join(after)))
    return tuple(found)


def _id_of(step: object) -> str:
    return str(step.get("id", "")) if isinstance(step, Mapping) else ""


def _compare(old: object, new: object, pointer: str, found: list[Difference]) -> None:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and not pointer.endswith("/view"):
        for key in dict.fromkeys((*old, *new)):
            _compare(old.get(key), new.get(key), f"{pointer}/{key}", found)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, both in enumerate(zip(old, new, strict=True)):
            _compare(*both, f"{pointer}/{number}", found)
    else:
        found.append(Difference(pointer, _shown(old), _shown(new)))


def _shown(value: object) -> str:
    """A value in a line."""
    if isinstance(value, Mapping) and "title" in value:
        question = value.get("question")
        told = question.get("prompt", "") if isinstance(question, Mapping) else ""
        value = " · ".join(filter(None, (str(value["title"]), told)))
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"
