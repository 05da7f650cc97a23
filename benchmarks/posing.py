"""Every joint at both ends and in the middle of every motion: pictures to be looked at, and figures.

    python benchmarks/posing.py OUT [JOINT …]

For each motion a row: half way and at its end, the skin and below it the muscles and bones. Beside the
pictures stands ``figures.csv``: the least and most volume of any muscle, and how far a bone stands out
of the skin; what is beyond the limits of ``body/making/weights_measures.py`` is told at the end.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from nmt_atlas.body.making.weights_measures import (
    LEAST,
    MOST_OF_THEM,
    PIERCED_MM,
    kept,
    pierced,
    volumes,
)
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.pictures.raster import Drawn, draw
from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.body.posing import PosedBody
from nmt_atlas.domain.articulation import Articulation
from nmt_atlas.domain.dual import AT_REST, Dual, duals_of
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.pose import SEGMENTS, Joints, Pose, transforms
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import data_paths

SIZE = (300, 300)
FLESH = ("muscles", "bones", "cartilage", "ligaments")
AWAY = np.array([60.0, 60.0, 60.0])


@dataclass(frozen=True)
class Motion:
    """One motion of a joint, on the right where it has sides."""

    joint: Articulation
    name: str
    most: float

    def pose(self, share: float) -> Pose:
        side = "-right" if self.joint.sides == "each" else ""
        return Pose.of({f"{self.joint.id}{side}": {self.name: self.most * share}})


def motions(joints: Joints, wanted: list[str]) -> Iterator[Motion]:
    for joint in joints.values():
        if not wanted or joint.id in wanted:
            for name, most in joint.motions:
                yield Motion(joint, name, most)


def duals(joints: Joints, pose: Pose) -> dict[str, Dual]:
    return duals_of(SEGMENTS, transforms(joints, pose))


def box_of(posed: PosedBody, joint: Articulation) -> tuple[np.ndarray, np.ndarray]:
    """What is framed: around the joint's centres, or around all that bends."""
    if joint.levels:
        centres = np.array([level.centre for level in joint.levels])
        small = joint.id.startswith(
            ("finger", "thumb", "wrist", "toes", "ankle", "subtalar", "jaw")
        )
        around = 90.0 if small else 240.0
        return centres.min(axis=0) - around, centres.max(axis=0) + around
    bending = [one for one in posed.index.parts if one.group == "bones" and moves(posed, one.id)]
    boxes = np.array([one.bounds for one in bending or posed.index.parts])
    return boxes[:, 0].min(axis=0) - AWAY, boxes[:, 1].max(axis=0) + AWAY


def picture(
    posed: PosedBody, joint: Articulation, groups: tuple[str, ...], way: str
) -> Image.Image:
    low, high = box_of(posed, joint)
    things = []
    for part in posed.index.parts:
        corners = np.array(part.bounds)
        if not part.group.startswith(groups) or (corners[0] > high).any():
            continue
        if (corners[1] < low).any():
            continue
        mesh = posed.mesh(part.id, "phone")
        color = rgb_of(posed.index.colors.get(part.group, "#b9b3a8"))
        things.append(Drawn(part.id, mesh, np.tile(color, (len(mesh.points), 1))))
    camera = frame(tuple(low), tuple(high), way)  # type: ignore[arg-type]
    return Image.fromarray(draw(things, camera, SIZE).pixels)


def moves(posed: PosedBody, part: str) -> bool:
    """Whether a bone is not where it is at rest."""
    weights = posed.weights
    return weights is not None and any(
        (np.abs(posed.duals[number] - np.array(AT_REST)) > 1e-4).any()
        for number in weights.used(part)
    )


def row(body: Body, joints: Joints, motion: Motion) -> Image.Image:
    sheet = Image.new("RGB", (SIZE[0] * 6, SIZE[1] + 16), "white")
    shots = [
        (share, groups, way)
        for groups in (("skin",), FLESH)
        for share, way in ((0.5, "right"), (1.0, "right"), (1.0, "anterior"))
    ]
    stands = {share: PosedBody(body, duals(joints, motion.pose(share))) for share in (0.5, 1.0)}
    for column, (share, groups, way) in enumerate(shots):
        shown = picture(stands[share], motion.joint, groups, way)
        sheet.paste(shown, (SIZE[0] * column, 16))
    ImageDraw.Draw(sheet).text((4, 2), str(motion.pose(1.0)), fill="black")
    return sheet


def figures(body: Body, joints: Joints, motion: Motion) -> dict[str, object]:
    pose = duals(joints, motion.pose(1.0))
    ratios, out = volumes(body, pose), pierced(body, pose)
    least = min(ratios, key=ratios.__getitem__, default="")
    most = max(ratios, key=ratios.__getitem__, default="")
    bone = max(out, key=out.__getitem__, default="")
    return {
        "pose": str(motion.pose(1.0)),
        "kept": round(kept(ratios), 3),
        "least": round(ratios.get(least, 1.0), 3),
        "of": least,
        "most": round(ratios.get(most, 1.0), 3),
        "of_most": most,
        "pierced_mm": round(out.get(bone, 0.0), 1),
        "bone": bone,
    }


def main() -> int:
    target, wanted = Path(sys.argv[1]), sys.argv[2:]
    target.mkdir(parents=True, exist_ok=True)
    joints: Joints = load_library(data_paths()).library.of("joint")
    body = own_body(data_paths())
    told = []
    for motion in motions(joints, wanted):
        told.append(figures(body, joints, motion))
        row(body, joints, motion).save(target / f"{motion.joint.id}-{motion.name}.png")
        print(*told[-1].values(), flush=True)
    with (target / "figures.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, list(told[0]))
        table.writeheader()
        table.writerows(told)
    beyond = [
        one
        for one in told
        if float(str(one["kept"])) < MOST_OF_THEM
        or float(str(one["least"])) < LEAST
        or float(str(one["pierced_mm"])) > PIERCED_MM
    ]
    for one in beyond:
        print("beyond the limits:", *one.values())
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
