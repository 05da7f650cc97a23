"""The view state: the only thing that pages and viewer share.

Defaults are omitted when it is written, so links stay short; a link that cannot be read in
part falls back key by key and says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import Field, ValidationError, model_validator

from nmt_atlas.domain import short_camera
from nmt_atlas.domain.anatomy import GROUPS, SEGMENTS
from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.bounds import FARTHEST
from nmt_atlas.domain.ink import Strokes, fits, packed
from nmt_atlas.domain.language import ENGLISH, Say, mark
from nmt_atlas.domain.pose import Joints
from nmt_atlas.domain.posed import read_pose
from nmt_atlas.domain.quoting import short, short_list
from nmt_atlas.domain.sections import Sections
from nmt_atlas.domain.sided import Sided
from nmt_atlas.domain.ways import Way, sees

VERSION = 1

VIEW = "view/"
"""What the name of a prepared view begins with, in an address."""

DEFAULT_LAYERS = (
    "muscles-superficial",
    "muscles-intermediate",
    "muscles-deep",
    "bones",
    "cartilage",
    "ligaments",
)

LabelStyle = Literal["names", "numbers", "touch"]
"""How names are shown on the body: as they are, as numbers, or where they are touched."""

Chart = Literal["", "dermatomes", "nerves"]
"""A map of the whole skin: by spinal root, by nerve, or none."""

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]


class Camera(Frozen):
    """A free camera in the body frame (mm): finite, apart from its target, upright."""

    position: Point
    target: Point
    up: Point = (0.0, 0.0, 1.0)

    @model_validator(mode="after")
    def _can_see(self) -> Self:
        numbers = (*self.position, *self.target, *self.up)
        if any(abs(one) > FARTHEST for one in numbers):
            raise ValueError("a number is too large")
        if not sees(self.position, self.target, self.up):
            raise ValueError("a camera that sees nothing")
        return self


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


Spot = tuple[Coordinate, Coordinate, Coordinate, Annotated[float, Field(ge=1, le=FARTHEST)]]
"""x, y, z and a reach, mm."""


class ViewState(Frozen):
    """What is shown, and from where: all that others may see and follow.

    Attributes
    ----------
    body
        ``own`` or the id of an installed body.
    camera
        Where the eye stands, or a free camera. From a way, ``focus`` (part ids), ``zones`` and
        ``spot`` are what is framed, on a screen of any shape; all empty, the whole body is.
    zones
        ``id:side`` of trigger points, nerves, dermatomes and others whose painted skin is framed.
    spot
        A place (mm) and how much around it is framed.
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
    station
        The station (from 1) of its course that one stands at; 0 looks at the whole of it.
    chart
        The map that covers the whole skin: of spinal roots, or of nerves.
    split
        What is shown beside what is selected, in a half of the picture of its own: a part id, or a
        prepared view as ``view/<id>``.
    unpainted
        ``trigger-point-id:side`` of the patterns that are taken off that half.
    tight, weak
        Part ids that are told apart as short or tight, and as weak or held long.
    labels, label_style
        Whether there are names on the body, and how they are shown.
    clip
        Up to two planes that cut the body open (:mod:`nmt_atlas.domain.sections`).
    peel
        How deep (0..1) the body is peeled, from whole skin to bare bones; None leaves it to
        ``layers`` (:mod:`nmt_atlas.domain.peeling`).
    exploded
        How far (0..1) parts are moved apart (:mod:`nmt_atlas.domain.exploding`).
    where
        The segments that ``peel`` and ``exploded`` are confined to; empty means all.
    xray
        Everything but what is selected is see-through.
    variants
        What most people lack (:attr:`Structure.usual`) is shown too.
    attachments
        Origins and insertions of what is selected are painted on the bones.
    pose, acting
        How the body stands (:mod:`nmt_atlas.domain.pose`), term by term, and the movement
        (``elbow-right:flexion``) whose muscles are told apart by what they do in it.
    plumb
        A plumb line stands beside the body, with the angles by which posture is told.
    ink
        What is drawn on the view by hand (:mod:`nmt_atlas.domain.ink`); a drawing that is too long
        for an address is left out of it.
    """

    version: int = VERSION
    body: str = "own"
    camera: Way | Camera = "anterior"
    focus: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    spot: Spot | None = None
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
    station: int = Field(default=0, ge=0, le=99)
    chart: Chart = ""
    split: str = ""
    unpainted: tuple[str, ...] = ()
    tight: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    labels: bool = True
    label_style: LabelStyle = "names"
    clip: Sections = ()
    peel: float | None = Field(default=None, ge=0, le=1)
    exploded: float = Field(default=0.0, ge=0, le=1)
    where: tuple[str, ...] = ()
    xray: bool = False
    variants: bool = False
    attachments: bool = False
    pose: tuple[str, ...] = ()
    acting: str = ""
    plumb: bool = False
    ink: Strokes = ()

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
            elif key == "ink":
                pairs += [(key, packed(self.ink))] if fits(self.ink) else []
            elif key == "camera":
                pairs.append((key, short_camera.of(value)))
            else:
                pairs.append((key, json.dumps(value, separators=(",", ":"))))
        return urlencode(pairs, quote_via=quote, safe=",:=")


PARTS = ("selection", "hidden", "isolated", "faded", "focus", "tight", "weak")
"""Fields of part ids."""
TAGS = ("overlay", "territory", "zones", "unpainted")
"""Fields of ``id:side`` tags."""
_TUPLES = frozenset({"layers", "where", "pose", *PARTS, *TAGS})
_NUMBERS = frozenset({"version", "skin", "clip", "spot", "peel", "exploded"})
_JSON = _NUMBERS | {"labels", "xray", "attachments", "plumb", "variants"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a link may name here; None accepts every id.

    Attributes
    ----------
    parts
        Part ids of the body.
    points, territories, nerves
        Ids that stand before the colon of ``overlay``, ``territory`` and ``nerve``.
    variants
        Structures that show another course of a nerve.
    joints
        What can move.
    shown
        What a name such as ``muscle/piriformis:right`` shows (:mod:`nmt_atlas.domain.based`).
    """

    parts: Container[str] | None = None
    points: Container[str] | None = None
    territories: Container[str] | None = None
    nerves: Container[str] | None = None
    variants: Container[str] | None = None
    joints: Joints | None = None
    shown: Callable[[str], ViewState | None] | None = None

    def accepts(self, key: str, item: str) -> bool:
        """Whether a value of the state's ``key`` names something that is here."""
        if key in ("layers", "where"):
            return item in (GROUPS if key == "layers" else SEGMENTS)
        if key == "split" and item.startswith(VIEW):
            return self.shown is None or self.shown(item) is not None
        if key in (*PARTS, "split"):
            return self.parts is None or item in self.parts
        if key == "variant":
            return self.variants is None or item in self.variants
        shown = Sided.read(item)
        if key == "zones":
            painted = self.accepts("overlay", item) or self.accepts("territory", item)
            return painted and shown.has_side
        tags = {"territory": self.territories, "nerve": self.nerves}
        allowed = self.points if key in ("overlay", "unpainted") else tags.get(key)
        return allowed is None or (shown.id in allowed and shown.has_side)


