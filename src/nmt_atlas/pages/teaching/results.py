"""What is made of a class: tallies of all that was asked, a table, a lesson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nmt_atlas.domain.classroom.ballots import Ballot, counting
from nmt_atlas.domain.classroom.results import Round, as_csv, lesson_of
from nmt_atlas.domain.classroom.room import Live
from nmt_atlas.domain.classroom.tally import Tally, tally_of
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.questions import Answer
from nmt_atlas.domain.school.rights import NOT_ALLOWED
from nmt_atlas.pages.teaching.leading import Leading
from nmt_atlas.pages.teaching.told import weak_in
from nmt_atlas.viewer.sheets import SHEETS


def tallies_of(leading: Leading) -> tuple[Tally, ...]:
    """What the answers to each question that was asked come to; on the store's thread.

    A round that nobody has answered since is not counted again.
    """
    known, questions, held = leading.known, leading.hub.questions, leading.counted
    answers: defaultdict[int, list[Ballot]] = defaultdict(list)
    for ballot in known.ballots:
        answers[ballot.round].append(ballot)

    def tally(one: Round) -> Tally:
        live, given = _live(one), answers[one.number]

        def counted(answer: Answer) -> Sequence[str]:
            return questions.counted(live, answer, "en")

        return tally_of(live.question, counting(given), counted)

    for one in known.rounds:
        count = len(answers[one.number])
        if held.get(one.number, (-1, None))[0] != count:
            held[one.number] = count, tally(one)
    return tuple(held[one.number][1] for one in known.rounds)


def table_of(leading: Leading) -> str:
    """Every answer that counts as a table (CSV); its address. On the store's thread."""
    known, hub, language = leading.known, leading.hub, leading.visit.taste.language
    if not hub.rooms.owns(leading.visit.learner, leading.key):
        raise StoreError("refused: the results of a class.", public=NOT_ALLOWED)
    members = hub.rooms.members(leading.key.id)
    names = {one.id: one.name for one in members.values()}
    lives = {one.number: _live(one) for one in known.rounds}
    spoken, ballots = {}, counting(known.ballots)
    for ballot in ballots:
        live = lives.get(ballot.round)
        answer = live.question.read(ballot.answer) if live else None
        if live is not None and answer is not None:
            spoken[ballot.uid] = hub.questions.spoken(live, answer, language)
    text = as_csv(known.rounds, ballots, names, spoken)
    return SHEETS.put(f"class-{leading.key.code}.csv", text.encode("utf-8-sig"))


def learn(leading: Leading, tallies: Sequence[Tally]) -> None:
    """Open a lesson of what the class did not know."""
    visit, rounds = leading.visit, leading.known.rounds
    ident = f"class-{leading.key.code}"
    weak = weak_in(rounds, tallies)
    lesson = lesson_of(ident, leading.room.title, rounds, weak, visit.say)
    if lesson is not None:
        visit.library.lessons.hold(lesson)
        visit.go("lessons", lesson=ident)


def weak_parts(leading: Leading, tallies: Sequence[Tally]) -> tuple[str, ...]:
    """The parts that answer what the class did not know; on the store's thread."""
    rounds = leading.known.rounds
    asked = {one.asked.question.id: one for one in rounds}
    told = (
        leading.hub.questions.explained(_live(asked[ident])) for ident in weak_in(rounds, tallies)
    )
    return tuple(dict.fromkeys(part for view in told for part in view.selection))


def _live(one: Round) -> Live:
    """A question as it was before the class."""
    return Live(round=one.number, since=0, question=one.asked.question, view=one.asked.view)
