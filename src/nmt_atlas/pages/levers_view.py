"""How long the muscle that moves the body is, and how well it pulls: two curves on its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from nmt_atlas.atlas.acting import way_of
from nmt_atlas.atlas.levers import Levers
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.curves import Place
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.playing import signed
from nmt_atlas.domain.pose import Pose
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Fold, Plot, Text

_LENGTH = mark("Length")
_ARM = mark("Moment arm")
_TOLD_LENGTH = mark(
    "Over {joint} from {low} to {high} degrees its length goes from {first} to {last} millimetres."
)
_TOLD_ARM = mark(
    "Its moment arm is between {least} and {most} millimetres, greatest at {place} degrees."
)
_HOW = mark(
    "Worked out on the lines of this body: the moment arm is what the length loses with the angle. "
    "It is near to what was measured in people where the documentation compares them, and no more."
)
_WHAT = mark(
    "The longer the moment arm, the more a pull turns the joint. Below nought it turns the other "
    "way."
)


def lever_blocks(visit: Visit, start: Pose, end: Pose, here: Pose) -> Iterator[Block]:
    """The curves of the movement that is shown; none while they are worked out, or are not known.

    Parameters
    ----------
    start, end
        Between which poses the movement plays.
    here
        How the body stands.
    """
    if len(visit.state.selection) != 1:
        return
    structure, _ = split_part_id(visit.state.selection[0])
    known, acting = visit.body.levers, visit.state.acting
    if not acting:
        return
    if not known.knows(structure, acting):
        aside(partial(known.of, structure, acting), lambda _: _again(visit))
        if not known.knows(structure, acting):
            return
    found = known.of(structure, acting)
    if found is None:
        return
    angle = _angle(visit, acting)
    ends = (angle(start), angle(end))
    yield _plot(visit, found, "length", angle(here), ends)
    yield _plot(visit, found, "arm", angle(here), ends)
    how = tuple(Text(runs=Rich.plain(visit.say(one)).runs, tone="quiet") for one in (_WHAT, _HOW))
    yield Fold(title=visit.say("What the curves say"), blocks=how)


def _again(visit: Visit) -> None:
    visit.tempo += 1


def _angle(visit: Visit, acting: str) -> Callable[[Pose], float]:
    """Tells how far a pose is in a movement, in degrees; backwards it is negative."""
    joints = visit.library.of("joint")
    name, motion = way_of(visit.library, acting) or ("", "")
    forward = signed(joints, Pose.of({name: {motion: 1.0}}))

    def told(pose: Pose) -> float:
        amounts = signed(joints, pose)
        return round(sum(amounts.get(key, 0.0) * sign for key, sign in forward.items()), 1)

    return told


def _plot(visit: Visit, found: Levers, what: str, at: float, between: tuple[float, float]) -> Block:
    say, places = visit.say, found.places
    of: Callable[[Place], float] = (lambda one: one.arm) if what == "arm" else _length
    if what == "arm":
        best = max(places, key=of)
        told = say(
            _TOLD_ARM,
            least=round(min(map(of, places))),
            most=round(best.arm),
            place=round(best.degrees),
        )
    else:
        told = say(
            _TOLD_LENGTH,
            joint=found.motion.replace("-", " "),
            low=round(places[0].degrees),
            high=round(places[-1].degrees),
            first=round(places[0].length),
            last=round(places[-1].length),
        )
    return Plot(
        id=f"lever:{what}",
        label=say(_ARM if what == "arm" else _LENGTH),
        told=told,
        across=(found.back.replace("-", " "), found.motion.replace("-", " ")),
        points=tuple((one.degrees, round(of(one), 1)) for one in places),
        at=at,
        between=between,
    )


def _length(one: Place) -> float:
    return one.length
