"""What a change of the view was, in words: “Undo: hide Trapezius”."""

from __future__ import annotations

from collections.abc import Callable, Collection

from nmt_atlas.domain.actions import swap_side
from nmt_atlas.domain.language import ENGLISH, Say, mark
from nmt_atlas.domain.peeling import STRATUM_NAMES, outermost
from nmt_atlas.domain.view_state import ViewState

NameOf = Callable[[str], str]
"""A part id -> its name in the reader's language."""

_MOST = 2
"""So many names are told; of more, how many there are."""

_ADDED = {
    "hidden": (mark("hide {what}"), mark("show {what} again")),
    "isolated": (mark("isolate {what}"), mark("end the isolation")),
    "faded": (mark("fade {what}"), mark("make {what} solid")),
    "selection": (mark("select {what}"), mark("let go of {what}")),
    "tight": (mark("tell tight muscles apart"), mark("tell tight muscles apart no more")),
    "weak": (mark("tell weak muscles apart"), mark("tell weak muscles apart no more")),
}
_TURNED = {
    "xray": (mark("X-ray"), mark("end the X-ray")),
    "variants": (mark("show rare variants"), mark("hide rare variants")),
    "attachments": (mark("show attachments"), mark("hide attachments")),
    "plumb": (mark("show the plumb line"), mark("take the plumb line away")),
    "labels": (mark("show names"), mark("hide names")),
    "pose": (mark("move the body"), mark("stand at rest")),
    "acting": (mark("tell what the muscles do"), mark("tell what the muscles do no more")),
}
_PLAIN = {
    "body": mark("change the body"),
    "nerve": mark("follow a nerve"),
    "station": mark("go along the nerve"),
    "variant": mark("change the nerve's course"),
    "chart": mark("change the map of the skin"),
    "split": mark("change what stands side by side"),
    "unpainted": mark("change what is painted on the other half"),
    "territory": mark("paint a territory"),
    "overlay": mark("paint pain"),
    "layers": mark("change the layers"),
    "skin": mark("change the skin"),
    "label_style": mark("show names in another way"),
    "where": mark("change what is peeled"),
}
_CAMERA = frozenset({"camera", "focus", "zones", "spot"})
_ALL = frozenset({"hidden", "isolated", "faded", "clip", "peel", "exploded", "layers"})


def named(
    before: ViewState, after: ViewState, name_of: NameOf = str, say: Say = ENGLISH.say
) -> str:
    """What turned one state into another, as a short phrase; "" where they are equal.

    Of several changes at once the one is told that a person meant: what is hidden before what is
    selected by it, and where the eye stands last.
    """
    if before == after:
        return ""
    changed = {
        name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)
    }
    if len(changed & _ALL) > 1 and all(_is_default(after, name) for name in changed & _ALL):
        return say("show all")
    if swap_side(before) == after:
        return say("go to the other side")
    for teller in (_inked, _meant, _cut, _depth, _listed, _switched):
        told = teller(before, after, changed, name_of, say)
        if told:
            return told
    for name, words in _PLAIN.items():
        if name in changed:
            return say(words)
    return say("turn the body") if changed & _CAMERA else say("change the view")


def _is_default(state: ViewState, name: str) -> bool:
    return bool(getattr(state, name) == type(state).model_fields[name].default)


def _inked(
    before: ViewState, after: ViewState, changed: Collection[str], _name: NameOf, say: Say
) -> str:
    if set(changed) - _CAMERA != {"ink"}:
        return ""
    if len(after.ink) >= len(before.ink):
        return say("draw a line")
    return say("rub a line out") if after.ink else say("take the drawing away")


def _meant(
    _before: ViewState, _after: ViewState, changed: Collection[str], _name: NameOf, say: Say
) -> str:
    """What was asked for, where it hides and frames much else."""
    found = [one for one in ("station", "chart", "split") if one in changed]
    return say(_PLAIN[found[0]]) if found and "nerve" not in changed else ""


def _cut(
    before: ViewState, after: ViewState, changed: Collection[str], _name: NameOf, say: Say
) -> str:
    if "clip" not in changed:
        return ""
    if len(after.clip) > len(before.clip):
        return say("cut the body open")
    return say("move the cut") if len(after.clip) == len(before.clip) else say("close the cut")


def _depth(
    _before: ViewState, after: ViewState, changed: Collection[str], _name: NameOf, say: Say
) -> str:
    if "peel" in changed:
        if after.peel is None:
            return say("put the layers back")
        return say("peel to: {stratum}", stratum=say(STRATUM_NAMES[outermost(after.peel)]).lower())
    if "exploded" in changed:
        return say("move the parts apart") if after.exploded else say("put the parts together")
    return ""


def _listed(
    before: ViewState, after: ViewState, changed: Collection[str], name_of: NameOf, say: Say
) -> str:
    for field, (added, removed) in _ADDED.items():
        if field not in changed:
            continue
        one, two = getattr(before, field), getattr(after, field)
        more = [part for part in two if part not in one]
        less = [part for part in one if part not in two]
        return say(added if more else removed, what=_names(more or less, name_of, say))
    return ""


def _switched(
    _before: ViewState, after: ViewState, changed: Collection[str], _name: NameOf, say: Say
) -> str:
    for field, words in _TURNED.items():
        if field in changed:
            return say(words[0 if getattr(after, field) else 1])
    return ""


def _names(parts: list[str], name_of: NameOf, say: Say) -> str:
    if len(parts) > _MOST:
        return say.plural(len(parts), "{count} structure", "{count} structures")
    return ", ".join(map(name_of, parts))
