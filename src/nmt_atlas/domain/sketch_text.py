"""A sketch as compact text: what an address holds of a drawing.

It is a version, the first letters of the skin's hash, and the areas. Painted vertices are written
as runs of numbers, packed. Nothing in a text that cannot be read raises: what is left of it is
taken up, and what was left out is said by a code.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal

from nmt_atlas.domain.pain import QUALITIES, Depth, DrawnSide, PainArea, Quality
from nmt_atlas.domain.sketch import MOST_AREAS, STRENGTHS, Sketch

Lost = Literal["unreadable", "other-skin", "unknown-region"]
"""What of a text could not be taken up."""

LONGEST = 6_000
"""A text is no longer than so many characters: an address holds it."""

_VERSION = "1"
_MOST_BYTES = 200_000
_SIDES: Mapping[str, DrawnSide] = {"r": "right", "l": "left", "b": "both"}
_DEPTHS: Mapping[str, Depth | None] = {"-": None, "s": "surface", "d": "deep"}
_QUALITIES: Mapping[str, Quality] = {one[0]: one for one in QUALITIES}
_REGION = re.compile(r"[a-z][a-z0-9_]*\Z")
Named = Callable[[Collection[int]], Mapping[DrawnSide, tuple[str, ...]]]
"""Which regions painted vertices mostly fill, by side."""


def write_sketch(sketch: Sketch, skin: str, named: Named) -> str:
    """A sketch as text for an address; "" where nothing is drawn.

    Parameters
    ----------
    sketch
        The areas.
    skin
        The hash of the skin that they are painted on.
    named
        Says which regions painted vertices fill: where the text would be too long, the largest
        areas are written so, as words.
    """
    drawn = [area for area in sketch.areas if not area.empty]
    by_size = sorted(drawn, key=lambda area: -len(area.vertices))
    in_words: list[PainArea] = []
    while len(text := _written(drawn, in_words, skin, named)) > LONGEST and by_size:
        in_words.append(by_size.pop(0))
    return text if len(text) <= LONGEST else ""


def _written(
    drawn: Iterable[PainArea], in_words: Collection[PainArea], skin: str, named: Named
) -> str:
    parts: list[str] = []
    for area in drawn:
        parts += map(_area_text, _as_words(area, named) if area in in_words else (area,))
    return "~".join((f"{_VERSION}{skin[:8]}", *parts)) if parts else ""


def _as_words(area: PainArea, named: Named) -> Iterator[PainArea]:
    sides = {area.side: area.regions} if area.regions else {}
    for side, regions in named(area.vertices).items():
        sides[side] = tuple(dict.fromkeys((*sides.get(side, ()), *regions)))
    for side, regions in sides.items():
        yield area.model_copy(update={"vertices": (), "regions": regions, "side": side})


def _area_text(area: PainArea) -> str:
    depth = area.depth[0] if area.depth else "-"
    quality = "".join(one[0] for one in area.quality)
    return ".".join(
        (
            ",".join(area.regions),
            f"{area.side[0]}{area.strength}{depth}{quality}",
            _pack(area.vertices),
        )
    )


def read_sketch(
    text: str, skin: str, count: int, known: Collection[str]
) -> tuple[Sketch, tuple[Lost, ...]]:
    """A sketch from the text of an address, and what of it could not be taken up.

    Parameters
    ----------
    text
        Anything at all.
    skin, count
        The hash of the skin that is shown, and how many vertices it has.
    known
        Ids of the regions.
    """
    head, *parts = text[: 2 * LONGEST].split("~")
    if not text:
        return Sketch(), ()
    if not head.startswith(_VERSION) or not parts:
        return Sketch(), ("unreadable",)
    lost: dict[Lost, None] = {}
    areas = []
    for part in parts[:MOST_AREAS]:
        area = _read_area(part, lost, foreign=head[1:] != skin[:8], count=count, known=known)
        if area is not None and not area.empty:
            areas.append(area)
    found = Sketch(tuple(areas), len(areas) - 1) if areas else Sketch()
    return found, tuple(lost)


def _read_area(
    part: str, lost: dict[Lost, None], *, foreign: bool, count: int, known: Collection[str]
) -> PainArea | None:
    names, _, rest = part.partition(".")
    told, _, packed = rest.partition(".")
    if len(told) < 3 or told[0] not in _SIDES or told[1] not in STRENGTHS:
        lost["unreadable"] = None
        return None
    named = [one for one in names.split(",") if _REGION.match(one)]
    regions = tuple(dict.fromkeys(one for one in named if one in known))
    if len(regions) < len([one for one in names.split(",") if one]):
        lost["unknown-region"] = None
    vertices: tuple[int, ...] = ()
    if packed and foreign:
        lost["other-skin"] = None
    elif packed:
        unpacked = _unpack(packed, count)
        if unpacked is None:
            lost["unreadable"] = None
        vertices = unpacked or ()
    quality = {_QUALITIES[letter] for letter in told[3:] if letter in _QUALITIES}
    return PainArea(
        regions=regions,
        vertices=vertices,
        side=_SIDES[told[0]],
        strength=STRENGTHS[told[1]],
        depth=_DEPTHS.get(told[2]),
        quality=tuple(one for one in QUALITIES if one in quality),
    )


def _pack(vertices: tuple[int, ...]) -> str:
    """Ascending numbers as runs (gap, length), seven bits a byte, deflated, in safe letters."""
    if not vertices:
        return ""
    data = bytearray()
    at, end = 0, 0
    while at < len(vertices):
        stop = at + 1
        while stop < len(vertices) and vertices[stop] == vertices[stop - 1] + 1:
            stop += 1
        for number in (vertices[at] - end, stop - at - 1):
            data += _varint(number)
        end = vertices[stop - 1] + 1
        at = stop
    packed = zlib.compress(bytes(data), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(128 | number & 127)
        number >>= 7
    found.append(number)
    return bytes(found)


def _unpack(text: str, count: int) -> tuple[int, ...] | None:
    """The numbers of :func:`_pack`, all below ``count``; None for anything else."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inflating = zlib.decompressobj()
        data = inflating.decompress(packed, _MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return None
    if not inflating.eof:
        return None
    numbers = list(_numbers(data))
    if len(numbers) % 2:
        return None
    found: list[int] = []
    end = 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        start, end = end + gap, end + gap + length + 1
        if end > count:
            return None
        found += range(start, end)
    return tuple(found)


def _numbers(data: bytes) -> Iterator[int]:
    number, shift = 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number, shift = 0, 0
