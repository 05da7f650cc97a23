"""Moving the body: the actions of a muscle, its stretch, postures and positions, and their play."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from nmt_atlas.atlas.acting import muscles_acting
from nmt_atlas.atlas.scene import posed
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.playback import SECONDS, SLOW_SECONDS, Playback, between
from nmt_atlas.domain.playing import PARTS, Acted, Part, Unmoved, acted, by_part, stretched
from nmt_atlas.domain.pose import REST, Pose
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.levers_view import lever_blocks
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.upright_view import look_standing, turn_plumb, upright_blocks
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Fold, Select, Slider, Text

FRAMES = 7
"""A movement is sent as so many poses, between which the browser goes smoothly."""

_WHO: dict[Part, str] = {
    "agonist": mark("Do it"),
    "synergist": mark("Help"),
    "antagonist": mark("Do the opposite"),
    "stabiliser": mark("Hold the joint"),
}
_SIDES = ("right", "left")
_UNDER = ("on-the-right", "on-the-left")
"""How a body is turned that lies on a side."""


def muscle_of(visit: Visit) -> tuple[Muscle, str] | None:
    """The muscle that is selected, and its side; None where none is, or several things are."""
    if len(visit.state.selection) != 1:
        return None
    structure, side = split_part_id(visit.state.selection[0])
    muscle = visit.library.muscle_of(structure)
    return (muscle, side) if muscle else None


def moves_of(visit: Visit) -> tuple[tuple[Acted, ...], tuple[Unmoved, ...]]:
    """What the selected muscle does, and what of it is not shown."""
    found, words = muscle_of(visit), visit.library.joints
    if found is None or words is None:
        return (), ()
    return acted(found[0], words, visit.library.of("joint"), found[1])


def move_blocks(visit: Visit) -> Iterator[Block]:
    """The movements of the selected muscle: play, draw along, slowly, and who takes part."""
    say, told = visit.say, visit.library.told
    moves, still = moves_of(visit)
    for number, one in enumerate(moves):
        on = one.way == visit.state.acting
        joint, movement = told(one.joint).capitalize(), told(one.words)
        label = say("{joint}: {movement}", joint=joint, movement=movement)
        yield Buttons(
            buttons=(Button(id=f"act:{number}", label=label, main=on, on=on),), stacked=True
        )
    if visit.state.acting or visit.state.pose:
        yield from _player(visit)
    yield from _taking_part(visit)
    buttons = [Button(id="stretch:", label=say("Show its stretch"))] if moves else []
    yield Buttons(buttons=(*buttons, Button(id="rest:", label=say("Stand at rest"))))
    if still:
        lines = (f"{told(one.joint)}: {told(one.words)}. {say(one.why)}" for one in still)
        blocks = tuple(Text(runs=Rich.plain(line).runs, tone="quiet") for line in lines)
        yield Fold(title=say("Not shown as movement"), blocks=blocks)


def _player(visit: Visit) -> Iterator[Block]:
    _ready(visit)
    say, now = visit.say, visit.playback
    far = round(100 * now.share)
    yield Slider(id="scrub", label=say("How far"), start=0, end=100, step=1, value=far, unit="%")
    go = say("Stop") if now.playing else say("Play")
    yield Buttons(
        buttons=(
            Button(id="play:", label=go, main=True),
            Button(id="slow:", label=say("Slowly"), on=now.slow),
        )
    )
    here, _ = Pose.read(visit.state.pose)
    yield from lever_blocks(visit, now.start, now.end, here)
    if now.playing or not now.share:
        words = say(_PHASES)
    else:
        words = say(_PHASE_AHEAD) if now.ahead else say(_PHASE_BACK)
    yield Text(runs=Rich.plain(words).runs, tone="quiet")


_PHASES = mark(
    "On the way out it shortens and draws the bone (concentric); on the way back it lengthens and "
    "lets the bone down (eccentric)."
)
_PHASE_AHEAD = mark("It shortens and draws the bone (concentric).")
_PHASE_BACK = mark("It lengthens and lets the bone down (eccentric).")


def _taking_part(visit: Visit) -> Iterator[Block]:
    """Who does the movement that is shown, helps, brakes and holds."""
    found = by_part(muscles_acting(visit.library, visit.state.acting))
    for part in PARTS:
        names = ", ".join(visit.library.muscles[one].name for one in found[part])
        if names:
            yield Text(runs=(Rich.bold(visit.say(_WHO[part])) + Rich.plain(f": {names}")).runs)


def standing_blocks(visit: Visit) -> Iterator[Block]:
    """Positions and postures to take, and how marked the posture is."""
    say, library = visit.say, visit.library
    found = library.of("position").values()
    positions = (("", say("As it is")), *((one.id, one.name) for one in found))
    yield Select(id="position", label=say("Position"), options=positions, value="")
    postures = [one for one in library.conditions.values() if one.stance]
    options = (("", say("As it is")), *((one.id, one.name) for one in postures))
    yield Select(id="stance", label=say("Posture"), options=options, value="")
    if visit.state.pose:
        _ready(visit)
        far = round(100 * visit.playback.share)
        yield Slider(
            id="scrub", label=say("How marked"), start=0, end=100, step=1, value=far, unit="%"
        )
        yield Buttons(buttons=(Button(id="rest:", label=say("Stand at rest")),))
    yield from upright_blocks(visit)


def placed_buttons(visit: Visit) -> tuple[Button, ...]:
    """What takes the position in which the selected muscle is felt; none where none is named."""
    found = muscle_of(visit)
    feel = found[0].palpation if found else None
    known = visit.library.of("position").get(feel.placed) if feel and feel.placed else None
    if known is None:
        return ()
    on = visit.state.pose == _lying(visit, known.id).texts
    return (Button(id="placed:", label=visit.say("Show in this position"), on=on),)


def _lying(visit: Visit, ident: str) -> Pose:
    """A position with the selected muscle's side up, where somebody lies on one."""
    pose, _ = Pose.read(visit.library.of("position")[ident].pose)
    found = muscle_of(visit)
    under = next((motion for _, motion, _ in pose.terms if motion in _UNDER), "")
    return pose.mirrored() if found and under and under.endswith(found[1]) else pose


