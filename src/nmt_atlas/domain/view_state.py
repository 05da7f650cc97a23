"""The view state: the only thing that pages and viewer share.

Defaults are omitted when it is written, so links stay short; a link that cannot be read in
part falls back key by key and says so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Literal, Self
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import Field, ValidationError, model_validator

from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.language import ENGLISH, Say

VERSION = 1

DEFAULT_LAYERS = (
    "muscles-superficial",
    "muscles-intermediate",
    "muscles-deep",
    "bones",
    "cartilage",
    "ligaments",
)

CameraPreset = Literal["anterior", "posterior", "left", "right", "superior", "inferior"]


_FARTHEST = 1e5
"""Cameras stand within this distance (mm) of the body's origin."""


class Camera(Frozen):
    """A free camera in the body frame (mm): finite, apart from its target, upright."""

    position: Point
    target: Point
    up: Point = (0.0, 0.0, 1.0)

    @model_validator(mode="after")
    def _can_see(self) -> Self:
        numbers = (*self.position, *self.target, *self.up)
        if not all(math.isfinite(one) and abs(one) <= _FARTHEST for one in numbers):
            raise ValueError("a number is not finite or too large")
        if math.dist(self.position, self.target) < 1.0:
            raise ValueError("the camera stands in its target")
        if self.stands_on_end:
            raise ValueError("up has no length, or points along the line of sight")
        return self

    @property
    def stands_on_end(self) -> bool:
        """True where ``up`` does not tell which way is up in the picture."""
        sight = tuple(a - b for a, b in zip(self.target, self.position, strict=True))
        scale = math.hypot(*sight) * math.hypot(*self.up)
        return math.hypot(*_cross(sight, self.up)) <= 1e-9 * scale


def read_camera(raw: object) -> Camera | None:
    """A camera as a browser told it; None where that is no camera.

    Who looks straight down with ``up`` along z is given an ``up`` of -y, as from above.
    """
    if not isinstance(raw, Mapping):
        return None
    given = {key: raw[key] for key in Camera.model_fields if key in raw}
    for up in ({}, {"up": (0.0, -1.0, 0.0)}):
        try:
            return Camera.model_validate(given | up)
        except ValidationError:
            continue
    return None


def _cross(a: tuple[float, ...], b: tuple[float, ...]) -> Point:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


class ViewState(Frozen):
    """What is shown, and from where: all that others may see and follow.

    Attributes
    ----------
    body
        ``own`` or the id of an installed body.
    camera
        A preset's name or a free camera; ``focus`` frames parts (ids) from that preset.
    layers
        The groups that are shown.
    selection, hidden, isolated, faded
        Part ids. A non-empty ``isolated`` hides every part of the same layers that is not
        in it (skin and bones stay).
    skin
        The skin's opacity 0..1 where the skin layer is shown or pain is painted on it.
    overlay
        ``trigger-point-id:side`` of each painted referral pattern.
    territory
        ``nerve-or-dermatome-id:side`` of each painted nerve territory.
    nerve
        ``nerve-id:side`` of the nerve that is followed.
    """

    version: int = VERSION
    body: str = "own"
    camera: CameraPreset | Camera = "anterior"
    focus: tuple[str, ...] = ()
    layers: tuple[str, ...] = DEFAULT_LAYERS
    selection: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    isolated: tuple[str, ...] = ()
    faded: tuple[str, ...] = ()
    skin: float = Field(default=0.18, ge=0, le=1)
    overlay: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    nerve: str = ""
    variant: str = ""
    labels: bool = True
    clip: tuple[Literal["x", "y", "z"], float] | None = None

    def changed(self, **changes: object) -> Self:
        """A copy with some values changed (validated)."""
        return type(self).model_validate({**self.model_dump(), **changes})

    def to_dict(self) -> dict[str, object]:
        """The state as plain data with defaults left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def to_query(self) -> str:
        """The state as a URL query string; empty for the default state."""
        pairs = []
        for key, value in self.to_dict().items():
            if key in _TUPLES and isinstance(value, list):
                pairs.append((key, ",".join(value)))
            elif isinstance(value, str):
                pairs.append((key, value))
            else:
                pairs.append((key, json.dumps(value, separators=(",", ":"))))
        return urlencode(pairs, quote_via=quote, safe=",:")


_TUPLES = frozenset(
    {"focus", "layers", "selection", "hidden", "isolated", "faded", "overlay", "territory"}
)


def read_query(
    query: str, known_parts: Iterable[str] | None = None, say: Say = ENGLISH.say
) -> tuple[ViewState, tuple[str, ...]]:
    """Read a link's query string, falling back key by key.

    Parameters
    ----------
    query
        With or without the leading question mark.
    known_parts
        Part ids that exist; unknown ones are dropped. None accepts every id.
    say
        Gives the notices in the reader's language.

    Returns
    -------
    state, notices
        The state that could be restored and one sentence for each key that could not.
    """
    raw = dict(parse_qsl(query.lstrip("?"), keep_blank_values=True))
    values: dict[str, object] = {}
    notices: list[str] = []
    for key, text in raw.items():
        if key not in ViewState.model_fields:
            continue  # pages keep keys of their own in the same address
        values[key] = _parse(key, text)
    return read_dict(values, known_parts, notices, say)


def read_dict(
    values: Mapping[str, object],
    known_parts: Iterable[str] | None = None,
    notices: Iterable[str] = (),
    say: Say = ENGLISH.say,
) -> tuple[ViewState, tuple[str, ...]]:
    """Read plain data like :func:`read_query`, falling back key by key."""
    said = list(notices)
    state = ViewState()
    known = None if known_parts is None else set(known_parts)
    for key, value in values.items():
        if key == "version" and value != VERSION:
            said.append(
                say(
                    "The link was made for version {value} of the view; this is {version}.",
                    value=value,
                    version=VERSION,
                )
            )
            continue
        kept = _drop_unknown(key, value, known, said, say)
        try:
            state = state.changed(**{key: kept})
        except ValidationError:
            said.append(
                say(
                    "“{key}” could not be read ({value}); the default is shown instead.",
                    key=key,
                    value=repr(value),
                )
            )
    return state, tuple(said)


def _parse(key: str, text: str) -> object:
    if key in _TUPLES:
        return tuple(item for item in text.split(",") if item)
    if text[:1] in "[{" or key in {"version", "skin", "labels", "clip"}:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text


def _drop_unknown(
    key: str, value: object, known: set[str] | None, notices: list[str], say: Say
) -> object:
    if not isinstance(value, (tuple, list)):
        return value
    if key == "layers":
        allowed: set[str] | None = set(GROUPS)
    elif key in {"selection", "hidden", "isolated", "faded", "focus"}:
        allowed = known
    else:
        allowed = None
    if allowed is None:
        return tuple(value)
    missing = [item for item in value if item not in allowed]
    if missing:
        names = ", ".join(str(item) for item in missing)
        notices.append(
            say(
                "This body has no “{names}” ({key}); everything else was restored.",
                names=names,
                key=key,
            )
        )
    return tuple(item for item in value if item in allowed)
