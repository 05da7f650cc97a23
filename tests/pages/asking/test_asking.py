"""Every kind of question has a widget, and a way to answer it by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import panel_material_ui as pmui
import pytest
from pydantic import TypeAdapter
from question_samples import COMMON, SAMPLES

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.questions import KINDS, Answer, BaseQuestion, Question, kind_name
from nmt_atlas.pages.asking import ASKING, Asked
from nmt_atlas.pages.asking.ground import Ground, InWords
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.bundle import require_bundle

ON_THE_SMALL_BODY = {
    "click-structure": {"accept": ["piriformis"]},
    "name-structure": {"target": "piriformis", "distractors": ["gluteus-medius", "sacrum"]},
    "choose-referral": {
        "target": "piriformis-1",
        "distractors": ["gluteus-medius-1", "gluteus-medius-1"],
    },
    "point-referral": {"target": "piriformis-1"},
}
"""A question of every kind that the small body can show."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)


@pytest.fixture
def visitor(small_atlas: Atlas) -> Visit:
    require_bundle()
    return Visit(small_atlas, AtlasView(), "pack/{}/index.json".format)


def question(kind: type[BaseQuestion[Any]]) -> Any:
    own = ON_THE_SMALL_BODY[kind_name(kind)]
    return TypeAdapter(Question).validate_python({**COMMON, "kind": kind_name(kind), **own})


def walk(things: Any) -> Iterator[Any]:
    for one in things:
        yield one
        yield from walk(getattr(one, "objects", None) or ())


def controls(widgets: list[Any]) -> list[Any]:
    """What the Tab key reaches."""
    kinds = (pmui.Button, pmui.AutocompleteInput)
    return [one for one in walk(widgets) if isinstance(one, kinds) and not one.disabled]


def ask(visitor: Visit, asked: Any, **how: Any) -> tuple[list[Any], list[Answer]]:
    given: list[Answer] = []
    widget = ASKING[type(asked)]
    return widget(Asked(visitor, asked, asked.choices("1"), given.append, **how)), given


def test_every_kind_has_a_widget_and_nothing_else_has() -> None:
    assert set(ASKING) == set(KINDS)
    assert set(ON_THE_SMALL_BODY) == set(SAMPLES)


@every_kind
def test_it_is_answered_by_keyboard(visitor: Visit, kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    widgets, given = ask(visitor, asked)
    for _ in range(2):  # a button may open a field
        for control in controls(widgets):
            if isinstance(control, pmui.Button):
                control.clicks += 1
            else:
                for name in list(control.options):
                    control.value = name
    assert given
    assert {type(one) for one in given} == {kind.answers}
    outcomes = {asked.grade(one, Ground(visitor)).outcome for one in given}
    assert "right" in outcomes
    assert len(outcomes) > 1, "the right answer is not alone"


@every_kind
def test_what_is_answered_cannot_be_answered_again(
    visitor: Visit, kind: type[BaseQuestion[Any]]
) -> None:
    widgets, _ = ask(visitor, question(kind), open=False)
    assert controls(widgets) == []


@every_kind
def test_a_choice_that_was_made_is_marked(visitor: Visit, kind: type[BaseQuestion[Any]]) -> None:
    asked = question(kind)
    if kind.takes != "nothing":
        pytest.skip("nothing is chosen among")
    _, given = ask(visitor, asked)
    for control in controls(ask(visitor, asked)[0]):
        control.clicks += 1
    offered, answers = ask(visitor, asked)
    for control in controls(offered):
        control.clicks += 1
    wrong = next(one for one in answers if asked.grade(one, Ground(visitor)).score == 0)
    shown, _ = ask(visitor, asked, given=wrong, open=False)
    labels = [one.label for one in walk(shown) if isinstance(one, pmui.Button)]
    assert sum(label.endswith(": your choice") for label in labels) >= 1
    assert sum(label.endswith(": right") for label in labels) == 1
    assert given == []


def test_a_name_that_stands_for_nothing_is_no_answer(visitor: Visit) -> None:
    widgets, given = ask(visitor, question(KINDS[0]))
    controls(widgets)[0].clicks += 1
    (field,) = controls(widgets)
    field.restrict = False
    field.value = "Nobody"
    assert given == []


def test_only_what_is_shown_can_be_named(visitor: Visit) -> None:
    visitor.view.change(layers=("bones",))
    widgets, _ = ask(visitor, question(KINDS[0]))
    controls(widgets)[0].clicks += 1
    assert controls(widgets)[0].options == ["Sacrum"]


def test_a_picture_is_named_by_its_letter_alone(visitor: Visit) -> None:
    (kind,) = [kind for kind in KINDS if kind_name(kind) == "choose-referral"]
    shown = [
        str(one.object) for one in walk(ask(visitor, question(kind))[0]) if hasattr(one, "object")
    ]
    assert 'alt="Referral picture A"' in shown[0]
    assert not [one for one in shown if "iriformis" in one], "the name would be the answer"


def test_ids_that_name_nothing_are_told_as_they_are(visitor: Visit) -> None:
    names = InWords(visitor)
    assert names.structure("nobody") == names.point("nobody") == names.region("nobody") == "nobody"
    assert names.place(-1) == names.place(10**9) == ""
    assert names.part("sacrum") == "Sacrum"
    assert names.part("piriformis-left") == "Piriformis (left)"


def test_the_ground_knows_parts_points_and_regions(visitor: Visit) -> None:
    ground = Ground(visitor)
    assert ground.part("sacrum", "right") == "sacrum"
    assert ground.part("piriformis", "left") == "piriformis-left"
    assert ground.part_with("piriformis-1", "left") == "piriformis-left"
    assert ground.regions_of("piriformis-1") == (("buttock",), ("thigh_back",))
