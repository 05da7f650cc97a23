"""Stated relations hold on the built geometry, and every kind of check can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest

from nmt_atlas.body.making.cache import SolidCache, key_of
from nmt_atlas.body.making.relations import check, faults, mesh_of, outward
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.shapes import build, build_solid
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Loft, NodeMesh, Recipe, Relation, Shape, Tube
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import data_paths

EDGE = 5.0
COARSE = 2.0
LONG = pytest.mark.slow
Built = Callable[[Iterable[str]], Mapping[str, Mesh]]


def coarse(shape: Shape) -> Shape:
    """Bones contoured on a coarser grid: quick, and a millimetre is enough here."""
    if isinstance(shape, NodeMesh):
        return shape.model_copy(update={"spacing": max(shape.spacing, COARSE)})
    return shape


@pytest.fixture(scope="module")
def recipes() -> Mapping[str, Recipe]:
    return load_recipes(data_paths())[0]


@pytest.fixture(scope="module")
def built(recipes: Mapping[str, Recipe], pytestconfig: pytest.Config) -> Built:
    store = pytestconfig.cache
    cache = SolidCache(Path(store.mkdir("solids")) if store is not None else None)
    meshes: dict[str, Mesh] = {}

    def mesh(name: str) -> Mesh:
        if name not in meshes:
            shape = coarse(recipes[name].shape)
            key = key_of("relations", shape.model_dump_json())
            meshes[name] = cache.get(key, lambda: build_solid(shape, EDGE)).mesh
        return meshes[name]

    def parts(name: str) -> list[str]:
        if name in recipes:
            return [name]
        return [one.id for one in recipes.values() if one.whole == name and not one.variant_of]

    def several(names: Iterable[str]) -> Mapping[str, Mesh]:
        return {part: mesh(part) for name in names for part in parts(name)}

    return several


def test_at_least_sixty_relations_are_stated(recipes: Mapping[str, Recipe]) -> None:
    assert sum(len(recipe.relations) for recipe in recipes.values()) >= 60


@pytest.mark.parametrize(
    "folder",
    [pytest.param("nerve", marks=LONG), "vessel", "ligament", pytest.param("muscle", marks=LONG)],
)
def test_stated_relations_hold(recipes: Mapping[str, Recipe], built: Built, folder: str) -> None:
    found = []
    for recipe in recipes.values():
        if recipe.system != folder or not recipe.relations:
            continue
        names = {recipe.id, *(name for one in recipe.relations for name in one.of)}
        pairs = faults(recipe, recipes, built(sorted(names)))
        found += [f"{recipe.id}{pointer}: {words}" for pointer, words in pairs]
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_nerves_run_outside_the_bones(recipes: Mapping[str, Recipe], built: Built) -> None:
    """Middle lines of the limb nerves keep out of the long bones."""
    from nmt_atlas.body.painting.places import signed_distance
    from nmt_atlas.body.shapes.tube import course

    bones = built(["femur", "humerus", "radius", "ulna", "tibia", "fibula"])
    limb = ("sciatic-nerve", "tibial-nerve", "common-fibular-nerve", "radial-nerve")
    limb += ("median-nerve", "ulnar-nerve", "radial-nerve-deep-branch")
    for name in limb:
        shape = recipes[name].shape
        assert isinstance(shape, Tube)
        for point in course(shape.course, np.linspace(0.0, 1.0, 60)):
            for bone, mesh in bones.items():
                low, high = mesh.bounds
                if (point > low).all() and (point < high).all():
                    assert signed_distance(point, mesh) > -0.5, f"{name} in {bone} at {point}"


def rod(*points: tuple[float, float, float], radius: float = 2.0) -> Mesh:
    return build(Tube(course=tuple((*point, radius) for point in points)))


def bar(z: float, y: float, half: float = 6.0, x: tuple[float, float] = (-130.0, -40.0)) -> Mesh:
    """A muscle running sideways at a height and a depth."""
    stations = tuple((share, y, z, half, half, 0.0) for share in np.linspace(*x, 4))
    return build(Loft(stations=stations, width_axis=(0.0, 0.0, 1.0)))


NERVE = rod((-85, -40, 700), (-85, -40, 660), (-85, -40, 600), (-85, -40, 540))
OVER = build(Loft(stations=tuple((-85.0, -20.0, z, 20.0, 5.0, 0.0) for z in (700, 650, 600, 540))))
UNDER = build(Loft(stations=tuple((-85.0, -60.0, z, 20.0, 5.0, 0.0) for z in (700, 650, 600, 540))))
ACROSS = bar(620, -40, half=9.0)
HIGH = bar(760, -40)
LOW = bar(480, -40)
INNER = rod((-60, -40, 700), (-60, -40, 620), (-60, -40, 540), radius=4)
OUTER = rod((-110, -40, 700), (-110, -40, 620), (-110, -40, 540), radius=4)
UPPER_BONE = rod((-85, -70, 900), (-85, -70, 800), (-85, -70, 702), radius=12)
LOWER_BONE = rod((-85, -70, 698), (-85, -70, 600), (-85, -70, 500), radius=12)
CROSSING = rod((-85, -50, 780), (-85, -45, 700), (-85, -50, 620), radius=5)
STAYING = rod((-85, -50, 660), (-85, -48, 600), (-85, -50, 540), radius=5)

CASES: list[tuple[str, Mesh, list[Mesh], Mesh, list[Mesh]]] = [
    ("deep-to", NERVE, [OVER], NERVE, [UNDER]),
    ("superficial-to", NERVE, [UNDER], NERVE, [OVER]),
    ("through", NERVE, [ACROSS], NERVE, [OVER]),
    ("between", NERVE, [OVER, UNDER], OUTER, [INNER, NERVE]),
    ("below", NERVE, [HIGH], NERVE, [LOW]),
    ("above", NERVE, [LOW], NERVE, [HIGH]),
    ("medial-to", NERVE, [OUTER], NERVE, [INNER]),
    ("lateral-to", NERVE, [INNER], NERVE, [OUTER]),
    ("anterior-to", NERVE, [OVER], NERVE, [UNDER]),
    ("posterior-to", NERVE, [UNDER], NERVE, [OVER]),
    ("crosses-joint", CROSSING, [UPPER_BONE, LOWER_BONE], STAYING, [UPPER_BONE, LOWER_BONE]),
]


def stated(kind: str, count: int, **more: object) -> Relation:
    names = ["one", "other"][:count]
    return Relation.model_validate({"kind": kind, "of": names, **more})


@pytest.mark.parametrize(("kind", "good", "of", "bad", "bad_of"), CASES)
def test_each_kind_holds_and_fails(
    kind: str, good: Mesh, of: list[Mesh], bad: Mesh, bad_of: list[Mesh]
) -> None:
    assert check(stated(kind, len(of)), good, of) is None
    assert check(stated(kind, len(bad_of)), bad, bad_of)


def test_a_nerve_that_ends_inside_does_not_go_through() -> None:
    ending = rod((-85, -40, 700), (-85, -40, 650), (-85, -40, 622))
    found = check(stated("through", 1), ending, [ACROSS])
    assert found is not None
    assert "come out" in found


def test_a_place_that_the_structure_never_reaches() -> None:
    found = check(stated("deep-to", 1, near=(-85, -40, 100)), NERVE, [OVER])
    assert found == "it comes nowhere near (-85.0, -40.0, 100.0)"


def test_between_needs_two_structures() -> None:
    with pytest.raises(RecipeError, match="needs two structures"):
        check(stated("between", 1), NERVE, [OVER])


def test_unknown_structure_is_named() -> None:
    with pytest.raises(RecipeError, match="nothing-such"):
        mesh_of("nothing-such", {}, {})


def test_outward_leads_away_from_the_limb() -> None:
    away = outward(np.array([[-80.0, 20.0, 600.0], [-200.0, -80.0, 600.0]]))
    assert away[0, 1] > 0.9
    assert away[1, 0] < -0.9
