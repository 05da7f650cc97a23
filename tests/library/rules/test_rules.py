"""Every rule is silent on the good library and red on a bad document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from nmt_atlas.domain.errors import Problem, UnknownIdError
from nmt_atlas.domain.moments import Line
from nmt_atlas.domain.pack import BodyInfo, PackIndex
from nmt_atlas.domain.referral import MusclePlace, Zone
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import DataPaths, Library, load_library
from nmt_atlas.library.checking import broken_rules, check_documents
from nmt_atlas.library.rules import NEED_GEOMETRY, RULES
from nmt_atlas.library.rules.geometry import OnCourse, ZoneShares

PIRIFORMIS = "referral_patterns/piriformis.json"
MEDIUS = "referral_patterns/gluteus-medius.json"
NERVE = "conditions/nerves/sciatic-nerve.json"
LANDMARK = "conditions/landmarks/sacral-crest.json"
SEARCH = "languages/search.json"
HIP = "conditions/joints/hip.json"
UP = "conditions/positions/kneeling-up.json"
TRAP = "conditions/entrapments/piriformis-sciatic.json"
TEST = "conditions/tests/press-notch.json"
LESSON = "lessons/hip.json"
FLAG = "conditions/safety/flag-saddle.json"
DANGER = "conditions/safety/danger-notch.json"
SPANISH = "languages/es/structures.json"
WORDS = "languages/es/interface.json"
SPANISH_LESSON = "languages/es/documents/lessons/hip.json"
SPANISH_FLAG = f"languages/es/documents/{FLAG}"
SPANISH_REST = "languages/es/documents/conditions/safety/self-care-rest.json"
REST = "Rest when you are tired."
JOINTS = "meshes/joints.json"
UNCHECKED = {"joint": "hip", "movements": ["dancing"], "why": "Nobody knows."}
STORY = "stories/piriformis-sciatic.json"
LEAFLET = "conditions/safety/self-care-rest.json"
HARD = "Musculoskeletal deconditioning necessitates graduated rehabilitation of extremities."
REFER = {"when to refer": {"text": HARD, "sources": ["gray-2020"]}}
TWO = ["travell-1992", "gray-2020"]
COPIED = {
    "chain": {"text": "One thing leads to another.", "sources": TWO},
    "joints": {"text": "Hip and back.", "sources": list(reversed(TWO))},
}
DAILY = {"ergonomics": {"text": "A higher seat.", "sources": ["gray-2020"]}}
SIGN = {
    "id": "deep-curve",
    "view": "side",
    "part": "neck",
    "text": "A deep curve.",
    "sources": ["gray-2020"],
}
ASKED_ONCE = SIGN | {"seen": "hollow"}
NAMED = {
    "kind": "type-name",
    "id": "hip-type",
    "target": "piriformis",
    "side": "right",
    "explanation": "So.",
    "sources": ["gray-2020"],
    "objectives": [1],
}
TOLD_IN_PROMPT = NAMED | {"prompt": "Type the name of piriformis."}
UNTOLD = NAMED | {"prompt": "Type the name of what glows."}
ELSEWHERE = ASKED_ONCE | {"id": "other", "part": "pelvis"}
ZONES = "/trigger_points/0/zones"
MOTION = "conditions/motions/hip-turning-in.json"
SUPPLY = {
    "nerve": "Sciatic nerve",
    "nerve_id": "sciatic-nerve",
    "roots": ["L3", "L5"],
    "sources": ["gray-2020"],
}
FACT = {"text": "Where Piriformis begins."}


GUESSED = {
    "id": "piriformis-1",
    "name": "Piriformis 1",
    "part": "piriformis",
    "place": {"along": 0.4},
    "zones": [
        {
            "kind": "essential",
            "words": "There.",
            "regions": ["buttock"],
            "strokes": [{"through": ["sacrum"], "radius": 30}],
        }
    ],
    "evidence": "charted",
    "note": "Taken over from its neighbours.",
    "sources": ["travell-1992"],
}


def charted(note: str) -> dict[str, Any]:
    return {"kind": "charted", "note": note, "sources": ["gray-2020"]}


ASKED = {
    "id": "hip-asked",
    "prompt": "What?",
    "explanation": "That.",
    "sources": ["gray-2020"],
    "objectives": [1],
}
MOVES = {
    **ASKED,
    "kind": "which-action",
    "muscle": "piriformis",
    "part": "piriformis",
}
NOT_MADE = [
    {"joint": "hip", "movement": "flexion"},
    {"joint": "hip", "movement": "medial rotation"},
]
SUPPLIES = {
    **ASKED,
    "kind": "which-nerve",
    "muscle": "piriformis",
    "part": "piriformis",
    "nerve": "sciatic-nerve",
    "distractors": ["tibial-nerve", "femoral-nerve"],
    "roots": ["S1"],
    "among": ["S1", "L1", "L2"],
}
PRESSES = {
    **ASKED,
    "kind": "what-compresses",
    "place": "piriformis-sciatic",
    "nerve": "sciatic-nerve",
    "accept": ["piriformis"],
    "distractors": ["sacrum", "gluteus-medius"],
}
RIGHT_MOVE = {"joint": "hip", "movement": "lateral rotation", "right": True}
DISAGREEING: list[tuple[dict[str, Any], str]] = [
    ({**MOVES, "movements": [{**NOT_MADE[0], "right": True}, *NOT_MADE]}, "/movements/0"),
    (
        {**MOVES, "movements": [RIGHT_MOVE, {**RIGHT_MOVE, "right": False}, NOT_MADE[0]]},
        "/movements/1",
    ),
    ({**MOVES, "part": "sacrum", "movements": [RIGHT_MOVE, *NOT_MADE]}, "/part"),
    ({**PRESSES, "nerve": "tibial-nerve"}, "/nerve"),
    ({**PRESSES, "accept": ["sacrum"]}, "/accept/0"),
    ({**PRESSES, "distractors": ["sacrum", "piriformis"]}, "/distractors/1"),
]
TOLD_BY_LENGTH = {
    "kind": "choose-one",
    "id": "hip-length",
    "prompt": "Which?",
    "options": [
        {"text": "The sacrum"},
        {"text": "The muscle behind the joint", "right": True},
        {"text": "Both of them"},
    ],
    "explanation": "So it is.",
    "objectives": [1],
    "sources": ["gray-2020"],
}
BAD: list[tuple[str, str, str, Any, str]] = [
    ("file-names", "sources/gray-2020.json", "/id", "grey-2020", "/id"),
    ("links-resolve", PIRIFORMIS, "/parts", ["piriformus"], "/parts/0"),
    ("links-resolve", PIRIFORMIS, "/trigger_points/0/part", "gluteus-medius", None),
    ("links-resolve", PIRIFORMIS, f"{ZONES}/0/regions", ["calf"], None),
    ("links-resolve", PIRIFORMIS, "/synergists", ["soleus"], None),
    ("links-resolve", PIRIFORMIS, "/entraps", ["no-trap"], None),
    ("links-resolve", PIRIFORMIS, "/action_sources", ["nobody-1900"], "/action_sources/0"),
    ("links-resolve", PIRIFORMIS, "/innervation/0/nerve_id", "vagus-nerve", None),
    ("links-resolve", NERVE, "/course/1/entrapment", "no-trap", None),
    ("links-resolve", TRAP, "/imitators", ["piriformis-9"], "/imitators/0"),
    ("links-resolve", TRAP, "/tests/0/test", "press-nitch", "/tests/0/test"),
    ("links-resolve", TEST, "/muscles", ["soleus"], "/muscles/0"),
    ("tests-linked", TRAP, "/tests", [{**FACT, "text": "A Notch-press hurts."}], "/tests/0/test"),
    ("links-resolve", LESSON, "/steps/1/question/accept", ["femur"], None),
    ("links-resolve", LESSON, "/steps/2/question/target", "piriformis-9", None),
    ("links-resolve", LESSON, "/regions", ["calf"], "/regions/0"),
    ("parts-whole", "meshes/muscles/hip/piriformis.json", "/whole", "gluteus-medius", "/parts/0"),
    ("parts-whole", PIRIFORMIS, "/parts", ["sciatic-nerve"], "/parts"),
    ("claims-sourced", PIRIFORMIS, "/origin", FACT, "/origin/sources"),
    ("antagonists-mutual", MEDIUS, "/antagonists", [], "/antagonists"),
    ("point-ids", PIRIFORMIS, "/trigger_points/0/id", "pirformis-1", "/trigger_points/0/id"),
    ("point-ids", PIRIFORMIS, "/trigger_points/0/id", "gluteus-medius-1", None),
    ("question-ids", LESSON, "/steps/2/question/id", "hip-click-piriformis", None),
    ("question-ids", LESSON, "/steps/2/id", "look", "/steps/2/id"),
    ("objectives-tested", LESSON, "/steps/1/question/objectives", [], "/objectives/0"),
    (
        "objectives-tested",
        LESSON,
        "/steps/1/question/objectives",
        [1, 2],
        "/steps/1/question/objectives/1",
    ),
    (
        "answers-alike",
        LESSON,
        "/steps/1/question",
        TOLD_BY_LENGTH,
        "/steps/1/question/options/1/text",
    ),
    ("lessons-in-order", LESSON, "/prerequisites", ["hip"], "/prerequisites/0"),
    ("lessons-whole", LESSON, "/author", "NMT Atlas", "/steps"),
    ("answers-untold", LESSON, "/steps/1/question", TOLD_IN_PROMPT, "/steps/1/question/prompt"),
    ("links-resolve", LESSON, "/prerequisites", ["knee"], "/prerequisites/0"),
    *(
        ("questions-agree", LESSON, "/steps/1/question", asked, f"/steps/1/question{pointer}")
        for asked, pointer in DISAGREEING
    ),
    ("course-in-order", NERVE, "/course/0/at", 0.5, "/course/1/at"),
    ("course-in-order", TRAP, "/nerve", "sacrum", "/course/1/entrapment"),
    ("points-handled", PIRIFORMIS, "/palpation", None, "/palpation"),
    ("points-handled", FLAG, "/for_points", True, "/for_points"),
    ("points-handled", FLAG, "/kind", "technique", "/trigger_points"),
    ("roots-in-range", NERVE, "/roots", ["L6"], "/roots/0"),
    ("roots-in-range", "conditions/dermatomes/dermatome-s1.json", "/root", "S9", "/root"),
    ("roots-in-range", PIRIFORMIS, "/innervation/0/roots", ["V3"], "/innervation/0/roots/0"),
    ("roots-in-range", PIRIFORMIS, "/innervation/0", SUPPLY, "/innervation/0/roots"),
    ("actions-agree", PIRIFORMIS, "/actions/0/movement", "dancing", "/actions/0/movement"),
    ("actions-agree", PIRIFORMIS, "/actions/0/joint", "tail", "/actions/0/movement"),
    ("actions-agree", JOINTS, "/joints/0/places/0/landmarks", ["hipp"], "/joints/0"),
    ("actions-agree", JOINTS, "/unchecked", [UNCHECKED], "/unchecked/0/movements/0"),
    ("landmark-near", LANDMARK, "/place", "hipp", "/place"),
    ("landmark-near", LANDMARK, "/place", [-30, 30, 900], "/place"),
    ("landmark-near", LANDMARK, "/paired", True, "/place"),
    ("search-words", SEARCH, "/words/0/means", ["muscle/pirifromis"], "/words/0/means/0"),
    ("search-words", SEARCH, "/words/0/say", ["Saddle"], "/words/1/say/0"),
    ("essential-zone", PIRIFORMIS, f"{ZONES}/0/kind", "spillover", ZONES),
    ("evidence-kind", PIRIFORMIS, "/evidence", charted("Nobody charted it."), "/evidence/kind"),
    ("evidence-kind", PIRIFORMIS, "/evidence", charted("Charts leave it out."), "/evidence/kind"),
    ("evidence-kind", PIRIFORMIS, "/evidence", charted("No chart of its own."), "/evidence/kind"),
    ("evidence-kind", PIRIFORMIS, "/evidence", charted("From few patients."), "/evidence/kind"),
    ("authors-cited", FLAG, "/summary/note", "Travell found it in some.", "/summary/note"),
    ("authors-cited", FLAG, "/summary/note", "In three (Travell 1992).", "/summary/note"),
    ("studies-cited", PIRIFORMIS, "/evidence", charted("A trial in 20 people."), None),
    ("own-names", PIRIFORMIS, "/synonyms", ["Two-joint puzzler"], "/synonyms/0"),
    ("own-names", FLAG, "/synonyms", ["Effleurage along the fibre"], "/synonyms/0"),
    ("evidence-kind", PIRIFORMIS, "/trigger_points/0", GUESSED, "/trigger_points/0/evidence"),
    ("anchors-read", PIRIFORMIS, f"{ZONES}/0/strokes/0/through/1", "thigh back 10", None),
    ("anchors-read", PIRIFORMIS, f"{ZONES}/0/strokes/0/through/0", "acromium", None),
    ("anchors-read", NERVE, "/territory/0/through/0", "leg back 1%", None),
    ("anchors-read", "meshes/regions.json", "/regions/1/seeds/0", "T9 back", None),
    ("view-states", LESSON, "/steps/0/view", {"selection": ["piriformis"]}, None),
    (
        "shown-in-lessons",
        LESSON,
        "/steps/0/view",
        {"layers": ["bones"], "selection": ["piriformis-right"]},
        "/steps/0/view/selection/0",
    ),
    ("view-states", LESSON, "/steps/0/view", {"hidden": ["sacrum-right"]}, None),
    ("view-states", LESSON, "/steps/0/view", {"layers": ["clothes"]}, None),
    ("view-states", LESSON, "/steps/0/view", {"overlay": ["piriformis-1"]}, None),
    ("view-states", LESSON, "/steps/0/view", {"territory": ["sciatic-nerve:up"]}, None),
    ("view-states", LESSON, "/steps/0/view", {"nerve": "vagus:right"}, "/steps/0/view/nerve"),
    ("links-resolve", FLAG, "/regions", ["calf"], "/regions/0"),
    ("links-resolve", FLAG, "/techniques", ["no-technique"], "/techniques/0"),
    ("links-resolve", DANGER, "/sites/0/structures", ["vagus-nerve"], "/sites/0/structures/0"),
    ("anchors-read", DANGER, "/sites/0/strokes/0/through/0", "leg back 1%", None),
    (
        "anchors-read",
        "conditions/dermatomes/dermatome-s1.json",
        "/territory/0/through/0",
        "x",
        None,
    ),
    ("view-states", LESSON, "/steps/0/view", {"territory": ["flag-saddle:right"]}, None),
    ("safety-told", FLAG, "/topic", None, "/topic"),
    ("safety-told", FLAG, "/urgency", None, "/urgency"),
    ("safety-told", FLAG, "/client", "", "/client"),
    ("safety-told", DANGER, "/sites", [], "/sites"),
    ("safety-told", FLAG, "/client", "See a doctor today.", "/client"),
    ("safety-told", FLAG, "/facts", REFER, "/facts/when to refer/text"),
    ("flags-belong", FLAG, "/name", "Numb face", "/regions/0"),
    ("flags-belong", FLAG, "/felt_in", ["buttock"], "/regions/0"),
    ("flags-belong", LEAFLET, "/felt_in", ["buttock"], "/felt_in/0"),
    ("organs-flagged", FLAG, "/regions", ["thigh_back"], "/zones/0/regions/0"),
    ("stories-told", STORY, "/kind", "condition", "/id"),
    ("stories-told", STORY, "/moments/0/says/0", "nerve/nobody#client", "/moments/0/says/0"),
    ("signs-told", FLAG, "/kind", "posture", "/signs"),
    ("signs-told", FLAG, "/signs", [SIGN, SIGN], "/signs/1/id"),
    ("signs-told", FLAG, "/signs", [ASKED_ONCE, ELSEWHERE], "/signs/1/seen"),
    ("signs-told", FLAG, "/signs", [ASKED_ONCE, ASKED_ONCE | {"id": "other"}], "/signs/1/seen"),
    ("motions-told", MOTION, "/usual/0/kind", "measured", "/usual/0/kind"),
    ("motions-told", MOTION, "/usual/1/high", 300, "/usual/1/low"),
    ("motions-told", MOTION, "/against/0/movement", "dancing", "/against/0/movement"),
    ("client-told", FLAG, "/facts", DAILY, "/every_day"),
    ("client-told", PIRIFORMIS, "/client", "", "/client"),
    ("client-told", PIRIFORMIS, "/trigger_points/0/client", "", "/trigger_points/0/client"),
    ("client-told", NERVE, "/client", "", "/client"),
    ("client-told", TRAP, "/client", "", "/client"),
    ("client-told", "conditions/dermatomes/dermatome-s1.json", "/client", "", "/client"),
    ("client-told", DANGER, "/client", "", "/client"),
    ("client-told", TEST, "/client", "", "/client"),
    ("reading-age", TEST, "/client", HARD, "/client"),
    ("reading-age", PIRIFORMIS, "/client", HARD, "/client"),
    ("reading-age", PIRIFORMIS, "/self_care", HARD, "/self_care"),
    ("reading-age", TRAP, "/client", HARD, "/client"),
    ("reading-age", TRAP, "/refer_when/text", HARD, "/refer_when/text"),
    ("reading-age", FLAG, "/facts", REFER, "/facts/when to refer/text"),
    ("reading-age", LEAFLET, "/summary/text", HARD, "/summary/text"),
    ("reading-age", LEAFLET, "/facts/how/text", HARD, "/facts/how/text"),
    (
        "text-once",
        TRAP,
        "/symptoms/text",
        "The nerve passes under the muscle, and may be pressed there.",
        "/symptoms/text",
    ),
    ("languages-complete", SPANISH, "/piriformus", "Piriforme", "/piriformus"),
    ("languages-complete", WORDS, "/Zoom inn", "Acercar", "/Zoom inn"),
    ("languages-complete", WORDS, "/{count} structures", "{counts} cosas", "/{count} structures"),
    ("languages-complete", WORDS, "/{count} structures", "{count!x} cosas", None),
    ("languages-complete", WORDS, "/{count} structures", "{count:q} cosas", None),
    ("languages-complete", SPANISH_LESSON, "/The hip", "La {x}", "/The hip"),
    ("languages-complete", "meshes/regions.json", "/regions/1/name_es", "", "/regions/1/name_es"),
    ("languages-complete", SPANISH_LESSON, "/The knee", "La rodilla", "/The knee"),
    ("languages-agree", SPANISH_FLAG, "/Call an ambulance.", "Llame.", "/Call an ambulance."),
    ("languages-agree", SPANISH_REST, f"/{REST}", "No descanse.", f"/{REST}"),
    ("languages-agree", SPANISH_REST, f"/{REST}", "Descanse 10 minutos.", f"/{REST}"),
    ("languages-told", FLAG, "/client", "Call an ambulance soon.", "/client"),
    ("languages-told", FLAG, "/summary/text", "Call at once.", "/summary/text"),
    ("languages-told", TEST, "/name", "Notch pull", "/name"),
    ("languages-told", TRAP, "/refer_when/text", "Soon: a weak foot.", "/refer_when/text"),
    ("languages-told", FLAG, "/every_day", "Rest.", "/every_day"),
    ("languages-told", LESSON, "/summary", "A longer lesson.", "/summary"),
    ("languages-told", LESSON, "/steps/1/question/hint", "Below it.", "/steps/1/question/hint"),
    ("languages-told", NERVE, "/course/0/words", "It comes out.", "/course/0/words"),
    ("languages-told", TRAP, "/symptoms/text", "It aches.", "/symptoms/text"),
    ("languages-told", TEST, "/worth/text", "Nobody knows.", "/worth/text"),
    ("languages-told", LANDMARK, "/feel/felt", "A ridge.", "/feel/felt"),
    ("languages-told", PIRIFORMIS, "/trigger_points/0/client", "Sore.", None),
    ("languages-told", PIRIFORMIS, "/origin/text", "Elsewhere.", "/origin/text"),
    ("languages-told", PIRIFORMIS, "/actions/0/movement", "dancing", None),
    ("languages-told", MOTION, "/position/text", "Upside down.", "/position/text"),
    ("languages-told", PIRIFORMIS, f"{ZONES}/0/words", "Elsewhere.", f"{ZONES}/0/words"),
    ("languages-told", PIRIFORMIS, "/trigger_points/0/name", "Other", "/trigger_points/0/name"),
    ("no-markup", PIRIFORMIS, "/name", "<img src=x onerror=alert(1)>", "/name"),
    ("no-markup", PIRIFORMIS, "/client", "It lies <b>deep</b>.", "/client"),
    ("no-markup", TRAP, "/symptoms/text", "Press [here](https://example.org).", "/symptoms/text"),
    ("no-markup", FLAG, "/summary/note", "javascript:alert(1)", "/summary/note"),
    ("no-markup", LESSON, "/steps/0/words", "Fish &amp; chips.", "/steps/0/words"),
    ("no-markup", LESSON, "/steps/1/question/prompt", "<iframe srcdoc=x", None),
    ("no-markup", LESSON, "/objectives", ["data:text/html,x"], "/objectives/0"),
    ("no-markup", "sources/gray-2020.json", "/url", "javascript:alert(1)", "/url"),
    ("no-markup", "sources/gray-2020.json", "/url", "file:///etc/passwd", "/url"),
    ("no-markup", "meshes/regions.json", "/regions/0/covers", "<i>all</i>", "/regions/0/covers"),
    ("no-markup", SPANISH, "/sacrum", "<b>Hueso</b>", "/sacrum"),
    ("no-markup", SPANISH_LESSON, "/The hip", "<b>La cadera</b>", "/The hip"),
    ("numbers-agree", TRAP, "/words/text", "It runs below the muscle in six of ten.", None),
    ("numbers-agree", NERVE, "/course/1/words", "In 95 % it lies under a muscle.", None),
    ("sources-identified", "sources/gray-2020.json", "/isbn", "", "/doi"),
    ("wording", TRAP, "/territory_words", "How it is diagnosed.", "/territory_words"),
    ("wording", PIRIFORMIS, "/client", "This cures the pain.", "/client"),
    ("wording", LESSON, "/steps/0/words", "Pain caused by the muscle.", "/steps/0/words"),
    ("client-wording", TRAP, "/client", "A nerve in your leg is squeezed.", "/client"),
    ("client-wording", FLAG, "/client", "Your pelvis tips forward.", "/client"),
    ("client-wording", FLAG, "/client", "You stand with your hips forward.", "/client"),
    ("client-wording", FLAG, "/client", "You twisted your ankle.", "/client"),
    ("client-wording", PIRIFORMIS, "/self_care", "It will calm down soon.", "/self_care"),
    ("client-wording", PIRIFORMIS, "/client", "It takes long, but it does get better.", "/client"),
    ("client-wording", NERVE, "/client", "Stretching always helps.", "/client"),
    ("client-wording", NERVE, "/client", "Strong legs are the best help.", "/client"),
    ("client-wording", LEAFLET, "/client", "Train the lazy muscles.", "/client"),
    ("client-wording", PIRIFORMIS, "/client", "It tires, and then the sole hurts.", "/client"),
    ("client-wording", PIRIFORMIS, "/client", "It bends. Its ache sits here.", "/client"),
    ("sources-per-fact", FLAG, "/facts", COPIED, "/facts"),
    ("urgency-agrees", TRAP, "/refer_when/text", "Soon: a foot that drops.", "/refer_when/text"),
    ("urgency-agrees", TRAP, "/refer_when/text", "Soon: a lump or fever.", "/refer_when/text"),
    ("urgency-agrees", FLAG, "/client", "A foot that drops: call an ambulance.", "/client"),
    ("plain-english", TRAP, "/words/text", "One sore place speaks for the nerve.", "/words/text"),
    ("joints-move", HIP, "/levels/0/segment", "l5", "/levels/0/segment"),
    ("joints-move", HIP, "/levels/0/segment", "tail", "/levels/0/segment"),
    ("poses-held", UP, "/pose", ["hip-left:flexion=400"], "/pose"),
    ("poses-held", UP, "/pose", ["tail:wagging=4"], "/pose"),
    ("plain-english", NERVE, "/client", "This nerve runs down and feels the foot.", "/client"),
    ("plain-english", PIRIFORMIS, "/origin/text", "Who cannot sit has it.", "/origin/text"),
    ("field-terms", LANDMARK, "/feel/felt", "A ridge inside and below it.", "/feel/felt"),
    ("field-terms", PIRIFORMIS, "/palpation/position", "On the back.", "/palpation/position"),
    ("field-terms", PIRIFORMIS, "/origin/text", "Front of the tail bone.", "/origin/text"),
    ("field-terms", TEST, "/positive/text", "The hip is turned out.", "/positive/text"),
]


def test_the_good_library_is_green(library: Library) -> None:
    assert broken_rules(library, Body()) == ()


APART = {"signs-drawn"}
"""Rules that are proved red by tests of their own, below."""


def test_every_rule_is_proved_red() -> None:
    assert {case[0] for case in BAD} | NEED_GEOMETRY | APART == set(RULES)


@pytest.mark.parametrize("figure", [None, {"scene": "back", "moves": {}, "at": "nowhere"}])
def test_a_sign_without_a_figure_of_its_scene_is_red(
    spoil: Callable[..., Library], figure: dict[str, Any] | None
) -> None:
    spoil(FLAG, "/kind", "posture")
    library = spoil(FLAG, "/signs", [SIGN | ({"figure": figure} if figure else {})])
    found = list(RULES["signs-drawn"](library, None))
    assert {(one.file, one.pointer) for one in found} == {(FLAG, "/signs/0/figure")}


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case[0]}:{case[2]}")
def test_a_bad_document_is_red(
    spoil: Callable[..., Library], case: tuple[str, str, str, Any, str | None]
) -> None:
    rule, file, pointer, value, expected = case
    found = list(RULES[rule](spoil(file, pointer, value), None))
    assert found, "the rule must find the fault"
    assert {problem.rule for problem in found} == {rule}
    pointers = {problem.pointer for problem in found}
    if expected is None:
        assert any(one.startswith(pointer) or pointer.startswith(one) for one in pointers)
    else:
        assert expected in pointers
    assert all(problem.found and problem.expected for problem in found)


def test_a_right_answer_may_be_longer_than_others(spoil: Callable[..., Library]) -> None:
    beside = [{"text": "The muscle by joints"}, *TOLD_BY_LENGTH["options"][1:]]
    asked = {**TOLD_BY_LENGTH, "options": beside}
    assert not list(RULES["answers-alike"](spoil(LESSON, "/steps/1/question", asked), None))


def test_a_title_that_names_an_answer_is_red(spoil: Callable[..., Library]) -> None:
    assert not list(RULES["answers-untold"](spoil(LESSON, "/steps/1/question", UNTOLD), None))
    (found,) = RULES["answers-untold"](spoil(LESSON, "/title", "All about piriformis"), None)
    assert (found.file, found.pointer) == (LESSON, "/title")


def course_of(*kinds: str) -> list[dict[str, Any]]:
    """A lesson of the course that asks these kinds, each about the same fact."""
    asked: dict[str, Any] = {
        "type-name": {"target": "piriformis", "side": "right"},
        "name-structure": {
            "target": "piriformis",
            "side": "right",
            "distractors": ["gluteus-medius", "sacrum", "piriformis-upper"],
        },
        "put-in-order": {"items": ["a", "b", "c"], "first": "first", "last": "last"},
        "true-false": {
            "true": True,
            "reasons": [
                {"text": "x", "right": True},
                {"text": "y"},
                {"text": "z"},
            ],
        },
    }
    common = {"prompt": "Which?", "explanation": "So.", "sources": ["gray-2020"]}
    steps: list[dict[str, Any]] = [
        {"id": f"s{n}", "title": "T", "question": {"id": f"q{n}", "kind": kind, **asked[kind]}}
        for n, kind in enumerate(kinds)
    ]
    for step in steps:
        step["question"].update(common)
    return steps


@pytest.mark.parametrize(
    ("kinds", "pointer"),
    [
        (("type-name", "name-structure", "put-in-order", "true-false"), ""),
        (("name-structure", "type-name", "put-in-order", "true-false"), "/steps/0/question"),
        (("put-in-order", "name-structure", "type-name", "true-false"), "/steps/2/question"),
        (("put-in-order", "true-false", "type-name", "name-structure"), "/steps/11/question"),
    ],
)
def test_a_lesson_of_the_course_goes_from_recall_to_reasoning(
    spoil: Callable[..., Library], kinds: tuple[str, ...], pointer: str
) -> None:
    first, *rest = kinds
    many = (first, *([first] * 8), *rest)
    spoil(LESSON, "/author", "NMT Atlas")
    found = list(RULES["lessons-whole"](spoil(LESSON, "/steps", course_of(*many)), None))
    want = {pointer.replace("/2/", "/10/")} - {""}
    assert want <= {one.pointer for one in found}
    assert bool(found) == bool(pointer), found


def test_a_test_that_nothing_leads_to_is_red(spoil: Callable[..., Library]) -> None:
    spoil(TRAP, "/tests", [])
    (found,) = RULES["tests-linked"](spoil(TEST, "/conditions", []), None)
    assert (found.file, found.pointer) == (TEST, "/conditions")


@pytest.mark.parametrize(
    ("file", "key"), [(SPANISH, "piriformis"), (SPANISH, "sciatic-nerve"), (WORDS, "Zoom in")]
)
def test_a_text_that_a_language_lacks_is_red(
    paths: DataPaths, files: dict[str, Any], file: str, key: str
) -> None:
    del files[file][key]
    (paths.root / file).write_text(json.dumps(files[file]))
    (found,) = RULES["languages-complete"](load_library(paths).library, None)
    assert (found.file, found.pointer, found.found) == (file, f"/{key}", "nothing")


def test_a_language_that_is_not_there_is_red(paths: DataPaths) -> None:
    shutil.rmtree(paths.languages)
    found = list(RULES["languages-complete"](load_library(paths).library, None))
    assert {problem.file for problem in found} == {SPANISH, WORDS}


def test_a_catalogue_of_no_document_is_red(paths: DataPaths) -> None:
    lesson = paths.root / SPANISH_LESSON
    lesson.rename(lesson.with_name("knee.json"))
    (found,) = RULES["languages-complete"](load_library(paths).library, None)
    assert found.found == "a catalogue of no document"


BEHIND: Line = ((-10, 0, 900), (-90, 10, 900), (-150, -10, 900))
"""A fibre from the sacrum past the back of the hip: it turns the thigh outward."""
BEFORE: Line = ((-10, -60, 900), (-90, -70, 900), (-150, -50, 900))


def test_a_movement_may_be_quoted_by_a_question(spoil: Callable[..., Library]) -> None:
    long = "lateral rotation of the thigh while it is straight and the other leg stands still"
    twice = [{"joint": "hip", "movement": long}] * 2
    found = RULES["text-once"](spoil(PIRIFORMIS, "/actions", twice), None)
    assert not list(found)


def test_a_number_that_agrees_is_silent(spoil: Callable[..., Library]) -> None:
    for text in (
        "It runs below the muscle in nine of ten.",
        "Below it in 83 to 90 %.",
        "C5 below.",
    ):
        assert list(RULES["numbers-agree"](spoil(TRAP, "/words/text", text), None)) == []


class Body:
    """A body whose answers a test chooses."""

    lines: tuple[Line, ...] = (BEHIND,)

    def __init__(self, distance: float = 0.0, region: str | None = "", known: bool = True) -> None:
        self.distance, self.region, self.known = distance, region, known

    def locate(self, structure: str, place: MusclePlace) -> tuple[float, float, float] | None:
        return (-70.0, 20.0, 905.0) if self.known else None

    def outside(self, structure: str, point: tuple[float, float, float]) -> float:
        return self.distance

    def fibres(self, structure: str) -> tuple[Line, ...]:
        return self.lines

    lies: ZoneShares | None = None
    hidden = 0.0

    def shares(self, zone: Zone) -> ZoneShares:
        return self.lies or ZoneShares(dict.fromkeys(zone.regions, 1.0), {}, 0.0)

    def covered(self, zone: Zone, others: Sequence[Zone]) -> float:
        return self.hidden

    def borders(self) -> dict[str, frozenset[str]]:
        return {"buttock": frozenset({"thigh_back"}), "thigh_back": frozenset({"buttock"})}

    blind = False

    def seen(self, part: str, view: ViewState) -> bool:
        return not self.blind

    course: OnCourse | None = None

    def on_course(self, parts: Sequence[str], places: Sequence[Any], at: Any) -> OnCourse | None:
        return self.course

    def centre_region(self, zone: Zone) -> str | None:
        return zone.regions[0] if self.region == "" else self.region


def geometry_problems(library: Library, rule: str, body: Body) -> list[Problem]:
    return list(RULES[rule](library, body))


def test_a_point_outside_its_muscle_is_red(library: Library) -> None:
    assert geometry_problems(library, "point-in-muscle", Body(distance=2.9)) == []
    far = geometry_problems(library, "point-in-muscle", Body(distance=3.1))
    assert [problem.pointer for problem in far] == ["/trigger_points/0/place"] * 2
    assert "3.1 mm outside" in far[0].found
    assert geometry_problems(library, "point-in-muscle", Body(known=False))


def test_a_narrow_place_beyond_its_nerve_is_red(library: Library) -> None:
    assert geometry_problems(library, "narrow-place-near", Body(distance=14.9)) == []
    (far,) = geometry_problems(library, "narrow-place-near", Body(distance=15.1))
    assert (far.file, far.pointer) == (TRAP, "/at")
    assert "15 mm from sciatic-nerve" in far.found


def test_a_station_that_stands_elsewhere_than_its_narrow_place_is_red(library: Library) -> None:
    body, said = Body(), library.nerves["sciatic-nerve"].course[1].at
    body.course = OnCourse(share=said + 0.0149, length=1000.0, away=2.0)
    assert geometry_problems(library, "narrow-place-along", body) == []
    body.course = OnCourse(share=said + 0.0151, length=1000.0, away=2.0)
    (far,) = geometry_problems(library, "narrow-place-along", body)
    assert (far.file, far.pointer) == (NERVE, "/course/1/at")
    body.course = OnCourse(share=0.9, length=1000.0, away=15.1)
    assert geometry_problems(library, "narrow-place-along", body) == [], "it is not drawn there"


def test_a_landmark_beside_its_structure_is_red(library: Library) -> None:
    assert geometry_problems(library, "landmark-near", Body(distance=14.9)) == []
    (far,) = geometry_problems(library, "landmark-near", Body(distance=15.1))
    assert (far.file, far.pointer) == (LANDMARK, "/place")
    assert "15 mm from sacrum" in far.found


def test_plain_text_with_signs_is_no_markup(spoil: Callable[..., Library]) -> None:
    text = "Under 5 mm (p < 0.05; a<5), R&D; see [1] (p. 3) & **bold**: data: none, JavaScript: on."
    assert list(RULES["no-markup"](spoil(LESSON, "/steps/0/words", text), None)) == []


def test_a_zone_elsewhere_is_red(library: Library) -> None:
    astray = geometry_problems(library, "zone-centre", Body(region="thigh_back"))
    pointers = {"/trigger_points/0/zones/0/strokes", "/zones/0/strokes"}
    assert {problem.pointer for problem in astray} == pointers
    assert geometry_problems(library, "zone-centre", Body(region=None))


def fibres_say(library: Library, *lines: Line) -> list[Problem]:
    body = Body()
    body.lines = lines
    return geometry_problems(library, "actions-agree", body)


def test_a_turn_the_wrong_way_is_red(library: Library) -> None:
    assert fibres_say(library, BEHIND) == []
    wrong = fibres_say(library, BEFORE)
    assert [one.pointer for one in wrong] == ["/actions/0/movement"] * 2
    assert "outward of the hip, but 1 of 1 fibres do the opposite" in wrong[0].found
    assert "-38 mm" in wrong[0].found


def test_fibres_of_two_minds_or_near_the_axis_say_nothing(library: Library) -> None:
    assert fibres_say(library, BEFORE, BEHIND) == []
    assert fibres_say(library, ((-10, -28, 900), (-150, -32, 900))) == []
    assert fibres_say(library, ((-10, -60, 1200), (-90, -70, 1100))) == []


def test_a_part_that_is_named_answers_alone(spoil: Callable[..., Library]) -> None:
    some = spoil(PIRIFORMIS, "/actions/0/movement", "lateral rotation by the rear fibres")
    mixed = [one.file for one in fibres_say(some, BEFORE, BEFORE, BEFORE, BEHIND)]
    assert mixed == [MEDIUS], "of some fibres only those count that do it"
    assert len(fibres_say(some, BEFORE)) == 2


def test_a_pull_the_wrong_way_is_red(spoil: Callable[..., Library]) -> None:
    up = spoil(PIRIFORMIS, "/actions", [{"joint": "hip", "movement": "lifting"}])
    assert fibres_say(up, ((-90, 10, 1000), (-90, 10, 880)), BEHIND) == []
    (down,) = fibres_say(up, ((-90, 10, 800), (-90, 20, 905)), BEHIND)
    assert "cosine to its direction is -0." in down.found


def test_what_is_left_unchecked_or_stabilises_is_silent(spoil: Callable[..., Library]) -> None:
    left = {"joint": "hip", "movements": ["lateral rotation"], "why": "Bent."}
    both = spoil(JOINTS, "/unchecked", [left])
    assert fibres_say(both, BEFORE) == []
    one = spoil(JOINTS, "/unchecked", [{**left, "muscles": ["piriformis"]}])
    assert [problem.file for problem in fibres_say(one, BEFORE)] == [MEDIUS]
    still = {"joint": "hip", "movement": "steadies it", "role": "stabilise"}
    spoil(JOINTS, "/unchecked", [])
    assert fibres_say(spoil(PIRIFORMIS, "/actions", [still]), BEHIND) == []


def lying(library: Library, shares: ZoneShares, hidden: float = 0.0) -> list[str]:
    """What the rule finds wrong with the essential zones of the small library's points."""
    body = Body()
    body.lies, body.hidden = shares, hidden
    found = geometry_problems(library, "zone-leaks", body)
    assert all(one.pointer.startswith(ZONES) and one.expected for one in found)
    return [one.found for one in found if one.file == PIRIFORMIS and "/zones/0/" in one.pointer]


