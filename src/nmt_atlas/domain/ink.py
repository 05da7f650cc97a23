"""What is drawn on a view by hand: lines that lie on the body, or on the screen beside it.

A line keeps the places (mm) that were under the pen, so that it stays where it is when the body is
turned; where nothing was under it, it keeps where it was on the screen. Lines are part of the view
state: they are undone by name, followed by a class, drawn in every picture, and kept with a view.
In an address they are a compact text, no longer than :data:`LONGEST`.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field, ValidationError

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.bounds import MOST_LINES, Flat, InkColor, InkWidth, Where
from nmt_atlas.domain.picks import Penned

LONGEST = 2_400
"""An address holds a drawing that needs no more characters than so many."""
MOST = 60
"""A view holds no more strokes than so many."""

COLORS: tuple[InkColor, ...] = get_args(InkColor)
WIDTHS: tuple[InkWidth, ...] = get_args(InkWidth)
_BODY, _SCREEN = 2.0, 500.0
"""Steps in a millimetre, and in the height of the free screen: finer than a hand draws."""
_VERSION = 1
_MOST_BYTES = 200_000
_Ints = Iterator[int]


class Ink(Frozen):
    """One stroke of the pen.

    Attributes
    ----------
    id
        Its number, by which an eraser takes it away.
    color, width
        One of three each, told apart without their hue as well.
    body
        Its lines on the body, as places (mm).
    screen
        Its lines beside the body: from the middle of the free screen, in heights of it.
    """

    id: Annotated[int, Field(ge=0, le=2**31)]
    color: InkColor = "blue"
    width: InkWidth = "medium"
    body: Annotated[tuple[tuple[Where, ...], ...], Field(max_length=MOST_LINES)] = ()
    screen: Annotated[tuple[tuple[Flat, ...], ...], Field(max_length=MOST_LINES)] = ()

    @property
    def empty(self) -> bool:
        """True where it has no place at all."""
        return not any((*self.body, *self.screen))


class Pen(Frozen):
    """The pen as a person holds it; nobody else sees that.

    Attributes
    ----------
    held
        Whether it is in the hand: what is dragged draws.
    erase
        Whether it takes strokes away.
    """

    held: bool = False
    color: InkColor = "blue"
    width: InkWidth = "medium"
    erase: bool = False


def drawn(before: Sequence[Ink], told: Penned) -> tuple[Ink, ...]:
    """The strokes with one more, as an address can hold it; as they were where it is empty."""
    number = max((one.id for one in before), default=0) + 1
    body = [_once([_rounded(place, _BODY) for place in line]) for line in told.body]
    screen = [_once([_rounded(place, _SCREEN) for place in line]) for line in told.screen]
    one = Ink(
        id=number,
        color=told.color,
        width=told.width,
        body=[line for line in body if line],
        screen=[line for line in screen if line],
    )
    return tuple(before) if one.empty else (*before, one)


def rubbed(before: Sequence[Ink], ids: Collection[int]) -> tuple[Ink, ...]:
    """The strokes without some."""
    return tuple(one for one in before if one.id not in ids)


def _rounded(place: Sequence[float], steps: float) -> tuple[float, ...]:
    return tuple(round(value * steps) / steps for value in place)


def _once(line: list[tuple[float, ...]]) -> tuple[tuple[float, ...], ...]:
    """A line without places that are where the last one was."""
    return tuple(one for at, one in enumerate(line) if not at or one != line[at - 1])


# As text


def packed(ink: Sequence[Ink]) -> str:
    """Strokes as compact text, however long; "" for none."""
    if not ink:
        return ""
    numbers = [_VERSION, len(ink)]
    for one in ink:
        numbers += [one.id, COLORS.index(one.color), WIDTHS.index(one.width)]
        numbers += _written(one.body, _BODY)
        numbers += _written(one.screen, _SCREEN)
    data = zlib.compress(b"".join(map(_varint, numbers)), 9)
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpacked(text: str) -> tuple[Ink, ...]:
    """The strokes of a text.

    Raises
    ------
    ValueError
        Where the text is none of :func:`packed`.
    """
    if not text:
        return ()
    if len(text) > LONGEST:
        raise ValueError("longer than a drawing in an address")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unzip = zlib.decompressobj()
        numbers = _ints(unzip.decompress(data, _MOST_BYTES))
        if next(numbers) != _VERSION:
            raise ValueError("another version")
        count = next(numbers)
        if count > MOST:
            raise ValueError("too many strokes")
        found = tuple([_stroke(numbers) for _ in range(count)])
        if next(numbers, None) is not None:
            raise ValueError("more than a drawing")
        return found
    except (binascii.Error, zlib.error, StopIteration, IndexError, ValidationError) as error:
        raise ValueError("no drawing") from error


def fits(ink: Sequence[Ink]) -> bool:
    """Whether an address can hold the strokes."""
    return len(packed(ink)) <= LONGEST


def _stroke(numbers: _Ints) -> Ink:
    return Ink(
        id=next(numbers),
        color=COLORS[next(numbers)],
        width=WIDTHS[next(numbers)],
        body=_read(numbers, 3, _BODY),
        screen=_read(numbers, 2, _SCREEN),
    )


def _written(lines: Sequence[Sequence[Sequence[float]]], steps: float) -> Iterator[int]:
    """Lines as whole numbers: each place as the way from the one before."""
    yield len(lines)
    for line in lines:
        yield len(line)
        before = [0] * (len(line[0]) if line else 0)
        for place in line:
            here = [round(value * steps) for value in place]
            yield from (_folded(a - b) for a, b in zip(here, before, strict=True))
            before = here


def _read(numbers: _Ints, each: int, steps: float) -> list[list[tuple[float, ...]]]:
    lines = []
    for _ in range(_few(numbers)):
        here, line = [0] * each, []
        for _ in range(_few(numbers)):
            here = [value + _unfolded(next(numbers)) for value in here]
            line.append(tuple(value / steps for value in here))
        lines.append(line)
    return lines


def _few(numbers: _Ints) -> int:
    count = next(numbers)
    if count > _MOST_BYTES:
        raise ValueError("more than can be")
    return count


def _folded(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def _unfolded(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value + 1) // 2


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def _ints(data: Iterable[int]) -> _Ints:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
        elif shift > 63:
            raise ValueError("a number without end")


def _taken(raw: object) -> object:
    """Strokes as a link has them are text; one that is unreadable is refused as the key's value."""
    return unpacked(raw) if isinstance(raw, str) else raw


Strokes = Annotated[tuple[Ink, ...], Field(max_length=MOST), BeforeValidator(_taken)]
"""What is drawn on a view: strokes, or the text that an address has of them."""
