"""What containers and systemd run is what the README and the command line say."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from nmt_atlas.cli import parser

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile, lines that go on joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    kept = [one for one in text.splitlines() if one.strip() and not one.startswith("#")]
    return [(one.split()[0], " ".join(one.split()[1:])) for one in kept if one[0].isupper()]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def unit() -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(ROOT / "examples" / "serving" / "nmt-atlas.service")
    return read


def of(steps: list[tuple[str, str]], word: str) -> list[str]:
    return [text for name, text in steps if name == word]


def test_every_instruction_is_one_and_only_known_files_are_copied(steps: Any) -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "LABEL", "USER", "ENV", "VOLUME", "EXPOSE"}
    known |= {"STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in steps} <= known
    assert steps[0][0] == "FROM"
    for text in of(steps, "COPY"):
        source = text.split()[0]
        assert source.startswith("--from=build") or (ROOT / source).exists()


def test_the_image_has_a_python_that_the_readme_names_and_a_fixed_base(steps: Any) -> None:
    images = {text.split()[0] for text in of(steps, "FROM")}
    assert len(images) == 1, "what is built on one Python runs on the same"
    version = re.fullmatch(r"python:(3\.\d+)-slim-\w+", images.pop())
    assert version
    assert f"Python :: {version[1]}" in " ".join(PROJECT["classifiers"])


def test_the_image_installs_what_serving_and_the_school_need(steps: Any) -> None:
    run = " ".join(of(steps, "RUN"))
    for wanted in PROJECT["optional-dependencies"]["school"]:
        assert f'"{wanted}"' in run, "the extra `school`, as pyproject.toml has it"
    assert "requirements-serve.txt" in run
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"\.venv/bin/(nmt-atlas) (serve)$", readme, re.MULTILINE)
    assert command
    assert of(steps, "ENTRYPOINT") == [f'["{command[1]}"]']
    assert of(steps, "CMD")[0].startswith(f'["{command[2]}"')


def test_nobody_is_root_in_it_and_it_stops_as_the_server_does(steps: Any) -> None:
    names = [name for name, _ in steps]
    (user,) = of(steps, "USER")
    assert int(user) > 0, "a number: what runs containers can see that it is not root"
    assert f"--uid {user} " in " ".join(of(steps, "RUN"))
    assert names.index("USER") < names.index("CMD")
    assert of(steps, "STOPSIGNAL") == ["SIGTERM"]
    assert "/health" in of(steps, "HEALTHCHECK")[0]
    assert not re.search(r"PASSWORD|SECRET", " ".join(of(steps, "ENV"))), "no secret in an image"


def arguments(words: list[str]) -> Any:
    return parser().parse_args(words)


def test_every_command_line_is_one_that_the_atlas_reads(
    steps: Any, compose: Any, unit: Any
) -> None:
    in_image = re.findall(r'"([^"]+)"', of(steps, "CMD")[0])
    in_compose = [re.sub(r"\$\{\w+:-(.*)\}", r"\1", one) for one in
                  compose["services"]["atlas"]["command"]]  # fmt: skip
    in_unit = unit["Service"]["ExecStart"].split()[1:]
    for words in (in_image, in_compose, in_unit):
        read = arguments(words)
        assert (read.command, read.port, read.no_browser) == ("serve", 5006, True)
    assert f"EXPOSE {arguments(in_image).port}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_compose_file_has_no_password_and_reaches_no_network_by_itself(compose: Any) -> None:
    services = compose["services"]
    for service in services.values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET|DATABASE", name) and "://" not in str(value):
                assert (str(value).startswith("${") and ":?" in str(value)) or name == "POSTGRES_DB"
    assert "${ATLAS_DATABASE_PASSWORD:?" in services["atlas"]["environment"]["NMT_ATLAS_DATABASE"]
    assert services["atlas"]["ports"] == ["127.0.0.1:5006:5006"], (
        "a proxy with TLS stands before it"
    )
    assert "ports" not in services["database"]
    assert services["atlas"]["depends_on"]["database"]["condition"] == "service_healthy"
    named = {one.split(":")[0] for service in services.values() for one in service["volumes"]}
    assert named == set(compose["volumes"])


def test_the_unit_keeps_its_data_where_it_may_write(unit: Any) -> None:
    text = (ROOT / "examples" / "serving" / "nmt-atlas.service").read_text(encoding="utf-8")
    assert "sqlite:////var/lib/nmt-atlas/" in text
    assert unit["Service"]["StateDirectory"] == "nmt-atlas"
    assert unit["Service"]["KillSignal"] == "SIGTERM"
    assert "SECRET=" not in text, "secrets stand in a file of their own"


def test_systemd_reads_every_line_of_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    text = (ROOT / "examples" / "serving" / "nmt-atlas.service").read_text(encoding="utf-8")
    here = tmp_path / "nmt-atlas.service"
    here.write_text(text.replace("/opt/nmt-atlas/.venv/bin/nmt-atlas", sys.executable), "utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(here)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "examples/serving/nmt-atlas.service"]
)
def test_every_variable_is_one_that_is_documented(name: str) -> None:
    told = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for variable in re.findall(r"NMT_ATLAS_\w+", (ROOT / name).read_text(encoding="utf-8")):
        assert f"`{variable}" in told or f"export {variable}" in told, variable