def test_a_region_that_a_zone_does_not_reach_is_red(library: Library) -> None:
    assert lying(library, ZoneShares({"buttock": 0.8, "thigh_back": 0.2}, {}, 0.0)) == []
    out = lying(library, ZoneShares({"thigh_back": 0.2}, {}, 0.0))
    assert out == ["0.0% of the zone in “buttock”"]


def test_a_leak_is_red(library: Library) -> None:
    far = lying(library, ZoneShares({"buttock": 0.96, "scalp": 0.04}, {}, 0.0))
    assert far == ["4% of the zone in “scalp”"]
    near = lying(library, ZoneShares({"buttock": 0.7, "thigh_back": 0.3}, {}, 0.0))
    assert near == ["30% of the zone in “thigh_back”"], "the buttock is trunk, the thigh is not"


def test_a_zone_on_the_other_side_is_red(library: Library) -> None:
    assert lying(library, ZoneShares({"buttock": 1.0}, {}, 0.5)) == []
    found = lying(library, ZoneShares({"buttock": 1.0}, {}, 0.7))
    assert found == ["70% of the zone on the other side"]


def test_a_zone_that_runs_to_the_next_finger_is_red(
    library: Library, spoil: Callable[..., Library]
) -> None:
    inside = ZoneShares({"buttock": 1.0}, {"index-finger": 0.9, "middle-finger": 0.12}, 0.0)
    assert lying(library, inside) == ["90% of the zone on the index finger"]
    named = spoil(PIRIFORMIS, f"{ZONES}/0/strokes/0/through", ["index-finger dorsal 50%"])
    assert lying(named, inside) == ["12% of the zone on the middle finger"]


