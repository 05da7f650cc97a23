"""A zone reaches every region that it names, and leaks into none that it does not.

A zone may run a little over the borders of its regions. It may not reach regions that none of
its own borders on, nor run far from an arm to the trunk or from one finger to the next, nor lie
on the other side of the body. A spillover zone shows beside the essential one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.referral import TriggerPoint, Zone
from nmt_atlas.domain.region import Region, chain_of
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import DIGITS, Geometry, ZoneShares

RULE = "zone-leaks"

REACHED = 0.02
"""Least share of a zone in each region that it names."""
FAR = 0.03
"""Most share of a zone in a region that none of its own borders on."""
NEXT = 0.5
"""Most share in one bordering region of the same part of the body."""
NEXT_PART = 0.25
"""Most share in one bordering region of another part of the body (arm and trunk)."""
NEXT_DIGIT = 0.1
"""Most share on a finger or toe beside those that the strokes name."""
ANY_DIGIT = 0.15
"""Most share on a finger or toe where the strokes name none."""
OTHER_SIDE = 0.67
"""Most share beyond the midline (zones over the midline lie on both sides)."""
HIDDEN = 0.8
"""Most share of a spillover zone that essential ones cover."""

_OF_DIGITS = {"thumb": "thumb", "great_toe": "big-toe"}


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Paint every zone on the built body's skin and look where it lies."""
    if geometry is None:
        return
    for file, start, point, zone in library.zones:
        try:
            faults = tuple(_faults(library, geometry, point, zone))
        except AtlasError as error:
            found = f"strokes that cannot be painted ({error.what})"
            faults = ((found, "places that the skin map has"),)
        for found, expected in faults:
            yield Problem(file, f"{start}/strokes", found, expected, RULE)


def _faults(
    library: Library, geometry: Geometry, point: TriggerPoint, zone: Zone
) -> Iterator[tuple[str, str]]:
    shares = geometry.shares(zone)
    own = _own(zone, library.regions)
    yield from _unreached(zone, shares, library.regions)
    yield from _leaks(shares, own, geometry.borders(), library.regions)
    yield from _between_digits(zone, shares, own)
    first = library.regions.get(zone.regions[0])
    if zone.side != "both" and first and first.paired and shares.other_side > OTHER_SIDE:
        found = f"{shares.other_side:.0%} of the zone on the other side"
        yield found, f"strokes on the {zone.side} side, or the side that they are on"
    essential = [one for one in point.zones if one.kind == "essential"]
    if zone.kind == "spillover" and essential:
        hidden = geometry.covered(zone, essential)
        if hidden > HIDDEN:
            found = f"a spillover of which {hidden:.0%} lies under the essential zone"
            yield found, "a spillover that goes beyond the essential zone, or none"


def _own(zone: Zone, regions: Mapping[str, Region]) -> frozenset[str]:
    """The regions that a zone names, with their parts and what they are part of."""
    named = set(zone.regions)
    return frozenset(one for one in regions if named & {*chain_of(one, regions)}) | named.union(
        *(chain_of(one, regions) for one in named)
    )


def _unreached(
    zone: Zone, shares: ZoneShares, regions: Mapping[str, Region]
) -> Iterator[tuple[str, str]]:
    for name in zone.regions:
        share = sum(part for one, part in shares.regions.items() if name in chain_of(one, regions))
        if share < REACHED:
            yield f"{share:.1%} of the zone in “{name}”", f"strokes that reach {name}, or no {name}"


def _leaks(
    shares: ZoneShares,
    own: frozenset[str],
    borders: Mapping[str, frozenset[str]],
    regions: Mapping[str, Region],
) -> Iterator[tuple[str, str]]:
    near = frozenset[str]().union(*(borders.get(one, frozenset()) for one in own))
    parts = {regions[one].group for one in own if one in regions}
    for name, share in shares.regions.items():
        if name in own:
            continue
        most = FAR
        if name in near:
            most = NEXT if name in regions and regions[name].group in parts else NEXT_PART
        if share > most:
            found = f"{share:.0%} of the zone in “{name}”"
            yield found, f"at most {most:.0%} there, or “{name}” among its regions"


def _between_digits(
    zone: Zone, shares: ZoneShares, own: frozenset[str]
) -> Iterator[tuple[str, str]]:
    anchors = [anchor for stroke in zone.strokes for anchor in stroke.through]
    named = {name for name in DIGITS if any(anchor.startswith(name) for anchor in anchors)}
    meant = named | {digit for region, digit in _OF_DIGITS.items() if region in own}
    most = NEXT_DIGIT if named else ANY_DIGIT
    for name, share in shares.digits.items():
        if name not in meant and share > most:
            found = f"{share:.0%} of the zone on the {name.replace('-', ' ')}"
            yield found, f"at most {most:.0%} there, or a stroke that names it"
