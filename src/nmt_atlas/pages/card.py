"""The information card: what is known of the selected structure."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import Part, Structure
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

_TEACHES = (
    "This teaches; it does not diagnose. The same area can hurt from joints, nerves, organs or "
    "vessels."
)


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
        session.param.watch(lambda _event: self.update(), "state")
        self.update()

    def __panel__(self) -> Any:
        """The card as Panel objects."""
        return self.view

    def update(self) -> None:
        """Write the card anew where the selection, paint or language changed."""
        state = self.session.state
        key = (state.body, state.selection, state.overlay, state.language, state.nerve)
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
        counts = self.session.atlas.counts(self.session.state.body)
        return [
            heading("The body is yours to explore", 2),
            words(
                "Click a muscle to see its trigger points and the pain that they are charted to "
                "refer, or find a structure by name."
            ),
            words(
                f"{counts['muscles']} muscle parts, {counts['bones']} bones and "
                f"{counts['nerves']} nerve parts are shown; {counts['trigger_points']} trigger "
                "points are charted so far.",
                quiet=True,
            ),
            row(
                action(
                    "Piriformis",
                    "play_arrow",
                    partial(self.session.reveal, "piriformis"),
                    variant="outlined",
                ),
                action(
                    "Upper trapezius",
                    "play_arrow",
                    partial(self.session.reveal, "trapezius-upper"),
                    variant="outlined",
                ),
                action(
                    "Sciatic nerve",
                    "play_arrow",
                    partial(self._follow, "sciatic-nerve", "right"),
                    variant="outlined",
                ),
                action(
                    "Median nerve",
                    "play_arrow",
                    partial(self._follow, "median-nerve", "right"),
                    variant="outlined",
                ),
                margin=(6, 8),
            ),
            alert(_TEACHES, "info"),
        ]

    def _follow(self, nerve: str, side: str) -> None:
        self.session.mode = "nerves"
        self.session.follow(nerve, side)

    def _several(self, parts: list[Part]) -> list[Any]:
        context = self.session.body.context
        language = self.session.state.language
        return [
            heading(f"{len(parts)} structures", 2),
            *(words(f"{context.name(part.structure, language)} ({part.side})") for part in parts),
        ]

    def _about(self, part: Part) -> list[Any]:
        context = self.session.body.context
        structure = context.structures[part.structure]
        muscle = self.session.atlas.library.muscles.get(structure.whole)
        side = "" if part.side == "midline" else f" · {part.side} side"
        head = [
            heading(context.name(structure.id, self.session.state.language), 2),
            words(f"<i>{structure.latin}</i>{side}" if structure.latin else side, quiet=True),
        ]
        if part.stand_in:
            head.append(words("Shown from the atlas's own body: this body lacks it.", quiet=True))
        if muscle is None:
            return [*head, *self._plain(structure)]
        return [
            *head,
            *self._points(muscle, structure, part),
            *self._facts(muscle),
            *self._nerves(muscle, part),
            *self._evidence(muscle),
        ]

    def _plain(self, structure: Structure) -> list[Any]:
        library = self.session.atlas.library
        items: list[Any] = []
        if structure.synonyms:
            items.append(fact("Also called", listed(structure.synonyms)))
        for nerve in library.nerves.values():
            if structure.id in nerve.parts:
                items.append(words(nerve.course[0].words))
                items.append(
                    action(
                        "Follow this nerve",
                        "route",
                        partial(self._follow, nerve.id, self._side()),
                        variant="outlined",
                    )
                )
        if structure.fma:
            items.append(words(structure.fma, quiet=True))
        return items

    def _side(self) -> str:
        selection = self.session.state.selection
        return "left" if selection and selection[0].endswith("-left") else "right"

    def _points(self, muscle: Muscle, structure: Structure, part: Part) -> list[Any]:
        mine = [p for p in muscle.trigger_points if p.part == structure.id]
        others = [p for p in muscle.trigger_points if p.part != structure.id]
        items: list[Any] = [heading("Trigger points and referred pain", 3)]
        if not muscle.trigger_points:
            items.append(words("No trigger point is charted here yet.", quiet=True))
            return items
        items.append(_legend())
        for point in mine:
            items.append(self._point(point, part.side))
        if others:
            items.append(heading("In its other parts", 4))
            items.extend(self._point(point, part.side) for point in others)
        return items

    def _point(self, point: TriggerPoint, side: str) -> Any:
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
                f"</span> {zone.words}{_side_words(zone.side)}",
                margin=(0, 10, 0, 46),
            )
            for zone in point.zones
        ]
        for extra in (point.phenomena, _rarity(point), point.note):
            if extra:
                lines.append(words(extra, quiet=True, margin=(0, 10, 0, 46)))
        return column(switch, *lines)

    def _facts(self, muscle: Muscle) -> list[Any]:
        library = self.session.atlas.library
        doing = "; ".join(f"{one.joint}: {one.movement}" for one in muscle.actions)
        nerves = "; ".join(
            f"{one.nerve} ({', '.join(one.roots)})" if one.roots else one.nerve
            for one in muscle.innervation
        )
        items = [
            heading("Anatomy", 3),
            fact("Origin", muscle.origin.text),
            fact("Insertion", muscle.insertion.text),
            fact("Actions", doing),
            fact("Nerve", nerves),
        ]
        items += [words(one.note, quiet=True) for one in muscle.innervation if one.note]
        for label, ids in (
            ("Works with", muscle.synergists),
            ("Works against", muscle.antagonists),
        ):
            names = [library.muscles[i].name for i in ids if i in library.muscles]
            if names:
                items.append(fact(label, listed(names)))
        return [*items, *_handling(muscle)]

    def _nerves(self, muscle: Muscle, part: Part) -> list[Any]:
        library = self.session.atlas.library
        traps = [library.entrapments[i] for i in muscle.entraps if i in library.entrapments]
        side = part.side if part.side != "midline" else "right"
        return [
            item
            for trap in traps
            for item in (
                heading("A nerve runs here", 3),
                words(trap.words.text),
                action(
                    f"Show the {library.nerves[trap.nerve].name.lower()}"
                    if trap.nerve in library.nerves
                    else "Show the nerve",
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
        library = self.session.atlas.library
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
            heading("How sure is this?", 3),
            words(muscle.evidence.note),
            pmui.Details(
                *(words(line, quiet=True) for line in lines),
                title=f"Sources ({len(lines)})",
                sizing_mode="stretch_width",
                margin=(2, 6),
            ),
            alert(_TEACHES, "info"),
        ]


def _legend() -> Any:
    return words(
        f'<span style="color:{ESSENTIAL}">●</span> essential zone (nearly always charted) '
        f'<span style="color:{SPILLOVER}">●</span> spillover zone (sometimes)',
        quiet=True,
    )


def _side_words(side: str) -> str:
    return {"opposite": " (other side)", "both": " (both sides)"}.get(side, "")


def _rarity(point: TriggerPoint) -> str:
    return "" if point.rarity == "common" else f"Charted as {point.rarity}."


def _handling(muscle: Muscle) -> list[Any]:
    items: list[Any] = []
    feel = muscle.palpation
    if feel is not None:
        items += [
            heading("Finding it by hand", 3),
            words(f"{feel.position} {feel.landmark} {feel.direction} {feel.felt}"),
            alert(feel.avoid, "warning"),
        ]
    for label, text in (
        ("What overloads it", muscle.overload),
        ("Stretch", muscle.stretch),
        ("Strengthen", muscle.strengthen),
    ):
        if text is not None:
            items.append(fact(label, text.text))
    if muscle.self_care:
        items.append(fact("Self-care", muscle.self_care))
    return items