ANYTHING = Known()
"""Every id is accepted."""


def read_query(
    query: str, known_parts: Iterable[str] | None = None, say: Say = ENGLISH.say
) -> tuple[ViewState, tuple[str, ...]]:
    """Read the view of a link's query string, falling back key by key.

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
    known = Known(parts=None if known_parts is None else frozenset(known_parts))
    return read_values(pairs_of(query), known, say)


def pairs_of(query: str) -> dict[str, str]:
    """The keys of a query string; the last of equal ones counts.

    A second question mark, as trackers append it, begins another key.
    """
    text = query.lstrip("?").replace("?", "&")[:LONGEST_LINK]
    return dict(parse_qsl(text, keep_blank_values=True))


LONGEST_LINK = 30_000
"""What a link has beyond so many characters is not read."""


def read_values(
    raw: Mapping[str, str], known: Known = ANYTHING, say: Say = ENGLISH.say
) -> tuple[ViewState, tuple[str, ...]]:
    """Read the view of a link's keys, which are texts, like :func:`read_query`."""
    return read_dict({key: _parse(key, text) for key, text in raw.items()}, known, say)


def read_dict(
    values: Mapping[str, object], known: Known = ANYTHING, say: Say = ENGLISH.say
) -> tuple[ViewState, tuple[str, ...]]:
    """Read plain data, falling back key by key; keys of others are passed over."""
    state, said = ViewState(), []
    for key, value in values.items():
        if key not in ViewState.model_fields:
            continue  # pages keep keys of their own in the same address
        if key == "version" and value != VERSION:
            said.append(_other_version(value, say))
            continue
        kept, missing = _known_of(key, value, known)
        if key == "pose" and isinstance(kept, (tuple, list)):
            kept, missing, notices = read_pose(kept, known.joints, say)
            said += notices
        if missing:
            said.append(_missing(key, missing, say))
        if missing and key == "layers" and not kept:
            continue  # a body of nothing is not what was meant
        try:
            state = state.changed(**{key: kept})
        except (ValidationError, RecursionError):
            said.append(unreadable(key, value, say))
    return state, tuple(said)


def unreadable(key: str, value: object, say: Say = ENGLISH.say) -> str:
    """The sentence for a key whose value means nothing."""
    return say(
        "“{key}” could not be read ({value}); the default is shown instead.",
        key=key,
        value=short(value),
    )


def _other_version(value: object, say: Say) -> str:
    return say(
        "The link was made for version {value} of the view; this is {version}.",
        value=short(value),
        version=VERSION,
    )


def _missing(key: str, names: Iterable[str], say: Say) -> str:
    of_body = key in (*PARTS, "layers", "split")
    return say(_NOT_HERE if of_body else _NOT_KNOWN, names=short_list(names), key=key)


_NOT_HERE = mark("This body has no “{names}” ({key}); everything else was restored.")
_NOT_KNOWN = mark("The atlas has no “{names}” ({key}); everything else was restored.")


def _parse(key: str, text: str) -> object:
    if key in _TUPLES:
        return tuple(dict.fromkeys(item for item in text.split(",") if item))
    if key == "camera" and (found := short_camera.read(text)):
        return found
    if text[:1] in "[{" or key in _JSON:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def _known_of(key: str, value: object, known: Known) -> tuple[object, tuple[str, ...]]:
    """What of a value names something that is here, and the names that do not."""
    if key in ("nerve", "variant", "split") and isinstance(value, str) and value:
        return (value, ()) if known.accepts(key, value) else ("", (value,))
    if key not in _TUPLES or key == "pose" or not isinstance(value, (tuple, list)):
        return value, ()
    items = [str(item) for item in value]
    missing = tuple(item for item in items if not known.accepts(key, item))
    return tuple(item for item in items if item not in missing), missing
