"""The page itself: sent at once, before any visit is built.

It holds the head start of the picture, where the visit will stand, and a token. The visit is
built when the browser opens its websocket, so a request that never becomes a visit (a robot, a
prefetch, a closed tab) costs nothing that must be freed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bokeh.server
import panel as pn
import panel_material_ui
from bokeh.util.token import generate_jwt_token, generate_session_id
from jinja2 import Environment
from panel.io.resources import DIST_DIR, LOCAL_DIST
from panel.io.server import DocHandler

from nmt_atlas.viewer.bundle import BOOT_BUNDLE, require_bundle, stamped
from nmt_atlas.viewer.hosts import Hosts
from nmt_atlas.viewer.serving import FACES

_BOKEH = Path(bokeh.server.__file__).parent / "static"
_MATERIAL = Path(panel_material_ui.__file__).parent / "dist"
_SCRIPTS = {
    "static/js/bokeh.min.js": _BOKEH / "js" / "bokeh.min.js",
    "static/js/bokeh-widgets.min.js": _BOKEH / "js" / "bokeh-widgets.min.js",
    "static/js/bokeh-tables.min.js": _BOKEH / "js" / "bokeh-tables.min.js",  # Panel asks for it
    f"{LOCAL_DIST}panel.min.js": DIST_DIR / "panel.min.js",
}
"""What Panel loads on every page, but for what nothing here needs: Bokeh's GL and mathjax, and the
shim for import maps (every module of ours is one local file)."""

_ICONS = {"Material Icons": "material-icons-[A-Z]*", "Material Icons Outlined": "*-outlined-*"}
"""Icon fonts -> their files; the text fonts beside them are not used."""

_PAGE = Environment(autoescape=True).from_string("""<!DOCTYPE html>
<html lang="{{ look.language }}" data-theme-managed="true" data-theme="{{ theme }}"
 style="color-scheme: {{ theme }}">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
{{ look.head | safe }}
<link rel="icon" type="image/png" href="icons/icon-192.png">
<link rel="apple-touch-icon" href="icons/apple-180.png">
<link rel="manifest" href="app.webmanifest">
<meta name="theme-color" content="{{ ground }}">
<style nonce="{{ nonce }}">
html, body { height: 100%; margin: 0; overflow: hidden; overscroll-behavior: none;
 background: {{ ground }}; font-family: Inter, system-ui, sans-serif; }
{{ icons | safe }}
#visit { display: contents; }
#trouble { position: fixed; inset: auto 0 0; margin: 0; padding: 12px 16px; background: #ffe08a;
 color: #2a2000; font-weight: 600; text-align: center; }
#trouble[hidden] { display: none; }
</style>
{%- for url in scripts %}
<link rel="preload" as="script" href="{{ url }}" fetchpriority="low">
{%- endfor %}
</head>
<body>
<div id="visit"></div>
<p id="trouble" role="alert" hidden></p>
<noscript>{{ look.no_script }}</noscript>
<script type="application/json" id="nmt-boot">{{ boot | safe }}</script>
<script type="module" nonce="{{ nonce }}">{{ code | safe }}</script>
</body>
</html>
""")


@dataclass(frozen=True)
class FirstLook:
    """What a page shows before its visit is built.

    Attributes
    ----------
    head
        Markup for the head: the tag of :func:`nmt_atlas.viewer.head_start.head_start`.
    language
        The page's language.
    dark
        Whether the ground is dark.
    trouble
        Told where the controls cannot be loaded.
    no_script
        Told where scripts are off.
    """

    head: str = ""
    language: str = "en"
    dark: bool = False
    trouble: str = "The controls could not be loaded. Load the page again."
    no_script: str = "This page needs JavaScript."


Look = Callable[[str], FirstLook]
"""The address after the path (``?…`` or '') -> what is shown first."""


def page_handler(look: Look, title: str, hosts: Hosts) -> type[DocHandler]:
    """The request handler of the page.

    Parameters
    ----------
    look
        Gives what an address shows first; it must be quick.
    title
        The page's title.
    hosts
        The names under which the server may be asked.
    """

    class PageHandler(DocHandler):
        """Sends the page without building a visit."""

        async def get(self, *args: Any, **kwargs: Any) -> None:
            """Send the page of an address."""
            app = self.application
            if not hosts.allows(self.request.host):
                self._misdirected()
                return
            if app.prefix and self.request.path == app.prefix:
                query = f"?{self.request.query}" if self.request.query else ""
                self.redirect(f"{app.prefix}/{query}")
                return
            nonce = secrets.token_urlsafe(16)
            self.set_header("Cache-Control", "no-store")
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Content-Security-Policy", security_policy(nonce))
            search = f"?{self.request.query}" if self.request.query else ""
            self.write(written(look(search), title, self._token(), nonce))

        async def head(self, *args: Any, **kwargs: Any) -> None:
            """Say what :meth:`get` would send."""
            await self.get(*args, **kwargs)

        def write_error(self, status_code: int, **_kwargs: Any) -> None:
            """One sentence; what went wrong stands in the log."""
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"This page cannot be shown ({status_code}). Try another address.\n")

        def _misdirected(self) -> None:
            """Refuse a name that is not this server's."""
            self.set_status(421)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("This server is not known under that name; see `serve --allow-origin`.\n")

        def _token(self) -> str:
            """A token for one visit; it holds no header and no cookie of the request."""
            app = self.application
            signed = {"secret_key": app.secret_key, "signed": app.sign_sessions}
            return str(
                generate_jwt_token(
                    generate_session_id(**signed),
                    expiration=app.session_token_expiration,
                    **signed,
                )
            )

    return PageHandler


