"""Draws the pictures of docs/body.md with PyVista (needs OpenGL, no screen).

python docs/draw_body.py [--body own] [--only front back …]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.view_state import ViewState

OUT = Path(__file__).resolve().parent / "pictures" / "body"
MUSCLES = (
    "muscles-superficial",
    "muscles-intermediate",
    "muscles-deep",
    "bones",
    "cartilage",
    "ligaments",
)
DEEP = ("muscles-deep", "bones", "cartilage")

VIEWS: dict[str, ViewState] = {
    "front": ViewState(layers=MUSCLES),
    "back": ViewState(layers=MUSCLES, camera="posterior"),
    "right": ViewState(layers=MUSCLES, camera="right"),
    "left": ViewState(layers=MUSCLES, camera="left"),
    "top": ViewState(layers=MUSCLES, camera="superior"),
    "below": ViewState(layers=MUSCLES, camera="inferior"),
    "skeleton": ViewState(layers=("bones", "cartilage")),
    "skin": ViewState(layers=("skin",), skin=1.0),
    "skin-back": ViewState(layers=("skin",), skin=1.0, camera="posterior"),
    "skin-side": ViewState(layers=("skin",), skin=1.0, camera="right"),
    "face": ViewState(layers=("skin",), skin=1.0, focus=("cranium",)),
    "palm": ViewState(
        layers=("skin",),
        skin=1.0,
        focus=("metacarpal-3-right", "hand-proximal-phalanx-1-right"),
    ),
    "nerves": ViewState(layers=("bones", "nerves", "vessels"), camera="posterior"),
    "head": ViewState(layers=MUSCLES, camera="right", focus=("cranium",)),
    "neck": ViewState(layers=DEEP, camera="posterior", focus=("vertebra-c4",)),
    "shoulder": ViewState(layers=MUSCLES, camera="posterior", focus=("scapula-right",)),
    "arm": ViewState(layers=MUSCLES, focus=("humerus-right",)),
    "forearm": ViewState(layers=MUSCLES, focus=("radius-right",)),
    "hand": ViewState(
        layers=MUSCLES, focus=("metacarpal-3-right", "hand-proximal-phalanx-1-right")
    ),
    "trunk": ViewState(layers=MUSCLES, focus=("sternum-body", "vertebra-l3")),
    "spine": ViewState(layers=DEEP, camera="posterior", focus=("vertebra-t6", "vertebra-l5")),
    "hip": ViewState(layers=DEEP, camera="posterior", focus=("hip-bone-right", "hip-bone-left")),
    "thigh": ViewState(layers=MUSCLES, focus=("femur-right", "femur-left")),
    "leg": ViewState(layers=MUSCLES, camera="posterior", focus=("tibia-right", "tibia-left")),
    "foot": ViewState(
        layers=MUSCLES, camera="right", focus=("calcaneus-right", "metatarsal-1-right")
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--body", default="own")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    atlas = Atlas.open()
    for name, state in VIEWS.items():
        if args.only and name not in args.only:
            continue
        plotter = atlas.plotter(state.changed(body=args.body, labels=False), size=(700, 900))
        plotter.render()
        picture = plotter.screenshot(return_img=True)
        plotter.close()
        suffix = "" if args.body == "own" else f"-{args.body}"
        Image.fromarray(picture[..., :3]).save(OUT / f"{name}{suffix}.webp", quality=90)
        sys.stdout.write(f"{name}{suffix}.webp\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
