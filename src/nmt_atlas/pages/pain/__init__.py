"""From a pain to its sources, on the screen: drawing, results, questions, plan."""

from __future__ import annotations

from nmt_atlas.pages.pain.page import PainPage

__all__ = ["PainPage"]
