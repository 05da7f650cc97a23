"""Two muscles side by side, thing by thing."""

from __future__ import annotations

from nmt_atlas.domain.comparing import compare
from nmt_atlas.domain.decks import MOST, structures_of
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.library import Library


def test_rows_tell_what_each_has_and_what_both_have(library: Library) -> None:
    one, other = library.muscles["piriformis"], library.muscles["gluteus-medius"]
    regions = {region.id: region.name for region in library.regions.values()}
    rows = {row.label: row for row in compare(one, other, regions, ENGLISH.say)}
    pain = rows["Pain, essential"]
    zones = [zone for at in one.trigger_points for zone in at.zones if zone.kind == "essential"]
    assert pain.what == "pain"
    assert pain.cells[0] == tuple(dict.fromkeys(regions[r] for zone in zones for r in zone.regions))
    assert rows["Origin"].cells == ((one.origin.text,), (other.origin.text,))
    nerve = rows["Nerve"]
    assert set(nerve.shared) == set(nerve.cells[0]) & set(nerve.cells[1])
    same = compare(one, one, regions, ENGLISH.say)
    assert all(row.shared == row.cells[0] == row.cells[1] for row in same)


def test_a_deck_holds_each_structure_once_and_not_too_many() -> None:
    def look_up(kind: str, ident: str, /) -> tuple[str, ...]:
        return {"muscle": (ident, "shared"), "story": ()}.get(kind, (ident,))

    listed = [("muscle", "a"), ("story", "s"), ("structure", "a"), ("muscle", "b")]
    assert structures_of(listed, look_up) == ("a", "shared", "b")
    many = [("structure", f"s{n}") for n in range(2 * MOST)]
    assert len(structures_of(many, look_up)) == MOST
