"""The nerve view: a nerve's course step by step, and the narrow places on it."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point
from nmt_atlas.domain.nerve import Entrapment, Nerve
from nmt_atlas.pages.bits import action, alert, column, fact, heading, listed, words
from nmt_atlas.pages.session import Session


class NervePanel:
    """Choose a nerve, follow it, and read about its narrow places.

    Parameters
    ----------
    session
        The visitor.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.view = column()
        self.steps = column()
        self._syncing = False
        self._build()
        session.param.watch(lambda _event: self._sync(), "state")
        session.on_language(self._build)

    def __panel__(self) -> Any:
        """The panel as Panel objects."""
        return self.view

    def _build(self) -> None:
        """Make every control in the visitor's language."""
        say = self.session.say
        nerves = sorted(self.session.library.nerves.values(), key=lambda nerve: nerve.name)
        self.nerve = pmui.Select(
            label=say("Nerve"),
            options={say("Choose…"): ""} | {n.name: n.id for n in nerves},
            value="",
            size="small",
            margin=(10, 10, 4, 10),
            sizing_mode="stretch_width",
        )
        self.side = pmui.RadioButtonGroup(
            label=say("Side"),
            options={say("Right"): "right", say("Left"): "left"},
            value="right",
            size="small",
            margin=(4, 10),
            sizing_mode="stretch_width",
        )
        self.nerve.param.watch(lambda _event: self._chosen(), "value")
        self.side.param.watch(lambda _event: self._chosen(), "value")
        self._sync()
        self.view.objects = [
            self.nerve,
            self.side,
            self.steps,
            action(
                say("Back to the whole body"),
                "accessibility_new",
                self._leave,
                variant="outlined",
                margin=(8, 10),
            ),
        ]

    def _chosen(self) -> None:
        if self._syncing:
            return
        if self.nerve.value:
            self.session.follow(self.nerve.value, self.side.value)
        else:
            self._leave()

    def _leave(self) -> None:
        state = actions.leave_nerve(self.session.state)
        self.session.show(state.changed(focus=(), camera="anterior"))

    def _sync(self) -> None:
        nerve_id, _, side = self.session.state.nerve.partition(":")
        nerve = self.session.library.nerves.get(nerve_id)
        self._syncing = True
        try:
            self.nerve.value = nerve_id if nerve else ""
            if nerve:
                self.side.value = side
        finally:
            self._syncing = False
        self.steps.objects = (
            self._about(nerve, side)
            if nerve
            else [
                words(
                    self.session.say(
                        "Choose a nerve to follow it from its roots to the skin that it serves."
                    )
                )
            ]
        )

    def _about(self, nerve: Nerve, side: str) -> list[Any]:
        library, say = self.session.library, self.session.say
        items: list[Any] = [words(f"<i>{nerve.latin}</i>", quiet=True)]
        if nerve.roots:
            items.append(fact(say("Roots"), f"{', '.join(nerve.roots)}. {nerve.roots_note}"))
        if nerve.variants:
            items += self._courses(nerve)
        items.append(heading(say("Its course"), 3))
        for number, station in enumerate(nerve.course, start=1):
            items.append(words(f"<b>{number}. {station.name}</b>  {station.words}"))
            if station.entrapment and station.entrapment in library.entrapments:
                items.append(self._narrow(library.entrapments[station.entrapment], side))
        listed_here = {station.entrapment for station in nerve.course}
        rest = [e for e in library.entrapments_of(nerve.id) if e.id not in listed_here]
        if rest:
            items.append(heading(say("More narrow places"), 3))
            items.extend(self._narrow(trap, side) for trap in rest)
        if nerve.territory_words:
            items += [heading(say("The skin that it serves"), 3), words(nerve.territory_words)]
        muscles = [library.muscles[i].name for i in nerve.supplies if i in library.muscles]
        if muscles:
            items.append(fact(say("Muscles"), listed(muscles, say)))
        return items

    def _courses(self, nerve: Nerve) -> list[Any]:
        """A switch between the usual course and the others, with how often each is found."""
        say, chosen = self.session.say, self.session.state.variant
        names = {say("Usual course"): ""} | {one.name: one.structure for one in nerve.variants}
        switch = pmui.Select(
            label=say("Course shown"),
            options=names,
            value=chosen if chosen in names.values() else "",
            size="small",
            margin=(10, 10, 4, 10),
            sizing_mode="stretch_width",
        )
        switch.param.watch(
            lambda event: self.session.show(actions.take_course(self.session.state, event.new)),
            "value",
        )
        shown = next((one for one in nerve.variants if one.structure == chosen), None)
        if shown is None:
            return [switch, words(nerve.usual, quiet=True)]
        return [switch, words(shown.words), words(f"{shown.frequency}.", quiet=True)]

    def _narrow(self, trap: Entrapment, side: str) -> Any:
        library, say = self.session.library, self.session.say
        imitators = [
            say(
                "{point} of {muscle}",
                point=library.trigger_point(point).name,
                muscle=library.muscle_with_point(point).name.lower(),
            )
            for point in trap.imitators
            if point in library.trigger_points
        ]
        return pmui.Card(
            words(trap.words.text),
            fact(say("Felt as"), trap.symptoms.text),
            *([fact(say("Can look like it"), listed(imitators, say))] if imitators else []),
            *(fact(say("Test"), test.text) for test in trap.tests),
            alert(trap.refer_when.text, "warning"),
            action(
                say("Look closely"),
                "zoom_in",
                partial(self._close, trap, side),
                variant="outlined",
            ),
            title=say("Narrow place: {name}", name=trap.name),
            collapsed=True,
            sizing_mode="stretch_width",
            margin=(4, 8),
            outlined=True,
        )

    def _close(self, trap: Entrapment, side: str) -> None:
        at = mirror_point(trap.at) if side == "left" else trap.at
        self.session.focus_on(at, 120.0, self.session.body.facing_point(at))
