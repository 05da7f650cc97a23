"""What a browser may change is a list; whatever else arrives is refused and logged.

Bokeh lets a browser set every property of every model of its own visit. Here only what the
visitor really works (a value typed, a click, a turn of the body) goes through: a component of
ours says so in ``browser_sets``, controls by the names in :data:`CONTROLS`. Refusing something
changes nothing and keeps the connection.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bokeh.document import Document
from bokeh.model import Model
from panel.io.server import WSHandler

from nmt_atlas.viewer.bundle import Bundled
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.rates import Bucket

log = logging.getLogger(__name__)

CONTROLS = frozenset(
    {
        "active",
        "clicks",
        "dark_theme",
        "enter_pressed",
        "expanded",
        "open",
        "value",
        "value_input",
        "value_throttled",
    }
)
"""What a browser sets on controls: their values and clicks, never their labels or options."""

EVENTS = frozenset({"button_click", "data_event", "document_ready", "dom_event"})
"""Events that a browser may send: they only call what listens."""

_ADDRESS = frozenset({"hash", "hostname", "href", "pathname", "port", "protocol", "search"})
_PANEL = {"Location": _ADDRESS}
_LONGEST = 80
_POLICY = 1008
BURST, A_SECOND = 1_500, 80
"""So many messages a visit may send at once, and a second: a hand on a slider sends some thirty."""


def may_set(model: Model, attribute: str) -> bool:
    """Whether a browser may set an attribute of a model."""
    for component in _components(Bundled):
        if isinstance(model, component._data_model):
            return attribute in component.browser_sets
    own = _PANEL.get(type(model).__name__)
    return attribute in (CONTROLS if own is None else own)


def _components(kind: type[Bundled]) -> Iterable[type[Bundled]]:
    for one in kind.__subclasses__():
        yield one
        yield from _components(one)


def refusal(document: Document, event: Any) -> str:
    """Why an event of a browser's patch is refused, or '' where it may go through."""
    kind = event.get("kind") if isinstance(event, Mapping) else None
    if kind == "MessageSent":
        return _refused_event(document, event)
    if kind == "ModelChanged":
        return _refused_change(document, event)
    return f"a change of kind {kind!r:.{_LONGEST}}"


def _refused_event(document: Document, event: Mapping[str, Any]) -> str:
    data = event.get("msg_data")
    name = data.get("name") if isinstance(data, Mapping) else None
    told = f"the event {name!r:.{_LONGEST}}"
    if not isinstance(name, str) or name not in EVENTS or event.get("msg_type") != "bokeh_event":
        return told
    here = all(_known(document, one.get("id")) for one in _models_in(data))
    return "" if here else f"{told} of a model that is not there"


def _refused_change(document: Document, event: Mapping[str, Any]) -> str:
    reference, attribute = event.get("model"), event.get("attr")
    model = _known(document, reference.get("id") if isinstance(reference, Mapping) else None)
    if model is None or not isinstance(attribute, str):
        return f"{attribute!r:.{_LONGEST}} of a model that is not there"
    told = f"{attribute!r:.{_LONGEST}} of {type(model).__name__}"
    if not may_set(model, attribute) or attribute not in model.properties():
        return told
    return f"a model as {told}" if _brings_models(event.get("new")) else ""


def _known(document: Document, ident: object) -> Model | None:
    return document.models.get_by_id(ident) if isinstance(ident, str) else None


def _brings_models(value: Any) -> bool:
    """Whether a serialised value makes or names a model."""
    return next(_models_in(value), None) is not None


def _models_in(value: Any) -> Iterator[Any]:
    """Every model that a serialised value makes or names, but for those inside of another."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            if one.get("type") == "object" or set(one) == {"id"}:
                yield one
            else:
                waiting.extend(one.values())
        elif isinstance(one, list | tuple):
            waiting.extend(one)


def _only_named(event: Any) -> None:
    """Leave of every model in an event no more than its name.

    BokehJS calls new what the server has just sent, and tells the whole model with the first
    event of it: a click on a button that has just come would bring its own copy back.
    """
    for model in _models_in(event.get("msg_data")):
        ident = model["id"]
        model.clear()
        model["id"] = ident


def guarded(document: Document, events: Iterable[Any]) -> list[Any]:
    """The events of a patch that may go through; the others are logged."""
    kept = []
    for event in events:
        reason = refusal(document, event)
        if reason:
            log.warning("refused what a browser wanted to set: %s", reason)
        else:
            _only_named(event)
            kept.append(event)
    return kept


def socket_handler(hosts: Hosts) -> type[WSHandler]:
    """The websocket of a visit, guarded.

    Parameters
    ----------
    hosts
        The names under which pages of this server may be open.
    """

    class GuardedSocket(WSHandler):
        """Passes on only what a browser may change, and tells it no traces."""

        def __init__(self, *args: Any, **given: Any) -> None:
            super().__init__(*args, **given)
            self._rate = Bucket(BURST, A_SECOND)

        def check_origin(self, origin: str) -> bool:
            """Whether a page of that origin may open a visit."""
            allowed = hosts.allows_origin(origin, self.request.host)
            if not allowed:
                log.warning(
                    "refused a websocket from %.200r; `serve --allow-origin` permits it", origin
                )
            return allowed

        async def _handle(self, message: Any) -> Any:
            if not self._rate.take():
                log.warning("ended a visit that says too much at once")
                self.close(_POLICY, "too much")
                return None
            if message.msgtype == "PUSH-DOC":
                log.warning("refused a whole document from a browser")
                return _without_trace(self.connection.error(message, "refused"))
            if message.msgtype == "PATCH-DOC":
                sent = message.content.get("events")
                document = self.connection.session.document
                kept = guarded(document, sent if isinstance(sent, list) else [sent])
                if not kept:
                    return self.connection.ok(message)
                message.content["events"] = kept
            return _without_trace(await super()._handle(message))

    return GuardedSocket


def _without_trace(answer: Any) -> Any:
    """An answer to a browser; what went wrong stands in the log, not in it."""
    if answer is not None and getattr(answer, "msgtype", "") == "ERROR":
        answer.content.update(text="The server could not do that.", traceback=None)
    return answer