# What is done


def deeds(visit: Visit) -> dict[str, Callable[[str], None]]:
    """What the buttons of :func:`move_blocks` and :func:`standing_blocks` do."""
    return {
        "act": lambda number: act(visit, number),
        "play": lambda _: toggle(visit),
        "slow": lambda _: slow(visit),
        "scrub": lambda value: scrub(visit, value),
        "stretch": lambda _: stretch(visit),
        "rest": lambda _: rest(visit),
        "placed": lambda _: take_placed(visit),
        "position": lambda ident: take_position(visit, ident),
        "stance": lambda ident: take_posture(visit, ident),
        "plumb": lambda _: turn_plumb(visit),
        "stand-look": lambda way: look_standing(visit, way),
    }


def acts(visit: Visit) -> dict[str, Act]:
    """The same for a desk, whose controls tell their value apart from their id."""

    def either(do: Callable[[str], None]) -> Act:
        return lambda rest, value: do(rest or value)

    return {name: either(do) for name, do in deeds(visit).items()}


def act(visit: Visit, number: str) -> None:
    """Play a movement of the selected muscle, by its number."""
    moves, _ = moves_of(visit)
    if number.isdecimal() and int(number) < len(moves):
        play_between(visit, moves[int(number)].start, moves[int(number)].end)
        visit.view.change(acting=moves[int(number)].way)


def play_between(visit: Visit, start: Pose, end: Pose) -> None:
    """Begin a movement from its start."""
    visit.playback = Playback(start, end, playing=True, slow=visit.playback.slow)
    _stand(visit)
    _send(visit)


def play_into(visit: Visit, *, playing: bool) -> None:
    """Have a pose that is shown play from rest and back, or stand; at rest nothing plays."""
    pose, _ = Pose.read(visit.state.pose)
    visit.playback = Playback(REST, pose, share=1.0, playing=playing and bool(pose))
    visit.tempo += 1
    _send(visit)


def toggle(visit: Visit) -> None:
    """Stop a movement where it is, or play it from its start."""
    _ready(visit)
    _catch_up(visit)
    now = visit.playback
    visit.playback = now.scrubbed(now.share) if now.playing else now.begun()
    _stand(visit)
    _send(visit)


