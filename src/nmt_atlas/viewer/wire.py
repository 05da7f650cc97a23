"""Writes what the browser's side has to know of the wire: ``python -m nmt_atlas.viewer.wire``."""

from __future__ import annotations

import json
from pathlib import Path

from nmt_atlas.domain.picks import described

EVENTS_FILE: Path = Path(__file__).parent / "js" / "src" / "events.json"
"""The events' fields, for JavaScript; bundled with it, so an installed package has no such file."""


def events_text() -> str:
    """What stands in :data:`EVENTS_FILE`."""
    return json.dumps(described(), indent=1) + "\n"


if __name__ == "__main__":
    EVENTS_FILE.write_text(events_text(), encoding="utf-8")
