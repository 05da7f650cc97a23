"""The browser bends the body by the rule of stills: vertices of both are compared."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from javascript_samples import Workshop, workshop

from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.posing import PosedBody, bent
from nmt_atlas.domain.dual import Dual, duals_of
from nmt_atlas.domain.rigid import about, after
from nmt_atlas.domain.segments import SEGMENTS
from nmt_atlas.library.paths import data_paths

PARTS = (
    "biceps-brachii-long-head-right",
    "trapezius-upper-left",
    "median-nerve-left",
    "external-oblique-right",
    "disc-l3-l4",
    "ulna-left",
)


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop() as made:
        yield made


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


def bowed() -> dict[str, Dual]:
    """The spine bent forward a little at each level, the arms bent at shoulder and elbow."""
    moves = {"pelvis": about((0, 0, 950), (0, 0, 1), 20.0)}
    for number, name in enumerate(SEGMENTS[1:26]):
        turn = about((0.0, -90.0, 1000.0 + 20.0 * number), (1, 0, 0), 3.0)
        moves[name] = after(moves[SEGMENTS[number]], turn)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        for name in ("clavicle", "scapula"):
            moves[f"{name}:{side}"] = moves["t4"]
        arm = after(moves["t4"], about((sign * 165, -90, 1330), (0, 1, 0), -sign * 70.0))
        moves[f"humerus:{side}"] = arm
        fore = after(arm, about((sign * 215, -85, 1035), (1, 0, 0), 100.0))
        for name in SEGMENTS:
            if name.startswith(("ulna", "radius", "hand", "finger")) and name.endswith(side):
                moves[name] = fore
    rest = about((0, 0, 0), (0, 0, 1), 0.0)
    return duals_of(SEGMENTS, [moves.get(name, rest) for name in SEGMENTS])


def asked(body: Body, pose: dict[str, Dual], folder: Any) -> dict[str, Any]:
    assert body.index.weights is not None
    packed = (body.directory / body.index.weights.path).read_bytes()
    (folder / "weights.plain").write_bytes(zlib.decompress(packed))
    kept = ("id", "structure", "side", "bounds")
    listed = [one.model_dump(mode="json", include=set(kept)) for one in body.index.parts]
    parts = []
    for name in PARTS:
        mesh = body.mesh(name, "phone")
        parts.append(
            {
                "id": name,
                "points": mesh.points.ravel().tolist(),
                "normals": mesh.normals().ravel().tolist(),
                "index": mesh.faces.ravel().tolist(),
                "u": [] if mesh.uv is None else mesh.uv[:, 0].tolist(),
                "tendon": body.tendon(name),
                "muscle": body.part(name).group.startswith("muscles"),
            }
        )
    return {"index": listed, "parts": parts, "pose": pose}


def dense(skin: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Weights of the skin, a column a segment."""
    joints, weights = (np.asarray(skin[key], dtype=np.int64).reshape(-1, 4) for key in skin)
    found = np.zeros((len(joints), len(SEGMENTS)), dtype=np.int64)
    np.add.at(found, (np.arange(len(joints))[:, None], joints), weights)
    return found


def test_both_renderers_bend_alike(shop: Workshop, body: Body) -> None:
    pose = bowed()
    (shop.folder / "asked.json").write_text(json.dumps(asked(body, pose, shop.folder)))
    told = json.loads(shop.run("test/bend_all.js", "asked.json", "weights.plain"))
    posed = PosedBody(body, pose)
    moved = 0.0
    for name in PARTS:
        expected = posed.mesh(name, "phone").points
        found = np.array(told["parts"][name]).reshape(-1, 3)
        assert np.abs(found - expected).max() < 0.02, name
        moved = max(moved, float(np.abs(expected - body.mesh(name, "phone").points).max()))
    assert moved > 100.0
    skin = body.skinning("skin")
    assert skin is not None
    assert np.abs(dense(told["skin"]) - dense(skin._asdict())).max() <= 2


def test_swelling_is_what_is_compared(body: Body) -> None:
    """Without it the biceps of this pose would lie elsewhere."""
    pose = bowed()
    name = PARTS[0]
    mesh, weights = body.mesh(name, "phone"), body.skinning(name, "phone")
    assert weights is not None
    flat = bent(mesh, weights, PosedBody(body, pose).duals)
    assert np.abs(PosedBody(body, pose).mesh(name, "phone").points - flat).max() > 0.1
