"""Who may do what: the roles of a school, and what each of them may.

Where nobody signs in (an atlas on one machine, or for one room) there are no roles: everybody may
what the server allows to all (:data:`EVERYBODY`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.language import mark

Role = Literal["student", "instructor", "administrator"]
Right = Literal["learn", "lead", "results", "assign", "author", "cases", "people"]
"""``learn``: read, answer, review, hand in; ``lead``: open and lead a class; ``results``: read what
a class answered; ``assign``: make assignments and read their grades; ``author``: write documents
for all; ``cases``: keep case files; ``people``: choose who learns in a browser, by name."""

ROLES: tuple[Role, ...] = get_args(Role)
ALL_RIGHTS: frozenset[Right] = frozenset(get_args(Right))
_TEACH: frozenset[Right] = frozenset({"learn", "lead", "results", "assign"})
MAY: Mapping[Role, frozenset[Right]] = {
    "student": frozenset({"learn"}),
    "instructor": _TEACH,
    "administrator": _TEACH | {"author"},
}
"""Role -> rights. Nobody keeps case files on a school's server, and nobody learns by a name that
they chose: whose answers they are is the account's."""

ROLE_NAMES: Mapping[Role, str] = {
    "student": mark("Student"),
    "instructor": mark("Instructor"),
    "administrator": mark("Administrator"),
}
NOT_ALLOWED = mark("Your account may not do that. Ask whoever runs this atlas.")


class Rights(Frozen):
    """What one visitor may; ``role`` is None where nobody signs in."""

    role: Role | None = None
    rights: frozenset[Right] = ALL_RIGHTS

    def may(self, right: Right) -> bool:
        """Whether they may do something."""
        return right in self.rights


EVERYBODY = Rights()
"""Those of everybody where nobody signs in."""
NOBODY = Rights(role="student", rights=frozenset())
"""Those of somebody whose account is gone, or switched off."""


def rights_of(role: Role) -> Rights:
    """What somebody of a role may."""
    return Rights(role=role, rights=MAY[role])
