"""Packs and static files over HTTP, through a real tornado application."""

import gzip
import json
from pathlib import Path

import pytest
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, StaticFileHandler

from nmt_atlas.viewer.serving import CachedGzip, compress_ahead, pack_file, pack_routes, packed

MESH = b"glTF" + bytes(range(256)) * 64
INDEX = json.dumps({"format": 1, "files": []}).encode()
SCRIPT = b"export const answer = 42;\n" * 400


class ServingCase(AsyncHTTPTestCase):
    def get_app(self) -> Application:
        return Application(
            [
                *((f"/prefix{route}", *rest) for route, *rest in pack_routes(self.packs)),
                (r"/static/(.*)", StaticFileHandler, {"path": str(self.folder)}),
            ],
            transforms=[CachedGzip],
        )

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "pack"
        self.folder.mkdir()
        (self.folder / "bones-standard-0123456789ab.glb").write_bytes(MESH)
        (self.folder / "index.json").write_bytes(INDEX)
        (self.folder / "app.js").write_bytes(SCRIPT)
        (tmp_path / "secret.json").write_text("{}")
        self.packs = {"own": self.folder}

    def ask(self, path: str, **headers: str):
        return self.fetch(path, headers=headers, decompress_response=False)

    def test_a_mesh_is_compressed_and_cached_for_ever(self) -> None:
        answer = self.ask(
            "/prefix/pack/own/bones-standard-0123456789ab.glb", **{"Accept-Encoding": "gzip"}
        )
        assert answer.code == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "model/gltf-binary"
        assert gzip.decompress(answer.body) == MESH
        assert len(answer.body) < len(MESH)

    def test_files_compressed_ahead_are_the_ones_that_are_served(self) -> None:
        (self.folder / "notes.txt").write_text("not served")
        compress_ahead({**self.packs, "gone": self.folder / "nowhere"}).join(10)
        file = self.folder / "bones-standard-0123456789ab.glb"
        assert packed(file) is packed(file), "kept, not compressed again"
        answer = self.ask("/prefix/pack/own/index.json", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(answer.body) == INDEX

    def test_a_browser_without_gzip_gets_plain_bytes(self) -> None:
        answer = self.ask(
            "/prefix/pack/own/bones-standard-0123456789ab.glb", **{"Accept-Encoding": "identity"}
        )
        assert "Content-Encoding" not in answer.headers
        assert answer.body == MESH

    def test_a_mesh_that_lies_packed_is_sent_as_it_lies(self) -> None:
        lies = gzip.compress(MESH, 9)
        (self.folder / "nerves-phone-0123456789ab.glb.gz").write_bytes(lies)
        path = "/prefix/pack/own/nerves-phone-0123456789ab.glb"
        answer = self.ask(path, **{"Accept-Encoding": "gzip"})
        assert (answer.code, answer.body) == (200, lies)
        assert answer.headers["Content-Type"] == "model/gltf-binary"
        assert "immutable" in answer.headers["Cache-Control"]
        assert self.ask(path, **{"Accept-Encoding": "identity"}).body == MESH
        assert self.ask(f"{path}.gz").code == 404

    def test_the_index_is_checked_by_etag(self) -> None:
        first = self.ask("/prefix/pack/own/index.json")
        assert first.headers["Cache-Control"] == "no-cache"
        again = self.ask("/prefix/pack/own/index.json", **{"If-None-Match": first.headers["ETag"]})
        assert (again.code, again.body) == (304, b"")
        (self.folder / "index.json").write_bytes(INDEX + b" ")
        changed = self.ask(
            "/prefix/pack/own/index.json", **{"If-None-Match": first.headers["ETag"]}
        )
        assert changed.code == 200

    def test_what_is_missing_is_said_in_words(self) -> None:
        answer = self.ask("/prefix/pack/own/none-000000000000.glb")
        assert answer.code == 404
        assert "has no file" in answer.body.decode()
        nobody = self.ask("/prefix/pack/other/index.json")
        assert nobody.code == 404
        assert "own" in nobody.body.decode()

    def test_nothing_outside_the_folder_is_served(self) -> None:
        outside = ("../secret.json", "..%2Fsecret.json", "%2Fetc/hosts.json", "x/../../secret.json")
        for path in outside:
            assert self.ask(f"/prefix/pack/own/{path}").code == 404
        assert self.ask("/prefix/pack/own/app.js").code == 404

    def test_a_body_that_is_installed_later_is_served(self) -> None:
        self.packs["later"] = self.folder
        assert self.ask("/prefix/pack/later/index.json").code == 200

    def test_static_files_are_compressed_once(self) -> None:
        (self.folder / "once.js").write_bytes(SCRIPT)
        first = self.ask("/static/once.js?v=1", **{"Accept-Encoding": "gzip"})
        second = self.ask("/static/once.js?v=1", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(first.body) == gzip.decompress(second.body) == SCRIPT
        assert first.headers["Transfer-Encoding"] == "chunked"  # compressed while it was sent
        assert second.headers["Content-Length"] == str(len(second.body))  # replayed
        assert self.ask("/static/once.js", **{"Accept-Encoding": "identity"}).body == SCRIPT

    def test_a_changed_static_file_is_compressed_anew(self) -> None:
        self.ask("/static/app.js", **{"Accept-Encoding": "gzip"})
        (self.folder / "app.js").write_bytes(SCRIPT + b"// more")
        StaticFileHandler.reset()
        answer = self.ask("/static/app.js", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(answer.body) == SCRIPT + b"// more"

    def test_a_part_of_a_file_is_never_replayed(self) -> None:
        self.ask("/static/app.js", **{"Accept-Encoding": "gzip"})
        answer = self.ask("/static/app.js", **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
        assert answer.code == 206
        assert CachedGzip.GZIP_LEVEL == 6


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    root.mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (root / "link.json").symlink_to(tmp_path / "secret.json")
    assert pack_file(root, "link.json") is None
    (root / "index.json").write_text("{}")
    assert pack_file(root, "index.json") == (root / "index.json").resolve()