def begin_visit() -> str:
    """Make the present document ready for a visit that begins after its page was sent.

    Style sheets come from this server (Panel decides that where it writes the page, which it does
    not do here), and Bokeh does not come back to a lost visit: the window begins it anew by its
    address (``shell_connection.js``).

    Returns
    -------
    str
        The page's address after the path when it opened its websocket: ``?…`` or ''.
    """
    document = pn.state.curdoc
    document.template_variables["dist_url"] = LOCAL_DIST
    document.config.reconnect_session = False
    query = document.session_context.request.query
    return f"?{query}" if query else ""


def security_policy(nonce: str) -> str:
    """The content security policy of the page.

    Scripts come from this server or carry the page's nonce. Panel makes a module of its own from
    a blob. Styles must be allowed inline: Bokeh and Material write style elements as they draw.
    """
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'nonce-{nonce}' blob:",
        "worker-src": "'self' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws: wss: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@cache
def scripts() -> tuple[str, ...]:
    """Relative URLs of the scripts that the controls need, in the order in which they run."""
    return tuple(stamped(url, file) for url, file in _SCRIPTS.items())


_LATIN = "U+0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+2000-206F, U+20AC, U+2122"
_FACES = (
    ("inter.woff2", "normal", _LATIN),
    ("inter-italic.woff2", "italic", _LATIN),
    ("inter-more.woff2", "normal", "U+100-130, U+132-151, U+154-2BA, U+1E00-1EFF, U+2190-21FF"),
)
"""Files of the typeface, their style, and the characters that they hold."""


@cache
def face_urls() -> tuple[str, ...]:
    """Addresses of the typeface's files."""
    files = [FACES / name for name, _, _ in _FACES]
    return tuple(stamped(f"fonts/{one.name}", one) if one.is_file() else "" for one in files)


def face_rules() -> str:
    """Rules for the typeface."""
    return "\n".join(
        f"@font-face {{ font-family: Inter; font-style: {style}; font-weight: 100 900; "
        f'font-display: swap; src: url("{url}") format("woff2"); unicode-range: {letters}; }}'
        for (_, style, letters), url in zip(_FACES, face_urls(), strict=True)
    )


@cache
def _faces() -> str:
    """Rules for the typeface, and for the icons of Material controls from their package's files."""
    rules = [face_rules()]
    for family, pattern in _ICONS.items():
        for file in _MATERIAL.glob(f"{pattern}.woff2"):
            url = f"static/extensions/panel-material-ui/{file.name}?v=1"
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-display: block; '
                f'src: url("{url}") format("woff2"); }}'
            )
    return "\n".join(rules)


def written(look: FirstLook, title: str, token: str, nonce: str) -> str:
    """The page as HTML."""
    theme = "dark" if look.dark else "light"
    boot = {"token": token, "scripts": list(scripts()), "trouble": look.trouble}
    return _PAGE.render(
        look=look,
        title=title,
        theme=theme,
        ground="#20262b" if look.dark else "#f3f2ef",
        nonce=nonce,
        icons=_faces(),
        scripts=scripts(),
        boot=json.dumps(boot).replace("<", "\\u003c"),
        code=require_bundle(BOOT_BUNDLE).read_text(encoding="utf-8"),
    )
