"""What hands do to the open draft: what is typed, chosen, moved, and clicked on the body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nmt_atlas.domain.drafting import Drafting, at
from nmt_atlas.domain.forms import Field, fields_of
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.authoring.bench import Bench
from nmt_atlas.pages.authoring.names import Known
from nmt_atlas.pages.authoring.pointing import named_by
from nmt_atlas.pages.authoring.step_form import QUESTIONS
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.visit import Visit

_NOTHING: tuple[str, str, tuple[tuple[str, str], ...]] = ("", "", ())


class Hands:
    """Changes the open draft.

    Attributes
    ----------
    place
        The step that is worked on, counted from 0; -1 for the lesson itself.
    armed
        The field (pointer) that the next click on the body fills in; "" for none.
    asked
        The field of names that is typed in, what is typed, and what it may mean.
    turn
        Goes to another step; the page sets it.

    Parameters
    ----------
    visit, bench
        The visitor and the draft.
    known
        The documents that fields may name.
    write
        Writes the page anew.
    """

    def __init__(self, visit: Visit, bench: Bench, known: Known, write: Callable[[], None]) -> None:
        self._visit, self._bench, self._known, self._write = visit, bench, known, write
        self.place = -1
        self.turn: Callable[[int], None] = lambda _place: None
        self.rest()

    def rest(self) -> None:
        """Wait for nothing any more."""
        self.armed, self.asked = "", _NOTHING

    def acts(self) -> dict[str, Act]:
        """What its controls do, by the word before the colon of their ids."""
        return {
            "add": lambda _, kind: self.add_step(kind),
            "words": lambda *_: self.add_step("words"),
            "ask": self._ask,
            "pick": lambda where, value: self._put(where, value or None),
            "flag": lambda where, on: self._put(where, bool(on)),
            "del": lambda where, _: self._take_away(where),
            "up": lambda where, _: self._move(where, -1),
            "down": lambda where, _: self._move(where, 1),
            "twin": lambda where, _: self._twin(where),
            "item": lambda where, _: self._more(where),
            "mark": lambda what, on: self._mark(what, on=bool(on)),
            "link": self._linked,
            "arm": lambda where, _: self._arm(where),
            "chosen": lambda where, _: self._take_selected(where),
            "view": lambda where, _: self._capture(where),
            "look": lambda where, _: self.look(where),
        }

    def _change(self, draft: Drafting) -> None:
        self._bench.change(draft)
        self._visit.settled(step=False)

    @property
    def draft(self) -> Drafting:
        """The open draft; an empty one where none is open."""
        return self._bench.draft or Drafting({})

    def add_step(self, kind: str) -> None:
        """Add a step at the end, with a question of a kind where one is named, and go there."""
        if kind and kind != "words" and kind not in QUESTIONS:
            return
        title = self._visit.say("Step {number}", number=len(self.draft.steps) + 1)
        view = self.now()
        draft, place = self.draft.new_step("" if kind == "words" else kind, title, **{})
        self._change(draft.put(f"/steps/{place}/view", view) if view else draft)
        self.turn(place)

    def _ask(self, where: str, kind: str) -> None:
        """Put a question into a step."""
        if kind in QUESTIONS:
            held, place = self.draft.new_step(kind)
            question = at(held.data, f"/steps/{place}/question")
            self._change(self.draft.put(f"{where}/question", question))

    def typed(self, where: str, text: str) -> None:
        """Take what was typed in a field."""
        field = self.field(where)
        if field is None:
            return
        value: object = text
        if field.shape == "number":
            value = int(text) if text.strip().isdecimal() and len(text) < 9 else text
        self._put(where, value if value != "" or field.needed else None)

    def _put(self, where: str, value: object) -> None:
        if self.field(where) is not None:
            self._change(self.draft.put(where, value))

    def _take_away(self, where: str) -> None:
        self._change(self.draft.remove(where))
        if where.startswith("/steps/") and where.count("/") == 2:
            self.turn(min(self.place, len(self.draft.steps) - 1))

    def _move(self, where: str, by: int) -> None:
        before = self.draft
        self._change(before.move(where, by))
        if self.draft is not before and where == f"/steps/{self.place}":
            self.turn(self.place + by)

    def _twin(self, where: str) -> None:
        """Copy a step with ids of its own."""
        step = at(self.draft.data, where)
        if not isinstance(step, dict):
            return
        kind = str((step.get("question") or {}).get("kind", ""))
        fresh, place = self.draft.new_step(kind)
        made = at(fresh.data, f"/steps/{place}")
        twin = {**step, "id": made["id"]}
        if "question" in made and "question" in step:
            twin["question"] = {**step["question"], "id": made["question"]["id"]}
        self._change(self.draft.add("/steps", twin, self.place + 1))
        self.turn(self.place + 1)

    def _more(self, where: str) -> None:
        """One more of several."""
        field = self.field(where)
        if field is not None and field.shape in {"lines", "things"}:
            empty: Any = ""
            if field.shape == "things":
                empty = {one.name: "" for one in field.inner if one.needed}
            self._change(self.draft.add(where, empty))

    def _mark(self, what: str, *, on: bool) -> None:
        where, _, number = what.rpartition(":")
        if number.isdecimal() and len(number) < 3:
            held = {*(at(self.draft.data, where) or ())} - {int(number)}
            self._put(where, sorted({*held, int(number)} if on else held) or None)

    def field(self, where: str) -> Field | None:
        """The field that a pointer names, as the type of the draft tells it; None for none."""
        keys = [one for one in where.split("/")[1:] if not one.isdecimal()]
        kind: Any = Lesson
        if keys[:1] == ["steps"]:
            kind, keys = Step, keys[1:]
            if keys[:1] == ["question"]:
                question = at(self.draft.data, "/".join(where.split("/")[:4])) or {}
                kind, keys = QUESTIONS.get(str(question.get("kind", ""))), keys[1:]
        found: Field | None = None
        fields = fields_of(kind) if kind is not None else ()
        for key in keys:
            found = next((one for one in fields if one.name == key), None)
            fields = found.inner if found else ()
        return found

    # Names and clicks

    def _linked(self, what: str, text: str) -> None:
        where, _, how = what.rpartition(":")
        field = self.field(where)
        if field is None:
            return
        if how == "ask":
            self.asked = (where, text, self._known.meant(field.kinds, text))
            self._write()
            return
        ident = self._known.taken(field.kinds, text)
        if ident:
            self.asked = ("", "", ())
            self._link(where, field, ident)
        else:
            told = self._visit.say("Choose one of the names that are offered.")
            self._visit.tell(told, "draft")

    def _link(self, where: str, field: Field, ident: str, side: str = "") -> None:
        """Name a document in a field; the side that was clicked is kept beside it."""
        held = at(self.draft.data, where)
        if field.shape == "links":
            if ident in (held or ()):
                return
            draft = self.draft.put(where, [*(held or ()), ident])
        else:
            draft = self.draft.put(where, ident)
        beside = f"{where.rpartition('/')[0]}/side"
        sided = self.field(beside)
        if side and sided is not None and side in sided.options and not held:
            draft = draft.put(beside, side)
        self._change(draft)

    def _arm(self, where: str) -> None:
        self.armed = "" if self.armed == where else where
        self._write()

    def take(self, pick: Pick) -> bool:
        """Take a click for the field that waits for one; it waits on where there may be several."""
        field = self.field(self.armed) if self.armed else None
        if field is None:
            return False
        ident, side = named_by(self._visit, field.kinds, pick.part, pick.marker)
        if not ident:
            self._visit.tell(
                self._visit.say("That cannot be named here: click another part."), "draft"
            )
            return True
        where = self.armed
        self.armed = self.armed if field.shape == "links" else ""
        self._link(where, field, ident, side)
        self._write()
        return True

    def _take_selected(self, where: str) -> None:
        field = self.field(where)
        found = (
            [named_by(self._visit, field.kinds, one) for one in self._visit.state.selection]
            if field
            else []
        )
        for ident, side in found if field and field.shape == "links" else found[:1]:
            if ident and field is not None:
                self._link(where, field, ident, side)
        if not any(ident for ident, _ in found):
            self._visit.tell(self._visit.say("Select it on the body first."), "draft")

    # Views

    def now(self) -> dict[str, Any]:
        """What the body shows now, as a document keeps it."""
        state = self._visit.state.changed(body="own")
        return state.model_dump(mode="json", exclude_defaults=True)

    def _capture(self, where: str) -> None:
        self._put(where, self.now())

    def look(self, where: str) -> None:
        """Show the view that is kept at a pointer."""
        held = at(self.draft.data, where)
        if isinstance(held, dict) and held:
            try:
                state = ViewState.model_validate(held)
            except ValueError:
                return
            self._visit.show(state.changed(body=self._visit.state.body))
