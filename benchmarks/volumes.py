"""Volumes of the own body's muscles beside those of living people.

    python benchmarks/volumes.py [--table]

What is expected of a muscle is its share among those people, scaled to this body by the median of
the muscles of its limb: one man's muscles are all smaller or larger than another's, but their shares
are much alike. Fails where a muscle has less than 0.75 or more than 1.35 of that without a reason in
`benchmarks/reference/muscle_volumes.json`, or where a reason stands there that nothing needs.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.library.paths import data_paths

KNOWN = Path(__file__).parent / "reference" / "muscle_volumes.json"
LEAST, MOST = 0.75, 1.35
"""Share of what is expected that needs no reason."""


@dataclass(frozen=True)
class Row:
    """A muscle's volume (cubic cm), what is expected of it here, and why it differs."""

    group: str
    muscle: str
    volume: float
    expected: float
    reason: str

    @property
    def ratio(self) -> float:
        """Of what is expected, how much it has."""
        return self.volume / self.expected

    @property
    def fault(self) -> str:
        """What is wrong with it; "" where nothing is."""
        beyond = not LEAST <= round(self.ratio, 2) <= MOST
        if beyond and not self.reason:
            return f"{self.muscle} has {self.ratio:.2f} of what is expected, without a reason"
        return "" if beyond or not self.reason else f"{self.muscle} needs no reason any more"


def measured(body: Body, parts: Sequence[str]) -> float:
    """The volume of some structures of the right side, cubic centimetres."""
    return sum(body.mesh(f"{part}-right").volume for part in parts) / 1000.0


def rows(body: Body, known: dict) -> list[Row]:
    """Every muscle with a published volume, the farthest from it first."""
    found = []
    for name, group in known["groups"].items():
        here = {muscle: measured(body, one["parts"]) for muscle, one in group["muscles"].items()}
        scale = statistics.median(
            here[muscle] / one["value"] for muscle, one in group["muscles"].items()
        )
        for muscle, one in group["muscles"].items():
            expected, reason = scale * one["value"], known["reasons"].get(muscle, "")
            found.append(Row(name, muscle, here[muscle], expected, reason))
    return sorted(found, key=lambda row: row.ratio)


def main(arguments: Sequence[str]) -> int:
    """Print all; 1 where one lies beyond the limits and nobody says why."""
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    found = rows(own_body(data_paths()), known)
    if "--table" in arguments:
        print("| muscle | here, cm³ | expected | ratio | why |\n|---|---|---|---|---|")
    for row in found:
        told = (
            f"{row.muscle} | {row.volume:.0f} | {row.expected:.0f} | {row.ratio:.2f} | {row.reason}"
        )
        print(f"| {told} |" if "--table" in arguments else told)
    faults = [row.fault for row in found if row.fault]
    print("\n".join(faults), file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
