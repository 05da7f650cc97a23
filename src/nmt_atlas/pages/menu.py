"""What is offered on the canvas itself: the menu of a part, the cube, the regions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from nmt_atlas.domain.picks import MenuChosen
from nmt_atlas.pages.commands import COMMANDS, regions
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.later import Later
from nmt_atlas.pages.visit import Visit

_LOG = logging.getLogger(__name__)

Item = dict[str, str]


class BodyMenu:
    """Gives the canvas its menus and does what is chosen there.

    Parameters
    ----------
    visit
        The visitor.
    commands
        Everything that can be done.
    """

    def __init__(self, visit: Visit, commands: Sequence[Command] = COMMANDS) -> None:
        self.visit = visit
        self._by_id = {one.id: one for one in commands}
        self._menu = [one for one in commands if "menu" in one.places]
        self._write = Later(self.write)
        visit.view.param.watch(lambda _event: self._write(), "state")
        visit.param.watch(lambda _event: self._write(), "taste")
        visit.view.canvas.param.watch(lambda event: self.choose(event.new), "menu_chosen")
        self.write()

    def write(self) -> None:
        """Write what can be done now, where that has changed."""
        canvas, say = self.visit.view.canvas, self.visit.say
        menu = list(self._items(self._menu))
        places = [{"id": one.id, "label": say(one.title)} for one in regions.COMMANDS]
        changes = {"menu": menu, "regions": places}
        canvas.param.update(
            **{name: now for name, now in changes.items() if getattr(canvas, name) != now}
        )

    def _items(self, commands: Iterable[Command]) -> Iterable[Item]:
        """Commands as they can be used on a part; nothing selected is no reason against one."""
        visit = self.visit
        for one in commands:
            why = one.refused(visit) if visit.state.selection else ""
            yield {
                "id": one.id,
                "label": visit.say(one.title),
                "off": visit.say(why) if why else "",
            }

    def choose(self, raw: object) -> None:
        """Do what was chosen; in the menu of a part, with that part."""
        chosen = MenuChosen.read(raw)
        command = self._by_id.get(chosen.id) if chosen else None
        if chosen is None or command is None:
            _LOG.warning("a choice that could not be read: %.120r", raw)
            return
        visit = self.visit
        visit.pointed = chosen.skin_vertex
        if chosen.part and chosen.part not in visit.state.selection:
            visit.select(chosen.part)
        why = command.refused(visit)
        if why:
            visit.tell(visit.say(why), "command")
        else:
            command.run(visit)
