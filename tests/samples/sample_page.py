"""The page of the worked example in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Leaf, Text


class TouchPage(Page):
    """Tells the name of what is touched."""

    id = "touch"
    title = mark("Touch")
    icon = "touch_app"
    keys = ("part",)
    wide = ("left",)

    part = ""

    def make_left(self) -> Any:
        """The name, written anew where another part is touched."""
        leaf = Leaf()
        self.keep(lambda: self.part, lambda: leaf.write([Text(runs=Rich.bold(self.part).runs)]))
        return leaf

    def address(self) -> dict[str, str]:
        """The part that was touched."""
        return {"part": self.part} if self.part else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the part that an address names."""
        self.part = keys.get("part", "")
        return ()

    def on_tap(self, pick: Pick) -> bool:
        """Take every click."""
        self.part = pick.part
        self.refresh()
        self.visit.settled()
        return True
