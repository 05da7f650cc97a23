"""What a class has come to, as blocks: the open question, its answers, all that was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nmt_atlas.domain.classroom.results import Round
from nmt_atlas.domain.classroom.tally import Tally, unknown
from nmt_atlas.domain.language import Say
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.teaching.leading import Leading
from nmt_atlas.viewer.leaf import Bar, Bars, Block, Button, Buttons, Heading, Text

_LONG = 90


def question_blocks(leading: Leading, say: Say) -> Iterator[Block]:
    """The question before the class, with what came back and what can be done about it."""
    live, tally = leading.question, leading.known.tally or Tally()
    if live is None:
        return
    yield Heading(text=live.question.prompt, level=3, id="question")
    answered = say("Answered: {count} of {present}", count=tally.answered,
                   present=max(leading.present, tally.answered))  # fmt: skip
    yield Text(runs=Rich.plain(answered).runs, id="answered")
    if live.phase == "open":
        reveal = Button(id="reveal:", label=say("Reveal the answer"), main=True)
        close = Button(id="close:", label=say("Take it back"))
        yield Buttons(id="asked", label=say("The question"), buttons=(reveal, close))
        return
    yield from tally_blocks(tally, say)
    yield Text(runs=Rich.plain(live.question.explanation).runs, tone="info")
    again = Button(id="again:", label=say("Vote again"))
    close = Button(id="close:", label=say("End the question"), main=True)
    yield Buttons(id="asked", label=say("The question"), buttons=(close, again))


def tally_blocks(tally: Tally, say: Say) -> Iterator[Block]:
    """How many answered rightly, and what was answered."""
    words = say("{right} right, {partly} partly, {wrong} wrong", right=tally.right,
                partly=tally.partly, wrong=tally.wrong)  # fmt: skip
    yield Text(runs=Rich.plain(words).runs)
    if not tally.rows:
        return
    most = max(one.count for one in tally.rows)
    bars = tuple(
        Bar(
            label=f"✓ {one.label}" if one.right else one.label,
            share=one.count / most,
            text=say.number(one.count),
        )
        for one in tally.rows
    )
    yield Bars(label=say("Answers"), bars=bars)


def so_far(rounds: Sequence[Round], tallies: Sequence[Tally], say: Say) -> Iterator[Block]:
    """What was asked, how it was answered, and what can be made of it."""
    if not rounds:
        yield Text(runs=Rich.plain(say("Nothing was asked yet.")).runs, tone="quiet")
        return
    bars = tuple(
        Bar(
            label=_short(one.asked.question.prompt),
            share=tally.mean,
            text=say("{percent} % of {count}", percent=round(100 * tally.mean),
                     count=tally.answered),
        )
        for one, tally in zip(rounds, tallies, strict=False)
    )  # fmt: skip
    yield Bars(label=say("Questions so far"), bars=bars)
    weak = weak_in(rounds, tallies)
    if weak:
        prompts = {one.asked.question.id: one.asked.question.prompt for one in rounds}
        yield Heading(text=say("What the class does not know yet"), level=4)
        for ident in weak:
            yield Text(runs=Rich.plain(prompts[ident]).runs)
    made = Button(id="learn:", label=say("Make a lesson of it"), main=True, off=not weak)
    where = Button(id="weak:", label=say("Show it on the body"), off=not weak)
    table = Button(id="table:", label=say("Results as a table (CSV)"))
    yield Buttons(id="results", label=say("Results"), buttons=(made, where, table))


def weak_in(rounds: Sequence[Round], tallies: Sequence[Tally]) -> tuple[str, ...]:
    """The questions (ids) that the class did not know."""
    pairs = zip(rounds, tallies, strict=False)
    return unknown((one.asked.question.id, tally) for one, tally in pairs)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
