"""Along every nerve of the built body: where one stands, and from where one looks."""

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.walking import Walk
from nmt_atlas.domain.view_state import ViewState


def walk(atlas: Atlas, nerve: str, side: str = "right") -> Walk:
    found = atlas.body("own").walks.along(f"{nerve}:{side}")
    assert found is not None
    return found


def test_every_nerve_has_its_stations_near_its_own_parts(atlas: Atlas) -> None:
    for ident, nerve in atlas.library.nerves.items():
        found = walk(atlas, ident)
        assert [stop.number for stop in found.stops] == list(range(1, len(nerve.course) + 1))
        for stop in found.stops:
            away = np.linalg.norm(found.line - np.asarray(stop.at), axis=1).min()
            assert stop.trap is not None or away < 3.0, (ident, stop)


def test_no_nerve_and_no_side_lead_nowhere(atlas: Atlas) -> None:
    walks = atlas.body("own").walks
    assert walks.along("") is None
    assert walks.along("median-nerve") is None
    assert walks.along("nothing:right") is None


@pytest.mark.parametrize(
    ("nerve", "station", "gone", "glass"),
    [
        ("sciatic-nerve", 2, "gluteus-maximus-right", "piriformis-right"),
        ("median-nerve", 9, "palmaris-longus-right", "flexor-retinaculum-hand-right"),
        ("suprascapular-nerve", 3, "trapezius-middle-right", "supraspinatus-right"),
    ],
)
def test_what_lies_over_a_narrow_place_is_opened_and_what_narrows_it_is_glass(
    atlas: Atlas, nerve: str, station: int, gone: str, glass: str
) -> None:
    state = walk(atlas, nerve).state_at(ViewState(), station)
    assert (state.nerve, state.station) == (f"{nerve}:right", station)
    assert gone in state.hidden
    assert glass in state.faded
    assert not {gone, glass} & set(state.hidden) & set(state.faded)


def test_the_left_side_mirrors_the_right_one(atlas: Atlas) -> None:
    right, left = (walk(atlas, "sciatic-nerve", side) for side in ("right", "left"))
    assert left.stops[1].at == pytest.approx((-right.stops[1].at[0], *right.stops[1].at[1:]))
    opened = left.state_at(ViewState(), 2).hidden
    assert "gluteus-maximus-left" in opened
    assert not any(part.endswith("-right") for part in opened)


def test_the_eye_flies_outside_of_the_body_and_never_leaps(atlas: Atlas) -> None:
    tree = atlas.body("own").views.skin_tree
    for nerve in ("sciatic-nerve", "suprascapular-nerve"):
        cameras = walk(atlas, nerve).cameras
        eyes = np.array([one.position for one in cameras])
        assert (tree.query(eyes)[0] > 150).all(), "no place in a body is so far from its skin"
        turned = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
        assert turned.max() < 500, nerve


def test_a_map_of_the_skin_names_every_root_on_both_sides(atlas: Atlas) -> None:
    chart = atlas.body("own").chart("dermatomes")
    assert chart is not None
    both = {f"{ident}:{side}" for ident in atlas.library.dermatomes for side in ("right", "left")}
    assert set(chart.mapped.names) == both
    skin = [len(chart.mapped.vertices(number)) for number in range(len(both))]
    assert min(skin) > 30, dict(zip(chart.mapped.names, skin, strict=True))
    names = [layer.name for layer in chart.paint("en")]
    assert "Dermatome C6 (right)" in names
    shown = {label.text for label in chart.labels("en")}
    assert {"C6", "T4", "L5", "S1"} <= shown
    claimed = (chart.mapped.owner >= 0).mean()
    assert claimed > 0.7, f"{claimed:.0%} of the skin"


def test_trunks_whose_branches_cover_their_skin_are_not_on_the_map(atlas: Atlas) -> None:
    chart = atlas.body("own").chart("nerves")
    assert chart is not None
    assert "median-nerve:right" in chart.mapped.names
    nowhere = {"sciatic-nerve", "brachial-plexus", "phrenic-nerve"}
    assert not nowhere & {name.partition(":")[0] for name in chart.mapped.names}


def test_every_spinal_root_of_a_nerve_is_marked_on_the_spine(atlas: Atlas) -> None:
    known = atlas.library.landmarks
    for nerve in atlas.library.nerves.values():
        for root in nerve.roots:
            assert root.startswith("CN") or f"root-{root.lower()}" in known, (nerve.id, root)
