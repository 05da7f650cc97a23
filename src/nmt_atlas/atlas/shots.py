"""A view state as something to be written: the scene with its words, its legend and its credit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nmt_atlas.atlas.halves import aspect_of, both_painted, with_other
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.pack import BodyInfo
from nmt_atlas.domain.prepared import PreparedView
from nmt_atlas.domain.scene import LegendEntry
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import ViewState

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas, Change
    from nmt_atlas.body.pictures.formats.base import Key, PictureFormat, Shot

_MEANS = {
    "essential": mark("main pain"),
    "spillover": mark("spillover"),
    "territory": mark("skin that the nerve serves"),
    "nerve": mark("the nerve that is followed"),
    "tight": mark("tends to be short or tight"),
    "weak": mark("tends to be weak or held long"),
    "origin": mark("origin"),
    "insertion": mark("insertion"),
    "agonist": mark("does the movement"),
    "synergist": mark("helps"),
    "antagonist": mark("does the opposite"),
    "stabiliser": mark("holds the joint"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What stands below a picture: its title, words, and whether legend and credit do."""

    title: str = ""
    words: str = ""
    legend: bool = True


def shot_of(
    atlas: Atlas,
    state: ViewState,
    taste: Taste = PLAIN,
    *,
    form: PictureFormat,
    size: tuple[int, int],
    said: Said = Said(),
    change: Change | None = None,
) -> Shot:
    """What a format writes of a state.

    Raises
    ------
    RenderError
        Where it cannot be drawn in that size.
    """
    from nmt_atlas.body.pictures.formats.base import Shot, checked_size

    width, height = checked_size(size, form)
    view = atlas.body(state.body)
    aspect = aspect_of((width, height), state)
    scene = with_other(resolve(state, view.context, taste, aspect=aspect), state, view, taste)
    say = atlas.library.catalogue(taste.language).say
    info = view.source.index.body
    return Shot(
        body=view.source,
        scene=scene if change is None else change(scene),
        paint=both_painted(state, view),
        size=(width, height),
        title=said.title,
        words=said.words,
        legend=tuple(keys_of(scene.legend, say)) if said.legend else (),
        credit=_credit(info) if said.legend else "",
        language=taste.language,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What the drawing worker is asked for: a state in a format (id) and a size, with its words."""

    form: str
    state: ViewState
    taste: Taste
    size: tuple[int, int]
    said: Said


def written(atlas: Atlas, order: Order) -> bytes:
    """A file that was ordered: the work of the drawing worker.

    Raises
    ------
    RenderError
        Where it cannot be written, with what to do about it.
    """
    from nmt_atlas.body.pictures.formats import format_of

    form = format_of(order.form)
    shot = shot_of(atlas, order.state, order.taste, form=form, size=order.size, said=order.said)
    return form.write(shot)


def _credit(info: BodyInfo) -> str:
    """Whose a body is and under which terms, once."""
    terms = "" if info.licence in info.attribution else f", {info.licence}"
    return f"NMT Atlas. {info.attribution}{terms}"


def keys_of(legend: tuple[LegendEntry, ...], say: Say) -> Iterator[Key]:
    """The lines of a legend in words."""
    from nmt_atlas.body.pictures.formats.base import Key

    for one in legend:
        means = say(_MEANS[one.kind]) if one.kind in _MEANS else ""
        words = ": ".join(part for part in (one.name, means) if part)
        if words:
            yield Key(one.color, words[:1].upper() + words[1:], one.dotted, one.hatched)


_BESIDE = (800, 1000)


def pair(atlas: Atlas, one: str, other: str, body: str, taste: Taste) -> bytes:
    """Two prepared views (ids) as one page, beside each other: the drawing worker's work.

    Raises
    ------
    RenderError
        Where this machine cannot draw.
    """
    from nmt_atlas.body.pictures.formats import html

    library = atlas.library.in_language(taste.language)
    form = html.FORMAT
    shots = []
    for ident in (one, other):
        found: PreparedView = library.of("view")[ident]
        said = Said(found.title, found.words)
        state = found.view.changed(body=body)
        shots.append(shot_of(atlas, state, taste, form=form, size=_BESIDE, said=said))
    return html.write_beside(tuple(shots))
