"""Health and measures over real connections."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from nmt_atlas.school.measures import KINDS, Measures, kind_of
from nmt_atlas.school.vitals import Vitals
from nmt_atlas.school.watch import Watch

pytest.importorskip("prometheus_client", reason="the extra `school` is not installed")


@pytest.fixture
def wrong() -> dict[str, str]:
    return {"database": ""}


@pytest.fixture
def watch(wrong: dict[str, str]) -> Watch:
    vitals = Vitals({"database": lambda: wrong["database"]}, believed=0)
    return Watch(vitals, Measures({"rooms": ("Rooms.", lambda: 7)}), word="open sesame")


def test_health_is_200_or_503_with_the_reason(serve: Any, watch: Watch, wrong: Any) -> None:
    async def told(server: Any) -> None:
        well = await server.ask("/health")
        assert (well.code, json.loads(well.body)["well"]) == (200, True)
        wrong["database"] = "it is away."
        ill = await server.ask("/health")
        assert ill.code == 503
        assert json.loads(ill.body)["checks"] == {"database": "it is away."}
        assert ill.headers["Cache-Control"] == "no-store"
        assert (await server.ask("/health", method="HEAD")).code == 503

    serve(watch.routes(), told)


def test_measures_are_for_this_machine_and_for_the_word(serve: Any, watch: Watch) -> None:
    async def told(server: Any) -> None:
        assert (await server.ask("/metrics")).code == 200
        for name in ("X-Forwarded-For", "X-Real-Ip", "Forwarded"):
            passed_on = {name: "203.0.113.9"}
            assert (await server.ask("/metrics", headers=passed_on)).code == 403
            word = {**passed_on, "Authorization": "Bearer open sesame"}
            assert (await server.ask("/metrics", headers=word)).code == 200
            word = {**passed_on, "Authorization": "Bearer é"}
            assert (await server.ask("/metrics", headers=word)).code == 403

    serve(watch.routes(), told)


def test_answers_are_counted_by_kind_and_logged_without_their_address(
    serve: Any, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async def told(server: Any) -> None:
        await server.ask("/health?room=secret")
        await server.ask("/nowhere/secret")
        text = (await server.ask("/metrics")).body.decode()
        assert 'nmt_atlas_requests_total{kind="health",status="200"} 1.0' in text
        assert 'nmt_atlas_requests_total{kind="other",status="404"} 1.0' in text
        assert "nmt_atlas_rooms 7.0" in text
        assert "nmt_atlas_request_seconds_bucket" in text
        assert "secret" not in text

    with caplog.at_level(logging.INFO, "nmt_atlas.access"):
        serve(watch.routes(), told, log_function=watch.answered)
    lines = [one for one in caplog.records if one.name == "nmt_atlas.access"]
    assert [(one.kind, one.status) for one in lines][:2] == [("health", 200), ("other", 404)]
    assert "secret" not in str([vars(one) for one in lines])


def test_without_the_package_it_is_told_what_to_install(serve: Any) -> None:
    watch = Watch(Vitals({}), None)

    async def told(server: Any) -> None:
        answer = await server.ask("/metrics")
        assert answer.code == 404
        assert b"nmt-atlas[school]" in answer.body

    serve(watch.routes(), told)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/atlas/", "page"),
        ("/atlas/class/ws", "class"),
        ("/pack/own/index.json", "pack"),
        ("/sheets/abc/results.csv", "sheet"),
        ("/../etc/passwd", "other"),
    ],
)
def test_a_path_is_of_few_kinds(path: str, kind: str) -> None:
    assert kind_of(path, "/atlas" if path.startswith("/atlas") else "") == kind
    assert kind in {*KINDS.values(), "other"}
