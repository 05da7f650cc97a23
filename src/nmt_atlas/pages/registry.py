"""Every page, in the order in which the bar shows them."""

from __future__ import annotations

from nmt_atlas.pages.page import Page

PAGES: tuple[type[Page], ...] = ()
"""A new page is one file and one name here."""
