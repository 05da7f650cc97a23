"""One visitor: what is seen, who takes the clicks, whose progress is kept, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol, TypeVar

import param

from nmt_atlas.atlas import Atlas, BodyView
from nmt_atlas.atlas.following import nerve_parts
from nmt_atlas.atlas.showing import Target, target_of, view_of
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.casefile import Day
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.ink import Pen
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.picks import Enclosed, Pick
from nmt_atlas.domain.playback import Playback
from nmt_atlas.domain.presenting import Presenting
from nmt_atlas.domain.school.rights import EVERYBODY, Right, Rights
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import Way
from nmt_atlas.library.library import Library
from nmt_atlas.pages.notices import NONE, Notices
from nmt_atlas.pages.records import AtOnce, Records
from nmt_atlas.pages.taps import Taps
from nmt_atlas.pages.view import PackUrl, View
from nmt_atlas.store.casefile import CaseFiles
from nmt_atlas.store.learners import Who, identity
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.shell_data import PAIN

Clock = Callable[[], datetime]
T = TypeVar("T")
_ADDING = {"shift", "ctrl", "meta"}
"""Keys that add what is clicked to what is selected."""

NOW: Clock = partial(datetime.now, UTC)


class Undoer(Protocol):
    """Steps of a page's own that can be taken back."""

    @property
    def can_undo(self) -> bool:
        """True where there is a step to take back."""

    @property
    def can_redo(self) -> bool:
        """True where a step was taken back."""

    @property
    def undo_name(self) -> str:
        """What the step back takes back, in the visitor's language; "" where there is none."""

    @property
    def redo_name(self) -> str:
        """What the step forward does again; "" where there is none."""

    def undo(self) -> None:
        """Go one step back."""

    def redo(self) -> None:
        """Go one step forward again."""


def _no_page(_page: str, _keys: Mapping[str, str]) -> None:
    """Open no page: nothing frames this visit."""


