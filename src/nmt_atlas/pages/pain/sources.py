"""What a drawing leads to, as blocks: flags, notices, ranked sources, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nmt_atlas.domain.clue import SourceKind
from nmt_atlas.domain.found import Flag, Found
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.matching import PainSource
from nmt_atlas.domain.narrowing import MOVEMENT, Question
from nmt_atlas.domain.reasons import NOTICES, words_of
from nmt_atlas.library.words import point_title
from nmt_atlas.pages.bits import listed
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Fold,
    Heading,
    Ranked,
    Ranking,
    Text,
    Tone,
)

FIRST, ALL = 8, 30
"""So many sources are listed at first, and in all."""
FLAGS = 4
"""So many flags stand above the list; all stand below with their signs."""
FEW = 5
"""So many are shown to a client."""
FITS = (
    (0.5, mark("Fits well")),
    (0.3, mark("Fits in part")),
    (0.15, mark("Fits a little")),
    (0.0, mark("Hardly fits")),
)
"""What a match of at least so much is called."""
_FULL = 0.7
"""A match of so much fills the bar."""
URGENCY: Mapping[str, tuple[str, Tone]] = {
    "emergency": (mark("Call for help at once"), "emergency"),
    "same-day": (mark("Be seen the same day"), "caution"),
    "soon": (mark("See a physician soon"), "caution"),
}
_SORT: Mapping[SourceKind, str] = {
    "trigger-point": mark("Trigger point, {side}"),
    "nerve": mark("Nerve, {side}"),
    "root": mark("Nerve root, {side}"),
    "joint": mark("Joint, {side}"),
    "organ": mark("Organ"),
}
SIDES = {"right": mark("right"), "left": mark("left"), "midline": mark("middle")}
_EVIDENCE = {
    "charted": mark("charted"),
    "charted-by-few": mark("charted by few"),
    "inferred": mark("inferred, not charted"),
    "anatomy": mark("known from anatomy alone"),
}
_RARITY = {"common": mark("common"), "occasional": mark("occasional"), "rare": mark("rare")}
KINDS: Mapping[str, tuple[str, ...]] = {
    "trigger-point": ("trigger-point",),
    "nerve": ("nerve", "entrapment"),
    "root": ("dermatome",),
    "joint": ("origin",),
    "organ": ("origin",),
}
"""Sort of a source -> the kinds of its document."""


@dataclass(frozen=True)
class Shown:
    """What of an answer is shown on the body, and what a person has said.

    Attributes
    ----------
    on
        Keys of shown rows with their hue.
    more
        Whether all sources are listed.
    plain
        Whether it is written for a client.
    skipped
        Questions that are not asked again.
    answers
        How many were answered.
    """

    on: Mapping[str, str]
    more: bool = False
    plain: bool = False
    skipped: frozenset[str] = frozenset()
    answers: int = 0


def key_of(row: PainSource) -> str:
    """The key of a row: ``what.of.side``."""
    return f"{row.what}.{row.of}.{row.side}"


def document_of(visit: Visit, row: PainSource) -> tuple[str, str]:
    """Kind and id of the document of a row; empty where there is none."""
    for kind in KINDS[row.what]:
        if kind == "trigger-point" or row.id in visit.library.of(kind):
            return kind, row.id
    return "", ""


def name_of(visit: Visit, row: PainSource) -> str:
    """What a row is called in the visitor's language."""
    library = visit.library
    if row.trigger_point:
        return point_title(*library.trigger_points[row.trigger_point])
    kind, ident = document_of(visit, row)
    return str(getattr(library.of(kind)[ident], "name", row.id)) if kind else row.id


def results_blocks(visit: Visit, found: Found, shown: Shown) -> Iterator[Block]:
    """An answer: flags first, then the sources, then the questions."""
    say = visit.say
    yield from _flags(visit, found.flags, plain=shown.plain)
    for notice in found.notices:
        text = say(NOTICES[notice.code], value=notice.value)
        yield Text(runs=Rich.plain(text).runs, tone="info")
    if found.warnings:
        names = listed([name_of(visit, row) for row in found.warnings], say)
        text = say("Organs are felt here too: {names}. A warning, not an answer.", names=names)
        yield Text(runs=Rich.plain(text).runs, tone="caution")
    if not found.rows:
        return
    yield Heading(text=say("Where it may come from"), level=2, id="sources")
    yield from _said(visit, found, plain=shown.plain)
    yield _ranking(visit, found, shown)
    most = FEW if shown.plain else FIRST
    if len(found.rows) > most and not shown.plain:
        label = say("Show fewer") if shown.more else say("Show all {count}", count=len(found.rows))
        yield Buttons(buttons=(Button(id="more:", label=label),))
    yield from _questions(visit, found, shown)


def _flags(visit: Visit, flags: tuple[Flag, ...], *, plain: bool) -> Iterator[Block]:
    near = [one for one in flags if one.because != "always"]
    always = [one for one in flags if one.because == "always"]
    if near:
        yield Heading(text=visit.say("First ask about these"), level=2, id="flags")
    for flag in near[:FLAGS]:
        yield _flag(visit, flag, plain=plain, whole=plain)
    said = near[FLAGS:] if plain else near
    rest = tuple(_flag(visit, flag, plain=plain, whole=True) for flag in (*said, *always))
    if rest:
        title = visit.say("The signs, and what to do ({count})", count=len(rest))
        yield Fold(title=title, blocks=rest)


