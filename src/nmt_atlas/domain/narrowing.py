"""Questions that best tell the remaining sources apart, and what the answers change.

What a question is worth is the information that its answer is expected to give about which source
it is, with the matches as weights. Those weights order questions and nothing more: they are no
probabilities. A yes is taken to be three times as likely from a source that the question speaks
for as from one that it does not; nobody has measured that for most of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.clue import Clue, ClueKind
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.matching import PainSource, Reason, Told, ranked

Answer = Literal["yes", "no"]

AT_MOST = 5
AMONG = 12
"""How many of the first rows are told apart."""

YES = 0.75
NO = 0.25
"""How likely a yes is from a source that a question speaks for, and from one that it does not."""

AGAINST = 0.6
"""What an answer against a source leaves of its match."""

OF_MOVEMENT = "does:"
"""How the id of a question begins that asks about a movement of single muscles."""

LEAST = 0.02
"""Questions that are expected to give less (bits) are not asked."""

MOVEMENT = mark("Does {movement} of the {joint} against resistance bring it on?")
MOVEMENT_WHY = mark("It loads the muscles that move so, and spares the others.")

Moves = Mapping[str, frozenset[tuple[str, str]]]
"""Muscle -> its movements: joint and movement, in the words of its document."""


class Question(Frozen):
    """A question that is worth asking.

    Attributes
    ----------
    id
        The clue's id, or ``does:<joint>:<movement>`` for a movement of single muscles.
    kind
        What it asks about.
    asks, values
        The question, for ``say``, with what goes into its blanks.
    why
        Why it tells them apart.
    speaks_for
        What a yes speaks for among the first rows (ids of muscles, nerves, roots, joints).
    bits
        The information that its answer is expected to give.
    sources
        What it stands on.
    """

    id: str
    kind: ClueKind
    asks: str
    values: Mapping[str, str] = Field(default_factory=dict)
    why: str
    speaks_for: tuple[str, ...]
    bits: float
    sources: tuple[str, ...] = ()


def questions(
    rows: Sequence[PainSource],
    clues: Sequence[Clue],
    moves: Moves,
    answers: Mapping[str, Answer] | None = None,
) -> tuple[Question, ...]:
    """Up to five questions, the most telling first; none where nothing is left to tell apart.

    Parameters
    ----------
    rows
        Ranked rows.
    clues
        The documents of questions.
    moves
        What muscles do.
    answers
        What was answered (or skipped: any id with any answer) is not asked again.
    """
    first = _apart(rows)
    if len(first) < 2:
        return ()
    known = set(answers or {})
    asked = [
        one for one in (*_of_clues(first, clues), *_of_moves(first, moves)) if one.id not in known
    ]
    asked.sort(key=lambda one: (-one.bits, one.id.startswith(OF_MOVEMENT)))
    found: list[Question] = []
    split: set[frozenset[str]] = set()
    everyone = frozenset(row.of for row in first)
    for one in asked:
        halves = frozenset(one.speaks_for)
        if halves in split or everyone - halves in split:
            continue
        split.add(halves)
        found.append(one)
        if len(found) == AT_MOST:
            break
    return tuple(found)


def _apart(rows: Sequence[PainSource]) -> list[PainSource]:
    """The first rows, once for both sides."""
    found: dict[tuple[str, str], PainSource] = {}
    for row in rows:
        found.setdefault((row.what, row.of), row)
        if len(found) == AMONG:
            break
    return list(found.values())


def _of_clues(rows: Sequence[PainSource], clues: Sequence[Clue]) -> list[Question]:
    found = []
    for clue in clues:
        yes = [clue.speaks_for(row.what, row.of) for row in rows]
        bits = information(rows, yes)
        if bits < LEAST:
            continue
        found.append(
            Question(
                id=clue.id,
                kind=clue.kind,
                asks=clue.asks,
                why=clue.why.text,
                speaks_for=_named(rows, yes),
                bits=bits,
                sources=clue.sources,
            )
        )
    return found


def _of_moves(rows: Sequence[PainSource], moves: Moves) -> list[Question]:
    every = {move for row in rows if row.what == "trigger-point" for move in moves.get(row.of, ())}
    found = []
    for joint, movement in sorted(every):
        yes = [(joint, movement) in moves.get(row.of, ()) for row in rows]
        bits = information(rows, yes)
        if bits < LEAST:
            continue
        found.append(
            Question(
                id=f"{OF_MOVEMENT}{joint}:{movement}",
                kind="movement",
                asks=MOVEMENT,
                values={"joint": joint, "movement": movement},
                why=MOVEMENT_WHY,
                speaks_for=_named(rows, yes),
                bits=bits,
            )
        )
    return found


def _named(rows: Sequence[PainSource], yes: Sequence[bool]) -> tuple[str, ...]:
    return tuple(row.of for row, says in zip(rows, yes, strict=True) if says)


def information(rows: Sequence[PainSource], yes: Sequence[bool]) -> float:
    """The information (bits) that an answer is expected to give, with matches as weights."""
    total = sum(row.match for row in rows)
    if total <= 0 or all(yes) or not any(yes):
        return 0.0
    said = sum(
        row.match / total * (YES if says else NO) for row, says in zip(rows, yes, strict=True)
    )
    return round(_entropy(said) - _entropy(YES), 4)


def _entropy(share: float) -> float:
    if share <= 0 or share >= 1:
        return 0.0
    return -share * log2(share) - (1 - share) * log2(1 - share)


def speaks(row: PainSource, question: str, clues: Mapping[str, Clue], moves: Moves) -> bool | None:
    """Whether a yes to a question speaks for a row; None for a question that is not known."""
    if question in clues:
        return clues[question].speaks_for(row.what, row.of)
    start, _, rest = question.partition(":")
    joint, _, movement = rest.partition(":")
    return (joint, movement) in moves.get(row.of, ()) if start == "does" else None


def answered(
    rows: Sequence[PainSource],
    answers: Mapping[str, Answer],
    clues: Mapping[str, Clue],
    moves: Moves,
    told: Told,
) -> tuple[tuple[PainSource, ...], bool]:
    """The rows as answers order them, and whether the answers speak against each other.

    They do where none of the rows that lead fits every answer though each answer fits some.
    """
    found, fits = [], []
    for row in rows:
        agree = [_agrees(row, asked, said, clues, moves) for asked, said in answers.items()]
        against = agree.count(False)
        reasons = row.reasons
        if agree.count(True):
            reasons = (*reasons, Reason(code="answer-for"))
        if against:
            reasons = (*reasons, Reason(code="answer-against"))
        match = round(row.match * AGAINST**against, 3)
        found.append(row.model_copy(update={"match": match, "reasons": reasons}))
        fits.append(agree)
    leading = fits[:AMONG]
    each = all(any(one[at] is not False for one in leading) for at in range(len(answers)))
    disagree = len(answers) > 1 and each and not any(False not in one for one in leading)
    return ranked([(row, 1.0) for row in found], told, len(found)), disagree


def _agrees(
    row: PainSource, asked: str, said: Answer, clues: Mapping[str, Clue], moves: Moves
) -> bool | None:
    speaks_for = speaks(row, asked, clues, moves)
    return None if speaks_for is None else speaks_for == (said == "yes")