class Visit(param.Parameterized):
    """One visitor.

    Attributes
    ----------
    view
        What is seen: ``view.state``, ``view.show``, ``view.undo``.
    taps
        Who takes a click on the body.
    store, recorder, learner, clock
        Where progress is kept, who writes it, whose it is, and the present time (aware).
    cases
        Where case files lie; None where none are kept.
    browser, people
        The key of this browser, whose learner is who was chosen in it; everybody who has a name.
    warrant
        Tells what the visitor may, as it stands whenever it is asked.
    opener
        Opens a page; the frame sets it.
    stepper
        Goes on (1) or back (-1) in what the open page tells step by step; None where it does not.
    undoer
        What the open page undoes before anything else: strokes of a brush; None where it does not.
    tray
        What waits to be kept in a case file; None for nothing.
    pointed
        The skin vertex at which somebody clicked last; -1 for none.
    heading
        The nerve (``id:side``) and the station that one is on the way to; 0 for none.
    playback, begun
        The movement that the body plays and how far it was, and when (monotonic seconds) it was so.
    width
        CSS pixels of the browser's window; 0 while it has not told.
    hub
        The classes of this server; None where nothing is served.
    has_voice
        Whether the browser has a voice to read with, as it has told.
    in_passing
        Whether the last change of the address is no step of the history.

    Parameters
    ----------
    atlas
        The documents with every body.
    canvas
        The component that draws the body.
    pack_url
        Body id -> relative URL of its pack's index.
    store, recorder, learner, clock, cases
        As the attributes; without a store nothing is kept.
    state, taste
        What is shown first, and how the visitor reads.
    """

    taste = param.ClassSelector(class_=Taste, default=PLAIN, doc="Language and theme.")
    notices = param.ClassSelector(class_=Notices, default=NONE, doc="What the visitor is told.")
    presenting = param.ClassSelector(
        class_=Presenting, default=Presenting(), doc="How things stand before a class."
    )
    pen = param.ClassSelector(class_=Pen, default=Pen(), doc="The pen, as this visitor holds it.")
    spoken = param.Integer(
        default=0, doc="Grows when what is open should be read aloud, or no more."
    )
    toured = param.Integer(default=0, doc="Grows when the visitor wants to be shown round.")
    playing = param.Boolean(default=False, doc="Whether the eye flies on from stop to stop.")
    tempo = param.Integer(default=0, doc="Grows when a movement is begun, stopped or slowed.")
    moved = param.Integer(default=0, doc="Grows when the open page's address has changed.")

    def __init__(
        self,
        atlas: Atlas,
        canvas: AtlasView,
        pack_url: PackUrl,
        *,
        store: ProgressStore | None = None,
        recorder: Records | None = None,
        learner: str = "nobody",
        clock: Clock = NOW,
        state: ViewState | None = None,
        taste: Taste = PLAIN,
        cases: CaseFiles | None = None,
    ) -> None:
        super().__init__(taste=taste)
        self.atlas = atlas
        self.view = View(atlas, canvas, pack_url, taste, state=state or ViewState())
        self.taps = Taps(self._tapped, self._enclosed)
        self.in_passing = False
        self.hub: Hub | None = None
        self.store = store or ProgressStore("sqlite://")
        self.recorder: Records = recorder or AtOnce()
        self.learner: Who = learner
        self.cases = cases
        self.browser = learner
        self.people: tuple[str, ...] = ()
        self.clock = clock
        self.warrant: Callable[[], Rights] = lambda: EVERYBODY
        self.opener: Callable[[str, Mapping[str, str]], None] = _no_page
        self.stepper: Callable[[int], None] | None = None
        self.undoer: Undoer | None = None
        self.tray: Day | None = None
        self.pointed = -1
        self.heading = ("", 0)
        self.playback = Playback()
        self.begun = 0.0
        self.width = 0
        self.has_voice = False
        canvas.param.watch(lambda event: self.taps.take(event.new), "picked")
        canvas.param.watch(lambda event: self.taps.enclose(event.new), "enclosed")

    def may(self, right: Right | None) -> bool:
        """Whether the visitor may do something now; None is for everybody."""
        return right is None or self.warrant().may(right)

    @property
    def learner_key(self) -> str:
        """A text that is the learner's own, for what depends on who learns."""
        who = identity(self.learner)
        return self.browser if who == identity(self.browser) else f"{who.provider}:{who.key}"

    # What is shown

    @property
    def state(self) -> ViewState:
        """What is shown."""
        return self.view.state

    def show(self, state: ViewState) -> None:
        """Show another state; the present one can be come back to."""
        self.view.show(state)

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        return self.view.body

    # Words

    @property
    def library(self) -> Library:
        """Every document in the visitor's language."""
        return self.atlas.library.in_language(self.taste.language)

    @property
    def say(self) -> Say:
        """Gives English texts of the interface in the visitor's language, blanks filled in."""
        return self.atlas.library.catalogue(self.taste.language).say

    def read_in(self, taste: Taste) -> None:
        """Take another language or theme; no undo takes it back."""
        if taste != self.taste:
            self.view.read_in(taste)
            self.taste = taste

    def tell(self, text: str, about: str = "") -> None:
        """Tell the visitor one thing.

        Parameters
        ----------
        text
            One or two sentences, as plain text.
        about
            What it is about; it takes the place of what was told of that before.
        """
        self.notices = self.notices.told(text, about)

    def dismiss(self, number: int) -> None:
        """Take away what was told under a number."""
        self.notices = self.notices.without(number)

    # Pages

    def go(self, page: str, **keys: str) -> None:
        """Open a page (id) with its own keys of the address."""
        self.opener(page, keys)

    def settled(self, *, step: bool = True) -> None:
        """Say that the open page's part of the address has changed.

        Parameters
        ----------
        step
            False where a person would not want to come back to what was there before: the address
            has only become more exact.
        """
        self.in_passing = not step
        self.moved += 1

    # The store

    def keep(self, work: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Have the store do something; where it fails the visitor is told and goes on."""
        self.recorder.submit(work, then or _ignore, self.not_kept)

    def not_kept(self, error: StoreError) -> None:
        """Tell the visitor that the store failed, in words that are for visitors."""
        why = self.say(error.public)
        self.tell(self.say("Your progress cannot be kept: {why}", why=why), "store")

    # What visitors do on every page

    def structure(self, part: str) -> Structure | None:
        """The structure that a part shows; None for the background."""
        found = self.body.context.parts.get(part)
        return self.body.context.structures[found.structure] if found else None

    def select(self, part: str, *, add: bool = False) -> None:
        """Select a part and paint what its trigger points are charted to refer."""
        state = actions.select(self.state, part, self.structure(part), add=add)
        self.show(state if add else self.with_pain(state))

    def with_pain(self, state: ViewState) -> ViewState:
        """The state with every referral of the selected muscle painted."""
        tags = (
            f"{point}:{side}"
            for part in state.selection
            for point, side in self.body.points_of(part)
        )
        return state.changed(overlay=tuple(tags))

    def reveal(self, structure_id: str, side: str = "right") -> None:
        """Find a structure by id, uncover it, look at it, and select it."""
        structure = self.body.context.structures.get(structure_id)
        part = part_id(structure_id, side if structure and structure.paired else "midline")
        if structure is None or part not in self.body.context.parts:
            self.tell(self.say("This body has no “{names}”.", names=structure_id), "search")
            return
        views = self.body.views
        facing, zones = views.facing(part), views.zones_near(part)
        self.show(self.with_pain(actions.reveal(self.state, part, structure, facing, zones)))

    def follow(self, nerve_id: str, side: str) -> None:
        """Follow a nerve through its narrow places."""
        library, body = self.atlas.library, self.body
        library.nerve(nerve_id)
        tag = f"{nerve_id}:{side}"
        parts = [part for part in nerve_parts(library, tag) if part in body.context.parts]
        state = actions.follow_nerve(
            self.state,
            nerve_id,
            side,
            parts=parts,
            beside=body.beside_nerve(nerve_id, side),
            camera=body.views.facing_nerve(nerve_id, side),
        )
        self.show(state)

    def show_document(self, kind: str, ident: str, side: str = "right") -> None:
        """Show on the body what a document is about, as far as this body has it."""
        self.show_target(target_of(self.atlas.library, kind, ident), side)

    def show_target(self, target: Target, side: str = "right") -> None:
        """Show a target on the body, as far as this body has it."""
        state = view_of(target, self.state, self.body, side)
        if state is None:
            self.tell(self.say("This body shows nothing of that."), "showing")
        else:
            self.show(state)

    def focus_on(self, point: Point, reach: float, facing: Way) -> None:
        """Look closely at a place (mm) from a way."""
        self.show(actions.framed(self.state, facing, spot=(*point, reach)))

    def look_at(self, what: str) -> None:
        """Look at what is selected (``muscle``), at what is painted (``pain``), or ``both``."""
        state, views = self.state, self.body.views
        if what == "muscle" and state.selection:
            way = views.facing_several(state.selection)
            self.show(actions.look_at_muscle(state, way))
        elif what == "both" and state.selection:
            way = views.facing_several(state.selection, state.overlay)
            self.show(actions.look_at_both(state, way))
        elif what == PAIN:
            state = state if state.overlay or state.territory else self.with_pain(state)
            painted = views.facing_paint(state.overlay, state.territory)
            if painted is not None:
                self.show(actions.look_at_pain(state, painted))

    @property
    def hand(self) -> Undoer:
        """What undo takes back now: steps of the open page where it has any, else views."""
        own = self.undoer
        if own is None or self.pen.held or not (own.can_undo or own.can_redo):
            return self.view
        return own

    def _tapped(self, pick: Pick) -> None:
        """What a click does on every page: a marker's pain alone, or a part selected."""
        self.pointed = pick.skin_vertex
        if pick.half and self.state.split:
            self._tapped_beside(pick)
            return
        if not pick.marker:
            self.select(pick.part, add=bool(_ADDING & set(pick.modifiers)))
            return
        point, _, side = pick.marker.partition(":")
        if point in self.atlas.library.trigger_points:
            self.view.change(overlay=(f"{point}:{side}",))

    def _tapped_beside(self, pick: Pick) -> None:
        """A click in the second half: a point's pain there on or off, or another part there."""
        state = self.state
        if pick.marker:
            self.show(state.changed(unpainted=actions.toggled(state.unpainted, pick.marker)))
        elif pick.part and pick.part in self.body.context.parts:
            self.show(actions.show_beside(state, pick.part))

    def _enclosed(self, found: Enclosed) -> None:
        """Select what was enclosed together with what is selected; an empty rectangle nothing."""
        parts = [part for part in found.parts if part in self.body.context.parts]
        self.show(actions.select_several(self.state, parts))


def _ignore(_found: Any) -> None:
    """Go on with nothing."""
