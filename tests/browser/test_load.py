"""Loading the whole app: links open what they name, every time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from house import House, Person

pytestmark = pytest.mark.browser

LESSON = "tension-headache"

LINKS: dict[str, tuple[str, Callable[[House], str]]] = {
    "lesson": (
        f"?page=lessons&lesson={LESSON}",
        lambda house: house.atlas.library.lesson(LESSON).title,
    ),
    "nerve": (
        "?page=nerves&nerve=median-nerve:right",
        lambda house: house.atlas.library.nerve("median-nerve").latin,
    ),
    "library": (
        "?page=library&doc=muscle/piriformis",
        lambda house: house.atlas.library.muscles["piriformis"].name,
    ),
    "muscle": (
        "?selection=piriformis-right",
        lambda house: house.atlas.library.muscles["piriformis"].name,
    ),
}


def opens(person: Person, link: str, times: int) -> None:
    """A link shows beside the body what it names, each time."""
    search, title = LINKS[link]
    for _ in range(times):
        person.page.goto(person.house.url + search)
        panels = person.page.get_by_role("region").or_(person.page.get_by_role("complementary"))
        text = panels.get_by_text(title(person.house))
        text.first.wait_for(timeout=60_000)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_what_it_names(person: Person, link: str) -> None:
    opens(person, link, 1)


@pytest.mark.release
@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_what_it_names_every_time(person: Person, link: str) -> None:
    opens(person, link, 20)
