"""A document's handout on a body: its words, its picture, and the sheet that both make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.atlas.context import Box
from nmt_atlas.atlas.felt import FELT, facing_skin, felt_paint, skin_of, spot_of
from nmt_atlas.atlas.following import nerve_parts
from nmt_atlas.atlas.looming import without_looming
from nmt_atlas.atlas.painted import legend_of
from nmt_atlas.atlas.showing import target_of, view_of
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.actions import swap_side
from nmt_atlas.domain.errors import RenderError, UnknownIdError
from nmt_atlas.domain.handout import (
    NAME_LENGTH,
    NOTES_LENGTH,
    Key,
    Order,
    Signed,
    clean,
)
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.scene import LegendEntry, Scene
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.writing.handout import HANDED, handout_of, has_handout
from nmt_atlas.press.printing import printed

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

Paint = tuple[SkinPaint, ...]
SIZE = (720, 868)
"""Pixels of the picture."""

_MEANS = {
    "essential": mark("Pain from {name}"),
    "spillover": mark("Pain from {name}, at times"),
    "territory": mark("Where it may tingle or ache"),
    "nerve": mark("{name}"),
    "tight": mark("Often tight"),
    "weak": mark("Often weak"),
}
_WHERE = mark("Where it may be felt")
_FROM = {
    "anterior": mark("from the front"),
    "posterior": mark("from the back"),
    "right": mark("from the right"),
    "left": mark("from the left"),
    "superior": mark("from above"),
    "inferior": mark("from below"),
}
_SKIN = 0.3
"""The skin is at least so opaque: a person, no skeleton."""
_MOST_NAMED = 8
_LEAST_SEEN, _LEAST_NERVE = 0.004, 0.0006
"""Muscles, or a nerve, that cover less of the picture have no line in its legend."""
_AROUND = 60.0
"""A muscle is of a picture where its middle lies no further (mm) outside what is felt."""


def handed_kind(library: Library, ident: str) -> str:
    """The kind of the document of which a handout is meant.

    Raises
    ------
    UnknownIdError
        With the closest ids.
    """
    for kind in HANDED:
        if has_handout(library, kind, ident):
            return kind
    known = [one for kind in HANDED for one in library.of(kind) if has_handout(library, kind, one)]
    raise UnknownIdError(
        f"There is no handout of “{ident}”.",
        remedy=did_you_mean(ident, known)
        or "Conditions, postures, muscles, trigger points and narrow places have one.",
    )


def handout(atlas: Atlas, order: Order) -> tuple[bytes, ...]:
    """The sheet of a document: one PDF, or a PNG for each page.

    Raises
    ------
    HandoutError
        Where nothing in plain words is written, a note is too long, or the sheet cannot be set.
    """
    language = order.language
    library, say = atlas.library.in_language(language), atlas.library.catalogue(language).say
    signed = _checked(order.signed)
    shown = order.view or view_for(atlas, order.kind, order.id, order.side)
    felt = felt_on(atlas, order.kind, order.id, order.side, shown.body)
    skin = atlas.body(shown.body).source.skin()
    paint = (felt_paint(skin.faces, felt),) if len(felt) else ()
    legend = _seen(legend_of(shown, atlas.library, Taste(language=language)), shown, atlas, paint)
    keys = [Key(color=FELT, words=say(_WHERE))] if paint else []
    words = handout_of(library, order.kind, order.id, order.side, say).model_copy(
        update={
            "language": language,
            "legend": (*keys, *_keys(legend, say)),
            "picture": told(atlas, shown, language),
            "signed": signed,
        }
    )
    return printed(words, _drawn(atlas, order, shown, paint), order.form, order.paper)


def _drawn(atlas: Atlas, order: Order, shown: ViewState, paint: Paint) -> bytes:
    """The picture, fine where this machine can draw so, and plainer where it cannot."""
    plain = {"selection": ()} if shown.tight or shown.weak else {}
    bare = _person(shown).changed(labels=False, **plain)
    try:
        from nmt_atlas.body.pictures.stills import png

        taste, change = Taste(tone=order.tone), _for_clients(order.kind)
        return png(atlas.picture(bare, taste, size=SIZE, change=change, more=paint))
    except (ModuleNotFoundError, RenderError):
        return atlas.body(bare.body).picture(bare, SIZE, more=paint).png()


def felt_on(
    atlas: Atlas, kind: str, ident: str, side: str, body: str = "own"
) -> NDArray[np.uint32]:
    """The skin of a body in which a condition is felt by its document; of both sides for ""."""
    one = atlas.library.conditions.get(ident) if kind == "condition" else None
    view = atlas.body(body)
    chart = view.painter.chart
    return skin_of(chart, one.regions if one and one.kind == "condition" else (), side)


def view_for(
    atlas: Atlas, kind: str, ident: str, side: str, now: ViewState | None = None
) -> ViewState:
    """What the picture of a document's handout shows; the whole body where it shows nothing.

    A condition is looked at where it is felt, however far its muscles reach: those that lie
    elsewhere are left out, and so is the skin of the nerves that its document names.

    Parameters
    ----------
    atlas, kind, ident, side
        The document, and the side that it is about; "" for no side in particular.
    now
        What is shown now: theme, language and body stay.
    """
    now = now or ViewState()
    body = atlas.body(now.body)
    target = target_of(atlas.library, kind, ident)
    state = view_of(target, now, body, side or "right") or now
    felt = felt_on(atlas, kind, ident, side, now.body)
    if not len(felt):
        return state
    state = state if side else _on_both(state)
    skin = body.source.skin()
    points = skin.points[felt]
    around = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    felt_there = state.changed(territory=(), zones=(), spot=spot_of(skin.points, felt))

    def near(parts: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in parts if _meet(body.context.parts[one].bounds, around))

    if (state.tight or state.weak) and not near((*state.tight, *state.weak)):
        return felt_there  # what it comes from lies elsewhere: both are shown
    looked = felt_there.changed(
        camera=facing_skin(skin.points, skin.faces, felt),
        focus=(),
        **{one: near(getattr(state, one)) for one in ("selection", "isolated", "tight", "weak")},
    )
    return without_looming(looked, body)


def _on_both(state: ViewState) -> ViewState:
    """The state with what it shows of one side on the other side too."""
    other = swap_side(state)
    names = ("selection", "isolated", "tight", "weak", "faded")
    found = {one: dict.fromkeys((*getattr(state, one), *getattr(other, one))) for one in names}
    return state.changed(**{one: tuple(parts) for one, parts in found.items()})


def _meet(one: Box, other: Box) -> bool:
    """Whether the middle of a box lies in another, or near it."""
    (low, high), (least, most) = one, other
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    ends = zip(middle, least, most, strict=True)
    return all(a - _AROUND <= here <= b + _AROUND for here, a, b in ends)


def told(atlas: Atlas, state: ViewState, language: str) -> str:
    """A picture in words: from where, and which parts."""
    say = atlas.library.catalogue(language).say
    names = atlas.body(state.body).names(language)
    shown = [names[part] for part in state.selection if part in names]
    more = f", … (+{len(shown) - _MOST_NAMED})" if len(shown) > _MOST_NAMED else ""
    way = state.camera.partition("-")[0] if isinstance(state.camera, str) else ""
    place = say(_FROM.get(way, mark("from a chosen direction")))
    chosen = ", ".join(shown[:_MOST_NAMED]) + more
    nerve = atlas.library.in_language(language).nerves.get(state.nerve.partition(":")[0])
    named = chosen or (nerve.name if nerve else say("nothing selected"))
    return say("The body {place}; {chosen}", place=place, chosen=named)


def _seen(
    legend: tuple[LegendEntry, ...], shown: ViewState, atlas: Atlas, paint: Paint
) -> tuple[LegendEntry, ...]:
    """The legend without what lies out of the picture, or is covered in it."""
    if not (shown.tight or shown.weak or shown.nerve):
        return legend
    body = atlas.body(shown.body)
    picture = body.picture(_person(shown).changed(labels=False), SIZE, more=paint)
    owners = np.bincount(picture.owner[picture.owner >= 0], minlength=len(picture.parts))
    told = dict(zip(picture.parts, owners / picture.owner.size, strict=True))
    told_of = {
        "tight": (shown.tight, _LEAST_SEEN),
        "weak": (shown.weak, _LEAST_SEEN),
        "nerve": (tuple(nerve_parts(atlas.library, shown.nerve)), _LEAST_NERVE),
    }

    def shows(one: LegendEntry) -> bool:
        parts, least = told_of.get(one.kind, ((), 0.0))
        return bool(sum(told.get(part, 0.0) for part in parts) >= least)

    return tuple(one for one in legend if shows(one))


def _person(state: ViewState) -> ViewState:
    """The state within a skin that can be looked through: a person, no skeleton."""
    layers = state.layers if "skin" in state.layers else ("skin", *state.layers)
    return state.changed(skin=max(state.skin, _SKIN), layers=layers)


def _keys(legend: tuple[LegendEntry, ...], say: Say) -> Iterator[Key]:
    for one in legend:
        texture = "lines" if one.hatched else "dots" if one.dotted else ""
        words = say(_MEANS[one.kind], name=one.name)
        yield Key.model_validate({"color": one.color, "words": words, "texture": texture})


def _for_clients(kind: str) -> Callable[[Scene], Scene]:
    """Points are marked where the sheet is about them; else they would only ask questions."""

    def quiet(scene: Scene) -> Scene:
        kept = () if kind == "condition" else scene.markers
        return scene.model_copy(update={"markers": kept})

    return quiet


def _checked(signed: Signed) -> Signed:
    return Signed(
        by=clean(signed.by, NAME_LENGTH, "The name"),
        notes=clean(signed.notes, NOTES_LENGTH, "The note"),
        day=clean(signed.day, NAME_LENGTH, "The day"),
    )