def _flag(visit: Visit, flag: Flag, *, plain: bool, whole: bool) -> Text:
    """A flag by its urgency and name; ``whole`` with its signs and what to do."""
    one = visit.library.conditions.get(flag.id)
    urgency, tone = URGENCY[flag.urgency]
    words = flag.client if plain else flag.words
    if one is not None:
        words = one.client if plain else one.summary.text
    head = Rich.bold(f"{visit.say(urgency)}: ")
    name = Rich() if plain else Rich.plain(f"{one.name if one else flag.name}. ")
    return Text(runs=(head + name + (words if whole else "")).runs, tone=tone)


def _said(visit: Visit, found: Found, *, plain: bool) -> Iterator[Block]:
    """What is to be known before the list is read."""
    say = visit.say
    if plain:
        words = say("These can send pain there. Pressing on the right one feels familiar.")
    else:
        words = say("The bar shows how well each fits the drawing. It is no probability.")
    yield Text(runs=Rich.plain(words).runs, tone="quiet")
    if found.together and not plain:
        rows = {(row.what, row.of, row.side): row for row in found.rows}
        named = [rows[key] for key in found.together.sources if key in rows]
        names = listed([_with_side(visit, row) for row in named], say)
        words = say("No single source explains all of it. Together these do better: {names}.",
                    names=names)  # fmt: skip
        both = Button(id="together:", label=say("Show them together"))
        yield Text(runs=Rich.plain(words).runs, tone="info")
        yield Buttons(buttons=(both,))


def _with_side(visit: Visit, row: PainSource) -> str:
    return f"{name_of(visit, row)} ({visit.say(SIDES[row.side])})"


def _ranking(visit: Visit, found: Found, shown: Shown) -> Ranking:
    most = FEW if shown.plain else ALL if shown.more else FIRST
    rows = tuple(_ranked(visit, row, shown) for row in found.rows[:most])
    return Ranking(
        id="ranking", label=visit.say("Where it may come from"), why=visit.say("Why"), rows=rows
    )


def fits(match: float) -> str:
    """What a match is called (an English text)."""
    return next(words for least, words in FITS if match >= least)


def _ranked(visit: Visit, row: PainSource, shown: Shown) -> Ranked:
    say, key = visit.say, key_of(row)
    rank = f"{row.rank}" + ("=" if row.tied else ".")
    chips = [say(_EVIDENCE[row.evidence]), say(_RARITY[row.rarity])]
    if row.tied:
        chips.append(say("tied: cannot be told apart"))
    notes = [words_of(reason, say) for reason in row.reasons]
    phenomena = _phenomena(visit, row)
    if phenomena:
        notes.append(say("Then also: {words}", words=phenomena))
    on = key in shown.on
    buttons = [Button(id=f"beside:{key}", label=say("Compare"), on=on and len(shown.on) > 1)]
    if _client_words(visit, row):
        buttons.append(Button(id=f"handout:{key}", label=say("Handout")))
    buttons.append(Button(id=f"read:{key}", label=say("Read")))
    plain = _client_words(visit, row)
    return Ranked(
        id=key,
        rank="" if shown.plain else rank,
        label=_plain_name(visit, row) if shown.plain else name_of(visit, row),
        hint=say(_SORT[row.what], side=say(SIDES[row.side])),
        bar=min(1.0, row.match / _FULL),
        says=say(fits(row.match)),
        chips=() if shown.plain else tuple(chips),
        notes=((plain,) if plain else ()) if shown.plain else tuple(notes),
        color=shown.on.get(key, ""),
        on=on,
        buttons=tuple(buttons[1:2] if shown.plain else buttons),
    )


def _phenomena(visit: Visit, row: PainSource) -> str:
    if row.trigger_point:
        return visit.library.trigger_point(row.trigger_point).phenomena
    return row.phenomena


def _client_words(visit: Visit, row: PainSource) -> str:
    muscle = visit.library.muscles.get(row.muscle)
    return muscle.client if muscle else ""


def _plain_name(visit: Visit, row: PainSource) -> str:
    muscle = visit.library.muscles.get(row.muscle)
    return muscle.name if muscle else name_of(visit, row)


# Questions


def asked(visit: Visit, question: Question) -> tuple[str, str]:
    """A question and why it is asked, in the visitor's language."""
    clue = visit.library.clues.get(question.id)
    if clue is not None:
        return clue.asks, clue.why.text
    values = {name: text.partition(":")[0] for name, text in question.values.items()}
    return visit.say(MOVEMENT, **values), visit.say(question.why)


def _questions(visit: Visit, found: Found, shown: Shown) -> Iterator[Block]:
    say = visit.say
    open_ = [one for one in found.questions if one.id not in shown.skipped]
    if not open_ and not shown.answers:
        return
    yield Heading(text=say("Questions that tell them apart"), level=2, id="questions")
    if shown.answers:
        again = Button(id="unanswer:", label=say("Take my answers back"))
        yield Buttons(buttons=(again,))
    for one in open_:
        words, why = asked(visit, one)
        yield Text(runs=Rich.bold(words).runs)
        if not shown.plain:
            yield Text(runs=Rich.plain(why).runs, tone="quiet")
        buttons = (
            Button(id=f"yes:{one.id}", label=say("Yes"), told=f"{say('Yes')}: {words}"),
            Button(id=f"no:{one.id}", label=say("No"), told=f"{say('No')}: {words}"),
            Button(id=f"skip:{one.id}", label=say("Skip"), told=f"{say('Skip')}: {words}"),
        )
        yield Buttons(id=f"q-{one.id}", label=words, buttons=buttons)
