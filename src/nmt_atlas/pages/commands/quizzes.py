"""Make me a quiz: of what is selected, followed or painted, else of everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.generating.hardness import ENOUGH, level_for
from nmt_atlas.domain.generating.kit import Level
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.made import Scope, parts_scope, quiz_id
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Learn")
COUNT = 10
"""So many questions a quiz has where nobody says otherwise."""
_MOST_PARTS = 6
_LOOKED_BACK = timedelta(days=90)
QUIZZED = ("muscle", "nerve", "entrapment", "condition", "region")
"""Kinds of documents that a quiz can be about."""


def scope_of(visit: Visit) -> Scope:
    """What a visitor looks at, as the scope of a quiz."""
    return scope_of_view(visit.library, visit.state)


def scope_of_view(library: Library, state: ViewState) -> Scope:
    """What a view is about, as the scope of a quiz: selected, followed, painted, told apart."""
    selected = _of_parts(split_part_id(one)[0] for one in state.selection)
    if selected is not None:
        return selected
    nerve = state.nerve.partition(":")[0]
    if nerve in library.nerves:
        return Scope("nerve", nerve)
    points = [tagged.partition(":")[0] for tagged in state.overlay]
    painted = [library.muscle_with_point(one).id for one in points if one in library.trigger_points]
    told_apart = [split_part_id(one)[0] for one in (*state.tight, *state.weak)]
    if painted and len(set(painted)) == 1:
        return Scope("muscle", painted[0])
    parts = [part for one in painted for part in library.muscles[one].parts] or told_apart
    return _of_parts(parts) or Scope("all", "")


def scope_about(visit: Visit, kind: str, ident: str) -> Scope | None:
    """What a document is about, as the scope of a quiz; None where it gives none.

    Parameters
    ----------
    kind, ident
        The document: ``muscle``, ``soleus``.
    """
    library = visit.library
    if kind == "trigger-point" and ident in library.trigger_points:
        return Scope("muscle", library.muscle_with_point(ident).id)
    if kind == "structure" and ident in library.structures:
        whole = library.structures[ident].whole
        return Scope("muscle", whole) if whole in library.muscles else parts_scope((ident,))
    if kind in QUIZZED and ident in library.of(kind):
        return Scope(kind, ident)
    return _of_what_it_shows(visit, kind, ident)


def _of_what_it_shows(visit: Visit, kind: str, ident: str) -> Scope | None:
    """A test, a landmark, a story: what it shows on the body; None where it shows nothing."""
    library = visit.library
    if kind == "view" and ident in library.of(kind):
        scope = scope_of_view(library, library.of(kind)[ident].view)
        return scope if scope.ident else None
    target = target_of(library, kind, ident)
    if target.structures:
        return _of_parts(target.structures)
    return Scope("nerve", target.nerve) if target.nerve in library.nerves else None


def _of_parts(structures: Iterable[str]) -> Scope | None:
    """The scope of the first of some structures; None of none."""
    named = tuple(dict.fromkeys(structures))[:_MOST_PARTS]
    return parts_scope(named) if named else None


def make_quiz(visit: Visit, scope: Scope | None = None, count: int = COUNT) -> None:
    """Have a quiz made where nobody waits for it, then open it."""
    now, about = visit.clock(), scope or scope_of(visit)
    seed = int(now.timestamp()) % 1_000_000_000

    def make() -> str:
        ident = quiz_id(about, count, seed, _level(visit, about, now))
        return ident if ident in visit.library.lessons else ""

    def opened(ident: str) -> None:
        if ident:
            visit.go("lessons", lesson=ident)
        else:
            visit.tell(visit.say("The documents give no question of that."), "quiz")

    visit.keep(make, opened)


def _level(visit: Visit, scope: Scope, now: datetime) -> Level:
    """How hard it shall be: by the answers about the same things, or by all of them."""
    past = visit.store.memory.history(visit.learner, now - _LOOKED_BACK)
    about = {tag.partition("/")[2] for tag in visit.library.lessons.tags(scope)}
    own = [one for one in past if about & set(one.card.partition(":")[2].split("+"))]
    return level_for([one.rating for one in (own if len(own) >= ENOUGH else past)])


COMMANDS = (
    Command(
        "quiz",
        mark("Make me a quiz"),
        make_quiz,
        GROUP,
        "quiz",
        "q",
        places=frozenset({"strip", "menu", "search"}),
        short=mark("Quiz"),
    ),
)
