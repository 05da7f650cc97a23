"""The information card: what is known of the selected structure."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.domain.referral import Muscle, TriggerPoint
from nmt_atlas.pages.bits import (
    ESSENTIAL,
    SPILLOVER,
    action,
    alert,
    column,
    fact,
    heading,
    listed,
    row,
    words,
)
from nmt_atlas.pages.session import Session

_TEACHES = mark(
    "This teaches; it does not diagnose. The same area can hurt from joints, nerves, organs or "
    "vessels."
)
_SIDES = {"right": mark("right side"), "left": mark("left side")}
_ZONE_SIDES = {"opposite": mark("(other side)"), "both": mark("(both sides)")}
_RARITY = {"occasional": mark("Charted as occasional."), "rare": mark("Charted as rare.")}


class InfoCard:
    """The right side of the Explore page.

    Parameters
    ----------
    session
        The visitor.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.view = column(min_height=200)
        self._shown: object = None
        session.param.watch(lambda _event: self.update(), ["state", "taste"])
        self.update()

    def __panel__(self) -> Any:
        """The card as Panel objects."""
        return self.view

    def update(self) -> None:
        """Write the card anew where the selection, paint or language changed."""
        state = self.session.state
        key = (
            state.body,
            state.selection,
            state.overlay,
            self.session.taste.language,
            state.nerve,
        )
        if key == self._shown:
            return
        self._shown = key
        parts = [
            self.session.body.context.parts[name]
            for name in state.selection
            if name in self.session.body.context.parts
        ]
        if not parts:
            self.view.objects = self._welcome()
        elif len(parts) == 1:
            self.view.objects = self._about(parts[0])
        else:
            self.view.objects = self._several(parts)

    def _welcome(self) -> list[Any]:
        session, say = self.session, self.session.say
        counts = session.atlas.counts(session.state.body)
        examples = {
            say("Piriformis"): partial(session.reveal, "piriformis"),
            say("Upper trapezius"): partial(session.reveal, "trapezius-upper"),
            say("Sciatic nerve"): partial(self._follow, "sciatic-nerve", "right"),
            say("Median nerve"): partial(self._follow, "median-nerve", "right"),
        }
        return [
            heading(say("The body is yours to explore"), 2),
            words(
                say(
                    "Click a muscle to see its trigger points and the pain that they are charted "
                    "to refer, or find a structure by name."
                )
            ),
            words(
                say(
                    "{muscles} muscle parts, {bones} bones and {nerves} nerve parts are shown; "
                    "{trigger_points} trigger points are charted so far.",
                    **counts,
                ),
                quiet=True,
            ),
            row(
                *(
                    action(name, "play_arrow", show, variant="outlined")
                    for name, show in examples.items()
                ),
                margin=(6, 8),
            ),
            alert(say(_TEACHES), "info"),
            *self._english_documents(),
        ]

    def _english_documents(self) -> list[Any]:
        """Say which texts are English where the interface is not."""
        if self.session.taste.language not in self.session.atlas.library.languages:
            return []
        text = self.session.say("Texts that are not translated yet are shown in English.")
        return [words(text, quiet=True)]

    def _follow(self, nerve: str, side: str) -> None:
        self.session.mode = "nerves"
        self.session.follow(nerve, side)

    def _several(self, parts: list[Part]) -> list[Any]:
        names = self.session.body.names(self.session.taste.language)
        return [
            heading(self.session.say("{count} structures", count=len(parts)), 2),
            *(words(names[part.id]) for part in parts),
        ]

    def _about(self, part: Part) -> list[Any]:
        context = self.session.body.context
        structure = context.structures[part.structure]
        muscle = self.session.library.muscles.get(structure.whole)
        say = self.session.say
        side = f" · {say(_SIDES[part.side])}" if part.side in _SIDES else ""
        head = [
            heading(context.name(structure.id, self.session.taste.language), 2),
            words(f"<i>{structure.latin}</i>{side}" if structure.latin else side, quiet=True),
        ]
        if part.stand_in:
            text = say("Shown from the atlas's own body: this body lacks it.")
            head.append(words(text, quiet=True))
        if muscle is None:
            return [*head, *self._plain(structure)]
        return [
            *head,
            *self._points(muscle, structure, part),
            self._reading(f"muscle/{muscle.id}"),
            *self._facts(muscle),
            *self._nerves(muscle, part),
            *self._evidence(muscle),
        ]

    def _plain(self, structure: Structure) -> list[Any]:
        library, say = self.session.library, self.session.say
        items: list[Any] = []
        if structure.synonyms:
            items.append(fact(say("Also called"), listed(structure.synonyms, say)))
        for nerve in library.nerves.values():
            if structure.id in nerve.parts:
                items.append(words(nerve.course[0].words))
                items.append(
                    action(
                        say("Follow this nerve"),
                        "route",
                        partial(self._follow, nerve.id, self._side()),
                        variant="outlined",
                    )
                )
                items.append(self._reading(f"nerve/{nerve.id}"))
        if structure.fma:
            items.append(words(structure.fma, quiet=True))
        return items

    def _reading(self, document: str) -> Any:
        """A way from the card to the whole document."""
        return action(
            self.session.say("Read it in the library"),
            "menu_book",
            partial(self._read, document),
            margin=(2, 10),
        )

    def _read(self, document: str) -> None:
        self.session.document = document
        self.session.mode = "library"

    def _side(self) -> str:
        selection = self.session.state.selection
        return "left" if selection and selection[0].endswith("-left") else "right"

    def _points(self, muscle: Muscle, structure: Structure, part: Part) -> list[Any]:
        mine = [p for p in muscle.trigger_points if p.part == structure.id]
        others = [p for p in muscle.trigger_points if p.part != structure.id]
        say = self.session.say
        items: list[Any] = [heading(say("Trigger points and referred pain"), 3)]
        if not muscle.trigger_points:
            items.append(words(say("No trigger point is charted here yet."), quiet=True))
            return items
        items.append(_legend(say))
        for point in mine:
            items.append(self._point(point, part.side))
        if others:
            items.append(heading(say("In its other parts"), 4))
            items.extend(self._point(point, part.side) for point in others)
        return items

    def _point(self, point: TriggerPoint, side: str) -> Any:
        say = self.session.say
        tag = f"{point.id}:{side}"
        switch = pmui.Switch(
            label=point.name,
            value=tag in self.session.state.overlay,
            margin=(2, 10, 0, 10),
            size="small",
        )
        switch.param.watch(
            lambda _event: self.session.show(
                actions.toggle_overlay(self.session.state, point.id, side)
            ),
            "value",
        )
        lines = [
            words(
                f'<span style="color:{ESSENTIAL if zone.kind == "essential" else SPILLOVER}">●'
                f"</span> {zone.words} {say(_ZONE_SIDES.get(zone.side, ''))}",
                margin=(0, 10, 0, 46),
            )
            for zone in point.zones
        ]
        for extra in (point.phenomena, say(_RARITY.get(point.rarity, "")), point.note):
            if extra:
                lines.append(words(extra, quiet=True, margin=(0, 10, 0, 46)))
        return column(switch, *lines)

    def _facts(self, muscle: Muscle) -> list[Any]:
        library, say = self.session.library, self.session.say
        doing = "; ".join(f"{one.joint}: {one.movement}" for one in muscle.actions)
        nerves = "; ".join(
            f"{one.nerve} ({', '.join(one.roots)})" if one.roots else one.nerve
            for one in muscle.innervation
        )
        items = [
            heading(say("Anatomy"), 3),
            fact(say("Origin"), muscle.origin.text),
            fact(say("Insertion"), muscle.insertion.text),
            fact(say("Actions"), doing),
            fact(say("Nerve"), nerves),
        ]
        items += [words(one.note, quiet=True) for one in muscle.innervation if one.note]
        for label, ids in (
            (say("Works with"), muscle.synergists),
            (say("Works against"), muscle.antagonists),
        ):
            names = [library.muscles[i].name for i in ids if i in library.muscles]
            if names:
                items.append(fact(label, listed(names, say)))
        return [*items, *_handling(muscle, say)]

    def _nerves(self, muscle: Muscle, part: Part) -> list[Any]:
        library = self.session.library
        say = self.session.say
        traps = [library.entrapments[i] for i in muscle.entraps if i in library.entrapments]
        side = part.side if part.side != "midline" else "right"
        return [
            item
            for trap in traps
            for item in (
                heading(say("A nerve runs here"), 3),
                words(trap.words.text),
                action(
                    say("Show the {nerve}", nerve=library.nerves[trap.nerve].name.lower())
                    if trap.nerve in library.nerves
                    else say("Show the nerve"),
                    "route",
                    partial(self._show_trap, trap, side),
                    variant="outlined",
                ),
            )
        ]

    def _show_trap(self, trap: Entrapment, side: str) -> None:
        """Lay the nerve open beside the muscle, keeping the painted pain."""
        self.session.show(self.session.body.with_nerve(self.session.state, trap.nerve, side))

    def _evidence(self, muscle: Muscle) -> list[Any]:
        library, say = self.session.library, self.session.say
        cited: dict[str, None] = {}
        for ids in (
            muscle.origin.sources,
            muscle.action_sources,
            muscle.evidence.sources,
            *(point.sources for point in muscle.trigger_points),
        ):
            cited.update(dict.fromkeys(ids))
        lines = [
            f"{source.authors} ({source.year}). {source.title}."
            for source in (library.sources.get(i) for i in cited)
            if source is not None
        ]
        return [
            heading(say("How sure is this?"), 3),
            words(muscle.evidence.note),
            pmui.Details(
                *(words(line, quiet=True) for line in lines),
                title=say("Sources ({count})", count=len(lines)),
                sizing_mode="stretch_width",
                margin=(2, 6),
            ),
            alert(say(_TEACHES), "info"),
        ]


def _legend(say: Say) -> Any:
    return words(
        f'<span style="color:{ESSENTIAL}">●</span> '
        f"{say('essential zone (nearly always charted)')} "
        f'<span style="color:{SPILLOVER}">●</span> {say("spillover zone (sometimes)")}',
        quiet=True,
    )


def _handling(muscle: Muscle, say: Say) -> list[Any]:
    items: list[Any] = []
    feel = muscle.palpation
    if feel is not None:
        items += [
            heading(say("Finding it by hand"), 3),
            words(f"{feel.position} {feel.landmark} {feel.direction} {feel.felt}"),
            alert(feel.avoid, "warning"),
        ]
    for label, text in (
        (say("What overloads it"), muscle.overload),
        (say("Stretch"), muscle.stretch),
        (say("Strengthen"), muscle.strengthen),
    ):
        if text is not None:
            items.append(fact(label, text.text))
    if muscle.self_care:
        items.append(fact(say("Self-care"), muscle.self_care))
    return items
