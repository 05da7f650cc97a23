"""The sheet of case files as blocks: what stands above the fields, and what below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nmt_atlas.domain.casefile import CaseFile, Change, Day
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.cases.dates import change_blocks, day_blocks, square
from nmt_atlas.pages.cases.keeper import Keeper
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    File,
    Fold,
    Heading,
    Line,
    Select,
    Shelf,
    Text,
)


@dataclass(frozen=True)
class Shown:
    """Everything that the sheet depends on.

    Attributes
    ----------
    visit, keeper
        The visitor, and who keeps the files.
    day
        The date that is shown.
    two, change
        The two dates that are compared, and in numbers.
    sure
        What is about to be erased: ``day`` or a label.
    file
        Name and address of an export.
    elsewhere
        Whether what is shown was painted on another skin.
    """

    visit: Visit
    keeper: Keeper
    day: Day | None
    two: tuple[Day, Day] | None
    change: Change | None
    sure: str
    file: tuple[str, str]
    elsewhere: bool


def blocks(shown: Shown) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands above and below the fields to type in."""
    keeper = shown.keeper
    if keeper.files is None or not keeper.on:
        return tuple(_off(shown)), ()
    if keeper.case is None:
        return tuple(_closed(shown)), tuple(_door(shown))
    return tuple(_opened(shown, keeper.case)), tuple(_below(shown, keeper.case))


def _off(shown: Shown) -> Iterator[Block]:
    say, files = shown.visit.say, shown.keeper.files
    yield from _waiting(shown)
    if files is None:
        elsewhere = mark(
            "Case files are kept only where the atlas serves the machine that it runs on, and "
            "nobody else. Start it there with `nmt-atlas serve`."
        )
        yield Text(runs=Rich.plain(say(elsewhere)).runs, tone="info")
        return
    how = mark(
        "A case file keeps drawings, findings and plans of one person by date, under a label that "
        "is not a name. It stays on this machine, sealed with a passphrase. Whoever forgets the "
        "passphrase cannot open it, and nobody can help. It is off until you switch it on."
    )
    yield Text(runs=Rich.plain(say(how)).runs)
    where = say("The files would lie in {folder}.", folder=files.folder)
    yield Text(runs=Rich.small(where).runs, tone="quiet")
    on = Button(id="on:", label=say("Keep case files on this machine"), main=True)
    yield Buttons(buttons=(on,))


def _waiting(shown: Shown) -> Iterator[Block]:
    """What was put by."""
    tray, say = shown.visit.tray, shown.visit.say
    if tray is None:
        return
    yield Heading(text=say("Waiting to be kept"), level=3)
    yield from day_blocks(tray, shown.visit.library, say)
    yield Buttons(buttons=(Button(id="untray:", label=say("Do not keep it")),))


def _closed(shown: Shown) -> Iterator[Block]:
    say, keeper = shown.visit.say, shown.keeper
    yield from _waiting(shown)
    lines = tuple(Line(id=f"label:{one}", label=one) for one in keeper.labels)
    if lines:
        yield Shelf(
            id="labels", title=say("On this machine"), count=len(lines), open=True, items=lines
        )
    else:
        none = mark("There is no case file yet. Choose a label and a passphrase of four words.")
        yield Text(runs=Rich.plain(say(none)).runs, tone="quiet")


def _door(shown: Shown) -> Iterator[Block]:
    say, keeper = shown.visit.say, shown.keeper
    yield Buttons(
        buttons=(
            Button(id="open:", label=say("Open"), main=True, off=keeper.busy or not keeper.labels),
            Button(id="begin:", label=say("New case file"), off=keeper.busy),
        ),
        id="door",
        label=say("Case files"),
    )
    warned = mark("Nobody can open a case file without its passphrase; write it down elsewhere.")
    yield Text(runs=Rich.small(say(warned)).runs, tone="quiet")
    if not keeper.labels:
        off = Button(id="off:", label=say("Keep none any more"))
        yield Buttons(buttons=(off,))
        return
    buttons = tuple(_erasing(shown, label) for label in keeper.labels)
    yield from _unfolded(shown, say("Erase a case file"), Buttons(buttons=buttons, stacked=True))


def _unfolded(shown: Shown, title: str, *blocks: Block) -> Iterator[Block]:
    """Folded away, but where a question or a file waits there: that would fold with the rest."""
    if shown.sure or shown.file[1]:
        yield Heading(text=title, level=3)
        yield from blocks
    else:
        yield Fold(title=title, blocks=blocks)


def _erasing(shown: Shown, label: str) -> Button:
    say = shown.visit.say
    if shown.sure == label:
        sure = say("Yes, erase “{name}”: nothing brings it back", name=label)
        return Button(id=f"erase:{label}", label=sure, main=True)
    return Button(id=f"erase:{label}", label=say("Erase “{name}”", name=label))


def _opened(shown: Shown, case: CaseFile) -> Iterator[Block]:
    say = shown.visit.say
    yield Heading(text=case.label, level=2)
    close = Button(id="close:", label=say("Close"), main=True)
    draw = Button(id="draw:", label=say("Draw a pain"))
    yield Buttons(buttons=(close, draw), id="case", label=case.label)
    if case.days:
        yield from _days(shown, case)
    yield from _waiting(shown)
    yield Heading(text=say("Add to it"), level=3)


def _days(shown: Shown, case: CaseFile) -> Iterator[Block]:
    say, day = shown.visit.say, shown.day
    lines = tuple(
        Line(
            id=f"day:{one.day.isoformat()}",
            label=one.day.isoformat(),
            hint=square(one.area) if one.drawings else "",
            on=one == day,
        )
        for one in reversed(case.days)
    )
    yield Shelf(id="days", title=say("Dates"), count=len(lines), open=True, items=lines)
    if day is None:
        return
    if shown.elsewhere:
        other = mark("This was painted on another skin, which is not shown here.")
        yield Text(runs=Rich.plain(say(other)).runs, tone="info")
    others = tuple(one.day.isoformat() for one in case.days if one != day and one.drawings)
    if others and day.drawings:
        chosen = next((one.day.isoformat() for one in shown.two or () if one.day != day.day), "")
        options = (("", say("No other date")), *((one, one) for one in others))
        yield Select(id="with:", label=say("Compare with"), options=options, value=chosen)
    if shown.two and shown.change:
        yield from change_blocks(*shown.two, shown.change, say)
        return
    yield Heading(text=day.day.isoformat(), level=3)
    yield from day_blocks(day, shown.visit.library, say)


def _below(shown: Shown, case: CaseFile) -> Iterator[Block]:
    say = shown.visit.say
    add = Button(id="add:", label=say("Keep it"), main=True, off=shown.keeper.busy)
    yield Buttons(buttons=(add,))
    inner: list[Block] = [Buttons(buttons=(Button(id="export:", label=say("Export (JSON)")),))]
    if shown.file[1]:
        plain = mark("The export is not sealed: whoever has it can read it.")
        inner += [
            File(label=say("Open {name}", name=shown.file[0]), href=shown.file[1]),
            Text(runs=Rich.small(say(plain)).runs, tone="quiet"),
        ]
    if shown.day:
        sure = shown.sure == "day"
        words = mark("Yes, take {day} out") if sure else mark("Take {day} out")
        label = say(words, day=shown.day.day.isoformat())
        out = Button(id="drop:sure" if sure else "drop:", label=label, main=sure)
        inner.append(Buttons(buttons=(out,)))
    inner.append(Buttons(buttons=(_erasing(shown, case.label),)))
    yield from _unfolded(shown, say("Export and erase"), *inner)
