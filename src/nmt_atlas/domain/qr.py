"""QR codes of addresses, made without any service: as a path of a drawing, or as lines of text."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

from nmt_atlas.domain.errors import StateError

LONGEST = 1_200
"""Characters of an address that a phone still reads from a screen across a room's first rows."""
_BORDER = 4


@dataclass(frozen=True, slots=True)
class Code:
    """A code: how many modules it is wide with its border, and its dark ones as an SVG path."""

    size: int
    path: str


def code_of(address: str) -> Code:
    """The code of an address.

    Raises
    ------
    StateError
        Where the address is too long to be read from a screen.
    """
    rows = list(_made(address).matrix)
    return Code(len(rows) + 2 * _BORDER, "".join(_run(y, row) for y, row in enumerate(rows)))


def lines_of(address: str) -> str:
    """The code in half blocks, for a terminal."""
    out = io.StringIO()
    _made(address).terminal(out, border=2, compact=True)
    return out.getvalue()


def _made(address: str) -> segno.QRCode:
    if len(address) > LONGEST:
        raise StateError(
            f"an address of {len(address):,} characters makes no code that a phone can read.",
            remedy="Show less, or copy the address.",
        )
    return segno.make_qr(address, error="m" if len(address) < LONGEST // 3 else "l")


def _run(y: int, row: bytes | bytearray) -> str:
    """The dark runs of a row."""
    found, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            found.append(f"M{x + _BORDER} {y + _BORDER}h{end - x}v1h{x - end}z")
        x = max(end, x + 1)
    return "".join(found)
