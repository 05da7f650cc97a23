"""Every page, in the order in which the rail shows them; the first opens by itself."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.pages.assess import AssessPage
from nmt_atlas.pages.assigning.page import WorkPage
from nmt_atlas.pages.authoring.page import AuthoringPage
from nmt_atlas.pages.body_list import BodyListPage
from nmt_atlas.pages.cases import CasesPage
from nmt_atlas.pages.client import ClientPage
from nmt_atlas.pages.comparing import ComparingPage
from nmt_atlas.pages.decks import DecksPage
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.library_page import LibraryPage
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.pain import PainPage
from nmt_atlas.pages.review import ReviewPage
from nmt_atlas.pages.share_page import SharePage
from nmt_atlas.pages.stories import StoriesPage
from nmt_atlas.pages.teaching.page import ClassPage

PAGES: tuple[type[Page], ...] = (
    ExplorePage,
    PainPage,
    AssessPage,
    CasesPage,
    LibraryPage,
    StoriesPage,
    SharePage,
    LessonsPage,
    ReviewPage,
    ClassPage,
    AuthoringPage,
    ComparingPage,
    DecksPage,
    ClientPage,
    BodyListPage,
    WorkPage,
)
"""A new page is one file and one name here."""

MOVED: Mapping[str, str] = {"nerves": ExplorePage.id}
"""Pages of old links -> where what they showed is now."""
