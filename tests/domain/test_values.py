"""Every type of the domain is a value: nothing changes it, and it takes no unknown key."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, RootModel

from nmt_atlas import domain
from nmt_atlas.domain.errors import AtlasError


def types() -> Iterator[type]:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(one) and one.__module__ == module.name:
                yield one


@pytest.mark.parametrize(
    "one",
    [one for one in types() if dataclasses.is_dataclass(one)],
    ids=lambda one: one.__name__,
)
def test_a_dataclass_is_frozen_and_has_slots(one: type) -> None:
    assert one.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(one)


@pytest.mark.parametrize(
    "one",
    [one for one in types() if issubclass(one, BaseModel) and not issubclass(one, RootModel)],
    ids=lambda one: one.__name__,
)
def test_a_model_is_frozen_and_takes_no_unknown_key(one: type[BaseModel]) -> None:
    assert one.model_config.get("frozen") is True
    assert one.model_config.get("extra") == "forbid"


def test_errors_say_what_where_and_how_to_mend() -> None:
    error = AtlasError("It broke.", where="a.json", remedy="Mend it.")
    assert str(error) == "a.json: It broke. Mend it."
    assert str(AtlasError("It broke.")) == "It broke."
    assert (error.what, error.where, error.remedy) == ("It broke.", "a.json", "Mend it.")
