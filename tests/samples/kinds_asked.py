"""Lessons that ask every kind of question three times, and what people do to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
from browser_samples import wait_until
from hands import Mouse
from house import Person
from question_samples import SAMPLES

from nmt_atlas.domain.questions import KINDS, Outcome, kind_name

LESSON = "every-kind"
"""How the ids of these lessons begin."""
NAMES = tuple(map(kind_name, KINDS))
OUTCOMES: tuple[Outcome, ...] = ("right", "partly", "wrong")
POINT = "soleus-tp1"
IN_BELLY = "soleus-tp2"
"""A point that no tendon lies over."""
MUSCLE = "gastrocnemius-medial"

CALF = {
    "camera": "posterior",
    "focus": ["soleus-right", "soleus-left"],
    "isolated": ["soleus-right", "soleus-left", "plantaris-right", "popliteus-right"],
}
HEAD = {"camera": "posterior", "focus": [f"{MUSCLE}-right"], "isolated": [f"{MUSCLE}-right"]}
HEELS = {
    "camera": "posterior",
    "focus": ["calcaneus-right", "calcaneus-left"],
    "layers": ["skin"],
    "skin": 1.0,
}
SHINS = {
    "camera": "anterior",
    "focus": ["tibia-right", "tibia-left", "patella-right"],
    "layers": ["bones"],
}
PUSHES = "plantar flexion at any angle of the knee"
STEADIES = "checks the forward sway of the leg in standing"
BENDS = "flexion"
POINTED = frozenset(
    {"click-structure", "point-referral", "place-point", "paint-referral", "find-attachment"}
)
"""The kinds whose answer is given on the body itself."""
UNSEEN = frozenset(
    {"choose-one", "choose-several", "match-pairs", "put-in-order", "must-not", "true-false"}
)
"""The kinds that are asked in words alone: beside them few parts are drawn, not the whole body."""
FOOT = ("navicular", "calcaneus", "cuneiform-medial", "metatarsal-1")

OWN: Mapping[str, dict[str, Any]] = {
    "click-structure": {"accept": ["soleus"], "view": CALF},
    "name-structure": {"view": CALF},
    "point-referral": {"view": HEELS},
    "type-name": {"target": MUSCLE, "view": HEAD},
    "place-point": {"target": IN_BELLY, "view": CALF},
    "paint-referral": {"view": HEELS},
    "source-of-pain": {"view": HEELS},
    "find-attachment": {"view": SHINS},
    "which-action": {
        "movements": [
            {"joint": "ankle", "movement": PUSHES, "right": True},
            {"joint": "ankle", "movement": STEADIES, "right": True},
            {"joint": "knee", "movement": BENDS},
            {"joint": "ankle", "movement": "dorsiflexion"},
        ],
        "view": CALF,
    },
    "which-nerve": {
        "distractors": ["sciatic-nerve", "femoral-nerve"],
        "among": ["L3", "L4", "S1", "S2"],
        "view": CALF,
    },
    "what-compresses": {"place": "soleal-sling-tibial", "view": CALF},
    "label-picture": {
        "labels": [{"structure": one, "clue": f"clue of {one}"} for one in FOOT],
        "extra": ["cuboid"],
        "view": {
            "camera": "anterior-left",
            "focus": ["calcaneus-right", "foot-distal-phalanx-1-right"],
            "layers": ["bones"],
        },
    },
}
"""Kind -> what its sample lacks to be asked on a real body."""

Do = Callable[[Mouse], None]


# What people do


def done(hands: Mouse) -> None:
    hands.press("That is my answer")


def presses(*names: str, then: Do | None = None) -> Do:
    def do(hands: Mouse) -> None:
        for name in names:
            hands.press(name)
        if then:
            then(hands)

    return do


def switches(*names: str) -> Do:
    def do(hands: Mouse) -> None:
        for name in names:
            hands.switch(name)
        done(hands)

    return do


def meets(spot: Any, label: str, text: str, name: str) -> Do:
    """Point at a place, or say its name; a place may depend on the body."""

    def do(hands: Mouse) -> None:
        if hands.points:
            hands.point(spot(hands.person) if callable(spot) else spot)
        else:
            hands.take(label, text, name)

    return do


def types(text: str) -> Do:
    def do(hands: Mouse) -> None:
        hands.write("Its name", text)
        done(hands)

    return do


def picture(point: str) -> Do:
    """The picture of a point, which is not told on the page."""

    def do(hands: Mouse) -> None:
        run = hands.person.lessons.run
        assert run is not None
        hands.press(f"Picture {'ABCD'[run.choices.index(point)]}")

    return do


def places(share: float, fifth: str) -> Do:
    """Point at a share of the way down the muscle, or say which fifth of it."""

    def do(hands: Mouse) -> None:
        if hands.points:
            hands.point(on_muscle(hands.person, share))
        else:
            hands.unfold("Answer in words")
            hands.press(fifth)

    return do


def on_muscle(person: Person, share: float) -> list[float]:
    """The skin side of soleus, so far down its length, where it is broadest."""
    mesh = person.visit.body.source.mesh("soleus-right", "phone")
    assert mesh.uv is not None
    points = np.asarray(mesh.points)
    near = points[np.abs(mesh.uv[:, 0] - share) < 0.03]
    return [float(one) for one in near[np.argmax(near[:, 1])]]


def layer(person: Person, kind: str) -> set[int]:
    vertices, weights = person.visit.body.painter.layers((f"{POINT}:right",), ())[kind]
    return set(np.asarray(vertices)[np.asarray(weights) > 0].tolist())


def hindmost(person: Person, vertices: set[int]) -> list[float]:
    points = np.asarray(person.visit.body.source.skin().points)[sorted(vertices)]
    return [float(one) for one in points[np.argmax(points[:, 1])]]


def in_zone(person: Person) -> list[float]:
    return hindmost(person, layer(person, "essential"))


def beside_zone(person: Person) -> list[float]:
    """In the spillover, well above what is essential."""
    points = np.asarray(person.visit.body.source.skin().points)
    only = layer(person, "spillover") - layer(person, "essential")
    high = {one for one in only if points[one][2] > 60}
    return hindmost(person, high)


def other_heel(person: Person) -> list[float]:
    x, y, z = in_zone(person)
    return [-x, y, z]


def hind_zone(person: Person) -> list[list[float]]:
    """The top and the bottom of what is charted on the back of the heel."""
    body = person.visit.body
    vertices, weights = body.painter.layers((f"{POINT}:right",), ())["essential"]
    inside = np.asarray(vertices)[np.asarray(weights) > 0.9 * np.max(weights)]
    points = np.asarray(body.source.skin().points)[inside]
    behind = points[points[:, 1] > points[:, 1].max() - 25]
    order = behind[np.argsort(behind[:, 2])]
    return [[float(one) for one in order[at]] for at in (-1, 0)]


def paints(spots: Callable[[Person], list[Any]], *regions: tuple[str, str], wide: bool) -> Do:
    """Stroke once over the places, with a brush made wider, or say the regions."""

    def do(hands: Mouse) -> None:
        if hands.points:
            if wide:
                widen(hands)
            hands.paint(spots(hands.person))
            wait_until(hands.named("button", "That is my answer").is_enabled, 20)
        else:
            for text, name in regions:
                hands.take("Or add a region in words", text, name)
                hands.named("button", f"Take out {name}").wait_for()
        done(hands)

    return do


def widen(hands: Mouse) -> None:
    slider = hands.page.get_by_role("slider", name="Size of the brush")
    slider.wait_for()
    box = slider.bounding_box()
    slider.click(position={"x": box["width"] * 0.35, "y": box["height"] / 2})
    wait_until(lambda: hands.person.visit.view.canvas.brush["size"] > 20, 20)


def pairs(*order: int) -> Do:
    """Give each thing on the left what belongs to the one of that number."""
    given = SAMPLES["match-pairs"].good
    rights = [*(one["right"] for one in given["pairs"]), *given["extra"]]

    def do(hands: Mouse) -> None:
        for one, right in zip(given["pairs"], order, strict=True):
            hands.choose(one["left"], rights[right])
        done(hands)

    return do


def in_order(*order: int) -> Do:
    return presses(*(SAMPLES["put-in-order"].good["items"][n] for n in order), then=done)


def labels(*order: int) -> Do:
    def do(hands: Mouse) -> None:
        name = hands.person.visit.body.context.name
        for number, at in enumerate(order):
            hands.choose(f"{number + 1}: clue of {FOOT[number]}", name(FOOT[at], "en"))
        done(hands)

    return do


def supplied(nerve: str, *roots: str) -> Do:
    return presses(nerve, then=switches(*roots))


CLICK = partial(meets, label="Or say what you would click")
WHERE = partial(meets, label="Or say which region of the body")
BONE = partial(meets, label="Or say which bone")

ANSWERS: Mapping[str, Mapping[Outcome, Do]] = {
    "click-structure": {
        "right": CLICK("soleus-right", text="sole", name="Soleus (right)"),
        "partly": CLICK("soleus-left", text="sole", name="Soleus (left)"),
        "wrong": CLICK("popliteus-right", text="popl", name="Popliteus (right)"),
    },
    "name-structure": {"right": presses("Soleus"), "wrong": presses("Plantaris")},
    "choose-referral": {"right": picture(POINT), "wrong": picture(IN_BELLY)},
    "point-referral": {
        "right": WHERE(in_zone, text="hee", name="Heel"),
        "partly": WHERE(beside_zone, text="cal", name="Calf"),
        "wrong": WHERE(other_heel, text="butt", name="Buttock"),
    },
    "choose-one": {"right": presses("the first"), "wrong": presses("the second")},
    "choose-several": {
        "right": switches("the first", "the fourth"),
        "partly": switches("the first"),
        "wrong": switches("the second", "the third"),
    },
    "type-name": {
        "right": types("gastrocnemius medial head"),
        "partly": types("gastrocnemius"),
        "wrong": types("plantaris"),
    },
    "place-point": {
        "right": places(0.22, "Between the origin and the middle"),
        "partly": places(0.34, "At the end of the origin"),
        "wrong": places(0.6, "At the end of the insertion"),
    },
    "paint-referral": {
        "right": paints(
            hind_zone, ("hee", "Heel"), ("achilles", "Back of ankle (Achilles)"), wide=True
        ),
        "partly": paints(
            lambda one: [in_zone(one)], ("hee", "Heel"), ("butt", "Buttock"), wide=False
        ),
        "wrong": paints(lambda one: [other_heel(one)], ("butt", "Buttock"), wide=False),
    },
    "source-of-pain": {"right": presses("Soleus"), "wrong": presses("Plantaris")},
    "match-pairs": {
        "right": pairs(0, 1, 2, 3),
        "partly": pairs(0, 1, 3, 2),
        "wrong": pairs(4, 0, 1, 2),
    },
    "put-in-order": {
        "right": in_order(0, 1, 2, 3),
        "partly": in_order(1, 0, 2, 3),
        "wrong": in_order(3, 2, 1, 0),
    },
    "find-attachment": {
        "right": BONE("tibia-right", text="tib", name="Tibia (right)"),
        "partly": BONE("tibia-left", text="tib", name="Tibia (left)"),
        "wrong": BONE("patella-right", text="patel", name="Patella (right)"),
    },
    "which-action": {
        "right": switches(f"{PUSHES} (ankle)", f"{STEADIES} (ankle)"),
        "partly": switches(f"{PUSHES} (ankle)"),
        "wrong": switches(f"{BENDS} (knee)"),
    },
    "which-nerve": {
        "right": supplied("Tibial nerve", "S1", "S2"),
        "partly": supplied("Tibial nerve", "S1"),
        "wrong": supplied("Femoral nerve", "L3"),
    },
    "what-compresses": {"right": presses("Soleus"), "wrong": presses("Plantaris")},
    "must-not": {
        "right": switches("the knife", "the fire", "the glass"),
        "partly": switches("the knife", "the fire"),
        "wrong": switches("the towel"),
    },
    "true-false": {
        "right": presses("True", "the first", then=done),
        "partly": presses("True", "the second", then=done),
        "wrong": presses("False", "the first", then=done),
    },
    "label-picture": {
        "right": labels(0, 1, 2, 3),
        "partly": labels(0, 1, 3, 2),
        "wrong": labels(1, 2, 3, 0),
    },
}
"""Kind -> outcome -> what somebody does for it; a kind that cannot be partly right has no such."""


Case = tuple[str, Outcome]
"""A kind, and how well it is answered."""


def lesson(ident: str, cases: Iterable[Case]) -> dict[str, Any]:
    """A lesson with a question for each kind and outcome, in this order: ``type-name-partly``."""
    return {
        "id": ident,
        "title": "Every kind of question",
        "summary": "Nineteen ways to ask.",
        "minutes": 20,
        "regions": ["heel", "leg_back"],
        "objectives": ["Answer whatever is asked."],
        "steps": [_step(ident, *case) for case in cases],
        "sources": ["gray-2020"],
    }


def _step(ident: str, kind: str, outcome: Outcome) -> dict[str, Any]:
    question = {
        "kind": kind,
        "id": f"{ident}-{kind}-{outcome}",
        "objectives": [1],
        "prompt": "Your turn.",
        "explanation": "So it is.",
        "sources": ["gray-2020"],
        **SAMPLES[kind].good,
        **OWN.get(kind, {}),
    }
    seen = {"view": CALF} if kind in UNSEEN else {}
    return {"id": f"{kind}-{outcome}", "title": "Your turn", "question": question, **seen}