def test_a_spillover_under_the_essential_zone_is_red(library: Library) -> None:
    body = Body()
    body.hidden = 0.81
    found = geometry_problems(library, "zone-leaks", body)
    assert [one.pointer for one in found] == [f"{ZONES}/1/strokes"] * 2
    body.hidden = 0.8
    assert geometry_problems(library, "zone-leaks", body) == []


class NoBody(Body):
    """A body that cannot answer."""

    def locate(self, structure: str, place: MusclePlace) -> tuple[float, float, float] | None:
        raise UnknownIdError("there is no recipe.")

    def outside(self, structure: str, point: tuple[float, float, float]) -> float:
        raise UnknownIdError("there is no mesh.")

    def fibres(self, structure: str) -> tuple[Line, ...]:
        raise UnknownIdError("there is no recipe.")

    def shares(self, zone: Zone) -> ZoneShares:
        raise UnknownIdError("there is no landmark.")

    def on_course(self, parts: Sequence[str], places: Sequence[Any], at: Any) -> OnCourse | None:
        raise UnknownIdError("there is no recipe.")

    def centre_region(self, zone: Zone) -> str | None:
        raise UnknownIdError("there is no landmark.")

    def seen(self, part: str, view: ViewState) -> bool:
        raise UnknownIdError("there is no mesh.")


