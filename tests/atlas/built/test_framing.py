"""From where the atlas looks: most is seen of what it was sent for, on its own side."""

from itertools import islice

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.atlas.showing import target_of, view_of
from nmt_atlas.atlas.surveying import questions_of
from nmt_atlas.body.seeing.survey import Survey
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.framing import PRESETS
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.viewpoint import LEAST, WAYS
from nmt_atlas.domain.ways import other_way

SIDES = {
    "soleus": {"posterior"},
    "tibialis-anterior": {"anterior", "anterior-right"},
    "trapezius-upper": {"posterior-right"},
    "semitendinosus": {"posterior", "posterior-right"},
    "gastrocnemius-medial": {"posterior"},
    "triceps-brachii-long-head": {"posterior", "posterior-right"},
    "extensor-hallucis-longus": {"anterior", "anterior-right", "right"},
    "extensor-digitorum-longus": {"anterior", "anterior-right", "right"},
    "rectus-abdominis": {"anterior", "anterior-right"},
    "piriformis": {"posterior", "posterior-right"},
}
BELOW = ("flexor-digitorum-brevis", "quadratus-plantae", "abductor-hallucis")
NERVES = {
    "median-nerve": "anterior",
    "musculocutaneous-nerve": "anterior",
    "tibial-nerve": "posterior",
    "deep-fibular-nerve": "anterior",
    "superficial-fibular-nerve": "right",
    "suprascapular-nerve": "posterior",
    "lateral-plantar-nerve": "inferior",
}


def shown(atlas: Atlas, part: str) -> ViewState:
    view = atlas.body()
    structure = view.context.structures[view.context.parts[part].structure]
    zones = view.views.zones_near(part)
    return actions.reveal(ViewState(), part, structure, view.facing(part), zones)


@pytest.mark.parametrize("structure", SIDES)
def test_muscles_are_looked_at_from_where_they_lie(atlas: Atlas, structure: str) -> None:
    view = atlas.body()
    names = [one for one in view.context.structures if one.startswith(structure)]
    assert names
    for name in names:
        if name in view.context.viewpoints.shares["part"]:
            assert view.facing(f"{name}-right") in SIDES[structure]
            assert view.facing(f"{name}-left") == other_way(view.facing(f"{name}-right"))


@pytest.mark.parametrize("structure", BELOW)
def test_the_sole_is_seen_from_below(atlas: Atlas, structure: str) -> None:
    assert atlas.body().facing(f"{structure}-right").startswith("inferior")


@pytest.mark.parametrize("nerve", NERVES)
def test_nerves_are_looked_at_from_where_they_run(atlas: Atlas, nerve: str) -> None:
    assert NERVES[nerve] in atlas.body().views.facing_nerve(nerve, "right")


def test_the_shin_is_seen_where_its_root_is_painted(atlas: Atlas) -> None:
    way = atlas.body().views.facing_paint((), ("dermatome-l5:right",))
    assert way in ("anterior", "anterior-right")


def test_everything_was_counted(atlas: Atlas) -> None:
    view = atlas.body()
    shares = view.context.viewpoints.shares
    unseen = {
        part.structure
        for part in view.context.index.parts
        if part.group != "skin" and "-variant-" not in part.id
    } - set(shares["part"])
    assert not unseen
    assert set(shares["pain"]) == set(atlas.library.trigger_points)
    assert set(shares["nerve"]) == set(atlas.library.nerves)


def test_every_kept_way_is_on_the_own_side_and_shows_enough(atlas: Atlas) -> None:
    views = atlas.body().context.viewpoints
    for kind, things in views.shares.items():
        for ident, shares in things.items():
            way = views.best([(kind, ident, 1.0)])
            assert PRESETS[way][0][0] <= 0, (kind, ident)
            assert shares[WAYS.index(way)] >= LEAST * max(shares), (kind, ident, way)


def pixels(atlas: Atlas, state: ViewState, part: str) -> int:
    drawn = atlas.body().picture(state, (90, 120))
    return int((drawn.owner == drawn.parts.index(part)).sum())


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["soleus-right", "flexor-digitorum-brevis-right", "psoas-major-left"]
)
def test_the_picture_shows_most_of_what_can_be_seen(atlas: Atlas, part: str) -> None:
    state = shown(atlas, part)
    mirrored = part.endswith("-left")
    others = [other_way(way) if mirrored else way for way in WAYS]
    best = max(pixels(atlas, state.changed(camera=way), part) for way in others)
    assert pixels(atlas, state, part) >= LEAST * best


def test_a_wrong_way_is_found(atlas: Atlas) -> None:
    state = shown(atlas, "soleus-right")
    front = pixels(atlas, state.changed(camera="anterior"), "soleus-right")
    assert front < LEAST * pixels(atlas, state, "soleus-right")


@pytest.mark.slow
def test_the_pixels_of_everything_counted_anew(atlas: Atlas) -> None:
    view = atlas.body()
    kept = view.context.viewpoints
    again = Survey(view.source, questions_of(view.source, view.painter)).run()
    wrong = []
    for kind, things in again.shares.items():
        for ident, shares in things.items():
            way = kept.best([(kind, ident, 1.0)])
            if shares[WAYS.index(way)] < LEAST * max(shares):
                wrong.append((kind, ident, way))
    assert not wrong


@pytest.mark.parametrize("aspect", [0.46, 1.0, 1.78])
def test_a_view_frames_alike_on_every_screen(atlas: Atlas, aspect: float) -> None:
    state = shown(atlas, "soleus-right")
    assert "soleus-tp1:right" in state.zones, "the heel is in the picture"
    context = atlas.body().context
    camera = resolve(state, context, aspect=aspect).camera
    ahead = np.asarray(camera.target) - camera.position
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, camera.up)
    up = np.cross(right, ahead)
    for low, high in (context.parts["soleus-right"].bounds, context.box_of("soleus-tp1:right")):
        for corner in (low, high):
            away = np.asarray(corner) - camera.position
            depth = away @ ahead * np.tan(np.radians(13))
            assert abs(away @ up) < depth
            assert abs(away @ right) < depth * aspect


def test_pain_can_be_looked_at(atlas: Atlas) -> None:
    view = atlas.body()
    tags = ("semispinalis-tp1:right",)
    state = shown(atlas, "semispinalis-capitis-right").changed(overlay=tags)
    state = actions.look_at_pain(state, view.views.facing_paint(tags))
    scene = resolve(state, view.context)
    assert scene.groups["skin"].opacity == 1.0
    low, high = view.context.box_of(tags[0])
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    assert scene.camera.target == pytest.approx(middle, abs=0.1)


def test_a_narrow_place_is_framed_by_what_it_is(atlas: Atlas) -> None:
    place = next(islice(atlas.library.entrapments, 1))
    view = atlas.body()
    state = view_of(target_of(atlas.library, "entrapment", place), ViewState(), view)
    trap = atlas.library.entrapments[place]
    assert state.spot[:3] == trap.at
    assert resolve(state, view.context).camera.target == pytest.approx(trap.at, abs=0.1)


def test_a_body_that_was_not_counted_is_looked_at_through_its_nearest_skin(atlas: Atlas) -> None:
    view = atlas.body().views
    for part in ("soleus-right", "trapezius-upper-right", "pectoralis-major-clavicular-left"):
        if part in view.context.parts:
            way = view.facing_point(view.context.parts[part].centre)
            assert way in ("anterior", "posterior", part.rpartition("-")[2])


def test_midline_parts_have_a_way(atlas: Atlas) -> None:
    assert atlas.body().facing(part_id("sacrum", "midline")) in ("anterior", "posterior")
