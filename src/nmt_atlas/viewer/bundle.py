"""The viewer's JavaScript, bundled into one local ES module when the package is built."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar

import param
from bokeh.document import Document
from bokeh.model import Model
from panel.custom import Child, Children, JSComponent
from panel.io.document import hold
from panel.reactive import Reactive

from nmt_atlas.domain.errors import ServeError

BUNDLE: Path = Path(__file__).parent / "dist" / "atlas_view.js"
"""Where the build puts the viewer's bundle (inside the installed package)."""

SHELL_BUNDLE: Path = BUNDLE.with_name("shell.js")
"""Where the build puts the bundle of the window around it."""

LEAF_BUNDLE: Path = BUNDLE.with_name("leaf.js")
"""Where the build puts the bundle of leaves."""

BOOT_BUNDLE: Path = BUNDLE.with_name("boot.js")
"""Where the build puts what the page itself begins with."""


WORKER_BUNDLE: Path = BUNDLE.with_name("service_worker.js")
"""Where the build puts the service worker."""


def require_bundle(path: Path = BUNDLE) -> Path:
    """The bundle's path.

    Raises
    ------
    ServeError
        Where the package was not built: the viewer's JavaScript is missing or empty.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise ServeError(
            "The viewer's JavaScript is missing: the package was never built.",
            where=str(path),
            remedy="Run `pip install .` (or `pip install -e .`) again in the project's folder.",
        )
    return path


def stamped(url: str, path: Path) -> str:
    """A bundle's URL with the hash of what it holds, so that browsers may keep it for ever."""
    return f"{url}?v={_digest(path, path.stat().st_mtime_ns)}"


@lru_cache(maxsize=16)
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


class Bundled(JSComponent):
    """A component whose bundle is loaded by a URL that changes with the bundle."""

    __abstract = True

    browser_sets: ClassVar[frozenset[str]] = frozenset()
    """Parameters that a browser may set; :mod:`nmt_atlas.viewer.guard` refuses all others."""

    @classmethod
    def _patch_datamodel_ref(cls, props: Any, ref: str) -> None:
        """Mark the component's own data as its page's.

        Panel walks through every value and every child for that, at every change: 14 ms where there
        are 900 names or a whole window in the slots. What lies there marks itself when it is made.
        """
        tag = f"__ref:{ref}"
        if tag not in props.tags:
            props.tags.append(tag)

    def _update_properties(
        self, *events: param.parameterized.Event, doc: Document
    ) -> dict[str, Any]:
        """What has changed, as the browser gets it.

        Panel asks the theme for style sheets at every change of anything; they are those of the
        beginning, unless one of them has changed.
        """
        if any(event.name == "stylesheets" for event in events):
            return dict(super()._update_properties(*events, doc=doc))
        changes = {event.name: event.new for event in events}
        return dict(self._process_param_change(changes))

    def _update_model(  # noqa: PLR0917 (Panel calls it so)
        self,
        events: dict[str, param.parameterized.Event],
        msg: dict[str, Any],
        root: Model,
        model: Model,
        doc: Document,
        comm: Any,
    ) -> None:
        """Send what has changed.

        Panel looks through every old and new value for models first, and asks the model for names
        that it does not have, which costs it a search for similar names: 2 ms a click. Plain data
        holds no model.
        """
        plain = self._plain_data()
        if not (plain.issuperset(msg) and plain.issuperset(events)):
            super()._update_model(events, msg, root, model, doc, comm)
            return
        told = self._in_process__events.get(doc, {})  # by the browser, which has them
        wanted = {name: new for name, new in msg.items() if name not in told or told[name] != new}
        if wanted:
            with hold(doc):
                self._set_on_model(wanted, root, model.data)

    @classmethod
    @cache
    def _plain_data(cls) -> frozenset[str]:
        """The component's own parameters, but for its slots."""
        own = set(cls.param) - set(Reactive.param) - {"esm", "importmap"}
        slots = (Child, Children)
        return frozenset(name for name in own if not isinstance(cls.param[name], slots))

    @classmethod
    def _render_esm(cls, compiled: Any = True, server: bool = False) -> str:
        found = str(super()._render_esm(compiled, server))
        path = cls._bundle_path
        if not server or path is None or "\n" in found or "?" in found:
            return found
        return stamped(found, Path(path))