@pytest.mark.parametrize(
    "rule", sorted({*NEED_GEOMETRY, "actions-agree"} - {"narrow-place-near", "landmark-near"})
)
def test_a_body_that_cannot_answer_is_told_not_raised(library: Library, rule: str) -> None:
    assert all("there is no" in one.found for one in geometry_problems(library, rule, NoBody()))
    assert geometry_problems(library, rule, NoBody())


def test_geometry_rules_say_nothing_without_a_body(library: Library) -> None:
    assert [problem for rule in NEED_GEOMETRY for problem in RULES[rule](library, None)] == []


def test_a_check_reports_schema_and_rules_together(paths: DataPaths) -> None:
    (paths.root / "lessons" / "bad.json").write_text("{")
    (paths.root / "meshes" / "bones" / "trunk" / "bad.json").write_text("[]")
    medius = paths.root / MEDIUS
    medius.write_text(medius.read_text().replace('"antagonists": ["piriformis"]', '"synonyms": []'))
    report = check_documents(paths)
    assert {problem.file for problem in report.problems} >= {
        "lessons/bad.json",
        "meshes/bones/trunk/bad.json",
        MEDIUS,
    }
    assert "point-in-muscle" not in report.rules
    assert "point-in-muscle" in check_documents(paths, Body()).rules


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/id", "sacrom"),
        ("/sources", ["grey-2020"]),
        ("/variant_of", "sacrom"),
        ("/relations", [{"kind": "deep-to", "of": ["piriformus"]}]),
        ("/ends_on", [["skin"], ["femor"]]),
    ],
)
def test_a_bad_recipe_is_red(paths: DataPaths, pointer: str, value: Any) -> None:
    file = paths.root / "meshes/bones/trunk/sacrum.json"
    good = json.loads(file.read_text())
    assert check_documents(paths).problems == ()
    file.write_text(json.dumps({**good, pointer[1:]: value}))
    problems = check_documents(paths).problems
    (found,) = (one for one in problems if one.file not in {SPANISH, LANDMARK})
    assert found.rule == "recipes"
    assert found.pointer.startswith(pointer)


