"""Every command stands once, and what it is asked by is its own."""

from __future__ import annotations

from collections import Counter

from nmt_atlas.pages.commands import COMMANDS, varying
from nmt_atlas.pages.visit import Visit


def test_ids_and_keys_are_given_once() -> None:
    ids = Counter(one.id for one in COMMANDS)
    assert max(ids.values()) == 1, ids.most_common(1)
    for before in (True, False):  # before a class keys have a second meaning
        asked = [one for one in COMMANDS if ("presenter" in one.places) == before]
        keys = Counter(one.key for one in asked if one.key)
        assert max(keys.values()) == 1, keys.most_common(1)


def test_what_can_be_done_is_done_and_the_rest_says_why_not(visit: Visit) -> None:
    for one in COMMANDS:
        why = one.refused(visit)
        if not why:
            one.run(visit)
        assert visit.say(why) or not why


def test_a_switch_is_on_once_it_was_done(visit: Visit) -> None:
    visit.select("piriformis-right")
    for one in COMMANDS:
        if one.on is not None and not one.refused(visit):
            before = one.on(visit)
            one.run(visit)
            chosen = one.id.startswith(("pen-color-", "pen-width-"))  # one of several
            assert one.on(visit) != before or chosen or one.id in ("isolate", "fade"), one.id


def test_rare_variants_are_shown_with_how_often_they_are_there(visit: Visit, monkeypatch) -> None:
    one = next(command for command in COMMANDS if command.id == "variants")
    assert one.refused(visit) == "This body has no rare variants."
    known = visit.body.context.index.structures[0]
    rare = known.model_copy(update={"usual": False, "of_hundred": (3, 8)})
    monkeypatch.setattr(varying, "_unusual", lambda _visit: [rare])
    assert not one.refused(visit)
    one.run(visit)
    assert visit.state.variants
    assert f"{known.name} (3 to 8 of 100 people)" in str(visit.notices)
    one.run(visit)
    assert not visit.state.variants
    assert "Rare variants are hidden." in str(visit.notices)
