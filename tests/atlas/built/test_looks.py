"""What tells things apart: hues, the followed nerve, tight and weak, covers, the legend."""

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.following import kin_of, nerve_parts
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.atlas.showing import target_of, view_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import ViewState


def test_the_pain_of_one_muscle_is_red(atlas: Atlas) -> None:
    state = ViewState(overlay=("trapezius-tp1:right", "trapezius-tp2:right"))
    paint = atlas.body().paint(state)
    assert {one.color for one in paint} == {
        LOOK.paint["essential"].color,
        LOOK.paint["spillover"].color,
    }


def test_several_muscles_have_a_hue_each(atlas: Atlas) -> None:
    state = ViewState(overlay=("trapezius-tp1:right", "levator-scapulae-tp1:right"))
    paint = atlas.body().paint(state)
    essential = {one.color for one in paint if one.kind == "essential"}
    assert essential == {hue.essential for hue in LOOK.palette[:2]}
    ranks = [LOOK.paint[one.kind].rank for one in paint]
    assert ranks == sorted(ranks), "no spillover lies on another's essential zone"


def test_the_legend_names_what_is_painted(atlas: Atlas) -> None:
    tags = ("trapezius-tp1:right", "levator-scapulae-tp1:right")
    state = ViewState(overlay=tags, territory=("median-nerve:right",), nerve="median-nerve:right")
    legend = resolve(state, atlas.body().context, Taste(language="es")).legend
    kinds = [entry.kind for entry in legend]
    assert kinds.count("essential") == 2
    assert kinds[-2:] == ["territory", "nerve"]
    assert [e.tags for e in legend if e.kind == "essential"] == [tags[:1], tags[1:]]
    assert all(entry.dotted == (entry.kind == "spillover") for entry in legend)
    assert resolve(ViewState(), atlas.body().context).legend == ()


def test_a_followed_nerve_stands_out(atlas: Atlas) -> None:
    state = ViewState(nerve="median-nerve:right", layers=("bones", "nerves"))
    scene = resolve(state, atlas.body().context)
    for part in nerve_parts(atlas.library, state.nerve):
        look = scene.parts[part]
        assert (look.color, look.thicker) == (LOOK.nerve.followed, LOOK.nerve.thicker)
    kin = [p for p in kin_of(atlas.library, state.nerve) if p in atlas.body().context.parts]
    assert "ulnar-nerve-right" in kin
    for part in kin:
        if "-variant-" not in part:
            assert scene.parts[part].color == LOOK.nerve.kin
    assert scene.parts["sciatic-nerve-right"].visible is False
    assert scene.parts["ulnar-nerve-left"].visible is False


def test_tight_and_weak_are_told_apart(atlas: Atlas) -> None:
    posture = next(one for one in atlas.library.conditions if "lower-crossed" in one)
    target = target_of(atlas.library, "condition", posture)
    state = view_of(target, ViewState(), atlas.body())
    scene = resolve(state, atlas.body().context)
    tight, weak = scene.parts["psoas-major-right"], scene.parts["gluteus-medius-right"]
    assert (tight.color, tight.hatched) == (LOOK.apart.tight, None)
    assert (weak.color, weak.hatched) == (LOOK.apart.weak, True)
    assert [entry.kind for entry in scene.legend][-2:] == ["tight", "weak"]


def test_a_condition_draws_its_nerve_and_fades_what_covers_it(atlas: Atlas) -> None:
    sciatica = next(one for one in atlas.library.conditions if "sciatica" in one)
    state = view_of(target_of(atlas.library, "condition", sciatica), ViewState(), atlas.body())
    assert state.nerve == "sciatic-nerve:right"
    assert "gluteus-maximus-right" in state.faded
    assert "piriformis-right" not in state.faded
    look = resolve(state, atlas.body().context).parts["gluteus-maximus-right"]
    assert look.opacity == LOOK.faded_apart


def test_markers_and_names_know_their_part(atlas: Atlas) -> None:
    scene = resolve(ViewState(selection=("piriformis-right",)), atlas.body().context)
    assert {marker.part for marker in scene.markers} == {"piriformis-right"}
    assert [label.part for label in scene.labels] == ["piriformis-right"]