def test_a_pack_behind_its_recipes_is_told_once(paths: DataPaths) -> None:
    library = load_library(paths).library
    keep = [one for one in library.structures.values() if one.id != "sacrum"]
    former = keep[0].model_copy(update={"id": "former", "whole": "former"})
    body = BodyInfo(id="own", name="B", licence="L", attribution="A", recipe_hash="0")
    index = PackIndex(body=body, files=(), structures=(*keep, former), parts=(), colors={})
    paths.pack.mkdir()
    paths.pack_index.write_text(index.model_dump_json())
    missing, gone = (one for one in check_documents(paths).problems if one.file != SPANISH)
    assert "without sacrum (1 in all)" in missing.found
    assert "with the former former (1 in all)" in gone.found


def test_an_organ_whose_flags_do_not_stand_where_it_is_felt_is_red(
    spoil: Callable[..., Library],
) -> None:
    library = spoil("conditions/safety/flag-saddle.json", "/regions", ["thigh_back"])
    (found,) = [one for one in broken_rules(library) if one.rule == "organs-flagged"]
    assert found.pointer == "/zones/0/regions/0"
    assert "buttock" in found.found


def test_a_target_that_is_never_seen_is_red(library: Library) -> None:
    body = Body()
    assert geometry_problems(library, "targets-seen", body) == []
    body.blind = True
    (blind,) = geometry_problems(library, "targets-seen", body)
    assert (blind.file, blind.pointer) == (LESSON, "/steps/1/question")
    assert "piriformis-right" in blind.found


