"""How packs and the app's own JavaScript go over the wire: compressed once, cached for ever.

Both pieces are given to Panel's server::

    pn.serve(apps, extra_patterns=pack_routes(packs), **server_options())

All URLs are relative, so they work under a prefix.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import GZipContentEncoding, OutputTransform, RequestHandler

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
TYPES = {
    ".glb": "model/gltf-binary",
    ".bin": "application/octet-stream",
    ".json": "application/json; charset=utf-8",
}
Route = tuple[str, type[RequestHandler], dict[str, Any]]
_VERSIONED = frozenset({"js", "css", "woff", "woff2"})
_HASHED = re.compile(r"-[0-9a-f]{12}\.[a-z]+$")
_LEVEL = 6
_KEPT = 96 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """One response body, compressed, with the hash of what it holds."""

    body: bytes
    etag: str


class _Shelf:
    """Compressed bodies, the least recently used dropped beyond a number of bytes."""

    def __init__(self, limit: int = _KEPT) -> None:
        self._limit = limit
        self._held: OrderedDict[object, Packed] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: object) -> Packed | None:
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: object, packed: Packed) -> None:
        with self._lock:
            old = self._held.pop(key, None)
            self._bytes += len(packed.body) - (len(old.body) if old else 0)
            self._held[key] = packed
            while self._bytes > self._limit and len(self._held) > 1:
                self._bytes -= len(self._held.popitem(last=False)[1].body)


_shelf = _Shelf()


def pack_file(root: Path, name: str) -> Path | None:
    """The file of a pack that a URL names, or None where it names nothing that may be served.

    Parameters
    ----------
    root
        The pack's folder.
    name
        Path below it as the URL gives it; anything that leaves the folder, by ``..`` or by a
        link, names nothing.
    """
    if "\\" in name or "\0" in name or Path(name).suffix not in TYPES:
        return None
    home = root.resolve()
    try:
        file = (home / name).resolve()
        return file if file.is_relative_to(home) and file.is_file() else None
    except OSError:  # a name that is longer than any file's
        return None


def packed(file: Path) -> Packed:
    """A file compressed; kept in memory until the file changes."""
    status = file.stat()
    key = (str(file), status.st_mtime_ns, status.st_size)
    found = _shelf.get(key)
    if found is None:
        raw = file.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()[:24]
        found = Packed(gzip.compress(raw, _LEVEL, mtime=0), f'W/"{digest}"')
        _shelf.put(key, found)
    return found


class PackHandler(RequestHandler):
    """Serves ``/pack/<body>/<file>`` from the packs' folders.

    Files whose names carry their hash are cached for ever; ``index.json`` is checked by ETag.
    """

    def initialize(self, packs: Mapping[str, Path]) -> None:
        """Take the packs: body id -> folder, looked up anew at every request."""
        self._packs = packs

    async def get(self, body: str, name: str) -> None:
        """Send a file, compressed where the browser can read that."""
        root = self._packs.get(body)
        if root is None:
            known = ", ".join(sorted(self._packs)) or "none"
            self._refuse(f"There is no body “{body:.200}” here; installed bodies: {known}.")
            return
        file = pack_file(Path(root), name)
        if file is None:
            self._refuse(f"The body “{body}” has no file “{name:.200}”.")
            return
        found = await asyncio.get_running_loop().run_in_executor(None, packed, file)
        self.set_header("Content-Type", TYPES[file.suffix])
        self.set_header("Cache-Control", FOREVER if _HASHED.search(file.name) else REVALIDATE)
        self.set_header("ETag", found.etag)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("X-Content-Type-Options", "nosniff")
        if self.check_etag_header():
            self.set_status(304)
            return
        accepts = "gzip" in self.request.headers.get("Accept-Encoding", "")
        if accepts:
            self.set_header("Content-Encoding", "gzip")
        payload = found.body if accepts else gzip.decompress(found.body)
        self.set_header("Content-Length", str(len(payload)))
        if self.request.method != "HEAD":
            self.write(payload)

    async def head(self, body: str, name: str) -> None:
        """Say what :meth:`get` would send."""
        await self.get(body, name)

    def compute_etag(self) -> None:
        """The ETag is set by :meth:`get`."""
        return

    def _refuse(self, words: str) -> None:
        self.set_status(404)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(words + "\n")


class CachedGzip(GZipContentEncoding):
    """Compresses texts as tornado does, but every static file only once.

    Responses with an ETag (bokeh's, panel's and our bundle's static files) are kept compressed,
    so that a class of thirty that opens the app at once costs one compression.
    """

    GZIP_LEVEL = _LEVEL

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self._key: tuple[str, str] | None = None
        self._parts: list[bytes] = []
        self._replayed = False
        self._uri = request.path
        self._whole = request.method == "GET" and "Range" not in request.headers

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Replay a kept body, or compress and remember it."""
        length = int(headers.get("Content-Length", len(chunk)))
        compressible = self._compressible_type(headers.get("Content-Type", "").split(";")[0])
        etag = headers.get("Etag")
        if not (self._gzipping and self._whole and compressible and status_code == 200 and etag):
            return super().transform_first_chunk(status_code, headers, chunk, finishing)
        if length < self.MIN_LENGTH or "Content-Encoding" in headers:
            return super().transform_first_chunk(status_code, headers, chunk, finishing)
        self._key = (self._uri, etag)
        kept = _shelf.get(self._key)
        if kept is None:
            return super().transform_first_chunk(status_code, headers, chunk, finishing)
        self._replayed = True
        headers.add("Vary", "Accept-Encoding")
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(kept.body))
        return status_code, headers, kept.body

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Compress one more piece, or nothing where the whole was replayed."""
        if self._replayed:
            return b""
        out = super().transform_chunk(chunk, finishing)
        if self._key is not None:
            self._parts.append(out)
            if finishing:
                _shelf.put(self._key, Packed(b"".join(self._parts), self._key[1]))
        return out


class SafeHeaders(OutputTransform):
    """What every answer says to the browser: guess no types, tell nobody, keep what is versioned.

    A URL with a version (``?v=…``, or Panel's bare hash) never changes what it means.
    """

    def __init__(self, request: HTTPServerRequest) -> None:
        self._versioned = request.path.rpartition(".")[2] in _VERSIONED and bool(request.query)

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers."""
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Frame-Options"] = "SAMEORIGIN"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers.pop("Server", None)
        if self._versioned and status_code in (200, 304):
            headers["Cache-Control"] = FOREVER
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Leave the rest as it is."""
        return chunk


def pack_routes(packs: Mapping[str, Path]) -> list[Route]:
    """Routes for Panel's ``extra_patterns`` that serve packs at ``pack/<body>/<file>``.

    Parameters
    ----------
    packs
        Body id -> folder of its pack. A live mapping: what is added later is served too.
    """
    return [(r"/pack/([a-z0-9-]+)/(.+)", PackHandler, {"packs": packs})]


FACES = Path(__file__).parent / "dist"
"""Where the build puts the typeface."""


class FaceHandler(RequestHandler):
    """Serves ``/fonts/<file>``: the typeface, kept for ever by the version in its URL."""

    async def get(self, name: str) -> None:
        """Send a file, as it is: it is compressed already."""
        file = FACES / name
        if not file.is_file():
            self.set_status(404)
            self.finish("There is no such typeface here.\n")
            return
        self.set_header("Content-Type", "font/woff2")
        self.write(await asyncio.get_running_loop().run_in_executor(None, file.read_bytes))


def face_routes() -> list[Route]:
    """Routes that serve the typeface."""
    return [(r"/fonts/(inter[a-z-]*\.woff2)", FaceHandler, {})]


def compress_ahead(packs: Mapping[str, Path]) -> Thread:
    """Compress the packs' files in the background, so that the first visitor need not wait.

    Returns
    -------
    threading.Thread
        Already started; it ends by itself. A file that cannot be read is left to its request.
    """

    def work() -> None:
        for root in list(packs.values()):
            for file in sorted(Path(root).glob("*")):
                if file.suffix in TYPES:
                    with suppress(OSError):
                        packed(file)

    thread = Thread(target=work, name="compress packs", daemon=True)
    thread.start()
    return thread


def server_options() -> dict[str, Any]:
    """Options for ``pn.serve`` that keep visits light: compressed static files and websocket."""
    return {"transforms": [CachedGzip], "websocket_compression_level": _LEVEL}
