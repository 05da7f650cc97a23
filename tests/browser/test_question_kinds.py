"""Kinds of question are answered in a real browser: with the mouse, and by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import numpy as np
import pytest
from browser_samples import wait_until
from house import House, Person
from question_samples import SAMPLES

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.questions import KINDS, kind_name
from nmt_atlas.library import DataPaths, data_paths

pytestmark = [pytest.mark.browser, pytest.mark.release]

LESSON = "every-kind"
NAMES = tuple(map(kind_name, KINDS))
POINT = "soleus-tp1"
IN_BELLY = "soleus-tp2"
"""A point that no tendon lies over."""
JUDGED = re.compile(r"Right\.|Partly right\.|Not this time\.")
PATIENCE_MS = 25_000
MOST_STOPS = 150
"""No control of a page is further from another than so many presses of Tab."""

CALF = {
    "camera": "posterior",
    "focus": ["soleus-right"],
    "isolated": ["soleus-right", "plantaris-right", "popliteus-right"],
}
HEEL = {"camera": "posterior", "focus": ["calcaneus-right"], "layers": ["skin"], "skin": 1.0}
SHIN = {"camera": "anterior", "focus": ["tibia-right"], "layers": ["bones"]}
PUSHES = "plantar flexion at any angle of the knee"
STEADIES = "checks the forward sway of the leg in standing"
FOOT = ("navicular", "calcaneus", "cuneiform-medial", "metatarsal-1")

OWN: Mapping[str, dict[str, Any]] = {
    "click-structure": {"accept": ["soleus"], "view": CALF},
    "name-structure": {"view": CALF},
    "point-referral": {"view": HEEL},
    "type-name": {"view": CALF},
    "place-point": {"target": IN_BELLY, "view": CALF},
    "paint-referral": {"view": HEEL},
    "source-of-pain": {"view": HEEL},
    "find-attachment": {"view": SHIN},
    "which-action": {
        "movements": [
            {"joint": "ankle", "movement": PUSHES, "right": True},
            {"joint": "ankle", "movement": STEADIES, "right": True},
            {"joint": "knee", "movement": "flexion"},
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


def lesson() -> dict[str, Any]:
    """A lesson with one question of every kind; a step is called as its question's kind."""
    common = {"prompt": "Your turn.", "explanation": "So it is.", "sources": ["gray-2020"]}
    questions = [
        {
            "kind": kind,
            "id": f"{LESSON}-{kind}",
            "objectives": [1],
            **common,
            **SAMPLES[kind].good,
            **OWN.get(kind, {}),
        }
        for kind in NAMES
    ]
    return {
        "id": LESSON,
        "title": "One question of every kind",
        "summary": "Nineteen ways to ask.",
        "minutes": 20,
        "regions": ["heel", "leg_back"],
        "objectives": ["Answer whatever is asked."],
        "steps": [{"id": one["kind"], "title": "Your turn", "question": one} for one in questions],
        "sources": ["gray-2020"],
    }


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    """The atlas with that lesson beside its own."""
    folder = tmp_path_factory.mktemp("kinds")
    file = folder / "own" / "lessons" / f"{LESSON}.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(lesson()), encoding="utf-8")
    paths = DataPaths(data_paths({}).root, folder / "own")
    opened = Atlas.open(paths, bodies=folder / "none")
    assert opened.problems == ()
    try:
        opened.prepare("own")
    except PackError as error:
        pytest.skip(str(error))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def house(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The app with that lesson."""
    with House.running(atlas, tmp_path_factory.mktemp("store") / "p.sqlite3") as made:
        yield made


@pytest.fixture
def person(shared_page: Any, house: House) -> Person:
    """Somebody who has answered nothing yet, at a browser that has the body already."""
    shared_page.context.clear_cookies()
    return Person(shared_page, house)


class Hands(Protocol):
    """How somebody works the controls of a page."""

    person: Person

    def press(self, name: str) -> None: ...
    def switch(self, name: str) -> None: ...
    def choose(self, label: str, option: str) -> None: ...
    def write(self, label: str, text: str) -> None: ...


class Mouse:
    """With the mouse; only names are typed."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def press(self, name: str) -> None:
        self.person.press(name)

    def switch(self, name: str) -> None:
        self.person.page.get_by_role("switch", name=name, exact=True).click(timeout=PATIENCE_MS)

    def choose(self, label: str, option: str) -> None:
        field = self.person.page.get_by_role("combobox", name=label, exact=True)
        field.select_option(label=option, timeout=PATIENCE_MS)

    def write(self, label: str, text: str) -> None:
        field = self.person.page.get_by_role("combobox", name=label, exact=True)
        field.click(timeout=PATIENCE_MS)
        field.press_sequentially(text)


class Keyboard:
    """With the keys alone: the mouse is never touched, and nothing is focused for one."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def reach(self, role: str, name: str) -> Any:
        """Go to a control with Tab."""
        found = self.person.page.get_by_role(role, name=name, exact=True).first
        found.wait_for(timeout=PATIENCE_MS)
        wait_until(found.is_enabled, 20)
        for _ in range(MOST_STOPS):
            if found.evaluate("one => one.matches(':focus')"):
                return found
            self.tap("Tab")
        raise AssertionError(f"Tab never comes to the {role} “{name}”")

    def tap(self, key: str) -> None:
        self.person.page.keyboard.press(key)

    def press(self, name: str) -> None:
        self.reach("button", name)
        self.tap("Enter")

    def switch(self, name: str) -> None:
        self.reach("switch", name)
        self.tap("Space")

    def choose(self, label: str, option: str) -> None:
        field = self.reach("combobox", label)
        texts = field.evaluate("one => [...one.options].map(each => each.text)")
        shown = "one => one.selectedOptions[0].text"
        for text in texts[1 : texts.index(option) + 1]:
            self.tap("ArrowDown")
            assert field.evaluate(shown) == text

    def write(self, label: str, text: str) -> None:
        self.reach("combobox", label)
        self.tap("Control+a")
        self.person.page.keyboard.type(text)


def takes(hands: Hands, label: str, text: str, name: str) -> None:
    """Type a part of a name and take the line that is suggested."""
    hands.write(label, text)
    line = hands.person.page.get_by_role("option", name=name, exact=True)
    line.wait_for(timeout=PATIENCE_MS)
    if isinstance(hands, Mouse):
        line.click()
        return
    for _ in range(12):
        hands.person.page.keyboard.press("ArrowDown")
        if line.get_attribute("aria-selected") == "true":
            break
    hands.person.page.keyboard.press("Enter")


def done(hands: Hands) -> None:
    hands.press("That is my answer")


def on_muscle(person: Person) -> list[float]:
    """Where the skin side of soleus is nearest to its point, seen from behind."""
    body = person.visit.body
    place = np.array(body.place_of(IN_BELLY, "right"))
    points = np.asarray(body.source.mesh("soleus-right", "phone").points)
    far = np.linalg.norm((points - place)[:, [0, 2]], axis=1)
    near = points[far < far.min() + 8]
    return [float(one) for one in near[np.argmax(near[:, 1])]]


def hind_zone(person: Person) -> Any:
    """The places on the back of the heel where the point is charted to refer, from below up."""
    body = person.visit.body
    vertices, weights = body.painter.layers((f"{POINT}:right",), ())["essential"]
    inside = np.asarray(vertices)[np.asarray(weights) > 0.9 * np.max(weights)]
    points = np.asarray(body.source.skin().points)[inside]
    behind = points[points[:, 1] > points[:, 1].max() - 25]
    return behind[np.argsort(behind[:, 2])]


def on_zone(person: Person) -> list[float]:
    """The hindmost of those places."""
    places = hind_zone(person)
    return [float(one) for one in places[np.argmax(places[:, 1])]]


def paint(person: Person) -> None:
    """Make the brush somewhat bigger, and stroke once from the tendon down over the heel."""
    page = person.page
    slider = page.get_by_role("slider", name="Size of the brush")
    slider.wait_for(timeout=PATIENCE_MS)
    box = slider.bounding_box()
    slider.click(position={"x": box["width"] * 0.35, "y": box["height"] / 2})
    wait_until(lambda: person.visit.view.canvas.brush["size"] > 20, 20)
    page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
    person.settle()
    places = hind_zone(person)
    ends = [[float(one) for one in places[at]] for at in (-1, 0)]
    top, low = (page.evaluate("spot => nmtAtlas.projectPoint(spot)", one) for one in ends)
    page.mouse.move(top["x"], top["y"])
    page.mouse.down()
    page.mouse.move(low["x"], low["y"], steps=12)
    page.mouse.up()
    wait_until(page.get_by_role("button", name="That is my answer").is_enabled, 20)


def picture(person: Person, point: str) -> str:
    """The name of the picture of a point, which is not told on the page."""
    assert person.lessons.run is not None
    return f"Picture {'ABCD'[person.lessons.run.choices.index(point)]}"


def click_structure(hands: Hands) -> None:
    if isinstance(hands, Mouse):
        hands.person.click("soleus-right")
    else:
        takes(hands, "Or say what you would click", "sole", "Soleus (right)")


def point_referral(hands: Hands) -> None:
    if isinstance(hands, Mouse):
        hands.person.click(on_zone(hands.person))
    else:
        takes(hands, "Or say which region of the body", "hee", "Heel")


def place_point(hands: Hands) -> None:
    if isinstance(hands, Mouse):
        hands.person.click(on_muscle(hands.person))
        return
    summary = hands.person.page.get_by_text("Answer in words", exact=True)
    for _ in range(MOST_STOPS):
        if summary.evaluate("one => one.matches(':focus')"):
            break
        hands.person.page.keyboard.press("Tab")
    hands.person.page.keyboard.press("Enter")
    hands.press("Between the origin and the middle")


def paint_referral(hands: Hands) -> None:
    if isinstance(hands, Mouse):
        paint(hands.person)
    else:
        for text, name in (("hee", "Heel"), ("achilles", "Back of ankle (Achilles)")):
            takes(hands, "Or add a region in words", text, name)
            hands.person.page.get_by_role("button", name=f"Take out {name}").wait_for()
    done(hands)


def find_attachment(hands: Hands) -> None:
    if isinstance(hands, Mouse):
        hands.person.click("tibia-right")
    else:
        takes(hands, "Or say which bone", "tib", "Tibia (right)")


def type_name(hands: Hands) -> None:
    hands.write("Its name", "soleus")
    done(hands)


def which_nerve(hands: Hands) -> None:
    hands.press("Tibial nerve")
    switches("S1", "S2")(hands)


def true_false(hands: Hands) -> None:
    hands.press("True")
    hands.press("the first")
    done(hands)


def put_in_order(hands: Hands) -> None:
    for one in SAMPLES["put-in-order"].good["items"]:
        hands.press(one)
    done(hands)


def match_pairs(hands: Hands) -> None:
    for one in SAMPLES["match-pairs"].good["pairs"]:
        hands.choose(one["left"], one["right"])
    done(hands)


def label_picture(hands: Hands) -> None:
    name = hands.person.visit.body.context.name
    for number, one in enumerate(FOOT, 1):
        hands.choose(f"{number}: clue of {one}", name(one, "en"))
    done(hands)


Do = Callable[[Hands], None]


def button(name: str) -> Do:
    return lambda hands: hands.press(name)


def switches(*names: str) -> Do:
    def do(hands: Hands) -> None:
        for name in names:
            hands.switch(name)
        done(hands)

    return do


RIGHT: Mapping[str, Do] = {
    "click-structure": click_structure,
    "name-structure": button("Soleus"),
    "choose-referral": lambda hands: hands.press(picture(hands.person, POINT)),
    "point-referral": point_referral,
    "choose-one": button("the first"),
    "choose-several": switches("the first", "the fourth"),
    "type-name": type_name,
    "place-point": place_point,
    "paint-referral": paint_referral,
    "source-of-pain": button("Soleus"),
    "match-pairs": match_pairs,
    "put-in-order": put_in_order,
    "find-attachment": find_attachment,
    "which-action": switches(f"{PUSHES} (ankle)", f"{STEADIES} (ankle)"),
    "which-nerve": which_nerve,
    "what-compresses": button("Soleus"),
    "must-not": switches("the knife", "the fire", "the glass"),
    "true-false": true_false,
    "label-picture": label_picture,
}
"""Kind -> what somebody does to answer it right."""


LEFT_TO_MOUSE: frozenset[str] = frozenset({"must-not", "true-false", "label-picture"})
LEFT_TO_KEYS: frozenset[str] = frozenset(
    {
        "match-pairs",
        "find-attachment",
        "which-action",
        "which-nerve",
        "what-compresses",
        "must-not",
        "true-false",
        "label-picture",
    }
)
"""Kinds that have no such case yet."""


def come(person: Person, kind: str) -> None:
    """Open the question by its address."""
    person.open(f"?page=lessons&lesson={LESSON}&step={kind}")
    person.until(lambda: person.lessons.asking)


def is_judged(person: Person, kind: str, verdict: str, score: float) -> None:
    """The verdict is on the page and the score in the store."""
    told = person.page.get_by_role("status").filter(has_text=JUDGED).first
    told.wait_for(timeout=PATIENCE_MS)
    assert told.inner_text().startswith(verdict)
    wait_until(lambda: person.scores(LESSON) == {f"{LESSON}-{kind}": score}, 20)


def test_every_kind_is_answered_here() -> None:
    assert set(RIGHT) == set(NAMES)


@pytest.mark.parametrize("kind", sorted(set(NAMES) - LEFT_TO_MOUSE))
def test_a_question_is_answered_right_with_the_mouse(person: Person, kind: str) -> None:
    come(person, kind)
    RIGHT[kind](Mouse(person))
    is_judged(person, kind, "Right.", 1.0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(set(NAMES) - LEFT_TO_KEYS))
def test_a_question_is_answered_right_by_keyboard_alone(person: Person, kind: str) -> None:
    come(person, kind)
    RIGHT[kind](Keyboard(person))
    is_judged(person, kind, "Right.", 1.0)
