"""What a person sees on a panel and presses there, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.viewer.leaf import Leaf

SHOWN = ("label", "description", "placeholder")


def inside(thing: Any) -> Iterator[Any]:
    """A panel and everything that lies in it."""
    yield thing
    for one in getattr(thing, "objects", None) or ():
        yield from inside(one)


def blocks_in(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The blocks of a leaf, those in folds too."""
    for block in blocks:
        yield block
        yield from blocks_in(block.get("blocks", []))


def texts_of(block: dict[str, Any]) -> Iterator[str]:
    """Every text of a block, its runs as one and each alone."""
    runs = [run.get("text", "") for run in block.get("runs", [])]
    yield from ("".join(runs), *runs)
    for key in ("text", "title", "label", "hint"):
        yield block.get(key, "")
    held = ("buttons", "chips", "marks", "numbers")
    for button in (one for name in held for one in block.get(name, [])):
        yield button["label"]
    for line in block.get("items", []):
        yield from (line["label"], line.get("hint", ""))
    for row in block.get("rows", []):
        yield from (
            *row.get("cells", []),
            row.get("label", ""),
            row.get("hint", ""),
            row.get("says", ""),
            row.get("rank", ""),
        )
        yield from (*row.get("chips", []), *row.get("notes", []))
        yield from (button["label"] for button in row.get("buttons", []))
    for _value, label in block.get("options", []):
        yield label


def texts_on(thing: Any) -> Iterator[str]:
    """Every text that a panel and what lies in it show."""
    for one in inside(thing):
        if isinstance(one, Leaf):
            for block in blocks_in(one.blocks):
                yield from filter(None, texts_of(block))
            continue
        for name in ("object", "title"):
            value = getattr(one, name, None)
            if isinstance(value, str) and value:
                yield unescape(value)
        for name in SHOWN:
            value = getattr(one, name, None)
            if isinstance(value, str) and value:
                yield value
        options = getattr(one, "options", None)
        if isinstance(options, dict):
            yield from options


def text_on(thing: Any) -> str:
    """All of it, a line a text."""
    return "\n".join(texts_on(thing))


def press(thing: Any, label: str, value: object = True) -> None:
    """Press the one button, or turn the one switch, with a label."""
    found = [one for one in inside(thing) if isinstance(one, pmui.Button) and one.label == label]
    ids = [
        (leaf, ident) for leaf in leaves(thing) for name, ident in pressable(leaf) if name == label
    ]
    assert len(found) + len(ids) == 1, f"{label!r}: {len(found)} buttons, {ids}"
    for one in found:
        one.clicks += 1
    for leaf, ident in ids:
        tell(leaf, ident, value)


def choose(thing: Any, ident: str, value: str) -> None:
    """Choose a value of the one choice with an id."""
    (leaf,) = [
        leaf for leaf in leaves(thing) if any(b.get("id") == ident for b in blocks_in(leaf.blocks))
    ]
    tell(leaf, ident, value)


def tell(leaf: Leaf, ident: str, value: object) -> None:
    """What the browser tells when something on a leaf is pressed."""
    leaf.pressed = {"n": leaf.pressed.get("n", 0) + 1, "id": ident, "value": value}


def shown_on(thing: Any, ident: str) -> dict[str, Any]:
    """The one block with an id."""
    (found,) = [
        block
        for leaf in leaves(thing)
        for block in blocks_in(leaf.blocks)
        if block.get("id") == ident
    ]
    return found


def act(thing: Any, ident: str, value: object = True) -> None:
    """Press what has an id on the one leaf of a panel, or give it a value."""
    (leaf,) = leaves(thing)
    tell(leaf, ident, value)


def leaves(thing: Any) -> list[Leaf]:
    """The leaves on a panel."""
    return [one for one in inside(thing) if isinstance(one, Leaf)]


def pressable(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Label and id of every button and switch of a leaf."""
    for block in blocks_in(leaf.blocks):
        if block["kind"] == "switch":
            yield block["label"], block["id"]
        for chip in block.get("chips", []):
            yield chip["label"], chip["id"]
        for button in block.get("buttons", []):
            yield button["label"], button["id"]


def working(frame: Any, ident: str, value: str = "") -> None:
    """What the browser tells when something of the window itself is pressed or typed."""
    shell = frame.shell
    shell.pressed = {"n": shell.pressed.get("n", 0) + 1, "id": ident, "value": value}


def command(frame: Any, ident: str) -> None:
    """What the browser tells when a command is asked for."""
    shell = frame.shell
    shell.commanded = {"n": shell.commanded.get("n", 0) + 1, "id": ident}


WINDOW = ("pages", "tools", "legend", "doors", "settings", "found")
WORDS = ("title", "label", "text", "group", "why", "hint", "note", "taken")


def window_texts(shell: Any) -> Iterator[str]:
    """Every text that the window itself shows."""
    waiting = [getattr(shell, name) for name in WINDOW]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(value for value in one.values() if not isinstance(value, str))
            yield from (one[key] for key in WORDS if one.get(key))
    yield from filter(None, (shell.left_title, shell.right_title, shell.caption, shell.about))


def labels(thing: Any) -> list[str]:
    """The labels of every button and switch on a panel."""
    made = [one.label for one in inside(thing) if isinstance(one, pmui.Button)]
    return [*made, *(name for leaf in leaves(thing) for name, _ident in pressable(leaf))]
