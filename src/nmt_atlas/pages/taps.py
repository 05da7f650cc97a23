"""Who takes a click on the body."""

from __future__ import annotations

import logging
from collections.abc import Callable

from nmt_atlas.domain.picks import Pick

_LOG = logging.getLogger(__name__)


def nobody(_pick: Pick) -> bool:
    """Take no click."""
    return False


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
    """

    def __init__(self, otherwise: Callable[[Pick], None]) -> None:
        self.first: Callable[[Pick], bool] = nobody
        self.otherwise = otherwise

    def take(self, raw: object) -> None:
        """Take a click as the browser told it; what is no click is dropped and logged."""
        pick = Pick.read(raw)
        if pick is None:
            _LOG.warning("a click that could not be read: %.120r", raw)
        elif not self.first(pick):
            self.otherwise(pick)
