"""A small tornado server, asked over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from browser_samples import free_port
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.web import Application


class Asked:
    """A running server; ``ask`` asks it."""

    def __init__(self, url: str, application: Application) -> None:
        self.url, self.application = url, application

    async def ask(self, path: str, method: str = "GET", **more: Any) -> HTTPResponse:
        headers = more.pop("headers", {})
        request = HTTPRequest(
            self.url + path, method=method, headers=headers, follow_redirects=False, **more
        )
        return await AsyncHTTPClient(force_instance=True).fetch(request, raise_error=False)


Told = Callable[[Asked], Awaitable[None]]


@pytest.fixture
def serve() -> Callable[..., None]:
    """Serve routes and do something with them, in one event loop."""

    def start(routes: Any, told: Told, **settings: Any) -> None:
        async def work() -> None:
            port = free_port()
            made = routes() if callable(routes) else routes
            application = Application(made, **settings)
            server = HTTPServer(application)
            server.listen(port, "127.0.0.1")
            try:
                await told(Asked(f"http://127.0.0.1:{port}", application))
            finally:
                server.stop()
                await server.close_all_connections()

        asyncio.run(work())

    return start
