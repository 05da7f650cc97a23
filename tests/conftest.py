"""A small but complete library in a folder of its own, and a way to spoil one value of it."""

from __future__ import annotations

import copy
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from quick_stores import UPGRADED_FOR_REAL, use_copies

from nmt_atlas.library import DataPaths, Library, load_library
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.languages import interface_texts
from nmt_atlas.library.walk import prose

os.environ["NMT_ATLAS_DOCUMENTS"] = ""
"""Tests never read the documents of the person who runs them."""

MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
"""What tests write lies in memory where there is room: making and removing thousands of small files
on a disk took a minute and more of each run."""


HERE = Path(__file__).parent


EVERYDAY = "not slow and not release and not browser"


def pytest_configure(config: pytest.Config) -> None:
    """Who names tests of the browser wants them run."""
    named = (Path(name.partition("::")[0]).resolve() for name in config.args)
    if config.option.markexpr == EVERYDAY and any(map(_of_browser, named)):
        config.option.markexpr = "not slow and not release"


def _of_browser(path: Path) -> bool:
    return path.is_relative_to(HERE / "browser")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where only some of the tests were asked for: starting more costs more."""
    asked = {Path(name.partition("::")[0]).resolve() for name in config.args}
    if asked != {HERE}:
        config.option.dist = "no"
        return 0
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those of the browser begin: they wait most."""
    items.sort(key=lambda item: not _of_browser(item.path))


@pytest.fixture(autouse=True)
def _quick_stores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """New stores are copies, but where upgrading is what is tested."""
    if request.path.stem not in UPGRADED_FOR_REAL:
        use_copies(monkeypatch)


EVIDENCE = {"kind": "anatomy", "note": "Read from a textbook.", "sources": ["gray-2020"]}


def fact(text: str) -> dict[str, Any]:
    return {"text": text, "sources": ["gray-2020"]}


def structure(ident: str, whole: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": ident,
        "name": ident.replace("-", " ").title(),
        "system": "muscle",
        "region": "hip",
        "layer": "deep",
        "whole": whole or ident,
        "shape": {
            "kind": "loft",
            "stations": [
                [-40, 30, 900, 12, 6, 0],
                [-70, 20, 905, 12, 6, 0],
                [-95, 0, 910, 5, 4, 0],
            ],
        },
        "sources": ["gray-2020"],
        **more,
    }


def muscle(ident: str, **more: Any) -> dict[str, Any]:
    name = ident.replace("-", " ").title()
    return {
        "id": ident,
        "name": name,
        "latin": f"Musculus {ident}",
        "synonyms": [f"the {ident} muscle"],
        "region": "hip",
        "parts": [ident],
        "layer": "deep",
        "origin": fact(f"Where {name} begins."),
        "insertion": fact(f"Where {name} ends."),
        "actions": [{"joint": "hip", "movement": "lateral rotation"}],
        "action_sources": ["gray-2020"],
        "innervation": [{"nerve": "Sciatic nerve", "sources": ["gray-2020"]}],
        "trigger_points": [
            {
                "id": f"{ident}-1",
                "name": f"{name} 1",
                "part": ident,
                "place": {"along": 0.4},
                "zones": [
                    {
                        "kind": "essential",
                        "words": f"The pain charted for {name}.",
                        "regions": ["buttock"],
                        "strokes": [{"through": ["sacrum", "thigh back 10%"], "radius": 30}],
                    },
                    {
                        "kind": "spillover",
                        "words": f"The wider pain charted for {name}.",
                        "regions": ["thigh_back"],
                        "strokes": [{"through": ["L4/L5 back 40mm"], "radius": 20}],
                    },
                ],
                "client": f"A sore spot in the {ident}.",
                "sources": ["travell-1992"],
            }
        ],
        "palpation": {
            "position": f"Prone, {ident} at rest.",
            "landmark": f"The bone beside {ident}.",
            "direction": f"Across the fibres of {ident}.",
            "felt": f"A band within {ident}.",
            "avoid": f"The nerve beside {ident}.",
        },
        "client": f"The {ident} lies at the hip.",
        "evidence": EVIDENCE,
        **more,
    }


def moment(ident: str, says: str, plain: str = "", **show: Any) -> dict[str, Any]:
    start = "entrapment/piriformis-sciatic#"
    words = {"says": [start + says], **({"plain": [start + plain]} if plain else {})}
    return {"id": ident, "title": ident.title(), **words, "show": show}


