"""The right answer to any question, and one that is wholly wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from nmt_atlas.domain import questions as q
from nmt_atlas.domain.questions.paint_referral import packed


def answer_to(question: Any, body: Any, names: Mapping[str, str], *, right: bool) -> q.Answer:
    """An answer that scores 1, or one that scores 0.

    Parameters
    ----------
    question
        Of any kind.
    body
        As grading asks it (``Anatomy``).
    names
        Structure id -> its English name.
    right
        Which of the two.
    """
    if isinstance(question, q.TypeName):
        return q.Written(text=names[question.target] if right else "nothing of that kind")
    return ANSWERS[question.kind][0 if right else 1](question, body)


def _where(items: Iterable[Any], name: str, value: bool) -> tuple[int, ...]:
    return tuple(k for k, one in enumerate(items) if getattr(one, name) is value)


def _moved(items: Sequence[Any]) -> tuple[Any, ...]:
    """Every item in the place of another."""
    return (*items[1:], items[0])


def _best_place(asked: Any, body: Any) -> q.Answer:
    given = (q.Placed(fifth=one) for one in ("0.1", "0.3", "0.5", "0.7", "0.9"))
    return max(given, key=lambda one: asked.grade(one, body).score)


def _bare_skin(asked: Any, body: Any) -> q.Answer:
    essential, spillover = body.zone_of(asked.target, asked.side)
    free = set(range(3000)) - set(essential) - set(spillover)
    return q.PaintedArea(area=packed(sorted(free)[:60]))


def _other_roots(asked: Any, _body: Any) -> q.Answer:
    others = [one for one in asked.among if one not in asked.roots]
    return q.Supplied(nerve=asked.distractors[0], roots=tuple(others[:1]))


def _reasoned(asked: Any, right: bool) -> q.Answer:
    reason = _where(asked.reasons, "right", right)[0]
    return q.Reasoned(true=asked.true is right, reason=reason)


Make = Callable[[Any, Any], q.Answer]

ANSWERS: Mapping[str, tuple[Make, Make]] = {
    "click-structure": (
        lambda a, body: q.Clicked(part=body.part(a.accept[0], a.side or "right")),
        lambda a, body: q.Clicked(part="skin"),
    ),
    "name-structure": (
        lambda a, body: q.Named(structure=a.target),
        lambda a, body: q.Named(structure=a.distractors[0]),
    ),
    "choose-referral": (
        lambda a, body: q.Chosen(point=a.target),
        lambda a, body: q.Chosen(point=a.distractors[0]),
    ),
    "source-of-pain": (
        lambda a, body: q.Sent(point=a.target),
        lambda a, body: q.Sent(point=a.distractors[0]),
    ),
    "choose-one": (
        lambda a, body: q.Picked(option=_where(a.options, "right", True)[0]),
        lambda a, body: q.Picked(option=_where(a.options, "right", False)[0]),
    ),
    "choose-several": (
        lambda a, body: q.Ticked(options=_where(a.options, "right", True)),
        lambda a, body: q.Ticked(options=_where(a.options, "right", False)),
    ),
    "which-action": (
        lambda a, body: q.Ticked(options=_where(a.movements, "right", True)),
        lambda a, body: q.Ticked(options=_where(a.movements, "right", False)),
    ),
    "must-not": (
        lambda a, body: q.Ticked(options=_where(a.deeds, "harmful", True)),
        lambda a, body: q.Ticked(options=_where(a.deeds, "harmful", False)),
    ),
    "place-point": (
        _best_place,
        lambda a, body: q.Placed(part="sacrum", at=(0.0, 0.0, 0.0)),
    ),
    "paint-referral": (
        lambda a, body: q.PaintedArea(area=packed(body.zone_of(a.target, a.side)[0])),
        _bare_skin,
    ),
    "match-pairs": (
        lambda a, body: q.Matched(rights=tuple(range(len(a.pairs)))),
        lambda a, body: q.Matched(rights=_moved(range(len(a.pairs)))),
    ),
    "put-in-order": (
        lambda a, body: q.Ordered(order=tuple(range(len(a.items)))),
        lambda a, body: q.Ordered(order=tuple(reversed(range(len(a.items))))),
    ),
    "find-attachment": (
        lambda a, body: q.Clicked(part=body.part(a.accept[0], a.side)),
        lambda a, body: q.Clicked(part="skin"),
    ),
    "which-nerve": (
        lambda a, body: q.Supplied(nerve=a.nerve, roots=a.roots),
        _other_roots,
    ),
    "what-compresses": (
        lambda a, body: q.Compressing(structure=a.accept[0]),
        lambda a, body: q.Compressing(structure=a.distractors[0]),
    ),
    "true-false": (
        lambda a, body: _reasoned(a, True),
        lambda a, body: _reasoned(a, False),
    ),
    "label-picture": (
        lambda a, body: q.Labelled(names=tuple(one.structure for one in a.labels)),
        lambda a, body: q.Labelled(names=_moved([one.structure for one in a.labels])),
    ),
}
"""Kind of question -> its right answer, and a wrong one."""
