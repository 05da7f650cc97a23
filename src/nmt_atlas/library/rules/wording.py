"""The texts teach: they never say that something is diagnosed, cured or caused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.rules.phrases import forbidden

RULE = "wording"

FORBIDDEN: Mapping[str, str] = {
    r"\bdiagnos\w*": "“charted by”, “fits with”, “assessed by”; the atlas teaches",
    r"\bcur(?:e|es|ed|ing)\b": "“may ease”; the atlas promises nothing",
    r"\bcaused by\b": "“charted by”, “goes with”; charts show no causes",
}


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for forbidden words in everything but the titles of sources."""
    return forbidden(library, FORBIDDEN, RULE)
