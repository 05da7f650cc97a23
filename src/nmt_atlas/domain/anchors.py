"""The skin-anchor language: short strings that name a place on the skin of any body.

Three forms, each for the right side (or the midline) unless ``opposite`` stands at the end:

* a landmark: ``acromion``;
* a place on a segment: ``forearm dorsal 40%`` (segment, face, share of the way from its
  proximal to its distal end); a turn about the axis may follow the face
  (``forearm dorsal +15° 40%``; plus turns from the front towards the lateral side), or the
  face may be given in degrees (``thigh 90° 40%``; 0° is the front, 90° lateral);
* a place at a vertebral level: ``T6 back 40mm`` or between two, ``L4/L5 back``: the height of
  the spinous process, on the ``front``, ``back`` or ``side`` of the trunk, so many
  millimetres aside from the midline.

Pure: which landmarks, segments and levels exist is known by
:class:`~nmt_atlas.domain.region.SkinMap`; :func:`missing_from` compares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NoReturn

from nmt_atlas.domain.errors import AnchorError
from nmt_atlas.domain.region import SkinMap

LevelFace = Literal["front", "back", "side"]

_LEVEL = re.compile(r"(?:C[1-7]|T(?:1[0-2]|[1-9])|L[1-5]|S[1-5])")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_DEGREES = re.compile(r"(\d{1,3}(?:\.\d+)?)°")
_TURN = re.compile(r"([+-]\d{1,3}(?:\.\d+)?)°")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_ASIDE = re.compile(r"(\d{1,3}(?:\.\d+)?)mm")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class LandmarkAnchor:
    """A named skin landmark."""

    landmark: str
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class SegmentAnchor:
    """A place on a limb or trunk segment.

    Attributes
    ----------
    segment
        The segment's id.
    face
        The name of a face; "" where ``turn`` alone gives the direction.
    turn
        Degrees added to the face's own angle, from the front towards the lateral side.
    share
        0 at the proximal end of the axis, 1 at the distal end.
    """

    segment: str
    face: str
    share: float
    turn: float = 0.0
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class LevelAnchor:
    """A place at a vertebral level.

    Attributes
    ----------
    level, below
        The level; ``below`` is the second of two that it lies between, else "".
    face
        Where on the trunk.
    aside
        Millimetres from the midline (0 for ``side``: the outermost place).
    """

    level: str
    face: LevelFace
    below: str = ""
    aside: float = 0.0
    opposite: bool = False


Anchor = LandmarkAnchor | SegmentAnchor | LevelAnchor


class _Words:
    """The words of an anchor, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(found.group(), found.start()) for found in _WORD.finditer(text)]
        self.opposite = len(self.words) > 1 and self.words[-1][0] == "opposite"
        if self.opposite:
            self.words.pop()
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The next word if all of it matches."""
        if self.at >= len(self.words):
            return None
        found = pattern.fullmatch(self.words[self.at][0])
        self.at += found is not None
        return found

    def need(self, pattern: re.Pattern[str], expected: str) -> re.Match[str]:
        """The next word, which has to match."""
        return self.take(pattern) or self.fail(expected)

    def fail(self, expected: str) -> NoReturn:
        """Raise with the place of the next word."""
        more = self.at < len(self.words)
        raise AnchorError(self.text, self.words[self.at][1] if more else len(self.text), expected)

    def end(self) -> None:
        """Nothing may be left."""
        if self.at < len(self.words):
            self.fail("nothing more (or “opposite”)")


@lru_cache(maxsize=8192)
def parse_anchor(text: str) -> Anchor:
    """Read a skin anchor.

    Parameters
    ----------
    text
        The anchor, as the module describes it.

    Returns
    -------
    Anchor
        A frozen value of one of the three forms.

    Raises
    ------
    AnchorError
        With the position where reading stopped and what was expected there.
    """
    words = _Words(text)
    if not words.words:
        words.fail("a landmark, a segment or a vertebral level")
    first = words.words[0][0]
    if first[0].isupper():
        return _level(words)
    name = words.need(_NAME, "a name in small letters, like acromion or forearm").group()
    if words.at == len(words.words):
        return LandmarkAnchor(name, words.opposite)
    return _segment(words, name)


def _segment(words: _Words, segment: str) -> SegmentAnchor:
    expected = "a face (front, back, lateral, medial …) or degrees like 90°"
    degrees = words.take(_DEGREES)
    face = "" if degrees else words.need(_NAME, expected).group()
    turn = words.take(_TURN)
    share_at = words.at
    share = float(words.need(_SHARE, "a share of the length like 40%").group(1)) / 100
    if share > 1:
        words.at = share_at
        words.fail("a share between 0% and 100%")
    turn = turn or words.take(_TURN)
    words.end()
    angle = float(degrees.group(1)) if degrees else 0.0
    return SegmentAnchor(
        segment, face, share, angle + (float(turn.group(1)) if turn else 0.0), words.opposite
    )


def _level(words: _Words) -> LevelAnchor:
    pattern = re.compile(rf"({_LEVEL.pattern})(?:/({_LEVEL.pattern}))?")
    found = words.need(pattern, "a vertebral level like T6, or two like L4/L5")
    face = words.need(re.compile("front|back|side"), "front, back or side").group()
    aside = words.take(_ASIDE) if face != "side" else None
    if words.at < len(words.words) and aside is None and face != "side":
        words.fail("a distance from the midline like 40mm")
    words.end()
    return LevelAnchor(
        found.group(1),
        _FACES[face],
        found.group(2) or "",
        float(aside.group(1)) if aside else 0.0,
        words.opposite,
    )


_FACES: dict[str, LevelFace] = {"front": "front", "back": "back", "side": "side"}


def missing_from(anchor: Anchor, skin_map: SkinMap) -> str:
    """What the anchor names that the skin map has not; "" where everything is there."""
    match anchor:
        case LandmarkAnchor(landmark=name):
            known = {one.id for one in skin_map.landmarks}
            return "" if name in known else f"the skin landmark “{name}”"
        case LevelAnchor(level=level, below=below):
            gone = [one for one in (level, below) if one and one not in skin_map.levels]
            return f"the level “{gone[0]}”" if gone else ""
        case SegmentAnchor(segment=name, face=face):
            segment = next((one for one in skin_map.segments if one.id == name), None)
            if segment is None:
                return f"the segment “{name}”"
            if face and face != "front" and face not in segment.faces:
                return f"the face “{face}” of {name} (it has {', '.join(segment.faces)})"
            return ""
