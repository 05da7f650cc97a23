"""A leaf with controls on it, and what each of them does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nmt_atlas.viewer.leaf import Block, Leaf, Pressed
from nmt_atlas.viewer.leaf_writing import Written

_LOG = logging.getLogger(__name__)

Act = Callable[[str, str], None]
"""What a control does, given what stands after the colon of its id, and its value as text."""

Taken = Callable[[str, str, str], None]
"""What is done with what was written, given what stands after the colon of the field's id, the
text, and the name of the file that it came from."""

ON = "on"
"""The value, as text, of a switch that is on and of a button; that of one that is off is empty."""


class Desk:
    """A leaf whose controls act.

    Attributes
    ----------
    leaf
        The component.

    Parameters
    ----------
    acts
        The word before the colon of an id -> what pressing that does.
    takes
        The word before the colon of a field's id -> what is done with what was written there.
    late
        Asked where the leaf has gone on to another topic since something was pressed: whether
        that (named by its word) meant something only to what it stood beside, and is left undone.
    """

    def __init__(
        self,
        acts: Mapping[str, Act],
        takes: Mapping[str, Taken] | None = None,
        late: Callable[[str], bool] | None = None,
    ) -> None:
        self.leaf = Leaf()
        self._late = late
        self._acts = dict(acts)
        self._takes = dict(takes or {})
        self.leaf.param.watch(self._pressed, "pressed")
        self.leaf.param.watch(self._written, "written")

    def write(self, blocks: Iterable[Block], topic: str = "") -> None:
        """Show blocks."""
        self.leaf.write(blocks, topic)

    def _pressed(self, event: Any) -> None:
        press = Pressed.read(event.new)
        kind, _, rest = press.id.partition(":") if press else ("", "", "")
        act = self._acts.get(kind)
        if press is None or act is None:
            _LOG.warning("pressed what is not there: %.120r", event.new)
            return
        if self._late is not None and press.late(self.leaf.topic) and self._late(kind):
            return
        value = press.value if isinstance(press.value, str) else ON * press.value
        act(rest, value)

    def _written(self, event: Any) -> None:
        found = Written.read(event.new)
        kind, _, rest = found.id.partition(":") if found else ("", "", "")
        take = self._takes.get(kind)
        if found is None or take is None:
            _LOG.warning("written where nothing is: %.120r", event.new)
            return
        take(rest, found.text, found.name)
