"""How a class's questions are put and judged, for light screens: the same blocks as in lessons."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from typing import Any

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.atlas.beside import Beside
from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.classroom.questions import Blocks, Pressed
from nmt_atlas.domain.classroom.drafting import Drafting
from nmt_atlas.domain.classroom.plan import Notes, notes_of
from nmt_atlas.domain.classroom.room import Live, Room
from nmt_atlas.domain.classroom.speech import Held, Press, vertices_of
from nmt_atlas.domain.classroom.tally import band
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.questions import (
    Answer,
    BaseQuestion,
    ChooseReferral,
    PaintedArea,
    PlacePoint,
    Verdict,
)
from nmt_atlas.domain.taste import Language, Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.words import fold
from nmt_atlas.pages.asking import ASKING, Asked
from nmt_atlas.pages.asking.asked import Brush
from nmt_atlas.pages.asking.ground import Ground, InWords
from nmt_atlas.pages.lesson_step import OUTCOMES
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Text, wire

_SUGGESTED = 12
_PATIENCE = 2.0
"""Seconds that a picture is waited for; without it a choice is told in words."""


@dataclass(frozen=True)
class ClassReader:
    """Who reads in a class: one language, one body, one view for everybody."""

    atlas: Atlas
    taste: Taste
    state: ViewState

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        return self.atlas.body(self.state.body)

    @property
    def library(self) -> Library:
        """Every document in their language."""
        return self.atlas.library.in_language(self.taste.language)

    @property
    def say(self) -> Say:
        """Texts of the interface in their language."""
        return self.atlas.library.catalogue(self.taste.language).say


class Putting:
    """The :class:`~nmt_atlas.classroom.questions.Questions` of an atlas.

    Parameters
    ----------
    atlas
        The documents with their bodies.
    """

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas

    def say(self, language: str) -> Say:
        """Texts of the interface in a language."""
        return self._atlas.library.catalogue(language).say

    def put(self, live: Live, held: Held, language: str) -> Blocks:
        """The controls of an open question."""
        asked = self._asked(live, held, language)
        return [wire(block) for block in ASKING[type(live.question)].blocks(asked)]

    def press(self, live: Live, press: Press, language: str) -> Pressed:
        """What a press of a control comes to."""
        value = press.value if isinstance(press.value, str) else "on" * press.value
        held = _wielded(press.held, press.id, value)
        drafting = self._drafting(live, language)
        done = drafting.press(held, press.id, value, vertices_of(press.painted))
        return Pressed(done.held, done.answer, done.told)

    def tap(self, live: Live, pick: Pick) -> Answer | None:
        """The answer that a click on the body gives; None where it is none."""
        found: Answer | None = live.question.from_tap(pick)
        return found

    def grade(self, live: Live, answer: Answer) -> Verdict:
        """The verdict on an answer."""
        return live.question.grade(answer, self._ground(live))

    def spoken(self, live: Live, answer: Answer, language: str) -> str:
        """What was answered, in a sentence."""
        reader = self._reader(live, language)
        if isinstance(answer, PaintedArea) and answer.area:
            return reader.say("You painted on the skin.")
        return live.question.spoken(answer, InWords(reader), reader.say)

    def verdict(self, live: Live, answer: Answer | None, language: str) -> Blocks:
        """What is told when the answer is revealed."""
        reader = self._reader(live, language)
        asked = replace(self._asked(live, Held(), language), given=answer, open=False)
        there = ASKING[type(live.question)].blocks(asked)
        return [
            wire(one)
            for one in (
                *outcome_of(live.question, answer, reader),
                *there,
                Text(runs=Rich.plain(live.question.explanation).runs),
            )
        ]

    def counted(self, live: Live, answer: Answer, language: str) -> Sequence[str]:
        """What an answer is counted as."""
        reader = self._reader(live, language)
        return counted_as(live.question, answer, reader)

    def explained(self, live: Live) -> ViewState:
        """What the body shows when the answer is revealed."""
        asks = live.question.asks(live.view)
        return live.question.explains(asks, self._ground(live))

    def aside(self, live: Live) -> Beside:
        """What an open question lays over the body."""
        laid = live.question.aside()
        return Beside(painted=laid.painted, tags=laid.tags)

    def notes(self, room: Room, language: str) -> Notes:
        """What whoever leads reads, where the class goes through a lesson."""
        library = self._atlas.library.in_language(_read(language))
        lesson = library.lessons.get(room.lesson)
        return Notes() if lesson is None else notes_of(room, lesson, self.say(language))

    def _reader(self, live: Live, language: str) -> ClassReader:
        taste = Taste(language=_read(language))
        return ClassReader(self._atlas, taste, live.question.asks(live.view))

    def _ground(self, live: Live) -> Ground:
        return Ground(self._reader(live, "en"))

    def _asked(self, live: Live, held: Held, language: str) -> Asked[Any]:
        question, reader = live.question, self._reader(live, language)
        return Asked(
            reader,
            question,
            question.choices(live.seed),
            draft=dict(held.draft),
            query=held.query,
            options=self._suggested(live, held, reader) if held.query else (),
            pictures=self._pictures(question, reader),
            brush=Brush(held.hand, held.size, held.strokes),
        )

    def _drafting(self, live: Live, language: str) -> Drafting:
        question = live.question
        several = ASKING[type(question)].several
        names = self._names(live, self._reader(live, language))
        return Drafting(question, question.choices(live.seed), names, several=several, fold=fold)

    def _names(self, live: Live, reader: ClassReader) -> Mapping[str, str]:
        words = ASKING[type(live.question)].words
        return {} if words is None else words(Asked(reader, live.question, ()))

    def _suggested(
        self, live: Live, held: Held, reader: ClassReader
    ) -> tuple[tuple[str, str], ...]:
        wanted = fold(held.query)
        names = self._names(live, reader).items()
        found = [(key, name) for key, name in names if wanted and wanted in fold(name)]
        found.sort(key=lambda one: not fold(one[1]).startswith(wanted))
        return tuple(found[:_SUGGESTED])

    def _pictures(self, question: BaseQuestion[Any], reader: ClassReader) -> dict[str, str]:
        """The pictures of choices, as far as the worker has drawn them."""
        if not isinstance(question, ChooseReferral):
            return {}
        body, pictures = reader.body.id, self._atlas.pictures
        drawn = {
            point: _png(pictures.pattern(body, point, question.side, question.camera))
            for point in question.choices("")
        }
        return {
            point: f"data:image/png;base64,{base64.b64encode(png).decode()}"
            for point, png in drawn.items()
            if png
        }


def _read(language: str) -> Language:
    return "es" if language == "es" else "la" if language == "la" else "en"


def _png(drawing: Future[bytes]) -> bytes:
    """A picture that is drawn, or comes in a moment; empty where it does not."""
    try:
        return drawing.result(_PATIENCE)
    except (TimeoutError, CancelledError, AtlasError):
        return b""


def outcome_of(
    question: BaseQuestion[Any], answer: Answer | None, reader: ClassReader
) -> list[Block]:
    """How an answer was, and how near it came; nothing where there is none."""
    if answer is None:
        return []
    say, ground = reader.say, Ground(reader)
    tone, word = OUTCOMES[question.grade(answer, ground).outcome]
    said = question.spoken(answer, InWords(reader), say)
    measured = question.measured(answer, ground, say)
    text = " ".join(filter(None, (say(word), said, measured)))
    return [Text(runs=Rich.plain(text).runs, tone=tone)]


def counted_as(question: BaseQuestion[Any], answer: Answer, reader: ClassReader) -> tuple[str, ...]:
    """What an answer is counted as: a band along the muscle for a place, words for all others."""
    say, names = reader.say, InWords(reader)
    if isinstance(answer, PaintedArea) and not answer.regions:
        return (say("Painted on the skin"),)
    if isinstance(question, PlacePoint):
        away = question.away(answer, Ground(reader))  # type: ignore[arg-type]
        if away is None:
            return (say("In another place"),)
        near = band(away)
        return (say("{low} to {high} mm off", low=max(0, near - 7), high=near + 8),)
    chosen = getattr(answer, "options", None)
    among = getattr(question, "options", None) or getattr(question, "deeds", None)
    if chosen is not None and among is not None:
        return tuple(among[one].text for one in chosen if 0 <= one < len(among))
    said = question.spoken(answer, names, say)
    prefix = say("You chose: {name}.", name="\0").partition("\0")[0]
    return (said.removeprefix(prefix).rstrip("."),)


def _wielded(held: Held, ident: str, value: str) -> Held:
    """The brush as it is held after a press of its controls."""
    if ident == "hand:" and value in ("paint", "erase", "turn"):
        return held.model_copy(update={"hand": value})
    if ident == "size:" and value.replace(".", "", 1).isdigit():
        return held.model_copy(update={"size": min(60, max(6, int(float(value))))})
    return held
