"""Whoever a question is put to: what it looks up for them."""

from __future__ import annotations

from typing import Protocol

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.taste import Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library


class Reader(Protocol):
    """A visitor, or a class that reads in one language."""

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        ...

    @property
    def library(self) -> Library:
        """Every document in the reader's language."""
        ...

    @property
    def say(self) -> Say:
        """Texts of the interface in the reader's language."""
        ...

    @property
    def state(self) -> ViewState:
        """What is shown."""
        ...

    @property
    def taste(self) -> Taste:
        """How they read."""
        ...