def documents() -> dict[str, Any]:
    """Every document of the small library by file name."""
    source = {"kind": "book", "authors": "A", "title": "T", "isbn": "0", "used_for": "facts"}
    return {
        "languages/es/structures.json": {
            "piriformis": "Piriforme",
            "gluteus-medius": "Glúteo medio",
            "sciatic-nerve": "Nervio ciático",
            "sacrum": "Hueso sacro",
            "sacral-crest": "Cresta sacra",
        },
        "languages/search.json": {
            "words": [
                {"say": ["wallet pain", "dolor de cartera"], "means": ["muscle/piriformis"]},
                {"say": ["saddle"], "means": ["condition/flag-saddle", "muscle/piriformis"]},
            ],
            "fillers": ["of", "the", "de", "la"],
            "weak": ["sore"],
            "joints": {"hip": ["hip", "cadera es"]},
            "movements": {"lateral rotation": ["external rotators", "rotadores externos es"]},
        },
        "languages/es/interface.json": {text: f"¡{text}!" for text in interface_texts()},
        "languages/es/documents/lessons/hip.json": {
            "The hip": "La cadera",
            "A short lesson.": "Una lección corta.",
            "Find piriformis.": "Encontrar el piriforme.",
            "Look": "Mirar",
            "Click": "Pulsar",
            "Click piriformis.": "Haga clic en el piriforme.",
            "It runs from the sacrum to the femur.": "Va del sacro al fémur.",
            "Point": "Señalar",
            "Where is it charted?": "¿Dónde se describe?",
            "To the buttock.": "En la nalga.",
        },
        "sources/gray-2020.json": {"id": "gray-2020", "year": 2020, **source},
        "sources/travell-1992.json": {
            "id": "travell-1992",
            "year": 1992,
            **source,
            "authors": "Travell JG",
        },
        "meshes/muscles/hip/piriformis.json": structure("piriformis", latin="Musculus piriformis"),
        "meshes/muscles/hip/gluteus-medius.json": structure("gluteus-medius"),
        "meshes/nerves/sciatic-nerve.json": structure("sciatic-nerve", system="nerve", layer=None),
        "meshes/bones/trunk/sacrum.json": structure(
            "sacrum", system="bone", layer=None, paired=False
        ),
        "meshes/regions.json": {
            "regions": [
                {
                    "id": "buttock",
                    "name": "Buttock",
                    "name_es": "Glúteo",
                    "group": "torso",
                    "part_of": "buttock",
                    "seeds": ["L5 back 80mm"],
                },
                {
                    "id": "thigh_back",
                    "name": "Back of thigh",
                    "name_es": "Parte posterior del muslo",
                    "group": "lower_limb",
                    "part_of": "thigh_back",
                    "seeds": ["thigh back 50%"],
                },
            ]
        },
        "meshes/skin_map.json": {
            "landmarks": [{"id": "sacrum", "name": "Sacrum", "at": [0, 90, 950]}],
            "segments": [
                {
                    "id": "thigh",
                    "axis": [[-90, 0, 880], [-90, 0, 480]],
                    "front": [0, -1, 0],
                    "lateral": [-1, 0, 0],
                    "faces": {"front": 0, "lateral": 90, "back": 180, "medial": 270},
                }
            ],
            "levels": {"L4": 1060, "L5": 1030},
        },
        "meshes/landmarks.json": {
            "landmarks": [
                {"id": "hip", "name": "Hip", "bone": "hip bone", "at": [-90, -30, 900]},
                {"id": "knee", "name": "Knee", "bone": "femur", "at": [-90, -30, 480]},
            ],
            "sources": ["gray-2020"],
        },
        "meshes/joints.json": {
            "joints": [
                {
                    "id": "hip",
                    "names": ["hip"],
                    "places": [{"landmarks": ["hip"]}],
                    "axes": {"femur": {"ends": ["hip", "knee"]}},
                    "movements": [
                        {"id": "outward", "words": ["lateral rotation"], "axis": "femur"},
                        {"id": "inward", "words": ["medial rotation"], "axis": "femur", "turn": -1},
                        {"id": "rise", "words": ["lifting"], "pull": [0, 0, 1]},
                    ],
                }
            ],
            "sources": ["gray-2020"],
        },
        "referral_patterns/piriformis.json": muscle("piriformis", antagonists=["gluteus-medius"]),
        "referral_patterns/gluteus-medius.json": muscle(
            "gluteus-medius", antagonists=["piriformis"]
        ),
        "conditions/nerves/sciatic-nerve.json": {
            "id": "sciatic-nerve",
            "name": "Sciatic nerve",
            "latin": "Nervus ischiadicus",
            "roots": ["L4", "S3"],
            "parts": ["sciatic-nerve"],
            "course": [
                {"name": "Notch", "words": "It leaves the pelvis.", "at": 0},
                {
                    "name": "Piriformis",
                    "words": "It lies under a muscle.",
                    "at": 0.1,
                    "entrapment": "piriformis-sciatic",
                },
            ],
            "territory": [{"through": ["thigh back 20%", "thigh back 90%"], "radius": 30}],
            "client": "This nerve runs down the back of the leg.",
            "sources": ["gray-2020"],
        },
        "conditions/entrapments/piriformis-sciatic.json": {
            "id": "piriformis-sciatic",
            "name": "Sciatic nerve at piriformis",
            "nerve": "sciatic-nerve",
            "at": [-70, 40, 900],
            "structures": ["piriformis"],
            "words": fact("The nerve passes under the muscle and may be pressed there."),
            "symptoms": fact("Ache in the buttock that grows with sitting."),
            "territory_words": "Buttock and back of the thigh.",
            "imitators": ["gluteus-medius-1"],
            "tests": [{**fact("Pain behind the thigh is the sign."), "test": "press-notch"}],
            "address": ["piriformis"],
            "client": "A tight muscle in the buttock can press on a nerve.",
            "refer_when": fact("Weakness of the foot or numbness of the saddle."),
            "evidence": {**EVIDENCE, "note": "Read from two papers."},
        },
        "conditions/tests/press-notch.json": {
            "id": "press-notch",
            "name": "Notch press",
            "synonyms": ["buttock press"],
            "area": "hip",
            "looks_at": "nerve",
            "position": fact("The person lies on the other side."),
            "steps": [fact("The thumb presses on the notch.")],
            "hold": fact("Ten seconds."),
            "positive": fact("The familiar ache comes back."),
            "tells": fact("It asks about the nerve below the muscle."),
            "worth": fact("Little on its own."),
            "accuracy": [
                {
                    "finding": "A pressed nerve",
                    "against": "needles",
                    "people": "40 people with an ache",
                    "sensitivity": {"percent": 68, "low": 60, "high": 75},
                    "specificity": {"low": 40, "high": 90},
                    "sources": ["gray-2020"],
                }
            ],
            "cautions": [fact("Not over a sore wound.")],
            "muscles": ["piriformis"],
            "nerves": ["sciatic-nerve"],
            "conditions": ["self-care-rest"],
            "client": "Your therapist presses here to see if you know the ache.",
        },
        "conditions/motions/hip-turning-in.json": {
            "id": "hip-turning-in",
            "name": "Turning in of the hip",
            "joint": "hip",
            "usual": [
                {"low": 45, "high": 45, "of": "a book", "kind": "handbook", "source": "gray-2020"},
                {"low": 35, "high": 35, "spread": 6, "of": "40 people", "source": "gray-2020"},
            ],
            "doubts": [{"amount": 5, "of": "a goniometer", "source": "gray-2020"}],
            "position": fact("The person sits at the edge."),
            "how": fact("The shin against the plumb line."),
            "end": fact("Firm."),
            "else_limits": fact("The capsule."),
            "against": [{"joint": "hip", "movement": "outward"}],
            "tests": ["press-notch"],
            "client": "Your foot goes out and the thigh turns in.",
        },
        "conditions/dermatomes/dermatome-s1.json": {
            "id": "dermatome-s1",
            "name": "Dermatome S1",
            "root": "S1",
            "territory": [{"through": ["thigh back 60%"], "radius": 30}],
            "territory_words": "Back of the thigh.",
            "client": "This skin belongs to a low nerve.",
            "landmark": "Behind the outer ankle.",
            "sources": ["gray-2020"],
        },
        "conditions/joint-referral/hip-joint.json": {
            "id": "hip-joint",
            "name": "Hip joint",
            "system": "joint",
            "zones": [
                {
                    "kind": "essential",
                    "words": "Buttock.",
                    "regions": ["buttock"],
                    "strokes": [{"through": ["L5 back 70mm"], "radius": 40}],
                }
            ],
            "worse": fact("Putting on socks."),
            "evidence": {**EVIDENCE, "note": "Read from one series."},
            "client": "A hip can be felt in the buttock.",
            "sources": ["gray-2020"],
        },
        "conditions/organ-referral/bowel.json": {
            "id": "bowel",
            "name": "Bowel",
            "system": "organ",
            "zones": [
                {
                    "kind": "essential",
                    "words": "Over the sacrum.",
                    "regions": ["buttock"],
                    "strokes": [{"through": ["sacrum"], "radius": 30}],
                }
            ],
            "flags": ["flag-saddle"],
            "evidence": {**EVIDENCE, "note": "Read from one book."},
            "client": "A bowel can be felt low in the back. Call an ambulance.",
            "sources": ["gray-2020"],
        },
        "conditions/clues/sitting.json": {
            "id": "sitting",
            "kind": "posture",
            "asks": "Does sitting bring it on?",
            "why": fact("Sitting presses the notch."),
            "muscles": ["piriformis"],
            "sources": ["gray-2020"],
        },
        "conditions/landmarks/sacral-crest.json": {
            "id": "sacral-crest",
            "name": "Sacral crest",
            "latin": "Crista sacralis mediana",
            "synonyms": ["tail ridge"],
            "region": "buttock",
            "structure": "sacrum",
            "place": [0, 30, 900],
            "paired": False,
            "what": fact("A ridge down the back of the sacrum."),
            "feel": {
                "position": "Prone.",
                "direction": "Stroke down the midline.",
                "felt": "A row of small bumps.",
                "sources": ["gray-2020"],
            },
            "attaches": ["gluteus-medius"],
            "client": "A row of small bumps low on the back.",
        },
        "conditions/quantities/nerve-below-muscle.json": {
            "id": "nerve-below-muscle",
            "name": "How often the nerve leaves below the muscle",
            "text": "The share of limbs in which the nerve leaves below the muscle.",
            "unit": "percent",
            "low": 83.1,
            "high": 90,
            "about": ["sciatic", "below|under"],
            "readings": [
                {"low": 83.1, "high": 83.1, "of": "cadavers", "source": "gray-2020"},
                {"low": 90, "high": 90, "of": "limbs", "source": "travell-1992"},
            ],
        },
        "conditions/safety/danger-notch.json": {
            "id": "danger-notch",
            "name": "Sciatic notch",
            "kind": "safety",
            "topic": "endangerment",
            "summary": fact("A nerve lies below the muscle here."),
            "sites": [
                {
                    "name": "Notch",
                    "at": [-60, -40, 840],
                    "strokes": [{"through": ["L5 back 60mm"], "radius": 20}],
                    "structures": ["sciatic-nerve"],
                    "words": fact("Press with the flat of the hand only."),
                }
            ],
            "evidence": {**EVIDENCE, "note": "Read from an atlas."},
            "client": "A nerve lies here.",
        },
        "conditions/safety/flag-saddle.json": {
            "id": "flag-saddle",
            "name": "Numb saddle",
            "kind": "safety",
            "topic": "red-flag",
            "urgency": "emergency",
            "regions": ["buttock"],
            "summary": fact("Numbness of the saddle needs an ambulance at once."),
            "evidence": {**EVIDENCE, "note": "Read from a guideline."},
            "client": "Call an ambulance.",
        },
        "conditions/safety/self-care-rest.json": {
            "id": "self-care-rest",
            "name": "Rest",
            "kind": "safety",
            "topic": "self-care",
            "summary": fact("Rest helps the body to mend."),
            "facts": {"how": fact("Lie down when you are tired.")},
            "evidence": {**EVIDENCE, "note": "Read from a leaflet."},
            "client": "Rest when you are tired.",
        },
        "views/piriformis-pain.json": {
            "id": "piriformis-pain",
            "title": "Piriformis with its pain",
            "words": "The muscle below the skin that its pain is charted on.",
            "group": "referral",
            "regions": ["buttock"],
            "about": "muscle/piriformis",
            "view": {
                "camera": "posterior",
                "focus": ["piriformis-right"],
                "selection": ["piriformis-right"],
                "overlay": ["piriformis-1:right"],
            },
        },
        "conditions/joints/hip.json": {
            "id": "hip",
            "name": "Hip",
            "levels": [{"segment": "femur", "centre": [-87, -79, 811]}],
            "turns": [
                {
                    "motion": "flexion",
                    "back": "extension",
                    "axis": [-1, 0, 0],
                    "most": 120,
                    "back_most": 20,
                    "source": "gray-2020",
                }
            ],
            "convention": {"text": "The thigh told from the pelvis.", "sources": ["gray-2020"]},
        },
        "conditions/positions/kneeling-up.json": {
            "id": "kneeling-up",
            "name": "Thighs forward",
            "pose": ["hip-left:flexion=40", "hip-right:flexion=40"],
            "about": {"text": "A pose to try the joints with.", "sources": ["gray-2020"]},
            "client": "You lift both thighs.",
        },
        "stories/piriformis-sciatic.json": {
            "id": "piriformis-sciatic",
            "title": "The nerve under the muscle",
            "kind": "entrapment",
            "moments": [
                moment("place", "words", "client", place="piriformis-sciatic"),
                moment("nerve", "territory_words", "client", nerve="sciatic-nerve"),
                moment("felt", "symptoms", "client", nerve="sciatic-nerve"),
                moment("forms", "words", structures=["piriformis"]),
                moment("test", "tests.0", place="piriformis-sciatic"),
                moment("refer", "refer_when", "refer_when"),
            ],
        },
        "lessons/hip.json": {
            "id": "hip",
            "title": "The hip",
            "summary": "A short lesson.",
            "minutes": 5,
            "regions": ["buttock"],
            "author": "A teacher",
            "objectives": ["Find piriformis."],
            "steps": [
                {
                    "id": "look",
                    "title": "Look",
                    "view": {"selection": ["piriformis-right"], "overlay": ["piriformis-1:right"]},
                },
                {
                    "id": "click",
                    "title": "Click",
                    "question": {
                        "id": "hip-click-piriformis",
                        "kind": "click-structure",
                        "prompt": "Click piriformis.",
                        "explanation": "It runs from the sacrum to the femur.",
                        "sources": ["gray-2020"],
                        "accept": ["piriformis"],
                        "objectives": [1],
                    },
                },
                {
                    "id": "point",
                    "title": "Point",
                    "question": {
                        "id": "hip-point-piriformis",
                        "kind": "point-referral",
                        "prompt": "Where is it charted?",
                        "explanation": "To the buttock.",
                        "sources": ["travell-1992"],
                        "target": "piriformis-1",
                    },
                },
            ],
            "sources": ["gray-2020"],
        },
    }


