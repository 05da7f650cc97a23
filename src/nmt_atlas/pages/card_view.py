"""The card of a muscle: what to mind pinned on top, and tabs for what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import TEACHES, Article, Item, Section
from nmt_atlas.pages.article_view import Reading, button_of, evidence_of, passage_of, section_of
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Chips,
    Fold,
    Heading,
    Switch,
    Tab,
    Tabs,
    Text,
)

_TABS = {
    "pain": (mark("Pain"), ("points", "other-points")),
    "muscle": (mark("Muscle"), ("anatomy", "nerves")),
    "hands": (mark("Hands"), ("handling",)),
}
_MOVE = mark("Move")
_PLAIN = mark("Plain words")
_PINNED = "caution"
_REFER = "refer"


def card_of(
    page: Article,
    plain: Article | None,
    reading: Reading,
    ways: tuple[Button, ...] = (),
    moves: tuple[Block, ...] = (),
    *,
    placed: tuple[Button, ...] = (),
) -> tuple[Block, ...]:
    """A muscle's short article as a card.

    Parameters
    ----------
    page
        The short form of its article.
    plain
        Its article for clients; None where nothing is written.
    reading
        Who reads.
    ways
        Where it leads besides, below the tabs.
    moves
        What moves the body.
    placed
        What takes the position in which the muscle is felt.
    """
    say = reading.say
    read = Button(id=f"read:{page.key}", label=say("Read it in the library"))
    tabs = [
        Tab(id=name, title=say(title), blocks=blocks)
        for name, (title, sections) in _TABS.items()
        if (
            blocks := (*_on_top(name, page, reading, placed), *_face(name, sections, page, reading))
        )
    ]
    if moves:
        tabs.append(Tab(id="move", title=say(_MOVE), blocks=moves))
    if plain is not None:
        tabs.append(Tab(id="plain", title=say(_PLAIN), blocks=tuple(_told(plain, page, reading))))
    return (
        *_pinned(page, reading),
        Tabs(id="card", label=say("What is told"), blocks=tuple(tabs)),
        Buttons(buttons=(read, *ways)),
        Text(runs=Rich.plain(say(TEACHES)).runs, tone="quiet"),
    )


def _pinned(page: Article, reading: Reading) -> Iterator[Block]:
    """What must be seen before anything else: cautions, and when to refer at once."""
    for section in page.sections:
        for one in section.passages:
            if one.tone == _PINNED:
                yield from passage_of(one, page, reading)
    refer = page.section(_REFER)
    if refer is not None:
        title = reading.say("Refer at once ({count})", count=len(refer.items))
        inner = section_of(refer.model_copy(update={"title": ""}), page, reading)
        yield Fold(title=title, blocks=tuple(inner), tone="emergency")


def _on_top(
    name: str, page: Article, reading: Reading, placed: tuple[Button, ...]
) -> Iterator[Block]:
    """What is pressed most on a tab: what takes the position to feel it in, and its nerves."""
    anatomy = page.section("anatomy")
    if name == "hands" and placed:
        yield Buttons(buttons=placed)
    elif name == "muscle" and anatomy is not None and anatomy.actions:
        yield Buttons(buttons=tuple(button_of(one, reading) for one in anatomy.actions))


def _face(name: str, wanted: tuple[str, ...], page: Article, reading: Reading) -> Iterator[Block]:
    found = [one for ident in wanted if (one := page.section(ident)) is not None]
    for section in found:
        if section.id == "points":
            yield from _points(section, page, reading)
        else:
            untold = tuple(one for one in section.passages if one.tone != _PINNED)
            alone = len(found) == 1 or section is found[0]
            title = "" if alone else section.title
            left = () if section.id == "anatomy" else section.actions
            told = {"passages": untold, "title": title, "actions": left}
            shown = section.model_copy(update=told)
            yield from section_of(shown, page, reading)
    if name == "pain":
        yield from evidence_of(page, reading)


def _points(section: Section, page: Article, reading: Reading) -> Iterator[Block]:
    """The points as chips that paint their pain, and where that is, point by point."""
    say, items = reading.say, section.items
    if items:
        label = say("Trigger points: their pain on the body")
        yield Chips(
            id="points", label=label, chips=tuple(_chip(one, page, reading) for one in items)
        )
    for one in items:
        yield Heading(text=_short(one, page, reading), level=3)
        for passage in one.passages:
            yield from passage_of(passage, page, reading)
    if not items:
        for passage in section.passages:
            yield from passage_of(passage, page, reading)


def _short(item: Item, page: Article, reading: Reading) -> str:
    """A point's name without its muscle's, which stands over the card; a number needs it."""
    name, muscle = reading.say(item.title), reading.say(page.title)
    rest = name.removeprefix(muscle).lstrip(" ,:")
    return name if rest == name or rest.isdecimal() else rest[:1].upper() + rest[1:]


def _chip(item: Item, page: Article, reading: Reading) -> Switch:
    tag = f"{item.id}:{item.side or reading.side}"
    return Switch(id=f"paint:{tag}", label=_short(item, page, reading), on=tag in reading.painted)


def _told(plain: Article, page: Article, reading: Reading) -> Iterator[Block]:
    """The words for clients, and the way to the page to take home."""
    for number, section in enumerate(plain.sections):
        shown = section.model_copy(update={"title": section.title if number else ""})
        yield from section_of(shown, plain.model_copy(update={"short": True}), reading)
    label = reading.say("Handout for the client")
    yield Buttons(buttons=(Button(id=f"handout:{page.key}", label=label),))
