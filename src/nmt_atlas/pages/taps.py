"""Who takes a click on the body."""

from __future__ import annotations

import logging
from collections.abc import Callable

from nmt_atlas.domain.picks import Enclosed, Pick

_LOG = logging.getLogger(__name__)


def nobody(_pick: Pick) -> bool:
    """Take no click."""
    return False


def nothing(_found: Enclosed) -> None:
    """Take no rectangle."""


class Taps:
    """Gives each click to the open page first; what that leaves acts as everywhere.

    Attributes
    ----------
    first
        Asked first: True where it has taken the click.

    Parameters
    ----------
    otherwise
        Given the clicks that nobody took.
    several
        Given the parts of each rectangle that was drawn.
    """

    def __init__(
        self,
        otherwise: Callable[[Pick], None],
        several: Callable[[Enclosed], None] = nothing,
    ) -> None:
        self.first: Callable[[Pick], bool] = nobody
        self.otherwise = otherwise
        self.several = several

    def take(self, raw: object) -> None:
        """Take a click as the browser told it; what is no click is dropped and logged."""
        pick = Pick.read(raw)
        if pick is None:
            _LOG.warning("a click that could not be read: %.120r", raw)
        elif not self.first(pick):
            self.otherwise(pick)

    def enclose(self, raw: object) -> None:
        """Take a rectangle as the browser told it."""
        found = Enclosed.read(raw)
        if found is None:
            _LOG.warning("a rectangle that could not be read: %.120r", raw)
        else:
            self.several(found)
