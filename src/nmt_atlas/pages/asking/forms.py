"""The controls that questions share, as blocks of a leaf.

What a control is pressed for stands before the colon of its id; the
:class:`~nmt_atlas.pages.asking.answering.Answering` does it: ``choose:`` with the place of a
choice answers at once, ``set:`` keeps a value in the draft, ``pick:control:value`` as well,
``done:`` answers with the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Draft
from nmt_atlas.pages.asking.asked import Asked
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Select, Switch, Text, Typed

_MARKS = {
    (True, True): mark("{choice}: your choice, right"),
    (True, False): mark("{choice}: your choice"),
    (False, True): mark("{choice}: right"),
}


def quiet(asked: Asked[Any], text: str) -> Text:
    """What to do, in quiet words."""
    return Text(runs=Rich.plain(asked.say(text)).runs, tone="quiet")


def done(asked: Asked[Any], *, off: bool = False) -> Buttons:
    """The button that answers with what the controls hold."""
    button = Button(id="done:", label=asked.say("That is my answer"), main=True, off=off)
    return Buttons(buttons=(button,))


def looked_back(
    asked: Asked[Any], labels: Mapping[str, str], chosen: Collection[str], right: Collection[str]
) -> list[Block]:
    """What there was to choose among, with what was chosen and what is right."""
    blocks: list[Block] = []
    for key, label in labels.items():
        told = _MARKS.get((key in chosen, key in right))
        if told is None:
            blocks.append(Text(runs=Rich.plain(label).runs))
        else:
            text = Rich.plain(asked.say(told, choice=label))
            blocks.append(Text(runs=text.runs, tone="success" if key in right else "caution"))
    return blocks


def chooses(asked: Asked[Any], key: str) -> str:
    """What a choice is pressed by: its place among the choices, for its id may be the answer."""
    return f"choose:{asked.choices.index(key)}"


def one_of(
    asked: Asked[Any], labels: Mapping[str, str], chosen: Collection[str], right: Collection[str]
) -> list[Block]:
    """A button for each choice; afterwards what was chosen."""
    if not asked.open:
        return looked_back(asked, labels, chosen, right)
    buttons = tuple(Button(id=chooses(asked, key), label=label) for key, label in labels.items())
    return [Buttons(id="answers", label=asked.say("Answers"), buttons=buttons, columns=1)]


def several(
    asked: Asked[Any], labels: Mapping[str, str], chosen: Collection[str], right: Collection[str]
) -> list[Block]:
    """A switch for each choice; afterwards what was chosen."""
    if not asked.open:
        return looked_back(asked, labels, chosen, right)
    return [*switches(labels, asked.draft), done(asked)]


def switches(labels: Mapping[str, str], draft: Draft) -> list[Block]:
    """A switch for each label."""
    return [
        Switch(id=f"set:{key}", label=label, on=bool(draft.get(key)))
        for key, label in labels.items()
    ]


def select(
    asked: Asked[Any], control: str, label: str, options: Iterable[tuple[str, str]]
) -> Select:
    """A list of which one is chosen; nothing is at first."""
    chosen = asked.draft.get(control, "")
    offered = (("", asked.say("Choose …")), *options)
    return Select(id=f"set:{control}", label=label, options=offered, value=chosen)


def picked(
    asked: Asked[Any], control: str, label: str, options: Iterable[tuple[str, str]]
) -> Buttons:
    """Buttons of which one stays pressed."""
    now = asked.draft.get(control, "")
    buttons = tuple(
        Button(
            id=f"pick:{control}:{value}",
            label=f"✓ {text}" if value == now else text,
            main=value == now,
            told=asked.say("{choice}: chosen", choice=text) if value == now else "",
        )
        for value, text in options
    )
    return Buttons(id=f"pick:{control}", label=label, buttons=buttons, columns=1)


def words_field(asked: Asked[Any], label: str) -> Typed:
    """A field that finds names, so that what can be clicked can be said as well."""
    return Typed(
        id="words",
        label=asked.say(label),
        hint=asked.say("Type, or use the arrow keys"),
        suggests=True,
        query=asked.query,
        options=asked.options,
    )