def _in_spanish(text: str) -> str:
    for english, spanish in (
        ("ambulance", "ambulancia"),
        ("Ten", "Diez"),
        ("Not", "No"),
        ("two", "dos"),
    ):
        text = text.replace(english, spanish)
    return f"¡{text}!"


def spanish(files: dict[str, Any]) -> dict[str, Any]:
    """Catalogues of the texts that every language must have."""
    return {
        f"languages/es/documents/{file}": {
            str(one.value): _in_spanish(str(one.value))
            for one in prose(kind.type.model_validate(files[file]))
            if one.field not in ("synonyms", "latin")
            and not (one.pointer == "/name" and kind.anatomical)
        }
        for kind in KINDS
        if kind.name not in ("lesson", "source")
        for file in files
        if file.startswith(tuple(f"{folder}/" for folder in kind.folders))
    }


def write(root: Path, files: dict[str, Any]) -> DataPaths:
    """Write documents below a folder (texts as they are, data as JSON)."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return DataPaths(root)


@pytest.fixture
def files() -> dict[str, Any]:
    english = documents()
    return copy.deepcopy({**english, **spanish(english)})


@pytest.fixture
def paths(tmp_path: Path, files: dict[str, Any]) -> DataPaths:
    return write(tmp_path, files)


@pytest.fixture
def library(paths: DataPaths) -> Library:
    loaded = load_library(paths)
    assert loaded.problems == ()
    return loaded.library


Spoil = Callable[..., Library]


@pytest.fixture
def spoil(tmp_path: Path, files: dict[str, Any]) -> Spoil:
    """Change one value (by JSON pointer) of one document and load the library."""

    def change(name: str, pointer: str, value: Any) -> Library:
        here = files[name]
        *steps, last = pointer.strip("/").split("/")
        for step in steps:
            here = here[int(step)] if isinstance(here, list) else here[step]
        here[int(last) if isinstance(here, list) else last] = value
        loaded = load_library(write(tmp_path / "spoilt", files))
        assert loaded.problems == (), "the document must be valid to its schema"
        return loaded.library

    return change


@pytest.fixture
def make_structure() -> Callable[..., dict[str, Any]]:
    """Make the recipe document of a structure."""
    return structure


@pytest.fixture
def write_documents() -> Callable[[Path, dict[str, Any]], DataPaths]:
    """Write documents below a folder."""
    return write
