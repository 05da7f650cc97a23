"""The atlas as a school runs it: processes of their own, and nginx as the example sets it up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from browser_samples import answers, free_port, wait_until

EXAMPLE = Path(__file__).parents[2] / "examples" / "nginx.conf"
_WRAP = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[None]:
    """A program that listens on a port, until the block ends."""
    with log.open("wb") as said:
        program = subprocess.Popen(
            command, stdout=said, stderr=said, env={**os.environ, **environment}
        )
        try:
            wait_until(lambda: answers(port) or program.poll() is not None, 240)
            assert program.poll() is None, log.read_text(encoding="utf-8")
            yield
        finally:
            program.terminate()
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(20)


@contextmanager
def atlas_served(
    database: str, port: int, folder: Path, *more: str, **environment: str
) -> Iterator[None]:
    """One process of ``nmt-atlas serve``."""
    command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--no-browser", "--port", str(port)]
    log = folder / f"atlas-{port}.log"
    with running([*command, *more], port, log, NMT_ATLAS_DATABASE=database, **environment):
        yield


@contextmanager
def behind_nginx(database: str, folder: Path) -> Iterator[str]:
    """Two processes of the atlas behind nginx; the address of the whole."""
    way_in, ports = free_port(), (free_port(), free_port())
    url = f"http://localhost:{way_in}"
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(
                atlas_served(database, port, folder, "--allow-origin", url, "--behind-proxy")
            )
        stack.enter_context(nginx_before(ports, way_in, folder))
        yield f"{url}/"


@contextmanager
def nginx_before(ports: tuple[int, int], way_in: int, folder: Path) -> Iterator[None]:
    """The nginx of the example before two processes that run."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    (folder / "site.conf").write_text(_site(folder, way_in, ports), encoding="utf-8")
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(_WRAP.format(folder=folder, user=user), encoding="utf-8")
    command = [nginx, "-p", str(folder), "-c", str(main)]
    with running(command, way_in, folder / "nginx.log"):
        yield


def _site(folder: Path, way_in: int, ports: tuple[int, int]) -> str:
    """The example with the ports and folders of a test, and nothing else changed."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for documented, port in zip((5006, 5007), ports, strict=True):
        text, found = re.subn(
            rf"server 127\.0\.0\.1:{documented};", f"server 127.0.0.1:{port};", text
        )
        assert found == 2, "both lists name each process"
    for wanted, given in (
        ("listen 80;", f"listen 127.0.0.1:{way_in};"),
        ("atlas.school.example;", "localhost;"),
        ("/var/cache/nginx/nmt-atlas", f"{folder}/cache"),
    ):
        assert text.count(wanted) == 1, wanted
        text = text.replace(wanted, given)
    return text
