"""Every page, in the order in which the bar shows them; the first opens by itself."""

from __future__ import annotations

from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.library_page import LibraryPage
from nmt_atlas.pages.nerves import NervesPage
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.review import ReviewPage

PAGES: tuple[type[Page], ...] = (ExplorePage, NervesPage, LibraryPage, LessonsPage, ReviewPage)
"""A new page is one file and one name here."""
