"""Study tools: two muscles side by side, cards of any list, reading aloud."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from seen import text_on

from nmt_atlas.domain.note import Kept
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.comparing import ComparingPage
from nmt_atlas.pages.decks import DecksPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings

COMMAND = {one.id: one for one in COMMANDS}


def test_two_muscles_are_compared_in_words_and_hues(visit: Visit) -> None:
    page = ComparingPage(visit)
    assert "Name two muscles" in text_on(page.left)
    assert page.restore({"one": "piriformis", "two": "nobody"})
    assert page.restore({"one": "piriformis", "two": "gluteus-medius"}) == ()
    page.enter()
    text = text_on(page.left)
    assert "Piriformis and Gluteus Medius" in text
    assert visit.state.selection == ("piriformis-right", "gluteus-medius-right")
    hues = {part: hue for part, hue, _ in visit.view.beside.tints}
    assert len(set(hues.values())) == 2
    points = {point for part in visit.state.selection for point, _ in visit.body.points_of(part)}
    assert {tag.partition(":")[0] for tag in visit.state.overlay} == points
    page.look("place")
    assert visit.state.overlay == ()
    assert page.address() == {"one": "piriformis", "two": "gluteus-medius"}
    page.left.pressed = {"n": 1, "id": "swap:", "value": True}
    assert page.address() == {"one": "gluteus-medius", "two": "piriformis"}
    page.leave()
    assert visit.view.beside.tints == ()


def test_what_is_selected_is_compared(visit: Visit) -> None:
    went: list[tuple[str, dict[str, str]]] = []
    visit.opener = lambda page, keys: went.append((page, dict(keys)))
    visit.view.change(selection=("gluteus-medius-left", "piriformis-right", "sacrum"))
    COMMAND["compare"].run(visit)
    assert went == [("compare", {"one": "gluteus-medius", "two": "piriformis"})]


def test_aloud_is_read_where_there_is_a_voice(visit: Visit) -> None:
    command = COMMAND["read-aloud"]
    assert command.refused(visit)
    visit.has_voice = True
    assert not command.refused(visit)
    command.run(visit)
    assert visit.spoken == 1


@pytest.fixture
def deck(visit: Visit) -> DecksPage:
    page = DecksPage(visit)
    assert page.left is not None
    page.enter()
    return page


def test_cards_are_of_what_is_selected_or_found(deck: DecksPage) -> None:
    visit = deck.visit
    assert deck.structures == ()
    assert "Select something on the body" in text_on(deck.left)
    visit.view.change(selection=("piriformis-right", "piriformis-left", "sacrum"))
    deck.refresh()
    assert deck.structures == ("piriformis", "sacrum")
    deck.left.pressed = {"n": 1, "id": "list:", "value": "search"}
    assert deck.structures == ()
    deck.left.pressed = {"n": 2, "id": "find:ask", "value": "gluteus"}
    assert deck.structures == ("gluteus-medius",)
    assert deck.address() == {"list": "search"}


def test_cards_are_of_favourites_and_collections(deck: DecksPage) -> None:
    visit = deck.visit
    kept = (
        Kept(id="a" * 12, sort="favourite", document="muscle/piriformis", collection="Hip"),
        Kept(id="b" * 12, sort="note", name="Mine", part="sacrum", collection="Hip"),
        Kept(id="c" * 12, sort="favourite", document="nothing/there"),
    )
    Jottings(visit.store.database).keep(visit.learner, kept, visit.clock())
    deck.enter()
    assert deck.restore({"list": "favourites"}) == ()
    assert deck.structures == ("piriformis",)
    deck.restore({"list": "in:Hip"})
    assert set(deck.structures) == {"piriformis", "sacrum"}


def test_cards_are_practised_and_taken_away(
    deck: DecksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = deck.visit
    went: list[dict[str, str]] = []
    visit.opener = lambda _page, keys: went.append(dict(keys))
    visit.view.change(selection=("piriformis-right", "gluteus-medius-right"))
    deck.refresh()
    deck.left.pressed = {"n": 1, "id": "practise:", "value": True}
    assert went[0]["lesson"].startswith("quiz-parts-piriformis-and-gluteus-medius-20-")
    asked: list[tuple[Any, ...]] = []

    def at_once(job: Callable[..., Any], *args: Any) -> Future[Any]:
        asked.append(args)
        done: Future[Any] = Future()
        done.set_result(job(visit.atlas, args[0], args[1], False))
        return done

    monkeypatch.setattr(visit.atlas.pictures, "later", at_once)
    deck.left.pressed = {"n": 2, "id": "anki:", "value": True}
    assert asked == [("quiz-parts-piriformis-and-gluteus-medius-20-1", "en", True)]
    (link,) = [one["href"] for one in deck.left.blocks if one["kind"] == "file"]
    assert link.endswith("/nmt-atlas.apkg")
