"""Every source is there because something rests on it."""

from __future__ import annotations

from pathlib import Path

from nmt_atlas.library import data_paths, load_library

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("conditions", "referral_patterns", "lessons", "stories", "views", "meshes")
BENEATH_ALL = frozenset({"ta2-2019", "rosse-2003", "mitsuhashi-2009"})
"""Names, identifiers and measurements of all structures: nothing single cites them."""


def test_every_source_is_cited_somewhere() -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in sorted((REPOSITORY / folder).rglob("*.json"))
        if "pack" not in path.parts
    ]
    sources = load_library(data_paths({})).library.sources
    unused = {one for one in sources if not any(f'"{one}"' in text for text in texts)}
    assert unused == BENEATH_ALL
