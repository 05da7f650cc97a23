"""Typed names: typing errors are forgiven, names that look alike are told apart."""

from __future__ import annotations

import pytest

from nmt_atlas.domain.naming import called, folded, meant

NAMES = called(
    [
        ("Coracoid process", "coracoid"),
        ("Coronoid process", "coronoid"),
        ("Músculo piriforme", "piriformis"),
        ("Piriformis", "piriformis"),
        ("Psoas minor", "psoas-minor"),
        ("Psoas major", "psoas-major"),
        ("Rhomboids", "rhomboid-major"),
        ("Rhomboids", "rhomboid-minor"),
        ("Ilium", "ilium"),
        ("Ileum", "ileum"),
    ]
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("piriformis", {"piriformis"}),
        ("PIRIFORMIS muscle", {"piriformis"}),
        ("piriformus", {"piriformis"}),
        ("piriforme", {"piriformis"}),
        ("coracoid process", {"coracoid"}),
        ("coronoid process", {"coronoid"}),
        ("coronid process", {"coronoid"}),
        ("psoas minr", {"psoas-minor"}),
        ("rhomboids", {"rhomboid-major", "rhomboid-minor"}),
        ("ilium", {"ilium"}),
        ("ileum", {"ileum"}),
        ("psoas", set()),
        ("xx", set()),
        ("", set()),
        ("the muscle", set()),
        ("…", set()),
    ],
)
def test_what_a_typed_name_means(text: str, ids: set[str]) -> None:
    assert meant(text, NAMES) == ids


def test_accents_hyphens_and_small_words_are_nothing() -> None:
    assert folded("El Músculo Tibial-anterior de la pierna") == "tibial anterior pierna"
