"""Every handler of a school's server, and who may ask it."""

from __future__ import annotations

SHUT, OPEN, GUESTS = "shut", "open", "guests"

HANDLERS: dict[str, tuple[str, str]] = {
    "/": ("/", SHUT),
    "/ws": ("/ws", SHUT),
    "/favicon.ico": ("/favicon.ico", OPEN),
    "/static/(?!extensions/)(.*)": ("/static/js/bokeh.min.js", SHUT),
    "/static/(.*)": ("/static/js/bokeh-widgets.min.js", SHUT),
    "/static/extensions/(.*)": ("/static/extensions/panel/panel.min.js", SHUT),
    "/components/(.*)": ("/components/x", SHUT),
    "/alive": ("/alive", OPEN),
    "/health": ("/health", OPEN),
    "/metrics": ("/metrics", OPEN),
    "/login": ("/login", OPEN),
    "/logout": ("/logout", OPEN),
    "/admit": ("/admit", OPEN),
    "/pack/([a-z0-9-]+)/(.+)": ("/pack/own/index.json", GUESTS),
    r"/fonts/(inter[a-z-]*\.woff2)": ("/fonts/inter.woff2", OPEN),
    r"/sheets/([A-Za-z0-9_-]{20,60})/": (f"/sheets/{'a' * 32}/table.csv", SHUT),
    r"/app\.webmanifest": ("/app.webmanifest", OPEN),
    r"/worker\.js": ("/worker.js", SHUT),
    r"/away\.html": ("/away.html", SHUT),
    r"/icons/([a-z]+-[0-9]+\.png)": ("/icons/icon-192.png", OPEN),
    "/class/": ("/class", GUESTS),
    r"/class/app\.js": ("/class/app.js", GUESTS),
    r"/class/names/([a-z0-9-]+)/([a-z]{2})\.json": ("/class/names/own/en.json", GUESTS),
    "/class/ws": ("/class/ws", GUESTS),
}
"""Pattern -> a path of it, and who may ask without an account: nobody, all, guests of a class."""