def slow(visit: Visit) -> None:
    """Play slowly, or at the usual speed again."""
    now = replace(visit.playback, slow=not visit.playback.slow)
    visit.playback = now.begun() if now.playing else now
    visit.tempo += 1
    _send(visit)


def scrub(visit: Visit, value: str) -> None:
    """Draw the movement to a place (percent)."""
    if value.isdecimal():
        _ready(visit)
        visit.playback = visit.playback.scrubbed(int(value) / 100)
        _send(visit)
        _stand(visit)


def stretch(visit: Visit) -> None:
    """Take the pose in which the selected muscle is long."""
    found, words = muscle_of(visit), visit.library.joints
    if found and words:
        pose = stretched(found[0], words, visit.library.of("joint"), found[1])
        visit.playback = Playback(REST, pose, share=1.0)
        _send(visit)
        visit.show(visit.state.changed(pose=pose.texts, acting=""))


def take(visit: Visit, terms: tuple[str, ...]) -> None:
    """Take a posture or a position, which can be drawn back to rest."""
    pose, _ = Pose.read(terms)
    visit.playback = Playback(REST, pose, share=1.0)
    _send(visit)
    visit.show(visit.state.changed(pose=pose.texts, acting=""))


def take_posture(visit: Visit, ident: str) -> None:
    """Stand as a posture does, with its tight and weak muscles told apart."""
    found = visit.library.conditions.get(ident)
    if found and found.stance:
        visit.show_document("condition", ident)
        take(visit, found.stance.pose)


def take_position(visit: Visit, ident: str) -> None:
    """Take a position by its id."""
    found = visit.library.of("position").get(ident)
    if found:
        take(visit, found.pose)


def take_placed(visit: Visit) -> None:
    """Lay the body as for feeling the selected muscle; pressed again, it stands at rest."""
    found = muscle_of(visit)
    feel = found[0].palpation if found else None
    if feel is None or not feel.placed or feel.placed not in visit.library.of("position"):
        return
    pose = _lying(visit, feel.placed)
    if visit.state.pose == pose.texts:
        rest(visit)
    else:
        take(visit, pose.texts)


def rest(visit: Visit) -> None:
    """Stand at rest again."""
    visit.playback = Playback(slow=visit.playback.slow)
    _send(visit)
    visit.show(visit.state.changed(pose=(), acting=""))


def _stand(visit: Visit) -> None:
    """Keep where the movement is, for links, pictures and undo."""
    pose = visit.playback.pose(visit.library.of("joint"))
    visit.view.change(pose=pose.texts)
    visit.tempo += 1


def _ready(visit: Visit) -> None:
    """Make a pose that came with a link, or by undo, one that can be played and drawn along."""
    now, state = visit.playback, visit.state
    if now.start or now.end or not (state.pose or state.acting):
        return
    way = next((one for one in moves_of(visit)[0] if one.way == state.acting), None)
    here, _ = Pose.read(state.pose)
    start, end = (way.start, way.end) if way else (REST, here)
    visit.playback = replace(now, start=start, end=end, share=1.0 if here else 0.0)


def _catch_up(visit: Visit) -> None:
    """Bring what is kept to where the movement has come to meanwhile."""
    visit.playback = visit.playback.after(time.monotonic() - visit.begun)


def _send(visit: Visit) -> None:
    """Have the browser play the movement from its start, or stop; meanwhile nothing is sent."""
    now, context = visit.playback, visit.body.context
    visit.begun = time.monotonic()
    if not now.playing:
        visit.view.canvas.motion = {}
        return
    joints = visit.library.of("joint")
    poses = (between(joints, now.start, now.end, k / (FRAMES - 1)) for k in range(FRAMES))
    frames = [posed(visit.state.changed(pose=pose.texts), context) for pose in poses]
    visit.view.canvas.motion = {
        "frames": [{name: list(dual) for name, dual in frame.items()} for frame in frames],
        "ms": round(1000 * (SLOW_SECONDS if now.slow else SECONDS)),
        "again": True,
    }
