"""Choose the muscle that is charted to send the painted pain."""

from __future__ import annotations

from nmt_atlas.domain.questions import Sent, SourceOfPain
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import one_of
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.bits import listed
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Fold, Text


def _blocks(asked: Asked[SourceOfPain]) -> list[Block]:
    names = asked.names
    labels = {point: names.muscle(point) for point in asked.choices}
    chosen = {asked.given.point} if isinstance(asked.given, Sent) else set()
    told = [_in_words(asked)] if asked.open else []
    return [*told, *one_of(asked, labels, chosen, asked.question.right)]


def _in_words(asked: Asked[SourceOfPain]) -> Fold:
    """What is painted, for those who do not see it."""
    say, names = asked.say, asked.names
    essential, spillover = Ground(asked.visit).regions_of(asked.question.target)
    inside = listed(dict.fromkeys(map(names.region, essential)), say)
    around = listed(dict.fromkeys(map(names.region, spillover)), say)
    lines = [say("Essential zone: {regions}.", regions=inside)] if inside else []
    lines += [say("Spillover: {regions}.", regions=around)] if around else []
    blocks = tuple(Text(runs=Rich.plain(line).runs) for line in lines)
    return Fold(title=say("What is painted, in words"), blocks=blocks)


WIDGET = Widget(_blocks)
