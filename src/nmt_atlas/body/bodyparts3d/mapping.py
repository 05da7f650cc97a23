"""Which structures of the atlas an element of BodyParts3D shows."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from nmt_atlas.body.bodyparts3d.archive import Element

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_NUMBER = {word: number for number, word in enumerate(_ORDINALS, 1)}
_FINGERS = {"thumb": 1, "index finger": 2, "middle finger": 3, "ring finger": 4, "little finger": 5}
_TOES = {"big toe": 1, "second toe": 2, "third toe": 3, "fourth toe": 4, "little toe": 5}
_ORDINAL = "(" + "|".join(_ORDINALS) + ")"
_PHALANX = re.compile(r"(proximal|middle|distal) phalanx of (.+)")
_REGIONS = {"cervical": ("c", 7), "thoracic": ("t", 12), "lumbar": ("l", 5)}
_FOLLOWING = {"c": "t", "t": "l", "l": "s"}


Candidates = tuple[tuple[str, ...], ...]
"""The first that the own body knows is meant; several ids in one share the element."""


class Table(NamedTuple):
    """The table that stands in ``body/data/bodyparts3d.json``."""

    unnamed: Mapping[str, str]
    duplicates: frozenset[str]
    names: Mapping[str, Candidates]


@lru_cache(maxsize=1)
def table() -> Table:
    """Read the table of names."""
    source = files("nmt_atlas.body") / "data" / "bodyparts3d.json"
    data = json.loads(source.read_text(encoding="utf-8"))
    return Table(
        data["unnamed"],
        frozenset(data["duplicates"]),
        {name: tuple(map(_candidate, listed)) for name, listed in data["names"].items()},
    )


def _candidate(listed: str | list[str]) -> tuple[str, ...]:
    return (listed,) if isinstance(listed, str) else tuple(listed)


def plain_name(name: str) -> str:
    """An element's name in small letters without its side, which is told by its place."""
    words = re.sub(r"\b(right|left)\b", " ", name.lower())
    return " ".join(words.split())


def structures_of(element: Element, known: Collection[str]) -> tuple[str, ...]:
    """The structures that an element shows.

    Parameters
    ----------
    element
        From the archive.
    known
        Ids of the structures that the own body has.

    Returns
    -------
    tuple of str
        None for elements that the atlas does not show; several where the element is to be
        divided among them.
    """
    if element.id in table().duplicates:
        return ()
    name = plain_name(element.name or table().unnamed.get(element.id.removesuffix("M"), ""))
    if not name:
        return ()
    candidates = table().names.get(name)
    if candidates is None:
        candidates = tuple((one,) for one in _by_rule(name))
    for candidate in candidates:
        found = tuple(one for one in candidate if one in known)
        if found:
            return found
    return ()


def _by_rule(name: str) -> tuple[str, ...]:
    """Candidates for names that follow a rule: numbered bones, discs, teeth, plain names."""
    if name.endswith("tooth"):
        return ("cranium",) if " upper " in f" {name} " else ("mandible",)
    phalanx = _PHALANX.fullmatch(name)
    if phalanx:
        return _phalanx(phalanx[1], phalanx[2])
    numbered = re.fullmatch(rf"{_ORDINAL} (.+)", name)
    if numbered:
        return _numbered(_NUMBER[numbered[1]], numbered[2])
    disc = re.fullmatch(rf"intervertebral disk of {_ORDINAL} (.+) vertebra", name)
    if disc and disc[2] in _REGIONS:
        letter, last = _REGIONS[disc[2]]
        number = _NUMBER[disc[1]]
        below = f"{letter}{number + 1}" if number < last else f"{_FOLLOWING[letter]}1"
        return (f"disc-{letter}{number}-{below}",)
    kebab = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    return (kebab, kebab.removesuffix("-muscle").removesuffix("-bone"))


def _numbered(number: int, rest: str) -> tuple[str, ...]:
    word = rest.split(maxsplit=1)[0]
    if rest.endswith("vertebra") and word in _REGIONS:
        return (f"vertebra-{_REGIONS[word][0]}{number}",)
    kinds = {
        "rib": "rib",
        "costal cartilage": "costal-cartilage",
        "metacarpal bone": "metacarpal",
        "metatarsal bone": "metatarsal",
    }
    return (f"{kinds[rest]}-{number}",) if rest in kinds else ()


def _phalanx(row: str, of: str) -> tuple[str, ...]:
    if of in _FINGERS:
        return (f"hand-{row}-phalanx-{_FINGERS[of]}",)
    if of in _TOES:
        return (f"foot-{row}-phalanx-{_TOES[of]}",)
    return ()