def test_questions_that_agree_with_their_documents_are_silent(
    spoil: Callable[..., Library],
) -> None:
    for asked in ({**MOVES, "movements": [RIGHT_MOVE, *NOT_MADE]}, PRESSES):
        found = spoil(LESSON, "/steps/1/question", asked)
        assert list(RULES["questions-agree"](found, None)) == []


SUPPLY_ASKED: list[tuple[dict[str, Any], list[str]]] = [
    (SUPPLIES, []),
    ({**SUPPLIES, "nerve": "femoral-nerve"}, ["/nerve", "/roots/0"]),
    ({**SUPPLIES, "distractors": ["sciatic-nerve", "tibial-nerve"]}, ["/distractors/0"]),
    ({**SUPPLIES, "roots": ["L1"]}, ["/roots/0"]),
    ({**SUPPLIES, "among": ["S1", "S2", "L1"]}, ["/among/1"]),
]


@pytest.mark.parametrize(("asked", "pointers"), SUPPLY_ASKED)
def test_a_supply_that_is_asked_is_that_of_the_document(
    spoil: Callable[..., Library], asked: dict[str, Any], pointers: list[str]
) -> None:
    own = {"nerve": "Sciatic", "nerve_id": "sciatic-nerve", "roots": ["L5", "S2"]}
    spoil(PIRIFORMIS, "/innervation/0", {**own, "sources": ["gray-2020"]})
    found = list(RULES["questions-agree"](spoil(LESSON, "/steps/1/question", asked), None))
    expected = [f"/steps/1/question{one}" for one in pointers]
    if asked["roots"] == ["L1"]:
        expected.append("/steps/1/question/among/0")
    assert [one.pointer for one in found] == expected
