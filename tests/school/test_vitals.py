"""Whether a server is well is told quickly, whatever its parts do."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from pathlib import Path

import pytest

from nmt_atlas.body.packs.wrapping import PACKED, plain_name
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.library.paths import data_paths
from nmt_atlas.school.vitals import SILENT, STOPPING, Vitals, pack_reason


def told(vitals: Vitals) -> dict[str, object]:
    try:
        return asyncio.run(vitals.look()).told()
    finally:
        vitals.close()


def test_every_part_is_told_with_its_reason() -> None:
    def away() -> str:
        raise StoreError("no host db.secret", where="postgresql://db.secret", public="it is away.")

    found = told(Vitals({"database": away, "documents": lambda: "", "body own": lambda: "torn."}))
    parts = {"database": "it is away.", "documents": "well", "body own": "torn."}
    assert found == {"well": False, "checks": parts}
    assert told(Vitals({"documents": lambda: ""})) == {
        "well": True,
        "checks": {"documents": "well"},
    }


def test_a_silent_part_is_given_up_and_not_asked_twice() -> None:
    held, asked = threading.Event(), []

    def silent() -> str:
        asked.append(1)
        held.wait(5)
        return ""

    async def work() -> None:
        vitals = Vitals({"database": silent}, patience=0.05, believed=0)
        for _ in range(3):
            assert (await vitals.look()).checks[0].reason == SILENT
        assert asked == [1], "a database that is silent is not asked again and again"
        held.set()
        await asyncio.sleep(0.1)
        assert (await vitals.look()).well
        vitals.close()

    asyncio.run(work())


def test_who_asks_often_asks_once() -> None:
    asked: list[int] = []

    async def work() -> None:
        vitals = Vitals({"one": lambda: asked.append(1) or ""})
        await asyncio.gather(*(vitals.look() for _ in range(50)))
        await vitals.look()
        vitals.close()

    asyncio.run(work())
    assert asked == [1]


def test_a_server_that_stops_is_not_well() -> None:
    vitals = Vitals({"one": lambda: ""})
    vitals.stop()
    assert told(vitals)["checks"] == {"server": STOPPING}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(data_paths().root / "meshes" / "pack", folder)
    return folder


def test_the_pack_is_whole_or_it_is_told_what_is_not(pack: Path) -> None:
    assert pack_reason(pack) == ""
    files = json.loads((pack / "index.json").read_text())["files"]
    first, second = (pack / (one["path"] + PACKED) for one in files[:2])
    first.write_bytes(first.read_bytes()[:-1])
    assert pack_reason(pack) == f"{plain_name(first.name)} is damaged."
    second.unlink()
    first.unlink()
    assert pack_reason(pack) == f"{plain_name(first.name)} is missing."
    (pack / "index.json").write_text("{")
    assert pack_reason(pack) == "its index cannot be read."
