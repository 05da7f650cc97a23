"""From a pain drawing to its sources, on one body: the one way that page, command, notebook go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.atlas.marks import Canvas, Drawn
from nmt_atlas.body.packs.reading import skin_file
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.patterns import Patterns, patterns_of
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.clue import Clue, SourceKind
from nmt_atlas.domain.errors import AnchorError, UnknownIdError
from nmt_atlas.domain.found import Flag, FlagsByRegion, Found, Notice, flags_above, flags_by_region
from nmt_atlas.domain.matching import (
    ONE_SIDE,
    Candidate,
    PainSource,
    Reach,
    Told,
    match_of,
    ranked,
    row_of,
    told_by,
)
from nmt_atlas.domain.narrowing import Answer, Moves, answered, questions
from nmt_atlas.domain.pain import PainDrawing
from nmt_atlas.domain.palpation import Finding, with_findings
from nmt_atlas.domain.together import together
from nmt_atlas.library.library import Library
from nmt_atlas.library.outlines import Outline, Strokes, moves_of, outlines

Key = tuple[SourceKind, str, SideName]
Findings = Mapping[tuple[str, SideName], Finding]

ROWS = 30
"""How many sources an answer lists."""

WARNINGS = 6
"""How many organs it warns of."""

_TRIED = 160
_LEAST = 0.03
_WARN = 0.12
_WARN_NAMED = 0.4
_SHARE = 0.08
_LIKE = 0.05
_NO_ANSWERS: Mapping[str, Answer] = {}
_NO_FINDINGS: Findings = {}


@dataclass(frozen=True, eq=False)
class _Made:
    """What is made once of a body and its documents."""

    candidates: tuple[Candidate, ...]
    patterns: Patterns
    named: NDArray[np.float32]


class Finder:
    """Finds the sources of what is drawn on one body.

    Parameters
    ----------
    painter
        Places and paint on the body's skin.
    library
        The documents.
    installed
        The ids of the bodies that are installed.
    """

    def __init__(self, painter: Painter, library: Library, installed: Iterable[str] = ()) -> None:
        self.painter = painter
        self.library = library
        self._installed = frozenset(installed)

    @cached_property
    def canvas(self) -> Canvas:
        """What drawings are put on: chart, areas, sides."""
        skin = skin_file(self.painter.body.index).sha256
        return Canvas(self.painter.chart, self.painter.body, skin, self.library.regions)

    @cached_property
    def _made(self) -> _Made:
        every = list(outlines(self.library))
        painted = [(self._all(one.essential), self._all(one.spillover)) for one in every]
        patterns = patterns_of(painted, self.canvas.areas)
        candidates = tuple(
            _candidate(one, self._named(one, first))
            for one, (first, _) in zip(every, painted, strict=True)
        )
        named = np.stack([self.canvas.answering(one.regions) for one in candidates])
        return _Made(candidates, patterns, named)

    @cached_property
    def _flags(self) -> FlagsByRegion:
        return flags_by_region(self.library.conditions.values(), self.library.regions)

    @cached_property
    def _moves(self) -> Moves:
        return moves_of(self.library)

    @property
    def _clues(self) -> Mapping[str, Clue]:
        return self.library.clues

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every source that takes part, in the order of the rows of :attr:`patterns`."""
        return self._made.candidates

    @property
    def patterns(self) -> Patterns:
        """Their patterns on the skin."""
        return self._made.patterns

    @property
    def named(self) -> NDArray[np.float32]:
        """``(rows, regions and sides)``: what the regions that they name count for."""
        return self._made.named

    @property
    def nbytes(self) -> int:
        """The memory that all zones take."""
        made = self._made
        return made.patterns.nbytes + made.named.nbytes + self.canvas.nbytes

    @property
    def warmed(self) -> bool:
        """Whether what the first drawing would else wait for is made."""
        return "_made" in self.__dict__

    def warm(self) -> None:
        """Make now what the first drawing would else wait for (about a third of a second)."""
        _ = self._flags, self._moves, self._made

    def find(
        self,
        drawing: PainDrawing,
        answers: Mapping[str, Answer] = _NO_ANSWERS,
        findings: Findings = _NO_FINDINGS,
    ) -> Found:
        """What a drawing leads to.

        Parameters
        ----------
        drawing
            Where it hurts.
        answers
            Question -> answer, in any order; questions that are not known change nothing.
        findings
            Trigger point and side -> what palpation found there.
        """
        drawn, notices = self.canvas.put(drawing, self._installed)
        if drawn.empty or drawn.everywhere:
            flags = self._above(drawing, drawn, ())
            return Found(drawing=drawing, flags=flags, notices=notices, places=drawn.places)
        told = told_by(drawn.areas, drawn.weights)
        rows, warnings = self._rows(drawn, told)
        found = Found(
            drawing=drawing,
            flags=self._above(drawing, drawn, warnings),
            notices=notices,
            warnings=warnings,
            places=drawn.places,
            weights=drawn.weights,
        )
        return self._narrowed(found, rows, told, answers, findings)

    def _above(
        self, drawing: PainDrawing, drawn: Drawn, warnings: tuple[PainSource, ...]
    ) -> tuple[Flag, ...]:
        """The red flags of areas, qualities and organs."""
        qualities = {name for area in drawing.drawn for name in area.quality}
        organs = [flag for row in warnings for flag in self.library.origins[row.of].flags]
        conditions = self.library.conditions.values()
        return flags_above(drawn.regions, qualities, conditions, self._flags, organs)

    def _narrowed(
        self,
        found: Found,
        rows: tuple[PainSource, ...],
        told: Told,
        answers: Mapping[str, Answer],
        findings: Findings,
    ) -> Found:
        """The answer as questions and hands have narrowed it."""
        notices = list(found.notices)
        unexplained: tuple[float, ...] = ()
        if answers:
            rows, disagree = answered(rows, answers, self._clues, self._moves, told)
            notices += [Notice(code="answers-disagree")] if disagree else []
        if findings:
            rows, explained = with_findings(rows, findings, told)
            unexplained = tuple(round(1 - share, 3) for share in explained)
        notices += [] if rows else [Notice(code="no-chart")]
        return found.model_copy(
            update={
                "rows": rows,
                "notices": tuple(notices),
                "together": together(rows, found.weights),
                "questions": questions(rows, tuple(self._clues.values()), self._moves, answers),
                "unexplained": unexplained,
            }
        )

    def _rows(
        self, drawn: Drawn, told: Told
    ) -> tuple[tuple[PainSource, ...], tuple[PainSource, ...]]:
        """The ranked sources, and the organs to be warned of."""
        best: dict[Key, tuple[float, Candidate, Reach]] = {}
        others: dict[Key, list[tuple[float, str]]] = {}
        for candidate, reach, factor in self._reaches(drawn):
            match = match_of(candidate, reach, told) * factor
            key = (candidate.what, candidate.of, candidate.side)
            if match >= _LEAST:
                others.setdefault(key, []).append((match, candidate.id))
            if match >= _LEAST and (key not in best or match > best[key][0]):
                best[key] = (match, candidate, reach)
        ordered = sorted(best.items(), key=lambda item: -item[1][0])
        leading = [
            *[item for item in ordered if item[0][0] != "organ"][: ROWS + 2],
            *[item for item in ordered if item[0][0] == "organ"],
        ]
        rows: list[tuple[PainSource, float]] = []
        organs: list[tuple[PainSource, float]] = []
        for key, (match, candidate, reach) in leading:
            beside = sorted(others[key], reverse=True)
            names = tuple(name for _, name in beside if name != candidate.id)
            row = row_of(candidate, reach, told, match, names)
            organ = candidate.what == "organ"
            if not organ or reach.cover >= _WARN or reach.named >= _WARN_NAMED:
                (organs if organ else rows).append((row, candidate.present))
        return ranked(rows, told, ROWS), ranked(organs, told, WARNINGS)

    def _reaches(self, drawn: Drawn) -> Iterable[tuple[Candidate, Reach, float]]:
        """What every pattern that touches the drawing covers of it, on the side it does best."""
        made = self._made
        essential, spilled = made.patterns.reach(drawn.vertices, drawn.columns)
        sizes = np.maximum(made.patterns.sizes, 1.0)
        views = list(drawn.views)
        named = made.named @ np.stack([view.regions for view in views], axis=1)
        first = np.stack([essential @ view.marks for view in views], axis=1)
        second = np.stack([spilled @ view.marks for view in views], axis=1)
        filled = np.stack([essential @ view.area for view in views], axis=1) / sizes[:, None]
        factors = np.array([1.0, *(ONE_SIDE for _ in views[1:])])
        like = (first + 0.5 * second + named) * factors
        side = like.argmax(axis=1)
        best = like.max(axis=1)
        leading = np.argsort(-best, kind="stable")[:_TRIED]
        leading = leading[best[leading] > _LIKE]
        chosen = (leading, side[leading])
        each = essential[leading] @ drawn.of_mark + 0.5 * (spilled[leading] @ drawn.of_mark)
        told = zip(
            leading.tolist(),
            first[chosen].tolist(),
            second[chosen].tolist(),
            np.minimum(filled[chosen], 1.0).tolist(),
            named[chosen].tolist(),
            np.minimum(each, 1.0).tolist(),
            factors[side[leading]].tolist(),
            strict=True,
        )
        for at, one, two, three, four, marks, factor in told:
            yield made.candidates[at], Reach(one, two, three, four, tuple(marks)), factor

    def _all(self, painted: Iterable[Strokes]) -> list[SparseWeights]:
        found = []
        for strokes, side in painted:
            try:
                found.append(self.painter.zones.paint(strokes, side))
            except (AnchorError, UnknownIdError):
                continue
        return found

    def _named(
        self, outline: Outline, painted: list[SparseWeights]
    ) -> Mapping[tuple[str, SideName], float]:
        """The regions that a source names; of nerves those that most of its skin lies in."""
        if outline.named or not painted:
            return outline.named
        shares = [
            (region.id, outline.side if side == "midline" else side, share)
            for region, side, share in self.painter.chart.regions_of(painted[0])
        ]
        most = max((share for *_, share in shares), default=1.0)
        return {(name, side): share / most for name, side, share in shares if share >= _SHARE}


def _candidate(one: Outline, regions: Mapping[tuple[str, SideName], float]) -> Candidate:
    return Candidate(
        what=one.what,
        id=one.id,
        of=one.of,
        side=one.side,
        evidence=one.evidence,
        rarity=one.rarity,
        present=one.present,
        regions=regions,
        phenomena=one.phenomena,
        sources=one.sources,
    )
