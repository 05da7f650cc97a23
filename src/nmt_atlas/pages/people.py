"""Who is learning: the browser by itself, or somebody by name."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.learners import Identity
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Fold, Select, Text, Typed


def meet(visit: Visit) -> None:
    """Find out who learns in this browser; what is asked of the store afterwards is theirs."""

    def work() -> tuple[str, ...]:
        people = visit.store.people
        visit.learner = people.chosen(visit.browser) or visit.browser
        return people.names()

    def met(names: tuple[str, ...]) -> None:
        visit.people = names

    visit.keep(work, met)


def name_of(visit: Visit) -> str:
    """The name of who is learning; empty for the browser by itself."""
    return visit.learner.key if isinstance(visit.learner, Identity) else ""


def learn_as(visit: Visit, name: str) -> None:
    """Let somebody learn in this browser (an empty name: nobody in particular), from now on."""
    if not visit.may("people"):
        return

    def work() -> tuple[str, ...]:
        people = visit.store.people
        visit.learner = people.choose(visit.browser, name, visit.clock()) or visit.browser
        return people.names()

    _then(visit, work, lambda: visit.say("{name} is learning now.", name=name_of(visit)))


def erase(visit: Visit) -> None:
    """Erase everything that is known of who is learning; the browser learns on by itself."""
    if not visit.may("people"):
        return

    def work() -> tuple[str, ...]:
        people = visit.store.people
        people.erase(visit.learner)
        visit.learner = visit.browser
        return people.names()

    _then(visit, work, lambda: visit.say("Everything that was known of you is erased."))


def _then(visit: Visit, work: Callable[[], tuple[str, ...]], told: Callable[[], str]) -> None:
    def done(names: tuple[str, ...]) -> None:
        visit.people = names
        if text := told():
            visit.tell(text, "learner")
        visit.go("lessons")

    visit.keep(work, done)


def nobody_and_all(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Who may be learning, as options: nobody in particular, and everybody who has a name."""
    nobody = ("", visit.say("Nobody in particular"))
    return (nobody, *((one, one) for one in visit.people))


class PeopleDesk:
    """Who is learning, somebody new, and the way out.

    Parameters
    ----------
    visit
        The visitor.
    refresh
        Writes the page anew where something has changed.
    """

    def __init__(self, visit: Visit, refresh: Callable[[], None]) -> None:
        self._visit = visit
        self._refresh = refresh
        self._asked = False

    def key(self) -> object:
        """What is written depends on this."""
        return self._asked, self._visit.people, self._visit.learner_key

    def acts(self) -> dict[str, Act]:
        """What its controls do."""
        return {
            "newcomer": self._newcomer,
            "person": lambda _, name: learn_as(self._visit, name),
            "erase": lambda sure, _: self._erase(sure=bool(sure)),
        }

    def blocks(self) -> tuple[Block, ...]:
        """Its controls, folded."""
        say, visit = self._visit.say, self._visit
        if not visit.may("people"):
            return ()
        title = say("Who is learning")
        erase_it = Button(id="erase:", label=say("Erase everything I answered"))
        if self._asked:
            sure = say("Yes, erase it: nothing brings it back")
            erase_it = Button(id="erase:sure", label=sure, main=True)
        told = say("`nmt-atlas learners export` writes what somebody did to a file.")
        options = nobody_and_all(visit)
        hint = say("Type a name and press Enter")
        return (
            Fold(
                title=title,
                blocks=(
                    Select(id="person:", label=title, options=options, value=name_of(visit)),
                    Typed(id="newcomer", label=say("A new name"), hint=hint),
                    Text(runs=Rich.plain(told).runs, tone="quiet"),
                    Buttons(buttons=(erase_it,)),
                ),
            ),
        )

    def _newcomer(self, what: str, name: str) -> None:
        if what == "take" and name.strip():
            learn_as(self._visit, name)

    def _erase(self, *, sure: bool) -> None:
        """Ask once more; then erase."""
        self._asked = not sure
        if sure:
            erase(self._visit)
        else:
            self._refresh()
